import type { Selectable } from 'kysely';
import type { DB } from '../../../db/tables.ts';
import { lateAt, momentOfTask, remindAt } from '../../../shared/interact/tasks/moments.ts';
import { TaskRepeats } from '../../../shared/interact/tasks/repeats.ts';
import {
  type TaskDue,
  type TaskOutcome,
  TaskReminder,
} from '../../../shared/interact/tasks/tasks.ts';
import { TaskWithoutDay } from './errors.ts';

/** What the history keeps of a task, and what undoing puts back. */
export interface TaskTerms {
  title: string;
  note: string;
  due: TaskDue | null;
  zone: string;
  keeperId: string;
  repeats: TaskRepeats | null;
  reminder: TaskReminder | null;
}

export type TaskRow = Selectable<DB['tasks']> & { subject: string | null; body: string | null };

export function termsOf(row: TaskRow): TaskTerms {
  return {
    title: row.subject ?? '',
    note: row.body ?? '',
    due: dueOf(row),
    zone: row.zone,
    keeperId: row.keeper_id,
    repeats: row.repeats === null ? null : TaskRepeats.parse(row.repeats),
    reminder: row.reminder === null ? null : TaskReminder.parse(row.reminder),
  };
}

function dueOf({ due_on, due_time }: Pick<TaskRow, 'due_on' | 'due_time'>): TaskDue | null {
  return due_on === null ? null : { on: due_on.toString(), time: due_time };
}

export function settlementOf({ outcome, settled_at }: TaskRow) {
  return { outcome: outcome as TaskOutcome | null, at: settled_at?.toString() ?? null };
}

/** The columns of a task, with the moments that follow from its days and times. */
export function columnsOf({ due, zone, keeperId, repeats, reminder }: TaskTerms) {
  if (repeats && !due) throw new TaskWithoutDay('repeats');
  const moment = reminder && remindAt(reminder, due, zone);
  if (reminder && !moment) throw new TaskWithoutDay('reminder');
  return {
    keeper_id: keeperId,
    due_on: due && Temporal.PlainDate.from(due.on),
    due_time: due?.time ?? null,
    zone,
    late_at: due && lateAt(due, zone),
    repeats: repeats && JSON.stringify(repeats),
    reminder: reminder && JSON.stringify(reminder),
    remind_at: moment,
  };
}

/** What was to be told at a moment that has passed by now is not told. */
export function remindedBy(
  moment: Temporal.Instant | null,
  now: Temporal.Instant,
): Temporal.Instant | null {
  return moment && Temporal.Instant.compare(moment, now) <= 0 ? now : null;
}

/** Where an open task stands on a timeline: at its day, and without one where it was written. */
export function placeOf(
  { due, zone }: Pick<TaskTerms, 'due' | 'zone'>,
  otherwise: Temporal.Instant,
): { at: Temporal.Instant; allDay: boolean } {
  return { at: due ? momentOfTask(due, zone) : otherwise, allDay: !due?.time };
}
