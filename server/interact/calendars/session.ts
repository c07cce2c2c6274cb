import { setTimeout as pause } from 'node:timers/promises';
import type { DavSecret, DavSettings } from '../../../shared/platform/connections.ts';
import { asActor, systemActor, type Transaction } from '../../platform/access/actor.ts';
import type { Connected } from '../../platform/connections/connector.ts';
import {
  type Changes,
  changesSince,
  type DeliveredEntry,
  deliverEntries,
  listEntries,
} from '../../platform/dav/changes.ts';
import { DavClient } from '../../platform/dav/client.ts';
import { type FoundCollection, findCollections } from '../../platform/dav/discovery.ts';
import { Unanswered } from '../../platform/egress/errors.ts';
import { CapturingMeetings, type DeliveredMeeting } from './capturing.ts';
import {
  bookedEntries,
  type CollectionRow,
  isToBeCompared,
  isToBeRead,
  isWanted,
  keepCollections,
} from './collections.ts';
import { dropEntries } from './entries.ts';
import { writeBack, writeNew } from './writing.ts';

/** Entries that are fetched with one request. */
const fetchedTogether = 50;
/** What people do to a meeting here. */
const ownVerbs: ReadonlySet<string> = new Set(['written', 'edited', 'called off', 'put on again']);
/** How often the server is asked while nothing happens here. */
const askEvery = 60_000;

/** Brings the calendars of one server up to date, and stays to ask again. */
export class CalendarSession {
  readonly #source: Connected<DavSettings, DavSecret>;
  readonly #client: DavClient;
  readonly #capturing: CapturingMeetings;

  private constructor(
    source: Connected<DavSettings, DavSecret>,
    client: DavClient,
    capturing: CapturingMeetings,
  ) {
    this.#source = source;
    this.#client = client;
    this.#capturing = capturing;
  }

  static async open(source: Connected<DavSettings, DavSecret>): Promise<CalendarSession> {
    const { house, settings, secret, signal } = source;
    const client = new DavClient(house, settings, secret, signal);
    return new CalendarSession(source, client, await CapturingMeetings.begin(source));
  }

  /** Until the signal, or until the server does not answer. */
  async stay(): Promise<void> {
    const { house, signal, caughtUp } = this.#source;
    let changed = new AbortController();
    const unwatch = house.live.watch(({ subject, verb }) => {
      if (subject === 'activity' && ownVerbs.has(verb)) changed.abort();
    });
    try {
      while (!signal.aborted) {
        // Begun before anything is looked at, so that what changes meanwhile is looked at again.
        changed = new AbortController();
        await this.bringUpToDate();
        await caughtUp();
        const until = AbortSignal.any([signal, changed.signal]);
        await pause(askEvery, undefined, { signal: until, ref: false }).catch(() => undefined);
      }
    } catch (error) {
      if (signal.aborted) return;
      throw error;
    } finally {
      unwatch();
    }
  }

  async bringUpToDate(): Promise<void> {
    const found = await findCollections(this.#client, 'calendar');
    const rows = await this.#asHouse((transaction) =>
      keepCollections(transaction, this.#source, 'calendar', found),
    );
    for (const run of new Set(rows.flatMap(({ unfinished_run }) => unfinished_run ?? []))) {
      await this.#capturing.finishRun(run);
    }
    const there = new Map(found.map((one) => [one.url, one]));
    for (const row of rows) {
      if (this.#source.signal.aborted) return;
      if (!isWanted(row)) continue;
      await this.#bring(row, there.get(row.href)!);
      await writeBack(this.#source, this.#client, row);
      await writeNew(this.#source, this.#client, row);
    }
    await this.#capturing.finish();
  }

  async #bring(collection: CollectionRow, found: FoundCollection): Promise<void> {
    const url = this.#client.address(collection.href);
    const booked = await this.#asHouse((transaction) => bookedEntries(transaction, collection.id));
    const changes = await this.#changes(collection, found, url);
    if (changes) {
      const wanted = changes.listed.filter(({ href, etag }) => isToBeRead(booked.get(href), etag));
      const isThere = new Set(changes.listed.map(({ href }) => href));
      const gone = changes.isWhole
        ? [...booked.keys()].filter((href) => !isThere.has(href))
        : changes.gone;
      // First what came: what was only given another address is known again before the old one goes.
      await this.#read(
        collection,
        url,
        wanted.map(({ href }) => href),
      );
      await this.#as((transaction) => dropEntries(transaction, collection, gone));
    }
    await this.#read(
      collection,
      url,
      [...booked].flatMap(([href, entry]) =>
        entry.state === 'waiting' && isToBeRead(entry, entry.etag) ? href : [],
      ),
    );
    if (this.#source.signal.aborted) return;
    await this.#settle(collection, found, changes);
  }

  /** null: nothing there is another than it was. */
  async #changes(
    collection: CollectionRow,
    { ctag, syncToken }: FoundCollection,
    url: URL,
  ): Promise<Changes | null> {
    if (!isToBeCompared(collection)) {
      const { sync_token, ctag: before } = collection;
      if (sync_token !== null && sync_token === syncToken) return null;
      if (sync_token === null && ctag !== null && ctag === before) return null;
      const changes = sync_token && (await changesSince(this.#client, url, sync_token));
      if (changes) return changes;
    }
    return listEntries(this.#client, url, syncToken);
  }

  async #read(collection: CollectionRow, url: URL, hrefs: readonly string[]): Promise<void> {
    for (let from = 0; from < hrefs.length; from += fetchedTogether) {
      if (this.#source.signal.aborted) return;
      const delivered = await this.#deliver(url, hrefs.slice(from, from + fetchedTogether));
      const texts = delivered.map(({ text }) => text ?? '');
      const read = await this.#capturing.read(texts);
      await this.#capturing.write(
        collection,
        delivered.map((entry, index) => meetingOf(entry, read[index])),
      );
    }
  }

  /** Where all of them are too much for one answer, each is asked for by itself. */
  async #deliver(
    url: URL,
    hrefs: readonly string[],
  ): Promise<(DeliveredEntry & { isTooLarge?: true })[]> {
    try {
      return await deliverEntries(this.#client, url, 'calendar', hrefs);
    } catch (error) {
      if (!(error instanceof Unanswered) || error.reason !== 'too large') throw error;
      const [first] = hrefs;
      if (hrefs.length === 1) return [{ href: first!, etag: null, text: null, isTooLarge: true }];
    }
    const half = Math.ceil(hrefs.length / 2);
    return [
      ...(await this.#deliver(url, hrefs.slice(0, half))),
      ...(await this.#deliver(url, hrefs.slice(half))),
    ];
  }

  /** Only now the place is kept from where to go on: whatever ended earlier is looked at again. */
  async #settle(
    collection: CollectionRow,
    { ctag }: FoundCollection,
    changes: Changes | null,
  ): Promise<void> {
    const now = Temporal.Now.instant();
    await this.#asHouse(async ({ db, actor }) => {
      const { count } = await db
        .selectFrom('collection_entries')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .where('workspace_id', '=', actor.workspaceId)
        .where('collection_id', '=', collection.id)
        .executeTakeFirstOrThrow();
      await db
        .updateTable('collections')
        .set({
          seen_at: now,
          on_server: changes?.isWhole
            ? new Set(changes.listed.map(({ href }) => href)).size
            : Number(count),
          ...(changes ? { sync_token: changes.token, ctag } : {}),
          ...(changes?.isWhole ? { compared_at: now } : {}),
        })
        .where('workspace_id', '=', actor.workspaceId)
        .where('id', '=', collection.id)
        .execute();
    });
  }

  #as<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return asActor(this.#source.house.db, this.#source.actor, work);
  }

  #asHouse<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const { actor, house } = this.#source;
    return asActor(house.db, systemActor(actor.workspaceId, actor.userId), work);
  }
}

function meetingOf(
  { href, etag, text, isTooLarge }: DeliveredEntry & { isTooLarge?: true },
  read: Awaited<ReturnType<CapturingMeetings['read']>>[number],
): DeliveredMeeting {
  const waits = (reason: 'too large' | 'not delivered' | 'unreadable') =>
    ({ href, etag, read: { state: 'waiting', reason } }) as const;
  if (isTooLarge) return waits('too large');
  if (text === null) return waits('not delivered');
  if (!read) return waits('unreadable');
  const [first] = read;
  if (!first) {
    return {
      href,
      etag,
      read: { title: '', drafts: [], isPrivate: false, recurs: false, lacks: 'meeting' },
    };
  }
  const withDrafts = read.filter(({ drafts }) => drafts.length > 0);
  return {
    href,
    etag,
    read: {
      title: (withDrafts[0] ?? first).title,
      drafts: withDrafts.flatMap(({ drafts }) => drafts),
      isPrivate: read.some(({ isPrivate }) => isPrivate),
      recurs: read.some(({ recurs }) => recurs),
      lacks: withDrafts.length > 0 ? null : first.lacks,
    },
  };
}
