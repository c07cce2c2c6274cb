import { sql } from 'kysely';
import { z } from 'zod';
import {
  type TemplateChange,
  type TemplateInput,
  TemplateLanguage,
  type TemplateRow,
  type TemplateView,
} from '../../../shared/interact/templates/templates.ts';
import { PartyVisibility } from '../../../shared/platform/access.ts';
import { Id } from '../../../shared/platform/values.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import {
  audienceOf,
  ChangedMeanwhile,
  NotYourTeam,
  ReadOnly,
} from '../../platform/access/reach.ts';
import { nextId } from '../../platform/database/ids.ts';
import { record } from '../../platform/events/events.ts';
import { undoable } from '../../platform/events/undo.ts';
import { cleanHtml } from '../sending/composing.ts';
import { TemplateNotFound, TemplateNotYours, TooManyTemplates } from './errors.ts';
import { requireKnownPlaceholders } from './knowing.ts';

interface Row {
  id: string;
  audience: string;
  visibility: TemplateRow['visibility'];
  owner_id: string;
  owner: string | null;
  name: string;
  language: TemplateRow['language'];
  subject: string;
  html: string;
  version: number;
  updated_at: Temporal.Instant;
  removed_at: Temporal.Instant | null;
}

const mostTemplates = 500;

/** The templates the actor may use, by name. */
export async function listTemplates(transaction: Transaction): Promise<TemplateRow[]> {
  const rows = await read(transaction, sql`t.removed_at is null order by t.name, t.id limit 2000`);
  return rows.map((row) => rowOf(transaction, row));
}

export async function viewTemplate(transaction: Transaction, id: string): Promise<TemplateView> {
  const row = await standing(transaction, id);
  return { ...rowOf(transaction, row), html: row.html };
}

/** All of them with their text, for the archive. */
export async function wholeTemplates(transaction: Transaction): Promise<TemplateView[]> {
  const rows = await read(transaction, sql`t.removed_at is null order by t.id`);
  return rows.map((row) => ({ ...rowOf(transaction, row), html: row.html }));
}

async function read({ db, actor }: Transaction, which: ReturnType<typeof sql>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select t.*, u.name as owner from mail_templates t
    left join users u on u.workspace_id = t.workspace_id and u.id = t.owner_id
    where t.workspace_id = ${actor.workspaceId} and ${which}`.execute(db);
  return rows;
}

async function find(transaction: Transaction, id: string): Promise<Row> {
  const [row] = await read(transaction, sql`t.id = ${id}`);
  if (!row) throw new TemplateNotFound();
  return row;
}

async function standing(transaction: Transaction, id: string): Promise<Row> {
  const row = await find(transaction, id);
  if (row.removed_at) throw new TemplateNotFound();
  return row;
}

function mayEdit({ actor }: Transaction, { owner_id }: Pick<Row, 'owner_id'>): boolean {
  return (
    actor.kind === 'user' &&
    !actor.readOnly &&
    actor.level !== 'reader' &&
    (actor.level === 'owner' || owner_id === actor.userId)
  );
}

function rowOf(transaction: Transaction, row: Row): TemplateRow {
  return {
    id: row.id,
    name: row.name,
    language: row.language,
    subject: row.subject,
    visibility: row.visibility,
    teamId: row.visibility === 'team' ? row.audience : null,
    owner: { id: row.owner_id, name: row.owner ?? '' },
    version: row.version,
    updatedAt: row.updated_at.toString(),
    can: { edit: mayEdit(transaction, row) },
  };
}

export async function createTemplate(
  transaction: Transaction,
  { html, teamId, ...input }: z.output<typeof TemplateInput>,
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  if (actor.kind !== 'user') throw new ReadOnly();
  const { count } = await db
    .selectFrom('mail_templates')
    .select(db.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', actor.workspaceId)
    .where('owner_id', '=', actor.userId)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (count >= mostTemplates) throw new TooManyTemplates();
  const clean = await cleaned(html);
  await requireKnownPlaceholders(transaction, { subject: input.subject, html: clean });
  const id = nextId();
  const audience = reachOf(transaction, input.visibility, actor.userId, teamId);
  await db
    .insertInto('mail_templates')
    .values({
      workspace_id: actor.workspaceId,
      id,
      audience,
      owner_id: actor.userId,
      html: clean,
      ...input,
    })
    .execute();
  const [event] = await record(transaction, {
    subject: 'template',
    subjectId: id,
    audience,
    verb: 'created',
    after: { name: input.name },
  });
  return { id, event: event! };
}

/** Changes what a template says, its name, or who uses it. */
export async function changeTemplate(
  transaction: Transaction,
  id: string,
  { version, teamId, ...change }: TemplateChange,
): Promise<{ event: string; version: number }> {
  const template = await own(transaction, id, version);
  const html = change.html === undefined ? undefined : await cleaned(change.html);
  await requireKnownPlaceholders(transaction, {
    subject: change.subject ?? '',
    html: html ?? '',
  });
  const audience = change.visibility
    ? reachOf(transaction, change.visibility, template.owner_id, teamId)
    : template.audience;
  const after = Object.fromEntries(
    Object.entries({ ...change, html }).filter(([, value]) => value !== undefined),
  );
  await write(transaction, template, { ...after, audience });
  const [event] = await record(transaction, {
    subject: 'template',
    subjectId: id,
    audience,
    verb: 'changed',
    before: {
      ...Object.fromEntries(
        Object.keys(after).map((name) => [name, template[name as keyof Row] as unknown]),
      ),
      ...(change.visibility
        ? { teamId: template.visibility === 'team' ? template.audience : null }
        : {}),
    },
    after,
  });
  return { event: event!, version: template.version + 1 };
}

/** Takes a template out of everybody's lists; it can be brought back for thirty days. */
export async function removeTemplate(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<{ event: string; version: number }> {
  return setRemoved(transaction, await own(transaction, id, version), true);
}

async function setRemoved(
  transaction: Transaction,
  template: Row,
  removed: boolean,
): Promise<{ event: string; version: number }> {
  await write(transaction, template, { removed_at: removed ? Temporal.Now.instant() : null });
  const [event] = await record(transaction, {
    subject: 'template',
    subjectId: template.id,
    audience: template.audience,
    verb: removed ? 'removed' : 'restored',
  });
  return { event: event!, version: template.version + 1 };
}

function cleaned(html: string): Promise<string> {
  return html.trim() ? cleanHtml(html) : Promise.resolve('');
}

function reachOf(
  { actor }: Transaction,
  visibility: string,
  ownerId: string,
  teamId: string | undefined,
): string {
  const audience = audienceOf(actor.workspaceId, visibility, ownerId, teamId);
  // What its owner keeps to themselves may be made so by an owner of the workspace as well.
  if (actor.kind === 'user' && audience !== ownerId && !actor.audiences.includes(audience)) {
    throw new NotYourTeam();
  }
  return audience;
}

async function own(transaction: Transaction, id: string, version?: number): Promise<Row> {
  const template = await find(transaction, id);
  if (!mayEdit(transaction, template)) throw new TemplateNotYours();
  if (version === undefined) return template;
  if (template.removed_at) throw new TemplateNotFound();
  if (template.version !== version) throw new ChangedMeanwhile();
  return template;
}

async function write(
  { db, actor }: Transaction,
  { id, version }: Row,
  change: Record<string, unknown>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('mail_templates')
    .set({ ...change, version: version + 1, updated_at: Temporal.Now.instant() })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
}

/** Removes for good what was put away before this moment. */
export async function purgeTemplates(house: Transaction, before: Temporal.Instant): Promise<void> {
  await house.db
    .deleteFrom('mail_templates')
    .where('workspace_id', '=', house.actor.workspaceId)
    .where('removed_at', '<', before)
    .execute();
}

const Before = z.object({
  name: z.string().optional(),
  language: TemplateLanguage.optional(),
  subject: z.string().optional(),
  html: z.string().optional(),
  visibility: PartyVisibility.optional(),
  teamId: Id.nullable().optional(),
});

/** How acts on templates are taken back. */
export function registerTemplateUndo(): void {
  const put =
    (removed: boolean) =>
    async (transaction: Transaction, { subjectId }: { subjectId: string }) =>
      setRemoved(transaction, await own(transaction, subjectId), removed);
  undoable('template', 'created', put(true), 'removed');
  undoable('template', 'removed', put(false), 'restored');
  undoable('template', 'restored', put(true), 'removed');
  undoable('template', 'changed', async (transaction, { subjectId, before }) => {
    const { teamId, ...change } = Before.parse(before ?? {});
    const { version } = await own(transaction, subjectId);
    return changeTemplate(transaction, subjectId, {
      ...change,
      ...(teamId ? { teamId } : {}),
      version,
    });
  });
}
