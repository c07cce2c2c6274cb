import { Hono } from 'hono';
import { z } from 'zod';
import { CallNote, CallView } from '../../../shared/interact/calls.ts';
import { Id, IdParam, Version } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { callsWithoutLine, viewCall } from './calls.ts';
import { noteCall } from './noting.ts';

const tag = 'Calls';

/** Calls that a telephone system told of. */
export function callRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/waiting',
      atLeast('reader'),
      describe(
        tag,
        'One’s own calls about which nothing was written yet, newest first',
        z.object({ rows: z.array(CallView) }),
      ),
      async (context) => context.json({ rows: await callsWithoutLine(context.var.transaction) }),
    )
    .get(
      '/:id',
      atLeast('reader'),
      describe(tag, 'A call, and who is known under its number', CallView),
      input('param', IdParam),
      async (context) =>
        context.json(await viewCall(context.var.transaction, context.req.valid('param').id)),
    )
    .put(
      '/:id/note',
      atLeast('member'),
      describe(
        tag,
        'Writes a line about a call, or says that there is nothing to write',
        z.object({ event: Id, version: Version }),
      ),
      input('param', IdParam),
      input('json', CallNote),
      async (context) =>
        context.json(
          await noteCall(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    );
}
