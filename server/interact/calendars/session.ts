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
import {
  type CollectionKind,
  type FoundCollection,
  findCollections,
} from '../../platform/dav/discovery.ts';
import { Unanswered } from '../../platform/egress/errors.ts';
import {
  bookedEntries,
  type CollectionRow,
  isToBeCompared,
  isToBeRead,
  isWanted,
  keepCollections,
} from './collections.ts';

/** An entry as its server handed it over. */
export interface Delivered extends DeliveredEntry {
  isTooLarge?: true;
}

export type DavSource = Connected<DavSettings, DavSecret>;

/** What becomes of the entries of one kind of collection, and what of them goes back. */
export interface Following {
  kind: CollectionKind;
  /** Whether what happened here is for the server to know. */
  concerns: (what: { subject: string; verb: string }) => boolean;
  take: (collection: CollectionRow, delivered: readonly Delivered[]) => Promise<void>;
  /** They are no longer at the server. */
  drop: (collection: CollectionRow, hrefs: readonly string[]) => Promise<void>;
  writeBack: (client: DavClient, collection: CollectionRow) => Promise<void>;
  finish: () => Promise<void>;
  /** A run that an earlier server began. */
  finishRun: (run: string) => Promise<void>;
}

/** Entries that are fetched with one request. */
const fetchedTogether = 50;
/** How often the server is asked while nothing happens here. */
const askEvery = 60_000;

/** Brings the calendars or address books of one server up to date, and stays to ask again. */
export class CollectionSession {
  readonly #source: DavSource;
  readonly #client: DavClient;
  readonly #following: Following;

  constructor(source: DavSource, following: Following) {
    const { house, settings, secret, signal } = source;
    this.#source = source;
    this.#client = new DavClient(house, settings, secret, signal);
    this.#following = following;
  }

  /** Until the signal, or until the server does not answer. */
  async stay(): Promise<void> {
    const { house, signal, caughtUp } = this.#source;
    let changed = new AbortController();
    const unwatch = house.live.watch((what) => {
      if (this.#following.concerns(what)) changed.abort();
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
    const { kind } = this.#following;
    const found = await findCollections(this.#client, kind);
    const rows = await this.#asHouse((transaction) =>
      keepCollections(transaction, this.#source, kind, found),
    );
    for (const run of new Set(rows.flatMap(({ unfinished_run }) => unfinished_run ?? []))) {
      await this.#following.finishRun(run);
    }
    const there = new Map(found.map((one) => [one.url, one]));
    for (const row of rows) {
      if (this.#source.signal.aborted) return;
      if (!isWanted(row)) continue;
      await this.#bring(row, there.get(row.href)!);
      await this.#following.writeBack(this.#client, row);
    }
    await this.#following.finish();
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
      await this.#following.drop(collection, gone);
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
      await this.#following.take(collection, delivered);
    }
  }

  /** Where all of them are too much for one answer, each is asked for by itself. */
  async #deliver(url: URL, hrefs: readonly string[]): Promise<Delivered[]> {
    try {
      return await deliverEntries(this.#client, url, this.#following.kind, hrefs);
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

  #asHouse<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const { actor, house } = this.#source;
    return asActor(house.db, systemActor(actor.workspaceId, actor.userId), work);
  }
}
