import { onePerLocale } from '../../ui/onePerLocale.ts';

/** A moment of the last seven days by its distance, an older one by its date. */
export function shownInstant(text: string, locale: string, now = Temporal.Now.instant()): string {
  const at = Temporal.Instant.from(text).epochMilliseconds;
  const seconds = (now.epochMilliseconds - at) / 1_000;
  const far = Math.abs(seconds) > 7 * 86_400;
  if (far) return dates(locale).format(at);
  for (const [unit, size] of units)
    if (Math.abs(seconds) >= size)
      return distances(locale).format(-Math.trunc(seconds / size), unit);
  return distances(locale).format(0, 'second');
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

export function exactInstant(text: string, locale: string): string {
  return moments(locale).format(Temporal.Instant.from(text).epochMilliseconds);
}

const dates = onePerLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }));
const moments = onePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }),
);
const distances = onePerLocale(
  (locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
);
const countries = onePerLocale((locale) => new Intl.DisplayNames([locale], { type: 'region' }));
const months = onePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short' }),
);
const birthdays = onePerLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long' }));
const yearlyBirthdays = onePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' }),
);

/** "March 2021", or the day where it matters. */
export function shownMonth(date: string, locale: string): string {
  return months(locale).format(Temporal.PlainDate.from(date));
}

export function shownDay(date: string, locale: string): string {
  return dates(locale).format(Temporal.PlainDate.from(date));
}

/** A birthday, with or without its year. */
export function shownBirthday(text: string, locale: string): string {
  return text.startsWith('--')
    ? yearlyBirthdays(locale).format(
        Temporal.PlainMonthDay.from(text.slice(2)).toPlainDate({ year: 2000 }),
      )
    : birthdays(locale).format(Temporal.PlainDate.from(text));
}

/** The name of a country in the reader's language. */
export function countryName(code: string, locale: string): string {
  try {
    return countries(locale).of(code) ?? code;
  } catch {
    // Not a code at all: shown as it stands.
    return code;
  }
}
