import type { Cell } from '../../../shared/identify/cells.ts';
import type { PartyKind, PartyRow } from '../../../shared/identify/parties.ts';
import { cellFields } from '../../../shared/identify/writable-columns.ts';
import type { EntityView, FieldView } from '../../../shared/platform/catalog.ts';
import { currencyDigits } from '../../../shared/platform/currencies.ts';
import { decimalMarkOf } from '../../../shared/platform/numbers.ts';
import { isOwn, type Reading } from '../fields/shown.ts';
import { zone } from '../parties/queries.ts';
import { countryName } from '../parties/time.ts';
import { fieldWords, roleWords, visibilityMessages } from '../parties/words.ts';

/** A column as its cells are read and written. */
export interface CellField {
  name: string;
  label: string;
  view: FieldView;
  isOpen: boolean;
}

/** What a cell takes of one kind and gives to another: its words, unless it is the same field. */
export function cellField(
  kind: PartyKind,
  entity: EntityView | undefined,
  name: string,
  say: Reading['say'],
): CellField | undefined {
  const view = entity?.fields.find((field) => field.name === name);
  if (!view) return undefined;
  return {
    name,
    label: view.label ?? fieldWords(say, name),
    view: { ...view, ...drawn[name] },
    isOpen: isOwn(view) ? view.editable : cellFields[kind].includes(name),
  };
}

/** How columns that the catalog only compares are written in. */
const drawn: Readonly<Record<string, Partial<FieldView>>> = {
  role: { type: 'choice', many: true },
  companyName: { type: 'party', party: 'company' },
};

/** What stands in a cell, as the API has it. */
export function valueIn(row: PartyRow, name: string): unknown {
  switch (name) {
    case 'role':
      return row.roles;
    case 'tag':
      return row.tags;
    case 'lastContact':
      return row.lastContactAt;
    case 'created':
      return row.createdAt;
    case 'updated':
      return row.updatedAt;
    case 'owner':
      return row.ownerId;
    default:
      return name in row ? row[name as keyof PartyRow] : (row.values?.[name] ?? null);
  }
}

/** The same as it is written into another cell of the same field. */
export function givenIn(row: PartyRow, { name, view }: CellField): Exclude<Cell, null> {
  if (name === 'companyName') return { is: row.companyId };
  const value = valueIn(row, name);
  if (value === null || value === undefined) return '';
  if (typeof value === 'string' && !['choice', 'user', 'party'].includes(view.type)) return value;
  if (typeof value === 'object' && value !== null && 'id' in value) return { is: String(value.id) };
  return { is: value as Exclude<Extract<Cell, object>, null>['is'] };
}

/** A cell as one text that is read as the same value again, here and in a spreadsheet. */
export function textIn(row: PartyRow, { name, view }: CellField, reading: Reading): string {
  const { say, locale, names } = reading;
  const value = valueIn(row, name);
  if (value === null || value === undefined) return '';
  switch (name) {
    case 'role':
      return row.roles.map((role) => roleWords(say, role)).join('; ');
    case 'tag':
      return row.tags.join('; ');
    case 'country':
      return countryName(String(value), locale);
    case 'visibility':
      return say(visibilityMessages[row.visibility]);
    case 'companyName':
      return String(value);
    default:
      break;
  }
  switch (view.type) {
    case 'number':
      return decimal(value as number, locale);
    case 'money': {
      const { amount, currency } = value as { amount: number; currency: string };
      const digits = currencyDigits(currency);
      return decimal(amount / 10 ** digits, locale, digits);
    }
    case 'instant':
      return Temporal.Instant.from(String(value))
        .toZonedDateTimeISO(zone)
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' })
        .replace('T', ' ');
    case 'boolean':
      return say(value ? 'ui.yes' : 'ui.no');
    case 'choice':
      return choiceText([value].flat().map(String), view);
    case 'user':
      return names[String(value)] ?? '';
    case 'party':
      return typeof value === 'object' && 'name' in value ? String(value.name) : '';
    default:
      return String(value);
  }
}

/** Choices by what they are called, unless one of several is called by what stands between them. */
function choiceText(keys: readonly string[], { choiceLabels }: FieldView): string {
  const labels = keys.map((key) => choiceLabels?.[key] ?? key);
  const isSafe = labels.length < 2 || !labels.some((label) => /[;,|\n]/.test(label));
  return (isSafe ? labels : keys).join('; ');
}

/** Without signs between thousands, which spreadsheets of other countries take for the decimal one. */
function decimal(number: number, locale: string, digits?: number): string {
  const text = digits === undefined ? String(number) : number.toFixed(digits);
  return text.replace('.', decimalMarkOf(locale));
}

export function isNumber({ view }: CellField): boolean {
  return view.type === 'number' || view.type === 'money';
}
