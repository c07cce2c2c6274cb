import { queryOptions } from '@tanstack/react-query';
import type { WaitingCount } from '../../shared/interact/inbox.ts';
import { api } from './api.ts';

/** How many wait for an answer of one's own; live updates know it by its first word. */
export const waitingQuery = queryOptions({
  queryKey: ['inbox', 'waiting'],
  queryFn: ({ signal }) => api.get<WaitingCount>('/inbox/waiting', { signal }),
  // What was put off comes back without anybody telling.
  refetchInterval: 60_000,
});
