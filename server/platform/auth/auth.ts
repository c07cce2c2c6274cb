import type pg from 'pg';
import type { Egress } from '../egress/egress.ts';
import { normaliseEmail } from './accounts.ts';
import { sweepChallenges } from './challenges.ts';
import { type AuthDatabase, openAuthDatabase } from './database.ts';
import { sweepDevices } from './devices.ts';
import type { Memberships } from './memberships.ts';
import { type Alert, openRateLimits, type RateLimits } from './rate-limits.ts';
import { openSessions, type Sessions } from './sessions.ts';
import { openProviders, type Providers } from './single-sign-on/provider.ts';

/** Better Auth learns the request's source from this header, which only the routes here can set. */
export const sourceHeader = 'x-rapport-source';
/** Our own endpoint inside Better Auth (better.ts), for sign-ins that are not by password. */
export const openSessionPath = '/open-session';
/** How Better Auth says that the password was right and is not enough. */
export const halfway = 'SECOND_FACTOR';

export interface AuthConfig {
  /** The serving role; the pool adds the actor. */
  database: pg.ClientConfig;
  /** The address people reach Rapport under, such as https://crm.example.com: links and origins come from it alone. */
  publicUrl: string;
  secret: string;
  memberships: Memberships;
  /** How the providers of single sign-on are asked. */
  egress: Egress;
  onAlert?: (alert: Alert) => void;
  /** A session, token, level or user was taken back: whatever else was learned from them is to be forgotten. */
  onRevoked?: () => void;
  /** A sign-in at a provider came to nothing: for whoever looks for the reason, without names. */
  onSingleSignOnRefused?: (refused: { workspaceId: string; problem: string; why: string }) => void;
  /** Failures inside Better Auth; wrong passwords are answers and not among them. */
  onError?: (message: string) => void;
}

export interface Auth {
  publicUrl: string;
  origin: string;
  /** From which secrets are derived; it never leaves the server. */
  secret: string;
  database: AuthDatabase;
  memberships: Memberships;
  egress: Egress;
  providers: Providers;
  onSingleSignOnRefused: NonNullable<AuthConfig['onSingleSignOnRefused']>;
  limits: RateLimits;
  sessions: Sessions;
  /** Cookies of ours begin with it, and are kept as it says. */
  cookies: { prefix: string; secure: boolean };
  /** Hands a request to Better Auth; callers have checked it (auth.routes.ts). */
  handle: (request: Request) => Promise<Response>;
  /** Removes what has expired; meant for a daily job. */
  sweep: () => Promise<void>;
  close: () => Promise<void>;
}

async function noteTries(
  database: AuthDatabase,
  memberships: Memberships,
  { account, source }: { account: string; source: string },
): Promise<void> {
  await database.transaction(async (query) => {
    const [user] = await query<{ id: string }>('select id from auth.users where email = $1', [
      normaliseEmail(account),
    ]);
    if (!user) return;
    await memberships.note(query, { userId: user.id, by: null, verb: 'too many tries', source });
  });
}

export function openAuth(config: AuthConfig): Auth {
  const { origin, protocol } = new URL(config.publicUrl);
  const secure = protocol === 'https:';
  // With the prefix __Host- a browser accepts the cookie only over https, for this very host and every path.
  const cookiePrefix = secure ? '__Host-rapport' : 'rapport';
  const database = openAuthDatabase(config.database);
  const limits = openRateLimits(database, ({ account, ...alert }) => {
    config.onAlert?.(alert);
    // Not waited for: an answer that took longer would tell that there is such an account.
    if (account !== undefined) {
      void noteTries(database, config.memberships, { account, source: alert.source }).catch(() =>
        config.onError?.('too many tries were not written to the audit log'),
      );
    }
  });
  const sessions = openSessions(
    database,
    limits,
    {
      name: `${cookiePrefix}.session_token`,
      secret: config.secret,
    },
    config.onRevoked,
  );

  // Signing in is all it is needed for; loading it takes longer than most commands do.
  let better: Promise<(request: Request) => Promise<Response>> | undefined;
  const handle = async (request: Request) => {
    better ??= import('./better.ts').then(({ openBetter }) =>
      openBetter(config, { origin, secure, cookiePrefix, database }),
    );
    return (await better)(request);
  };

  return {
    publicUrl: config.publicUrl,
    origin,
    secret: config.secret,
    database,
    memberships: config.memberships,
    egress: config.egress,
    providers: openProviders(config.egress),
    onSingleSignOnRefused: config.onSingleSignOnRefused ?? (() => {}),
    limits,
    sessions,
    cookies: { prefix: cookiePrefix, secure },
    handle,
    async sweep() {
      await sessions.sweep();
      await limits.sweep();
      await sweepChallenges(database.query);
      await sweepDevices(database.query);
      await database.query(
        `delete from auth.invitations where expires_at < now() - interval '90 days'`,
      );
    },
    close: database.close,
  };
}
