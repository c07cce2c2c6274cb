import { queryOptions } from '@tanstack/react-query';
import type { SavedView } from '../../../shared/platform/views.ts';
import { api } from '../../app/api.ts';

/** Every view one may use; few enough to be kept at hand. */
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: ({ signal }) => api.get<{ rows: SavedView[] }>('/views', { signal }),
  staleTime: 5 * 60_000,
  select: ({ rows }) => rows,
});

/** Those in one's own sidebar, from the top. */
export function pinnedAmong(views: readonly SavedView[]): SavedView[] {
  return views
    .filter(({ pin }) => pin !== null)
    .toSorted((one, other) => (one.pin ?? 0) - (other.pin ?? 0));
}
