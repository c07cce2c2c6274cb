import { useLocale, useWords } from '../ui/words.ts';

const week = 7 * 24 * 60;

/** Up to a week ago in words, before that as a date; days ahead as a date; of today the time. */
export function useMoments() {
  const say = useWords();
  const locale = useLocale();
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const day = (instant: string) => date.format(Temporal.Instant.from(instant).epochMilliseconds);
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    day,
    clock: (instant: string) => {
      const at = Temporal.Instant.from(instant);
      const isToday = at
        .toZonedDateTimeISO(Temporal.Now.timeZoneId())
        .toPlainDate()
        .equals(Temporal.Now.plainDateISO());
      return (isToday ? time : moment).format(at.epochMilliseconds);
    },
    ago: (instant: string) => {
      const minutes = Math.round(
        Temporal.Instant.from(instant).until(Temporal.Now.instant()).total('minutes'),
      );
      if (minutes < 1) return say('settings.now');
      if (minutes < 60) return words.format(-minutes, 'minute');
      if (minutes < 24 * 60) return words.format(-Math.round(minutes / 60), 'hour');
      if (minutes < week) return words.format(-Math.round(minutes / (24 * 60)), 'day');
      return day(instant);
    },
  };
}
