import { Hono } from 'hono';
import {
  DeviceInput,
  type DeviceSession,
  NoInput,
  SessionRevocationInput,
} from '../../../shared/platform/sign-in.ts';
import type { Environment } from '../http/environment.ts';
import { openToAll } from '../http/policy.ts';
import type { Auth } from './auth.ts';
import { newDevices, recogniseDevice } from './devices.ts';
import type { Doors, Person } from './doors.ts';
import { SessionNotFound } from './errors.ts';
import { listSessions } from './sessions.ts';

/** Where somebody is signed in, and the way to end it elsewhere. */
export function deviceRoutes(auth: Auth, doors: Doors): Hono<Environment> {
  const routes = new Hono<Environment>();
  const { database, memberships } = auth;

  routes.get('/list-sessions', ownAccount, async (context) => {
    const { userId, sessionId } = await doors.requireSession(context);
    const sessions = await listSessions(database.query, userId);
    const rows = sessions.map((session) => ({ ...session, isThis: session.id === sessionId }));
    return context.json(rows as unknown as DeviceSession[]);
  });

  routes.post('/revoke-session', ownAccount, async (context) => {
    const who = await doors.requireSession(context);
    const { id } = await doors.read(context, SessionRevocationInput);
    const ended = await end(who, 'id = $2', id, doors.source(context));
    if (ended === 0) throw new SessionNotFound();
    return context.body(null, 204);
  });

  routes.post('/revoke-other-sessions', ownAccount, async (context) => {
    const who = await doors.requireSession(context);
    await doors.read(context, NoInput);
    await end(who, 'id <> $2', who.sessionId, doors.source(context));
    return context.body(null, 204);
  });

  routes.get('/new-devices', ownAccount, async (context) => {
    const { userId, sessionId } = await doors.requireSession(context);
    return context.json({ rows: await newDevices(database.query, { userId, sessionId }) });
  });

  routes.post('/new-devices/known', ownAccount, async (context) => {
    const { userId, sessionId } = await doors.requireSession(context);
    const { id: deviceId } = await doors.read(context, DeviceInput);
    await recogniseDevice(database.query, { userId, sessionId, deviceId });
    return context.body(null, 204);
  });

  /** `which` is one of the two conditions above, never what came with a request. */
  async function end(
    { userId }: Person,
    which: 'id = $2' | 'id <> $2',
    id: string,
    source: string,
  ): Promise<number> {
    const ended = await database.transaction(async (query) => {
      const gone = await query(
        `delete from auth.sessions where user_id = $1 and ${which} returning id`,
        [userId, id],
      );
      const particulars = { count: gone.length };
      if (gone.length > 0) {
        await memberships.note(query, {
          userId,
          by: userId,
          verb: 'sessions ended',
          particulars,
          source,
        });
      }
      return gone.length;
    });
    auth.sessions.forget();
    return ended;
  }

  return routes;
}

const ownAccount = openToAll(
  'It asks for the session itself and reaches nothing but that account.',
);
