import { Hono } from 'hono';
import { Captured, CaptureInput } from '../../../shared/interact/capture/capture.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { capture } from './capturing.ts';

export function captureRoutes({ atLeast }: Policies) {
  return new Hono<Environment>().post(
    '/',
    atLeast('member'),
    describe(
      'Timeline',
      'Writes down in one act what happened, whom it concerned, who is new and what was told',
      Captured,
      201,
    ),
    input('json', CaptureInput),
    async (context) =>
      context.json(await capture(context.var.transaction, context.req.valid('json')), 201),
  );
}
