import type { OwnField } from '../../../shared/identify/fields.ts';
import { readDate } from '../../../shared/identify/importing/written-dates.ts';
import { yesOrNo } from '../../../shared/identify/yes-or-no.ts';
import { currencyDigits } from '../../../shared/platform/currencies.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import { decimalMarkOf, readNumber } from '../../../shared/platform/numbers.ts';

/** How somebody wrote what a field holds: the country decides on points, commas and the order of dates. */
export interface Writing {
  country: string;
  /** Ids of colleagues by folded name and by address. */
  users: ReadonlyMap<string, string>;
  /** Where the writer's own mark is known, it decides instead of the country. */
  decimalMark?: string | undefined;
}

/** The value that a text means to a field, or undefined where nobody can tell. */
export function readWritten(
  field: OwnField,
  text: string,
  { country, users, decimalMark = decimalMarkOf(`und-${country}`) }: Writing,
): unknown {
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
      return rounded(readNumber(written, decimalMark), decimals);
    case 'money': {
      const digits = currencyDigits(currency!);
      const others = written.match(/[A-Z]{3}/)?.[0];
      if (others && others !== currency) return undefined;
      const amount = rounded(readNumber(written, decimalMark), digits);
      return amount === undefined ? undefined : Math.round(amount * 10 ** digits);
    }
    case 'date': {
      const { date } = readDate(written, 'unclear', undefined, country);
      return date?.startsWith('-') ? undefined : (date ?? undefined);
    }
    case 'boolean':
      return yesOrNo(written);
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

function rounded(number: number | undefined, decimals: number): number | undefined {
  if (number === undefined) return undefined;
  const value = Number(number.toFixed(decimals));
  return Math.abs(value - number) < 1e-9 * Math.max(1, Math.abs(number)) ? value : undefined;
}
