import { sql } from 'kysely';
import type { AgreedCard } from '../../identify/importing/card-facts.ts';
import type { CardLink, SettledCard } from '../../identify/importing/following.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { CollectionRow } from '../calendars/collections.ts';

/** Whom cards are known to be. */
export async function linksOf(
  { db, actor }: Transaction,
  collectionId: string,
  hrefs: readonly string[],
): Promise<Map<string, CardLink>> {
  const rows = await db
    .selectFrom('entry_cards')
    .select(['href', 'party_id', 'agreed'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('collection_id', '=', collectionId)
    .where(sql<boolean>`href = any (${hrefs}::text[])`)
    .execute();
  return new Map(
    rows.map(({ href, party_id, agreed }) => [
      href,
      { partyId: party_id, agreed: agreed as unknown as AgreedCard },
    ]),
  );
}

/** Keeps whom cards are. Who was told to be gone from the book under another address is back with this. */
export async function keepCards(
  { db, actor }: Transaction,
  collection: CollectionRow,
  cards: readonly (SettledCard & { href: string })[],
): Promise<void> {
  if (cards.length === 0) return;
  const rows = cards.map(({ href, partyId, version, agreed }) => ({
    href,
    party_id: partyId,
    version,
    agreed,
  }));
  await sql`
    insert into entry_cards (workspace_id, collection_id, href, connection_id, audience, party_id, version, agreed)
    select ${actor.workspaceId}::uuid, ${collection.id}::uuid, r.href, ${collection.connection_id}::uuid,
      ${collection.audience}::uuid, r.party_id, r.version, r.agreed
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (href text, party_id uuid, version int, agreed jsonb)
    on conflict (workspace_id, collection_id, href) do update set
      party_id = excluded.party_id, version = excluded.version, agreed = excluded.agreed, removed_at = null`.execute(
    db,
  );
  await db
    .deleteFrom('entry_cards')
    .where('workspace_id', '=', actor.workspaceId)
    .where('connection_id', '=', collection.connection_id)
    .where('removed_at', 'is not', null)
    .where(sql<boolean>`party_id = any (${cards.map(({ partyId }) => partyId)}::uuid[])`)
    .execute();
}

/**
 * Cards that are no longer at the server leave the books. Whom they were stays here as they are; that they were
 * taken out is told, unless another card of the connection is theirs.
 */
export async function dropCards(
  { db, actor }: Transaction,
  collection: CollectionRow,
  hrefs: readonly string[],
): Promise<void> {
  if (hrefs.length === 0) return;
  for (const table of ['collection_entries', 'entry_cards'] as const) {
    let query = db
      .deleteFrom(table)
      .where('workspace_id', '=', actor.workspaceId)
      .where('collection_id', '=', collection.id)
      .where(sql<boolean>`href = any (${hrefs}::text[])`);
    if (table === 'entry_cards') {
      query = query.where(sql<boolean>`exists (
        select from entry_cards other
        where other.workspace_id = entry_cards.workspace_id and other.connection_id = entry_cards.connection_id
          and other.party_id = entry_cards.party_id and other.removed_at is null
          and not (other.collection_id = ${collection.id} and other.href = any (${hrefs}::text[])))`);
    }
    await query.execute();
  }
  await db
    .updateTable('entry_cards')
    .set({ removed_at: Temporal.Now.instant() })
    .where('workspace_id', '=', actor.workspaceId)
    .where('collection_id', '=', collection.id)
    .where(sql<boolean>`href = any (${hrefs}::text[])`)
    .where('removed_at', 'is', null)
    .execute();
}
