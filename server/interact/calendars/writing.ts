import { sql } from 'kysely';
import { contentLine, escapeText } from '../../../shared/platform/exporting/content-lines.ts';
import { asActor, type Transaction } from '../../platform/access/actor.ts';
import { ConnectionTrouble } from '../../platform/connections/errors.ts';
import { entryHref } from '../../platform/dav/changes.ts';
import type { DavClient } from '../../platform/dav/client.ts';
import { runInWorker } from '../../platform/workers/calls.ts';
import { workspaceZone } from '../../platform/workspaces/workspaces.ts';
import { recurrenceLimits } from '../calendar/recurrence.ts';
import { identityOfUid } from '../importing/meetings.ts';
import { type Standing, standing } from '../importing/revisions.ts';
import { type Agreed, agreedHere } from '../importing/sources.ts';
import type { Source } from './capturing.ts';
import type { CollectionRow } from './collections.ts';
import { keepEntries } from './entries.ts';

interface Due {
  href: string;
  etag: string;
  identity: string;
  activity_id: string;
  agreed: Agreed | null;
}

/**
 * Puts meetings that the owner of a calendar made here, since it was chosen for them, into it. Who takes part is not
 * written: many servers would invite them. By its identity the meeting is known again, should the answer be lost.
 */
export async function writeNew(
  source: Source,
  client: DavClient,
  collection: CollectionRow,
): Promise<void> {
  const { actor, house, reach, signal } = source;
  const since = collection.takes_since;
  if (!collection.takes_ours || !since) return;
  const fresh = await asActor(house.db, actor, async ({ db }) => {
    const { rows } = await sql<{ id: string }>`
      select a.id from activities a
      where a.workspace_id = ${actor.workspaceId} and a.owner_id = ${reach.ownerId} and a.kind = 'meeting'
        and a.occurred_at > now() and a.created_at >= ${since.toString()} and a.import_id is null
        and a.trashed_at is null and a.cancelled_at is null
        and not exists (select from entry_meetings m where m.workspace_id = a.workspace_id and m.activity_id = a.id)
      order by a.id limit ${sql.lit(mostNew)}`.execute(db);
    return rows;
  });
  for (const { id } of fresh) {
    if (signal.aborted) return;
    await writeOne(source, client, collection, id);
  }
}

async function writeOne(
  { actor, house }: Source,
  client: DavClient,
  collection: CollectionRow,
  id: string,
): Promise<void> {
  const place = client.address(collection.href);
  const url = client.address(`${place.pathname.replace(/\/?$/, '/')}${id}.ics`, place);
  const identity = identityOfUid(id);
  const made = await asActor(house.db, actor, async (transaction) => {
    await transaction.db
      .updateTable('activities')
      .set({ identity })
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', id)
      .where('identity', 'is', null)
      .execute();
    const [here] = await standing(transaction, [id]);
    return here;
  });
  if (!made) return;
  const answer = await client.ask(url, {
    method: 'PUT',
    body: newEntry(id, made),
    type: 'text/calendar; charset=utf-8',
    ifNoneMatch: '*',
  });
  // It stands there already, from a time when the answer did not arrive: the next look brings both together.
  if (answer.status === 412) return;
  if (answer.status < 200 || answer.status >= 300) throw new ConnectionTrouble('not understood');
  const href = entryHref(client, place, url.href)!;
  await asActor(house.db, actor, (transaction) =>
    keepEntries(transaction, collection, [
      {
        href,
        etag: answer.etag,
        title: made.subject ?? '',
        recurs: false,
        isPrivate: made.visibility === 'private',
        outcome: { state: 'captured' },
        meetings: new Map([
          [identity, { id, version: made.version, agreed: agreedHere(made, '') }],
        ]),
      },
    ]),
  );
}

function newEntry(id: string, here: Standing): string {
  const stamp = (at: Temporal.Instant) =>
    at.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
  const text = (name: string, value: string | null) =>
    value ? [`${name}:${escapeText(value.replace(/\r\n?/g, '\n'))}`] : [];
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rapport//Meetings//EN',
    'BEGIN:VEVENT',
    `UID:${id}`,
    `DTSTAMP:${stamp(Temporal.Now.instant())}`,
    `DTSTART:${stamp(here.occurred_at)}`,
    `DTEND:${stamp(here.ends_at ?? here.occurred_at)}`,
    ...text('SUMMARY', here.subject),
    ...text('LOCATION', here.place),
    ...text('DESCRIPTION', here.body),
    ...(here.visibility === 'private' ? ['CLASS:PRIVATE'] : []),
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map(contentLine)
    .join('');
}

const limits = { milliseconds: 2_000, megabytes: 200 };
const seriesLimits = { milliseconds: 20_000, megabytes: 200 };
const mostNew = 100;
/** As many as a series has times at most, which are written together. */
const most = recurrenceLimits.instances;

/**
 * Writes what the owner of a calendar changed here back into it: moved, renamed, cancelled. Nothing is written
 * over what somebody else changed there meanwhile: the server is told which state is meant, and refuses for any
 * other, which is then read like every change. A write whose answer was lost is met again as their state and ours
 * being the same.
 */
export async function writeBack(
  source: Source,
  client: DavClient,
  collection: CollectionRow,
): Promise<void> {
  if (!collection.writable) return;
  const { actor, house, signal } = source;
  const due = await asActor(house.db, actor, (transaction) =>
    dueIn(transaction, source, collection),
  );
  for (const together of Map.groupBy(due, ({ href }) => href).values()) {
    if (signal.aborted) return;
    const rows = await asActor(house.db, actor, (transaction) =>
      standing(
        transaction,
        together.map(({ activity_id }) => activity_id),
      ),
    );
    const changes: Change[] = [];
    const settled: Change[] = [];
    for (const entry of together) {
      const here = rows.find(({ id }) => id === entry.activity_id);
      if (!here) continue;
      const now = agreedHere(here, entry.agreed?.planned ?? '');
      // A word beside it, or who sees it, is nothing for the calendar.
      const isSame = entry.agreed !== null && sameOf(entry.agreed) === sameOf(now);
      (isSame ? settled : changes).push({ entry, here, now });
    }
    const [{ etag } = { etag: '' }] = together;
    if (settled.length > 0) await settle(source, collection, settled, etag);
    if (changes.length > 0) await write(source, client, collection, changes);
  }
}

/** A meeting as it stood when both sides agreed, and as it stands here now. */
interface Change {
  entry: Due;
  here: Standing;
  now: Agreed;
}

async function dueIn(
  { db, actor }: Transaction,
  { reach }: Source,
  collection: CollectionRow,
): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select e.href, e.etag, m.identity, m.activity_id, m.agreed
    from collection_entries e
    join entry_meetings m on m.workspace_id = e.workspace_id and m.collection_id = e.collection_id
      and m.href = e.href
    join activities a on a.workspace_id = m.workspace_id and a.id = m.activity_id
    where e.workspace_id = ${actor.workspaceId} and e.collection_id = ${collection.id}
      and e.state = 'captured' and e.etag is not null and (m.agreed is not null or not e.recurs)
      and a.version > m.version and a.owner_id = ${reach.ownerId} and a.trashed_at is null
    order by e.href, m.identity limit ${sql.lit(most)}`.execute(db);
  return rows;
}

/** All that changed of one entry, in one write: a meeting, or times of a series. */
async function write(
  source: Source,
  client: DavClient,
  collection: CollectionRow,
  changes: readonly Change[],
): Promise<void> {
  const { actor, house } = source;
  const [{ entry, here } = changes[0]!] = changes;
  const url = client.address(entry.href, client.address(collection.href));
  const there = await client.ask(url, { method: 'GET' });
  // Changed or deleted since: the next look brings it, and joins both.
  if (there.status !== 200 || there.etag !== entry.etag) return;
  const uid = /^UID(?:;[^:\r\n]*)?:(.*)$/im
    .exec(there.text.replaceAll(/\r?\n[ \t]/g, ''))?.[1]
    ?.trim();
  const at = Temporal.Now.instant().toString();
  const meetings = changes.map(({ entry: { agreed }, here: now }) => ({
    uid: uid ?? '',
    planned: agreed?.planned ?? '',
    start: now.occurred_at.toString(),
    end: (now.ends_at ?? now.occurred_at).toString(),
    zone: now.zone,
    allDay: now.all_day,
    subject: now.subject ?? '',
    body: now.body ?? '',
    place: now.place ?? '',
    cancelled: now.cancelled_at !== null,
    at,
  }));
  const isSeries = meetings.some(({ planned }) => planned !== '');
  const zone = await asActor(house.db, actor, workspaceZone);
  const text = await runInWorker<string | null>({
    module: new URL('../calendar/rewriting.ts', import.meta.url),
    ...(isSeries
      ? { name: 'rewriteTimes', input: { text: there.text, meetings, zone } }
      : { name: 'rewriteMeeting', input: { text: there.text, meeting: meetings[0] } }),
    ...(isSeries ? seriesLimits : limits),
  }).catch(() => null);
  if (text === null) return refused(source, collection, entry, here);
  const answer = await client.ask(url, {
    method: 'PUT',
    body: text,
    type: 'text/calendar; charset=utf-8',
    ifMatch: entry.etag,
  });
  // Meant is always a strong state; a server that names weak ones takes no condition at all.
  if (answer.status === 412 && !entry.etag.startsWith('W/')) return;
  if (answer.status < 200 || answer.status >= 300) return refused(source, collection, entry, here);
  // Without a word about its new state the next look reads it, and finds what was written.
  await settle(source, collection, changes, answer.etag ?? entry.etag);
}

/** Both sides say the same from here on. */
function settle(
  { actor, house }: Source,
  { id }: CollectionRow,
  changes: readonly Change[],
  etag: string,
): Promise<void> {
  return asActor(house.db, actor, async ({ db }) => {
    const [{ entry } = changes[0]!] = changes;
    // In this order, in which whoever disconnects the calendar removes them too.
    await db
      .updateTable('collection_entries')
      .set({ etag })
      .where('workspace_id', '=', actor.workspaceId)
      .where('collection_id', '=', id)
      .where('href', '=', entry.href)
      .execute();
    const rows = changes.map(({ entry: { identity }, here: { version }, now }) => ({
      identity,
      version,
      agreed: now,
    }));
    await sql`
      update entry_meetings m set version = r.version, agreed = r.agreed
      from json_to_recordset(${JSON.stringify(rows)}::json) as r (identity text, version int, agreed jsonb)
      where m.workspace_id = ${actor.workspaceId} and m.collection_id = ${id} and m.href = ${entry.href}
        and m.identity = r.identity`.execute(db);
  });
}

/** It stays changed here, and stands on the page of the connection until somebody looks at it. */
async function refused(
  { actor, house }: Source,
  { id }: CollectionRow,
  { href }: Due,
  { subject }: Standing,
): Promise<void> {
  await asActor(house.db, actor, ({ db }) =>
    db
      .updateTable('collection_entries')
      .set({ state: 'parked', reason: 'refused', title: subject?.slice(0, 300) ?? null })
      .where('workspace_id', '=', actor.workspaceId)
      .where('collection_id', '=', id)
      .where('href', '=', href)
      .execute(),
  );
}

const sameOf = ({ time, cancelled, subject, body, place }: Agreed) =>
  JSON.stringify([time, cancelled, subject, body, place]);
