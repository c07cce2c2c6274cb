import type { Transaction } from '../../platform/access/actor.ts';
import { workspaceZone } from '../../platform/workspaces/workspaces.ts';
import { findActivity } from '../activities/activities.ts';
import { restoreActivity, trashActivity } from '../activities/writing.ts';
import { findTask } from '../tasks/tasks.ts';
import { addTask, changeTask } from '../tasks/writing.ts';
import type { Side } from './sides.ts';

/** The task of whoever wrote a contract down, to think of it in time. */
export async function remind(
  transaction: Transaction,
  side: Side,
  { title, on }: { title: string; on: string },
): Promise<string> {
  const { id } = await addTask(transaction, {
    title,
    note: '',
    due: { on, time: null },
    zone: await workspaceZone(transaction),
    partyIds: [side.id],
    isPrivate: false,
    repeats: null,
    reminder: null,
  });
  return id;
}

/** It follows the contract as long as it is open; on no day where nothing has to be decided any more. */
export async function moveReminder(
  house: Transaction,
  taskId: string,
  on: string | null,
): Promise<void> {
  const entry = await findActivity(house, taskId);
  if (!entry || entry.trashed_at) return;
  const { task } = await findTask(house, taskId);
  if (task.outcome || (task.due_on?.toString() ?? null) === on) return;
  await changeTask(house, taskId, { due: on ? { on, time: null } : null, version: entry.version });
}

/** It goes and comes back with the contract; what was done about it stays. */
export async function putReminderAway(
  house: Transaction,
  taskId: string,
  isAway: boolean,
): Promise<void> {
  const entry = await findActivity(house, taskId);
  if (!entry || (entry.trashed_at !== null) === isAway) return;
  const { task } = await findTask(house, taskId);
  if (task.outcome) return;
  if (isAway) await trashActivity(house, taskId, entry.version);
  else await restoreActivity(house, taskId);
}
