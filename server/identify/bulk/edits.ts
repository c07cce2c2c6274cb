import {
  type BulkChange,
  type BulkKind,
  type BulkValue,
  type BulkVerb,
  bulkFields,
} from '../../../shared/identify/bulk.ts';
import type { OwnField } from '../../../shared/identify/fields.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import {
  type PostalAddress,
  type Topic,
  topicValues,
} from '../../../shared/identify/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { workspaceCountry } from '../../platform/workspaces/workspaces.ts';
import { FieldNotYours } from '../fields/errors.ts';
import { mayEditField, ownFields } from '../fields/fields.ts';
import { fieldValue } from '../fields/stating.ts';
import { usualAudience } from '../parties/usual-audience.ts';
import { type CurrentStatement, type Projection, project } from '../statements/projection.ts';
import type { LookUp } from '../statements/statements.ts';
import { type PreparedValue, prepareValue } from '../statements/values.ts';
import { FieldNotForMany, RoleNotForMany, ValueNotUsable } from './errors.ts';

/** What a change does to the current values of one record. */
export interface Edits {
  stated: (PreparedValue & { label: string | null; replaces: string | null })[];
  withdrawn: string[];
}

export type FieldChange = Extract<BulkChange, { do: BulkVerb }>;

export interface Editing {
  topic: Topic;
  /** For the topic `field`: which one. */
  fieldId?: string;
  /** Nothing to do for a record that has it so already. */
  editsFor: (kind: PartyKind, current: CurrentStatement[]) => Edits;
}

export function isFieldChange(change: BulkChange): change is FieldChange {
  return 'field' in change;
}

/** Reads a change of a field once; then it says for each record what follows. */
export async function editingOf(
  transaction: Transaction,
  kind: BulkKind,
  change: FieldChange,
): Promise<Editing> {
  if (kind !== 'party' && change.do === 'set' && !bulkFields[change.field]) {
    const own = await ownFields(transaction, { kind });
    const field = own.find(({ name }) => name === change.field);
    if (field) return ofOwnField(transaction, kind, field, change.value);
  }
  if (change.field === 'role' && (change.do === 'add' || change.do === 'replace')) {
    const role = String(change.value);
    const { visibility } = await usualAudience(transaction, [{ role }]);
    if (visibility !== 'everyone') throw new RoleNotForMany(role);
  }
  return ofBuiltIn(change, await workspaceCountry(transaction));
}

/** A field of the company's own has one value; who may not edit the field changes it nowhere. */
async function ofOwnField(
  transaction: Transaction,
  kind: PartyKind,
  field: OwnField,
  given: BulkValue | null,
): Promise<Editing> {
  if (!mayEditField(transaction, field)) throw new FieldNotYours(field.label);
  const value = given === null ? null : await fieldValue(transaction, kind, field.name, given);
  return {
    topic: 'field',
    fieldId: field.id,
    editsFor: (_, current) => onlyValue(current, value),
  };
}

/** The value of a field that has one, in place of the one it had, or none. */
export function onlyValue(current: CurrentStatement[], next: PreparedValue | null): Edits {
  const [held] = current;
  if (!next) return { stated: [], withdrawn: current.map(({ id }) => id) };
  if (held && JSON.stringify(held.value) === JSON.stringify(next.value)) return nothing;
  const { value, valueKey } = next;
  return {
    stated: [{ value, valueKey, label: null, replaces: held?.id ?? null }],
    withdrawn: [],
  };
}

function ofBuiltIn(change: FieldChange, country: string): Editing {
  const verbs = bulkFields[change.field];
  if (!verbs?.includes(change.do)) {
    throw new FieldNotForMany(
      change.field,
      Object.keys(bulkFields).filter((name) => bulkFields[name]!.includes(change.do)),
    );
  }
  if (change.field === 'city' || change.field === 'country') return ofAddress(change, country);
  const topic = change.field as 'tag' | 'role' | 'phone' | 'web';
  const prepared = (value: unknown) => readValue(topic, value, country);
  switch (change.do) {
    case 'add': {
      const value = prepared(change.value);
      return {
        topic,
        editsFor: (_, current) =>
          find(current, value.valueKey) ? nothing : { stated: [plain(value)], withdrawn: [] },
      };
    }
    case 'remove': {
      const { valueKey } = prepared(change.value);
      return {
        topic,
        editsFor: (_, current) => ({
          stated: [],
          withdrawn: current.filter((one) => one.valueKey === valueKey).map(({ id }) => id),
        }),
      };
    }
    case 'replace': {
      const value = prepared(change.value);
      const from = prepared(change.from);
      return { topic, editsFor: (_, current) => replacing(current, from, value) };
    }
    case 'set': {
      const value = change.value === null ? null : prepared(change.value);
      return { topic, editsFor: (kind, current) => setting(topic, kind, current, value) };
    }
  }
}

export const nothing: Edits = { stated: [], withdrawn: [] };
const plain = (value: PreparedValue) => ({ ...value, label: null, replaces: null });
const find = (current: CurrentStatement[], key: string) =>
  current.find(({ valueKey }) => valueKey === key);

/** Where the other value is there already, the two become one. */
function replacing(current: CurrentStatement[], from: PreparedValue, to: PreparedValue): Edits {
  const had = current.filter(({ valueKey }) => valueKey === from.valueKey);
  const [first, ...more] = had;
  if (!first) return nothing;
  // Another spelling of the same is a new value all the same.
  const isThere = from.valueKey !== to.valueKey && find(current, to.valueKey);
  if (isThere) return { stated: [], withdrawn: had.map(({ id }) => id) };
  if (JSON.stringify(first.value) === JSON.stringify(to.value)) return nothing;
  return {
    stated: [{ ...to, label: first.label, replaces: first.id }],
    withdrawn: more.map(({ id }) => id),
  };
}

/** Of several values the one that lists show is replaced; without a value all go. */
function setting(
  topic: 'tag' | 'role' | 'phone' | 'web',
  kind: PartyKind,
  current: CurrentStatement[],
  value: PreparedValue | null,
): Edits {
  const ofTopic = current.filter((one) => one.topic === topic);
  if (!value) return { stated: [], withdrawn: ofTopic.map(({ id }) => id) };
  const { fields } = project(kind, ofTopic);
  const shown =
    ofTopic.find((one) => one.value === (topic === 'phone' ? fields.phone : fields.web)) ?? null;
  if (shown?.valueKey === value.valueKey) return nothing;
  return {
    stated: [{ ...value, label: shown?.label ?? null, replaces: shown?.id ?? null }],
    withdrawn: [],
  };
}

export const noAddress: PostalAddress = {
  street: '',
  locality: '',
  region: '',
  postalCode: '',
  country: '',
  text: '',
};

/** City and country are parts of the address that lists show. */
function ofAddress(change: FieldChange, country: string): Editing {
  const part = change.field === 'city' ? 'locality' : 'country';
  const wanted = change.do === 'set' ? (change.value ?? '') : '';
  const parsed = topicValues.address.safeParse({ [part]: wanted });
  if (!parsed.success) {
    throw new ValueNotUsable(
      change.field,
      part === 'country'
        ? 'Give the two letters of a country, such as AT.'
        : parsed.error.issues[0]!.message,
    );
  }
  const value = parsed.data[part];
  return {
    topic: 'address',
    editsFor: (_, current) => {
      const shown = current.find(({ topic }) => topic === 'address');
      const before = (shown?.value as PostalAddress | undefined) ?? noAddress;
      if (before[part] === value) return nothing;
      const next = { ...before, [part]: value };
      if (Object.values(next).every((line) => line === '')) {
        return { stated: [], withdrawn: shown ? [shown.id] : [] };
      }
      const prepared = prepareValue('address', next, country);
      return {
        stated: [{ ...prepared, label: shown?.label ?? null, replaces: shown?.id ?? null }],
        withdrawn: [],
      };
    },
  };
}

export function readValue(topic: Topic, given: unknown, country: string): PreparedValue {
  const parsed = topicValues[topic].safeParse(topic === 'role' ? { role: given } : given);
  if (!parsed.success) throw new ValueNotUsable(topic, parsed.error.issues[0]!.message);
  return prepareValue(topic, parsed.data, country);
}

interface Follows {
  fields: (keyof Projection['fields'])[];
  lookUps: readonly LookUp[];
}

/** Look-ups that hold the values of a topic, besides those of which everything follows by itself. */
const lookUpsOf: Partial<Record<Topic, readonly LookUp[]>> = {
  email: ['party_emails'],
  affiliation: ['affiliations'],
};

/**
 * What follows from the values of a topic by themselves. Of the others the name by which a record is shown and
 * the text in which it is searched follow too, and those from all its values.
 */
const alone: Partial<Record<Topic, Follows>> = {
  tag: { fields: ['tags'], lookUps: ['party_tags'] },
  role: { fields: ['roles'], lookUps: ['party_roles'] },
  web: { fields: ['web'], lookUps: [] },
  field: { fields: [], lookUps: [] },
};

export function followsAlone(topic: Topic): Follows | undefined {
  return alone[topic];
}

/** What follows from the values of several topics; `fields` is undefined where everything may. */
export function followsFrom(topics: readonly Topic[]): {
  fields: Follows['fields'] | undefined;
  lookUps: LookUp[];
} {
  const follows = topics.map((topic) => alone[topic]);
  return {
    fields: follows.includes(undefined) ? undefined : follows.flatMap((each) => each!.fields),
    lookUps: topics.flatMap((topic) => alone[topic]?.lookUps ?? lookUpsOf[topic] ?? []),
  };
}
