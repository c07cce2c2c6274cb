import { randomUUIDv7 } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '../../../shared/platform/errors.ts';
import { Id } from '../../../shared/platform/values.ts';
import type { Transaction } from '../access/actor.ts';
import { record } from './events.ts';

/** An event as undoing reads it. */
export interface Past {
  id: string;
  subject: string;
  subjectId: string;
  verb: string;
  particulars: Record<string, unknown>;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

type Undo = (transaction: Transaction, past: Past) => Promise<{ event: string }>;
const undoers = new Map<string, { undo: Undo; undoneBy: readonly string[] }>();
const shared = new Set<string>();
type Names = (transaction: Transaction, ids: string[]) => Promise<ReadonlyMap<string, string>>;
const namers = new Map<string, Names>();

export class NotUndoable extends Refusal {
  constructor() {
    super(
      'event.not-undoable',
      409,
      'This act cannot be taken back by itself. Change the record instead; nothing was changed now.',
    );
  }
}

export class EventNotFound extends Refusal {
  constructor() {
    super('event.not-found', 404, 'There is no such act that you could take back.');
  }
}

/** A later act on the same stands in the way of taking an earlier one back. */
export class ChangedSince extends Refusal {
  constructor() {
    super(
      'event.changed-since',
      409,
      'This has been changed since, and the later change stays. Nothing was taken back; look at the record and its history.',
    );
  }
}

/** What somebody has changed since stays as they left it. */
export function requireUnchanged(now: object, then: object): void {
  if (!isDeepStrictEqual(plain(now), plain(then))) throw new ChangedSince();
}

/** As the stream has kept it. */
const plain = (value: object): unknown => JSON.parse(JSON.stringify(value));

/**
 * A room says how its acts are taken back; the undoing is an act of the same verbs, with the same guards.
 * `undoneBy` names the verbs that take such an act back where somebody does so in another way.
 */
export function undoable(subject: string, verb: string, undo: Undo, ...undoneBy: string[]): void {
  undoers.set(`${subject} ${verb}`, { undo, undoneBy });
}

/**
 * Acts on records that several people look after: whoever has the rights for the opposite act takes back what
 * others did, too. Of all other acts, only their actor does.
 */
export function undoableByOthers(subject: string, ...verbs: string[]): void {
  for (const verb of verbs) shared.add(`${subject} ${verb}`);
}

/** A room says how records of a subject are called, so that it can be told whose change is taken back. */
export function actsName(subject: string, names: Names): void {
  namers.set(subject, names);
}

/** Takes back an act of the actor's own, or one that they could have done as well. */
export async function undoEvent(transaction: Transaction, id: string): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const event = await db
    .selectFrom('events')
    .select([
      'id',
      'actor',
      'actor_id',
      'act_id',
      'subject',
      'subject_id',
      'verb',
      'particulars',
      'before',
      'after',
    ])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  const what = event ? `${event.subject} ${event.verb}` : '';
  // The house writes the parts of an act on many; whose act it was stands with them.
  const isOfAPerson = event?.actor === 'user' || event?.act_id;
  if (!event || !(event.actor_id === actor.userId || (isOfAPerson && shared.has(what))))
    throw new EventNotFound();
  const known = undoers.get(what);
  if (!known) throw new NotUndoable();
  return known.undo(
    { ...transaction, undoes: event.id },
    {
      id: event.id,
      subject: event.subject,
      subjectId: event.subject_id,
      verb: event.verb,
      particulars: event.particulars as Past['particulars'],
      before: event.before as Past['before'],
      after: event.after as Past['after'],
    },
  );
}

/** An act of somebody's own that can still be taken back. */
export interface LastAct extends Past {
  at: string;
  /** Of the record, where it has a name and the actor sees it. */
  name: string | null;
}

/** So many acts are looked through for those that nobody has taken back yet. */
const lookedThrough = 300;
const undoDays = 30;

/** The last acts of the actor's own that can be taken back, newest first. */
export async function lastActs(transaction: Transaction, most: number): Promise<LastAct[]> {
  const { db, actor } = transaction;
  if (actor.kind !== 'user' || actor.readOnly) return [];
  const rows = await db
    .selectFrom('events')
    .select(['id', 'at', 'subject', 'subject_id', 'verb', 'particulars', 'before', 'after'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('actor_id', '=', actor.userId)
    .where('import_id', 'is', null)
    .where('act_id', 'is', null)
    .where('actor', '=', 'user')
    .orderBy('id', 'desc')
    .limit(lookedThrough)
    .execute();
  const since = Temporal.Now.instant().subtract({ hours: undoDays * 24 });
  const particularsOf = (row: (typeof rows)[number]) => row.particulars as Past['particulars'];
  const takenBack = new Set(rows.map((row) => particularsOf(row).undoes));
  const acts = rows.filter(
    (row) =>
      undoers.has(`${row.subject} ${row.verb}`) &&
      particularsOf(row).undoes === undefined &&
      !takenBack.has(row.id) &&
      Temporal.Instant.compare(row.at, since) > 0,
  );
  const undone = await undoneOtherwise(transaction, acts);
  const offered = acts.filter(({ id }) => !undone.has(id)).slice(0, most);
  const names = new Map<string, string>();
  for (const [subject, some] of Map.groupBy(offered, (act) => act.subject)) {
    const ids = [...new Set(some.map(({ subject_id }) => subject_id))];
    for (const [id, name] of (await namers.get(subject)?.(transaction, ids)) ?? [])
      names.set(id, name);
  }
  return offered.map((row) => ({
    id: row.id,
    at: row.at.toString(),
    subject: row.subject,
    subjectId: row.subject_id,
    verb: row.verb,
    particulars: particularsOf(row),
    before: row.before as Past['before'],
    after: row.after as Past['after'],
    name: names.get(row.subject_id) ?? null,
  }));
}

/** Acts that have been taken back or whose opposite has happened since, whoever did it. */
async function undoneOtherwise(
  { db, actor }: Transaction,
  acts: readonly { id: string; subject: string; subject_id: string; verb: string }[],
): Promise<Set<string>> {
  const opposites = (act: { subject: string; verb: string }) =>
    undoers.get(`${act.subject} ${act.verb}`)?.undoneBy ?? [];
  const oldest = acts.at(-1);
  if (!oldest) return new Set();
  const verbs = [...new Set(acts.flatMap(opposites))];
  const { rows: since } = await sql<{
    id: string;
    subject_id: string;
    verb: string;
    undoes: string | null;
  }>`
    select id, subject_id, verb, particulars ->> 'undoes' as undoes from events
    where workspace_id = ${actor.workspaceId} and id > ${oldest.id}
      and subject_id = any (${[...new Set(acts.map(({ subject_id }) => subject_id))]}::uuid[])
      and (verb = any (${verbs}) or particulars ->> 'undoes' is not null)`.execute(db);
  return new Set(
    acts
      .filter((act) =>
        since.some(
          ({ id, subject_id, verb, undoes }) =>
            undoes === act.id ||
            (subject_id === act.subject_id && id > act.id && opposites(act).includes(verb)),
        ),
      )
      .map(({ id }) => id),
  );
}

const Parts = z.object({ events: z.array(Id) });

/** An act of several parts is taken back by taking back each, the last first, with its own guards. */
export function undoableTogether(subject: string, did: string, undid: string): void {
  const opposite = (verb: string) => async (transaction: Transaction, past: Past) => {
    const { events } = Parts.parse(past.particulars);
    const undone: string[] = [];
    for (const event of events.toReversed())
      undone.push((await undoEvent(transaction, event)).event);
    const [event] = await record(transaction, {
      subject,
      subjectId: randomUUIDv7(),
      audience: transaction.actor.userId!,
      verb,
      particulars: { events: undone },
    });
    return { event: event! };
  };
  undoable(subject, did, opposite(undid));
  undoable(subject, undid, opposite(did));
}
