import { Hono } from 'hono';
import { z } from 'zod';
import { Id, IdParam, Version, VersionQuery } from '../../../shared/platform/values.ts';
import {
  NeedsQuery,
  NeedsView,
  OfferingChange,
  OfferingInput,
  OfferingsView,
  UnnamedNeed,
} from '../../../shared/understand/needs.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { leaveNeedOpen, meetNeed } from './meeting.ts';
import { needsOf, unmetNeeds } from './needs.ts';
import { addOffering, changeOffering, removeOffering, viewOfferings } from './offerings.ts';
import { writeUnnamedNeed } from './unnamed.ts';

const tag = 'Needs';
const Told = z.object({ event: Id });
const Added = z.object({ id: Id, event: Id });
const Changed = z.object({ event: Id, version: Version });
const Tie = z.object({ id: Id, offeringId: Id });

/** What people need, and what of ours meets it. */
export function needRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'What somebody needs, and what of ours meets each', NeedsView),
      input('query', NeedsQuery),
      async (context) =>
        context.json({
          rows: await needsOf(context.var.transaction, context.req.valid('query').party),
        }),
    )
    .get(
      '/unmet',
      atLeast('reader'),
      describe(tag, 'The needs of everybody that nothing of ours meets', NeedsView),
      async (context) => context.json({ rows: await unmetNeeds(context.var.transaction) }),
    )
    .post(
      '/',
      atLeast('member'),
      describe(tag, 'Writes down a need without naming whoever it is known from', Added, 201),
      input('json', UnnamedNeed),
      async (context) =>
        context.json(
          await writeUnnamedNeed(context.var.transaction, context.req.valid('json')),
          201,
        ),
    )
    .put(
      '/:id/offerings/:offeringId',
      atLeast('member'),
      describe(tag, 'Says that something of ours meets a need', Told),
      input('param', Tie),
      async (context) => {
        const { id, offeringId } = context.req.valid('param');
        return context.json(await meetNeed(context.var.transaction, id, offeringId));
      },
    )
    .delete(
      '/:id/offerings/:offeringId',
      atLeast('member'),
      describe(tag, 'Says that it does not meet the need after all', Told),
      input('param', Tie),
      async (context) => {
        const { id, offeringId } = context.req.valid('param');
        return context.json(await leaveNeedOpen(context.var.transaction, id, offeringId));
      },
    );
}

/** What the company offers. */
export function offeringRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'What the company offers, and which need each meets', OfferingsView),
      async (context) => context.json(await viewOfferings(context.var.transaction)),
    )
    .post(
      '/',
      atLeast('member'),
      describe(tag, 'Puts something on the list of what the company offers', Added, 201),
      input('json', OfferingInput),
      async (context) =>
        context.json(await addOffering(context.var.transaction, context.req.valid('json')), 201),
    )
    .patch(
      '/:id',
      atLeast('member'),
      describe(tag, 'Changes the name of an offering, or which need it meets', Changed),
      input('param', IdParam),
      input('json', OfferingChange),
      async (context) =>
        context.json(
          await changeOffering(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .delete(
      '/:id',
      atLeast('member'),
      describe(tag, 'Takes an offering off the list', Changed),
      input('param', IdParam),
      input('query', VersionQuery),
      async (context) =>
        context.json(
          await removeOffering(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('query').version,
          ),
        ),
    );
}
