/**
 * A number as people and programs write it: 1.234,56 and 1,234.56, 1'234.50, 1 234,5, (5) and 5- for minus
 * five. One sign alone is the decimal one, except before exactly three digits, where `decimalMark` decides.
 */
export function readNumber(written: string, decimalMark: string): number | undefined {
  let text = written
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace(/^[A-Za-z€$£¥₣]+|[A-Za-z€$£¥₣]+$/g, '');
  let sign = 1;
  const negative = /^\((.*)\)$/.exec(text) ?? /^[-−–](.*)$/.exec(text) ?? /^(.*)[-−–]$/.exec(text);
  if (negative) {
    sign = -1;
    text = negative[1]!.replace(/^[€$£¥₣]|[€$£¥₣]$/g, '');
  }
  if (text.startsWith('+')) text = text.slice(1);
  if (!/^\d[\d.,]*$/.test(text) && !/^[.,]\d+$/.test(text)) return undefined;
  const points = text.split('.').length - 1;
  const commas = text.split(',').length - 1;
  let decimal = '';
  if (points > 0 && commas > 0) decimal = text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
  else if (points + commas === 1) {
    const mark = points ? '.' : ',';
    const groups = /^\d{1,3}[.,]\d{3}$/.test(text) && mark !== decimalMark;
    decimal = groups ? '' : mark;
  }
  const [whole = '', fraction = '', ...more] = decimal ? text.split(decimal) : [text];
  if (more.length > 0 || /[.,]/.test(fraction)) return undefined;
  const groups = whole.split(/[.,]/);
  if (groups.length > 1 && !groups.slice(1).every((group) => group.length === 3)) return undefined;
  const number = Number(`${groups.join('') || '0'}.${fraction || '0'}`);
  return Number.isFinite(number) ? sign * number : undefined;
}

const marks = new Map<string, string>();

/** The mark between whole and part in a locale; of a country alone (`und-DE`), in what most people there write. */
export function decimalMarkOf(locale: string): string {
  let mark = marks.get(locale);
  if (!mark) {
    const full = new Intl.Locale(locale).maximize().toString();
    const parts = new Intl.NumberFormat(full, { numberingSystem: 'latn' }).formatToParts(1.5);
    mark = parts.find(({ type }) => type === 'decimal')?.value ?? '.';
    marks.set(locale, mark);
  }
  return mark;
}
