import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { parse } from 'hono/utils/cookie';
import type { AuthDatabase, Query } from './database.ts';
import { TokenRefused } from './errors.ts';
import type { RateLimits } from './rate-limits.ts';

/** Unused for this long, a session ends; thirty days after sign-in it ends in any case (auth.ts). */
const idleDays = 7;
/** How long an answer is believed without asking the database; a revocation elsewhere takes effect after it. */
const believedFor = 500;
const mostBelieved = 10_000;

/** How somebody proved who they are; all but a password alone count as two factors. */
export const signInMethods = [
  'password',
  'code',
  'recovery code',
  'passkey',
  'single sign-on',
] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** Who sent a request: somebody signed in in a browser, or a program with a token for one workspace. */
export type SignedIn =
  | {
      by: 'session';
      userId: string;
      sessionId: string;
      /** Where they worked last; null for the first of their workspaces. */
      workspaceId: string | null;
      method: SignInMethod;
      /** The one company whose provider vouched for them; null: all of theirs. */
      confinedTo: string | null;
      scope: 'full';
    }
  | { by: 'token'; userId: string; tokenId: string; workspaceId: string; scope: 'read' | 'full' };

export interface Sessions {
  /**
   * Who sent these headers, null if nobody is signed in; a token that is not valid throws TokenRefused.
   * A request with a Bearer token is never taken for the browser's cookie, because the check against
   * foreign sites exempts it.
   * `source` counts wrong tokens; `touch: false` asks without keeping the session alive (live updates).
   */
  authenticate: (
    headers: Headers,
    options?: { source?: string; touch?: boolean },
  ) => Promise<SignedIn | null>;
  /** Something was revoked: nothing learned before this moment is believed any longer. */
  forget: () => void;
  endAll: (userId: string) => Promise<void>;
  sweep: () => Promise<void>;
}

export const tokenPattern = /^rp_[A-Za-z0-9_-]{43}$/;

export function sha256(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export function openSessions(
  database: AuthDatabase,
  limits: RateLimits,
  cookie: { name: string; secret: string },
  onRevoked: () => void = () => {},
): Sessions {
  const { query } = database;
  const believed = new Map<string, { who: SignedIn; until: number }>();
  let revocations = 0;

  async function believe(
    key: string,
    ask: () => Promise<SignedIn | null>,
  ): Promise<SignedIn | null> {
    const known = believed.get(key);
    if (known && known.until > performance.now()) return known.who;
    believed.delete(key);
    const askedAt = performance.now();
    const before = revocations;
    const who = await ask();
    // An answer that was under way during a revocation may be older than it.
    if (who && before === revocations) {
      if (believed.size >= mostBelieved) believed.clear();
      believed.set(key, { who, until: askedAt + believedFor });
    }
    return who;
  }

  async function bySession(token: string, touch: boolean): Promise<SignedIn | null> {
    const [session] = await query<{
      id: string;
      user_id: string;
      workspace_id: string | null;
      method: SignInMethod;
      confined_to: string | null;
      stale: boolean;
    }>(
      {
        name: 'session-by-token',
        text: `
          select s.id, s.user_id, s.workspace_id, s.method, s.confined_to,
            s.updated_at < now() - interval '10 minutes' as stale
          from auth.sessions s join auth.users u on u.id = s.user_id
          where s.token = $1 and u.disabled_at is null and s.expires_at > now()
            and s.updated_at > now() - make_interval(days => $2)`,
      },
      [token, idleDays],
    );
    if (!session) return null;
    if (session.stale && touch) {
      await query('update auth.sessions set updated_at = now() where id = $1', [session.id]);
    }
    const { id: sessionId, user_id: userId, workspace_id: workspaceId, method } = session;
    const confinedTo = session.confined_to;
    return { by: 'session', userId, sessionId, workspaceId, method, confinedTo, scope: 'full' };
  }

  async function byToken(digest: Buffer, touch: boolean): Promise<SignedIn | null> {
    const [token] = await query<{
      id: string;
      user_id: string;
      workspace_id: string;
      scope: 'read' | 'full';
      stale: boolean;
    }>(
      {
        name: 'api-token-by-digest',
        text: `
          select t.id, t.user_id, t.workspace_id, t.scope,
            coalesce(t.last_used_at < now() - interval '10 minutes', true) as stale
          from auth.api_tokens t join auth.users u on u.id = t.user_id
          where t.token_sha256 = $1 and t.revoked_at is null and u.disabled_at is null
            and (t.expires_at is null or t.expires_at > now())`,
      },
      [digest],
    );
    if (!token) return null;
    if (token.stale && touch) {
      await query('update auth.api_tokens set last_used_at = now() where id = $1', [token.id]);
    }
    const { id: tokenId, user_id: userId, workspace_id: workspaceId, scope } = token;
    return { by: 'token', userId, tokenId, workspaceId, scope };
  }

  return {
    async authenticate(headers, { source, touch = true } = {}) {
      const bearer = bearerOf(headers);
      if (bearer !== null) {
        const digest = sha256(bearer);
        const who = tokenPattern.test(bearer)
          ? await believe(`token ${digest.toString('base64')}`, () => byToken(digest, touch))
          : null;
        if (who) return who;
        if (source !== undefined) await limits.failed(source);
        throw new TokenRefused();
      }
      const token = signedToken(headers.get('cookie'), cookie);
      return token === null ? null : believe(`session ${token}`, () => bySession(token, touch));
    },

    forget() {
      revocations++;
      believed.clear();
      onRevoked();
    },

    async endAll(userId) {
      await query('delete from auth.sessions where user_id = $1', [userId]);
      this.forget();
    },

    async sweep() {
      await query(
        `delete from auth.sessions
         where expires_at < now() or updated_at < now() - make_interval(days => $1)`,
        [idleDays],
      );
    },
  };
}

/** The sessions of somebody that still open something, the one used last first; never what opens them. */
export function listSessions(query: Query, userId: string) {
  return query<{
    id: string;
    createdAt: Temporal.Instant;
    updatedAt: Temporal.Instant;
    expiresAt: Temporal.Instant;
    userAgent: string;
    source: string;
    method: SignInMethod;
    isNew: boolean;
  }>(
    `select s.id, s.created_at as "createdAt", s.updated_at as "updatedAt", s.expires_at as "expiresAt",
       coalesce(s.user_agent, '') as "userAgent", coalesce(s.ip_address, '') as source, s.method,
       d.id is not null and d.known_at is null as "isNew"
     from auth.sessions s left join auth.devices d on d.id = s.device_id
     where s.user_id = $1 and s.expires_at > now()
       and s.updated_at > now() - make_interval(days => $2)
     order by s.updated_at desc, s.id desc`,
    [userId, idleDays],
  );
}

/** What stands behind `Authorization: Bearer`, or null when another scheme or none was used. */
export function bearerOf(headers: Headers): string | null {
  const [scheme, ...rest] = (headers.get('authorization') ?? '').trim().split(/ +/);
  return scheme?.toLowerCase() === 'bearer' ? rest.join(' ') : null;
}

/** Better Auth's cookie holds `token.signature`, the signature being HMAC-SHA-256 in base64. */
function signedToken(
  header: string | null,
  cookie: { name: string; secret: string },
): string | null {
  if (!header) return null;
  const value = parse(header, cookie.name)[cookie.name];
  const dot = value?.lastIndexOf('.') ?? -1;
  if (!value || dot < 1) return null;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1), 'base64');
  const expected = createHmac('sha256', cookie.secret).update(token).digest();
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}
