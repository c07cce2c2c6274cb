import type { ImapFlow, MailboxObject } from 'imapflow';
import { asActor, systemActor, type Transaction } from '../../platform/access/actor.ts';
import { Capturing, type Fetched, type Mailbox } from './capturing.ts';
import { answered, largestMail, troubleOf } from './client.ts';
import {
  dropFolders,
  type FolderRow,
  isToBeCompared,
  isUnchanged,
  isWanted,
  keepFolders,
  type ListedFolder,
  listedFolders,
} from './folders.ts';
import { type Accounted, knownOutcomes, type ListedMessage, listedMessage } from './messages.ts';
import { type CaptureRules, readCaptureRules } from './rules.ts';

/** Messages that are listed with one command, and how much of them is fetched with one. */
const listedTogether = 500;
const bytesTogether = 6 * 1024 * 1024;
/** While one portion is written the next is parsed and the one after it fetched; more would only fill memory. */
const portionsAhead = 2;
/** Folders other than the inbox are asked this often; the inbox tells by itself where the server can. */
const askEvery = 30_000;

/** One open connection to a mailbox: brings it up to date and stays for news. */
export class MailboxSession {
  readonly #mailbox: Mailbox;
  readonly #client: ImapFlow;
  readonly #capturing: Capturing;
  readonly #rules: CaptureRules;
  #inbox: string | undefined;

  private constructor(
    mailbox: Mailbox,
    client: ImapFlow,
    capturing: Capturing,
    rules: CaptureRules,
  ) {
    this.#mailbox = mailbox;
    this.#client = client;
    this.#capturing = capturing;
    this.#rules = rules;
  }

  static async open(mailbox: Mailbox, client: ImapFlow): Promise<MailboxSession> {
    const { house, actor, reach } = mailbox;
    const rules = await asActor(house.db, actor, (transaction) =>
      readCaptureRules(transaction, reach.ownerId),
    );
    const capturing = await Capturing.begin(mailbox, rules);
    return new MailboxSession(mailbox, client, capturing, rules);
  }

  /** Until the signal, or until the connection breaks. */
  async stay(): Promise<void> {
    const { settings, signal } = this.#mailbox;
    try {
      await this.#finishWhatWasLeft();
      while (!signal.aborted) {
        await this.bringUpToDate();
        await this.#mailbox.caughtUp();
        await this.#news();
      }
    } catch (error) {
      if (signal.aborted) return;
      throw troubleOf(error, `${settings.host}:${settings.port}`);
    }
  }

  /** Every wanted folder that changed since it was last accounted for. */
  async bringUpToDate(): Promise<void> {
    const listed = listedFolders(
      await answered(
        this.#client,
        this.#client.list({
          statusQuery: { messages: true, uidNext: true, uidValidity: true, highestModseq: true },
        }),
      ),
    );
    const folders = await this.#asHouse((transaction) =>
      keepFolders(transaction, this.#mailbox, listed),
    );
    const hasAll = listed.some(({ role }) => role === 'all');
    const byPath = new Map(listed.map((folder) => [folder.path, folder]));
    this.#inbox = (listed.find(({ role }) => role === 'inbox') ?? listed[0])?.path;
    for (const folder of folders) {
      const there = byPath.get(folder.path);
      if (!there || this.#mailbox.signal.aborted) continue;
      if (!isWanted(folder, hasAll)) await this.#count(folder, there);
      else if (!isUnchanged(folder, there.status) || (await this.#waits(folder))) {
        await this.#bringFolder(folder);
      }
    }
    await this.#capturing.finish();
    // Last, so that what was moved out of them was known again.
    await dropFolders(
      this.#mailbox,
      folders.filter(({ path }) => !byPath.has(path)),
    );
  }

  async #bringFolder(folder: FolderRow): Promise<void> {
    const box = await answered(
      this.#client,
      this.#client.mailboxOpen(folder.path, { readOnly: true }),
    );
    // Without a lasting number nothing that was listed before can be found by it again (RFC 9051, 2.3.1.1).
    const uidValidity = Number(box.uidValidity ?? 0n);
    const isKnown = uidValidity > 0 && folder.uid_validity === uidValidity;
    const begun = { ...folder, next_uid: isKnown ? folder.next_uid : 1 };
    await this.#bringMessages(begun, uidValidity, await this.#uids(begun, box));
    await this.#bringWaiting(begun, uidValidity);
    await this.#settle(begun, uidValidity, box);
  }

  /** The numbers of messages not looked at yet, lowest first. */
  async #uids({ next_uid }: FolderRow, { exists, uidNext }: MailboxObject): Promise<number[]> {
    if (exists === 0 || (uidNext && next_uid >= uidNext)) return [];
    const found = await answered(
      this.#client,
      this.#client.search({ uid: `${next_uid}:*` }, { uid: true }),
    );
    // A range to * always names the last message, also when it is lower.
    return (found || []).filter((uid) => uid >= next_uid).sort((one, other) => one - other);
  }

  async #bringMessages(folder: FolderRow, uidValidity: number, uids: number[]): Promise<void> {
    const underWay: Promise<void>[] = [];
    const write = async (settled: Accounted[], fetched: Fetched[], nextUid: number) => {
      if (underWay.length === portionsAhead) await underWay.shift();
      const reading = this.#capturing.read(folder, fetched);
      // One after the other, because the books say up to where everything is accounted for.
      const writing = Promise.all([reading, underWay.at(-1)]).then(([read]) =>
        this.#capturing.write(folder, uidValidity, settled, read, nextUid),
      );
      // Heard of where it is waited for.
      writing.catch(() => undefined);
      underWay.push(writing);
    };
    for (let from = 0; from < uids.length; from += listedTogether) {
      if (this.#mailbox.signal.aborted) break;
      const some = uids.slice(from, from + listedTogether);
      const { settled, wanted } = await this.#judge(folder, await this.#list(some));
      const nextUid = some.at(-1)! + 1;
      if (wanted.length === 0) {
        await write(settled, [], nextUid);
        continue;
      }
      let left = settled;
      for (const { messages, isLast } of portions(wanted)) {
        const fetched = await this.#fetch(messages);
        const reached = isLast ? nextUid : messages.at(-1)!.uid + 1;
        const isReached = ({ message }: Accounted) => isLast || message.uid < reached;
        await write(left.filter(isReached), fetched, reached);
        left = left.filter((one) => !isReached(one));
      }
    }
    await Promise.all(underWay);
  }

  async #list(uids: readonly number[]): Promise<ListedMessage[]> {
    const found = await answered(
      this.#client,
      this.#client.fetchAll(
        rangeOf(uids),
        { uid: true, envelope: true, size: true, internalDate: true, labels: true },
        { uid: true },
      ),
    );
    return found.map(listedMessage).sort((one, other) => one.uid - other.uid);
  }

  /** What needs no fetching: known from another folder, never to be captured, or too large. */
  async #judge(
    folder: FolderRow,
    listed: readonly ListedMessage[],
  ): Promise<{ settled: Accounted[]; wanted: ListedMessage[] }> {
    const known = await this.#asHouse((transaction) =>
      knownOutcomes(
        transaction,
        this.#mailbox.id,
        listed.map(({ fingerprint }) => fingerprint),
      ),
    );
    const settled: Accounted[] = [];
    const wanted: ListedMessage[] = [];
    for (const message of listed) {
      const { judged } = message;
      const outcome = known.get(message.fingerprint);
      if (outcome) settled.push({ message, outcome });
      else if (this.#rules({ ...judged, labels: [...judged.labels, folder.path] }))
        settled.push({ message, outcome: { state: 'left out', reason: 'rule' } });
      else if (message.size > largestMail)
        settled.push({ message, outcome: { state: 'waiting', reason: 'too large' } });
      else wanted.push(message);
    }
    return { settled, wanted };
  }

  async #fetch(messages: readonly ListedMessage[]): Promise<Fetched[]> {
    const found = await answered(
      this.#client,
      this.#client.fetchAll(
        rangeOf(messages.map(({ uid }) => uid)),
        { uid: true, source: true },
        { uid: true },
      ),
      5 * 60_000,
    );
    const sources = new Map(found.map(({ uid, source }) => [uid, source]));
    return messages.map((message) => ({ message, source: sources.get(message.uid) ?? null }));
  }

  /** What could not be read or had no date is tried again when its time has come. */
  async #bringWaiting(folder: FolderRow, uidValidity: number): Promise<void> {
    const rows = await this.#asHouse(({ db, actor }) =>
      db
        .selectFrom('mail_messages')
        .select('uid')
        .where('workspace_id', '=', actor.workspaceId)
        .where('folder_id', '=', folder.id)
        .where('uid_validity', '=', uidValidity)
        .where('state', '=', 'waiting')
        .where('next_try_at', '<=', Temporal.Now.instant())
        .orderBy('uid')
        .execute(),
    );
    for (let from = 0; from < rows.length; from += listedTogether) {
      const listed = await this.#list(
        rows.slice(from, from + listedTogether).map(({ uid }) => uid),
      );
      const { settled, wanted } = await this.#judge(folder, listed);
      const next = await this.#nextUid(folder);
      const nothing = await this.#capturing.read(folder, []);
      await this.#capturing.write(folder, uidValidity, settled, nothing, next);
      for (const { messages } of portions(wanted)) {
        const read = await this.#capturing.read(folder, await this.#fetch(messages));
        await this.#capturing.write(folder, uidValidity, [], read, next);
      }
    }
  }

  async #nextUid({ id, next_uid }: FolderRow): Promise<number> {
    const row = await this.#asHouse(({ db, actor }) =>
      db
        .selectFrom('mail_folders')
        .select('next_uid')
        .where('workspace_id', '=', actor.workspaceId)
        .where('id', '=', id)
        .executeTakeFirst(),
    );
    return row?.next_uid ?? next_uid;
  }

  /** Compares the books with the server: what left it leaves them, and what was missed is brought. */
  async #settle(folder: FolderRow, uidValidity: number, box: MailboxObject): Promise<void> {
    if (this.#mailbox.signal.aborted) return;
    const booked = await this.#booked(folder, uidValidity);
    let exists = this.#client.mailbox ? this.#client.mailbox.exists : box.exists;
    const compares =
      booked !== exists || folder.uid_validity !== uidValidity || isToBeCompared(folder);
    if (compares) {
      const all =
        exists === 0
          ? []
          : (await answered(this.#client, this.#client.search({ all: true }, { uid: true }))) || [];
      exists = all.length;
      const missed = await this.#asHouse((transaction) =>
        strike(transaction, folder, uidValidity, all),
      );
      await this.#bringMessages(folder, uidValidity, missed);
    }
    const { uidNext, highestModseq } = box;
    await this.#asHouse(({ db, actor }) =>
      db
        .updateTable('mail_folders')
        .set({
          uid_validity: uidValidity,
          on_server: exists,
          next_uid: uidNext ?? folder.next_uid,
          modseq: highestModseq?.toString() ?? null,
          seen_at: Temporal.Now.instant(),
          ...(compares ? { compared_at: Temporal.Now.instant() } : {}),
        })
        .where('workspace_id', '=', actor.workspaceId)
        .where('id', '=', folder.id)
        .execute(),
    );
  }

  async #booked({ id }: FolderRow, uidValidity: number): Promise<number> {
    const { count } = await this.#asHouse(({ db, actor }) =>
      db
        .selectFrom('mail_messages')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('workspace_id', '=', actor.workspaceId)
        .where('folder_id', '=', id)
        .where('uid_validity', '=', uidValidity)
        .executeTakeFirstOrThrow(),
    );
    return Number(count);
  }

  /** Of a folder that is not captured only how much lies there is known. */
  async #count(folder: FolderRow, { status: { messages } }: ListedFolder): Promise<void> {
    if (folder.on_server === (messages ?? null) && folder.seen_at) return;
    await this.#asHouse(({ db, actor }) =>
      db
        .updateTable('mail_folders')
        .set({ on_server: messages ?? null, seen_at: Temporal.Now.instant() })
        .where('workspace_id', '=', actor.workspaceId)
        .where('id', '=', folder.id)
        .execute(),
    );
  }

  async #waits({ id }: FolderRow): Promise<boolean> {
    const row = await this.#asHouse(({ db, actor }) =>
      db
        .selectFrom('mail_messages')
        .select('uid')
        .where('workspace_id', '=', actor.workspaceId)
        .where('connection_id', '=', this.#mailbox.id)
        .where('folder_id', '=', id)
        .where('state', '=', 'waiting')
        .where('next_try_at', '<=', Temporal.Now.instant())
        .limit(1)
        .executeTakeFirst(),
    );
    return row !== undefined;
  }

  async #finishWhatWasLeft(): Promise<void> {
    const rows = await this.#asHouse(({ db, actor }) =>
      db
        .selectFrom('mail_folders')
        .select('unfinished_run')
        .distinct()
        .where('workspace_id', '=', actor.workspaceId)
        .where('connection_id', '=', this.#mailbox.id)
        .where('unfinished_run', 'is not', null)
        .execute(),
    );
    for (const { unfinished_run } of rows) await this.#capturing.finishRun(unfinished_run!);
  }

  /** Comes back when the inbox has changed, when it is time to ask the other folders, or with the signal. */
  async #news(): Promise<void> {
    const { signal } = this.#mailbox;
    const client = this.#client;
    if (this.#inbox) await answered(client, client.mailboxOpen(this.#inbox, { readOnly: true }));
    const { promise: told, resolve, reject } = Promise.withResolvers<void>();
    const onNews = () => resolve();
    const onClose = () => reject(Object.assign(new Error('closed'), { code: 'NoConnection' }));
    const timer = setTimeout(onNews, askEvery);
    client.on('exists', onNews).on('expunge', onNews).on('close', onClose);
    signal.addEventListener('abort', onNews);
    try {
      if (signal.aborted) return;
      if (!client.usable) onClose();
      const idling = client.idle();
      // Whatever ends it is told by the event or by the next command.
      idling.catch(() => undefined);
      await told;
    } finally {
      clearTimeout(timer);
      client.off('exists', onNews).off('expunge', onNews).off('close', onClose);
      signal.removeEventListener('abort', onNews);
    }
  }

  #asHouse<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const { house, actor } = this.#mailbox;
    return asActor(house.db, systemActor(actor.workspaceId, actor.userId), work);
  }
}

/** Takes what is no longer at the server out of the books, and answers what is there and not in them. */
async function strike(
  { db, actor }: Transaction,
  { id }: FolderRow,
  uidValidity: number,
  there: readonly number[],
): Promise<number[]> {
  const rows = await db
    .selectFrom('mail_messages')
    .select(['uid', 'uid_validity'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('folder_id', '=', id)
    .execute();
  const present = new Set(there);
  const booked = new Set(
    rows.filter(({ uid_validity }) => uid_validity === uidValidity).map(({ uid }) => uid),
  );
  await db
    .deleteFrom('mail_messages')
    .where('workspace_id', '=', actor.workspaceId)
    .where('folder_id', '=', id)
    .where('uid_validity', '<>', uidValidity)
    .execute();
  const gone = [...booked].filter((uid) => !present.has(uid));
  for (let from = 0; from < gone.length; from += 5_000) {
    await db
      .deleteFrom('mail_messages')
      .where('workspace_id', '=', actor.workspaceId)
      .where('folder_id', '=', id)
      .where('uid_validity', '=', uidValidity)
      .where('uid', 'in', gone.slice(from, from + 5_000))
      .execute();
  }
  return there.filter((uid) => !booked.has(uid)).sort((one, other) => one - other);
}

/** Messages in portions of a few megabytes, a large one alone. */
function* portions(
  messages: readonly ListedMessage[],
): Generator<{ messages: ListedMessage[]; isLast: boolean }> {
  let portion: ListedMessage[] = [];
  let bytes = 0;
  for (const message of messages) {
    if (portion.length > 0 && bytes + message.size > bytesTogether) {
      yield { messages: portion, isLast: false };
      portion = [];
      bytes = 0;
    }
    portion.push(message);
    bytes += message.size;
  }
  if (portion.length > 0) yield { messages: portion, isLast: true };
}

/** 1,2,3,7 as 1:3,7. */
export function rangeOf(uids: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const uid of uids) {
    const last = ranges.at(-1);
    if (last && uid === last[1] + 1) last[1] = uid;
    else ranges.push([uid, uid]);
  }
  return ranges.map(([first, last]) => (first === last ? first : `${first}:${last}`)).join(',');
}
