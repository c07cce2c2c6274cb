import type { z } from 'zod';
import type { BulkInput } from '../../../shared/identify/bulk.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { announce } from '../../platform/events/events.ts';
import { undoable } from '../../platform/events/undo.ts';
import { beginAct, findAct, noteAct } from './acts.ts';
import { BulkActNotFound, BulkActNotUndoable, BulkActUnderWay } from './errors.ts';
import { performAct } from './performing.ts';
import { previewBulk } from './selection.ts';
import { undoAct } from './undoing.ts';

/** Up to here nobody waits long enough to notice, and the answer brings the result. */
export const mostAtOnce = 500;

/** Begins an act; a small one is done when it answers. */
export async function startAct(
  transaction: Transaction,
  input: z.output<typeof BulkInput>,
): Promise<string> {
  const { kind, selection, change } = input;
  const { matching } = await previewBulk(transaction, kind, selection, change);
  const isSmall = matching <= mostAtOnce;
  const id = await beginAct(transaction, input, isSmall ? 'running' : 'waiting');
  if (isSmall) await performAct(transaction, (await findAct(transaction, id))!);
  else await noteAct(transaction, id, { total: matching });
  return id;
}

/** Takes an act of the actor's own back; a large one in the background. */
export async function startUndo(transaction: Transaction, id: string): Promise<void> {
  const { actor } = transaction;
  const act = await findAct(transaction, id);
  if (!act || act.owner_id !== actor.userId) throw new BulkActNotFound();
  if (act.status === 'waiting' || act.status === 'running' || act.status === 'undoing')
    throw new BulkActUnderWay();
  if (act.status !== 'done') throw new BulkActNotUndoable();
  if (act.counts.changed <= mostAtOnce) {
    await undoAct(transaction, act);
    return;
  }
  await noteAct(transaction, id, { status: 'undoing', done: 0, error: null });
  await announce(transaction, {
    subject: 'bulk',
    id,
    audience: act.owner_id,
    verb: 'undo started',
  });
}

/** From the history an act is taken back like any other. */
export function registerBulkUndo(): void {
  undoable(
    'bulk',
    'done',
    async (transaction, { id, subjectId }) => {
      await startUndo(transaction, subjectId);
      return { event: id };
    },
    'undone',
  );
}
