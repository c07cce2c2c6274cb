import { decimalMarkOf, readNumber } from '../../platform/numbers.ts';
import type { OwnFieldType } from '../field-rules.ts';
import { yesOrNo } from '../yes-or-no.ts';
import { readDate } from './written-dates.ts';

/** What a field that is made for a column is proposed to hold, by all values of it that are known. */
export function typeOfSamples(samples: readonly string[], country: string): OwnFieldType {
  const values = samples.map((sample) => sample.trim()).filter(Boolean);
  if (values.length === 0) return 'text';
  const mark = decimalMarkOf(`und-${country}`);
  const are = (is: (value: string) => boolean) => values.every(is);
  if (are((value) => yesOrNo(value) !== undefined) && values.some((value) => !/^[01]$/.test(value)))
    return 'boolean';
  // A number that begins with a zero is one of a customer or a telephone.
  if (are((value) => readNumber(value, mark) !== undefined && !/^0\d/.test(value))) return 'number';
  if (are((value) => readDate(value, 'unclear', undefined, country).date !== null)) return 'date';
  if (are((value) => /^(?:https?:\/\/|www\.)\S+$/i.test(value))) return 'web';
  return values.some((value) => value.length > 200 || value.includes('\n')) ? 'longText' : 'text';
}

/** As many digits behind the mark as the samples need. */
export function decimalsOfSamples(samples: readonly string[], country: string): number {
  const mark = decimalMarkOf(`und-${country}`);
  const digits = samples.map((sample) => {
    const number = readNumber(sample.trim(), mark);
    return number === undefined ? 0 : (String(number).split('.')[1]?.length ?? 0);
  });
  return Math.min(6, Math.max(0, ...digits));
}
