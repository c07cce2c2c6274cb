import { Hono } from 'hono';
import { z } from 'zod';
import { Id, IdParam, Version } from '../../../shared/platform/values.ts';
import {
  Evidence,
  FactsQuery,
  FactsView,
  MarkedFact,
  WhyView,
} from '../../../shared/understand/facts.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { explainFact, viewFacts } from './facts.ts';
import { confirmFact, markFact, settleConflict } from './vouching.ts';

const tag = 'Facts';
const Changed = z.object({ event: Id, version: Version });

/** What is known of somebody, how surely, and why. */
export function factRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(
        tag,
        'How far each value of somebody may be believed, what contradicts it, and what is not known yet',
        FactsView,
      ),
      input('query', FactsQuery),
      async (context) =>
        context.json(await viewFacts(context.var.transaction, context.req.valid('query').party)),
    )
    .get(
      '/:id/why',
      atLeast('reader'),
      describe(tag, 'Everything that speaks for a value, with the arithmetic', WhyView),
      input('param', IdParam),
      async (context) =>
        context.json(await explainFact(context.var.transaction, context.req.valid('param').id)),
    )
    .post(
      '/',
      atLeast('member'),
      describe(tag, 'States a value that stands in an entry of the timeline', Changed, 201),
      input('json', MarkedFact),
      async (context) =>
        context.json(await markFact(context.var.transaction, context.req.valid('json')), 201),
    )
    .post(
      '/:id/confirmation',
      atLeast('member'),
      describe(tag, 'Vouches for a value again: its age begins anew', Changed),
      input('param', IdParam),
      input('json', Evidence),
      async (context) =>
        context.json(
          await confirmFact(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .post(
      '/:id/settlement',
      atLeast('member'),
      describe(tag, 'Says which of several values that contradict each other is true', Changed),
      input('param', IdParam),
      input('json', Evidence),
      async (context) =>
        context.json(
          await settleConflict(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    );
}
