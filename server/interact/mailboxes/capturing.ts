import { sql } from 'kysely';
import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import { digestIds } from '../../../shared/interact/digest.ts';
import type { ParsedMessage } from '../../../shared/interact/mail/message.ts';
import type { LeftOutReason, ParkedReason } from '../../../shared/interact/mailboxes.ts';
import type { ImapSecret, ImapSettings } from '../../../shared/platform/connections.ts';
import { asActor, systemActor, type Transaction } from '../../platform/access/actor.ts';
import type { Connected } from '../../platform/connections/connector.ts';
import { violatedConstraint } from '../../platform/database/failures.ts';
import { nextId } from '../../platform/database/ids.ts';
import { Statistics } from '../../platform/database/statistics.ts';
import { announce } from '../../platform/events/events.ts';
import type { Importing } from '../../platform/import/registry.ts';
import { CallEnded, runInWorker } from '../../platform/workers/calls.ts';
import { readOurs } from '../addresses/ours.ts';
import { knownIdentities } from '../importing/activities.ts';
import { finishInteractions } from '../importing/finish.ts';
import { writeMails } from '../importing/mail.ts';
import { prepareMails } from '../importing/prepared-mail.ts';
import { importingOf } from '../importing/runs.ts';
import type { FolderRow } from './folders.ts';
import { type HandedMail, keepHandedOn, withKnownIdentities } from './forwarded.ts';
import { captureKeyOf, type Handed, handedOn, isToCapture } from './forwards.ts';
import { type Accounted, keepOutcomes, type ListedMessage, type Outcome } from './messages.ts';
import type { CaptureRules } from './rules.ts';

export type Mailbox = Connected<ImapSettings, ImapSecret>;

/** A message with its bytes; null when the server did not hand it over. */
export interface Fetched {
  message: ListedMessage;
  source: Uint8Array | null;
}

const together = { milliseconds: 20_000, megabytes: 200 };
const alone = { milliseconds: 2_000, megabytes: 200 };

/** Messages of a folder as they are written: what is in those that can be read, and what became of the others. */
export interface ReadMessages {
  messages: ListedMessage[];
  mails: HandedMail[];
  unread: Accounted[];
}

interface ReadMessage {
  message: ListedMessage;
  mail: ParsedMessage;
  handed: Handed | null;
}

/**
 * After so many captured mails their writers become people, though the first sync goes on; then after twice
 * as many, because whoever writes often would be looked at again each time.
 */
const firstRun = 2_000;
const longestRun = 16_000;

/** Turns messages of one mailbox into activities, each batch with the books in one transaction. */
export class Capturing {
  readonly #mailbox: Mailbox;
  readonly #rules: CaptureRules;
  readonly #place: { country: string; zone: string };
  readonly #memory = new Map<string, unknown>();
  readonly #statistics: Statistics;
  #run: string | undefined;
  #captured = 0;
  #runLength = firstRun;

  private constructor(
    mailbox: Mailbox,
    rules: CaptureRules,
    place: { country: string; zone: string },
  ) {
    this.#mailbox = mailbox;
    this.#rules = rules;
    this.#place = place;
    this.#statistics = new Statistics('imports', (work) => this.#asHouse(work));
  }

  static async begin(mailbox: Mailbox, rules: CaptureRules): Promise<Capturing> {
    const { house, actor } = mailbox;
    const place = await asActor(house.db, actor, ({ db }) =>
      db
        .selectFrom('workspaces')
        .select(['country', 'zone'])
        .where('workspace_id', '=', actor.workspaceId)
        .executeTakeFirstOrThrow(),
    );
    return new Capturing(mailbox, rules, place);
  }

  /** All that can be known of messages before the database is asked. */
  async read(folder: FolderRow, fetched: readonly Fetched[]): Promise<ReadMessages> {
    const { read, unread } = await this.#parse(folder, fetched);
    const items = read.map(({ message, mail }) => ({
      locator: { entry: folder.path, part: message.uid },
      value: mail,
    }));
    const prepared = await prepareMails(items, this.#importing(''));
    const mails = prepared.map((mail, index) => ({ ...mail, handed: read[index]!.handed }));
    return { messages: read.map(({ message }) => message), mails, unread };
  }

  /** What messages became, and what was settled without fetching, as one step that is there whole or not at all. */
  async write(
    folder: FolderRow,
    uidValidity: number,
    settled: readonly Accounted[],
    { messages, mails, unread }: ReadMessages,
    nextUid: number,
  ): Promise<void> {
    const { actor, house, reach } = this.#mailbox;
    this.#run ??= nextId();
    const importing = this.#importing(this.#run);
    const captured = await this.#again(() =>
      asActor(house.db, actor, async (transaction) => {
        const { db } = transaction;
        // What a power cut takes it takes with its place in the books.
        await sql`set local synchronous_commit = off`.execute(db);
        await sql`set local plan_cache_mode = force_custom_plan`.execute(db);
        const outcomes = await this.#capture(transaction, mails, importing);
        await keepOutcomes(transaction, folder, uidValidity, [
          ...settled,
          ...unread,
          ...messages.map((message, index) => ({ message, outcome: outcomes[index]! })),
        ]);
        const news = outcomes.filter(({ state }) => state === 'captured').length;
        await db
          .updateTable('mail_folders')
          .set({
            uid_validity: uidValidity,
            next_uid: nextUid,
            ...(news > 0 ? { unfinished_run: importing.importId } : {}),
          })
          .where('workspace_id', '=', actor.workspaceId)
          .where('id', '=', folder.id)
          .execute();
        const { audience } = reach;
        if (news > 0) {
          const told = { audience, subject: 'activity', id: importing.importId, verb: 'captured' };
          await announce(transaction, told);
        }
        const fares = { audience, subject: 'connection', id: this.#mailbox.id, verb: 'fares' };
        await announce(transaction, fares);
        return news;
      }),
    );
    this.#captured += captured;
    await this.#statistics.learn(captured);
    if (this.#captured < this.#runLength) return;
    this.#runLength = Math.min(longestRun, 2 * this.#runLength);
    await this.finish();
  }

  /** Whom we wrote with both ways becomes a person; last contacts follow. */
  async finish(): Promise<void> {
    const run = this.#run;
    if (!run) return;
    this.#run = undefined;
    this.#captured = 0;
    await this.finishRun(run);
  }

  /** A run that an earlier server began is finished like one's own. */
  async finishRun(run: string): Promise<void> {
    const { reach } = this.#mailbox;
    await this.#again(() =>
      this.#asHouse(async (transaction) => {
        const { db, actor } = transaction;
        await finishInteractions(transaction, this.#importing(run));
        await db
          .updateTable('mail_folders')
          .set({ unfinished_run: null })
          .where('workspace_id', '=', actor.workspaceId)
          .where('connection_id', '=', this.#mailbox.id)
          .where('unfinished_run', '=', run)
          .execute();
        const told = { audience: reach.audience, subject: 'party', id: run, verb: 'captured' };
        await announce(transaction, told);
      }),
    );
  }

  async #capture(
    transaction: Transaction,
    read: HandedMail[],
    importing: Importing,
  ): Promise<Outcome[]> {
    const isPlain = ({ handed }: HandedMail) => handed === null || handed.trouble !== null;
    const { problems: plain = [] } = await writeMails(transaction, read.filter(isPlain), importing);
    // What a forward tells of may have come just before it.
    const mails = await withKnownIdentities(transaction, read, importing);
    const taken = mails.filter((mail) => !isPlain(mail));
    const { problems: handed = [] } =
      taken.length > 0 ? await writeMails(transaction, taken, importing) : {};
    const problems = [...plain, ...handed];
    const codes = new Map(problems.map(({ locator, code }) => [locator.part, code]));
    const activities = await knownIdentities(
      transaction,
      importing.reach.audience,
      mails.map(({ identity }) => identity),
    );
    await keepHandedOn(transaction, mails, activities);
    return mails.map(({ locator, identity }): Outcome => {
      const code = codes.get(locator.part);
      if (code === 'mail.no-date') return { state: 'waiting', reason: 'no date' };
      if (code) return { state: 'left out', reason: leftOut[code] ?? 'erased' };
      return { state: 'captured', activityId: activities.get(identity) ?? null };
    });
  }

  /** The messages that can be written; the others with the reason why not. */
  async #parse(
    folder: FolderRow,
    fetched: readonly Fetched[],
  ): Promise<{ read: ReadMessage[]; unread: Accounted[] }> {
    const read: ReadMessage[] = [];
    const unread: Accounted[] = [];
    const wait = (message: ListedMessage, reason: ParkedReason) =>
      unread.push({ message, outcome: { state: 'waiting', reason } });
    const delivered: { message: ListedMessage; source: Uint8Array }[] = [];
    for (const { message, source } of fetched) {
      if (source) delivered.push({ message, source });
      else wait(message, 'not delivered');
    }
    const parsed = await parseAll(delivered.map(({ source }) => source));
    for (const [index, { message }] of delivered.entries()) {
      const mail = parsed[index];
      if (!mail) wait(message, mail === null ? 'not a message' : 'unreadable');
      else if (this.#isDigest(mail)) {
        unread.push({ message, outcome: { state: 'left out', reason: 'digest' } });
      } else if (this.#isPrivate(message, mail, folder)) {
        unread.push({ message, outcome: { state: 'left out', reason: 'rule' } });
      } else {
        const taken = await this.#takeApart(mail);
        // What is never captured is not captured by being forwarded either.
        if (taken.mail !== mail && this.#isNever(taken.mail))
          unread.push({ message, outcome: { state: 'left out', reason: 'rule' } });
        else read.push({ message, ...taken });
      }
    }
    return { read, unread };
  }

  /** What was sent to the capture address of this mailbox; every other mail is what it is. */
  async #takeApart(mail: ParsedMessage): Promise<Omit<ReadMessage, 'message'>> {
    const { house, actor, settings } = this.#mailbox;
    const key = captureKeyOf(settings.address);
    if (!key || !isToCapture(mail, key)) return { mail, handed: null };
    const ours = await asActor(house.db, actor, readOurs);
    const read = async (source: Uint8Array) => (await parseAll([source]))[0];
    return handedOn(mail, { key, ours, zone: this.#place.zone, read });
  }

  #isNever({ from, to, cc, subject, text }: ParsedMessage): boolean {
    const people = [...(from ? [from] : []), ...to, ...cc];
    return this.#rules({
      addresses: people.map(({ key }) => key),
      labels: [],
      text: `${subject}\n${text}`,
    });
  }

  #isPrivate({ judged }: ListedMessage, mail: ParsedMessage, { path }: FolderRow): boolean {
    return this.#rules({
      addresses: judged.addresses,
      labels: [...judged.labels, path],
      text: `${mail.subject}\n${mail.text}`,
    });
  }

  /** The day that the house sent its reader passes through their mailbox, and happened with nobody. */
  #isDigest({ kind, messageId, from }: ParsedMessage): boolean {
    const own = normaliseEmail(this.#mailbox.settings.address);
    return kind === 'automatic' && from?.key === own && messageId?.startsWith(digestIds) === true;
  }

  #importing(id: string): Importing {
    const { actor, house, name, reach } = this.#mailbox;
    return importingOf({
      id,
      actor,
      reach,
      name,
      ...this.#place,
      files: house.files,
      memory: this.#memory,
    });
  }

  #asHouse<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const { actor, house } = this.#mailbox;
    return asActor(house.db, systemActor(actor.workspaceId, actor.userId), work);
  }

  /** Somebody else added the same address between our looking and our writing: looking again finds theirs. */
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

/** One that takes too long or too much is met alone, and passed over; the others go on. */
async function parseAll(sources: Uint8Array[]): Promise<(ParsedMessage | null | undefined)[]> {
  if (sources.length === 0) return [];
  const call = { module: new URL('../mail/parsing.ts', import.meta.url), name: 'parseMessages' };
  try {
    return await runInWorker({ ...call, input: sources, ...together });
  } catch (error) {
    if (!(error instanceof CallEnded) && sources.length === 1) return [undefined];
  }
  const parsed: (ParsedMessage | null | undefined)[] = [];
  for (const source of sources) {
    try {
      const [mail] = await runInWorker<(ParsedMessage | null)[]>({
        ...call,
        input: [source],
        ...alone,
      });
      parsed.push(mail);
    } catch {
      parsed.push(undefined);
    }
  }
  return parsed;
}

const leftOut: Record<string, LeftOutReason> = {
  'mail.draft': 'draft',
  'activity.erased': 'erased',
};
