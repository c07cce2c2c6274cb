import { randomUUIDv7 } from 'node:crypto';
import { type BetterAuthPlugin, betterAuth } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import { Id } from '../../../shared/platform/values.ts';
import { type AuthConfig, halfway, openSessionPath, sourceHeader } from './auth.ts';
import type { AuthDatabase } from './database.ts';
import { ownOrigins } from './origins.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { signInMethods } from './sessions.ts';

const day = 24 * 60 * 60;
/** A session ends this long after its sign-in, however much it is used (the idle limit: sessions.ts). */
const absoluteDays = 30;

/** Better Auth on our tables and by our rules. */
export function openBetter(
  config: AuthConfig,
  {
    origin,
    secure,
    cookiePrefix,
    database,
  }: { origin: string; secure: boolean; cookiePrefix: string; database: AuthDatabase },
): (request: Request) => Promise<Response> {
  const times = { createdAt: 'created_at', updatedAt: 'updated_at' };
  const { handler } = betterAuth({
    appName: 'Rapport',
    baseURL: origin,
    basePath: '/api/auth',
    trustedOrigins: ownOrigins(origin),
    secret: config.secret,
    database: { db: database.kysely, type: 'postgres', schemaName: 'auth', transaction: true },
    user: { modelName: 'users', fields: { ...times, emailVerified: 'email_verified' } },
    session: {
      modelName: 'sessions',
      fields: {
        ...times,
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      additionalFields: {
        method: { type: 'string', required: false, input: false },
        confinedTo: { type: 'string', required: false, input: false, fieldName: 'confined_to' },
      },
      expiresIn: absoluteDays * day,
      disableSessionRefresh: true,
      freshAge: 0,
      cookieCache: { enabled: false },
    },
    account: {
      modelName: 'accounts',
      fields: {
        ...times,
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
      },
    },
    verification: { modelName: 'verifications', fields: { ...times, expiresAt: 'expires_at' } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      // Counted in UTF-16 units here; the rule people meet is shared/platform/passwords.ts.
      minPasswordLength: 15,
      maxPasswordLength: 1024,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    databaseHooks: {
      session: {
        create: {
          // Only at sign-in: a changed password renews its session inside a transaction, and asking on a
          // second connection meanwhile could leave the small pool waiting for itself.
          before: async ({ userId }, context) => {
            const withPassword = context?.path === '/sign-in/email';
            if (!withPassword && context?.path !== openSessionPath) return;
            const { disabled, guarded } = await standing(database, userId);
            // Answered like a wrong password, which it takes a right one to come to.
            if (disabled) return false;
            if (withPassword && guarded) throw new APIError('FORBIDDEN', { code: halfway, userId });
          },
        },
      },
    },
    // Tries are counted in the database, for every door together (rate-limits.ts).
    rateLimit: { enabled: false },
    advanced: {
      database: { generateId: () => randomUUIDv7(), validateSchema: false },
      cookiePrefix,
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      ipAddress: { ipAddressHeaders: [sourceHeader] },
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
    onAPIError: { throw: true },
    logger: {
      level: 'error',
      log: (level, message) => {
        if (level === 'error') config.onError?.(message);
      },
    },
    telemetry: { enabled: false },
    plugins: [ownDoors],
  });
  return handler;
}

/** Whether somebody may sign in at all, and whether a password is only half of it. */
async function standing(
  database: AuthDatabase,
  userId: string,
): Promise<{ disabled: boolean; guarded: boolean }> {
  const [row] = await database.query<{ disabled: boolean; guarded: boolean }>(
    `select disabled_at is not null as disabled, exists (
       select from auth.authenticators a where a.user_id = u.id and a.confirmed_at is not null) as guarded
     from auth.users u where id = $1`,
    [userId],
  );
  return row ?? { disabled: true, guarded: false };
}

/** Whoever leaves a company's directory is out of here within a day. */
function inOneDay(): Date {
  return new Date(Temporal.Now.instant().add({ hours: 24 }).epochMilliseconds);
}

/** Sessions for those who proved themselves in another way than by a password; only doors.ts asks for them. */
const ownDoors = {
  id: 'rapport',
  endpoints: {
    openSession: createAuthEndpoint(
      openSessionPath,
      {
        method: 'POST',
        body: z.strictObject({
          userId: Id,
          method: z.enum(signInMethods),
          rememberMe: z.boolean().optional(),
          confinedTo: Id.optional(),
        }),
      },
      async (context) => {
        const { userId, method, rememberMe = true, confinedTo } = context.body;
        const { internalAdapter } = context.context;
        const short = confinedTo ? { confinedTo, expiresAt: inOneDay() } : {};
        const user = await internalAdapter.findUserById(userId);
        const session = user
          ? await internalAdapter.createSession(userId, !rememberMe, { method, ...short }, true)
          : null;
        if (!user || !session) throw new APIError('UNAUTHORIZED');
        await setSessionCookie(context, { session, user }, !rememberMe);
        return context.json({ token: session.token });
      },
    ),
  },
} satisfies BetterAuthPlugin;
