import { z } from 'zod';
import { ActivityVisibility } from '../../../shared/platform/access.ts';
import { Id, InstantText } from '../../../shared/platform/values.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { undoable } from '../../platform/events/undo.ts';
import { findActivity, isCaptured } from './activities.ts';
import { ActivityNotFound } from './errors.ts';
import { changeActivity, restoreActivity, trashActivity } from './writing.ts';

const Before = z.object({
  text: z.string().optional(),
  subject: z.string().nullable().optional(),
  occurredAt: InstantText,
  visibility: ActivityVisibility,
  teamId: Id.optional(),
});

/** How notes, calls and meetings written by hand are taken back. */
export function registerActivityUndo(): void {
  const trash = async (transaction: Transaction, { subjectId }: { subjectId: string }) =>
    trashActivity(transaction, subjectId, await versionOf(transaction, subjectId));
  undoable('activity', 'written', trash, 'trashed');
  undoable('activity', 'restored', trash, 'trashed');
  undoable(
    'activity',
    'trashed',
    (transaction, { subjectId }) => restoreActivity(transaction, subjectId),
    'restored',
  );
  undoable('activity', 'edited', async (transaction, { subjectId, before }) => {
    const { text, ...change } = Before.parse(before ?? {});
    const activity = await findActivity(transaction, subjectId);
    const captured = activity !== undefined && (await isCaptured(transaction, activity));
    return changeActivity(transaction, subjectId, {
      version: await versionOf(transaction, subjectId),
      visibility: change.visibility,
      ...(change.teamId ? { teamId: change.teamId } : {}),
      ...(captured
        ? {}
        : {
            occurredAt: change.occurredAt,
            subject: change.subject ?? null,
            ...(text ? { text } : {}),
          }),
    });
  });
}

async function versionOf(transaction: Transaction, id: string): Promise<number> {
  const activity = await findActivity(transaction, id);
  if (!activity) throw new ActivityNotFound();
  return activity.version;
}
