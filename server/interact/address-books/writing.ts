import { sql } from 'kysely';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import {
  type AgreedCard,
  bare,
  type FactHere,
  factsHere,
  factsThere,
  keysOf,
} from '../../identify/importing/card-facts.ts';
import { prepareContacts } from '../../identify/importing/told.ts';
import type { ReadCard } from '../../identify/people/reading.ts';
import { type CardChange, writtenTopics } from '../../identify/people/rewriting.ts';
import { currentStatements } from '../../identify/statements/statements.ts';
import { asActor, type Transaction } from '../../platform/access/actor.ts';
import type { DavClient } from '../../platform/dav/client.ts';
import { runInWorker } from '../../platform/workers/calls.ts';
import { workspaceCountry } from '../../platform/workspaces/workspaces.ts';
import type { CollectionRow } from '../calendars/collections.ts';
import type { DavSource } from '../calendars/session.ts';

interface Due {
  href: string;
  etag: string | null;
  party_id: string;
  agreed: AgreedCard;
  kind: PartyKind;
  name: string;
  version: number;
}

/** What a record says now, and what of it the card has yet to be told. */
export interface Standing {
  facts: FactHere[];
  country: string;
  changes: CardChange[];
}

const limits = { milliseconds: 2_000, megabytes: 200 };
const most = 100;
const cardType = 'text/vcard; charset=utf-8';

/**
 * Writes what was changed of somebody here back into their card: name, addresses, numbers, company and title.
 * Nothing is written over what somebody else changed there meanwhile: the server is told which state is meant, and
 * refuses for any other, which is then read and joined like every change.
 */
export async function writeBack(
  source: DavSource,
  client: DavClient,
  collection: CollectionRow,
): Promise<void> {
  if (!collection.writable) return;
  const { actor, house, signal } = source;
  const due = await asActor(house.db, actor, (transaction) => dueIn(transaction, collection));
  for (const entry of due) {
    if (signal.aborted) return;
    const here = await asActor(house.db, actor, (transaction) =>
      standingOf(transaction, entry.party_id, entry.kind, entry.agreed),
    );
    if (here.changes.length > 0) await write(source, client, collection, entry, here);
    else
      await settle(source, collection, entry, entry.etag, {
        ...entry.agreed,
        here: bare(here.facts),
      });
  }
}

async function dueIn({ db, actor }: Transaction, collection: CollectionRow): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select e.href, e.etag, c.party_id, c.agreed, p.kind, p.name, p.version
    from entry_cards c
    join collection_entries e on e.workspace_id = c.workspace_id and e.collection_id = c.collection_id
      and e.href = c.href
    join parties p on p.workspace_id = c.workspace_id and p.id = c.party_id
    where c.workspace_id = ${actor.workspaceId} and c.collection_id = ${collection.id}
      and e.state = 'captured' and p.version > c.version and p.trashed_at is null
    order by e.href limit ${sql.lit(most)}`.execute(db);
  return rows;
}

/** Where nothing was agreed yet, all of it is to be told. */
export async function standingOf(
  transaction: Transaction,
  partyId: string,
  kind: PartyKind,
  agreed: AgreedCard | null,
): Promise<Standing> {
  const facts = factsHere(await currentStatements(transaction, partyId));
  const changes = writtenTopics.flatMap((topic): CardChange[] => {
    if (topic === 'affiliation' && kind === 'company') return [];
    const held = keysOf(agreed?.here ?? [], topic);
    const there = keysOf(agreed?.there ?? [], topic);
    const now = facts.filter((fact) => fact.topic === topic);
    const gone = [...held.difference(keysOf(now, topic))];
    const came = now
      .filter(({ key }) => !held.has(key) && !there.has(key))
      .map(({ statement: { value, label } }) => ({ value, label }));
    return gone.length > 0 || came.length > 0 ? [{ topic, gone, came }] : [];
  });
  return { facts, changes, country: await workspaceCountry(transaction) };
}

async function write(
  source: DavSource,
  client: DavClient,
  collection: CollectionRow,
  entry: Due,
  { facts, country, changes }: Standing,
): Promise<void> {
  const url = client.address(entry.href, client.address(collection.href));
  const there = await client.ask(url, { method: 'GET' });
  const etag = there.etag ?? entry.etag;
  // Changed or deleted since: the next look brings it, and joins both.
  if (there.status !== 200 || (entry.etag !== null && etag !== entry.etag)) return;
  const text = await rewritten(there.text, entry.kind, country, changes);
  // Without a state to name, what somebody else wrote meanwhile might be lost.
  if (text === null || etag === null) return refused(source, collection, entry);
  const answer = await client.ask(url, {
    method: 'PUT',
    body: text,
    type: cardType,
    ifMatch: etag,
  });
  // Meant is always a strong state; a server that names weak ones takes no condition at all.
  if (answer.status === 412 && !etag.startsWith('W/')) return;
  if (answer.status < 200 || answer.status >= 300) return refused(source, collection, entry);
  // Without a word about its new state the next look reads it, and finds what was written.
  await settle(source, collection, entry, answer.etag ?? entry.etag, {
    ...entry.agreed,
    there: await factsOf(text, country),
    here: bare(facts),
  });
}

export async function rewritten(
  text: string,
  kind: PartyKind,
  country: string,
  changes: CardChange[],
): Promise<string | null> {
  return runInWorker<string | null>({
    module: new URL('../../identify/people/rewriting.ts', import.meta.url),
    name: 'rewriteCard',
    input: { text, kind, country, changes, at: Temporal.Now.instant().toString() },
    ...limits,
  }).catch(() => null);
}

/** What a card says, as it will be read when it comes back. */
export async function factsOf(text: string, country: string): Promise<AgreedCard['there']> {
  const [card] = await runInWorker<(ReadCard | null)[]>({
    module: new URL('../../identify/people/reading.ts', import.meta.url),
    name: 'readCards',
    input: { texts: [text], country },
    ...limits,
  });
  if (!card?.draft) return [];
  const [told] = prepareContacts([{ value: card.draft, locator: {} }], country);
  return told ? bare(factsThere(told)) : [];
}

export const put = (client: DavClient, url: URL, body: string) =>
  client.ask(url, { method: 'PUT', body, type: cardType, ifNoneMatch: '*' });

/** Both sides were compared up to here. */
function settle(
  { actor, house }: DavSource,
  { id }: CollectionRow,
  { href, version }: Due,
  etag: string | null,
  agreed: AgreedCard,
): Promise<void> {
  return asActor(house.db, actor, async ({ db }) => {
    // In this order, in which whoever disconnects the book removes them too.
    await db
      .updateTable('collection_entries')
      .set({ etag })
      .where('workspace_id', '=', actor.workspaceId)
      .where('collection_id', '=', id)
      .where('href', '=', href)
      .execute();
    await db
      .updateTable('entry_cards')
      .set({ version, agreed: JSON.stringify(agreed) })
      .where('workspace_id', '=', actor.workspaceId)
      .where('collection_id', '=', id)
      .where('href', '=', href)
      .execute();
  });
}

/** It stays changed here, and stands on the page of the connection until somebody looks at it. */
async function refused(
  { actor, house }: DavSource,
  { id }: CollectionRow,
  { href, name }: Due,
): Promise<void> {
  await asActor(house.db, actor, ({ db }) =>
    db
      .updateTable('collection_entries')
      .set({ state: 'parked', reason: 'refused', title: name.slice(0, 300) })
      .where('workspace_id', '=', actor.workspaceId)
      .where('collection_id', '=', id)
      .where('href', '=', href)
      .execute(),
  );
}
