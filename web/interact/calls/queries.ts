import { queryOptions } from '@tanstack/react-query';
import type { CallView } from '../../../shared/interact/calls.ts';
import { api } from '../../app/api.ts';

export const callQuery = (id: string) =>
  queryOptions({
    queryKey: ['call', id],
    queryFn: ({ signal }) => api.get<CallView>(`/calls/${id}`, { signal }),
    retry: false,
  });

export const waitingQuery = queryOptions({
  queryKey: ['calls', 'waiting'],
  queryFn: async ({ signal }) =>
    (await api.get<{ rows: CallView[] }>('/calls/waiting', { signal })).rows,
});
