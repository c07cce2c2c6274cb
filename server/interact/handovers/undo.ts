import { carryOver } from '../../identify/duplicates/carrying.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { undoable } from '../../platform/events/undo.ts';
import { reopenHandover, withdrawHandover } from './answering.ts';
import { HandoverNotFound } from './errors.ts';
import { findHandover } from './handovers.ts';

/** How acts on handovers are taken back; what they moved goes back with them. */
export function registerHandovers(): void {
  undoable('handover', 'proposed', async (transaction, { subjectId }) =>
    withdrawHandover(transaction, subjectId, await versionOf(transaction, subjectId)),
  );
  undoable('handover', 'accepted', (transaction, { id, subjectId }) =>
    reopenHandover(transaction, subjectId, {
      from: ['accepted', 'begun'],
      to: 'proposed',
      undoes: id,
    }),
  );
  undoable('handover', 'declined', (transaction, { id, subjectId }) =>
    reopenHandover(transaction, subjectId, { from: ['declined'], to: 'proposed', undoes: id }),
  );
  undoable('handover', 'withdrawn', (transaction, { id, subjectId }) =>
    reopenHandover(transaction, subjectId, { from: ['withdrawn'], to: 'proposed', undoes: id }),
  );
  undoable('handover', 'ended', (transaction, { id, subjectId }) =>
    reopenHandover(transaction, subjectId, { from: ['ended'], to: 'begun', undoes: id }),
  );
  carryOver({
    table: 'handover_items',
    column: 'party_id',
    key: ['handover_id'],
    onceFor: ['handover_id'],
  });
}

async function versionOf(transaction: Transaction, id: string): Promise<number> {
  const handover = await findHandover(transaction, id);
  if (!handover) throw new HandoverNotFound();
  return handover.version;
}
