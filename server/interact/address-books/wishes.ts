import { sql } from 'kysely';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { bare } from '../../identify/importing/card-facts.ts';
import { emptyCard } from '../../identify/people/rewriting.ts';
import { asActor, type Transaction } from '../../platform/access/actor.ts';
import { ConnectionTrouble } from '../../platform/connections/errors.ts';
import { entryHref } from '../../platform/dav/changes.ts';
import type { DavClient } from '../../platform/dav/client.ts';
import type { CollectionRow } from '../calendars/collections.ts';
import { keepEntries } from '../calendars/entries.ts';
import type { DavSource } from '../calendars/session.ts';
import { dropCards, keepCards } from './cards.ts';
import { factsOf, put, rewritten, standingOf } from './writing.ts';

const most = 100;

interface Wished {
  id: string;
  kind: PartyKind;
  name: string;
  version: number;
  wish: 'put' | 'take out';
  href: string | null;
  etag: string | null;
}

/** Puts into a book whom somebody wants there, and takes out whom they no longer do: nobody else, and never by itself. */
export async function grantWishes(
  source: DavSource,
  client: DavClient,
  collection: CollectionRow,
): Promise<void> {
  const { actor, house, signal } = source;
  if (!collection.writable) return;
  const wished = await asActor(house.db, actor, async (transaction) => {
    await wishForOurs(transaction, source, collection);
    return wishesFor(transaction, collection);
  });
  for (const each of wished) {
    if (signal.aborted) return;
    if (each.wish === 'put') await putOne(source, client, collection, each);
    else await takeOut(source, client, collection, each);
  }
}

/** Into the book that takes what is made here goes everybody whom its owner wrote down since it does. */
async function wishForOurs(
  { db, actor }: Transaction,
  { reach }: DavSource,
  collection: CollectionRow,
): Promise<void> {
  if (!collection.takes_ours || !collection.takes_since) return;
  await sql`
    insert into card_wishes (workspace_id, collection_id, party_id, connection_id, audience, wish)
    select p.workspace_id, ${collection.id}::uuid, p.id, ${collection.connection_id}::uuid,
      ${collection.audience}::uuid, 'put'
    from parties p
    where p.workspace_id = ${actor.workspaceId} and p.created_by = ${reach.ownerId} and p.import_id is null
      and p.created_at >= ${collection.takes_since.toString()} and p.trashed_at is null and p.name <> ''
      and not exists (select from entry_cards c where c.workspace_id = p.workspace_id and c.party_id = p.id
        and c.connection_id = ${collection.connection_id})
    order by p.id limit ${sql.lit(most)}
    on conflict do nothing`.execute(db);
}

async function wishesFor({ db, actor }: Transaction, collection: CollectionRow): Promise<Wished[]> {
  const { rows } = await sql<Wished>`
    select p.id, p.kind, p.name, p.version, w.wish, e.href, e.etag
    from card_wishes w
    join parties p on p.workspace_id = w.workspace_id and p.id = w.party_id and p.trashed_at is null
    left join entry_cards c on c.workspace_id = w.workspace_id and c.collection_id = w.collection_id
      and c.party_id = w.party_id and c.removed_at is null
    left join collection_entries e on e.workspace_id = c.workspace_id and e.collection_id = c.collection_id
      and e.href = c.href
    where w.workspace_id = ${actor.workspaceId} and w.collection_id = ${collection.id}
    order by w.asked_at limit ${sql.lit(most)}`.execute(db);
  return rows;
}

async function putOne(
  { actor, house }: DavSource,
  client: DavClient,
  collection: CollectionRow,
  { id, kind, name, version, href: known }: Wished,
): Promise<void> {
  const place = client.address(collection.href);
  const url = client.address(`${place.pathname.replace(/\/?$/, '/')}${id}.vcf`, place);
  const granted = (work: (transaction: Transaction) => Promise<void>) =>
    asActor(house.db, actor, async (transaction) => {
      await work(transaction);
      await forget(transaction, collection, id);
    });
  if (known) return granted(async () => undefined);
  const here = await asActor(house.db, actor, (transaction) =>
    standingOf(transaction, id, kind, null),
  );
  const isNamed = here.changes.some(({ topic }) => topic === 'name');
  const text = await rewritten(emptyCard(id, kind), kind, here.country, [
    // A card without a name is none: who has but an address is called by it.
    ...(isNamed
      ? []
      : [{ topic: 'name' as const, gone: [], came: [{ value: { display: name }, label: null }] }]),
    ...here.changes,
  ]);
  if (text === null) throw new TypeError('A new card could not be written.');
  const answer = await put(client, url, text);
  // It stands there already, from a time when the answer did not arrive: the next look brings both together.
  if (answer.status === 412) return granted(async () => undefined);
  if (answer.status < 200 || answer.status >= 300) throw new ConnectionTrouble('not understood');
  const href = entryHref(client, place, url.href)!;
  const there = await factsOf(text, here.country);
  await granted(async (transaction) => {
    await keepEntries(transaction, collection, [
      {
        href,
        etag: answer.etag,
        title: name,
        recurs: false,
        isPrivate: false,
        outcome: { state: 'captured' },
      },
    ]);
    const agreed = { there, here: bare(here.facts), disputed: [], take: [] };
    await keepCards(transaction, collection, [{ href, partyId: id, version, agreed }]);
  });
}

async function takeOut(
  { actor, house }: DavSource,
  client: DavClient,
  collection: CollectionRow,
  { id, href, etag }: Wished,
): Promise<void> {
  if (href) {
    const url = client.address(href, client.address(collection.href));
    const { status } = await client.ask(url, {
      method: 'DELETE',
      ...(etag && !etag.startsWith('W/') ? { ifMatch: etag } : {}),
    });
    // Changed meanwhile: the next look reads it, and whoever still wants it gone says so again.
    const isGone = (status >= 200 && status < 300) || status === 404 || status === 410;
    if (!isGone && status !== 412) throw new ConnectionTrouble('not understood');
    if (isGone) {
      await asActor(house.db, actor, (transaction) => dropCards(transaction, collection, [href]));
    }
  }
  await asActor(house.db, actor, (transaction) => forget(transaction, collection, id));
}

async function forget(
  { db, actor }: Transaction,
  { id }: CollectionRow,
  partyId: string,
): Promise<void> {
  await db
    .deleteFrom('card_wishes')
    .where('workspace_id', '=', actor.workspaceId)
    .where('collection_id', '=', id)
    .where('party_id', '=', partyId)
    .execute();
}
