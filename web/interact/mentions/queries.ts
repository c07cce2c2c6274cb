import { queryOptions } from '@tanstack/react-query';
import type { Mentions } from '../../../shared/interact/public-mentions.ts';
import { api } from '../../app/api.ts';

export const mentionsQuery = (state: 'open' | 'settled') =>
  queryOptions({
    // Live updates know it by the entries of the timeline.
    queryKey: ['timeline', 'mentions', state],
    queryFn: async ({ signal }) =>
      (await api.get<Mentions>('/mentions', { query: { state }, signal })).rows,
  });
