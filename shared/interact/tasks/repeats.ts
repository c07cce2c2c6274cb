import { z } from 'zod';
import { isUsableYear } from '../../platform/values.ts';

const Every = z.number().int().min(1).max(99).default(1);
const Weekday = z.number().int().min(1).max(7);
const DayOfMonth = z.number().int().min(1).max(31);

/** Counted from when it was done, or by the calendar, whenever that was. */
const From = z.enum(['calendar', 'done']).default('calendar');

/** How often a task comes again. Days of the week are those of ISO 8601: Monday is 1. */
export const TaskRepeats = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.literal('day'), every: Every, from: From }),
  z.strictObject({ unit: z.literal('weekday'), from: From }),
  z.strictObject({
    unit: z.literal('week'),
    every: Every,
    days: z.array(Weekday).min(1).max(7),
    from: From,
  }),
  z.strictObject({
    unit: z.literal('month'),
    every: Every,
    /** The 31st is the last day of a shorter month; of the weekdays of a month, -1 is the last. */
    on: z.union([
      z.strictObject({ day: DayOfMonth }),
      z.strictObject({
        nth: z.union([z.literal([1, 2, 3, 4]), z.literal(-1)]),
        weekday: Weekday,
      }),
    ]),
    from: From,
  }),
  z.strictObject({
    unit: z.literal('year'),
    every: Every,
    month: z.number().int().min(1).max(12),
    day: DayOfMonth,
    from: From,
  }),
]);
export type TaskRepeats = z.infer<typeof TaskRepeats>;

type Day = Temporal.PlainDate;
const isAfter = (one: Day, other: Day) => Temporal.PlainDate.compare(one, other) > 0;
const laterOf = (one: Day, other: Day) => (isAfter(one, other) ? one : other);

/**
 * The day on which a task comes again that was due on one day and done on another; null where the calendar
 * ends. By the calendar nothing is made up for: what was missed meanwhile stays missed.
 */
export function nextDue(repeats: TaskRepeats, due: Day, done: Day): Day | null {
  const next =
    repeats.from === 'done' ? afterDone(repeats, due, done) : byCalendar(repeats, due, done);
  return isUsableYear(next.year) ? next : null;
}

function afterDone(repeats: TaskRepeats, due: Day, done: Day): Day {
  switch (repeats.unit) {
    case 'day':
      return done.add({ days: repeats.every });
    case 'weekday':
      return nextWeekday(done);
    case 'week':
      return firstOf(repeats.days, laterOf(done, due).add({ weeks: repeats.every - 1 }));
    case 'month':
    case 'year':
      return monthly(repeats, done, laterOf(done, due));
  }
}

function byCalendar(repeats: TaskRepeats, due: Day, done: Day): Day {
  const after = laterOf(due, done);
  switch (repeats.unit) {
    case 'day': {
      const gone = due.until(after, { largestUnit: 'days' }).days;
      return due.add({ days: (Math.floor(gone / repeats.every) + 1) * repeats.every });
    }
    case 'weekday':
      return nextWeekday(after);
    case 'week': {
      // Weeks count from the one in which it was due; within a week that counts, each of its days.
      const monday = due.subtract({ days: due.dayOfWeek - 1 });
      const weeks = Math.floor(monday.until(after, { largestUnit: 'days' }).days / 7);
      const turn = Math.floor(weeks / repeats.every) * repeats.every;
      const days = repeats.days.toSorted((one, other) => one - other);
      const within = (week: number) =>
        days
          .map((day) => monday.add({ days: 7 * week + day - 1 }))
          .find((day) => isAfter(day, after));
      return within(turn) ?? within(turn + repeats.every)!;
    }
    case 'month':
    case 'year':
      return monthly(repeats, due, after);
  }
}

/** Monday to Friday; holidays differ by country and company, and are left to whoever does the work. */
function nextWeekday(day: Day): Day {
  return day.add({ days: day.dayOfWeek >= 5 ? 8 - day.dayOfWeek : 1 });
}

/** The first day after this one that falls on one of these days of the week. */
function firstOf(days: readonly number[], after: Day): Day {
  const ahead = days.map((day) => (day - after.dayOfWeek + 7) % 7 || 7);
  return after.add({ days: Math.min(...ahead) });
}

/** The first day of its kind after `after`, in a month that is whole turns away from the anchor's. */
function monthly(
  repeats: Extract<TaskRepeats, { unit: 'month' | 'year' }>,
  anchor: Day,
  after: Day,
): Day {
  const isYearly = repeats.unit === 'year';
  const months = repeats.every * (isYearly ? 12 : 1);
  const start = isYearly
    ? Temporal.PlainYearMonth.from({ year: anchor.year, month: repeats.month })
    : anchor.toPlainYearMonth();
  const dayIn = (month: Temporal.PlainYearMonth) =>
    isYearly || 'day' in repeats.on
      ? month.toPlainDate({
          day: Math.min(
            isYearly ? repeats.day : (repeats.on as { day: number }).day,
            month.daysInMonth,
          ),
        })
      : nthOf(month, repeats.on);
  const gone = start.until(after.toPlainYearMonth(), { largestUnit: 'months' }).months;
  // What comes after it was done is at least one whole turn away.
  let turn = Math.max(Math.floor(gone / months), repeats.from === 'done' ? 1 : 0);
  for (;;) {
    const day = dayIn(start.add({ months: turn * months }));
    if (isAfter(day, after)) return day;
    turn++;
  }
}

function nthOf(
  month: Temporal.PlainYearMonth,
  { nth, weekday }: { nth: number; weekday: number },
): Day {
  if (nth < 0) {
    const last = month.toPlainDate({ day: month.daysInMonth });
    return last.subtract({ days: (last.dayOfWeek - weekday + 7) % 7 });
  }
  const first = month.toPlainDate({ day: 1 });
  return first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + 7 * (nth - 1) });
}
