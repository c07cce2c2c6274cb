import type { Transaction } from '../../platform/access/actor.ts';

/** Whether somebody said by their own page that nothing personal is to be brought up with them. */
export async function objectsToPersonal(
  { db, actor }: Transaction,
  personId: string,
): Promise<boolean> {
  const found = await db
    .selectFrom('page_acts')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('party_id', '=', personId)
    .where('kind', '=', 'object')
    .where('purpose', '=', 'personal')
    .where((where) =>
      where.or([where('outcome', 'is', null), where('outcome', '<>', 'taken back')]),
    )
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
