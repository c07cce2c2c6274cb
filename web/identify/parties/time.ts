/** A moment of the last seven days by its distance, an older one by its date. */
export function shownInstant(text: string, locale: string, now = Temporal.Now.instant()): string {
  const at = Temporal.Instant.from(text);
  const seconds = now.since(at).total('seconds');
  const far = Math.abs(seconds) > 7 * 86_400;
  if (far) return dates(locale).format(at.epochMilliseconds);
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

/** A format takes a hundred times as long to make as to use, and a list shows hundreds of moments. */
function onePerLocale<Format>(make: (locale: string) => Format): (locale: string) => Format {
  const made = new Map<string, Format>();
  return (locale) => {
    const format = made.get(locale) ?? make(locale);
    made.set(locale, format);
    return format;
  };
}

const dates = onePerLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }));
const moments = onePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }),
);
const distances = onePerLocale(
  (locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
);
const countries = onePerLocale((locale) => new Intl.DisplayNames([locale], { type: 'region' }));

/** "March 2021", or the day where it matters. */
export function shownMonth(date: string, locale: string): string {
  return Temporal.PlainDate.from(date).toLocaleString(locale, { year: 'numeric', month: 'short' });
}

export function shownDay(date: string, locale: string): string {
  return Temporal.PlainDate.from(date).toLocaleString(locale, { dateStyle: 'medium' });
}

/** A birthday, with or without its year. */
export function shownBirthday(text: string, locale: string): string {
  return text.startsWith('--')
    ? Temporal.PlainMonthDay.from(text.slice(2))
        .toPlainDate({ year: 2000 })
        .toLocaleString(locale, { day: 'numeric', month: 'long' })
    : Temporal.PlainDate.from(text).toLocaleString(locale, { dateStyle: 'long' });
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
