import { Hono } from 'hono';
import { BestContactsView } from '../../../shared/interact/contacts.ts';
import { IdParam } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { bestContacts } from './best-contacts.ts';

export function contactRoutes({ atLeast }: Policies) {
  return new Hono<Environment>().get(
    '/:id/best-contacts',
    atLeast('reader'),
    describe('Timeline', 'Who of us knows each person of a company best', BestContactsView),
    input('param', IdParam),
    async (context) =>
      context.json({
        rows: await bestContacts(context.var.transaction, context.req.valid('param').id),
      }),
  );
}
