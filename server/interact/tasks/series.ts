import { nextDue } from '../../../shared/interact/tasks/repeats.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { insertEntry, restoreActivity, trashActivity } from '../activities/writing.ts';
import type { findTask } from './tasks.ts';
import { columnsOf, placeOf, remindedBy, type TaskTerms, termsOf } from './terms.ts';

type Found = Awaited<ReturnType<typeof findTask>>;

/**
 * The next of a series comes when one is done, and once, however often that is said: whatever follows a task
 * already is left as it is, or fetched from the trash into which the undoing put it. Acts as the house, because
 * the series belongs to whoever began it, and not to whoever has just done one of it.
 */
export async function bringNext(
  house: Transaction,
  task: Found['task'],
  entry: Found['entry'],
): Promise<void> {
  const { db, actor } = house;
  const terms = termsOf(task);
  const { due, repeats, zone } = terms;
  if (!due || !repeats) return;
  const known = await nextOf(house, entry.id);
  if (known) {
    if (known.trashed_at) await restoreActivity(house, known.id);
    return;
  }
  const now = Temporal.Now.instant();
  const done = now.toZonedDateTimeISO(zone).toPlainDate();
  const was = Temporal.PlainDate.from(due.on);
  const on = nextDue(repeats, was, done);
  if (!on) return;
  const next: TaskTerms = {
    ...terms,
    due: { ...due, on: on.toString() },
    // One that was set for a day of its own keeps its distance to the day on which it is due.
    reminder:
      terms.reminder && 'on' in terms.reminder
        ? {
            ...terms.reminder,
            on: Temporal.PlainDate.from(terms.reminder.on)
              .add(was.until(on, { largestUnit: 'days' }))
              .toString(),
          }
        : terms.reminder,
  };
  const { at, allDay } = placeOf(next, now);
  const { id } = await insertEntry(
    house,
    {
      kind: 'task',
      partyIds: await partiesStanding(house, entry.id),
      subject: next.title,
      text: next.note,
      occurredAt: at.toString(),
      allDay,
      ...(entry.assigned_to ? { assignedTo: entry.assigned_to } : {}),
    },
    { visibility: entry.visibility, audience: entry.audience, ownerId: entry.owner_id },
  );
  const columns = columnsOf(next);
  await db
    .insertInto('tasks')
    .values({
      workspace_id: actor.workspaceId,
      activity_id: id,
      audience: task.audience,
      ...columns,
      reminded_at: remindedBy(columns.remind_at, now),
      given_by: task.given_by,
      accepted_at: task.accepted_at,
      follows: entry.id,
    })
    .execute();
}

/** The one before it is open again; what nobody has touched since goes, and comes back with the next time. */
export async function takeNextAway(house: Transaction, id: string): Promise<void> {
  const next = await nextOf(house, id);
  if (next && !next.trashed_at && next.isUntouched)
    await trashActivity(house, next.id, next.version);
}

async function nextOf({ db, actor }: Transaction, id: string) {
  const next = await db
    .selectFrom('tasks')
    .innerJoin('activities', (join) =>
      join
        .onRef('activities.workspace_id', '=', 'tasks.workspace_id')
        .onRef('activities.id', '=', 'tasks.activity_id'),
    )
    .select(['id', 'version', 'trashed_at', 'outcome', 'created_at', 'updated_at'])
    .where('tasks.workspace_id', '=', actor.workspaceId)
    .where('follows', '=', id)
    .executeTakeFirst();
  return (
    next && {
      ...next,
      isUntouched: next.outcome === null && next.updated_at.equals(next.created_at),
    }
  );
}

async function partiesStanding({ db, actor }: Transaction, id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('participants')
    .innerJoin('parties', (join) =>
      join
        .onRef('parties.workspace_id', '=', 'participants.workspace_id')
        .onRef('parties.id', '=', 'participants.party_id')
        .on('parties.trashed_at', 'is', null),
    )
    .select('parties.id')
    .where('participants.workspace_id', '=', actor.workspaceId)
    .where('participants.activity_id', '=', id)
    .orderBy('position')
    .execute();
  return rows.map((row) => row.id);
}
