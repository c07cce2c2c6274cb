import type { AgendaMeeting } from '../../../shared/interact/agenda.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { clockOf } from './days.ts';

/** With whom; a name nobody here knows counts as well. */
export function useWho({ parties, others }: AgendaMeeting): string {
  return [...parties.map(({ name }) => name), ...others].join(', ');
}

/** From when to when, by the clock of whoever looks. */
export function useSpan({ startsAt, endsAt, days }: AgendaMeeting): string {
  const say = useWords();
  const clock = clockOf(useLocale(), Temporal.Now.timeZoneId());
  if (days) return say('calendar.allDay');
  const start = Temporal.Instant.from(startsAt).epochMilliseconds;
  if (!endsAt || endsAt === startsAt) return clock.format(start);
  return clock.formatRange(start, Temporal.Instant.from(endsAt).epochMilliseconds);
}
