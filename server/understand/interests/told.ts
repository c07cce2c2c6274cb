import { upwards } from '../../../models/common-ground/tree.ts';
import { SeedOutcome, type UsedSeed } from '../../../shared/understand/interests/interests.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Nodes } from './nodes.ts';

/** What was volunteered to somebody already, as far as the actor sees it, the last first. */
export async function usesWith(
  { db, actor }: Transaction,
  personId: string,
): Promise<(UsedSeed & { seedId: string })[]> {
  const rows = await db
    .selectFrom('seed_uses')
    .innerJoin('seeds', (join) =>
      join
        .onRef('seeds.workspace_id', '=', 'seed_uses.workspace_id')
        .onRef('seeds.id', '=', 'seed_uses.seed_id'),
    )
    .leftJoin('users', (join) =>
      join
        .onRef('users.workspace_id', '=', 'seed_uses.workspace_id')
        .onRef('users.id', '=', 'seed_uses.user_id'),
    )
    .select([
      'seed_uses.id',
      'seed_id',
      'seeds.text',
      'node',
      'outcome',
      'used_at',
      'user_id',
      'users.name as by',
    ])
    .where('seed_uses.workspace_id', '=', actor.workspaceId)
    .where('party_id', '=', personId)
    .orderBy('used_at', 'desc')
    .orderBy('seed_uses.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    seedId: row.seed_id,
    text: row.text,
    node: row.node,
    outcome: SeedOutcome.parse(row.outcome),
    at: row.used_at.toString(),
    by: { id: row.user_id, name: row.by ?? '' },
    isMine: row.user_id === actor.userId,
  }));
}

/** What nobody of us brings up with somebody. */
export function leftAlone(
  { db, actor }: Transaction,
  personId: string,
): Promise<{ id: string; node: string }[]> {
  return db
    .selectFrom('topics_left_alone')
    .select(['id', 'node'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('party_id', '=', personId)
    .orderBy('said_at')
    .orderBy('id')
    .execute();
}

/** At or below what is left alone with somebody. */
export function isAmong(
  { tree, standing }: Nodes,
  node: string,
  alone: readonly { node: string }[],
): boolean {
  const above = upwards(tree, standing(node) ?? node);
  return alone.some((one) => above.includes(standing(one.node) ?? ''));
}
