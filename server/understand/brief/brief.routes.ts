import { Hono } from 'hono';
import { IdParam } from '../../../shared/platform/values.ts';
import { BriefQuery, BriefView } from '../../../shared/understand/brief.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { briefFor } from './brief.ts';

export function briefRoutes({ atLeast }: Policies) {
  return new Hono<Environment>().get(
    '/:id/brief',
    atLeast('reader'),
    describe(
      'Next actions',
      'What to know before a contact, in the order of a conversation',
      BriefView,
    ),
    input('param', IdParam),
    input('query', BriefQuery),
    async (context) =>
      context.json(
        await briefFor(
          context.var.transaction,
          context.req.valid('param').id,
          context.req.valid('query').zone,
        ),
      ),
  );
}
