import { foldForSearch } from '../../platform/folding.ts';

/** Order of day, month and year in a column; `unclear` when no value of the column decides it. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd' | 'unclear';

export type WrittenDate =
  | { date: string; doubtful: boolean }
  /** The text is a date in form, but there is no such day, or it is no date at all. */
  | { date: null; doubtful: false };

const monthOfName = new Map<string, number>();
for (const locale of ['en', 'de', 'fr', 'es']) {
  for (const style of ['long', 'short'] as const) {
    const format = new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' });
    for (let month = 1; month <= 12; month += 1) {
      const name = format.format(
        Temporal.Instant.from(`2001-${pad(month)}-15T12:00Z`).epochMilliseconds,
      );
      monthOfName.set(foldForSearch(name).replace(/\.$/, ''), month);
    }
  }
}
const NUMERIC = /^(\d{1,2})([./\-\s])\s?(\d{1,2})\2\s?(\d{4}|\d{2})$/;

/** What programs write for no date: "0/0/00", "0.0.00", "0000-00-00", and Outlook's last day of its calendar. */
export function isEmptyDate(written: string): boolean {
  const numbers = withoutTime(written).replace(/[./\-\s]+/g, '-');
  return /^(?:0{1,2}-0{1,2}-(?:00|0000)|0000-0{1,2}-0{1,2}|0?1-0?1-4501|4501-0?1-0?1)$/.test(
    numbers,
  );
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

/** Decides the order from all values at hand: a 13 in first place settles it for its neighbours. */
export function dateOrderOf(values: readonly string[]): DateOrder {
  let dayFirst = 0;
  let monthFirst = 0;
  let yearFirst = 0;
  let dots = 0;
  for (const value of values) {
    const text = withoutTime(value);
    if (/^\d{4}[-/.]?\d{1,2}/.test(text)) yearFirst += 1;
    const parts = NUMERIC.exec(text);
    if (!parts) continue;
    if (parts[2] === '.') dots += 1;
    if (Number(parts[1]) > 12) dayFirst += 1;
    else if (Number(parts[3]) > 12) monthFirst += 1;
  }
  if (dayFirst > 0 && monthFirst === 0) return 'dmy';
  if (monthFirst > 0 && dayFirst === 0) return 'mdy';
  if (dayFirst === 0 && monthFirst === 0) {
    if (dots > 0) return 'dmy';
    if (yearFirst > 0) return 'ymd';
  }
  return 'unclear';
}

/**
 * Reads one written date. `order` is what the column decided, `asked` what the person said; a date both
 * leave open is read day first (month first in the United States) and marked doubtful.
 */
export function readDate(
  written: string,
  order: DateOrder,
  asked?: 'dmy' | 'mdy' | 'ymd',
  country?: string,
): WrittenDate {
  const none: WrittenDate = { date: null, doubtful: false };
  const text = withoutTime(written);
  const iso = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})$/.exec(text);
  if (iso && (text.length === 8 || /[-/.]/.test(text))) return day(iso[1], iso[2], iso[3]);
  const yearless = /^--(\d{2})-?(\d{2})$/.exec(text);
  if (yearless) return day(undefined, yearless[1], yearless[2]);
  const numeric = NUMERIC.exec(text);
  if (numeric) {
    const [, first, separator, second, year] = numeric;
    if (Number(first) > 12) return day(year, second, first);
    if (Number(second) > 12) return day(year, first, second);
    const known = asked ?? (order === 'unclear' || order === 'ymd' ? undefined : order);
    const monthFirst = known ? known === 'mdy' : country === 'US' && separator !== '.';
    const reading = monthFirst ? day(year, first, second) : day(year, second, first);
    if (reading.date === null) return none;
    const settled = known !== undefined || first === second || separator === '.';
    return { date: reading.date, doubtful: !settled };
  }
  const words = foldForSearch(text)
    .replace(/[.,]/g, ' ')
    .replace(/\b(?:de|del|of|the|le|den|der)\b/g, ' ')
    .replace(/(\d)(?:st|nd|rd|th|er)\b/g, '$1')
    .split(/[\s-]+/)
    .filter(Boolean);
  if (words.length < 2 || words.length > 3) return none;
  const at = words.findIndex((word) => monthOfName.has(word));
  if (at === -1) return none;
  const month = String(monthOfName.get(words[at] ?? ''));
  const rest = words.filter((_, index) => index !== at);
  if (!rest.every((word) => /^\d{1,4}$/.test(word))) return none;
  const [first = '', second] = rest;
  return first.length === 4 ? day(first, month, second) : day(second, month, first);
}

function withoutTime(text: string): string {
  return text.trim().replace(/[T\s]+\d{1,2}:\d{2}.*$/, '');
}

function day(
  year: string | undefined,
  month: string | undefined,
  date: string | undefined,
): WrittenDate {
  if (!month || !date) return { date: null, doubtful: false };
  let fullYear = year === undefined ? undefined : Number(year);
  if (fullYear !== undefined && year?.length === 2) {
    const now = Temporal.Now.plainDateISO().year;
    fullYear += fullYear + 2000 > now ? 1900 : 2000;
  }
  // Address books write 1604 for a birthday whose year they do not know.
  if (fullYear === 1604) fullYear = undefined;
  try {
    const read = Temporal.PlainDate.from(
      { year: fullYear ?? 2000, month: Number(month), day: Number(date) },
      { overflow: 'reject' },
    );
    if (read.year < 1800 || read.year > 2200) return { date: null, doubtful: false };
    const iso = read.toString();
    return { date: fullYear === undefined ? `-${iso.slice(4)}` : iso, doubtful: false };
  } catch {
    return { date: null, doubtful: false };
  }
}
