import { sql } from 'kysely';
import type { Transaction } from '../access/actor.ts';
import { insertRows } from '../database/bulk.ts';
import { nextId } from '../database/ids.ts';

/** What a record of the stream can be about. Rooms name their own subjects; the stream knows no domain. */
export interface Happening {
  subject: string;
  subjectId: string;
  /** Who may know of it: the audience of the record it is about. */
  audience: string;
  /** Who hears of it at once, where what it is about is seen by fewer than its audience says. */
  heardBy?: string;
  verb: string;
  particulars?: object;
  before?: object;
  after?: object;
  importId?: string;
  /** The field of the company's own that it tells a value of: only who sees the field learns of it. */
  fieldId?: string;
  /** The act on many records of which this is the part about one. */
  actId?: string;
}

/** The channel on which every server learns that something changed; the payload carries no data. */
export const channel = 'rapport';

export interface Announcement {
  workspace: string;
  audience: string;
  subject: string;
  id: string;
  verb: string;
  /** Which user, where somebody's presence is what is told. */
  by?: string;
}

/**
 * Writes what happened into the stream, inside the transaction of the change itself. Rooms above may join
 * in, and every server hears of it at commit.
 */
export async function record(
  transaction: Transaction,
  ...happenings: Happening[]
): Promise<string[]> {
  const ids = await recordQuietly(transaction, happenings);
  for (const happening of happenings) {
    const { audience, heardBy = audience, subject, subjectId, verb } = happening;
    for (const { one } of subscribers.get(subject) ?? []) await one(transaction, happening);
    await announce(transaction, { audience: heardBy, subject, id: subjectId, verb });
  }
  return ids;
}

/**
 * Writes thousands of happenings at once, as an import does, which announces itself instead and does at
 * its end what subscribers would have done for each.
 */
export async function recordQuietly(
  { db, actor, undoes }: Transaction,
  happenings: readonly Happening[],
): Promise<string[]> {
  const ids = happenings.map(() => nextId());
  const at = Temporal.Now.instant();
  const rows = happenings.map((happening, index) => ({
    workspace_id: actor.workspaceId,
    id: ids[index]!,
    audience: happening.audience,
    at,
    actor: actor.kind,
    actor_id: actor.userId,
    subject: happening.subject,
    subject_id: happening.subjectId,
    verb: happening.verb,
    particulars: { ...(undoes ? { undoes } : {}), ...happening.particulars },
    before: happening.before ?? null,
    after: happening.after ?? null,
    import_id: happening.importId ?? null,
    field_id: happening.fieldId ?? null,
    act_id: happening.actId ?? null,
  }));
  await insertRows(db, 'events', rows);
  return ids;
}

/**
 * Writes what one act did to thousands of records. Subscribers hear of it as they would of each; whoever acts
 * announces it once.
 */
export async function recordInBulk(
  transaction: Transaction,
  happenings: readonly Happening[],
): Promise<void> {
  await recordQuietly(transaction, happenings);
  for (const [subject, some] of Map.groupBy(happenings, (each) => each.subject)) {
    for (const { one, many } of subscribers.get(subject) ?? []) {
      if (many) await many(transaction, some);
      else for (const happening of some) await one(transaction, happening);
    }
  }
}

type Subscriber = (transaction: Transaction, happening: Happening) => Promise<void>;
type SubscriberToMany = (transaction: Transaction, happenings: Happening[]) => Promise<void>;
const subscribers = new Map<string, { one: Subscriber; many?: SubscriberToMany }[]>();

/**
 * A higher room reacts to a lower one inside the same transaction: what it adds is committed with the
 * change, or not at all. `many` does for thousands of records at once what it would do for each.
 */
export function subscribe(subject: string, one: Subscriber, many?: SubscriberToMany): void {
  const subscription = many ? { one, many } : { one };
  subscribers.set(subject, [...(subscribers.get(subject) ?? []), subscription]);
}

/** Tells the servers at commit; used alone where thousands of rows changed at once. */
export async function announce(
  { db, actor }: Transaction,
  what: Omit<Announcement, 'workspace'>,
): Promise<void> {
  const payload: Announcement = { workspace: actor.workspaceId, ...what };
  await sql`select pg_notify(${channel}, ${JSON.stringify(payload)})`.execute(db);
}
