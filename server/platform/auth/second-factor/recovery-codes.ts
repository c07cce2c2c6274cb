import { randomBytes } from 'node:crypto';
import type { Query } from '../database.ts';
import { CodeWrong } from '../errors.ts';
import { sha256 } from '../sessions.ts';
import { base32 } from './totp.ts';

const howMany = 10;
const bytes = 10;

/** Ten codes, each good once; those before stop working. They are in the answer and nowhere else, ever. */
export async function newRecoveryCodes(query: Query, userId: string): Promise<string[]> {
  const codes = Array.from({ length: howMany }, () => base32(randomBytes(bytes)));
  await query('delete from auth.recovery_codes where user_id = $1', [userId]);
  await query(
    'insert into auth.recovery_codes (user_id, code_sha256) select $1, unnest($2::bytea[])',
    [userId, codes.map((code) => sha256(code))],
  );
  return codes.map((code) => code.match(/.{4}/g)!.join('-').toLowerCase());
}

export async function takeRecoveryCode(
  query: Query,
  { userId, code }: { userId: string; code: string },
): Promise<void> {
  const [taken] = await query(
    `update auth.recovery_codes set used_at = now()
     where user_id = $1 and code_sha256 = $2 and used_at is null returning user_id`,
    [userId, sha256(code.replace(/[\s-]/g, '').toUpperCase())],
  );
  if (!taken) throw new CodeWrong();
}

export async function countRecoveryCodes(query: Query, userId: string): Promise<number> {
  const [row] = await query<{ count: number }>(
    'select count(*)::int as count from auth.recovery_codes where user_id = $1 and used_at is null',
    [userId],
  );
  return row!.count;
}
