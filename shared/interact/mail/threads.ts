/**
 * Which mails belong to one conversation.
 *
 * Every Message-ID that a mail carries or mentions is a node; a mail ties its own to all it mentions
 * (References, In-Reply-To). A conversation is what hangs together, named after the smallest of its
 * ids. Both follow from the *set* of mails alone: whether the answer came before the question, in one
 * import or in ten, the same mails end in the same threads under the same names. Missing parents are
 * nodes without a mail; loops and self references tie what is tied already.
 *
 * Some programs answer without mentioning anything. Such a mail (an answer by its subject, without any
 * reference) is tied to each mail with the same bare subject from the days before, if its writer took
 * part in that one and that one's writer is addressed here. This too is a property of the two mails
 * and not of their order; who arrives second makes the tie.
 */
import { readSubject } from './subject.ts';

export interface ThreadHeaders {
  /** The caller's name for this mail; unique. */
  id: string;
  messageId: string | null;
  /** Used in place of a Message-ID where there is none. */
  contentHash: string;
  inReplyTo: readonly string[];
  references: readonly string[];
  subject: string;
  sentAt: string | null;
  /** Keys of the author and of everyone addressed. */
  from: string | null;
  recipients: readonly string[];
}

/** A mail seen earlier that has the same bare subject as one of the new ones. */
export type SubjectNeighbour = Pick<
  ThreadHeaders,
  'subject' | 'sentAt' | 'from' | 'recipients' | 'references' | 'inReplyTo'
> & {
  thread: string;
};

export interface KnownThreads {
  /** Thread of every id that was ever carried or mentioned, for the ids `mentionedIds` lists. */
  threadOf: ReadonlyMap<string, string>;
  /** Earlier mails that `subjectsToLookUp` asks for. */
  neighbours: readonly SubjectNeighbour[];
}

export interface Threading {
  /** Thread of each mail of the batch, by its `id`. */
  threads: Map<string, string>;
  /** To be kept, so that a later mail finds its thread by any id it mentions. */
  threadOf: Map<string, string>;
  /** Earlier threads that turned out to be part of another: old name → new name. */
  joined: Map<string, string>;
}

const subjectSpan = Temporal.Duration.from({ hours: 14 * 24 });
/** A shorter bare subject ("hi", "re") says nothing about what a mail is about. */
const shortestSubject = 5;

function nodeOf(mail: Pick<ThreadHeaders, 'messageId' | 'contentHash'>): string {
  return mail.messageId ?? `content:${mail.contentHash}`;
}

/** Every id of the batch whose thread the caller should look up. */
export function mentionedIds(batch: readonly ThreadHeaders[]): Set<string> {
  return new Set(batch.flatMap((mail) => [nodeOf(mail), ...mail.references, ...mail.inReplyTo]));
}

export interface WantedSubject {
  /** The bare subject. */
  base: string;
  /** Of the days around the mails of the batch that are called so. */
  from: Temporal.Instant;
  to: Temporal.Instant;
  /**
   * Whether one of them is an answer that names nothing, which any earlier mail may have called for. The
   * others can only have called for such an answer themselves.
   */
  answered: boolean;
}

/** Under which bare subjects, and of what time, earlier mails should be looked up. */
export function subjectsToLookUp(batch: readonly ThreadHeaders[]): Iterable<WantedSubject> {
  const wanted = new Map<string, WantedSubject>();
  for (const mail of batch) {
    const { base, isReply } = readSubject(mail.subject);
    if (base.length < shortestSubject || !mail.sentAt) continue;
    const sentAt = Temporal.Instant.from(mail.sentAt);
    const from = sentAt.subtract(subjectSpan);
    const to = sentAt.add(subjectSpan);
    const answered = isReply && mail.references.length + mail.inReplyTo.length === 0;
    const met = wanted.get(base);
    if (!met) {
      wanted.set(base, { base, from, to, answered });
      continue;
    }
    if (Temporal.Instant.compare(from, met.from) < 0) met.from = from;
    if (Temporal.Instant.compare(to, met.to) > 0) met.to = to;
    met.answered ||= answered;
  }
  return wanted.values();
}

export function assignThreads(batch: readonly ThreadHeaders[], known: KnownThreads): Threading {
  const forest = new Forest();
  for (const [id, thread] of known.threadOf) forest.tie(id, thread);
  for (const mail of batch) {
    const node = nodeOf(mail);
    for (const id of [...mail.references, ...mail.inReplyTo]) forest.tie(node, id);
    forest.root(node);
  }
  tieBySubject(batch, known.neighbours, forest);

  const threadOf = new Map<string, string>();
  for (const id of mentionedIds(batch)) threadOf.set(id, forest.root(id));
  const threads = new Map(batch.map((mail) => [mail.id, forest.root(nodeOf(mail))]));
  const joined = new Map<string, string>();
  for (const old of new Set([
    ...known.threadOf.values(),
    ...known.neighbours.map((mail) => mail.thread),
  ])) {
    const now = forest.root(old);
    if (now !== old) joined.set(old, now);
  }
  return { threads, threadOf, joined };
}

interface Candidate {
  node: string;
  at: number;
  from: string;
  circle: ReadonlySet<string>;
  orphan: boolean;
  /** Of this batch; ties among earlier mails were made when they came. */
  fresh: boolean;
}

function tieBySubject(
  batch: readonly ThreadHeaders[],
  neighbours: readonly SubjectNeighbour[],
  forest: Forest,
): void {
  const bySubject = new Map<string, Candidate[]>();
  const add = (mail: Omit<SubjectNeighbour, 'thread'>, node: string, fresh: boolean): void => {
    const { base, isReply } = readSubject(mail.subject);
    if (base.length < shortestSubject || !mail.sentAt || !mail.from) return;
    const orphan = isReply && mail.references.length === 0 && mail.inReplyTo.length === 0;
    const candidate: Candidate = {
      node,
      at: Temporal.Instant.from(mail.sentAt).epochMilliseconds,
      from: mail.from,
      circle: new Set([mail.from, ...mail.recipients]),
      orphan,
      fresh,
    };
    const met = bySubject.get(base);
    if (met) met.push(candidate);
    else bySubject.set(base, [candidate]);
  };
  for (const mail of neighbours) add(mail, mail.thread, false);
  for (const mail of batch) add(mail, nodeOf(mail), true);

  for (const mails of bySubject.values()) {
    mails.sort((a, b) => a.at - b.at);
    let first = 0;
    for (const reply of mails) {
      const earliest = reply.at - subjectSpan.total('milliseconds');
      while (mails[first]!.at < earliest) first++;
      if (!reply.orphan) continue;
      // Up to and including its own moment: of two mails of one second either may stand first.
      for (let i = first; i < mails.length && mails[i]!.at <= reply.at; i++) {
        const earlier = mails[i]!;
        if (!reply.fresh && !earlier.fresh) continue;
        if (earlier.circle.has(reply.from) && reply.circle.has(earlier.from))
          forest.tie(reply.node, earlier.node);
      }
    }
  }
}

/** Sets of ids that hang together; the smallest id of a set stands for it. */
class Forest {
  readonly #parents = new Map<string, string>();

  root(id: string): string {
    let root = id;
    for (
      let up = this.#parents.get(root);
      up !== undefined && up !== root;
      up = this.#parents.get(root)
    )
      root = up;
    for (let at = id; at !== root; ) {
      const up = this.#parents.get(at) ?? root;
      this.#parents.set(at, root);
      at = up;
    }
    return root;
  }

  tie(a: string, b: string): void {
    const [first, second] = [this.root(a), this.root(b)];
    if (first < second) this.#parents.set(second, first);
    else if (second < first) this.#parents.set(first, second);
  }
}
