import { readWhen } from '../../../shared/interact/capture/when.ts';
import { momentOfTask } from '../../../shared/interact/tasks/moments.ts';
import { readTask } from '../../../shared/interact/tasks/reading.ts';

/** At which hour a day begins that was said without one. */
const morning = '08:00';

export type SnoozeId = 'later' | 'tomorrow' | 'week';

/** Until when a mail can be put off with a key. */
export function snoozeChoices(
  now: Temporal.ZonedDateTime,
): { id: SnoozeId; until: Temporal.Instant }[] {
  const on = (days: number) =>
    now
      .toPlainDate()
      .add({ days })
      .toZonedDateTime({ timeZone: now.timeZoneId, plainTime: morning })
      .toInstant();
  return [
    { id: 'later', until: now.add({ hours: 3 }).toInstant() },
    { id: 'tomorrow', until: on(1) },
    { id: 'week', until: on(8 - now.dayOfWeek) },
  ];
}

/** The moment that a few words name, as a task or the capture box reads them; null where they name none to come. */
export function readSnooze(
  text: string,
  { now, monthFirst }: { now: Temporal.ZonedDateTime; monthFirst: boolean },
): Temporal.Instant | null {
  // A task is something and a moment; here the moment has to be all there is.
  const { due, title } = readTask(`Mail ${text}`, { now, monthFirst });
  const read =
    due && title === 'Mail'
      ? momentOfTask({ ...due, time: due.time ?? morning }, now.timeZoneId)
      : (readWhen(text, { now, monthFirst, isPast: false })?.instant ?? null);
  return read && Temporal.Instant.compare(read, now.toInstant()) > 0 ? read : null;
}
