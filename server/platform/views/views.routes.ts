import { Hono } from 'hono';
import { z } from 'zod';
import { Id, IdParam, Version, VersionQuery } from '../../../shared/platform/values.ts';
import { Pins, SavedView, ViewChange, ViewInput } from '../../../shared/platform/views.ts';
import { describe } from '../http/describe.ts';
import type { Environment } from '../http/environment.ts';
import type { Policies } from '../http/policy.ts';
import { input } from '../http/validate.ts';
import { changeView, createView, listViews, pinViews, removeView } from './views.ts';

const tag = 'Views';
const Changed = z.object({ event: Id, version: Version });

/** Lists as somebody wants to find them again. */
export function viewRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'The saved views one may use', z.object({ rows: z.array(SavedView) })),
      async (context) => context.json({ rows: await listViews(context.var.transaction) }),
    )
    .post(
      '/',
      atLeast('member'),
      describe(tag, 'Saves a view', z.object({ id: Id, event: Id }), 201),
      input('json', ViewInput),
      async (context) =>
        context.json(await createView(context.var.transaction, context.req.valid('json')), 201),
    )
    .put(
      '/pins',
      atLeast('member'),
      describe(tag, 'Says which views stand in one’s own sidebar, from the top'),
      input('json', Pins),
      async (context) => {
        await pinViews(context.var.transaction, context.req.valid('json').ids);
        return context.body(null, 204);
      },
    )
    .patch(
      '/:id',
      atLeast('member'),
      describe(tag, 'Changes what a view shows, its name, or who sees it', Changed),
      input('param', IdParam),
      input('json', ViewChange),
      async (context) =>
        context.json(
          await changeView(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .delete(
      '/:id',
      atLeast('member'),
      describe(tag, 'Removes a view', Changed),
      input('param', IdParam),
      input('query', VersionQuery),
      async (context) =>
        context.json(
          await removeView(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('query').version,
          ),
        ),
    );
}
