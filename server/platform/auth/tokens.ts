import { randomUUIDv7 } from 'node:crypto';
import { KeyUsedOtherwise } from '../http/idempotency.ts';
import type { Auth } from './auth.ts';
import type { Query } from './database.ts';
import { TokenNotFound, UserNotFound } from './errors.ts';
import { within } from './memberships.ts';
import { newSecret } from './secrets.ts';
import { sha256 } from './sessions.ts';

export interface ApiToken {
  id: string;
  name: string;
  scope: 'read' | 'full';
  createdAt: Temporal.Instant;
  lastUsedAt: Temporal.Instant | null;
  expiresAt: Temporal.Instant | null;
}

interface Place {
  workspaceId: string;
  userId: string;
}

/**
 * Makes a token for one workspace. The token itself is in the answer and nowhere else, ever. The same request
 * under the same Idempotency-Key makes one token, however often it is sent.
 */
export async function createToken(
  auth: Auth,
  of: Place & {
    name: string;
    scope: 'read' | 'full';
    expiresAt?: Temporal.Instant;
    idempotencyKey?: string | undefined;
  },
): Promise<ApiToken & { token: string }> {
  const token = `rp_${newSecret(auth, 'token', of)}`;
  const created = await auth.database.transaction(async (query) => {
    const places = await auth.memberships.find(query, of.userId);
    if (!places.some((place) => place.workspaceId === of.workspaceId && !place.disabled)) {
      throw new UserNotFound();
    }
    await within(query, of.workspaceId);
    const [row] = await query<ApiToken>(
      `insert into auth.api_tokens (id, user_id, workspace_id, name, token_sha256, scope, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (token_sha256) do nothing returning ${columns}`,
      [
        randomUUIDv7(),
        of.userId,
        of.workspaceId,
        of.name,
        sha256(token),
        of.scope,
        of.expiresAt?.toString() ?? null,
      ],
    );
    if (!row) return madeBefore(query, token, of);
    await auth.memberships.note(query, {
      userId: of.userId,
      by: of.userId,
      verb: 'token made',
      particulars: { name: of.name, scope: of.scope },
      only: of.workspaceId,
    });
    return row;
  });
  return { ...created, token };
}

async function madeBefore(
  query: Query,
  token: string,
  of: { name: string; scope: string; expiresAt?: Temporal.Instant },
): Promise<ApiToken> {
  const [row] = await query<ApiToken>(
    `select ${columns} from auth.api_tokens
     where token_sha256 = $1 and name = $2 and scope = $3 and expires_at is not distinct from $4`,
    [sha256(token), of.name, of.scope, of.expiresAt?.toString() ?? null],
  );
  if (!row) throw new KeyUsedOtherwise();
  return row;
}

/** The tokens that still open something, newest first. */
export function listTokens(auth: Auth, of: Place): Promise<ApiToken[]> {
  return auth.database.transaction(async (query) => {
    await within(query, of.workspaceId);
    return query<ApiToken>(
      `select ${columns} from auth.api_tokens
       where user_id = $1 and workspace_id = $2 and revoked_at is null
         and (expires_at is null or expires_at > now())
       order by id desc`,
      [of.userId, of.workspaceId],
    );
  });
}

/** Ends a token of one's own; somebody else's is not found. */
export async function revokeToken(auth: Auth, of: Place & { tokenId: string }): Promise<void> {
  const revoked = await auth.database.transaction(async (query) => {
    await within(query, of.workspaceId);
    const rows = await query<{ name: string }>(
      `update auth.api_tokens set revoked_at = now()
       where id = $1 and user_id = $2 and workspace_id = $3 and revoked_at is null returning name`,
      [of.tokenId, of.userId, of.workspaceId],
    );
    for (const { name } of rows) {
      await auth.memberships.note(query, {
        userId: of.userId,
        by: of.userId,
        verb: 'token revoked',
        particulars: { name },
        only: of.workspaceId,
      });
    }
    return rows;
  });
  auth.sessions.forget();
  if (revoked.length === 0) throw new TokenNotFound();
}

const columns = `id, name, scope, created_at as "createdAt", last_used_at as "lastUsedAt",
  expires_at as "expiresAt"`;
