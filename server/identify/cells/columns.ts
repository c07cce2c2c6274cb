import type { Cell } from '../../../shared/identify/cells.ts';
import type { OwnField } from '../../../shared/identify/fields.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Topic } from '../../../shared/identify/statements.ts';
import { cellFields } from '../../../shared/identify/writable-columns.ts';
import type { Refusal } from '../../../shared/platform/errors.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { workspaceCountry } from '../../platform/workspaces/workspaces.ts';
import { type Edits, onlyValue } from '../bulk/edits.ts';
import type { Held } from '../bulk/records.ts';
import { colleagues } from '../fields/colleagues.ts';
import { partyEntity } from '../fields/entity.ts';
import { FieldNotYours } from '../fields/errors.ts';
import { mayEditField, ownFields } from '../fields/fields.ts';
import { prepareFieldValue, requireReferred } from '../fields/values.ts';
import { readWritten } from '../fields/written.ts';
import type { CurrentStatement, Projection } from '../statements/projection.ts';
import { builtIn } from './built-in.ts';
import { CellRefused, NoSuchColumn } from './errors.ts';
import { partiesCalled } from './names.ts';

/** What a record shows, from which a cell reads what stands in it. */
export interface Shown {
  fields: Projection['fields'];
  own: ReadonlyMap<string, unknown>;
  assignedTo: string | null;
}

/** What writing something into a cell does to the values of one record. */
export type CellEdit = (one: Held, current: CurrentStatement[]) => CellEdits;
/** `assignTo` where the record is handed to somebody, or to nobody. */
export type CellEdits = Edits & { assignTo?: string | null };

/** What the cells of one column take. */
export interface CellColumn {
  name: string;
  /** What the values are stated about; without it the column says whose the record is. */
  topic: Topic | null;
  fieldId?: string;
  shown: (shown: Shown) => unknown;
  /** Reads what was given once, for however many records; null empties the cell. */
  read: (given: Exclude<Cell, null>) => CellEdit | Promise<CellEdit>;
}

/** What reading needs to know of the company. */
export interface Surroundings {
  kind: PartyKind;
  country: string;
  decimalMark: string | undefined;
}

/** A column that shows something nobody writes, or that is not the actor's to change. */
export interface ClosedColumn {
  name: string;
  closed: CellRefused;
}

/** The columns of these names. `given` is what will be read, so that names are looked up together. */
export async function cellColumns(
  transaction: Transaction,
  { kind, decimalMark }: { kind: PartyKind; decimalMark?: string | undefined },
  names: readonly string[],
  given: (name: string) => Cell[],
): Promise<(CellColumn | ClosedColumn)[]> {
  const own = new Map((await ownFields(transaction, { kind })).map((each) => [each.name, each]));
  const around: Surroundings = { kind, decimalMark, country: await workspaceCountry(transaction) };
  const columns: (CellColumn | ClosedColumn)[] = [];
  const unknown: string[] = [];
  const { fields: known } = await partyEntity(kind)(transaction);
  for (const name of names) {
    const field = own.get(name);
    if (cellFields[kind].includes(name)) {
      columns.push(await builtIn(transaction, name, around, given(name)));
    } else if (field && !mayEditField(transaction, field)) {
      const { message } = new FieldNotYours(field.label);
      columns.push({ name, closed: new CellRefused('field', message) });
    } else if (field) columns.push(await ownColumn(transaction, field, around, given(name)));
    else if (known.some((each) => each.name === name)) {
      columns.push({
        name,
        closed: new CellRefused('field', 'This column shows what follows from other values.'),
      });
    } else unknown.push(name);
  }
  if (unknown.length > 0) throw new NoSuchColumn(unknown);
  return columns;
}

async function ownColumn(
  transaction: Transaction,
  field: OwnField,
  { country, decimalMark }: Surroundings,
  given: readonly Cell[],
): Promise<CellColumn> {
  const isParty = field.type === 'person' || field.type === 'company';
  const users = field.type === 'user' ? await colleagues(transaction) : new Map<string, string>();
  const called = isParty
    ? await partiesCalled(transaction, field.type as PartyKind, given.filter(isText))
    : undefined;
  const meant = (text: string): unknown => {
    if (called) return called(text).id;
    const value = readWritten(field, text, { country, users, decimalMark });
    if (value !== undefined) return value;
    throw notRead(field, text);
  };
  return {
    name: field.name,
    topic: 'field',
    fieldId: field.id,
    shown: ({ own }) => own.get(field.id) ?? null,
    read: async (cell) => {
      const value = typeof cell === 'string' ? (cell.trim() ? meant(cell) : null) : cell.is;
      if (value === null) return (_, current) => onlyValue(current, null);
      const prepared = prepareFieldValue(field, value);
      // A name that was looked up leads to somebody the actor sees.
      if (!called || typeof cell !== 'string') await requireReferred(transaction, field, prepared);
      return (_, current) => onlyValue(current, prepared);
    },
  };
}

function isText(cell: Cell): cell is string {
  return typeof cell === 'string' && cell.trim() !== '';
}

function notRead({ type, label, settings }: OwnField, text: string): Refusal {
  const what = `“${text.trim().slice(0, 100)}”`;
  switch (type) {
    case 'choice':
    case 'choices': {
      const offered = (settings.choices ?? []).filter(({ retired }) => !retired);
      return new CellRefused(
        'unmatched',
        `${what} is no choice of “${label}”. Choose among: ${offered.map((each) => each.label).join(', ')}.`,
      );
    }
    case 'user':
      return new CellRefused('unmatched', `Nobody here is called ${what}. Choose a colleague.`);
    case 'boolean':
      return new CellRefused('value', `${what} is neither yes nor no.`);
    case 'date':
      return new CellRefused('value', `${what} is no date. Write it like 2026-03-14.`);
    case 'money':
      return new CellRefused(
        'value',
        `${what} is no amount in ${settings.currency ?? ''}. Write a number.`,
      );
    default:
      return new CellRefused('value', `${what} is no value of “${label}”. Write a number.`);
  }
}
