import { currencyDigits, type OwnField } from '../../../shared/identify/fields.ts';
import { readDate } from '../../../shared/identify/importing/written-dates.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';

/** How somebody wrote what a field holds: the country decides on points, commas and the order of dates. */
export interface Writing {
  country: string;
  /** Ids of colleagues by folded name and by address. */
  users: ReadonlyMap<string, string>;
}

/** The value that a text means to a field, or undefined where nobody can tell. */
export function readWritten(field: OwnField, text: string, { country, users }: Writing): unknown {
  const written = text.trim();
  const { choices = [], decimals = 0, currency } = field.settings;
  const choiceOf = (word: string) =>
    choices.find(({ key, label }) => key === word || foldForSearch(label) === foldForSearch(word))
      ?.key;
  switch (field.type) {
    case 'text':
    case 'longText':
    case 'web':
      return written;
    case 'number':
      return rounded(readNumber(written, country), decimals);
    case 'money': {
      const digits = currencyDigits(currency!);
      const others = written.match(/[A-Z]{3}/)?.[0];
      if (others && others !== currency) return undefined;
      const amount = rounded(readNumber(written, country), digits);
      return amount === undefined ? undefined : Math.round(amount * 10 ** digits);
    }
    case 'date': {
      const { date } = readDate(written, 'unclear', undefined, country);
      return date?.startsWith('-') ? undefined : (date ?? undefined);
    }
    case 'boolean':
      return yesOrNo.get(foldForSearch(written));
    case 'choice':
      return choiceOf(written);
    case 'choices': {
      const words = written.split(/\s*[;,|\n]\s*/).filter(Boolean);
      // A choice may itself be written with a comma.
      const keys = choiceOf(written) ? [choiceOf(written)] : words.map(choiceOf);
      return keys.length > 0 && keys.every(Boolean) ? keys : undefined;
    }
    case 'user':
      return users.get(foldForSearch(written));
    case 'person':
    case 'company':
      return undefined;
  }
}

const yesOrNo = new Map<string, boolean>([
  ...[
    'yes',
    'y',
    'true',
    '1',
    'x',
    'on',
    'ja',
    'j',
    'wahr',
    'oui',
    'vrai',
    'si',
    'verdadero',
    '✓',
    '✔',
  ].map((word): [string, boolean] => [foldForSearch(word), true]),
  ...['no', 'n', 'false', '0', 'off', 'nein', 'falsch', 'non', 'faux', 'falso', '-'].map(
    (word): [string, boolean] => [foldForSearch(word), false],
  ),
]);

function rounded(number: number | undefined, decimals: number): number | undefined {
  if (number === undefined) return undefined;
  const value = Number(number.toFixed(decimals));
  return Math.abs(value - number) < 1e-9 * Math.max(1, Math.abs(number)) ? value : undefined;
}

/**
 * A number as people and programs write it: 1.234,56 and 1,234.56, 1'234.50, 1 234,5, (5) and 5- for minus
 * five. One sign alone is the decimal one, except before exactly three digits, where the country decides.
 */
export function readNumber(written: string, country: string): number | undefined {
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
    const groups = /^\d{1,3}[.,]\d{3}$/.test(text) && mark !== decimalMark(country);
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

/** The decimal mark of the language that most people of a country write. */
function decimalMark(country: string): string {
  let mark = marks.get(country);
  if (!mark) {
    const locale = new Intl.Locale(`und-${country}`).maximize().toString();
    const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(1.5);
    mark = parts.find(({ type }) => type === 'decimal')?.value ?? '.';
    marks.set(country, mark);
  }
  return mark;
}
