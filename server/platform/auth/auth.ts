import { randomUUIDv7 } from 'node:crypto';
import { betterAuth } from 'better-auth';
import type pg from 'pg';
import { type AuthDatabase, openAuthDatabase } from './database.ts';
import type { Memberships } from './memberships.ts';
import { ownOrigins } from './origins.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { type Alert, openRateLimits, type RateLimits } from './rate-limits.ts';
import { openSessions, type Sessions } from './sessions.ts';

const day = 24 * 60 * 60;
/** A session ends this long after its sign-in, however much it is used (the idle limit: sessions.ts). */
const absoluteDays = 30;

/** Better Auth learns the request's source from this header, which only the routes here can set. */
export const sourceHeader = 'x-rapport-source';

export interface AuthConfig {
  /** The serving role; the pool adds the actor. */
  database: pg.ClientConfig;
  /** The address people reach Rapport under, such as https://crm.example.com: links and origins come from it alone. */
  publicUrl: string;
  secret: string;
  memberships: Memberships;
  onAlert?: (alert: Alert) => void;
  /** A session, token, level or user was taken back: whatever else was learned from them is to be forgotten. */
  onRevoked?: () => void;
  /** Failures inside Better Auth; wrong passwords are answers and not among them. */
  onError?: (message: string) => void;
}

export interface Auth {
  publicUrl: string;
  origin: string;
  database: AuthDatabase;
  memberships: Memberships;
  limits: RateLimits;
  sessions: Sessions;
  /** Hands a request to Better Auth; callers have checked it (auth.routes.ts). */
  handle: (request: Request) => Promise<Response>;
  /** Removes what has expired; meant for a daily job. */
  sweep: () => Promise<void>;
  close: () => Promise<void>;
}

export function openAuth(config: AuthConfig): Auth {
  const { origin, protocol } = new URL(config.publicUrl);
  const secure = protocol === 'https:';
  // With the prefix __Host- a browser accepts the cookie only over https, for this very host and every path.
  const cookiePrefix = secure ? '__Host-rapport' : 'rapport';
  const database = openAuthDatabase(config.database);
  const limits = openRateLimits(database, config.onAlert);
  const sessions = openSessions(
    database,
    limits,
    {
      name: `${cookiePrefix}.session_token`,
      secret: config.secret,
    },
    config.onRevoked,
  );

  const times = { createdAt: 'created_at', updatedAt: 'updated_at' };
  const better = betterAuth({
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

  return {
    publicUrl: config.publicUrl,
    origin,
    database,
    memberships: config.memberships,
    limits,
    sessions,
    handle: better.handler,
    async sweep() {
      await sessions.sweep();
      await limits.sweep();
      await database.query(
        `delete from auth.invitations where expires_at < now() - interval '90 days'`,
      );
    },
    close: database.close,
  };
}

async function isDisabled(database: AuthDatabase, userId: string): Promise<boolean> {
  const rows = await database.query(
    'select from auth.users where id = $1 and disabled_at is not null',
    [userId],
  );
  return rows.length > 0;
}
