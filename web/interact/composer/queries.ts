import { queryOptions } from '@tanstack/react-query';
import type { OutgoingView, Suggestion } from '../../../shared/interact/outgoing.ts';
import { api } from '../../app/api.ts';

/** What one writes, and what is on its way; live updates know it by its first word. */
export const outgoingQuery = queryOptions({
  queryKey: ['outgoing'],
  queryFn: async ({ signal }) =>
    (await api.get<{ rows: OutgoingView[] }>('/outgoing', { signal })).rows,
});

export const suggestionsQuery = (q: string) =>
  queryOptions({
    queryKey: ['suggestions', q],
    queryFn: async ({ signal }) =>
      (await api.get<{ rows: Suggestion[] }>('/outgoing/suggestions', { query: { q }, signal }))
        .rows,
    staleTime: 30_000,
    enabled: q !== '',
  });
