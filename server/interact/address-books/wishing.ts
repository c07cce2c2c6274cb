import { sql } from 'kysely';
import type { BookOfParty, BookWish } from '../../../shared/interact/address-books.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { mayEdit } from '../../platform/access/reach.ts';
import { findConnection } from '../../platform/connections/connections.ts';
import { tellOfConnection } from '../../platform/connections/telling.ts';
import { BookNotFound, BookNotYours, NobodyForBook } from './errors.ts';

/** The books that the asker may write to, and whether somebody stands in each. */
export async function booksOf(transaction: Transaction, partyId: string): Promise<BookOfParty[]> {
  const { db, actor } = transaction;
  await requireParty(transaction, partyId);
  const rows = await db
    .selectFrom('collections')
    .innerJoin('connections', (join) =>
      join
        .onRef('connections.workspace_id', '=', 'collections.workspace_id')
        .onRef('connections.id', '=', 'collections.connection_id'),
    )
    .leftJoin('card_wishes', (join) =>
      join
        .onRef('card_wishes.workspace_id', '=', 'collections.workspace_id')
        .onRef('card_wishes.collection_id', '=', 'collections.id')
        .on('card_wishes.party_id', '=', partyId),
    )
    .select([
      'collections.id',
      'collections.name as book',
      'connections.id as connection_id',
      'connections.name as connection',
      'connections.owner_id',
      'connections.visibility',
      'card_wishes.wish',
      sql<boolean>`exists (
        select from entry_cards c where c.workspace_id = collections.workspace_id
          and c.collection_id = collections.id and c.party_id = ${partyId} and c.removed_at is null)`.as(
        'is_in',
      ),
    ])
    .where('collections.workspace_id', '=', actor.workspaceId)
    .where('collections.kind', '=', 'address book')
    .where('collections.writable', '=', true)
    .where(sql<boolean>`collections.wanted is not false`)
    .orderBy('connections.name')
    .orderBy('collections.name')
    .orderBy('collections.id')
    .execute();
  return rows
    .filter((row) => mayEdit(transaction, { ...row, assigned_to: null }))
    .map((row) => ({
      collectionId: row.id,
      connectionId: row.connection_id,
      book: row.book,
      connection: row.connection,
      isIn: row.is_in,
      wish: row.wish as BookOfParty['wish'],
    }));
}

/** Says whether somebody is to stand in a book; the server is told with the next look. */
export async function wish(
  transaction: Transaction,
  { partyId, collectionId, isIn }: BookWish,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const collection = await db
    .selectFrom('collections')
    .select(['connection_id', 'audience', 'name'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', collectionId)
    .where('kind', '=', 'address book')
    .where('writable', '=', true)
    .executeTakeFirst();
  const connection = collection && (await findConnection(transaction, collection.connection_id));
  if (!connection) throw new BookNotFound();
  if (!mayEdit(transaction, connection)) throw new BookNotYours();
  await requireParty(transaction, partyId);
  const card = await db
    .selectFrom('entry_cards')
    .select('href')
    .where('workspace_id', '=', actor.workspaceId)
    .where('collection_id', '=', collectionId)
    .where('party_id', '=', partyId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (Boolean(card) === isIn) {
    await db
      .deleteFrom('card_wishes')
      .where('workspace_id', '=', actor.workspaceId)
      .where('collection_id', '=', collectionId)
      .where('party_id', '=', partyId)
      .execute();
  } else {
    const wished = isIn ? 'put' : 'take out';
    await db
      .insertInto('card_wishes')
      .values({
        workspace_id: actor.workspaceId,
        collection_id: collectionId,
        party_id: partyId,
        connection_id: collection.connection_id,
        audience: collection.audience,
        wish: wished,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'collection_id', 'party_id'])
          .doUpdateSet({ wish: wished }),
      )
      .execute();
  }
  return tellOfConnection(transaction, connection, isIn ? 'put into book' : 'taken out of book', {
    book: collection.name,
    partyId,
  });
}

async function requireParty({ db, actor }: Transaction, id: string): Promise<void> {
  const party = await db
    .selectFrom('parties')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('trashed_at', 'is', null)
    .executeTakeFirst();
  if (!party) throw new NobodyForBook();
}
