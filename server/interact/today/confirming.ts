import { randomUUIDv7 } from 'node:crypto';
import { z } from 'zod';
import type { MeetingOutcome } from '../../../shared/interact/today/today.ts';
import { Refusal } from '../../../shared/platform/errors.ts';
import { Id } from '../../../shared/platform/values.ts';
import type { Changed } from '../../identify/parties/editing.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile } from '../../platform/access/reach.ts';
import { record } from '../../platform/events/events.ts';
import { ChangedSince, type Past, undoable, undoableTogether } from '../../platform/events/undo.ts';
import { activityToEdit, findActivity } from '../activities/activities.ts';
import { ActivityNotFound } from '../activities/errors.ts';
import { findComment } from '../comments/comments.ts';
import { removeComment, writeComment } from '../comments/writing.ts';
import { contactsOf } from '../timeline/contacts.ts';
import { refreshLastContact } from '../timeline/last-contact.ts';

export class NoMeeting extends Refusal {
  constructor() {
    super(
      'meeting.not-one',
      409,
      'Only a meeting takes place or does not. Nothing was changed; change the entry instead.',
    );
  }
}

/** Says whether a meeting took place. One that did not is no contact with those who were to be there. */
export async function confirmMeeting(
  transaction: Transaction,
  id: string,
  { tookPlace, note, version }: MeetingOutcome,
): Promise<Changed> {
  const { db, actor } = transaction;
  const meeting = await activityToEdit(transaction, id, version);
  if (meeting.kind !== 'meeting') throw new NoMeeting();
  const { took_place: before } = await outcomeOf(transaction, id);
  const { numUpdatedRows } = await db
    .updateTable('activities')
    .set({ took_place: tookPlace, version: version + 1, updated_at: Temporal.Now.instant() })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
  const comment = note
    ? await writeComment(transaction, { about: { activityId: id }, text: note })
    : undefined;
  const [event] = await record(transaction, {
    subject: 'activity',
    subjectId: id,
    audience: meeting.visibility === 'headers' ? meeting.owner_id : meeting.audience,
    verb: tookPlace === null ? 'unconfirmed' : tookPlace ? 'took place' : 'did not take place',
    ...(comment ? { particulars: { comment: comment.id } } : {}),
    before: { tookPlace: before },
    after: { tookPlace },
  });
  await asHouse(transaction, async (house) =>
    refreshLastContact(house, await contactsOf(house, [id]), [id]),
  );
  return { event: event!, version: version + 1 };
}

/** All of these took place: one act, and one to take back. */
export async function confirmMeetings(
  transaction: Transaction,
  meetings: readonly { id: string; version: number }[],
): Promise<{ event: string; count: number }> {
  const events: string[] = [];
  for (const { id, version } of meetings)
    events.push((await confirmMeeting(transaction, id, { tookPlace: true, version })).event);
  const [event] = await record(transaction, {
    subject: 'confirmation',
    subjectId: randomUUIDv7(),
    // What it did is told by the events of each; that it was one act concerns whoever did it.
    audience: transaction.actor.userId!,
    verb: 'confirmed',
    particulars: { events },
  });
  return { event: event!, count: events.length };
}

const Outcome = z.object({ tookPlace: z.boolean().nullable() });
const Particulars = z.object({ comment: Id.optional() });

export function registerConfirmations(): void {
  const back = async (transaction: Transaction, past: Past) => {
    const { subjectId: id, before, after, particulars } = past;
    const meeting = await findActivity(transaction, id);
    if (!meeting) throw new ActivityNotFound();
    const { took_place: now } = await outcomeOf(transaction, id);
    if (now !== Outcome.parse(after).tookPlace) throw new ChangedSince();
    const { comment: commentId } = Particulars.parse(particulars);
    const comment = commentId && (await findComment(transaction, commentId));
    if (comment && !comment.removed_at)
      await removeComment(transaction, comment.id, comment.version);
    return confirmMeeting(transaction, id, {
      ...Outcome.parse(before),
      version: meeting.version,
    });
  };
  for (const verb of ['took place', 'did not take place', 'unconfirmed'])
    undoable('activity', verb, back);
  undoableTogether('confirmation', 'confirmed', 'unconfirmed');
}

function outcomeOf({ db, actor }: Transaction, id: string) {
  return db
    .selectFrom('activities')
    .select('took_place')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}
