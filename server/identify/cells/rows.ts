import { sql } from 'kysely';
import type { PartyKind, PartyRow } from '../../../shared/identify/parties.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { partyEntity } from '../fields/entity.ts';
import { type Held, hasOwnFields, heldValues, shownValues } from '../fields/reading.ts';
import { listRow, writableColumns } from '../parties/parties.ts';

/** Records as lists show them, by their ids. */
export async function rowsOf(
  transaction: Transaction,
  kind: PartyKind,
  ids: readonly string[],
): Promise<PartyRow[]> {
  if (ids.length === 0) return [];
  const { db, actor } = transaction;
  const { rows } = await sql<PartyRow & { held: Held }>`
    select ${writableColumns(transaction)}, ${heldValues} from parties
    where workspace_id = ${actor.workspaceId} and id = any (${ids}::uuid[]) and trashed_at is null`.execute(
    db,
  );
  const entity = await partyEntity(kind)(transaction);
  if (!hasOwnFields(entity)) return rows.map(({ held: _, ...row }) => listRow(row));
  const values = await shownValues(
    transaction,
    entity,
    rows.map(({ held }) => held),
  );
  return rows.map(({ held: _, ...row }, at) => ({ ...listRow(row), values: values[at]! }));
}
