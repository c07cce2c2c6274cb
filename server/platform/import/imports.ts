import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import {
  ImportCheck,
  ImportCounts,
  ImportOptions,
  type ImportProblemView,
  type ImportView,
  PlacedCell,
} from '../../../shared/platform/import/imports.ts';
import { Id } from '../../../shared/platform/values.ts';
import type { Transaction } from '../access/actor.ts';
import { audienceOf, NotYourTeam } from '../access/reach.ts';
import { UnusableCursor } from '../catalog/query.ts';
import { announce, record } from '../events/events.ts';
import type { Jobs } from '../jobs/jobs.ts';
import {
  ImportNotFound,
  ImportNotYours,
  ImportStarted,
  NothingToImport,
  TooManyFiles,
} from './errors.ts';
import type { Format } from './formats.ts';
import { rememberMappings } from './mappings.ts';

export const mostFiles = 2_000;

/** Begins an import: first files are collected, then it is started. */
export async function beginImport(
  transaction: Transaction,
  options: ImportOptions,
): Promise<string> {
  const { db, actor } = transaction;
  const id = randomUUIDv7();
  const audience = reachOf(transaction, options);
  await db
    .insertInto('imports')
    .values({
      workspace_id: actor.workspaceId,
      id,
      audience,
      visibility: options.visibility,
      owner_id: actor.userId!,
      status: 'collecting',
      options: JSON.stringify(options),
    })
    .execute();
  await record(transaction, { subject: 'import', subjectId: id, audience, verb: 'begun' });
  return id;
}

function reachOf({ actor }: Transaction, options: ImportOptions): string {
  if (
    options.visibility === 'team' &&
    actor.kind === 'user' &&
    !actor.audiences.includes(options.teamId ?? '')
  ) {
    throw new NotYourTeam();
  }
  return audienceOf(actor.workspaceId, options.visibility, actor.userId!, options.teamId);
}

export function findImport({ db, actor }: Transaction, id: string) {
  return db
    .selectFrom('imports')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** An import the actor may steer. */
export async function ownImport(transaction: Transaction, id: string) {
  const found = await findImport(transaction, id);
  if (!found) throw new ImportNotFound();
  const { actor } = transaction;
  if (actor.kind === 'user' && actor.level !== 'owner' && found.owner_id !== actor.userId) {
    throw new ImportNotYours();
  }
  return found;
}

/** Changes the choices while files are still being collected. */
export async function chooseOptions(
  transaction: Transaction,
  id: string,
  options: ImportOptions,
): Promise<void> {
  const { db, actor } = transaction;
  const found = await ownImport(transaction, id);
  if (found.status !== 'collecting') throw new ImportStarted();
  const audience = reachOf(transaction, options);
  await db
    .updateTable('imports')
    .set({ options: JSON.stringify(options), visibility: options.visibility, audience })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
  await forgetCheck(transaction, id);
}

/** Something about the import has changed, or it begins: what was counted before is not true any more. */
export async function forgetCheck({ db, actor }: Transaction, id: string): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('imports')
    .set({ checked: null })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('checked', 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await db
    .deleteFrom('import_problems')
    .where('workspace_id', '=', actor.workspaceId)
    .where('import_id', '=', id)
    .execute();
}

/** A single row was decided about or put right: the counts are no longer those of the run. */
export async function countAgain({ db, actor }: Transaction, id: string): Promise<void> {
  await db
    .updateTable('imports')
    .set({ checked: sql`jsonb_set(checked, '{isStale}', 'true')` })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('checked', 'is not', null)
    .execute();
}

/** What rows and records said of each other was for deciding; what was decided stays. */
async function forgetDoubts({ db, actor }: Transaction, id: string): Promise<void> {
  await db
    .updateTable('imports')
    .set({ doubts: '[]' })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Room for one more file; the bytes travel outside a transaction. */
export async function mayAddFile(transaction: Transaction, id: string): Promise<void> {
  const { db, actor } = transaction;
  const found = await ownImport(transaction, id);
  if (found.status !== 'collecting') throw new ImportStarted();
  const { count } = await db
    .selectFrom('import_files')
    .select(db.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', actor.workspaceId)
    .where('import_id', '=', id)
    .executeTakeFirstOrThrow();
  if (count >= mostFiles) throw new TooManyFiles(mostFiles);
}

export interface ReceivedFile {
  id: string;
  name: string;
  sha256: string;
  bytes: number;
  format: Format;
  /** Why it was recognised, or what to do instead. */
  reason: string;
  path: string;
}

export async function addFile(
  transaction: Transaction,
  id: string,
  file: ReceivedFile,
): Promise<void> {
  const { db, actor } = transaction;
  const found = await ownImport(transaction, id);
  if (found.status !== 'collecting') throw new ImportStarted();
  await db
    .insertInto('import_files')
    .values({
      workspace_id: actor.workspaceId,
      import_id: id,
      id: file.id,
      audience: found.audience,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from import_files
        where workspace_id = ${actor.workspaceId} and import_id = ${id})`,
      name: file.name,
      sha256: file.sha256,
      bytes: file.bytes,
      format: file.format,
      about: JSON.stringify({ path: file.path, reason: file.reason }),
    })
    .execute();
  await forgetCheck(transaction, id);
}

/** The servers hear of it when it is committed; a job besides makes sure of one that did not listen. */
export async function startImport(
  transaction: Transaction,
  id: string,
  jobs?: Jobs,
): Promise<void> {
  const { db, actor } = transaction;
  const found = await ownImport(transaction, id);
  if (found.status !== 'collecting') throw new ImportStarted();
  const file = await db
    .selectFrom('import_files')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('import_id', '=', id)
    .executeTakeFirst();
  if (!file) throw new NothingToImport();
  await forgetCheck(transaction, id);
  await forgetDoubts(transaction, id);
  await rememberMappings(transaction, found);
  await setStatus(transaction, id, 'waiting');
  await record(transaction, {
    subject: 'import',
    subjectId: id,
    audience: found.audience,
    verb: 'started',
    particulars: found.options as object,
  });
  await jobs?.enqueue(transaction, 'import', { workspaceId: actor.workspaceId, importId: id });
}

/** Stops after the batch at hand; what is written stays and can be undone. */
export async function cancelImport(transaction: Transaction, id: string): Promise<void> {
  const found = await ownImport(transaction, id);
  if (!['collecting', 'waiting', 'running'].includes(found.status)) return;
  await setStatus(transaction, id, 'cancelled');
  await announce(transaction, {
    audience: found.audience,
    subject: 'import',
    id,
    verb: 'cancelled',
  });
}

export async function setStatus(
  { db, actor }: Transaction,
  id: string,
  status: ImportView['status'],
  also: { error?: string | null; undone?: boolean } = {},
): Promise<void> {
  const now = Temporal.Now.instant();
  await db
    .updateTable('imports')
    .set({
      status,
      ...(also.error === undefined ? {} : { error: also.error }),
      ...(status === 'running'
        ? { started_at: sql`coalesce(started_at, ${now.toString()}::timestamptz)` }
        : {}),
      // What was said of single rows was for reading them, which is over.
      ...(['done', 'failed', 'cancelled'].includes(status)
        ? { finished_at: now, doubts: '[]', decisions: '[]', corrections: '[]' }
        : {}),
      ...(status === 'undone' ? { undone_at: now, undone_by: actor.userId } : {}),
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
}

export async function viewImports(
  transaction: Transaction,
  cursor: string | undefined,
  limit: number,
): Promise<{ rows: ImportView[]; next: string | null }> {
  const { db, actor } = transaction;
  if (cursor && !Id.safeParse(cursor).success) throw new UnusableCursor();
  let query = db
    .selectFrom('imports')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (cursor) query = query.where('id', '<', cursor);
  const ids = (await query.execute()).map((row) => row.id);
  const shown = ids.slice(0, limit);
  const rows: ImportView[] = [];
  for (const id of shown) rows.push(await viewImport(transaction, id));
  return { rows, next: ids.length > limit ? shown.at(-1)! : null };
}

/** Files taken out of archives are counted with their archive; only what people brought is listed. */
const mostFilesShown = 200;

export async function viewImport(transaction: Transaction, id: string): Promise<ImportView> {
  const { db, actor } = transaction;
  const found = await findImport(transaction, id);
  if (!found) throw new ImportNotFound();
  const files = await db
    .selectFrom('import_files')
    .select(['id', 'name', 'bytes', 'bytes_read', 'format', 'status', 'counts', 'about'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('import_id', '=', id)
    .orderBy('position')
    .limit(mostFilesShown)
    .execute();
  const totals = await db
    .selectFrom('import_files')
    .select(({ fn }) => [
      fn.countAll<number>().as('files'),
      sql<number>`coalesce(sum(bytes), 0)::bigint`.as('bytes'),
      sql<number>`coalesce(sum(case status when 'done' then bytes else least(bytes_read, bytes) end), 0)::bigint`.as(
        'bytesRead',
      ),
    ])
    .where('workspace_id', '=', actor.workspaceId)
    .where('import_id', '=', id)
    .executeTakeFirstOrThrow();
  const mine =
    actor.kind === 'user' &&
    !actor.readOnly &&
    (actor.level === 'owner' || found.owner_id === actor.userId);
  const ended = ['done', 'failed', 'cancelled'].includes(found.status);
  return {
    id,
    status: found.status as ImportView['status'],
    options: ImportOptions.parse(found.options),
    visibility: found.visibility as ImportView['visibility'],
    ownerId: found.owner_id,
    counts: ImportCounts.parse(found.counts),
    check: ImportCheck.nullable().parse(found.checked),
    error: found.error,
    createdAt: found.created_at.toString(),
    startedAt: found.started_at?.toString() ?? null,
    finishedAt: found.finished_at?.toString() ?? null,
    undoneAt: found.undone_at?.toString() ?? null,
    files: files.map((file) => ({
      id: file.id,
      name: file.name,
      bytes: file.bytes,
      bytesRead: file.bytes_read,
      format: file.format,
      reason: (file.about as { reason?: string }).reason ?? null,
      status: file.status as ImportView['files'][number]['status'],
      counts: ImportCounts.parse(file.counts),
    })),
    totals,
    can: {
      start: mine && found.status === 'collecting' && files.length > 0,
      cancel: mine && ['collecting', 'waiting', 'running'].includes(found.status),
      undo: mine && ended && found.started_at !== null,
    },
  };
}

export async function viewProblems(
  transaction: Transaction,
  id: string,
  request: {
    cursor?: string | undefined;
    limit: number;
    severity?: 'error' | 'warning' | undefined;
  },
): Promise<{ rows: ImportProblemView[]; next: string | null }> {
  const { db, actor } = transaction;
  if (!(await findImport(transaction, id))) throw new ImportNotFound();
  let query = db
    .selectFrom('import_problems')
    .innerJoin('import_files', (join) =>
      join
        .onRef('import_files.workspace_id', '=', 'import_problems.workspace_id')
        .onRef('import_files.import_id', '=', 'import_problems.import_id')
        .onRef('import_files.id', '=', 'import_problems.file_id'),
    )
    .select([
      'import_problems.id',
      'import_files.name as file',
      'line',
      'part',
      'entry',
      'code',
      'severity',
      'field',
      'message',
      'import_problems.file_id as fileId',
      'cell',
    ])
    .where('import_problems.workspace_id', '=', actor.workspaceId)
    .where('import_problems.import_id', '=', id)
    .orderBy('import_problems.id')
    .limit(request.limit + 1);
  if (request.severity) query = query.where('severity', '=', request.severity);
  if (request.cursor) {
    if (!Id.safeParse(request.cursor).success) throw new UnusableCursor();
    query = query.where('import_problems.id', '>', request.cursor);
  }
  const rows = await query.execute();
  const shown = rows.slice(0, request.limit);
  return {
    rows: shown.map((row) => ({
      ...row,
      severity: row.severity as ImportProblemView['severity'],
      cell: PlacedCell.nullable().parse(row.cell),
    })),
    next: rows.length > request.limit ? shown.at(-1)!.id : null,
  };
}
