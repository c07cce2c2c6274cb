import { Hono } from 'hono';
import { z } from 'zod';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import {
  GroupView,
  HouseholdView,
  NetworkQuery,
  NetworkView,
  OwnTieKind,
  RoleMapView,
  TieChange,
  TieInput,
  TieKindChange,
  TieKindInput,
  TiesView,
} from '../../../shared/identify/ties.ts';
import { Id, IdParam, Version, VersionQuery } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { groupOf } from './group.ts';
import { householdOf } from './household.ts';
import { addTieKind, changeTieKind, ownTieKinds } from './kinds.ts';
import { networkAround } from './network.ts';
import { roleMapOf } from './role-map.ts';
import { changeTie, restoreTie, stateTie, withdrawTie } from './stating.ts';
import { tiesOf } from './ties.ts';

const Created = z.object({ id: Id, event: Id });
const Changed = z.object({ event: Id, version: Version });
const tag = 'Ties';

/** What is read of ties from a person or a company. */
export function tiesOfPartyRoutes(kind: PartyKind, { atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/:id/ties',
      atLeast('reader'),
      describe(tag, `Lists the ties of a ${kind}, present and past, as read from it`, TiesView),
      input('param', IdParam),
      async (context) =>
        context.json({
          rows: await tiesOf(context.var.transaction, kind, context.req.valid('param').id),
        }),
    )
    .get(
      '/:id/network',
      atLeast('reader'),
      describe(tag, `Who stands around a ${kind}, by ties and places of work`, NetworkView),
      input('param', IdParam),
      input('query', NetworkQuery),
      async (context) =>
        context.json(
          await networkAround(
            context.var.transaction,
            kind,
            context.req.valid('param').id,
            context.req.valid('query').depth,
          ),
        ),
    );
}

export function householdRoutes({ atLeast }: Policies) {
  return new Hono<Environment>().get(
    '/:id/household',
    atLeast('reader'),
    describe(tag, 'Lists who lives in one household with a person', HouseholdView),
    input('param', IdParam),
    async (context) =>
      context.json({
        people: await householdOf(context.var.transaction, context.req.valid('param').id),
      }),
  );
}

export function groupRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/:id/group',
      atLeast('reader'),
      describe(
        tag,
        'Reads a company’s group, from its topmost parents all the way down',
        GroupView,
      ),
      input('param', IdParam),
      async (context) =>
        context.json(await groupOf(context.var.transaction, context.req.valid('param').id)),
    )
    .get(
      '/:id/role-map',
      atLeast('reader'),
      describe(
        tag,
        'Who plays which part in what a company buys, and what is not known',
        RoleMapView,
      ),
      input('param', IdParam),
      async (context) =>
        context.json(await roleMapOf(context.var.transaction, context.req.valid('param').id)),
    );
}

export function tieRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .post(
      '/',
      atLeast('member'),
      describe(tag, 'States that two parties stand to each other in some way', Created, 201),
      input('json', TieInput),
      async (context) =>
        context.json(await stateTie(context.var.transaction, context.req.valid('json')), 201),
    )
    .patch(
      '/:id',
      atLeast('member'),
      describe(tag, 'Corrects a tie, ends it, or changes who may see it', Changed),
      input('param', IdParam),
      input('json', TieChange),
      async (context) =>
        context.json(
          await changeTie(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .delete(
      '/:id',
      atLeast('member'),
      describe(tag, 'Withdraws a tie; it stays in the history', Changed),
      input('param', IdParam),
      input('query', VersionQuery),
      async (context) =>
        context.json(
          await withdrawTie(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('query').version,
          ),
        ),
    )
    .post(
      '/:id/restoration',
      atLeast('member'),
      describe(tag, 'Restores a tie that was withdrawn', Changed),
      input('param', IdParam),
      async (context) =>
        context.json(await restoreTie(context.var.transaction, context.req.valid('param').id)),
    );
}

/** Kinds of tie that a workspace adds to those every workspace has. */
export function tieKindRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(
        tag,
        'Lists the kinds of tie this workspace has added',
        z.object({ rows: z.array(OwnTieKind) }),
      ),
      async (context) => context.json({ rows: await ownTieKinds(context.var.transaction) }),
    )
    .post(
      '/',
      atLeast('owner'),
      describe(tag, 'Adds a kind of tie, named in both directions', Created, 201),
      input('json', TieKindInput),
      async (context) =>
        context.json(await addTieKind(context.var.transaction, context.req.valid('json')), 201),
    )
    .patch(
      '/:id',
      atLeast('owner'),
      describe(tag, 'Renames or retires a kind of tie', Changed),
      input('param', IdParam),
      input('json', TieKindChange),
      async (context) =>
        context.json(
          await changeTieKind(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    );
}
