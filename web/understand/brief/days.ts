import { onePerLocale } from '../../ui/onePerLocale.ts';

const days = onePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }),
);

/** A moment or a day, as the day it was here. */
export function shownDay(text: string, locale: string): string {
  const day = text.includes('T')
    ? Temporal.Instant.from(text).toZonedDateTimeISO(Temporal.Now.timeZoneId()).toPlainDate()
    : Temporal.PlainDate.from(text);
  return days(locale).format(day);
}
