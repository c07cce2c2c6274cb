import { sql } from 'kysely';
import { Refusal } from '../../../shared/platform/errors.ts';
import type { Transaction } from '../../platform/access/actor.ts';

/** Said of nobody by name: who was erased is not to be found out by trying addresses one after the other. */
export class AddressErased extends Refusal {
  constructor() {
    super(
      'privacy.address-erased',
      409,
      'Somebody with this address asked to be erased, so it is not taken down again. Nothing was changed. If they have come back to you themselves, an owner lifts the block in Settings → Privacy.',
      { fields: { value: 'This address is blocked.', emails: 'This address is blocked.' } },
    );
  }
}

/** What a source called somebody is hashed apart from addresses. */
export const originText = (origin: string) => `origin ${origin}`;

/** Which of these addresses belong to somebody who was erased. */
export async function suppressedAmong(
  { db }: Transaction,
  texts: readonly string[],
): Promise<Set<string>> {
  if (texts.length === 0) return new Set();
  const { rows } = await sql<{ found: string[] }>`
    select suppressed_among(${[...new Set(texts)]}::text[]) as found`.execute(db);
  return new Set(rows[0]!.found);
}

/** Refuses addresses of somebody who was erased. */
export async function requireNotErased(
  transaction: Transaction,
  addresses: readonly string[],
): Promise<void> {
  if ((await suppressedAmong(transaction, addresses)).size > 0) throw new AddressErased();
}

/** Takes the block from an address whose owner has come back; false where there was none. */
export async function liftSuppression(
  { db, actor }: Transaction,
  address: string,
): Promise<boolean> {
  const { rows } = await sql`
    delete from suppressions where workspace_id = ${actor.workspaceId}
      and hash = any (keyed_hashes(${[address]}::text[])) returning hash`.execute(db);
  return rows.length > 0;
}
