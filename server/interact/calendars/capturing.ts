import { sql } from 'kysely';
import { asActor, systemActor, type Transaction } from '../../platform/access/actor.ts';
import type { Connected } from '../../platform/connections/connector.ts';
import { violatedConstraint } from '../../platform/database/failures.ts';
import { nextId } from '../../platform/database/ids.ts';
import { announce } from '../../platform/events/events.ts';
import type { Importing } from '../../platform/import/registry.ts';
import { CallEnded, runInWorker } from '../../platform/workers/calls.ts';
import type { ReadEntry } from '../calendar/reading.ts';
import { finishInteractions } from '../importing/finish.ts';
import { writeMeetings } from '../importing/meetings.ts';
import { importingOf } from '../importing/runs.ts';
import type { MeetingLink, MeetingSource } from '../importing/sources.ts';
import { type CaptureRules, readCaptureRules } from '../mailboxes/rules.ts';
import type { CollectionRow } from './collections.ts';
import {
  type AccountedEntry,
  keepEntries,
  linksOf,
  type Outcome,
  type Waiting,
} from './entries.ts';

export type Source = Connected<unknown, unknown>;

/** An entry as its server handed it over; without what was read of it, with the reason why not. */
export interface DeliveredMeeting {
  href: string;
  etag: string | null;
  read: Omit<ReadEntry, 'uid' | 'digest'> | Waiting;
}

const together = { milliseconds: 20_000, megabytes: 200 };
const alone = { milliseconds: 2_000, megabytes: 200 };

/** Turns entries of one connection's calendars into meetings, each portion with the books in one transaction. */
export class CapturingMeetings {
  readonly #source: Source;
  readonly #rules: CaptureRules;
  readonly #place: { country: string; zone: string };
  #run: string | undefined;

  private constructor(
    source: Source,
    rules: CaptureRules,
    place: { country: string; zone: string },
  ) {
    this.#source = source;
    this.#rules = rules;
    this.#place = place;
  }

  static async begin(source: Source): Promise<CapturingMeetings> {
    const { house, actor, reach } = source;
    return asActor(house.db, actor, async (transaction) => {
      const place = await transaction.db
        .selectFrom('workspaces')
        .select(['country', 'zone'])
        .where('workspace_id', '=', actor.workspaceId)
        .executeTakeFirstOrThrow();
      const rules = await readCaptureRules(transaction, reach.ownerId);
      return new CapturingMeetings(source, rules, place);
    });
  }

  /** One that takes too long or too much is met alone, and passed over; the others go on. */
  async read(texts: readonly string[]): Promise<(ReadEntry[] | undefined)[]> {
    if (texts.length === 0) return [];
    const call = {
      module: new URL('../calendar/reading.ts', import.meta.url),
      name: 'readCalendars',
    };
    const { zone } = this.#place;
    try {
      return await runInWorker({ ...call, input: { texts, zone }, ...together });
    } catch (error) {
      if (!(error instanceof CallEnded) && texts.length === 1) return [undefined];
    }
    const read: (ReadEntry[] | undefined)[] = [];
    for (const text of texts) {
      try {
        const [entries] = await runInWorker<ReadEntry[][]>({
          ...call,
          input: { texts: [text], zone },
          ...alone,
        });
        read.push(entries);
      } catch {
        read.push(undefined);
      }
    }
    return read;
  }

  /** What entries became, as one step that is there whole or not at all. */
  async write(collection: CollectionRow, delivered: readonly DeliveredMeeting[]): Promise<void> {
    if (delivered.length === 0) return;
    const { actor, house, reach, id } = this.#source;
    this.#run ??= nextId();
    const run = this.#run;
    await this.#again(() =>
      asActor(house.db, actor, async (transaction) => {
        const { db } = transaction;
        // What a power cut takes it takes with its place in the books.
        await sql`set local synchronous_commit = off`.execute(db);
        await sql`set local plan_cache_mode = force_custom_plan`.execute(db);
        await keepEntries(
          transaction,
          collection,
          await this.#capture(transaction, collection, delivered, run),
        );
        await db
          .updateTable('collections')
          .set({ unfinished_run: run })
          .where('workspace_id', '=', actor.workspaceId)
          .where('id', '=', collection.id)
          .execute();
        const told = { audience: reach.audience, subject: 'activity', id: run, verb: 'captured' };
        await announce(transaction, told);
        const fares = { audience: reach.audience, subject: 'connection', id, verb: 'fares' };
        await announce(transaction, fares);
      }),
    );
  }

  /** Last contacts follow, and those whom we know become known in the meetings. */
  async finish(): Promise<void> {
    const run = this.#run;
    this.#run = undefined;
    if (run) await this.finishRun(run);
  }

  /** A run that an earlier server began is finished like one's own. */
  async finishRun(run: string): Promise<void> {
    const { reach } = this.#source;
    await this.#again(() =>
      this.#asHouse(async (transaction) => {
        const { db, actor } = transaction;
        await finishInteractions(transaction, this.#importing(run, false));
        await db
          .updateTable('collections')
          .set({ unfinished_run: null })
          .where('workspace_id', '=', actor.workspaceId)
          .where('unfinished_run', '=', run)
          .execute();
        const told = { audience: reach.audience, subject: 'party', id: run, verb: 'captured' };
        await announce(transaction, told);
      }),
    );
  }

  async #capture(
    transaction: Transaction,
    collection: CollectionRow,
    delivered: readonly DeliveredMeeting[],
    run: string,
  ): Promise<AccountedEntry[]> {
    const source: MeetingSource = {
      linked: await linksOf(
        transaction,
        collection.id,
        delivered.map(({ href }) => href),
      ),
      settled: new Map(),
    };
    const judged = delivered.map((entry) => ({
      ...entry,
      outcome: this.#judge(collection, entry),
    }));
    const erased = new Set<number | undefined>();
    for (const isPrivate of [false, true]) {
      const items = judged.flatMap(({ read, outcome }, part) =>
        outcome.state === 'captured' && 'drafts' in read && read.isPrivate === isPrivate
          ? read.drafts.map((value) => ({ locator: { part }, value }))
          : [],
      );
      if (items.length === 0) continue;
      const { problems = [] } = await writeMeetings(
        transaction,
        items,
        this.#importing(run, isPrivate),
        source,
      );
      for (const { code, locator } of problems) {
        if (code === 'activity.erased') erased.add(locator.part);
      }
    }
    const byPart = Map.groupBy(source.settled, ([, { part }]) => part);
    return judged.map(({ href, etag, read, outcome }, part): AccountedEntry => {
      const settled = byPart.get(part) ?? [];
      const meetings = new Map<string, MeetingLink>(settled);
      const title = 'title' in read ? read.title : '';
      const recurs = 'recurs' in read && read.recurs;
      // What could not be read might be.
      const isPrivate = 'isPrivate' in read ? read.isPrivate : true;
      const entry = { href, etag, title, recurs, isPrivate };
      if (outcome.state === 'waiting') return { ...entry, outcome };
      if (settled.some(([, { isDisputed }]) => isDisputed)) {
        const reason = 'changed on both sides' as const;
        return { ...entry, outcome: { state: 'parked', reason }, meetings };
      }
      if (erased.has(part) && meetings.size === 0) {
        return { ...entry, outcome: { state: 'left out', reason: 'erased' }, meetings };
      }
      return { ...entry, outcome, meetings };
    });
  }

  #judge(collection: CollectionRow, { read }: DeliveredMeeting): Outcome {
    if ('state' in read) return read;
    if (read.lacks === 'meeting') return { state: 'left out', reason: 'not a meeting' };
    if (read.lacks === 'date') return { state: 'waiting', reason: 'no date' };
    const isRuledOut = read.drafts.some(({ summary, description, organizer, attendees }) =>
      this.#rules({
        addresses: [organizer, ...attendees].flatMap((one) => one?.address.toLowerCase() || []),
        labels: [collection.name],
        text: `${summary}\n${description}`,
      }),
    );
    return isRuledOut ? { state: 'left out', reason: 'rule' } : { state: 'captured' };
  }

  #importing(id: string, isPrivate: boolean): Importing {
    const { actor, house, name, reach } = this.#source;
    const { ownerId } = reach;
    return importingOf({
      id,
      actor,
      reach: isPrivate ? { audience: ownerId, visibility: 'private', ownerId } : reach,
      name,
      ...this.#place,
      files: house.files,
    });
  }

  #asHouse<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const { actor, house } = this.#source;
    return asActor(house.db, systemActor(actor.workspaceId, actor.userId), work);
  }

  /** Somebody else brought the same meeting between our looking and our writing: looking again finds theirs. */
  async #again<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (attempt === 3 || violatedConstraint(error) === undefined) throw error;
      }
    }
  }
}
