import { onePerLocale } from '../../ui/onePerLocale.ts';

const units = {
  minute: formats('minute'),
  hour: formats('hour'),
  day: formats('day'),
} as const;

function formats(unit: string) {
  return onePerLocale(
    (locale) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }),
  );
}

/** For how long somebody has waited: "40 min", "5 hr", "3 days". */
export function waitingWords(
  since: string,
  locale: string,
  now = Temporal.Now.instant(),
): { words: string; isLong: boolean } {
  const minutes = Math.max(0, Math.floor(Temporal.Instant.from(since).until(now).total('minutes')));
  const isLong = minutes >= 2 * 24 * 60;
  if (minutes < 60) return { words: units.minute(locale).format(minutes), isLong };
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return { words: units.hour(locale).format(hours), isLong };
  return { words: units.day(locale).format(Math.floor(hours / 24)), isLong };
}
