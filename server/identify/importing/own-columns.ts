import type { OwnField } from '../../../shared/identify/fields.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Importing } from '../../platform/import/registry.ts';
import { colleagues } from '../fields/colleagues.ts';
import { UnusableFieldValue } from '../fields/errors.ts';
import { mayEditField, ownFields } from '../fields/fields.ts';
import { prepareFieldValue } from '../fields/values.ts';
import { readWritten, type Writing } from '../fields/written.ts';
import type { PreparedValue } from '../statements/values.ts';
import type { Told } from './told.ts';

/** The columns of a file that are fields of the company's own. */
export interface OwnColumns {
  fields: readonly OwnField[];
  writing: Writing;
}

export const noOwnColumns: OwnColumns = {
  fields: [],
  writing: { country: 'US', users: new Map() },
};

const place = 'own columns';

/** Reads the fields that whoever imports may fill in, once for all files of an import. */
export async function readOwnColumns(
  transaction: Transaction,
  importing: Importing,
): Promise<void> {
  const fields = (await ownFields(transaction)).filter((field) => mayEditField(transaction, field));
  const users = fields.some(({ type }) => type === 'user')
    ? await colleagues(transaction)
    : new Map();
  const columns: OwnColumns = { fields, writing: { country: importing.country, users } };
  importing.memory.set(place, columns);
}

export function ownColumns({ memory }: Importing): OwnColumns {
  return (memory.get(place) as OwnColumns | undefined) ?? noOwnColumns;
}

/** The field that a heading names, by its label or its name. */
export function fieldOfHeading(
  { fields }: OwnColumns,
  kind: PartyKind,
  heading: string,
): OwnField | undefined {
  if (fields.length === 0) return undefined;
  const folded = foldForSearch(heading);
  return fields.find(
    (field) =>
      field.kind === kind && (foldForSearch(field.label) === folded || field.name === heading),
  );
}

/** What a cell says of a field that leads to a person or company: a name or an address, to be looked up. */
export function referenceOf({ id, type }: OwnField, text: string): Told | undefined {
  if (type !== 'person' && type !== 'company') return undefined;
  const value = text.trim();
  return {
    topic: 'field',
    fieldId: id,
    refersTo: type,
    value,
    valueKey: value,
    label: null,
    basis: 'seen',
  };
}

/** The value a cell means to a field, or why it means none. */
export function valueOfCell(
  { writing }: OwnColumns,
  field: OwnField,
  text: string,
): (PreparedValue & { problem?: never }) | { problem: string } {
  const read = readWritten(field, text, writing);
  if (read === undefined) {
    return { problem: `“${text.slice(0, 100)}” is no value of “${field.label}”.` };
  }
  try {
    return prepareFieldValue(field, read);
  } catch (error) {
    if (error instanceof UnusableFieldValue) return { problem: error.message };
    throw error;
  }
}
