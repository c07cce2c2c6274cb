import { Hono } from 'hono';
import { z } from 'zod';
import {
  CaptureRuleInput,
  CaptureRuleView,
  MailboxView,
  MailFolderChange,
  ParkedMessage,
} from '../../../shared/interact/mailboxes.ts';
import { Id, IdParam } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { changeFolder, readMailbox, readParked, retryParked } from './mailboxes.ts';
import { addCaptureRule, listCaptureRules, removeCaptureRule } from './rules.ts';

const tag = 'Connections';

const Told = z.object({ event: Id });

/** What of a connected mailbox was captured, and what was not. */
export function connectedMailboxRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/:id',
      atLeast('reader'),
      describe(tag, 'The folders of a mailbox, each message accounted for', MailboxView),
      input('param', IdParam),
      async (context) =>
        context.json(await readMailbox(context.var.transaction, context.req.valid('param').id)),
    )
    .get(
      '/:id/messages',
      atLeast('reader'),
      describe(
        tag,
        'Messages that wait to be tried again or were parked, with the reason',
        z.object({ rows: z.array(ParkedMessage) }),
      ),
      input('param', IdParam),
      async (context) =>
        context.json({
          rows: await readParked(context.var.transaction, context.req.valid('param').id),
        }),
    )
    .patch(
      '/:id/folders/:folderId',
      atLeast('member'),
      describe(tag, 'Says whether a folder is captured', Told),
      input('param', IdParam.extend({ folderId: Id })),
      input('json', MailFolderChange),
      async (context) => {
        const { id, folderId } = context.req.valid('param');
        const { wanted } = context.req.valid('json');
        return context.json(await changeFolder(context.var.transaction, id, folderId, wanted));
      },
    )
    .post(
      '/:id/retry',
      atLeast('member'),
      describe(tag, 'Tries at once what waits or was parked', Told),
      input('param', IdParam),
      async (context) =>
        context.json(await retryParked(context.var.transaction, context.req.valid('param').id)),
    );
}

/** What is never captured. */
export function captureRuleRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(
        tag,
        'What is never captured: one’s own rules and those for everybody',
        z.object({ rows: z.array(CaptureRuleView) }),
      ),
      async (context) => context.json({ rows: await listCaptureRules(context.var.transaction) }),
    )
    .post(
      '/',
      atLeast('member'),
      describe(tag, 'Adds a rule of what is never captured', z.object({ id: Id, event: Id }), 201),
      input('json', CaptureRuleInput),
      async (context) =>
        context.json(await addCaptureRule(context.var.transaction, context.req.valid('json')), 201),
    )
    .delete(
      '/:id',
      atLeast('member'),
      describe(tag, 'Removes a rule; what was left out by it comes with the next look', Told),
      input('param', IdParam),
      async (context) =>
        context.json(
          await removeCaptureRule(context.var.transaction, context.req.valid('param').id),
        ),
    );
}
