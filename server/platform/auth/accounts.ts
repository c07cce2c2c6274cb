import { randomUUIDv7 } from 'node:crypto';
import type { Auth } from './auth.ts';
import type { Query } from './database.ts';
import { hashPassword } from './passwords.ts';

/** The form in which addresses of accounts are kept and compared. */
export function normaliseEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

/**
 * Writes an account as Better Auth does when somebody signs up; `passwordHash` comes from hashPassword, and
 * is null for somebody who comes in by single sign-on alone.
 */
export async function insertAccount(
  query: Query,
  account: { email: string; name: string; passwordHash: string | null },
): Promise<string> {
  const userId = randomUUIDv7();
  // Whoever invited (or runs the server) vouches for the address.
  await query(
    `insert into auth.users (id, name, email, email_verified) values ($1, $2, $3, true)`,
    [userId, account.name, account.email],
  );
  await query(
    `insert into auth.accounts (id, user_id, account_id, provider_id, password)
     values ($1, $2, $3, 'credential', $4)`,
    [randomUUIDv7(), userId, userId, account.passwordHash],
  );
  return userId;
}

export async function findAccount(
  query: Query,
  email: string,
): Promise<{ id: string; name: string; passwordHash: string | null } | undefined> {
  const [row] = await query<{ id: string; name: string; passwordHash: string | null }>(
    `select u.id, u.name, a.password as "passwordHash"
     from auth.users u join auth.accounts a on a.user_id = u.id and a.provider_id = 'credential'
     where u.email = $1`,
    [email],
  );
  return row;
}

/** A forgotten password, replaced by whoever runs the server: everything signed in with the old one ends. */
export async function replacePassword(auth: Auth, userId: string, password: string): Promise<void> {
  const hash = await hashPassword(password);
  await auth.database.transaction(async (query) => {
    await query(
      `update auth.accounts set password = $2, updated_at = now()
       where user_id = $1 and provider_id = 'credential'`,
      [userId, hash],
    );
    await endEverything(query, userId);
  });
  auth.sessions.forget();
}

/** Ends the sessions and API tokens of a user, inside the transaction of the reason for it. */
export async function endEverything(
  query: Query,
  userId: string,
  workspaceId?: string,
): Promise<void> {
  await query('delete from auth.sessions where user_id = $1', [userId]);
  await query(
    `update auth.api_tokens set revoked_at = now()
     where user_id = $1 and ($2::uuid is null or workspace_id = $2) and revoked_at is null`,
    [userId, workspaceId ?? null],
  );
}
