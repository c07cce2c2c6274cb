import { z } from 'zod';
import type { CallingOff } from '../../../shared/interact/agenda.ts';
import type { Changed } from '../../identify/parties/editing.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile } from '../../platform/access/reach.ts';
import { record } from '../../platform/events/events.ts';
import { ChangedSince, undoable } from '../../platform/events/undo.ts';
import { activityToEdit, findActivity } from '../activities/activities.ts';
import { ActivityNotFound } from '../activities/errors.ts';
import { contactsOf } from '../timeline/contacts.ts';
import { refreshLastContact } from '../timeline/last-contact.ts';
import { NoMeeting } from '../today/confirming.ts';

/** Calls a meeting off, or says that it takes place after all. It stays on the timelines as what it was. */
export async function callOff(
  transaction: Transaction,
  id: string,
  { cancelled, version }: CallingOff,
): Promise<Changed> {
  const { db, actor } = transaction;
  const meeting = await activityToEdit(transaction, id, version);
  if (meeting.kind !== 'meeting') throw new NoMeeting();
  const now = Temporal.Now.instant();
  const before = await isCancelled(transaction, id);
  const { numUpdatedRows } = await db
    .updateTable('activities')
    .set({ cancelled_at: cancelled ? now : null, version: version + 1, updated_at: now })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
  const [event] = await record(transaction, {
    subject: 'activity',
    subjectId: id,
    audience: meeting.audience,
    verb: cancelled ? 'called off' : 'put on again',
    before: { cancelled: before },
    after: { cancelled },
  });
  await asHouse(transaction, async (house) =>
    refreshLastContact(house, await contactsOf(house, [id]), [id]),
  );
  return { event: event!, version: version + 1 };
}

const State = z.object({ cancelled: z.boolean() });

export function registerCallingOff(): void {
  for (const verb of ['called off', 'put on again'])
    undoable('activity', verb, async (transaction, { subjectId: id, before, after }) => {
      const meeting = await findActivity(transaction, id);
      if (!meeting) throw new ActivityNotFound();
      if ((await isCancelled(transaction, id)) !== State.parse(after).cancelled) {
        throw new ChangedSince();
      }
      return callOff(transaction, id, { ...State.parse(before), version: meeting.version });
    });
}

async function isCancelled({ db, actor }: Transaction, id: string): Promise<boolean> {
  const { cancelled_at } = await db
    .selectFrom('activities')
    .select('cancelled_at')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return cancelled_at !== null;
}
