import type { Learnt } from '../../../shared/understand/interests/interests.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Nodes } from './nodes.ts';

/** Before anything was tried, one of two is picked up: Beta(1, 1). */
export const chanceOf = ({ used, pickedUp }: { used: number; pickedUp: number }): number =>
  (1 + pickedUp) / (2 + used);

/** What one’s own uses have taught, node by node; nobody else’s count, and nobody else sees them. */
export async function learntBy({ db, actor }: Transaction, nodes: Nodes): Promise<Learnt[]> {
  const rows = await db
    .selectFrom('seed_uses')
    .select(['node', 'outcome', (count) => count.fn.countAll<number>().as('count')])
    .where('workspace_id', '=', actor.workspaceId)
    .where('user_id', '=', actor.userId)
    .where('teaches', '=', true)
    .where('outcome', 'in', ['picked up', 'not'])
    .groupBy(['node', 'outcome'])
    .execute();
  const byNode = Map.groupBy(rows, ({ node }) => nodes.standing(node));
  return [...byNode].flatMap(([node, some]) => {
    if (!node) return [];
    const used = some.reduce((sum, { count }) => sum + Number(count), 0);
    const pickedUp = some
      .filter(({ outcome }) => outcome === 'picked up')
      .reduce((sum, { count }) => sum + Number(count), 0);
    return [{ node, used, pickedUp, chance: chanceOf({ used, pickedUp }) }];
  });
}

/** Begins anew: what was volunteered stays written and teaches nothing any more. */
export async function forgetLearnt({ db, actor }: Transaction): Promise<{ forgotten: number }> {
  const { numUpdatedRows } = await db
    .updateTable('seed_uses')
    .set({ teaches: false })
    .where('workspace_id', '=', actor.workspaceId)
    .where('user_id', '=', actor.userId)
    .where('teaches', '=', true)
    .executeTakeFirst();
  return { forgotten: Number(numUpdatedRows) };
}
