import { Hono } from 'hono';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { IdParam } from '../../../shared/platform/values.ts';
import { WarmthView } from '../../../shared/understand/warmth.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { warmthWith } from './warmth.ts';

export function warmthRoutes(kind: PartyKind, { atLeast }: Policies) {
  return new Hono<Environment>().get(
    '/:id/warmth',
    atLeast('reader'),
    describe(
      'Timeline',
      'How warm contact is, its rhythm, and which promises were kept',
      WarmthView,
    ),
    input('param', IdParam),
    async (context) =>
      context.json(await warmthWith(context.var.transaction, kind, context.req.valid('param').id)),
  );
}
