import type { TaskDue, TaskReminder } from './tasks.ts';

/** When people read what was set for a day of its own: the beginning of most working days. */
const morning = Temporal.PlainTime.from('09:00');

/**
 * The moment at which the clocks of a zone show this. An hour that they skip becomes the first moment after
 * it, of one that they show twice the first counts.
 */
export function instantAt(
  on: Temporal.PlainDate,
  time: Temporal.PlainTime,
  zone: string,
): Temporal.Instant {
  const shown = on.toPlainDateTime(time);
  const moment = shown.toZonedDateTime(zone, { disambiguation: 'compatible' });
  if (moment.toPlainDateTime().equals(shown)) return moment.toInstant();
  const before = shown.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return (before.getTimeZoneTransition('next') ?? moment).toInstant();
}

const timeOf = (text: string) => Temporal.PlainTime.from(text);
const dayOf = (text: string) => Temporal.PlainDate.from(text);

/** From when on it is late: its moment, or the end of its day. */
export function lateAt({ on, time }: TaskDue, zone: string): Temporal.Instant {
  return time
    ? instantAt(dayOf(on), timeOf(time), zone)
    : dayOf(on).add({ days: 1 }).toZonedDateTime(zone).toInstant();
}

/** Where it stands among everything that was and is to come: a day without a time by its noon. */
export function momentOfTask({ on, time }: TaskDue, zone: string): Temporal.Instant {
  return instantAt(dayOf(on), time ? timeOf(time) : Temporal.PlainTime.from('12:00'), zone);
}

/** When to remind; days before are days of the calendar, so that the clock shows the same on both. */
export function remindAt(
  reminder: TaskReminder,
  due: TaskDue | null,
  zone: string,
): Temporal.Instant | null {
  if ('on' in reminder) return instantAt(dayOf(reminder.on), timeOf(reminder.time), zone);
  if (!due) return null;
  const time = due.time ? timeOf(due.time) : morning;
  if (reminder.unit === 'days')
    return instantAt(dayOf(due.on).subtract({ days: reminder.before }), time, zone);
  return instantAt(dayOf(due.on), time, zone).subtract({ [reminder.unit]: reminder.before });
}
