import { Hono } from 'hono';
import { z } from 'zod';
import {
  CalendarSourceView,
  CollectionChange,
  DisputeInput,
  ParkedEntry,
} from '../../../shared/interact/calendars.ts';
import { Id, IdParam } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import {
  changeCollection,
  readCalendarSource,
  readParkedEntries,
  retryEntries,
  settleDispute,
} from './calendars.ts';

const tag = 'Connections';

const Told = z.object({ event: Id });

/** What of connected calendars and address books was captured, and what was not. */
export function calendarSourceRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/:id',
      atLeast('reader'),
      describe(tag, 'The calendars of a connection, each entry accounted for', CalendarSourceView),
      input('param', IdParam),
      async (context) =>
        context.json(
          await readCalendarSource(context.var.transaction, context.req.valid('param').id),
        ),
    )
    .get(
      '/:id/entries',
      atLeast('reader'),
      describe(
        tag,
        'Entries of calendars that wait to be tried again or were parked, with the reason',
        z.object({ rows: z.array(ParkedEntry) }),
      ),
      input('param', IdParam),
      async (context) =>
        context.json({
          rows: await readParkedEntries(context.var.transaction, context.req.valid('param').id),
        }),
    )
    .patch(
      '/:id/collections/:collectionId',
      atLeast('member'),
      describe(tag, 'Says whether a calendar is captured', Told),
      input('param', IdParam.extend({ collectionId: Id })),
      input('json', CollectionChange),
      async (context) => {
        const { id, collectionId } = context.req.valid('param');
        const change = context.req.valid('json');
        return context.json(
          await changeCollection(context.var.transaction, id, collectionId, change),
        );
      },
    )
    .post(
      '/:id/disputes',
      atLeast('member'),
      describe(tag, 'Says whose word counts where both sides changed the same meeting', Told),
      input('param', IdParam),
      input('json', DisputeInput),
      async (context) =>
        context.json(
          await settleDispute(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .post(
      '/:id/retry',
      atLeast('member'),
      describe(tag, 'Tries at once what of calendars waits or was parked', Told),
      input('param', IdParam),
      async (context) =>
        context.json(await retryEntries(context.var.transaction, context.req.valid('param').id)),
    );
}
