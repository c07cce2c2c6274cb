import type { WritingChoices } from '../../../shared/interact/writing/choices.ts';
import type { Transaction } from '../../platform/access/actor.ts';

export async function choicesOf({ db, actor }: Transaction): Promise<WritingChoices> {
  const chosen = await db
    .selectFrom('writing_choices')
    .select('tone_hints')
    .where('workspace_id', '=', actor.workspaceId)
    .where('user_id', '=', actor.userId)
    .executeTakeFirst();
  return { toneHints: chosen?.tone_hints ?? true };
}

export async function choose(
  { db, actor }: Transaction,
  { toneHints }: WritingChoices,
): Promise<void> {
  const row = { tone_hints: toneHints };
  await db
    .insertInto('writing_choices')
    .values({
      workspace_id: actor.workspaceId,
      user_id: actor.userId!,
      audience: actor.userId!,
      ...row,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doUpdateSet(row))
    .execute();
}
