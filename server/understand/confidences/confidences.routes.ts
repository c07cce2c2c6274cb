import { Hono } from 'hono';
import { z } from 'zod';
import { Id, IdParam } from '../../../shared/platform/values.ts';
import {
  ConfidantsChange,
  ConfidenceInput,
  ConfidencesQuery,
  ConfidencesView,
} from '../../../shared/understand/confidences.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { confidencesAbout } from './confidences.ts';
import { changeConfidants, forgetConfidence, keepConfidence } from './keeping.ts';

const tag = 'Confidences';
const Kept = z.object({ id: Id });

/** What is known to named confidants alone. */
export function confidenceRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'What was confided about somebody to whoever asks', ConfidencesView),
      input('query', ConfidencesQuery),
      async (context) =>
        context.json({
          rows: await confidencesAbout(context.var.transaction, context.req.valid('query').party),
        }),
    )
    .post(
      '/',
      atLeast('member'),
      describe(tag, 'Keeps something sensitive for named confidants, on a legal ground', Kept, 201),
      input('json', ConfidenceInput),
      async (context) =>
        context.json(await keepConfidence(context.var.transaction, context.req.valid('json')), 201),
    )
    .put(
      '/:id/confidants',
      atLeast('member'),
      describe(tag, 'Says anew who may know it', Kept),
      input('param', IdParam),
      input('json', ConfidantsChange),
      async (context) => {
        const { id } = context.req.valid('param');
        await changeConfidants(context.var.transaction, id, context.req.valid('json').confidants);
        return context.json({ id });
      },
    )
    .delete(
      '/:id',
      atLeast('member'),
      describe(tag, 'Forgets it for good, with the need that followed from it', Kept),
      input('param', IdParam),
      async (context) => {
        const { id } = context.req.valid('param');
        await forgetConfidence(context.var.transaction, id);
        return context.json({ id });
      },
    );
}
