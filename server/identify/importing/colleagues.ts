import type { Transaction } from '../../platform/access/actor.ts';
import type { Importing } from '../../platform/import/registry.ts';

/** Our users by address, and by name where only one has it; looked up once an import. */
export async function colleaguesOf(
  { db, actor }: Transaction,
  { memory }: Importing,
): Promise<ReadonlyMap<string, string>> {
  const known = memory.get('colleagues') as ReadonlyMap<string, string> | undefined;
  if (known) return known;
  const users = await db
    .selectFrom('users')
    .select(['id', 'name', 'email'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('disabled_at', 'is', null)
    .execute();
  const byName = Map.groupBy(users, ({ name }) => name.trim().toLowerCase());
  const colleagues = new Map(users.map(({ id, email }) => [email.toLowerCase(), id]));
  for (const [name, [first, ...more]] of byName) {
    if (first && more.length === 0) colleagues.set(name, first.id);
  }
  memory.set('colleagues', colleagues);
  return colleagues;
}
