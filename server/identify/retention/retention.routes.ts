import { Hono } from 'hono';
import {
  RetentionChange,
  RetentionDone,
  RetentionParam,
  RetentionPreview,
  RetentionView,
} from '../../../shared/identify/retention.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { changeRule, previewRetention, readRules } from './retention.ts';

const tag = 'Privacy';

/** How long what is kept. */
export function retentionRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'How long each kind of record is kept, and what went by that', RetentionView),
      async (context) => context.json({ rows: await readRules(context.var.transaction) }),
    )
    .patch(
      '/:kind',
      atLeast('owner'),
      describe(tag, 'Sets how long a kind of record is kept', RetentionDone),
      input('param', RetentionParam),
      input('json', RetentionChange),
      async (context) =>
        context.json(
          await changeRule(
            context.var.transaction,
            context.req.valid('param').kind,
            context.req.valid('json'),
          ),
        ),
    )
    .post(
      '/preview',
      atLeast('owner'),
      describe(
        tag,
        'What would go now, counted by letting it go and taking it back',
        RetentionPreview,
      ),
      async (context) => context.json(await previewRetention(context.var.transaction)),
    );
}
