import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { WritingChoices } from '../../../shared/interact/writing/choices.ts';
import type { ToldClaim } from '../../../shared/interact/writing/told.ts';
import { api } from '../../app/api.ts';

export const writingChoicesQuery = queryOptions({
  queryKey: ['writing choices'],
  queryFn: ({ signal }) => api.get<WritingChoices>('/writing/choices', { signal }),
  staleTime: 60_000,
});

/** What we told them; asked once for whoever the mail goes to, and compared here as it is typed. */
export const toldQuery = (to: string, monthFirst: boolean) =>
  queryOptions({
    queryKey: ['told', to],
    queryFn: async ({ signal }) =>
      (
        await api.get<{ rows: ToldClaim[] }>('/writing/told', {
          query: { to, zone: Temporal.Now.timeZoneId(), monthFirst: String(monthFirst) },
          signal,
        })
      ).rows,
    enabled: to !== '',
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
