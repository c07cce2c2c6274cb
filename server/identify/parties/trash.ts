import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile, mayEdit } from '../../platform/access/reach.ts';
import { record } from '../../platform/events/events.ts';
import { clearValues, refreshValues } from '../fields/projection.ts';
import { clearProjection, refresh } from '../statements/statements.ts';
import { type Changed, subjectOf } from './editing.ts';
import { PartyMerged, PartyNotFound, PartyNotYours } from './errors.ts';
import { findParty, partyToEdit } from './parties.ts';

/** Puts a party into the trash: it gives up its addresses and appears nowhere, and can be restored. */
export async function trashParty(
  transaction: Transaction,
  kind: PartyKind,
  id: string,
  version: number,
): Promise<Changed> {
  const party = await partyToEdit(transaction, kind, id, version);
  await markTrashed(transaction, id, party.version, true);
  await clearProjection(transaction, [id]);
  await clearValues(transaction, [id]);
  const [event] = await record(transaction, {
    subject: kind,
    subjectId: id,
    audience: party.audience,
    verb: 'trashed',
  });
  return { event: event!, version: party.version + 1 };
}

export async function restoreParty(
  transaction: Transaction,
  kind: PartyKind,
  id: string,
): Promise<Changed> {
  const party = await findParty(transaction, kind, id);
  if (!party) throw new PartyNotFound();
  if (!mayEdit(transaction, party)) throw new PartyNotYours();
  if (party.merged_into) throw new PartyMerged();
  if (party.trashed_at) {
    await markTrashed(transaction, id, party.version, false);
    await refresh(transaction, { ...subjectOf(party), version: party.version + 1 });
    await refreshValues(transaction, [id]);
  }
  const [event] = await record(transaction, {
    subject: kind,
    subjectId: id,
    audience: party.audience,
    verb: 'restored',
  });
  return { event: event!, version: party.trashed_at ? party.version + 2 : party.version };
}

async function markTrashed(
  { db, actor }: Transaction,
  id: string,
  version: number,
  trashed: boolean,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('parties')
    .set({
      trashed_at: trashed ? Temporal.Now.instant() : null,
      trashed_by: trashed ? actor.userId : null,
      version: version + 1,
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
}
