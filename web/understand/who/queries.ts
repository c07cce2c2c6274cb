import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { WhoView } from '../../../shared/understand/who.ts';
import { api } from '../../app/api.ts';

/** Who has to do with what is asked for. */
export function whoQuery(text: string, about: string | undefined) {
  return queryOptions({
    queryKey: ['who', text, about],
    queryFn: ({ signal }) => api.get<WhoView>('/who', { query: { text, about }, signal }),
    enabled: text.trim().length > 1,
    placeholderData: keepPreviousData,
  });
}
