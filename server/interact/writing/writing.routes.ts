import { Hono } from 'hono';
import { z } from 'zod';
import { WritingChoices } from '../../../shared/interact/writing/choices.ts';
import { ToldClaim, ToldQuery } from '../../../shared/interact/writing/told.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { choicesOf, choose } from './choices.ts';
import { toldTo } from './told.ts';

const tag = 'Writing';

/** What helps with a mail while it is written. */
export function writingRoutes({ atLeast, forOneself }: Policies) {
  return new Hono<Environment>()
    .get(
      '/told',
      atLeast('reader'),
      describe(
        tag,
        'What we told the people behind some addresses of prices, days and what is included',
        z.object({ rows: z.array(ToldClaim) }),
      ),
      input('query', ToldQuery),
      async (context) =>
        context.json({
          rows: await toldTo(context.var.transaction, context.req.valid('query')),
        }),
    )
    .get(
      '/choices',
      atLeast('reader'),
      describe(tag, 'What one wants to be told while one writes', WritingChoices),
      async (context) => context.json(await choicesOf(context.var.transaction)),
    )
    .put(
      '/choices',
      forOneself(),
      describe(tag, 'Says what one wants to be told while one writes'),
      input('json', WritingChoices),
      async (context) => {
        await choose(context.var.transaction, context.req.valid('json'));
        return context.body(null, 204);
      },
    );
}
