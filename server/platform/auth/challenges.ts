import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Query } from './database.ts';
import { sha256 } from './sessions.ts';

export type Purpose =
  | 'second factor'
  | 'passkey sign-in'
  | 'new passkey'
  | 'single sign-on'
  | 'mailbox sign-in';

const validMinutes = 10;

interface Challenge<Particulars> {
  userId: string | null;
  particulars: Particulars;
}

/** Begins something whose second half comes with another request; whoever holds the ticket ends it. */
export async function begin(
  query: Query,
  purpose: Purpose,
  { userId = null, particulars = {} }: { userId?: string | null; particulars?: object } = {},
): Promise<string> {
  const ticket = randomBytes(32).toString('base64url');
  await query(
    `insert into auth.challenges (token_sha256, purpose, user_id, particulars, expires_at)
     values ($1, $2, $3, $4, now() + make_interval(mins => $5))`,
    [sha256(ticket), purpose, userId, JSON.stringify(particulars), validMinutes],
  );
  return ticket;
}

/** What the ticket was given for, which stays good: a mistyped code may be typed again. */
export async function look<Particulars>(
  query: Query,
  purpose: Purpose,
  ticket: string,
): Promise<Challenge<Particulars> | undefined> {
  const [row] = await query<Challenge<Particulars>>(
    `select user_id as "userId", particulars from auth.challenges
     where token_sha256 = $1 and purpose = $2 and expires_at > now()`,
    [sha256(ticket), purpose],
  );
  return row;
}

/** What the ticket was given for, once: of two at the same moment one gets it. */
export async function redeem<Particulars>(
  query: Query,
  purpose: Purpose,
  ticket: string,
): Promise<Challenge<Particulars> | undefined> {
  const [row] = await query<Challenge<Particulars>>(
    `delete from auth.challenges where token_sha256 = $1 and purpose = $2 and expires_at > now()
     returning user_id as "userId", particulars`,
    [sha256(ticket), purpose],
  );
  return row;
}

/**
 * A ticket for anybody who comes: nothing is kept of it until it is spent, so that nobody fills the
 * database by asking for tickets.
 */
export function mint(secret: string, purpose: Purpose): string {
  const ends = Temporal.Now.instant().add({ minutes: validMinutes }).epochMilliseconds;
  const body = `${randomBytes(32).toString('base64url')}.${ends}`;
  return `${body}.${signature(secret, purpose, body)}`;
}

/** Whether the ticket is one of ours, still good, and was not spent before. */
export async function spend(
  query: Query,
  secret: string,
  purpose: Purpose,
  ticket: string,
): Promise<boolean> {
  const [, body, ends, signed] = /^([\w-]{43}\.(\d{1,16}))\.([\w-]{43})$/.exec(ticket) ?? [];
  if (!body || !ends || !signed) return false;
  const expected = Buffer.from(signature(secret, purpose, body));
  if (!timingSafeEqual(Buffer.from(signed), expected)) return false;
  if (Number(ends) < Temporal.Now.instant().epochMilliseconds) return false;
  const spent = await query(
    `insert into auth.challenges (token_sha256, purpose, expires_at)
     values ($1, $2, to_timestamp($3::double precision / 1000)) on conflict do nothing
     returning token_sha256`,
    [sha256(ticket), purpose, ends],
  );
  return spent.length > 0;
}

function signature(secret: string, purpose: Purpose, body: string): string {
  return createHmac('sha256', secret).update(`${purpose} ${body}`).digest('base64url');
}

export async function sweepChallenges(query: Query): Promise<void> {
  await query('delete from auth.challenges where expires_at < now()');
}
