import { Hono } from 'hono';
import { z } from 'zod';
import {
  HandoverAnswer,
  HandoverInput,
  HandoverRow,
  HandoverView,
  Proposed,
} from '../../../shared/interact/handovers.ts';
import { Id, IdParam, Version, Versioned, VersionQuery } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { acceptHandover, declineHandover, endHandover, withdrawHandover } from './answering.ts';
import { handoversOf, viewHandover } from './handovers.ts';
import { proposeHandover } from './proposing.ts';

const tag = 'Handovers';
const Changed = z.object({ event: Id, version: Version });

/** Relationships that go from one colleague to another, for good or for a while. */
export function handoverRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'The handovers one takes part in', z.object({ rows: z.array(HandoverRow) })),
      async (context) => context.json({ rows: await handoversOf(context.var.transaction) }),
    )
    .post(
      '/',
      atLeast('member'),
      describe(tag, 'Proposes to a colleague to look after records', Proposed, 201),
      input('json', HandoverInput),
      async (context) =>
        context.json(
          await proposeHandover(context.var.transaction, context.req.valid('json')),
          201,
        ),
    )
    .get(
      '/:id',
      atLeast('reader'),
      describe(tag, 'Reads one handover with its records', HandoverView),
      input('param', IdParam),
      async (context) =>
        context.json(await viewHandover(context.var.transaction, context.req.valid('param').id)),
    )
    .delete(
      '/:id',
      atLeast('member'),
      describe(tag, 'Withdraws a handover that has not begun', Changed),
      input('param', IdParam),
      input('query', VersionQuery),
      async (context) =>
        context.json(
          await withdrawHandover(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('query').version,
          ),
        ),
    )
    .post(
      '/:id/acceptance',
      atLeast('member'),
      describe(tag, 'Takes over: responsibility moves now, or on the agreed day', Changed),
      input('param', IdParam),
      input('json', Versioned),
      async (context) =>
        context.json(
          await acceptHandover(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json').version,
          ),
        ),
    )
    .post(
      '/:id/refusal',
      atLeast('member'),
      describe(tag, 'Declines to take over', Changed),
      input('param', IdParam),
      input('json', HandoverAnswer),
      async (context) =>
        context.json(
          await declineHandover(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .post(
      '/:id/end',
      atLeast('member'),
      describe(tag, 'Gives everything back before its time', Changed),
      input('param', IdParam),
      input('json', Versioned),
      async (context) =>
        context.json(
          await endHandover(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json').version,
          ),
        ),
    );
}
