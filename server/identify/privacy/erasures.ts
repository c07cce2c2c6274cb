import type { z } from 'zod';
import type { ErasuresView } from '../../../shared/identify/privacy.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { nextId } from '../../platform/database/ids.ts';
import { record } from '../../platform/events/events.ts';
import { NotSuppressed } from './errors.ts';
import { liftSuppression } from './suppression.ts';

/** The newest erasures. */
export async function viewErasures({
  db,
  actor,
}: Transaction): Promise<z.infer<typeof ErasuresView>> {
  const rows = await db
    .selectFrom('erasures')
    .leftJoin('users', (join) =>
      join
        .onRef('users.workspace_id', '=', 'erasures.workspace_id')
        .onRef('users.id', '=', 'erasures.erased_by'),
    )
    .select(['erasures.id', 'erased_at', 'users.name as by', 'counts'])
    .where('erasures.workspace_id', '=', actor.workspaceId)
    .orderBy('erased_at', 'desc')
    .orderBy('erasures.id')
    .limit(100)
    .execute();
  const { blocked } = await db
    .selectFrom('suppressions')
    .select(({ fn }) => fn.countAll<number>().as('blocked'))
    .where('workspace_id', '=', actor.workspaceId)
    .executeTakeFirstOrThrow();
  return {
    rows: rows.map(({ id, erased_at, by, counts }) => ({
      id,
      at: erased_at.toString(),
      by,
      counts: counts as Record<string, number>,
    })),
    blocked,
  };
}

/** Lets an address in again. */
export async function liftBlock(transaction: Transaction, address: string): Promise<void> {
  if (!(await liftSuppression(transaction, address))) throw new NotSuppressed();
  await record(transaction, {
    subject: 'erasure',
    subjectId: nextId(),
    audience: transaction.actor.workspaceId,
    verb: 'block lifted',
  });
}
