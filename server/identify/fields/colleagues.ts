import { foldForSearch } from '../../../shared/platform/folding.ts';
import type { Transaction } from '../../platform/access/actor.ts';

/** Ids of colleagues by their address, and by what they are called where only one is called so; folded. */
export async function colleagues({ db, actor }: Transaction): Promise<Map<string, string>> {
  const users = await db
    .selectFrom('users')
    .select(['id', 'name', 'email'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('disabled_at', 'is', null)
    .execute();
  const byName = Map.groupBy(users, ({ name }) => foldForSearch(name));
  return new Map([
    ...[...byName].flatMap(([name, [first, ...more]]): [string, string][] =>
      first && more.length === 0 ? [[name, first.id]] : [],
    ),
    ...users.map(({ id, email }): [string, string] => [foldForSearch(email), id]),
  ]);
}
