import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type {
  NotificationChoices,
  NotificationView,
  UnreadCount,
} from '../../../shared/interact/notifications.ts';
import { api } from '../../app/api.ts';
import type { Page } from '../../identify/parties/queries.ts';

export type Shown = 'unread' | 'all';

/** What one was told, newest first; live updates know it by its first word. */
export function notificationsQuery(shown: Shown) {
  return infiniteQueryOptions({
    queryKey: ['notifications', shown],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<NotificationView>>('/notifications', {
        query: { only: shown === 'unread' ? 'unread' : undefined, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
}

export const unreadQuery = queryOptions({
  queryKey: ['notifications', 'count'],
  queryFn: ({ signal }) => api.get<UnreadCount>('/notifications/count', { signal }),
});

export const choicesQuery = queryOptions({
  queryKey: ['notification-choices'],
  queryFn: ({ signal }) => api.get<NotificationChoices>('/notifications/choices', { signal }),
});
