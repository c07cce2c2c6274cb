import { z } from 'zod';
import { TaskRepeats } from '../../../shared/interact/tasks/repeats.ts';
import { TaskDue, TaskOutcome, TaskReminder } from '../../../shared/interact/tasks/tasks.ts';
import { Id } from '../../../shared/platform/values.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { type Past, requireUnchanged, undoable } from '../../platform/events/undo.ts';
import { answerTask, takeTaskBack, unacceptTask } from './answering.ts';
import { settleTask } from './settling.ts';
import { findTask } from './tasks.ts';
import { settlementOf, termsOf } from './terms.ts';
import { changeTask } from './writing.ts';

const Terms = z.object({
  title: z.string(),
  note: z.string(),
  due: TaskDue.nullable(),
  zone: z.string(),
  keeperId: Id,
  repeats: TaskRepeats.nullable(),
  reminder: TaskReminder.nullable(),
});
const Settlement = z.object({ outcome: TaskOutcome.nullable() });

/** How acts on tasks are taken back by the opposite act. */
export function registerTasks(): void {
  undoable('activity', 'task changed', async (transaction, { subjectId, before, after }) => {
    const { task, entry } = await findTask(transaction, subjectId);
    requireUnchanged(termsOf(task), Terms.parse(after));
    return changeTask(transaction, subjectId, {
      ...Terms.parse(before),
      version: entry.version,
    });
  });
  const settleAsBefore = async (transaction: Transaction, { subjectId, before, after }: Past) => {
    const { task, entry } = await findTask(transaction, subjectId);
    const { outcome } = settlementOf(task);
    requireUnchanged({ outcome }, Settlement.parse(after));
    const was = Settlement.parse(before);
    return settleTask(transaction, subjectId, { ...was, version: entry.version });
  };
  undoable('activity', 'task done', settleAsBefore, 'task reopened');
  undoable('activity', 'task dropped', settleAsBefore, 'task reopened');
  undoable('activity', 'task reopened', settleAsBefore, 'task done', 'task dropped');
  undoable('activity', 'task accepted', (transaction, { subjectId }) =>
    unacceptTask(transaction, subjectId),
  );
  undoable('activity', 'task left open', async (transaction, { subjectId }) => {
    const { entry } = await findTask(transaction, subjectId);
    return answerTask(transaction, subjectId, { accepts: true, word: '', version: entry.version });
  });
  undoable('activity', 'task given back', (transaction, { subjectId, particulars }) =>
    takeTaskBack(transaction, subjectId, Id.parse(particulars.giver)),
  );
}
