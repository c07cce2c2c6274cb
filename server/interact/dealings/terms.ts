import type { Selectable } from 'kysely';
import type { DB } from '../../../db/tables.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile } from '../../platform/access/reach.ts';
import { record } from '../../platform/events/events.ts';
import type { Side } from './sides.ts';

/** What lies between us and somebody, row by row: each is removed and brought back, and goes with their record. */
type Table = 'promises' | 'supplies' | 'contracts';
type Row<Of extends Table> = Selectable<DB[Of]>;

/** Changes a row unless somebody has changed it since it was read. */
export async function updateTerms<Of extends Table>(
  { db, actor }: Transaction,
  table: Of,
  { id, version }: { id: string; version: number },
  change: Partial<Omit<Row<Of>, 'workspace_id' | 'id' | 'version'>>,
): Promise<void> {
  const { numUpdatedRows } = await db
    // The three have these columns alike, which the type of a choice among tables does not say.
    .updateTable(table as 'supplies')
    .set({ ...change, version: version + 1 })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
}

export const removal = ({ actor }: Transaction) => ({
  removed_at: Temporal.Now.instant(),
  removed_by: actor.userId,
});
export const restoration = { removed_at: null, removed_by: null };

/** It belongs to the history of the record, and goes and moves with it. */
export async function tellSide(
  transaction: Transaction,
  { id: subjectId, kind, audience }: Side,
  verb: string,
  particulars: object,
  changed: { before?: object; after?: object } = {},
): Promise<string> {
  const [event] = await record(transaction, {
    subject: kind,
    subjectId,
    audience,
    verb,
    particulars,
    ...changed,
  });
  return event!;
}
