import { sql } from 'kysely';
import { Refusal } from '../../../shared/platform/errors.ts';
import { asActor, systemActor, type Transaction } from '../access/actor.ts';
import { announce, record } from '../events/events.ts';
import type { House } from '../house.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { ImportNotUndoable } from './errors.ts';
import { findImport, ownImport, setStatus } from './imports.ts';
import { importRooms } from './registry.ts';

/** Marks an import for being taken back; the work is done in the background. */
export async function startUndo(transaction: Transaction, id: string, jobs: Jobs): Promise<void> {
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
  await jobs.enqueue(transaction, 'undo import', {
    workspaceId: transaction.actor.workspaceId,
    importId: id,
  });
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
