import { randomUUIDv7 } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { Refusal } from '../../../shared/platform/errors.ts';
import type { ArchiveView } from '../../../shared/platform/exporting/archives.ts';
import { asActor, systemActor, type Transaction } from '../access/actor.ts';
import { ReadOnly } from '../access/reach.ts';
import { record } from '../events/events.ts';
import type { Files } from '../files/files.ts';
import type { House } from '../house.ts';
import type { Language } from './parts.ts';

export class ArchiveNotFound extends Refusal {
  constructor() {
    super('export.not-found', 404, 'There is no such archive of yours.');
  }
}

export class ArchiveNotReady extends Refusal {
  constructor() {
    super(
      'export.not-ready',
      409,
      'This archive is not there: it is still being made, has failed, or was removed after its time. Make a new one.',
    );
  }
}

export class ArchivesUnderWay extends Refusal {
  constructor() {
    super(
      'export.under-way',
      429,
      'Several archives of yours are being made already. Wait for them; nothing new was begun.',
    );
  }
}

const mostUnderWay = 5;

/** An archive is fetched within this time; afterwards it is removed. */
export const keptHours = 48;

/** Asks for an archive. */
export async function beginArchive(
  transaction: Transaction,
  language: Language,
): Promise<{ id: string }> {
  const { db, actor } = transaction;
  if (actor.kind !== 'user' || actor.readOnly) throw new ReadOnly();
  const { underWay } = await db
    .selectFrom('exports')
    .select(({ fn }) => fn.countAll<number>().as('underWay'))
    .where('workspace_id', '=', actor.workspaceId)
    .where('owner_id', '=', actor.userId)
    .where('status', 'in', ['waiting', 'running'])
    .executeTakeFirstOrThrow();
  if (underWay >= mostUnderWay) throw new ArchivesUnderWay();
  const id = randomUUIDv7();
  await db
    .insertInto('exports')
    .values({
      workspace_id: actor.workspaceId,
      id,
      audience: actor.userId,
      owner_id: actor.userId,
      language,
    })
    .execute();
  // Who takes everything along is to be read by owners, whatever becomes of the archive.
  await record(transaction, {
    subject: 'export',
    subjectId: id,
    audience: actor.workspaceId,
    verb: 'exported',
    particulars: { of: 'everything', format: 'zip' },
  });
  return { id };
}

/** The newest archives of whoever asks. */
export async function viewArchives({ db, actor }: Transaction): Promise<ArchiveView[]> {
  const rows = await db
    .selectFrom('exports')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(10)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    status: row.status as ArchiveView['status'],
    partsDone: row.parts_done,
    parts: row.parts,
    part: row.part,
    rows: row.rows,
    bytes: row.bytes,
    error: row.error,
    createdAt: row.created_at.toString(),
    finishedAt: row.finished_at?.toString() ?? null,
    expiresAt: row.expires_at?.toString() ?? null,
  }));
}

export async function openArchive({ db, actor }: Transaction, files: Files, id: string) {
  const found = await db
    .selectFrom('exports')
    .innerJoin('workspaces', 'workspaces.workspace_id', 'exports.workspace_id')
    .select(['status', 'expires_at', 'exports.created_at', 'workspaces.name'])
    .where('exports.workspace_id', '=', actor.workspaceId)
    .where('exports.id', '=', id)
    .executeTakeFirst();
  if (!found) throw new ArchiveNotFound();
  const path = files.archive(id);
  const file = await stat(path).catch(() => undefined);
  const isOver =
    !found.expires_at || Temporal.Instant.compare(found.expires_at, Temporal.Now.instant()) < 0;
  if (found.status !== 'done' || isOver || !file) throw new ArchiveNotReady();
  return {
    name: `${found.name} ${found.created_at.toString().slice(0, 10)}.zip`,
    bytes: file.size,
    stream: Readable.toWeb(createReadStream(path)) as ReadableStream,
  };
}

/** Removes archives that have had their time, and files that belong to none. */
export async function removeOldArchives(house: House, workspaceIds: string[]): Promise<void> {
  const now = Temporal.Now.instant();
  const kept = new Set<string>();
  for (const workspaceId of workspaceIds) {
    await asActor(house.db, systemActor(workspaceId), async ({ db }) => {
      await db
        .updateTable('exports')
        .set({ status: 'expired' })
        .where('workspace_id', '=', workspaceId)
        .where('status', '=', 'done')
        .where('expires_at', '<', now)
        .execute();
      await db
        .deleteFrom('exports')
        .where('workspace_id', '=', workspaceId)
        .where('status', 'in', ['expired', 'failed'])
        .where('created_at', '<', now.subtract({ hours: 24 * 30 }))
        .execute();
      const rows = await db
        .selectFrom('exports')
        .select('id')
        .where('workspace_id', '=', workspaceId)
        .where('status', 'in', ['waiting', 'running', 'done'])
        .execute();
      for (const { id } of rows) kept.add(id);
    });
  }
  const folder = dirname(house.files.archive('any'));
  for (const name of await readdir(folder).catch(() => [])) {
    if (!kept.has(name.replace(/\.zip.*$/, ''))) await rm(`${folder}/${name}`, { force: true });
  }
}
