import { Hono } from 'hono';
import { z } from 'zod';
import {
  MentionChange,
  Mentions,
  MentionsQuery,
} from '../../../shared/interact/public-mentions.ts';
import { Id, IdParam, Version } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { changeMention, listMentions } from './mentions.ts';

const tag = 'Mentions';

/** Where the company was named in public. */
export function mentionRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'Where the company was named in public feeds, newest first', Mentions),
      input('query', MentionsQuery),
      async (context) =>
        context.json({
          rows: await listMentions(context.var.transaction, context.req.valid('query').state),
        }),
    )
    .patch(
      '/:id',
      atLeast('member'),
      describe(
        tag,
        'Judges a mention, gives it to somebody, or says that it was answered or is left',
        z.object({ event: Id, version: Version }),
      ),
      input('param', IdParam),
      input('json', MentionChange),
      async (context) =>
        context.json(
          await changeMention(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    );
}
