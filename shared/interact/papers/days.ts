const months = [
  'jan(?:uary|uar)?|jänner',
  'feb(?:ruary|ruar)?|feber',
  'mar(?:ch)?|mär(?:z)?|mrz',
  'apr(?:il)?',
  'may|mai',
  'june?|juni',
  'july?|juli',
  'aug(?:ust)?',
  'sept?(?:ember)?',
  'o[ck]t(?:ober)?',
  'nov(?:ember)?',
  'de[cz](?:ember)?',
];
const MONTH = `(?:${months.join('|')})`;
const DAY = new RegExp(
  [
    '(?<year1>\\d{4})-(?<month1>\\d{2})-(?<day1>\\d{2})',
    '(?<day2>\\d{1,2})\\.\\s?(?<month2>\\d{1,2})\\.\\s?(?<year2>\\d{4}|\\d{2})',
    '(?<first>\\d{1,2})/(?<second>\\d{1,2})/(?<year3>\\d{4})',
    `(?<day4>\\d{1,2})(?:\\.|st|nd|rd|th)?\\s+(?:of\\s+)?(?<name4>${MONTH})\\.?,?\\s+(?<year4>\\d{4})`,
    `(?<name5>${MONTH})\\.?\\s+(?<day5>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<year5>\\d{4})`,
  ]
    .map((way) => `(?:${way})`)
    .join('|')
    .replace(/^/, '(?<![\\p{L}\\p{N}])(?:')
    .concat(')(?![\\p{N}])'),
  'giu',
);

export interface FoundDay {
  day: Temporal.PlainDate;
  from: number;
  to: number;
}

const monthNamed = (name: string): number =>
  1 + months.findIndex((source) => new RegExp(`^(?:${source})$`, 'iu').test(name));

/** The days of a line that name their year, from left to right. */
export function daysIn(line: string, monthFirst: boolean): FoundDay[] {
  const found: FoundDay[] = [];
  for (const match of line.matchAll(DAY)) {
    const part = match.groups!;
    const [month, day] = part.first
      ? monthFirst
        ? [part.first, part.second]
        : [part.second, part.first]
      : [part.month1 ?? part.month2, part.day1 ?? part.day2 ?? part.day4 ?? part.day5];
    const name = part.name4 ?? part.name5;
    const year = Number(part.year1 ?? part.year2 ?? part.year3 ?? part.year4 ?? part.year5);
    try {
      found.push({
        day: Temporal.PlainDate.from(
          {
            year: year < 100 ? 2000 + year : year,
            month: name ? monthNamed(name) : Number(month),
            day: Number(day),
          },
          { overflow: 'reject' },
        ),
        from: match.index,
        to: match.index + match[0].length,
      });
    } catch {
      // The 31st of February is no day, whatever else it may be.
    }
  }
  return found;
}

const counts: Record<string, number> = {
  one: 1,
  ein: 1,
  eine: 1,
  einen: 1,
  einem: 1,
  einer: 1,
  two: 2,
  zwei: 2,
  three: 3,
  drei: 3,
  four: 4,
  vier: 4,
  five: 5,
  fünf: 5,
  six: 6,
  sechs: 6,
  seven: 7,
  sieben: 7,
  eight: 8,
  acht: 8,
  nine: 9,
  neun: 9,
  ten: 10,
  zehn: 10,
  twelve: 12,
  zwölf: 12,
  fourteen: 14,
  vierzehn: 14,
  thirty: 30,
  dreißig: 30,
};
export const COUNT = `\\d{1,3}|${Object.keys(counts)
  .toSorted((a, b) => b.length - a.length)
  .join('|')}`;
export const UNIT =
  'tage?n?s?|days?|wochen?|weeks?|monate?n?s?|months?|quartale?n?s?|quarters?|jahre?n?s?|years?';
const SPAN = new RegExp(
  `(?<![\\p{L}\\p{N}])(${COUNT})(?:\\s?\\(\\d{1,3}\\))?[\\s-]+(?:(?:calendar|kalender|working|full|volle)[\\s-]+)?(${UNIT})(?![\\p{L}\\p{N}])`,
  'iu',
);

export type SpanOfTime = { days: number } | { weeks: number } | { months: number };

export function spanOf(count: string, unit: string): SpanOfTime {
  const number = counts[count.toLowerCase()] ?? Number(count);
  if (/^(?:tag|day)/iu.test(unit)) return { days: number };
  if (/^w/iu.test(unit)) return { weeks: number };
  if (/^q/iu.test(unit)) return { months: 3 * number };
  return { months: /^(?:jahr|year)/iu.test(unit) ? 12 * number : number };
}

/** "30 days", "vier Wochen", "3 months". */
export function readSpan(text: string): SpanOfTime | null {
  const [, count, unit] = SPAN.exec(text) ?? [];
  return count && unit ? spanOf(count, unit) : null;
}
