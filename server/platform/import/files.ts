import { sql } from 'kysely';
import type { Transaction } from '../access/actor.ts';
import { addCounts, type Counts } from './counting.ts';
import { formatOf } from './registry.ts';

/** Files out of archives come after those that people brought. */
export const behindWhatWasBrought = 1_000_000;
const mostTogether = 100;
const smallBytes = 64 * 1024;

/** A file of an import, and how far it has been read. */
export interface ImportFile {
  id: string;
  name: string;
  format: string;
  bytes: number;
  reached: unknown;
  about: { path: string; reason?: string; entry?: string; beside?: Record<string, string> };
}

/** Another run has gone on with the import: this one had lost the lock and did not know it yet. */
export class Overtaken extends Error {}

/**
 * Holds the files for this transaction, if they are still where this run left them. A database that
 * restarts lets go of the import's lock; a transaction tried again after that may meet a run that has
 * taken the import up, and must not write what the other has written.
 */
export async function holdWhereLeft(
  { db, actor }: Transaction,
  importId: string,
  { files, reached }: { files: ImportFile[]; reached: unknown },
): Promise<void> {
  const { rows } = await sql`
    select from import_files
    where workspace_id = ${actor.workspaceId} and import_id = ${importId}
      and id = any (${files.map(({ id }) => id)}::uuid[]) and status in ('waiting', 'running')
      and coalesce(reached, 'null'::jsonb) = ${JSON.stringify(reached ?? null)}::jsonb
    order by id for update`.execute(db);
  if (rows.length < files.length) throw new Overtaken();
}

/** The next file, or the next many of a folder of small ones, which are read and written together. */
export async function nextFiles(
  { db, actor }: Transaction,
  importId: string,
): Promise<ImportFile[]> {
  const rows = await db
    .selectFrom('import_files')
    .select(['id', 'name', 'format', 'bytes', 'reached', 'about'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('import_id', '=', importId)
    .where('status', 'in', ['waiting', 'running'])
    .orderBy('position')
    .orderBy('id')
    .limit(mostTogether)
    .execute();
  const files = rows.map((row) => ({
    ...row,
    about: row.about as unknown as ImportFile['about'],
  }));
  const [first] = files;
  if (!first || !isSmall(first)) return files.slice(0, 1);
  const end = files.findIndex((file) => file.format !== first.format || !isSmall(file));
  return end < 0 ? files : files.slice(0, end);
}

/** How far a file has been read, in the transaction of what was read. */
export async function markFile(
  { db, actor }: Transaction,
  importId: string,
  file: ImportFile,
  mark: { counts: Counts; reached: unknown; bytesRead: number; done: boolean },
): Promise<void> {
  await db
    .updateTable('import_files')
    .set({
      status: mark.done ? 'done' : 'running',
      reached: JSON.stringify(mark.reached ?? null),
      bytes_read: mark.bytesRead,
      counts: addCounts('import_files.counts', mark.counts),
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('import_id', '=', importId)
    .where('id', '=', file.id)
    .execute();
}

export function nameOf(file: ImportFile): string {
  return file.about.entry ?? file.name;
}

/** A mail in a file of its own is read in a millisecond; a transaction for each would take most of the time. */
function isSmall(file: ImportFile): boolean {
  return (
    file.bytes <= smallBytes && file.reached === null && (formatOf(file.format)?.together ?? false)
  );
}
