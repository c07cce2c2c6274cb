import { undoableTogether } from '../../platform/events/undo.ts';

/** A capture is one act of everything its line said. */
export function registerCaptureUndo(): void {
  undoableTogether('capture', 'written', 'undone');
}
