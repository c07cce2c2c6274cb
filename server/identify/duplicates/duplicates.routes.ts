import { Hono } from 'hono';
import { z } from 'zod';
import {
  CandidateQuery,
  CandidateView,
  MergeInput,
  MergeView,
  PairView,
} from '../../../shared/identify/duplicates/pairs.ts';
import { PartyKind } from '../../../shared/identify/parties.ts';
import { Id, IdParam, pageOf, Version } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { candidatesFor } from './candidates.ts';
import { countCertain, mergeCertain } from './certain.ts';
import { recentMerges } from './merges.ts';
import { mergeParties } from './merging.ts';
import { pairsPage, tellApart } from './pairs.ts';
import { undoMerge } from './separating.ts';

const tag = 'Duplicates';

export const PairQuery = z.strictObject({
  /** Proposals that concern this record. */
  of: Id.optional(),
  kind: PartyKind.optional(),
  /** Proposals that concern what this import brought. */
  import: Id.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

const mostMerges = 200;

export function duplicateRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(
        tag,
        'Lists records that may be the same, the likeliest first, with what speaks for and against it',
        pageOf(PairView),
      ),
      input('query', PairQuery),
      async (context) =>
        context.json(await pairsPage(context.var.transaction, context.req.valid('query'))),
    )
    .get(
      '/candidates',
      atLeast('reader'),
      describe(
        tag,
        'Whom somebody may mean who is writing down a person or company',
        z.object({ rows: z.array(CandidateView) }),
      ),
      input('query', CandidateQuery),
      async (context) =>
        context.json({
          rows: await candidatesFor(context.var.transaction, context.req.valid('query')),
        }),
    )
    .get(
      '/certain',
      atLeast('reader'),
      describe(
        tag,
        'How many pairs are certain and yours to merge',
        z.object({ count: z.number().int() }),
      ),
      async (context) => context.json({ count: await countCertain(context.var.transaction) }),
    )
    .post(
      '/certain',
      atLeast('member'),
      describe(
        tag,
        'Merges the pairs that are certain; each can be taken back by itself',
        z.object({
          merges: z.array(z.object({ id: Id, kind: PartyKind, keptId: Id })),
        }),
      ),
      async (context) => context.json(await mergeCertain(context.var.transaction)),
    )
    .post(
      '/:id/rejection',
      atLeast('member'),
      describe(tag, 'Remembers that two records are not the same', z.object({ event: Id })),
      input('param', IdParam),
      async (context) =>
        context.json(await tellApart(context.var.transaction, context.req.valid('param').id)),
    );
}

export function mergeRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(
        tag,
        'Lists the merges of the last 30 days that can be taken back',
        z.object({ rows: z.array(MergeView) }),
      ),
      input('query', z.strictObject({ import: Id.optional() })),
      async (context) =>
        context.json({
          rows: await recentMerges(
            context.var.transaction,
            mostMerges,
            context.req.valid('query').import,
          ),
        }),
    )
    .post(
      '/',
      atLeast('member'),
      describe(
        tag,
        'Makes one record of two; it can be taken back for 30 days, also after later changes',
        z.object({ id: Id, event: Id, version: Version }),
        201,
      ),
      input('json', MergeInput),
      async (context) =>
        context.json(await mergeParties(context.var.transaction, context.req.valid('json')), 201),
    )
    .post(
      '/:id/undo',
      atLeast('member'),
      describe(tag, 'Takes a merge back', z.object({ event: Id, version: Version })),
      input('param', IdParam),
      async (context) =>
        context.json(await undoMerge(context.var.transaction, context.req.valid('param').id)),
    );
}
