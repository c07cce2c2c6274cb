import { queryOptions } from '@tanstack/react-query';
import type { HandoverRow, HandoverView } from '../../../shared/interact/handovers.ts';
import { api } from '../../app/api.ts';

export const handoversQuery = queryOptions({
  queryKey: ['handovers'],
  queryFn: async ({ signal }) =>
    (await api.get<{ rows: HandoverRow[] }>('/handovers', { signal })).rows,
});

export function handoverQuery(id: string) {
  return queryOptions({
    queryKey: ['handovers', id],
    queryFn: ({ signal }) => api.get<HandoverView>(`/handovers/${id}`, { signal }),
  });
}
