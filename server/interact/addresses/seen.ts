import { sql } from 'kysely';
import type { Transaction } from '../../platform/access/actor.ts';
import { insertRows } from '../../platform/database/bulk.ts';
import { nextId } from '../../platform/database/ids.ts';

export interface MetAddress {
  key: string;
  name: string;
  mailable: boolean;
}

/** Remembers addresses for those who may see the mail in which they were met; answers with their ids. */
export async function rememberAddresses(
  { db, actor }: Transaction,
  audience: string,
  met: readonly MetAddress[],
  importId: string | null,
): Promise<Map<string, string>> {
  const byKey = new Map<string, MetAddress>();
  for (const each of met) {
    const known = byKey.get(each.key);
    // A name is better than none, and the first one met stays.
    if (!known || (!known.name && each.name)) byKey.set(each.key, each);
  }
  const keys = [...byKey.keys()].sort();
  if (keys.length === 0) return new Map();
  const find = () =>
    db
      .selectFrom('seen_addresses')
      .select(['id', 'address'])
      .where('workspace_id', '=', actor.workspaceId)
      .where('audience', '=', audience)
      .where(sql<boolean>`address = any (${keys}::text[])`)
      .execute();
  const known = new Map((await find()).map(({ id, address }) => [address, id]));
  const fresh = keys.filter((key) => !known.has(key));
  if (fresh.length === 0) return known;
  // Another import may meet the same address at the same moment; whoever comes second reads the first's row.
  await insertRows(
    db,
    'seen_addresses',
    fresh.map((key) => ({
      workspace_id: actor.workspaceId,
      id: nextId(),
      audience,
      address: key,
      name: byKey.get(key)!.name || null,
      mailable: byKey.get(key)!.mailable,
      import_id: importId,
    })),
    'ignore',
  );
  return new Map((await find()).map(({ id, address }) => [address, id]));
}
