import type { WarmthView } from '../../../shared/understand/warmth.ts';
import type { MessageId } from '../../locales/ids.ts';
import { onePerLocale } from '../../ui/onePerLocale.ts';
import { useLocale, useWords } from '../../ui/words.ts';

/** Below this one side gives clearly less than the other. */
const balanced = 0.67;

export function balanceWord({
  incoming,
  outgoing,
  value,
}: NonNullable<WarmthView['reciprocity']>): MessageId {
  if (value >= balanced) return 'warmth.reciprocity.balanced';
  return incoming > outgoing ? 'warmth.reciprocity.theirs' : 'warmth.reciprocity.ours';
}

const percents = onePerLocale(
  (locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }),
);
const points = onePerLocale(
  (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
);

/** Figures as they are read: shares in percent, weights with two digits, days whole. */
export function useFigures() {
  const say = useWords();
  const locale = useLocale();
  return {
    say,
    locale,
    percent: (share: number) => percents(locale).format(share),
    points: (weight: number) => points(locale).format(weight),
    /** At least one: a gap of less than a day is no silence. */
    days: (count: number) => Math.max(1, Math.round(count)),
  };
}
