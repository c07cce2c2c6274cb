import { Hono } from 'hono';
import { z } from 'zod';
import { Id, IdParam } from '../../../shared/platform/values.ts';
import {
  AssumptionNote,
  AssumptionsQuery,
  AssumptionsView,
  RestingInput,
  RestingParam,
} from '../../../shared/understand/assumptions.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { listAssumptions } from './assumptions.ts';
import { noteAssumption, restNoMore, restUpon } from './noting.ts';

const tag = 'Assumptions';
const Told = z.object({ event: Id });

/** What is believed without being known, and what rests on it. */
export function assumptionRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(
        tag,
        'What we assume, of everybody or of one, the most at stake first',
        AssumptionsView,
      ),
      input('query', AssumptionsQuery),
      async (context) =>
        context.json({
          rows: await listAssumptions(context.var.transaction, context.req.valid('query').party),
        }),
    )
    .put(
      '/:id',
      atLeast('member'),
      describe(tag, 'Says why it is believed, by whom, and when it is to be checked', Told),
      input('param', IdParam),
      input('json', AssumptionNote),
      async (context) =>
        context.json(
          await noteAssumption(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .post(
      '/:id/rests',
      atLeast('member'),
      describe(tag, 'Declares that an offer, promise or contract rests on it', Told, 201),
      input('param', IdParam),
      input('json', RestingInput),
      async (context) =>
        context.json(
          await restUpon(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
          201,
        ),
    )
    .delete(
      '/:id/rests/:whatId',
      atLeast('member'),
      describe(tag, 'Declares that it rests on it no more', Told),
      input('param', RestingParam),
      async (context) => {
        const { id, whatId } = context.req.valid('param');
        return context.json(await restNoMore(context.var.transaction, id, whatId));
      },
    );
}
