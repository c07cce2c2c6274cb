import { sql } from 'kysely';
import { Refusal } from '../../../shared/platform/errors.ts';
import type { UndoPreview } from '../../../shared/platform/import/imports.ts';
import { asActor, systemActor, type Transaction } from '../access/actor.ts';
import { isConnectionLoss } from '../database/failures.ts';
import { announce, record } from '../events/events.ts';
import type { House } from '../house.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { ImportNotUndoable } from './errors.ts';
import { findImport, ownImport, setStatus } from './imports.ts';
import { importRooms } from './registry.ts';

/** Marks an import for being taken back; the work is done in the background. */
export async function startUndo(transaction: Transaction, id: string, jobs?: Jobs): Promise<void> {
  const found = await ownImport(transaction, id);
  if (!['done', 'failed', 'cancelled'].includes(found.status))
    throw new ImportNotUndoable(found.status);
  await setStatus(transaction, id, 'undoing');
  await record(transaction, {
    subject: 'import',
    subjectId: id,
    audience: found.audience,
    verb: 'undo started',
  });
  await jobs?.enqueue(transaction, 'undo import', {
    workspaceId: transaction.actor.workspaceId,
    importId: id,
  });
}

/** What stays is listed up to here; the rest is counted. */
const mostListed = 500;

/** What taking an import back would do, before anything is done. */
export async function previewUndo(transaction: Transaction, id: string): Promise<UndoPreview> {
  await ownImport(transaction, id);
  const removes = { people: 0, companies: 0, activities: 0, statements: 0 };
  const keeps: UndoPreview['keeps'] = [];
  let keptCount = 0;
  for (const room of importRooms) {
    const preview = await room.preview(transaction, id);
    for (const name of Object.keys(removes) as (keyof typeof removes)[])
      removes[name] += preview.removes[name] ?? 0;
    keeps.push(...preview.keeps);
    keptCount += preview.keptCount;
  }
  return { removes, keeps: keeps.slice(0, mostListed), keptCount };
}

/** Takes everything an import brought back, in one transaction: wholly, or not at all. */
export async function undoImport(
  house: House,
  workspaceId: string,
  importId: string,
): Promise<void> {
  try {
    await asActor(house.db, systemActor(workspaceId), async (transaction) => {
      await sql`set local statement_timeout = 0`.execute(transaction.db);
      const { rows } = await sql<{ mine: boolean }>`
        select pg_try_advisory_xact_lock(hashtextextended(${`import ${importId}`}, 0)) as mine`.execute(
        transaction.db,
      );
      // Another process is at it.
      if (!rows[0]?.mine) return;
      const found = await findImport(transaction, importId);
      if (found?.status !== 'undoing') return;
      for (const room of importRooms.toReversed()) await room.undo(transaction, importId);
      await setStatus(transaction, importId, 'undone');
      await record(transaction, {
        subject: 'import',
        subjectId: importId,
        audience: found.audience,
        verb: 'undone',
      });
    });
  } catch (error) {
    // Nothing was taken back, and the import stays marked for it.
    if (isConnectionLoss(error)) throw error;
    house.log.error({ err: error, importId }, 'undoing an import failed');
    await asActor(house.db, systemActor(workspaceId), async (transaction) => {
      const found = await findImport(transaction, importId);
      if (!found) return;
      const why = error instanceof Refusal ? error.message : (error as Error).message;
      await setStatus(transaction, importId, 'done', {
        error: `The import could not be taken back (${why}). Everything is as it was before.`,
      });
      await announce(transaction, {
        audience: found.audience,
        subject: 'import',
        id: importId,
        verb: 'failed',
      });
    });
  }
}
