import type { Transaction } from '../../platform/access/actor.ts';
import { undoable } from '../../platform/events/undo.ts';
import { registerDoubtUndo } from './doubts.ts';
import { discardOutgoing, restoreOutgoing } from './drafting.ts';
import { OutgoingNotFound } from './errors.ts';
import { findOutgoing } from './outgoing.ts';
import { takeBack } from './releasing.ts';
import { setSignature } from './signatures.ts';

/** How acts on mails that are written here are taken back. */
export function registerSending(): void {
  registerDoubtUndo();
  undoable('outgoing', 'released', async (transaction, { subjectId }) =>
    takeBack(transaction, subjectId, await versionOf(transaction, subjectId)),
  );
  undoable('outgoing', 'discarded', (transaction, { subjectId }) =>
    restoreOutgoing(transaction, subjectId),
  );
  undoable('outgoing', 'restored', async (transaction, { subjectId }) =>
    discardOutgoing(transaction, subjectId, await versionOf(transaction, subjectId)),
  );
  undoable('signature', 'edited', (transaction, { subjectId, before }) =>
    setSignature(transaction, subjectId, (before as { html: string }).html),
  );
}

async function versionOf(transaction: Transaction, id: string): Promise<number> {
  const row = await findOutgoing(transaction, id);
  if (!row) throw new OutgoingNotFound();
  return row.version;
}
