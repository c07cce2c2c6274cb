import { z } from 'zod';
import { Id } from '../../../shared/platform/values.ts';
import { undoable, undoableByOthers } from '../../platform/events/undo.ts';
import { proposeAgain, tellApart } from './pairs.ts';
import { undoMerge } from './separating.ts';

const Merged = z.object({ merge: Id });
const Decided = z.object({ pair: Id });

/** How acts on pairs and merges are taken back. */
export function registerDuplicateUndo(): void {
  for (const kind of ['person', 'company'] as const) {
    undoable(
      kind,
      'merged',
      (transaction, { particulars }) => undoMerge(transaction, Merged.parse(particulars).merge),
      'separated',
    );
    undoable(
      kind,
      'told apart',
      (transaction, { particulars }) => proposeAgain(transaction, Decided.parse(particulars).pair),
      'proposed again',
    );
    undoable(
      kind,
      'proposed again',
      (transaction, { particulars }) => tellApart(transaction, Decided.parse(particulars).pair),
      'told apart',
    );
    undoableByOthers(kind, 'merged', 'told apart', 'proposed again');
  }
}
