import { Hono } from 'hono';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import {
  TimelineEntry,
  TimelineQuery,
  TimelineSummary,
} from '../../../shared/interact/activities.ts';
import { IdParam, pageOf } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { timelinePage, timelineSummary } from './timeline.ts';

const TimelinePage = pageOf(TimelineEntry);

export function timelineRoutes(kind: PartyKind, { atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/:id/timeline',
      atLeast('reader'),
      describe(
        'Timeline',
        `Everything that passed between us and a ${kind}, newest first`,
        TimelinePage,
      ),
      input('param', IdParam),
      input('query', TimelineQuery),
      async (context) =>
        context.json(
          await timelinePage(
            context.var.transaction,
            kind,
            context.req.valid('param').id,
            context.req.valid('query'),
          ),
        ),
    )
    .get(
      '/:id/timeline/summary',
      atLeast('reader'),
      describe(
        'Timeline',
        'How many entries of which kind and month a timeline has',
        TimelineSummary,
      ),
      input('param', IdParam),
      async (context) =>
        context.json(
          await timelineSummary(context.var.transaction, kind, context.req.valid('param').id),
        ),
    );
}
