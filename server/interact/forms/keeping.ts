import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  FormChange,
  type FormField,
  type FormInput,
  type FormPurpose,
  isAnswerable,
} from '../../../shared/interact/forms.ts';
import { readPurposes } from '../../identify/consent/purposes.ts';
import { ownFields } from '../../identify/fields/fields.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { audienceOf, ChangedMeanwhile, NotYourTeam } from '../../platform/access/reach.ts';
import { readersOf } from '../../platform/access/readers.ts';
import { nextId } from '../../platform/database/ids.ts';
import { record } from '../../platform/events/events.ts';
import { actsName, type Past, undoable } from '../../platform/events/undo.ts';
import { listSenders } from '../sending/outgoing.ts';
import {
  FormNotFound,
  NoSuchHearer,
  NoSuchQuestion,
  NotTheirMailbox,
  NoWording,
} from './errors.ts';
import { askedBy, type FormRow, findForm } from './forms.ts';

interface Kept {
  event: string;
  version: number;
}

/** What a form says, apart from whether it takes anything at the moment. */
type Said = Omit<z.output<typeof FormInput>, 'keeperId'> & { keeperId: string };

/** A new form; its address cannot be guessed, and is there for whoever it is given to. */
export async function makeForm(
  transaction: Transaction,
  input: z.output<typeof FormInput>,
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  const said: Said = { ...input, keeperId: input.keeperId ?? actor.userId! };
  await requireUsable(transaction, said);
  const id = nextId();
  await db
    .insertInto('forms')
    .values({
      workspace_id: actor.workspaceId,
      id,
      key: randomBytes(18).toString('base64url'),
      created_by: actor.userId,
      ...columnsOf(transaction, said),
    })
    .execute();
  const event = await tell(transaction, await standing(transaction, id), 'made');
  return { id, event };
}

/** Changes what a form asks and says, or pauses it. What came through it stays as it was asked. */
export async function changeForm(
  transaction: Transaction,
  id: string,
  { version, paused, ...change }: z.output<typeof FormChange>,
): Promise<Kept> {
  const form = await formToChange(transaction, id, version);
  const before = saidBy(form);
  const given = Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  ) as Partial<Said>;
  const after: Said = { ...before, ...given };
  if (Object.keys(given).length > 0) await requireUsable(transaction, after);
  const columns = columnsOf(transaction, after);
  await write(transaction, id, version, {
    ...columns,
    ...(paused === undefined ? {} : { paused_at: paused ? Temporal.Now.instant() : null }),
  });
  if (columns.audience !== form.audience) await moveSubmissions(transaction, id, columns.audience);
  const verb = paused === undefined ? 'changed' : paused ? 'paused' : 'resumed';
  const was = { ...before, paused: form.paused_at !== null };
  const is = { ...given, ...(paused === undefined ? {} : { paused }) };
  const event = await tell(
    transaction,
    { ...form, ...columns },
    verb,
    Object.fromEntries(Object.keys(is).map((key) => [key, was[key as keyof typeof was]])),
    is,
  );
  return { event, version: version + 1 };
}

/** Takes a form away; what came through it stays. */
export async function removeForm(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<Kept> {
  const form = await formToChange(transaction, id, version);
  await write(transaction, id, version, { removed_at: Temporal.Now.instant() });
  return { event: await tell(transaction, form, 'removed'), version: version + 1 };
}

async function restoreForm(transaction: Transaction, id: string): Promise<Kept> {
  const form = await findForm(transaction, id);
  if (!form?.removed_at) throw new FormNotFound();
  await write(transaction, id, form.version, { removed_at: null });
  return { event: await tell(transaction, form, 'restored'), version: form.version + 1 };
}

export function registerFormUndo(): void {
  const back = async (transaction: Transaction, { subjectId, before }: Past) => {
    const { version } = await standing(transaction, subjectId);
    const change = FormChange.parse({ ...z.object({}).loose().parse(before), version });
    return changeForm(transaction, subjectId, change);
  };
  const remove = async (transaction: Transaction, { subjectId }: Past) => {
    const { version } = await standing(transaction, subjectId);
    return removeForm(transaction, subjectId, version);
  };
  undoable('form', 'changed', back);
  undoable('form', 'paused', back, 'resumed');
  undoable('form', 'resumed', back, 'paused');
  undoable('form', 'made', remove, 'removed');
  undoable('form', 'restored', remove, 'removed');
  undoable(
    'form',
    'removed',
    (transaction, { subjectId }) => restoreForm(transaction, subjectId),
    'restored',
  );
  actsName('form', async ({ db, actor }, ids) => {
    const rows = await db
      .selectFrom('forms')
      .select(['id', 'title'])
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', 'in', ids)
      .execute();
    return new Map(rows.map(({ id, title }) => [id, title]));
  });
}

/** Everything a form refers to is there, and whoever hears of it may know what comes through. */
async function requireUsable(transaction: Transaction, said: Said): Promise<void> {
  const { actor } = transaction;
  const audience = reachOf(transaction, said);
  if (actor.kind === 'user' && !actor.audiences.includes(audience)) throw new NotYourTeam();
  const readers = await readersOf(transaction, audience);
  const mayHear = new Set(readers.filter(({ sees }) => sees).map(({ id }) => id));
  if (![said.keeperId, ...said.told].every((id) => mayHear.has(id))) throw new NoSuchHearer();
  await requireFields(transaction, said.fields);
  await requireWordings(transaction, said.purposes);
  if (!said.confirmFrom) return;
  const senders = await listSenders(transaction);
  const isOwn = said.keeperId === actor.userId && senders.some(({ id }) => id === said.confirmFrom);
  if (!isOwn) throw new NotTheirMailbox();
}

async function requireFields(transaction: Transaction, fields: FormField[]): Promise<void> {
  const own = await ownFields(transaction, { kind: 'person' });
  for (const field of fields) {
    if (field.kind !== 'own') continue;
    const means = own.find(({ name }) => name === field.field);
    if (!means || !isAnswerable(means)) throw new NoSuchQuestion(field.field);
  }
}

/** Nobody agrees to what was never written. */
async function requireWordings(transaction: Transaction, purposes: FormPurpose[]): Promise<void> {
  const known = await readPurposes(transaction);
  for (const { purpose } of purposes) {
    const one = known.find(({ key }) => key === purpose);
    if (!one || one.retiredAt || one.wordings.length === 0) throw new NoWording();
  }
}

const reachOf = ({ actor }: Transaction, { visibility, keeperId, teamId }: Said): string => {
  if (visibility === 'team' && !teamId) throw new NotYourTeam();
  return audienceOf(actor.workspaceId, visibility, keeperId, teamId);
};

function columnsOf(transaction: Transaction, said: Said) {
  return {
    audience: reachOf(transaction, said),
    visibility: said.visibility,
    title: said.title,
    intro: said.intro,
    thanks: said.thanks,
    language: said.language,
    fields: JSON.stringify(said.fields),
    purposes: JSON.stringify(said.purposes),
    role: said.role,
    keeper_id: said.keeperId,
    told: [...new Set(said.told)],
    origins: [...new Set(said.origins)],
    confirm_from: said.confirmFrom,
  };
}

function saidBy(form: FormRow): Said {
  const { title, intro, thanks, role, told, origins } = form;
  return {
    title,
    intro,
    thanks,
    role,
    told,
    origins,
    ...askedBy(form),
    visibility: form.visibility as Said['visibility'],
    teamId: form.visibility === 'team' ? form.audience : null,
    keeperId: form.keeper_id,
    confirmFrom: form.confirm_from,
  };
}

/** A form among those the actor sees and that is still there. */
export async function standing(transaction: Transaction, id: string): Promise<FormRow> {
  const form = await findForm(transaction, id);
  if (!form || form.removed_at) throw new FormNotFound();
  return form;
}

async function formToChange(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<FormRow> {
  const form = await standing(transaction, id);
  if (form.version !== version) throw new ChangedMeanwhile();
  return form;
}

async function write(
  { db, actor }: Transaction,
  id: string,
  version: number,
  change: Partial<ReturnType<typeof columnsOf>> & {
    paused_at?: Temporal.Instant | null;
    removed_at?: Temporal.Instant | null;
  },
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('forms')
    .set({ ...change, version: version + 1 })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
}

/** What waits for a decision is seen by whoever sees the form. */
async function moveSubmissions(
  { db, actor }: Transaction,
  id: string,
  audience: string,
): Promise<void> {
  await db
    .updateTable('form_submissions')
    .set({ audience })
    .where('workspace_id', '=', actor.workspaceId)
    .where('form_id', '=', id)
    .execute();
}

async function tell(
  transaction: Transaction,
  { id, audience, title }: Pick<FormRow, 'id' | 'audience' | 'title'>,
  verb: string,
  before?: object,
  after?: object,
): Promise<string> {
  const [event] = await record(transaction, {
    subject: 'form',
    subjectId: id,
    audience,
    verb,
    particulars: { title },
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
  });
  return event!;
}
