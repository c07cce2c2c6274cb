import { z } from 'zod';
import { Basis } from '../../../shared/identify/statements.ts';
import { Influence } from '../../../shared/identify/ties.ts';
import { PartyVisibility } from '../../../shared/platform/access.ts';
import { DateText, Id } from '../../../shared/platform/values.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { historyIncludes } from '../../platform/events/history.ts';
import { undoable, undoableByOthers } from '../../platform/events/undo.ts';
import { TieKindNotFound, TieNotFound } from './errors.ts';
import { changeTieKind, ownTieKinds } from './kinds.ts';
import { changeTie, restoreTie, withdrawTie } from './stating.ts';
import { findTie, tieIdsOf } from './ties.ts';

const Before = z.object({
  from: DateText.nullable(),
  to: DateText.nullable(),
  influence: Influence.nullable(),
  basis: Basis,
  evidence: z.string(),
  visibility: PartyVisibility,
  teamId: Id.nullable(),
});
const KindBefore = z.object({ name: z.string(), reverseName: z.string(), retired: z.boolean() });

/** How acts on ties are taken back, by the opposite act; and where their history is told. */
export function registerTies(): void {
  const withdraw = async (transaction: Transaction, { subjectId }: { subjectId: string }) =>
    withdrawTie(transaction, subjectId, await versionOf(transaction, subjectId));
  undoable('tie', 'stated', withdraw, 'withdrawn');
  undoable('tie', 'restored', withdraw, 'withdrawn');
  undoable(
    'tie',
    'withdrawn',
    (transaction, { subjectId }) => restoreTie(transaction, subjectId),
    'restored',
  );
  undoable('tie', 'changed', async (transaction, { id, subjectId, before, after }) => {
    const { visibility, teamId, ...then } = Before.parse(before);
    const now = Before.parse(after);
    const sharing = { visibility, ...(teamId ? { teamId } : {}) };
    const isSharing = visibility !== now.visibility || teamId !== now.teamId;
    const version = await versionOf(transaction, subjectId);
    const change = { ...then, ...(isSharing ? sharing : {}), version };
    return changeTie(transaction, subjectId, change, id);
  });
  undoableByOthers('tie', 'stated', 'restored', 'withdrawn', 'changed');
  undoable('tie kind', 'added', async (transaction, { subjectId }) =>
    changeTieKind(transaction, subjectId, {
      retired: true,
      version: await versionOfKind(transaction, subjectId),
    }),
  );
  undoable('tie kind', 'changed', async (transaction, { subjectId, before }) =>
    changeTieKind(transaction, subjectId, {
      ...KindBefore.parse(before),
      version: await versionOfKind(transaction, subjectId),
    }),
  );
  historyIncludes(tieIdsOf);
}

async function versionOf(transaction: Transaction, id: string): Promise<number> {
  const tie = await findTie(transaction, id);
  if (!tie) throw new TieNotFound();
  return tie.version;
}

async function versionOfKind(transaction: Transaction, id: string): Promise<number> {
  const kind = (await ownTieKinds(transaction)).find((one) => one.id === id);
  if (!kind) throw new TieKindNotFound();
  return kind.version;
}
