import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { Hono } from 'hono';
import {
  NewPasskeyInput,
  NoInput,
  PasskeyName,
  PasskeyRemoval,
  PasskeySignInInput,
  ProofInput,
} from '../../../../shared/platform/sign-in.ts';
import type { Environment } from '../../http/environment.ts';
import { openToAll } from '../../http/policy.ts';
import type { Auth } from '../auth.ts';
import type { Doors } from '../doors.ts';
import {
  addPasskey,
  beginPasskey,
  beginSignIn,
  checkSignIn,
  listPasskeys,
  removePasskey,
  renamePasskey,
} from './passkeys.ts';

/** The doors to passkeys. A device asks for finger, face or PIN each time, so one counts as two factors. */
export function passkeyRoutes(auth: Auth, doors: Doors): Hono<Environment> {
  const routes = new Hono<Environment>();
  const { database, limits, memberships } = auth;

  routes.post('/sign-in/passkey/options', door, async (context) => {
    await doors.read(context, NoInput);
    return context.json(await beginSignIn(auth));
  });

  routes.post('/sign-in/passkey', door, async (context) => {
    const { ticket, response } = await doors.read(context, PasskeySignInInput);
    const userId = await limits.attempt({ source: doors.source(context) }, () =>
      checkSignIn(auth, { ticket, response: response as unknown as AuthenticationResponseJSON }),
    );
    await doors.enter(context, { userId, method: 'passkey' });
    return context.json({ signedIn: true });
  });

  routes.get('/passkeys', ownAccount, async (context) => {
    const { userId } = await doors.requireSession(context);
    return context.json({ rows: await listPasskeys(database.query, userId) });
  });

  routes.post('/passkeys/options', ownAccount, async (context) => {
    const who = await doors.requireSession(context);
    const { proof } = await doors.read(context, ProofInput);
    await doors.requireProof(context, who, proof);
    const { userId } = who;
    const [user] = await database.query<{ email: string; name: string }>(
      'select email, name from auth.users where id = $1',
      [userId],
    );
    const places = await database.transaction((query) => memberships.find(query, userId));
    const company = places.find(({ kind }) => kind === 'company')?.workspace ?? 'Rapport';
    return context.json(await beginPasskey(auth, { userId, company, ...user! }));
  });

  routes.post('/passkeys', ownAccount, async (context) => {
    const { userId, sessionId } = await doors.requireSession(context);
    const { response, ...of } = await doors.read(context, NewPasskeyInput);
    await database.transaction(async (query) => {
      const passkey = { ...of, userId, response: response as unknown as RegistrationResponseJSON };
      await addPasskey(query, auth, passkey);
      await query('delete from auth.sessions where id = $1', [sessionId]);
      await memberships.note(query, {
        userId,
        by: userId,
        verb: 'passkey added',
        particulars: { name: of.name },
        source: doors.source(context),
      });
    });
    auth.sessions.forget();
    // Making it took what using it takes: this browser goes on as if it had signed in with it.
    await doors.enter(context, { userId, method: 'passkey' });
    return context.json({ signedIn: true });
  });

  routes.post('/passkeys/name', ownAccount, async (context) => {
    const { userId } = await doors.requireSession(context);
    const renamed = await doors.read(context, PasskeyName);
    await renamePasskey(database.query, { userId, ...renamed });
    return context.body(null, 204);
  });

  routes.post('/passkeys/removal', ownAccount, async (context) => {
    const who = await doors.requireSession(context);
    const { id, proof } = await doors.read(context, PasskeyRemoval);
    await doors.requireProof(context, who, proof);
    const { userId } = who;
    await database.transaction(async (query) => {
      const name = await removePasskey(query, { userId, id });
      await memberships.note(query, {
        userId,
        by: userId,
        verb: 'passkey removed',
        particulars: { name },
        source: doors.source(context),
      });
    });
    return context.body(null, 204);
  });

  return routes;
}

const door = openToAll('This is where one signs in.');
const ownAccount = openToAll(
  'It asks for the session itself and reaches nothing but that account.',
);
