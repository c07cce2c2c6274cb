import { Hono } from 'hono';
import { z } from 'zod';
import { Id, VersionQuery } from '../../shared/platform/values.ts';
import {
  DraftAnswer,
  DraftInput,
  DraftSaved,
  StrategyInput,
  StrategyVersions,
  StrategyView,
  VersionParam,
  WordsView,
} from '../../shared/strategy/strategy.ts';
import { describe } from '../platform/http/describe.ts';
import type { Environment } from '../platform/http/environment.ts';
import type { Policies } from '../platform/http/policy.ts';
import { input } from '../platform/http/validate.ts';
import { adoptStrategy } from './adopting.ts';
import { discardDraft, findDraft, saveDraft } from './drafts.ts';
import { findVersion, listVersions, versionInForce, viewVersion } from './strategy.ts';
import { viewWords } from './words.ts';

const Adopted = z.object({ version: z.number().int(), event: Id });
const Discarded = z.object({ event: Id });

/** Everyone reads the strategy and its draft; managers and owners write the draft; owners adopt. */
export function strategyRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe('Strategy', 'The company’s written choices in force', StrategyView),
      async ({ var: { transaction }, json }) =>
        json(viewVersion(transaction, await versionInForce(transaction), true)),
    )
    .post(
      '/',
      atLeast('owner'),
      describe('Strategy', 'Adopts a new version of the company’s choices', Adopted, 201),
      input('json', StrategyInput),
      async (context) =>
        context.json(await adoptStrategy(context.var.transaction, context.req.valid('json')), 201),
    )
    .get(
      '/words',
      atLeast('reader'),
      describe('Strategy', 'What the company calls each kind of relationship', WordsView),
      async (context) => context.json(await viewWords(context.var.transaction)),
    )
    .get(
      '/versions',
      atLeast('reader'),
      describe('Strategy', 'Every version adopted so far, newest first', StrategyVersions),
      async (context) => context.json({ rows: await listVersions(context.var.transaction) }),
    )
    .get(
      '/versions/:version',
      atLeast('reader'),
      describe('Strategy', 'One version with its choices; 0 is the default', StrategyView),
      input('param', VersionParam),
      async (context) => {
        const { transaction } = context.var;
        const { version } = context.req.valid('param');
        const found = await findVersion(transaction, version);
        return context.json(viewVersion(transaction, found, false));
      },
    )
    .get(
      '/draft',
      atLeast('reader'),
      describe('Strategy', 'What is about to be proposed, if anything', DraftAnswer),
      async (context) => context.json({ draft: await findDraft(context.var.transaction) }),
    )
    .put(
      '/draft',
      atLeast('manager'),
      describe('Strategy', 'Writes the draft; nothing applies until it is adopted', DraftSaved),
      input('json', DraftInput),
      async (context) =>
        context.json(await saveDraft(context.var.transaction, context.req.valid('json'))),
    )
    .delete(
      '/draft',
      atLeast('manager'),
      describe('Strategy', 'Throws the draft away', Discarded),
      input('query', VersionQuery),
      async (context) => {
        const { version } = context.req.valid('query');
        return context.json(await discardDraft(context.var.transaction, version));
      },
    );
}
