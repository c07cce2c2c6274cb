import { Hono } from 'hono';
import {
  Marked,
  NotificationChoices,
  NotificationsQuery,
  NotificationView,
  ReadMark,
  UnreadCount,
} from '../../../shared/interact/notifications.ts';
import { pageOf } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { choicesOf, choose, countUnread, markRead, notificationsOf } from './notifications.ts';

const tag = 'Notifications';

/** What somebody was told; nobody else reads it. */
export function notificationRoutes({ atLeast, forOneself }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'What one was told, newest first', pageOf(NotificationView)),
      input('query', NotificationsQuery),
      async (context) =>
        context.json(await notificationsOf(context.var.transaction, context.req.valid('query'))),
    )
    .get(
      '/count',
      atLeast('reader'),
      describe(tag, 'How many of them are unread', UnreadCount),
      async (context) => context.json(await countUnread(context.var.transaction)),
    )
    .put(
      '/read',
      forOneself(),
      describe(tag, 'Marks some, or all, as read or unread', Marked),
      input('json', ReadMark),
      async (context) =>
        context.json({
          ids: await markRead(context.var.transaction, context.req.valid('json')),
        }),
    )
    .get(
      '/choices',
      atLeast('reader'),
      describe(tag, 'Of which kinds one wants to hear nothing', NotificationChoices),
      async (context) => context.json(await choicesOf(context.var.transaction)),
    )
    .put(
      '/choices',
      forOneself(),
      describe(tag, 'Says of which kinds one wants to hear nothing'),
      input('json', NotificationChoices),
      async (context) => {
        await choose(context.var.transaction, context.req.valid('json'));
        return context.body(null, 204);
      },
    );
}
