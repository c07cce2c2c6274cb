import type { SecondFactorRule } from '../../../../shared/platform/team.ts';
import type { Transaction } from '../../access/actor.ts';
import { record } from '../../events/events.ts';

/**
 * From a moment on nobody gets to the company's data by a password alone. Until then everybody is asked to
 * set up a second factor, and after it they are let in as far as to do that (http/sign-in.ts).
 */
export async function requireSecondFactor(
  transaction: Transaction,
  { graceDays }: SecondFactorRule,
): Promise<void> {
  const { db, actor } = transaction;
  const before = await db
    .selectFrom('workspaces')
    .select('second_factor_from as secondFactorFrom')
    .where('workspace_id', '=', actor.workspaceId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const secondFactorFrom =
    graceDays === null ? null : Temporal.Now.instant().add({ hours: graceDays * 24 });
  await db
    .updateTable('workspaces')
    .set({ second_factor_from: secondFactorFrom })
    .where('workspace_id', '=', actor.workspaceId)
    .execute();
  await record(transaction, {
    subject: 'workspace',
    subjectId: actor.workspaceId,
    audience: actor.workspaceId,
    verb: 'changed',
    before: { secondFactorFrom: before.secondFactorFrom?.toString() ?? null },
    after: { secondFactorFrom: secondFactorFrom?.toString() ?? null },
  });
}
