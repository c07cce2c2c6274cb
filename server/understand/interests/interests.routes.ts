import { Hono } from 'hono';
import { z } from 'zod';
import { Id, IdParam, Version, VersionQuery } from '../../../shared/platform/values.ts';
import {
  AmbitionChoice,
  CommonGroundView,
  LeftAlone,
  OwnGround,
  OwnInterestChange,
  OwnInterestInput,
  SeedChange,
  SeedInput,
  SeedOutcome,
  SeedUse,
} from '../../../shared/understand/interests/interests.ts';
import {
  NodeChange,
  NodeId,
  NodeInput,
  Taxonomy,
} from '../../../shared/understand/interests/nodes.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { chooseAmbition } from './ambition.ts';
import { addNode, changeNode, viewTaxonomy } from './arranging.ts';
import { viewCommonGround } from './ground.ts';
import { forgetLearnt, learntBy } from './learning.ts';
import { readNodes } from './nodes.ts';
import { addOwnInterest, changeOwnInterest, ownInterests, removeOwnInterest } from './own.ts';
import { addSeed, changeSeed, listSeeds, removeSeed } from './seeds.ts';
import { leaveAlone, settleUse, takeUp, useSeed } from './using.ts';

const tag = 'Common ground';
const Told = z.object({ event: Id });
const Added = z.object({ id: Id, event: Id });
const Changed = z.object({ event: Id, version: Version });
const PartOfPerson = z.object({ id: Id, part: Id });

/** The taxonomy of interests as the company has it. */
export function interestNodeRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'The taxonomy of interests, from general to specific', Taxonomy),
      async (context) => context.json(await viewTaxonomy(context.var.transaction)),
    )
    .post(
      '/',
      atLeast('owner'),
      describe(tag, 'Adds an interest to the taxonomy', Added, 201),
      input('json', NodeInput),
      async (context) =>
        context.json(await addNode(context.var.transaction, context.req.valid('json')), 201),
    )
    .patch(
      '/:node',
      atLeast('owner'),
      describe(
        tag,
        'Renames an interest of the taxonomy, moves or retires it, or makes it part of another',
        Changed,
      ),
      input('param', z.object({ node: NodeId })),
      input('json', NodeChange),
      async (context) =>
        context.json(
          await changeNode(
            context.var.transaction,
            context.req.valid('param').node,
            context.req.valid('json'),
          ),
        ),
    );
}

/** One’s own interests, and what the use of seeds has taught one. */
export function ownInterestRoutes({ atLeast, forOneself }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(
        tag,
        'One’s own interests, what one could volunteer, and what that taught',
        OwnGround,
      ),
      async (context) => {
        const { transaction } = context.var;
        return context.json({
          interests: await ownInterests(transaction),
          seeds: await listSeeds(transaction),
          learnt: await learntBy(transaction, await readNodes(transaction)),
        });
      },
    )
    .post(
      '/',
      forOneself(),
      describe(tag, 'Adds an interest of one’s own', Added, 201),
      input('json', OwnInterestInput),
      async (context) =>
        context.json(await addOwnInterest(context.var.transaction, context.req.valid('json')), 201),
    )
    .post(
      '/forget',
      forOneself(),
      describe(
        tag,
        'Forgets what the use of seeds has taught one',
        z.object({ forgotten: z.number().int() }),
      ),
      async (context) => context.json(await forgetLearnt(context.var.transaction)),
    )
    .patch(
      '/:id',
      forOneself(),
      describe(tag, 'Changes an interest of one’s own', Changed),
      input('param', IdParam),
      input('json', OwnInterestChange),
      async (context) =>
        context.json(
          await changeOwnInterest(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .delete(
      '/:id',
      forOneself(),
      describe(tag, 'Takes an interest of one’s own away', Told),
      input('param', IdParam),
      input('query', VersionQuery),
      async (context) =>
        context.json(
          await removeOwnInterest(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('query').version,
          ),
        ),
    );
}

/** What there is to volunteer: of oneself, or of the company. */
export function seedRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .post(
      '/',
      atLeast('member'),
      describe(tag, 'Adds something to volunteer', Added, 201),
      input('json', SeedInput),
      async (context) =>
        context.json(await addSeed(context.var.transaction, context.req.valid('json')), 201),
    )
    .patch(
      '/:id',
      atLeast('member'),
      describe(tag, 'Changes something to volunteer', Changed),
      input('param', IdParam),
      input('json', SeedChange),
      async (context) =>
        context.json(
          await changeSeed(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .delete(
      '/:id',
      atLeast('member'),
      describe(tag, 'Removes something to volunteer', Changed),
      input('param', IdParam),
      input('query', VersionQuery),
      async (context) =>
        context.json(
          await removeSeed(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('query').version,
          ),
        ),
    );
}

/** Common ground with one person. */
export function commonGroundRoutes({ atLeast, forOneself }: Policies) {
  return new Hono<Environment>()
    .get(
      '/:id/common-ground',
      atLeast('reader'),
      describe(
        tag,
        'What we have in common with a person, who of us most, and what to volunteer',
        CommonGroundView,
      ),
      input('param', IdParam),
      async (context) =>
        context.json(
          await viewCommonGround(context.var.transaction, context.req.valid('param').id),
        ),
    )
    .put(
      '/:id/ambition',
      forOneself(),
      describe(tag, 'Says how close one means to come to a person', Told),
      input('param', IdParam),
      input('json', AmbitionChoice),
      async (context) =>
        context.json(
          await chooseAmbition(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json').ambition,
          ),
        ),
    )
    .post(
      '/:id/seed-uses',
      atLeast('member'),
      describe(
        tag,
        'Says that something was volunteered to a person, or never shall be',
        Added,
        201,
      ),
      input('param', IdParam),
      input('json', SeedUse),
      async (context) =>
        context.json(
          await useSeed(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
          201,
        ),
    )
    .patch(
      '/:id/seed-uses/:part',
      atLeast('member'),
      describe(tag, 'Says whether what was volunteered was picked up', Told),
      input('param', PartOfPerson),
      input('json', z.strictObject({ outcome: SeedOutcome })),
      async (context) => {
        const { id, part } = context.req.valid('param');
        const { outcome } = context.req.valid('json');
        return context.json(await settleUse(context.var.transaction, id, part, outcome));
      },
    )
    .post(
      '/:id/topics-left-alone',
      atLeast('member'),
      describe(tag, 'Leaves a topic alone with a person, for everyone', Added, 201),
      input('param', IdParam),
      input('json', LeftAlone),
      async (context) =>
        context.json(
          await leaveAlone(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json').node,
          ),
          201,
        ),
    )
    .delete(
      '/:id/topics-left-alone/:part',
      atLeast('member'),
      describe(tag, 'Lets a topic be brought up again', Told),
      input('param', PartOfPerson),
      async (context) => {
        const { id, part } = context.req.valid('param');
        return context.json(await takeUp(context.var.transaction, id, part));
      },
    );
}
