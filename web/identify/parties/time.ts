/** A moment of the last seven days by its distance, an older one by its date. */
export function shownInstant(text: string, locale: string, now = Temporal.Now.instant()): string {
  const at = Temporal.Instant.from(text);
  const seconds = now.since(at).total('seconds');
  const far = Math.abs(seconds) > 7 * 86_400;
  if (far) return at.toLocaleString(locale, { dateStyle: 'medium' });
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const [unit, size] of units)
    if (Math.abs(seconds) >= size) return format.format(-Math.trunc(seconds / size), unit);
  return format.format(0, 'second');
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

export function exactInstant(text: string, locale: string): string {
  return Temporal.Instant.from(text).toLocaleString(locale, {
    dateStyle: 'full',
    timeStyle: 'short',
  });
}

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
    return new Intl.DisplayNames([locale], { type: 'region' }).of(code) ?? code;
  } catch {
    // Not a code at all: shown as it stands.
    return code;
  }
}
