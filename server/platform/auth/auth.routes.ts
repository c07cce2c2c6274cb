import type { BlockList } from 'node:net';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import {
  InvitationAcceptInput,
  InvitationLookUpInput,
  NoInput,
  PasswordChangeInput,
  SetupInput,
  type SignInAnswer,
  SignInInput,
  WorkspaceChoice,
} from '../../../shared/platform/sign-in.ts';
import type { Environment } from '../http/environment.ts';
import { openToAll } from '../http/policy.ts';
import { type Auth, halfway } from './auth.ts';
import { begin } from './challenges.ts';
import { deviceRoutes } from './devices.routes.ts';
import { openDoors } from './doors.ts';
import { CurrentPasswordWrong, SetupFinished, SignInRefused } from './errors.ts';
import { acceptInvitation, readInvitation } from './invitations.ts';
import { passkeyRoutes } from './passkeys/passkeys.routes.ts';
import { requireGoodPassword } from './passwords.ts';
import { secondFactorRoutes } from './second-factor/second-factor.routes.ts';
import { isSetupOpen, setUp } from './setup.ts';
import { singleSignOnRoutes } from './single-sign-on/single-sign-on.routes.ts';
import { switchWorkspace } from './switching.ts';

/**
 * Every door to an account, mounted at /api/auth. Better Auth has many more endpoints than Rapport uses;
 * it is handed these few and no other, each with a body that was checked here first.
 */
export function authRoutes(auth: Auth, trusted: BlockList): Hono<Environment> {
  const routes = new Hono<Environment>();
  const doors = openDoors(auth, trusted);
  const { forward, read, requireSession, source } = doors;
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
    const who = await doors.signedIn(context);
    const response = await forward(context, {});
    auth.sessions.forget();
    if (who?.by === 'session') {
      const { userId } = who;
      await auth.database.transaction((query) =>
        auth.memberships.note(query, {
          userId,
          by: userId,
          verb: 'signed out',
          source: source(context),
        }),
      );
    }
    return response;
  });

  routes.get('/get-session', ownAccount, async (context) =>
    (await doors.signedIn(context)) ? forward(context) : context.json(null),
  );

  routes.post('/switch-workspace', ownAccount, async (context) => {
    const { userId, sessionId, confinedTo } = await requireSession(context);
    const { id: workspaceId } = await read(context, WorkspaceChoice);
    await switchWorkspace(auth, { userId, sessionId, workspaceId, confinedTo });
    return context.body(null, 204);
  });

  routes.post('/change-password', ownAccount, async (context) => {
    const { userId, method } = await requireSession(context);
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
    await auth.database.transaction((query) =>
      auth.memberships.note(query, {
        userId,
        by: userId,
        verb: 'password changed',
        source: source(context),
      }),
    );
    // The session begun anew stands for the one before it, which may have taken more than the password.
    await doors.welcome(context, response, method);
    return context.json({ signedIn: true });
  });

  routes.route('/', deviceRoutes(auth, doors));
  routes.route('/', secondFactorRoutes(auth, doors));
  routes.route('/', passkeyRoutes(auth, doors));
  routes.route('/', singleSignOnRoutes(auth, doors));

  async function signIn(
    context: Context,
    email: string,
    password: string,
    rememberMe = true,
  ): Promise<Response> {
    const answered = await auth.limits
      .attempt({ account: email, source: source(context) }, async () => {
        const answer = await forward(context, { email, password, rememberMe }, '/sign-in/email');
        if (answer.ok) return answer;
        const { code, userId } = (await answer.json()) as { code?: string; userId?: string };
        if (code !== halfway || !userId) throw new SignInRefused();
        // Not a success, which would wipe the wrong codes before it.
        throw new Halfway(userId);
      })
      .catch((error: unknown) => {
        if (error instanceof Halfway) return error;
        throw error;
      });
    if (answered instanceof Response) {
      await doors.welcome(context, answered, 'password');
      return context.json({ signedIn: true } satisfies SignInAnswer);
    }
    const { userId } = answered;
    const particulars = { rememberMe };
    const ticket = await begin(auth.database.query, 'second factor', { userId, particulars });
    return context.json({ signedIn: false, ticket } satisfies SignInAnswer);
  }

  return routes;
}

/** The password was right; a code is wanted as well. */
class Halfway extends Error {
  readonly userId: string;
  constructor(userId: string) {
    super('A second factor is wanted.');
    this.userId = userId;
  }
}

const firstRun = openToAll('Nobody can be signed in before the first account exists.');
const invited = openToAll('The token of the invitation is what lets somebody in.');
const door = openToAll('This is where one signs in.');
const ownAccount = openToAll(
  'It asks for the session itself and reaches nothing but that account.',
);
