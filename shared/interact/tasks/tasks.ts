import { z } from 'zod';
import { PartyKind } from '../../identify/parties.ts';
import { DateText, Id, InstantText, Version, Zone } from '../../platform/values.ts';
import { TaskRepeats } from './repeats.ts';

const TimeText = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time like 14:30.');

/** A day, and where it matters the time that the clock on the wall shows then. */
export const TaskDue = z.strictObject({ on: DateText, time: TimeText.nullable().default(null) });
export type TaskDue = z.infer<typeof TaskDue>;

export const TaskReminder = z.union([
  z.strictObject({
    before: z.number().int().min(0).max(999),
    unit: z.enum(['minutes', 'hours', 'days']),
  }),
  z.strictObject({ on: DateText, time: TimeText }),
]);
export type TaskReminder = z.infer<typeof TaskReminder>;

export const taskOutcomes = ['done', 'dropped'] as const;
export const TaskOutcome = z.enum(taskOutcomes);
export type TaskOutcome = z.infer<typeof TaskOutcome>;
export const TaskState = z.enum(['open', 'late', ...taskOutcomes]);
export type TaskState = z.infer<typeof TaskState>;

/** That it is late follows from the clock, without anybody writing it down. */
export function taskState(
  { outcome, lateAt }: { outcome: TaskOutcome | null; lateAt: Temporal.Instant | null },
  now: Temporal.Instant,
): TaskState {
  if (outcome) return outcome;
  return lateAt && Temporal.Instant.compare(lateAt, now) <= 0 ? 'late' : 'open';
}

const Title = z.string().trim().min(1, 'Say what is to be done.').max(300);
const Note = z.string().trim().max(20_000);
const Word = z.string().trim().max(500);

export const TaskInput = z.strictObject({
  title: Title,
  note: Note.default(''),
  due: TaskDue.nullable().default(null),
  /** Of the clock by which days and times are meant. */
  zone: Zone,
  /** Who sees to it; whoever writes it down unless said otherwise. */
  keeperId: Id.optional(),
  /** Whom it is about; none for a task of one's own making. */
  partyIds: z.array(Id).max(20).default([]),
  isPrivate: z.boolean().default(false),
  repeats: TaskRepeats.nullable().default(null),
  reminder: TaskReminder.nullable().default(null),
});
export type TaskInput = z.input<typeof TaskInput>;

export const TaskChange = z.strictObject({
  title: Title.optional(),
  note: Note.optional(),
  due: TaskDue.nullable().optional(),
  zone: Zone.optional(),
  keeperId: Id.optional(),
  repeats: TaskRepeats.nullable().optional(),
  reminder: TaskReminder.nullable().optional(),
  version: Version,
});
export type TaskChange = z.input<typeof TaskChange>;

/** How it ended; without an outcome it is open again. */
export const TaskSettlement = z.strictObject({ outcome: TaskOutcome.nullable(), version: Version });
export type TaskSettlement = z.infer<typeof TaskSettlement>;

/** Whoever was given a task takes it on, or gives it back with a word. */
export const TaskAnswer = z.strictObject({
  accepts: z.boolean(),
  word: Word.default(''),
  version: Version,
});
export type TaskAnswer = z.input<typeof TaskAnswer>;

/** Tasks of one person or company, or all that are mine and open. */
export const TasksQuery = z.strictObject({ party: Id.optional() });

const Somebody = z.object({ id: Id, name: z.string() });

export const TaskView = z.object({
  id: Id,
  title: z.string(),
  note: z.string(),
  due: TaskDue.nullable(),
  zone: z.string(),
  /** From then on it is late. */
  lateAt: InstantText.nullable(),
  state: TaskState,
  repeats: TaskRepeats.nullable(),
  reminder: TaskReminder.nullable(),
  keeper: Somebody,
  /** Who gave it to the keeper, and whether the keeper took it on. */
  given: Somebody.extend({ accepted: z.boolean() }).nullable(),
  /** Who gave it back last, and with which word. */
  returned: Somebody.extend({ word: z.string() }).nullable(),
  settledAt: InstantText.nullable(),
  parties: z.array(z.object({ id: Id, kind: PartyKind, name: z.string() })),
  isPrivate: z.boolean(),
  version: Version,
  can: z.object({ edit: z.boolean(), answer: z.boolean() }),
});
export type TaskView = z.infer<typeof TaskView>;
export const TaskList = z.object({ rows: z.array(TaskView) });
