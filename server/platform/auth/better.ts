import { randomUUIDv7 } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { type AuthConfig, sourceHeader } from './auth.ts';
import type { AuthDatabase } from './database.ts';
import { ownOrigins } from './origins.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

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
          // Answered like a wrong password, which it takes a right one to come to. Only at sign-in: a
          // changed password renews its session inside a transaction, and asking on a second connection
          // meanwhile could leave the small pool waiting for itself.
          before: async ({ userId }, context) =>
            context?.path === '/sign-in/email' && (await isDisabled(database, userId))
              ? false
              : undefined,
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
  });
  return handler;
}

async function isDisabled(database: AuthDatabase, userId: string): Promise<boolean> {
  const rows = await database.query(
    'select from auth.users where id = $1 and disabled_at is not null',
    [userId],
  );
  return rows.length > 0;
}
