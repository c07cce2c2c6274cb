import { Hono } from 'hono';
import { z } from 'zod';
import {
  MeetingOutcome,
  MeetingsConfirmed,
  Snooze,
  TodayQuery,
  TodayView,
} from '../../../shared/interact/today/today.ts';
import { Id, IdParam, Version } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { confirmMeeting, confirmMeetings } from './confirming.ts';
import { snooze } from './snoozing.ts';
import { viewToday } from './today.ts';

const tag = 'Today';
const Changed = z.object({ event: Id, version: Version });
const Confirmed = z.object({ event: Id, count: z.number().int() });

/** What deserves attention now, and what can be done about it from there. */
export function todayRoutes({ atLeast, forOneself }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'What deserves attention today, by the clock of where one is', TodayView),
      input('query', TodayQuery),
      async (context) =>
        context.json(await viewToday(context.var.transaction, context.req.valid('query').zone)),
    )
    .put(
      '/snoozes',
      forOneself(),
      describe(tag, 'Puts something off for oneself until a moment, or brings it back'),
      input('json', Snooze),
      async (context) => {
        const { itemId, until } = context.req.valid('json');
        await snooze(
          context.var.transaction,
          itemId,
          until === null ? null : Temporal.Instant.from(until),
        );
        return context.body(null, 204);
      },
    )
    .post(
      '/confirmations',
      atLeast('member'),
      describe(tag, 'Says of several meetings at once that they took place', Confirmed),
      input('json', MeetingsConfirmed),
      async (context) =>
        context.json(
          await confirmMeetings(context.var.transaction, context.req.valid('json').meetings),
        ),
    )
    .put(
      '/meetings/:id/outcome',
      atLeast('member'),
      describe(
        tag,
        'Says whether a meeting took place, with a line about it if one likes',
        Changed,
      ),
      input('param', IdParam),
      input('json', MeetingOutcome),
      async (context) =>
        context.json(
          await confirmMeeting(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    );
}
