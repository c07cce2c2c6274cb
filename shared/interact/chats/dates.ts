import type { LineHead } from '../../platform/import/chat-line.ts';

export const dateOrders = ['dmy', 'mdy', 'ymd'] as const;
export type DateOrder = (typeof dateOrders)[number];

/** Where the month is written first. */
const monthFirst = new Set(['US', 'PH', 'PR', 'GU', 'AS', 'VI', 'MP', 'FM', 'MH', 'PW']);

/**
 * In which order an export writes day and month: by the dates that only one of them can be, and because
 * messages follow each other. Where neither tells, as the country writes them, and that is said.
 */
export function dateOrderOf(
  heads: readonly LineHead[],
  country: string,
): { order: DateOrder; isSure: boolean } {
  if (heads.some(({ isYearFirst }) => isYearFirst)) return { order: 'ymd', isSure: true };
  const [days, months] = (['dmy', 'mdy'] as const).map((order) => trialOf(heads, order));
  if (days!.impossible !== months!.impossible)
    return { order: days!.impossible < months!.impossible ? 'dmy' : 'mdy', isSure: true };
  if (heads.every(({ date: [first, second] }) => first === second))
    return { order: 'dmy', isSure: true };
  if (heads.some(({ mark }) => mark.startsWith('.'))) return { order: 'dmy', isSure: true };
  if (days!.backwards === 0 && months!.backwards > 0) return { order: 'dmy', isSure: true };
  if (months!.backwards === 0 && days!.backwards > 0) return { order: 'mdy', isSure: true };
  return { order: monthFirst.has(country) ? 'mdy' : 'dmy', isSure: false };
}

function trialOf(heads: readonly LineHead[], order: DateOrder) {
  let impossible = 0;
  let backwards = 0;
  let before = 0;
  for (const head of heads) {
    const day = dayOf(head, order);
    if (!day) {
      impossible++;
      continue;
    }
    const at = day.year * 10_000 + day.month * 100 + day.day;
    if (at < before) backwards++;
    before = at;
  }
  return { impossible, backwards };
}

function dayOf({ date }: LineHead, order: DateOrder) {
  const [year, month, day] =
    order === 'ymd'
      ? date
      : order === 'dmy'
        ? [date[2], date[1], date[0]]
        : [date[2], date[0], date[1]];
  const full = year < 100 ? 2000 + year : year;
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(full, month);
  return isDay && full >= 1990 && full < 2200 ? { year: full, month, day } : null;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The moment on the clock of the telephone; null where these numbers are none. */
export function wallTimeOf(head: LineHead, order: DateOrder): string | null {
  const day = dayOf(head, order);
  if (!day || head.hour > 23 || head.minute > 59 || head.second > 59) return null;
  const two = (number: number) => String(number).padStart(2, '0');
  return `${day.year}-${two(day.month)}-${two(day.day)}T${two(head.hour)}:${two(head.minute)}:${two(head.second)}`;
}
