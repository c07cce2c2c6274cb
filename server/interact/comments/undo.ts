import { z } from 'zod';
import type { Transaction } from '../../platform/access/actor.ts';
import { undoable } from '../../platform/events/undo.ts';
import { findComment } from './comments.ts';
import { CommentNotFound } from './errors.ts';
import { changeComment, removeComment, restoreComment } from './writing.ts';

const Before = z.object({ text: z.string() });

/** How what somebody did with a comment is taken back. */
export function registerCommentUndo(): void {
  const remove = async (transaction: Transaction, { subjectId }: { subjectId: string }) =>
    removeComment(transaction, subjectId, await versionOf(transaction, subjectId));
  undoable('comment', 'written', remove);
  undoable('comment', 'restored', remove);
  undoable('comment', 'removed', (transaction, { subjectId }) =>
    restoreComment(transaction, subjectId),
  );
  undoable('comment', 'edited', async (transaction, { id, subjectId, before }) => {
    const { text } = Before.parse(before);
    const version = await versionOf(transaction, subjectId);
    return changeComment(transaction, subjectId, { text, version }, id);
  });
}

async function versionOf(transaction: Transaction, id: string): Promise<number> {
  const comment = await findComment(transaction, id);
  if (!comment) throw new CommentNotFound();
  return comment.version;
}
