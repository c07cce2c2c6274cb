import { Hono } from 'hono';
import { z } from 'zod';
import {
  ActivityChange,
  ActivityInput,
  ActivityView,
} from '../../../shared/interact/activities.ts';
import { Id, IdParam, Version, VersionQuery } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { viewActivity } from './activities.ts';
import { changeActivity, restoreActivity, trashActivity, writeActivity } from './writing.ts';

const Created = z.object({ id: Id, event: Id });
const Changed = z.object({ event: Id, version: Version });

export function activityRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .post(
      '/',
      atLeast('member'),
      describe('Timeline', 'Writes a note, a call or a meeting down', Created, 201),
      input('json', ActivityInput),
      async (context) => {
        const { id, event } = await writeActivity(
          context.var.transaction,
          context.req.valid('json'),
        );
        return context.json({ id, event }, 201);
      },
    )
    .get(
      '/:id',
      atLeast('reader'),
      describe('Timeline', 'Opens one entry: its text in parts, its files', ActivityView),
      input('param', IdParam),
      async (context) =>
        context.json(await viewActivity(context.var.transaction, context.req.valid('param').id)),
    )
    .patch(
      '/:id',
      atLeast('member'),
      describe('Timeline', 'Corrects an entry written by hand, or changes who may see it', Changed),
      input('param', IdParam),
      input('json', ActivityChange),
      async (context) =>
        context.json(
          await changeActivity(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .delete(
      '/:id',
      atLeast('member'),
      describe('Timeline', 'Puts an entry into the trash for 30 days', Changed),
      input('param', IdParam),
      input('query', VersionQuery),
      async (context) =>
        context.json(
          await trashActivity(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('query').version,
          ),
        ),
    )
    .post(
      '/:id/restoration',
      atLeast('member'),
      describe('Timeline', 'Takes an entry out of the trash', Changed),
      input('param', IdParam),
      async (context) =>
        context.json(await restoreActivity(context.var.transaction, context.req.valid('param').id)),
    );
}
