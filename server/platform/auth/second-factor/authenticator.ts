import { randomBytes } from 'node:crypto';
import type { Auth } from '../auth.ts';
import type { Query } from '../database.ts';
import {
  AuthenticatorUnreadable,
  CodeWrong,
  SecondFactorMissing,
  SecondFactorThere,
} from '../errors.ts';
import { seal, unseal } from '../sealing.ts';
import { newRecoveryCodes, takeRecoveryCode } from './recovery-codes.ts';
import { base32, keyUri, stepOf } from './totp.ts';

const purpose = 'authenticator';

/** A first secret, which guards nothing until a code made with it was right. */
export async function beginAuthenticator(
  auth: Auth,
  of: { userId: string; email: string; issuer: string },
): Promise<{ secret: string; uri: string }> {
  const plain = randomBytes(20);
  const written = await auth.database.query(
    `insert into auth.authenticators (user_id, secret) values ($1, $2)
     on conflict (user_id) do update set secret = excluded.secret, created_at = now(), last_step = 0
       where authenticators.confirmed_at is null
     returning user_id`,
    [of.userId, seal(auth.secret, purpose, of.userId, plain)],
  );
  if (written.length === 0) throw new SecondFactorThere();
  const secret = base32(plain);
  return { secret, uri: keyUri({ issuer: of.issuer, account: of.email, secret }) };
}

/** The first right code makes the app count from now on; the codes for the day it is lost are shown once. */
export async function confirmAuthenticator(
  query: Query,
  auth: Auth,
  { userId, code }: { userId: string; code: string },
): Promise<string[]> {
  await takeCode(query, auth, { userId, code, confirmed: false });
  const [row] = await query(
    `update auth.authenticators set confirmed_at = now()
     where user_id = $1 and confirmed_at is null returning user_id`,
    [userId],
  );
  if (!row) throw new SecondFactorThere();
  return newRecoveryCodes(query, userId);
}

/** Takes a code of the app, or one of the recovery codes; throws CodeWrong for any other. */
export async function takeSecondFactor(
  query: Query,
  auth: Auth,
  { userId, code }: { userId: string; code: string },
): Promise<'code' | 'recovery code'> {
  const typed = code.replace(/[\s-]/g, '');
  if (!/^\d{6}$/.test(typed)) {
    await takeRecoveryCode(query, { userId, code: typed });
    return 'recovery code';
  }
  await takeCode(query, auth, { userId, code: typed, confirmed: true });
  return 'code';
}

/** A code counts once: whoever looked over a shoulder, or held the message back, comes too late. */
async function takeCode(
  query: Query,
  auth: Auth,
  { userId, code, confirmed }: { userId: string; code: string; confirmed: boolean },
): Promise<void> {
  const [row] = await query<{ secret: Buffer }>(
    `select secret from auth.authenticators
     where user_id = $1 and (confirmed_at is not null) = $2`,
    [userId, confirmed],
  );
  if (!row) throw confirmed ? new SecondFactorMissing() : new SecondFactorThere();
  const secret = unseal(auth.secret, purpose, userId, row.secret);
  if (!secret) throw new AuthenticatorUnreadable();
  const step = stepOf(secret, code, Temporal.Now.instant());
  if (step === undefined) throw new CodeWrong();
  const [taken] = await query(
    `update auth.authenticators set last_step = $2
     where user_id = $1 and last_step < $2 returning user_id`,
    [userId, step],
  );
  if (!taken) throw new CodeWrong();
}

/** Nothing is left of it: neither the app nor a recovery code opens anything. False when there was none. */
export async function removeAuthenticator(query: Query, userId: string): Promise<boolean> {
  const gone = await query<{ confirmed: boolean }>(
    `delete from auth.authenticators where user_id = $1
     returning confirmed_at is not null as confirmed`,
    [userId],
  );
  await query('delete from auth.recovery_codes where user_id = $1', [userId]);
  return gone.some(({ confirmed }) => confirmed);
}

export async function hasAuthenticator(query: Query, userId: string): Promise<boolean> {
  const rows = await query(
    'select from auth.authenticators where user_id = $1 and confirmed_at is not null',
    [userId],
  );
  return rows.length > 0;
}
