import { Hono } from 'hono';
import { z } from 'zod';
import {
  Assignment,
  ConversationSnooze,
  ConversationView,
  InboxCounts,
  InboxCountsQuery,
  InboxQuery,
  OpenConversation,
  Settlement,
  Sharing,
  WaitingCount,
} from '../../../shared/interact/inbox.ts';
import { Id, IdParam, pageOf, Version } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import {
  conversationOf,
  countSplits,
  countWaiting,
  inboxPage,
  openConversation,
} from './conversations.ts';
import { shareConversation } from './sharing.ts';
import { assignConversation, settleConversation, snoozeConversation } from './triaging.ts';

const tag = 'Inbox';
const Changed = z.object({ event: Id, version: Version });
const Shared = z.object({ event: Id, count: z.number().int() });

/** Who needs an answer from us. */
export function inboxRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(
        tag,
        'Conversations that wait, whoever waited longest first',
        pageOf(ConversationView),
      ),
      input('query', InboxQuery),
      async (context) =>
        context.json(await inboxPage(context.var.transaction, context.req.valid('query'))),
    )
    .get(
      '/counts',
      atLeast('reader'),
      describe(tag, 'How many wait in each split', InboxCounts),
      input('query', InboxCountsQuery),
      async (context) =>
        context.json(await countSplits(context.var.transaction, context.req.valid('query').whose)),
    )
    .get(
      '/waiting',
      atLeast('reader'),
      describe(tag, 'How many wait for an answer of one’s own', WaitingCount),
      async (context) => context.json(await countWaiting(context.var.transaction)),
    )
    .get(
      '/of/:id',
      atLeast('reader'),
      describe(tag, 'The conversation in which a mail stands', OpenConversation),
      input('param', IdParam),
      async (context) =>
        context.json(await conversationOf(context.var.transaction, context.req.valid('param').id)),
    )
    .get(
      '/:id',
      atLeast('reader'),
      describe(tag, 'One conversation with its mails', OpenConversation),
      input('param', IdParam),
      async (context) =>
        context.json(
          await openConversation(context.var.transaction, context.req.valid('param').id),
        ),
    )
    .put(
      '/:id/settlement',
      atLeast('member'),
      describe(tag, 'Says that nobody need answer, or that somebody has to after all', Changed),
      input('param', IdParam),
      input('json', Settlement),
      async (context) =>
        context.json(
          await settleConversation(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .put(
      '/:id/snooze',
      atLeast('member'),
      describe(tag, 'Puts a conversation off until a moment, or brings it back', Changed),
      input('param', IdParam),
      input('json', ConversationSnooze),
      async (context) => {
        const { until, version } = context.req.valid('json');
        return context.json(
          await snoozeConversation(context.var.transaction, context.req.valid('param').id, {
            until: until === null ? null : Temporal.Instant.from(until),
            version,
          }),
        );
      },
    )
    .put(
      '/:id/assignee',
      atLeast('member'),
      describe(
        tag,
        'Gives a conversation of a shared mailbox to a colleague, or to nobody',
        Changed,
      ),
      input('param', IdParam),
      input('json', Assignment),
      async (context) =>
        context.json(
          await assignConversation(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .put(
      '/:id/visibility',
      atLeast('member'),
      describe(tag, 'Says who may read the mails of a conversation', Shared),
      input('param', IdParam),
      input('json', Sharing),
      async (context) =>
        context.json(
          await shareConversation(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    );
}
