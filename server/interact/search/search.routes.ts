import { Hono } from 'hono';
import { z } from 'zod';
import { SearchHit, SearchQuery } from '../../../shared/interact/search.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { search } from './search.ts';

export function searchRoutes({ atLeast }: Policies) {
  return new Hono<Environment>().get(
    '/',
    atLeast('reader'),
    describe(
      'Search',
      'People, companies and activities by parts of words, phone digits, or similar words',
      z.object({ hits: z.array(SearchHit) }),
    ),
    input('query', SearchQuery),
    async (context) =>
      context.json({ hits: await search(context.var.transaction, context.req.valid('query')) }),
  );
}
