import { Hono } from 'hono';
import {
  CodeInput,
  ProofInput,
  SecondFactorInput,
  type SecondFactorView,
} from '../../../../shared/platform/sign-in.ts';
import type { Environment } from '../../http/environment.ts';
import { openToAll } from '../../http/policy.ts';
import type { Auth } from '../auth.ts';
import { look, redeem } from '../challenges.ts';
import type { Query } from '../database.ts';
import type { Doors, Person } from '../doors.ts';
import { SecondFactorMissing, SignInBegunTooLongAgo } from '../errors.ts';
import {
  beginAuthenticator,
  confirmAuthenticator,
  hasAuthenticator,
  removeAuthenticator,
  takeSecondFactor,
} from './authenticator.ts';
import { countRecoveryCodes, newRecoveryCodes } from './recovery-codes.ts';

/** What a sign-in halfway keeps until the code comes. */
export interface Halfway {
  rememberMe: boolean;
}

/** The doors to codes of an authenticator app. */
export function secondFactorRoutes(auth: Auth, doors: Doors): Hono<Environment> {
  const routes = new Hono<Environment>();
  const { database, limits, memberships } = auth;

  routes.post('/sign-in/second-factor', halfOpen, async (context) => {
    const { ticket, code } = await doors.read(context, SecondFactorInput);
    const begun = await look<Halfway>(database.query, 'second factor', ticket);
    if (!begun?.userId) {
      await limits.failed(doors.source(context));
      throw new SignInBegunTooLongAgo();
    }
    const { userId, particulars } = begun;
    const { email } = await person(database.query, userId);
    const method = await limits.attempt({ account: email, source: doors.source(context) }, () =>
      takeSecondFactor(database.query, auth, { userId, code }),
    );
    if (!(await redeem(database.query, 'second factor', ticket))) throw new SignInBegunTooLongAgo();
    await doors.enter(context, { userId, method, ...particulars });
    return context.json({ signedIn: true });
  });

  routes.get('/second-factor', ownAccount, async (context) => {
    const { userId } = await doors.requireSession(context);
    const { query } = database;
    const places = await database.transaction((each) => memberships.find(each, userId));
    const [own] = await query<{ passkeys: number; hasPassword: boolean }>(
      `select (select count(*)::int from auth.passkeys where user_id = $1) as passkeys,
         exists (select from auth.accounts where user_id = $1 and provider_id = 'credential'
           and password is not null) as "hasPassword"`,
      [userId],
    );
    const asked = places.flatMap((place) =>
      place.disabled || !place.secondFactorFrom ? [] : [place.secondFactorFrom],
    );
    const view: SecondFactorView = {
      hasAuthenticator: await hasAuthenticator(query, userId),
      recoveryCodes: await countRecoveryCodes(query, userId),
      ...own!,
      requiredFrom: asked.sort(Temporal.Instant.compare)[0]?.toString() ?? null,
    };
    return context.json(view);
  });

  routes.post('/second-factor/begin', ownAccount, async (context) => {
    const who = await doors.requireSession(context);
    const { proof } = await doors.read(context, ProofInput);
    await doors.requireProof(context, who, proof);
    const { email } = await person(database.query, who.userId);
    const issuer = await companyOf(who.userId);
    return context.json(await beginAuthenticator(auth, { userId: who.userId, email, issuer }));
  });

  routes.post('/second-factor/confirm', ownAccount, async (context) => {
    const who = await doors.requireSession(context);
    const { code } = await doors.read(context, CodeInput);
    const { userId } = who;
    const { email } = await person(database.query, userId);
    const recoveryCodes = await limits.attempt(
      { account: email, source: doors.source(context) },
      () =>
        database.transaction(async (query) => {
          const codes = await confirmAuthenticator(query, auth, { userId, code });
          // Whoever came in by the password alone, this browser included, comes in anew.
          await query('delete from auth.sessions where user_id = $1', [userId]);
          await noted(query, context, who, 'authenticator set up');
          return codes;
        }),
    );
    auth.sessions.forget();
    await doors.enter(context, { userId, method: 'code' });
    return context.json({ recoveryCodes });
  });

  routes.post('/second-factor/recovery-codes', ownAccount, async (context) => {
    const who = await doors.requireSession(context);
    const { proof } = await doors.read(context, ProofInput);
    await doors.requireProof(context, who, proof);
    const recoveryCodes = await database.transaction(async (query) => {
      if (!(await hasAuthenticator(query, who.userId))) throw new SecondFactorMissing();
      await noted(query, context, who, 'recovery codes made');
      return newRecoveryCodes(query, who.userId);
    });
    return context.json({ recoveryCodes });
  });

  routes.post('/second-factor/remove', ownAccount, async (context) => {
    const who = await doors.requireSession(context);
    const { proof } = await doors.read(context, ProofInput);
    await doors.requireProof(context, who, proof, 'even if fresh');
    await database.transaction(async (query) => {
      if (!(await removeAuthenticator(query, who.userId))) throw new SecondFactorMissing();
      await noted(query, context, who, 'authenticator removed');
    });
    return context.body(null, 204);
  });

  function noted(
    query: Query,
    context: Parameters<Doors['source']>[0],
    { userId }: Person,
    verb: string,
  ): Promise<void> {
    return memberships.note(query, { userId, by: userId, verb, source: doors.source(context) });
  }

  /** Under which name the app shows its codes. */
  async function companyOf(userId: string): Promise<string> {
    const places = await database.transaction((query) => memberships.find(query, userId));
    return places.find(({ kind }) => kind === 'company')?.workspace ?? 'Rapport';
  }

  return routes;
}

async function person(query: Query, userId: string): Promise<{ email: string }> {
  const [row] = await query<{ email: string }>('select email from auth.users where id = $1', [
    userId,
  ]);
  return row!;
}

const halfOpen = openToAll('The ticket of the first half is what lets somebody try the second.');
const ownAccount = openToAll(
  'It asks for the session itself and reaches nothing but that account.',
);
