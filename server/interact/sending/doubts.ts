import { sql } from 'kysely';
import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import type { AddressDoubt } from '../../../shared/interact/outgoing.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { announce, record } from '../../platform/events/events.ts';
import { undoable } from '../../platform/events/undo.ts';
import { DoubtNotFound } from './errors.ts';

/** What is doubtful among these addresses, as far as the actor may know of it. */
export async function doubtsAbout(
  { db, actor }: Transaction,
  typed: string,
): Promise<AddressDoubt[]> {
  const addresses = typed.split(',').flatMap((each) => normaliseEmail(each) ?? []);
  const { rows } = await sql<AddressDoubt>`
    select distinct on (address) id, address, reason, words from doubtful_addresses
    where workspace_id = ${actor.workspaceId} and address = any (${addresses}::text[])
      and doubted_at is not null and cleared_at is null
    order by address, doubted_at desc`.execute(db);
  return rows;
}

/** Somebody knows that the address works after all. */
export async function clearDoubt(transaction: Transaction, id: string): Promise<{ event: string }> {
  return mark(transaction, id, Temporal.Now.instant(), 'cleared');
}

async function mark(
  transaction: Transaction,
  id: string,
  clearedAt: Temporal.Instant | null,
  verb: string,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const seen = await db
    .selectFrom('doubtful_addresses')
    .select(['address', 'audience'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!seen) throw new DoubtNotFound();
  await asHouse(transaction, (house) =>
    house.db
      .updateTable('doubtful_addresses')
      .set({ cleared_at: clearedAt })
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', id)
      .execute(),
  );
  const subject = { subject: 'doubtful address', audience: seen.audience };
  const [event] = await record(transaction, {
    ...subject,
    subjectId: id,
    verb,
    particulars: { address: seen.address },
  });
  await announce(transaction, { ...subject, id, verb });
  return { event: event! };
}

export function registerDoubtUndo(): void {
  undoable('doubtful address', 'cleared', (transaction, { subjectId }) =>
    mark(transaction, subjectId, null, 'doubted'),
  );
}
