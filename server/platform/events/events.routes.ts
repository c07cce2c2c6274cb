import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { Refusal } from '../../../shared/platform/errors.ts';
import { Id, IdParam, InstantText, pageOf } from '../../../shared/platform/values.ts';
import type { UserActor } from '../access/actor.ts';
import type { House } from '../house.ts';
import { describe } from '../http/describe.ts';
import type { Environment } from '../http/environment.ts';
import type { Policies } from '../http/policy.ts';
import { input } from '../http/validate.ts';
import { EventView, history } from './history.ts';
import { lastActs, undoEvent } from './undo.ts';

const HistoryQuery = z.strictObject({
  subject: Id.optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** `Mod+Z` reaches so far back. */
const mostActs = 20;

const LastActs = z.object({
  /** The server's time, by which the acts are dated. */
  now: InstantText,
  rows: z.array(
    EventView.pick({
      id: true,
      at: true,
      subject: true,
      subjectId: true,
      verb: true,
      particulars: true,
      before: true,
      after: true,
    }).extend({ name: z.string().nullable() }),
  ),
});

/**
 * A right that was taken away on another server is believed for half a second; with as much between two
 * looks the stream ends within a second.
 */
const checkMilliseconds = 500;
const heartbeatEvery = 30;

export function eventRoutes(house: House, { atLeast, atLeastStreaming }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(
        'History',
        'What happened, to one record or anywhere, newest first',
        pageOf(EventView),
      ),
      input('query', HistoryQuery),
      async (context) => {
        const { subject, cursor, limit } = context.req.valid('query');
        return context.json(
          await history(context.var.transaction, { subjectId: subject, cursor, limit }),
        );
      },
    )
    .get(
      '/mine',
      atLeast('reader'),
      describe('History', 'Your last acts that can be taken back, newest first', LastActs),
      async (context) =>
        context.json({
          now: Temporal.Now.instant().toString(),
          rows: await lastActs(context.var.transaction, mostActs),
        }),
    )
    .post(
      '/:id/undo',
      atLeast('member'),
      describe(
        'History',
        'Takes back an act of your own, or one on a record that you may change',
        z.object({ event: Id }),
      ),
      input('param', IdParam),
      async (context) => {
        const { event } = await undoEvent(context.var.transaction, context.req.valid('param').id);
        return context.json({ event });
      },
    )
    .get(
      '/stream',
      atLeastStreaming('reader'),
      describe(
        'History',
        'Live updates as server-sent events: which record changed, never its content',
        'text/event-stream',
      ),
      (context) => {
        let { actor } = context.var;
        const { headers } = context.req.raw;
        return streamSSE(context, async (stream) => {
          const stop = house.live.listen(
            () => actor,
            ({ subject, id, verb, by }) =>
              void stream.writeSSE({
                event: 'change',
                data: JSON.stringify({ subject, id, verb, by }),
              }),
          );
          stream.onAbort(stop);
          try {
            await stream.writeSSE({ event: 'ready', data: '{}' });
            for (let beat = 1; ; beat++) {
              await stream.sleep(checkMilliseconds);
              if (stream.aborted || house.closing.aborted) break;
              const now = await stillListening(house, headers, actor.workspaceId);
              if (!now) break;
              actor = now;
              if (beat % heartbeatEvery === 0) await stream.writeSSE({ event: 'beat', data: '{}' });
            }
          } finally {
            stop();
          }
        });
      },
    );
}

/** The actor with the rights of this moment; undefined once the session, token or place has ended. */
async function stillListening(
  { auth, actors, log }: House,
  headers: Headers,
  workspaceId: string,
): Promise<UserActor | undefined> {
  try {
    const who = await auth.sessions.authenticate(headers, { touch: false });
    return who ? await actors.find(who.userId, workspaceId) : undefined;
  } catch (error) {
    // The browser asks again by itself; a database that is away for a moment is no reason to stay deaf.
    if (!(error instanceof Refusal)) log.warn({ err: error }, 'a live connection was ended');
    return undefined;
  }
}
