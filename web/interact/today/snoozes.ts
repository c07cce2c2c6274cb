import type { MessageId } from '../../locales/ids.ts';

export interface SnoozeChoice {
  id: string;
  label: MessageId;
  until: Temporal.Instant;
}

/** Until when something can be put off; the first is what the key does. */
export function snoozes(now: Temporal.ZonedDateTime): SnoozeChoice[] {
  const morning = (days: number) =>
    now
      .toPlainDate()
      .add({ days })
      .toZonedDateTime({ timeZone: now.timeZoneId, plainTime: '08:00' })
      .toInstant();
  return [
    { id: 'tomorrow', label: 'tasks.snooze.tomorrow', until: morning(1) },
    { id: 'later', label: 'tasks.snooze.later', until: now.add({ hours: 3 }).toInstant() },
    { id: 'monday', label: 'tasks.snooze.monday', until: morning(8 - now.dayOfWeek) },
  ];
}
