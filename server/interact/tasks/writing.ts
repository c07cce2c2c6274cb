import type { z } from 'zod';
import type { TaskChange, TaskInput } from '../../../shared/interact/tasks/tasks.ts';
import type { Changed } from '../../identify/parties/editing.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { readersOf } from '../../platform/access/readers.ts';
import { record } from '../../platform/events/events.ts';
import { rewriteEntry, writeActivity } from '../activities/writing.ts';
import { TaskKeeperBlind } from './errors.ts';
import { taskToChange } from './tasks.ts';
import { tellOfTask } from './telling.ts';
import { columnsOf, placeOf, remindedBy, type TaskTerms, termsOf } from './terms.ts';

/** Writes down what is to be done, by oneself or by a colleague who is told. */
export async function addTask(
  transaction: Transaction,
  { partyIds, isPrivate, ...said }: z.output<typeof TaskInput>,
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  const keeperId = said.keeperId ?? actor.userId!;
  const terms: TaskTerms = { ...said, keeperId };
  const columns = columnsOf(terms);
  const now = Temporal.Now.instant();
  const isGiven = keeperId !== actor.userId;
  const { at, allDay } = placeOf(terms, now);
  const { id, event, audience } = await writeActivity(transaction, {
    kind: 'task',
    partyIds,
    subject: terms.title,
    text: terms.note,
    occurredAt: at.toString(),
    allDay,
    visibility: isPrivate ? 'private' : 'everyone',
    ...(isGiven ? { assignedTo: keeperId } : {}),
  });
  await requireKeeper(transaction, audience, keeperId);
  await db
    .insertInto('tasks')
    .values({
      workspace_id: actor.workspaceId,
      activity_id: id,
      audience,
      ...columns,
      reminded_at: remindedBy(columns.remind_at, now),
      given_by: isGiven ? actor.userId : null,
    })
    .execute();
  if (isGiven)
    await asHouse(transaction, (house) =>
      tellOfTask(house, { id, audience }, 'given a task', keeperId),
    );
  return { id, event };
}

/** Puts it in other words, moves its day, or gives it to somebody else. */
export async function changeTask(
  transaction: Transaction,
  id: string,
  { version, ...change }: z.output<typeof TaskChange>,
): Promise<Changed> {
  const { db, actor } = transaction;
  const { task, entry } = await taskToChange(transaction, id, version);
  const before = termsOf(task);
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const after: TaskTerms = { ...before, ...Object.fromEntries(given) };
  const columns = columnsOf(after);
  const now = Temporal.Now.instant();
  const isMoved = !isSame(task.remind_at, columns.remind_at);
  const changesHands = after.keeperId !== before.keeperId;
  if (changesHands) await requireKeeper(transaction, task.audience, after.keeperId);
  const isGiven = changesHands && after.keeperId !== actor.userId;
  await db
    .updateTable('tasks')
    .set({
      ...columns,
      ...(isMoved ? { reminded_at: remindedBy(columns.remind_at, now) } : {}),
      ...(changesHands
        ? {
            given_by: isGiven ? actor.userId : null,
            accepted_at: null,
            returned_by: null,
            returned_word: '',
          }
        : {}),
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .execute();
  const place = placeOf(after, entry.occurred_at);
  await rewriteEntry(transaction, entry, {
    ...(task.outcome ? { at: entry.occurred_at } : { at: place.at, all_day: place.allDay }),
    subject: after.title,
    body: after.note,
    ...(changesHands
      ? { assigned_to: after.keeperId === entry.owner_id ? null : after.keeperId }
      : {}),
  });
  const [event] = await record(transaction, {
    subject: 'activity',
    subjectId: id,
    audience: task.audience,
    verb: 'task changed',
    before,
    after,
  });
  if (isGiven)
    await asHouse(transaction, (house) =>
      tellOfTask(house, { id, audience: task.audience }, 'given a task', after.keeperId),
    );
  return { event: event!, version: version + 1 };
}

const isSame = (one: Temporal.Instant | null, other: Temporal.Instant | null) =>
  one === other || (one !== null && other !== null && one.equals(other));

async function requireKeeper(
  transaction: Transaction,
  audience: string,
  userId: string,
): Promise<void> {
  if (userId === transaction.actor.userId) return;
  const readers = await readersOf(transaction, audience);
  if (!readers.some(({ id, sees }) => id === userId && sees)) throw new TaskKeeperBlind();
}
