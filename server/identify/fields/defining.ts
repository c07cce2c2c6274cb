import { z } from 'zod';
import { nameOf, ownFieldLimits } from '../../../shared/identify/field-rules.ts';
import type {
  FieldChange,
  FieldInput,
  FieldSettings,
  OwnField,
} from '../../../shared/identify/fields.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile } from '../../platform/access/reach.ts';
import { nextId } from '../../platform/database/ids.ts';
import { record } from '../../platform/events/events.ts';
import { undoable } from '../../platform/events/undo.ts';
import { TeamNotFound } from '../../platform/workspaces/teams.ts';
import { partyEntities } from '../parties/catalog.ts';
import { FieldNameTaken, FieldNotFound, TooManyFields, UnusableField } from './errors.ts';
import { ownFields, type StoredSettings } from './fields.ts';
import { refreshField } from './projection.ts';
import { prepareFieldValue } from './values.ts';

export interface Defined {
  event: string;
  id: string;
  version: number;
}

/** Adds a field of the company's own; its name is made from the label and stays for ever. */
export async function defineField(
  transaction: Transaction,
  input: z.output<typeof FieldInput>,
): Promise<Defined> {
  const { db, actor } = transaction;
  const { kind, label, type } = input;
  const all = await lockFields(transaction);
  const fields = all.filter((field) => field.kind === kind);
  if (fields.length >= ownFieldLimits.fields) throw new TooManyFields(ownFieldLimits.fields);
  requireFreeLabel(fields, label);
  await requireTeam(transaction, input.teamId);
  const names = new Set([
    ...fields.map((field) => field.name),
    ...partyEntities[kind].fields.map((field) => field.name),
  ]);
  const field: OwnField = {
    ...input,
    id: nextId(),
    name: nameOf(label, names),
    settings: settle(type, input.settings),
    position: Math.max(-1, ...fields.map(({ position }) => position)) + 1,
    retiredAt: null,
    version: 1,
  };
  requireDefault(field);
  await db
    .insertInto('fields')
    .values({ ...rowOf(transaction, field), created_by: actor.userId })
    .execute();
  return told(transaction, field, 'defined', undefined, field);
}

/** Changes what a field is called, offers and allows, or who sees and edits it. */
export async function changeField(
  transaction: Transaction,
  id: string,
  { version, position, ...change }: FieldChange,
): Promise<Defined> {
  const { fields, field } = await fieldToChange(transaction, id, version);
  if (change.label !== undefined) {
    requireFreeLabel(
      fields.filter((each) => each.id !== id),
      change.label,
    );
  }
  await requireTeam(transaction, change.teamId);
  const settings = change.settings
    ? settle(field.type, change.settings, field.settings)
    : field.settings;
  const changed: OwnField = { ...field, ...change, settings, version: version + 1 };
  requireDefault(changed);
  await write(transaction, changed, version);
  if (position !== undefined) await moveTo(transaction, fields, field, position);
  if (JSON.stringify(settings.choices) !== JSON.stringify(field.settings.choices)) {
    await refreshField(transaction, id);
  }
  const before = {
    ...pick(field, change),
    ...(position === undefined ? {} : { position: placeOf(fields, field) }),
  };
  return told(transaction, changed, 'changed', before, {
    ...pick(changed, change),
    ...(position === undefined ? {} : { position }),
  });
}

/** A retired field is offered nowhere; what it holds stays, and is there again when it comes back. */
export async function retireField(
  transaction: Transaction,
  id: string,
  version: number,
  retired: boolean,
): Promise<Defined> {
  const { field } = await fieldToChange(transaction, id, version);
  const retiredAt = retired ? Temporal.Now.instant().toString() : null;
  const changed = { ...field, retiredAt, version: version + 1 };
  await write(transaction, changed, version);
  return told(transaction, changed, retired ? 'retired' : 'restored');
}

const Before = z.object({
  label: z.string().optional(),
  help: z.string().optional(),
  settings: z.custom<FieldSettings>().optional(),
  seenFrom: z.custom<OwnField['seenFrom']>().optional(),
  editedFrom: z.custom<OwnField['editedFrom']>().optional(),
  teamId: z.string().nullable().optional(),
  asked: z.boolean().optional(),
  position: z.number().optional(),
});

export function registerFieldUndo(): void {
  const versionOf = async (transaction: Transaction, id: string) =>
    (await fieldToChange(transaction, id)).field.version;
  undoable(
    'field',
    'defined',
    async (transaction, { subjectId: id }) =>
      retireField(transaction, id, await versionOf(transaction, id), true),
    'retired',
  );
  undoable(
    'field',
    'retired',
    async (transaction, { subjectId: id }) =>
      retireField(transaction, id, await versionOf(transaction, id), false),
    'restored',
  );
  undoable(
    'field',
    'restored',
    async (transaction, { subjectId: id }) =>
      retireField(transaction, id, await versionOf(transaction, id), true),
    'retired',
  );
  undoable('field', 'changed', async (transaction, { subjectId: id, before }) =>
    changeField(transaction, id, {
      ...Before.parse(before ?? {}),
      version: await versionOf(transaction, id),
    }),
  );
}

/** Two who add a field at once would take the same place and name: they wait for each other. */
async function lockFields(transaction: Transaction): Promise<OwnField[]> {
  const { db, actor } = transaction;
  await db
    .selectFrom('fields')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .forUpdate()
    .execute();
  return ownFields(transaction, { withRetired: true });
}

async function fieldToChange(
  transaction: Transaction,
  id: string,
  version?: number,
): Promise<{ fields: OwnField[]; field: OwnField }> {
  const all = await lockFields(transaction);
  const field = all.find((each) => each.id === id);
  if (!field) throw new FieldNotFound();
  if (version !== undefined && field.version !== version) throw new ChangedMeanwhile();
  return { fields: all.filter(({ kind }) => kind === field.kind), field };
}

async function write(transaction: Transaction, field: OwnField, version: number): Promise<void> {
  const { db, actor } = transaction;
  const { numUpdatedRows } = await db
    .updateTable('fields')
    .set(rowOf(transaction, field))
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', field.id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
}

function rowOf({ actor }: Transaction, field: OwnField) {
  const { choices, ...settings } = field.settings;
  const stored: StoredSettings = {
    ...settings,
    ...(choices && {
      choices: choices.map((choice) => ({ ...choice, folded: foldForSearch(choice.label) })),
    }),
  };
  return {
    workspace_id: actor.workspaceId,
    id: field.id,
    audience: field.teamId ?? actor.workspaceId,
    kind: field.kind,
    name: field.name,
    label: field.label,
    help: field.help,
    type: field.type,
    settings: JSON.stringify(stored),
    seen_from: field.seenFrom,
    edited_from: field.editedFrom,
    asked: field.asked,
    position: field.position,
    retired_at: field.retiredAt === null ? null : Temporal.Instant.from(field.retiredAt),
    version: field.version,
  };
}

function placeOf(fields: readonly OwnField[], field: OwnField): number {
  return fields.findIndex(({ id }) => id === field.id);
}

async function moveTo(
  { db, actor }: Transaction,
  fields: readonly OwnField[],
  field: OwnField,
  place: number,
): Promise<void> {
  const others = fields.filter(({ id }) => id !== field.id);
  const order = [...others.slice(0, place), field, ...others.slice(place)];
  for (const [position, { id }] of order.entries()) {
    await db
      .updateTable('fields')
      .set({ position })
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', id)
      .where('position', '<>', position)
      .execute();
  }
}

/** Settings that fit the type; choices that are no longer named are retired, because records have them. */
function settle(
  type: OwnField['type'],
  given: FieldSettings,
  before?: FieldSettings,
): FieldSettings {
  const { choices, decimals, currency, least, most, longest, default: assumed } = given;
  const of = (...types: OwnField['type'][]) => types.includes(type);
  const settings: FieldSettings = {};
  if (of('choice', 'choices')) {
    if (!choices?.some(({ retired }) => !retired)) {
      throw new UnusableField('settings.choices', 'Name at least one choice.');
    }
    const labels = choices.map(({ label }) => foldForSearch(label));
    const keys = choices.map(({ key }) => key);
    if (new Set(labels).size < labels.length || new Set(keys).size < keys.length) {
      throw new UnusableField('settings.choices', 'Two choices are called the same.');
    }
    const gone = (before?.choices ?? []).filter(({ key }) => !keys.includes(key));
    const retired = gone.map((choice) => ({ ...choice, retired: true }));
    if (choices.length + retired.length > ownFieldLimits.choices) {
      throw new UnusableField(
        'settings.choices',
        `A field has room for ${ownFieldLimits.choices} choices, the retired ones included.`,
      );
    }
    settings.choices = [...choices, ...retired];
  }
  if (of('number')) settings.decimals = before?.decimals ?? decimals ?? 0;
  if (of('money')) {
    const code = before?.currency ?? currency;
    if (!code || !Intl.supportedValuesOf('currency').includes(code)) {
      throw new UnusableField(
        'settings.currency',
        'Give the three letters of a currency, such as EUR.',
      );
    }
    settings.currency = code;
  }
  const bounds = of('number', 'money') ? 'number' : of('date') ? 'string' : undefined;
  if (least !== undefined && typeof least === bounds) settings.least = least;
  if (most !== undefined && typeof most === bounds) settings.most = most;
  if (
    settings.least !== undefined &&
    settings.most !== undefined &&
    settings.least > settings.most
  ) {
    throw new UnusableField('settings.most', 'The largest value is below the smallest one.');
  }
  if (of('text', 'longText') && longest !== undefined) settings.longest = longest;
  if (assumed !== undefined && assumed !== null) settings.default = assumed;
  return settings;
}

/** A default is a value like any other; somebody in particular is nobody's default. */
function requireDefault(field: OwnField): void {
  const { default: assumed } = field.settings;
  if (assumed === undefined) return;
  if (field.type === 'person' || field.type === 'company') {
    throw new UnusableField('settings.default', `A ${field.type} cannot be assumed of everyone.`);
  }
  field.settings.default = prepareFieldValue(field, assumed).value;
}

function requireFreeLabel(fields: readonly OwnField[], label: string): void {
  const folded = foldForSearch(label);
  if (fields.some((field) => foldForSearch(field.label) === folded))
    throw new FieldNameTaken(label);
}

async function requireTeam(
  { db, actor }: Transaction,
  teamId: string | null | undefined,
): Promise<void> {
  if (!teamId) return;
  const team = await db
    .selectFrom('teams')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', teamId)
    .executeTakeFirst();
  if (!team) throw new TeamNotFound();
}

function pick(field: OwnField, change: object): Partial<OwnField> {
  return Object.fromEntries(
    Object.entries(field).filter(([name]) => name in change),
  ) as Partial<OwnField>;
}

/** Only who sees a field hears of it. */
async function told(
  transaction: Transaction,
  { id, kind, name, label, teamId, version }: OwnField & { kind: PartyKind },
  verb: string,
  before?: object,
  after?: object,
): Promise<Defined> {
  const [event] = await record(transaction, {
    subject: 'field',
    subjectId: id,
    fieldId: id,
    audience: teamId ?? transaction.actor.workspaceId,
    verb,
    particulars: { kind, name, label },
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
  });
  return { event: event!, id, version };
}
