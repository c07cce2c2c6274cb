import { queryOptions } from '@tanstack/react-query';
import type { ConsentsView, PurposeView } from '../../../shared/identify/consent.ts';
import { api } from '../../app/api.ts';

/** What somebody may be written to for; live updates know it by the person's id. */
export function consentsQuery(id: string) {
  return queryOptions({
    queryKey: ['consents', id],
    queryFn: ({ signal }) => api.get<ConsentsView>(`/people/${id}/consents`, { signal }),
  });
}

export const purposesQuery = queryOptions({
  queryKey: ['consent purpose'],
  queryFn: async ({ signal }) =>
    (await api.get<{ rows: PurposeView[] }>('/consent-purposes', { signal })).rows,
  staleTime: 5 * 60_000,
});
