import type { z } from 'zod';
import type { TaskAnswer } from '../../../shared/interact/tasks/tasks.ts';
import type { Changed } from '../../identify/parties/editing.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { record } from '../../platform/events/events.ts';
import { ChangedSince } from '../../platform/events/undo.ts';
import { TaskNotGivenToYou } from './errors.ts';
import { findTask, raiseVersion, taskToChange } from './tasks.ts';
import { tellOfTask } from './telling.ts';
import { termsOf } from './terms.ts';

/** Whoever was given a task takes it on, or gives it back with a word. */
export async function answerTask(
  transaction: Transaction,
  id: string,
  { accepts, word, version }: z.output<typeof TaskAnswer>,
): Promise<Changed> {
  const { actor } = transaction;
  const { task, entry } = await taskToChange(transaction, id, version);
  const { given_by: giver, audience } = task;
  if (task.keeper_id !== actor.userId || !giver || task.outcome) throw new TaskNotGivenToYou();
  const { title } = termsOf(task);
  // The entry may be no longer theirs to change once it is back.
  await asHouse(transaction, async (house) => {
    await update(
      house,
      id,
      accepts
        ? { accepted_at: Temporal.Now.instant() }
        : {
            keeper_id: giver,
            given_by: null,
            accepted_at: null,
            returned_by: actor.userId,
            returned_word: word,
          },
    );
    await raiseVersion(
      house,
      entry,
      accepts ? {} : { assigned_to: giver === entry.owner_id ? null : giver },
    );
    await tellOfTask(house, { id, audience }, accepts ? 'task accepted' : 'task given back', giver);
  });
  const [event] = await record(transaction, {
    subject: 'activity',
    subjectId: id,
    audience,
    verb: accepts ? 'task accepted' : 'task given back',
    particulars: { title, giver, ...(word && !accepts ? { word } : {}) },
  });
  return { event: event!, version: version + 1 };
}

/** They have not said yet whether they take it on. */
export async function unacceptTask(transaction: Transaction, id: string): Promise<Changed> {
  const { task, entry } = await findTask(transaction, id);
  if (task.keeper_id !== transaction.actor.userId || !task.accepted_at || task.outcome)
    throw new ChangedSince();
  await update(transaction, id, { accepted_at: null });
  await raiseVersion(transaction, entry, {});
  const [event] = await record(transaction, {
    subject: 'activity',
    subjectId: id,
    audience: task.audience,
    verb: 'task left open',
  });
  return { event: event!, version: entry.version + 1 };
}

/** Whoever gave a task back has it again, where its giver has done nothing with it since. */
export async function takeTaskBack(
  transaction: Transaction,
  id: string,
  giver: string,
): Promise<Changed> {
  const { actor } = transaction;
  const { task, entry } = await findTask(transaction, id);
  const isAsLeft =
    task.keeper_id === giver && task.returned_by === actor.userId && task.outcome === null;
  if (!isAsLeft || entry.trashed_at) throw new ChangedSince();
  await asHouse(transaction, async (house) => {
    await update(house, id, {
      keeper_id: actor.userId!,
      given_by: giver,
      returned_by: null,
      returned_word: '',
    });
    await raiseVersion(house, entry, {
      assigned_to: actor.userId === entry.owner_id ? null : actor.userId,
    });
  });
  const [event] = await record(transaction, {
    subject: 'activity',
    subjectId: id,
    audience: task.audience,
    verb: 'task taken back',
  });
  return { event: event!, version: entry.version + 1 };
}

async function update(
  { db, actor }: Transaction,
  id: string,
  change: {
    keeper_id?: string;
    given_by?: string | null;
    accepted_at?: Temporal.Instant | null;
    returned_by?: string | null;
    returned_word?: string;
  },
): Promise<void> {
  await db
    .updateTable('tasks')
    .set(change)
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .execute();
}
