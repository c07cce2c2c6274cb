import { Hono } from 'hono';
import { z } from 'zod';
import { FrequentWriter } from '../../../shared/platform/import/imports.ts';
import { IdParam } from '../../../shared/platform/values.ts';
import type { House } from '../../platform/house.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { frequentWriters } from './writers.ts';

/** What the room of mail adds to imports. */
export function mailboxRoutes(house: House, { atLeastStreaming }: Policies) {
  return new Hono<Environment>().get(
    '/:id/writers',
    atLeastStreaming('member'),
    describe(
      'Import',
      'Who writes most in the mail files: candidates for whose mailbox it is',
      z.object({ rows: z.array(FrequentWriter) }),
    ),
    input('param', IdParam),
    async (context) =>
      context.json({
        rows: await frequentWriters(house, context.var.actor, context.req.valid('param').id),
      }),
  );
}
