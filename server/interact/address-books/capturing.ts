import { sql } from 'kysely';
import { writeContacts } from '../../identify/importing/contacts.ts';
import type { CardLink, CardSource } from '../../identify/importing/following.ts';
import { ownColumns, readOwnColumns } from '../../identify/importing/own-columns.ts';
import { readKinds } from '../../identify/importing/row-reach.ts';
import { prepareContacts } from '../../identify/importing/told.ts';
import type { ReadCard } from '../../identify/people/reading.ts';
import { asActor, systemActor, type Transaction } from '../../platform/access/actor.ts';
import { violatedConstraint } from '../../platform/database/failures.ts';
import { nextId } from '../../platform/database/ids.ts';
import { announce } from '../../platform/events/events.ts';
import type { Importing } from '../../platform/import/registry.ts';
import { CallEnded, runInWorker } from '../../platform/workers/calls.ts';
import type { CollectionRow } from '../calendars/collections.ts';
import { type AccountedEntry, keepEntries, type Outcome } from '../calendars/entries.ts';
import type { DavSource, Delivered } from '../calendars/session.ts';
import { finishInteractions } from '../importing/finish.ts';
import { importingOf } from '../importing/runs.ts';
import { type CaptureRules, readCaptureRules } from '../mailboxes/rules.ts';
import { keepCards, linksOf } from './cards.ts';

const together = { milliseconds: 20_000, megabytes: 200 };
const alone = { milliseconds: 2_000, megabytes: 200 };

type Met = Delivered & { read: ReadCard | null | undefined };

interface Place {
  country: string;
  zone: string;
  rules: CaptureRules;
}

/** Turns cards of one connection's books into people and companies, each portion with the books in one transaction. */
export class CapturingCards {
  readonly #source: DavSource;
  #run: { id: string; place: Place; memory: Map<string, unknown> } | undefined;

  constructor(source: DavSource) {
    this.#source = source;
  }

  async take(collection: CollectionRow, delivered: readonly Delivered[]): Promise<void> {
    if (delivered.length === 0) return;
    const { actor, house, reach, id } = this.#source;
    this.#run ??= await this.#begin();
    const run = this.#run;
    const texts = delivered.map(({ text }) => text ?? '');
    const read = await this.#read(texts, run.place.country);
    const met = delivered.map((entry, index) => ({ ...entry, read: read[index] }));
    await this.#again(() =>
      asActor(house.db, actor, async (transaction) => {
        const { db } = transaction;
        // What a power cut takes it takes with its place in the books.
        await sql`set local synchronous_commit = off`.execute(db);
        await sql`set local plan_cache_mode = force_custom_plan`.execute(db);
        await this.#capture(transaction, collection, met, run);
        await db
          .updateTable('collections')
          .set({ unfinished_run: run.id })
          .where('workspace_id', '=', actor.workspaceId)
          .where('id', '=', collection.id)
          .execute();
        const fares = { audience: reach.audience, subject: 'connection', id, verb: 'fares' };
        await announce(transaction, fares);
      }),
    );
  }

  /** Last contacts follow, and lists that show the new people are told. */
  async finish(): Promise<void> {
    const run = this.#run;
    this.#run = undefined;
    if (run) await this.finishRun(run.id);
  }

  /** A run that an earlier server began is finished like one's own. */
  async finishRun(run: string): Promise<void> {
    const { actor, house, reach } = this.#source;
    const place = await asActor(house.db, actor, (transaction) => this.#place(transaction));
    await this.#again(() =>
      asActor(house.db, systemActor(actor.workspaceId, actor.userId), async (transaction) => {
        await finishInteractions(transaction, this.#importing(run, place, new Map(), false));
        await transaction.db
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

  #begin() {
    const { actor, house } = this.#source;
    const memory = new Map<string, unknown>();
    const id = nextId();
    return asActor(house.db, actor, async (transaction) => {
      const place = await this.#place(transaction);
      const importing = this.#importing(id, place, memory, false);
      await readOwnColumns(transaction, importing);
      await readKinds(transaction, importing);
      return { id, place, memory };
    });
  }

  async #place(transaction: Transaction): Promise<Place> {
    const { actor, db } = transaction;
    const { country, zone } = await db
      .selectFrom('workspaces')
      .select(['country', 'zone'])
      .where('workspace_id', '=', actor.workspaceId)
      .executeTakeFirstOrThrow();
    return {
      country,
      zone,
      rules: await readCaptureRules(transaction, this.#source.reach.ownerId),
    };
  }

  /** One that takes too long or too much is met alone, and passed over; the others go on. */
  async #read(texts: string[], country: string): Promise<(ReadCard | null | undefined)[]> {
    const call = {
      module: new URL('../../identify/people/reading.ts', import.meta.url),
      name: 'readCards',
    };
    try {
      return await runInWorker({ ...call, input: { texts, country }, ...together });
    } catch (error) {
      if (!(error instanceof CallEnded) && texts.length === 1) return [undefined];
    }
    const read: (ReadCard | null | undefined)[] = [];
    for (const text of texts) {
      const one = runInWorker<(ReadCard | null)[]>({
        ...call,
        input: { texts: [text], country },
        ...alone,
      });
      read.push(
        await one.then(
          ([card]) => card,
          () => undefined,
        ),
      );
    }
    return read;
  }

  async #capture(
    transaction: Transaction,
    collection: CollectionRow,
    met: readonly Met[],
    run: { id: string; place: Place; memory: Map<string, unknown> },
  ): Promise<void> {
    const hrefs = met.map(({ href }) => href);
    const links = await linksOf(transaction, collection.id, hrefs);
    const linked = new Map<number, CardLink>();
    for (const [part, { href, read }] of met.entries()) {
      const link = links.get(href) ?? ownCard(href, read);
      if (link) linked.set(part, link);
    }
    const source: CardSource = { linked, settled: new Map(), deleted: new Set() };
    const judged = met.map((entry) => this.#judge(collection, entry, run.place.rules));
    const erased = new Set<number | undefined>();
    for (const isPrivate of [false, true]) {
      const items = met.flatMap(({ read }, part) =>
        judged[part]?.state === 'captured' && read?.draft && read.isPrivate === isPrivate
          ? [{ locator: { part }, value: read.draft }]
          : [],
      );
      if (items.length === 0) continue;
      const importing = this.#importing(run.id, run.place, run.memory, isPrivate);
      const drafts = prepareContacts(items, run.place.country, ownColumns(importing));
      const { problems = [] } = await writeContacts(transaction, drafts, importing, source);
      for (const { code, locator } of problems) {
        if (code === 'contact.erased') erased.add(locator.part);
      }
    }
    const outcomeOf = (part: number): Outcome => {
      const outcome = judged[part]!;
      if (outcome.state !== 'captured') return outcome;
      const settled = source.settled.get(part);
      if (settled) {
        return settled.agreed.disputed.length > 0
          ? { state: 'parked', reason: 'changed on both sides' }
          : outcome;
      }
      if (erased.has(part)) return { state: 'left out', reason: 'erased' };
      if (source.deleted.has(part)) return { state: 'left out', reason: 'deleted here' };
      return { state: 'left out', reason: 'known to others' };
    };
    await keepEntries(
      transaction,
      collection,
      met.map(
        ({ href, etag, read }, part): AccountedEntry => ({
          href,
          etag,
          // Of what is its owner's alone the books say nothing.
          title: read?.isPrivate ? '' : (read?.title ?? ''),
          recurs: false,
          isPrivate: read?.isPrivate ?? true,
          outcome: outcomeOf(part),
        }),
      ),
    );
    await keepCards(
      transaction,
      collection,
      [...source.settled].map(([part, settled]) => ({ ...settled, href: hrefs[part]! })),
    );
  }

  #judge(collection: CollectionRow, { text, isTooLarge, read }: Met, rules: CaptureRules): Outcome {
    if (isTooLarge) return { state: 'waiting', reason: 'too large' };
    if (text === null) return { state: 'waiting', reason: 'not delivered' };
    if (read === undefined) return { state: 'waiting', reason: 'unreadable' };
    if (!read?.draft) return { state: 'left out', reason: 'not a contact' };
    const { emails, name, note = '' } = read.draft;
    const isRuledOut = rules({
      addresses: emails.map(({ value }) => value.toLowerCase()),
      labels: [collection.name],
      text: `${name}\n${note}`,
    });
    return isRuledOut ? { state: 'left out', reason: 'rule' } : { state: 'captured' };
  }

  #importing(
    id: string,
    { country, zone }: Place,
    memory: Map<string, unknown>,
    isPrivate: boolean,
  ): Importing {
    const { actor, house, name, reach } = this.#source;
    const { ownerId } = reach;
    return importingOf({
      id,
      actor,
      reach: isPrivate ? { audience: ownerId, visibility: 'private', ownerId } : reach,
      name,
      country,
      zone,
      files: house.files,
      memory,
    });
  }

  /** Somebody else brought the same person between our looking and our writing: looking again finds theirs. */
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

/** A card that we put there, should the answer have been lost: it is named after whom it is about. */
function ownCard(href: string, read: ReadCard | null | undefined): CardLink | undefined {
  const uid = read?.uid ?? '';
  const isOurs = /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(uid) && href.endsWith(`/${uid}.vcf`);
  return isOurs ? { partyId: uid, agreed: null } : undefined;
}
