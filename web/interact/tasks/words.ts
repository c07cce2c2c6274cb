import type { TaskRepeats } from '../../../shared/interact/tasks/repeats.ts';
import type { TaskDue, TaskReminder, TaskView } from '../../../shared/interact/tasks/tasks.ts';
import type { Tone } from '../../ui/Badge.tsx';
import { onePerLocale } from '../../ui/onePerLocale.ts';
import type { Say } from '../../ui/words.ts';

const near = onePerLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
const days = onePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' }),
);
const daysOfYears = onePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }),
);
const times = onePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }),
);
const weekdays = onePerLocale((locale) => new Intl.DateTimeFormat(locale, { weekday: 'long' }));
const shortWeekdays = onePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { weekday: 'short' }),
);
const months = onePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' }),
);

/** A day as one speaks of it: today and its neighbours by their word, others by their date. */
export function shownDueDay(
  on: string,
  locale: string,
  today = Temporal.Now.plainDateISO(),
): string {
  const day = Temporal.PlainDate.from(on);
  const apart = today.until(day, { largestUnit: 'days' }).days;
  if (Math.abs(apart) <= 1) return near(locale).format(apart, 'day');
  return (day.year === today.year ? days : daysOfYears)(locale).format(day);
}

const aDay = '2026-01-01';
export const shownTime = (time: string, locale: string) =>
  times(locale).format(Temporal.PlainDateTime.from(`${aDay}T${time}`));

/** When it is due; a time on another clock than the reader's names that clock. */
export function shownDue({ due, zone }: { due: TaskDue; zone: string }, locale: string): string {
  const day = shownDueDay(due.on, locale);
  if (!due.time) return day;
  const isElsewhere = zone !== Temporal.Now.timeZoneId();
  return [day, shownTime(due.time, locale), ...(isElsewhere ? [`(${zone})`] : [])].join(' ');
}

/** Monday is 1; 5 January 2026 is one. */
const onWeekday = (day: number) => Temporal.PlainDate.from({ year: 2026, month: 1, day: 4 + day });
export const weekdayName = (day: number, locale: string) => weekdays(locale).format(onWeekday(day));
export const shortWeekdayName = (day: number, locale: string) =>
  shortWeekdays(locale).format(onWeekday(day));

/** How often it comes again, in a few words. */
export function repeatsWords(repeats: TaskRepeats, say: Say, locale: string): string {
  const turns = turnWords(repeats, say, locale);
  return repeats.from === 'done' ? say('tasks.repeats.afterDone', { turns }) : turns;
}

function turnWords(repeats: TaskRepeats, say: Say, locale: string): string {
  switch (repeats.unit) {
    case 'weekday':
      return say('tasks.repeats.weekday');
    case 'day':
      return say('tasks.repeats.day', { count: repeats.every });
    case 'week':
      return say('tasks.repeats.week', {
        count: repeats.every,
        days: new Intl.ListFormat(locale, { type: 'conjunction' }).format(
          repeats.days.toSorted((one, other) => one - other).map((day) => weekdayName(day, locale)),
        ),
      });
    case 'month':
      return 'day' in repeats.on
        ? say('tasks.repeats.monthDay', { count: repeats.every, day: repeats.on.day })
        : say('tasks.repeats.monthNth', {
            count: repeats.every,
            nth: nthWords(repeats.on.nth, say),
            day: weekdayName(repeats.on.weekday, locale),
          });
    case 'year':
      return say('tasks.repeats.year', {
        count: repeats.every,
        day: months(locale).format(
          Temporal.PlainDate.from({ year: 2024, month: repeats.month, day: repeats.day }),
        ),
      });
  }
}

export const nthWords = (nth: number, say: Say): string =>
  nth < 0 ? say('tasks.nth.last') : say('tasks.nth', { nth });

export function reminderWords(reminder: TaskReminder, say: Say, locale: string): string {
  if ('on' in reminder)
    return say('tasks.reminder.at', {
      when: `${shownDueDay(reminder.on, locale)} ${shownTime(reminder.time, locale)}`,
    });
  if (reminder.before === 0) return say('tasks.reminder.then');
  return say(`tasks.reminder.${reminder.unit}`, { count: reminder.before });
}

/** How a task stands, where that is more than open. */
export function stateTone({ state, due }: Pick<TaskView, 'state' | 'due'>): Tone {
  if (state === 'late') return 'bad';
  if (state === 'done') return 'good';
  return due?.on === Temporal.Now.plainDateISO().toString() ? 'warn' : 'neutral';
}
