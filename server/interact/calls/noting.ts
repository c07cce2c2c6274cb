import { z } from 'zod';
import { type CallNote, CallOutcome } from '../../../shared/interact/calls.ts';
import { splitText } from '../../../shared/interact/mail/quoting.ts';
import type { Changed } from '../../identify/parties/editing.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile, mayEdit } from '../../platform/access/reach.ts';
import { record } from '../../platform/events/events.ts';
import { ChangedSince, type Past, undoable } from '../../platform/events/undo.ts';
import { findActivity } from '../activities/activities.ts';
import { searchColumns } from '../activities/writing.ts';
import { sideToNote } from '../dealings/sides.ts';
import { contactsOf } from '../timeline/contacts.ts';
import { refreshLastContact } from '../timeline/last-contact.ts';
import { CallNotFound, CallNotYours } from './errors.ts';

const Said = z.object({ text: z.string(), outcome: CallOutcome.nullable(), waits: z.boolean() });
type Said = z.infer<typeof Said>;

/** Says in one line what a call was about, or that there is nothing to say. */
export async function noteCall(
  transaction: Transaction,
  id: string,
  { text, outcome, partyId, version }: CallNote,
): Promise<Changed> {
  const before = await saidOf(transaction, id);
  if (partyId) await nameCaller(transaction, id, partyId);
  return say(transaction, id, version, before, {
    text: text || before.text,
    outcome: outcome ?? before.outcome,
    waits: false,
  });
}

/** Says who it was; of a call whose caller is known nothing changes. */
async function nameCaller(transaction: Transaction, id: string, partyId: string): Promise<void> {
  const { db, actor } = transaction;
  const { id: party } = await sideToNote(transaction, partyId);
  await db
    .updateTable('participants')
    .set({ party_id: party, name: null })
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .where('party_id', 'is', null)
    .where('address_id', 'is', null)
    .execute();
  await asHouse(transaction, (house) => refreshLastContact(house, [party], [id]));
}

/** How a line about a call is taken back: it waits again. */
export function registerCallUndo(): void {
  undoable('activity', 'noted', async (transaction, { subjectId, before, after }: Past) => {
    const now = await saidOf(transaction, subjectId);
    if (JSON.stringify(now) !== JSON.stringify(Said.parse(after))) throw new ChangedSince();
    const activity = await findActivity(transaction, subjectId);
    return say(transaction, subjectId, activity!.version, now, Said.parse(before));
  });
}

async function saidOf({ db, actor }: Transaction, id: string): Promise<Said> {
  const row = await db
    .selectFrom('calls')
    .innerJoin('activity_texts', (join) =>
      join
        .onRef('activity_texts.workspace_id', '=', 'calls.workspace_id')
        .onRef('activity_texts.activity_id', '=', 'calls.activity_id'),
    )
    .select(['body', 'outcome', 'waits_for'])
    .where('calls.workspace_id', '=', actor.workspaceId)
    .where('calls.activity_id', '=', id)
    .executeTakeFirst();
  if (!row) throw new CallNotFound();
  return {
    text: row.body,
    outcome: row.outcome as Said['outcome'],
    waits: row.waits_for !== null,
  };
}

async function say(
  transaction: Transaction,
  id: string,
  version: number,
  before: Said,
  after: Said,
): Promise<Changed> {
  const { db, actor } = transaction;
  const activity = await findActivity(transaction, id);
  if (!activity || activity.trashed_at) throw new CallNotFound();
  if (!mayEdit(transaction, activity)) throw new CallNotYours();
  const { numUpdatedRows } = await db
    .updateTable('activities')
    .set({ version: version + 1, updated_at: Temporal.Now.instant() })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
  await db
    .updateTable('activity_texts')
    .set({
      body: after.text,
      preview: splitText(after.text).preview,
      ...searchColumns(null, after.text),
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .execute();
  await db
    .updateTable('calls')
    .set({ outcome: after.outcome, waits_for: after.waits ? activity.owner_id : null })
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .execute();
  const [event] = await record(transaction, {
    subject: 'activity',
    subjectId: id,
    audience: activity.audience,
    verb: 'noted',
    before,
    after,
  });
  if (after.outcome !== before.outcome)
    await asHouse(transaction, async (house) =>
      refreshLastContact(house, await contactsOf(house, [id]), [id]),
    );
  return { event: event!, version: version + 1 };
}
