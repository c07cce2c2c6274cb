import { currencyDigits } from '../../../shared/platform/currencies.ts';
import type { Field } from '../../platform/catalog/catalog.ts';
import type { Cell } from '../../platform/exporting/cells.ts';

export interface Names {
  users: ReadonlyMap<string, string>;
  parties: ReadonlyMap<string, string>;
}

/** A value of a field of the company's own as a cell of a table; a reference to somebody unseen is empty. */
export function writtenCell({ type, shown }: Field, value: unknown, names: Names): Cell {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'money': {
      const { amount, currency } = value as { amount: number; currency: string };
      return amount / 10 ** currencyDigits(currency);
    }
    case 'date':
      return Temporal.PlainDate.from(value as string);
    case 'choice':
      return [value]
        .flat()
        .map((key) => shown?.choiceLabels?.[String(key)] ?? String(key))
        .join('; ');
    case 'user':
      return names.users.get(String(value)) ?? null;
    case 'party':
      return names.parties.get(String(value)) ?? null;
    default:
      return value as string | number | boolean;
  }
}

/** The same as a text that `readWritten` reads as the same value, wherever the file is read. */
export function writtenText(field: Field, value: unknown, names: Names): string | null {
  const cell = writtenCell(field, value, names);
  if (cell === null) return null;
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell !== 'number') {
    // Three choices of which one is written with a comma would be read as four.
    const isSafe = ![value]
      .flat()
      .some((key) => /[;,|\n]/.test(field.shown?.choiceLabels?.[String(key)] ?? ''));
    return field.type === 'choice' && !isSafe ? [value].flat().join('; ') : cell.toString();
  }
  const digits = field.shown?.currency
    ? currencyDigits(field.shown.currency)
    : (field.shown?.decimals ?? 0);
  // Three digits behind the only point would be thousands in half of the world.
  const text = cell.toFixed(digits === 3 ? 4 : digits);
  return field.shown?.currency ? `${text} ${field.shown.currency}` : text;
}
