import { Hono } from 'hono';
import { z } from 'zod';
import { TagView } from '../../../shared/identify/tags.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { findTags } from './tags.ts';

const TagQuery = z.strictObject({
  q: z.string().max(100).default(''),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Which tags there are; they are given, renamed and merged by bulk changes. */
export function tagRoutes({ atLeast }: Policies) {
  return new Hono<Environment>().get(
    '/',
    atLeast('reader'),
    describe('Tags', 'The tags in use, for suggestions', z.object({ rows: z.array(TagView) })),
    input('query', TagQuery),
    async (context) => {
      const { q, limit } = context.req.valid('query');
      return context.json({ rows: await findTags(context.var.transaction, q, limit) });
    },
  );
}
