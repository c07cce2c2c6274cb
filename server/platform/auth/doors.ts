import type { BlockList } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { z } from 'zod';
import type { Proof } from '../../../shared/platform/sign-in.ts';
import { InvalidInput } from '../http/problems.ts';
import { requireJson } from '../http/validate.ts';
import { type Auth, openSessionPath, sourceHeader } from './auth.ts';
import { deviceCookieSeconds, meetDevice } from './devices.ts';
import {
  CurrentPasswordWrong,
  NothingToProveWith,
  ProofRequired,
  SignInRefused,
  SignInRequired,
} from './errors.ts';
import { verifyPassword } from './passwords.ts';
import { takeSecondFactor } from './second-factor/authenticator.ts';
import type { SignedIn, SignInMethod } from './sessions.ts';
import { sourceOf } from './source.ts';

export type Person = SignedIn & { by: 'session' };

/** For so long after signing in nobody is asked again who they are. */
const freshMinutes = 10;

/** What every door to an account needs; the doors themselves stand in the files of their rooms. */
export interface Doors {
  source: (context: Context) => string;
  /** The body, once it has its shape. */
  read: <T>(context: Context, shape: z.ZodType<T>) => Promise<T>;
  signedIn: (context: Context) => Promise<SignedIn | null>;
  /** Tokens are for the company's data; what concerns the account itself needs the person. */
  requireSession: (context: Context) => Promise<Person>;
  /**
   * Makes sure that it is the person and not somebody at their screen: by the password or a code, unless
   * they signed in just now.
   */
  requireProof: (
    context: Context,
    who: Person,
    proof: Proof | undefined,
    evenIfFresh?: 'even if fresh',
  ) => Promise<void>;
  /** Hands what was checked to Better Auth, and nothing that was not. */
  forward: (context: Context, body?: object, path?: string) => Promise<Response>;
  /** Somebody has proved who they are: a session begins, and its device is remembered. */
  enter: (context: Context, of: Entry) => Promise<void>;
  /** The same for a session that Better Auth has opened already, by its answer. */
  welcome: (context: Context, answer: Response, method: SignInMethod) => Promise<void>;
}

export interface Entry {
  userId: string;
  method: SignInMethod;
  rememberMe?: boolean;
  /** The company whose provider vouched for them: nothing else opens, and the session is short. */
  confinedTo?: string;
}

export function openDoors(auth: Auth, trusted: BlockList): Doors {
  const { query } = auth.database;
  const deviceCookie = `${auth.cookies.prefix}.device`;
  const source = (context: Context) => requestSource(context, trusted);

  const signedIn: Doors['signedIn'] = (context) =>
    auth.sessions.authenticate(context.req.raw.headers, { source: source(context) });

  const forward: Doors['forward'] = (
    context,
    body,
    path = context.req.path.slice('/api/auth'.length),
  ) => {
    const headers = new Headers({ [sourceHeader]: source(context) });
    for (const name of ['cookie', 'user-agent', 'origin']) {
      const value = context.req.raw.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    // Whoever comes back from a provider follows a link, with which browsers name no origin.
    if (path === openSessionPath) headers.set('origin', auth.origin);
    if (body) headers.set('content-type', 'application/json');
    const init = body ? { method: 'POST', body: JSON.stringify(body) } : { method: 'GET' };
    return auth.handle(new Request(`${auth.origin}/api/auth${path}`, { ...init, headers }));
  };

  const welcome: Doors['welcome'] = async (context, answer, method) => {
    const { token } = (await answer.json()) as { token: string };
    for (const line of answer.headers.getSetCookie()) {
      context.header('Set-Cookie', line, { append: true });
    }
    const userAgent = (context.req.header('user-agent') ?? '').slice(0, 400);
    const device = await auth.database.transaction(async (query) => {
      const [session] = await query<{ userId: string }>(
        'select user_id as "userId" from auth.sessions where token = $1',
        [token],
      );
      const { userId } = session!;
      const met = await meetDevice(query, {
        userId,
        token: getCookie(context, deviceCookie),
        userAgent,
        source: source(context),
      });
      await query('update auth.sessions set device_id = $2, method = $3 where token = $1', [
        token,
        met.id,
        method,
      ]);
      await auth.memberships.note(query, {
        userId,
        by: userId,
        verb: met.isNew ? 'signed in on a new device' : 'signed in',
        particulars: { method, userAgent },
        source: source(context),
      });
      return met;
    });
    setCookie(context, deviceCookie, device.token, {
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
      secure: auth.cookies.secure,
      maxAge: deviceCookieSeconds,
    });
  };

  return {
    source,
    signedIn,
    forward,
    welcome,

    async read(context, shape) {
      requireJson(context);
      const body: unknown = await context.req.json().catch(() => {
        throw new InvalidInput([{ message: 'This is not JSON.' }]);
      });
      const parsed = shape.safeParse(body);
      if (parsed.success) return parsed.data;
      throw new InvalidInput(parsed.error.issues);
    },

    async requireSession(context) {
      const who = await signedIn(context);
      if (who?.by !== 'session') throw new SignInRequired();
      return who;
    },

    async requireProof(context, { userId, sessionId }, proof, evenIfFresh) {
      const [known] = await query<{
        email: string;
        hash: string | null;
        hasCodes: boolean;
        fresh: boolean;
      }>(
        // What one company's provider says is no proof for an account that may belong to others as well.
        `select u.email, a.password as hash,
           exists (select from auth.authenticators c where c.user_id = u.id and c.confirmed_at is not null)
             as "hasCodes",
           exists (select from auth.sessions s where s.id = $2 and s.user_id = u.id
             and s.created_at > now() - make_interval(mins => $3) and s.confined_to is null) as fresh
         from auth.users u
           left join auth.accounts a on a.user_id = u.id and a.provider_id = 'credential'
         where u.id = $1`,
        [userId, sessionId, freshMinutes],
      );
      const { email, hash, hasCodes, fresh } = known!;
      if (!proof) {
        if (fresh && !evenIfFresh) return;
        throw hash || hasCodes ? new ProofRequired() : new NothingToProveWith();
      }
      await auth.limits.attempt({ account: email, source: source(context) }, async () => {
        if ('code' in proof) {
          await takeSecondFactor(query, auth, { userId, code: proof.code });
        } else if (!hash || !(await verifyPassword({ hash, password: proof.password }))) {
          throw new CurrentPasswordWrong('password');
        }
      });
    },

    async enter(context, { userId, method, rememberMe = true, confinedTo }) {
      const confined = confinedTo === undefined ? {} : { confinedTo };
      const body = { userId, method, rememberMe, ...confined };
      const answer = await forward(context, body, openSessionPath);
      if (!answer.ok) throw new SignInRefused();
      await welcome(context, answer, method);
    },
  };
}

/** The source of a request behind the configured proxies. */
export function requestSource(context: Context, trusted: BlockList): string {
  const peer = context.env?.incoming ? getConnInfo(context).remote.address : undefined;
  return sourceOf(peer, context.req.header('x-forwarded-for') ?? null, trusted);
}
