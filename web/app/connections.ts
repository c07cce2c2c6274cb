import { queryOptions } from '@tanstack/react-query';
import type { ConnectionView } from '../../shared/platform/connections.ts';
import { api } from './api.ts';

/** What Rapport is connected with, as far as one may know of it, and how each connection fares. */
export const connectionsQuery = queryOptions({
  // By this word live updates know it.
  queryKey: ['connection'],
  queryFn: ({ signal }) => api.get<{ rows: ConnectionView[] }>('/connections', { signal }),
  select: ({ rows }) => rows,
});
