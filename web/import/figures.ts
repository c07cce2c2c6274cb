import { useLocale } from '../ui/words.ts';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Numbers, sizes and times as the reader writes them. */
export function useFigures() {
  const locale = useLocale();
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    count: (count: number) => number.format(count),
    size: (bytes: number) => {
      const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
      return new Intl.NumberFormat(locale, {
        style: 'unit',
        unit: units[step],
        unitDisplay: step === 0 ? 'long' : 'short',
        maximumFractionDigits: step < 2 ? 0 : 1,
      }).format(bytes / 1000 ** step);
    },
    time: (instant: string) => moment.format(Temporal.Instant.from(instant).epochMilliseconds),
  };
}
