import type { OwnField } from '../../../shared/identify/fields.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { PreparedValue } from '../statements/values.ts';
import { FieldNotYours, NoSuchField } from './errors.ts';
import { mayEditField, ownFields } from './fields.ts';
import { prepareFieldValue, requireReferred } from './values.ts';

export interface PreparedFieldValue extends PreparedValue {
  field: OwnField;
}

/** A value that the actor gives a field, ready to be stated of a person or company. */
export async function fieldValue(
  transaction: Transaction,
  kind: PartyKind,
  name: string,
  given: unknown,
): Promise<PreparedFieldValue> {
  return usable(transaction, await ownFields(transaction, { kind }), name, given);
}

/** What somebody new starts with: the values given, and what the other fields assume of everybody. */
export async function startingValues(
  transaction: Transaction,
  kind: PartyKind,
  given: Readonly<Record<string, unknown>>,
): Promise<{ told: PreparedFieldValue[]; assumed: PreparedFieldValue[] }> {
  const fields = await ownFields(transaction, { kind });
  const told: PreparedFieldValue[] = [];
  for (const [name, value] of Object.entries(given)) {
    if (value !== null) told.push(await usable(transaction, fields, name, value));
  }
  const assumed = fields
    .filter(
      (field) =>
        field.settings.default !== undefined &&
        !(field.name in given) &&
        mayEditField(transaction, field),
    )
    .map((field) => ({ field, ...prepareFieldValue(field, field.settings.default) }));
  return { told, assumed };
}

async function usable(
  transaction: Transaction,
  fields: readonly OwnField[],
  name: string,
  given: unknown,
): Promise<PreparedFieldValue> {
  const field = fields.find((each) => each.name === name);
  if (!field) {
    throw new NoSuchField(
      name,
      fields.map((each) => each.name),
    );
  }
  if (!mayEditField(transaction, field)) throw new FieldNotYours(field.label);
  const prepared = prepareFieldValue(field, given);
  await requireReferred(transaction, field, prepared);
  return { field, ...prepared };
}
