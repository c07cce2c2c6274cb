import type { BlockList } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import {
  InvitationAcceptInput,
  InvitationLookUpInput,
  NoInput,
  PasswordChangeInput,
  SessionRevocationInput,
  SetupInput,
  SignInInput,
  WorkspaceChoice,
} from '../../../shared/platform/sign-in.ts';
import type { Environment } from '../http/environment.ts';
import { openToAll } from '../http/policy.ts';
import { InvalidInput } from '../http/problems.ts';
import { requireJson } from '../http/validate.ts';
import { type Auth, sourceHeader } from './auth.ts';
import { CurrentPasswordWrong, SetupFinished, SignInRefused, SignInRequired } from './errors.ts';
import { acceptInvitation, readInvitation } from './invitations.ts';
import { requireGoodPassword } from './passwords.ts';
import type { SignedIn } from './sessions.ts';
import { isSetupOpen, setUp } from './setup.ts';
import { sourceOf } from './source.ts';
import { switchWorkspace } from './switching.ts';

/**
 * Every door to an account, mounted at /api/auth. Better Auth has many more endpoints than Rapport uses;
 * it is handed these few and no other, each with a body that was checked here first.
 */
export function authRoutes(auth: Auth, trusted: BlockList): Hono<Environment> {
  const routes = new Hono<Environment>();
  const source = (context: Context) => requestSource(context, trusted);
  routes.use(bodyLimit({ maxSize: 16 * 1024 }));

  routes.get('/setup', firstRun, async (context) => {
    if (!(await isSetupOpen(auth.database.query))) throw new SetupFinished();
    return context.json({ open: true });
  });

  routes.post('/setup', firstRun, async (context) => {
    if (!(await isSetupOpen(auth.database.query))) throw new SetupFinished();
    const input = await read(context, SetupInput);
    await auth.limits.attempt({ source: source(context) }, () => setUp(auth, input));
    return signIn(context, input.email, input.password);
  });

  routes.post('/invitations/look-up', invited, async (context) => {
    const { token } = await read(context, InvitationLookUpInput);
    return context.json(await readInvitation(auth, token, source(context)));
  });

  routes.post('/invitations/accept', invited, async (context) => {
    const input = await read(context, InvitationAcceptInput);
    const { email } = await acceptInvitation(auth, { ...input, source: source(context) });
    return signIn(context, email, input.password);
  });

  routes.post('/sign-in/email', door, async (context) => {
    const input = await read(context, SignInInput);
    return signIn(context, input.email, input.password, input.rememberMe);
  });

  routes.post('/sign-out', ownAccount, async (context) => {
    await read(context, NoInput);
    const response = await forward(context, {});
    auth.sessions.forget();
    return response;
  });

  routes.get('/get-session', ownAccount, async (context) =>
    (await signedIn(context)) ? forward(context) : context.json(null),
  );

  routes.get('/list-sessions', ownAccount, async (context) => {
    await requireSession(context);
    return forward(context);
  });

  routes.post('/revoke-session', ownAccount, async (context) => {
    await requireSession(context);
    const input = await read(context, SessionRevocationInput);
    const response = await forward(context, input);
    auth.sessions.forget();
    return response;
  });

  routes.post('/revoke-other-sessions', ownAccount, async (context) => {
    await requireSession(context);
    await read(context, NoInput);
    const response = await forward(context, {});
    auth.sessions.forget();
    return response;
  });

  routes.post('/switch-workspace', ownAccount, async (context) => {
    const { userId, sessionId } = await requireSession(context);
    const { id: workspaceId } = await read(context, WorkspaceChoice);
    await switchWorkspace(auth, { userId, sessionId, workspaceId });
    return context.body(null, 204);
  });

  routes.post('/change-password', ownAccount, async (context) => {
    const { userId } = await requireSession(context);
    const input = await read(context, PasswordChangeInput);
    const [user] = await auth.database.query<{ email: string; name: string }>(
      'select email, name from auth.users where id = $1',
      [userId],
    );
    const { email, name } = user!;
    const places = await auth.database.transaction((query) => auth.memberships.find(query, userId));
    const about = [email, name, ...places.map((place) => place.workspace)];
    requireGoodPassword(input.newPassword, about, 'newPassword');
    const response = await auth.limits.attempt(
      { account: email, source: source(context) },
      async () => {
        // Whoever knew the old password loses every session; API tokens end in the same step (0002_auth.sql).
        const answer = await forward(context, { ...input, revokeOtherSessions: true });
        if (answer.status === 400) throw new CurrentPasswordWrong();
        return answer;
      },
    );
    auth.sessions.forget();
    return response;
  });

  async function signIn(context: Context, email: string, password: string, rememberMe = true) {
    return auth.limits.attempt({ account: email, source: source(context) }, async () => {
      const answer = await forward(context, { email, password, rememberMe }, '/sign-in/email');
      if (!answer.ok) throw new SignInRefused();
      return answer;
    });
  }

  async function signedIn(context: Context): Promise<SignedIn | null> {
    return auth.sessions.authenticate(context.req.raw.headers, { source: source(context) });
  }

  /** Tokens are for the company's data; what concerns the account itself needs the person. */
  async function requireSession(context: Context): Promise<SignedIn & { by: 'session' }> {
    const who = await signedIn(context);
    if (who?.by !== 'session') throw new SignInRequired();
    return who;
  }

  /** Only what Better Auth needs travels on: no forwarded host, no body that was not checked. */
  async function forward(
    context: Context,
    body?: object,
    path = context.req.path.slice('/api/auth'.length),
  ): Promise<Response> {
    const headers = new Headers({ [sourceHeader]: source(context) });
    for (const name of ['cookie', 'user-agent', 'origin']) {
      const value = context.req.raw.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    if (body) headers.set('content-type', 'application/json');
    const init = body ? { method: 'POST', body: JSON.stringify(body) } : { method: 'GET' };
    return auth.handle(new Request(`${auth.origin}/api/auth${path}`, { ...init, headers }));
  }

  return routes;
}

const firstRun = openToAll('Nobody can be signed in before the first account exists.');
const invited = openToAll('The token of the invitation is what lets somebody in.');
const door = openToAll('This is where one signs in.');
const ownAccount = openToAll(
  'It asks for the session itself and reaches nothing but that account.',
);

/** The source of a request behind the configured proxies. */
export function requestSource(context: Context, trusted: BlockList): string {
  const peer = context.env?.incoming ? getConnInfo(context).remote.address : undefined;
  return sourceOf(peer, context.req.header('x-forwarded-for') ?? null, trusted);
}

async function read<T>(context: Context, shape: z.ZodType<T>): Promise<T> {
  requireJson(context);
  const body: unknown = await context.req.json().catch(() => {
    throw new InvalidInput([{ message: 'This is not JSON.' }]);
  });
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new InvalidInput(parsed.error.issues);
}
