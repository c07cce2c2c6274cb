import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type {
  About,
  CommentView,
  FollowView,
  Listeners,
} from '../../../shared/interact/comments.ts';
import { api } from '../../app/api.ts';
import type { Page } from '../../identify/parties/queries.ts';

const address = (about: About) =>
  'partyId' in about ? { party: about.partyId } : { activity: about.activityId };
export const idOf = (about: About) => ('partyId' in about ? about.partyId : about.activityId);

/** What was said, newest first; live updates know it by its first word. */
export function commentsQuery(about: About) {
  return infiniteQueryOptions({
    queryKey: ['comments', idOf(about)],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<CommentView>>('/comments', {
        query: { ...address(about), cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
}

export function commentCountQuery(about: About) {
  return queryOptions({
    queryKey: ['comments', 'count', idOf(about)],
    queryFn: ({ signal }) =>
      api.get<{ count: number }>('/comments/count', { query: address(about), signal }),
  });
}

/** Whom one could name, and who of them would see it; asked anew whenever a box opens. */
export function listenersQuery(about: About) {
  return queryOptions({
    queryKey: ['listeners', idOf(about)],
    queryFn: ({ signal }) =>
      api.get<Listeners>('/comments/listeners', { query: address(about), signal }),
  });
}

export function followQuery(about: About) {
  return queryOptions({
    queryKey: ['follow', idOf(about)],
    queryFn: ({ signal }) => api.get<FollowView>('/follows', { query: address(about), signal }),
  });
}
