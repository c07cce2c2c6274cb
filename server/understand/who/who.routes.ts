import { Hono } from 'hono';
import { WhoQuery, WhoView } from '../../../shared/understand/who.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { whoKnows } from './who.ts';

/** Who do we know? */
export function whoRoutes({ atLeast }: Policies) {
  return new Hono<Environment>().get(
    '/',
    atLeast('reader'),
    describe(
      'Needs',
      'Who has to do with what is asked for, how we reach them, and why they are proposed',
      WhoView,
    ),
    input('query', WhoQuery),
    async (context) =>
      context.json(await whoKnows(context.var.transaction, context.req.valid('query'))),
  );
}
