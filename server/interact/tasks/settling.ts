import type { TaskSettlement } from '../../../shared/interact/tasks/tasks.ts';
import type { Changed } from '../../identify/parties/editing.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { record } from '../../platform/events/events.ts';
import { bringNext, takeNextAway } from './series.ts';
import { raiseVersion, taskToChange } from './tasks.ts';
import { tellOfTask } from './telling.ts';
import { placeOf, settlementOf, termsOf } from './terms.ts';

/** Says that it is done or dropped, or that it is open again. What comes again comes once it is done. */
export async function settleTask(
  transaction: Transaction,
  id: string,
  { outcome, version }: TaskSettlement,
): Promise<Changed> {
  const { db, actor } = transaction;
  const { task, entry } = await taskToChange(transaction, id, version);
  const { audience } = task;
  const terms = termsOf(task);
  const now = Temporal.Now.instant();
  await db
    .updateTable('tasks')
    .set({
      outcome,
      settled_at: outcome ? now : null,
      settled_by: outcome ? actor.userId : null,
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .execute();
  // What is done stands where it was done among what happened.
  const { at, allDay } = outcome ? { at: now, allDay: false } : placeOf(terms, now);
  for (const table of ['activity_texts', 'participants'] as const)
    await db
      .updateTable(table)
      .set({ occurred_at: at })
      .where('workspace_id', '=', actor.workspaceId)
      .where('activity_id', '=', id)
      .execute();
  await raiseVersion(transaction, entry, { occurred_at: at, all_day: allDay });
  const [event] = await record(transaction, {
    subject: 'activity',
    subjectId: id,
    audience,
    verb: outcome ? `task ${outcome}` : 'task reopened',
    particulars: { title: terms.title },
    before: settlementOf(task),
    after: { outcome },
  });
  await asHouse(transaction, async (house) => {
    if (outcome === 'done') {
      await bringNext(house, task, entry);
      if (task.given_by) await tellOfTask(house, { id, audience }, 'task done', task.given_by);
    } else if (task.outcome === 'done') await takeNextAway(house, id);
  });
  return { event: event!, version: version + 1 };
}
