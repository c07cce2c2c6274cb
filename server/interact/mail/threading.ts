import { sql } from 'kysely';
import {
  assignThreads,
  mentionedIds,
  type SubjectNeighbour,
  subjectsToLookUp,
  type ThreadHeaders,
  type Threading,
} from '../../../shared/interact/mail/threads.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { insertRows } from '../../platform/database/bulk.ts';

/**
 * Finds the conversation of each mail among those with the same audience: a conversation is not named, nor
 * joined, by a mail that others of its readers may not know of.
 */
export async function threadMails(
  transaction: Transaction,
  audience: string,
  batch: readonly ThreadHeaders[],
): Promise<Map<string, string>> {
  const { db, actor } = transaction;
  const ids = [...mentionedIds(batch)];
  const links = await db
    .selectFrom('thread_links')
    .select(['message_id', 'thread'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('audience', '=', audience)
    .where(sql<boolean>`message_id = any (${ids}::text[])`)
    .execute();
  const neighbours = await subjectNeighbours(transaction, audience, batch);
  const threading = assignThreads(batch, {
    threadOf: new Map(links.map((link) => [link.message_id, link.thread])),
    neighbours,
  });
  await keepThreads(transaction, audience, threading);
  return threading.threads;
}

async function keepThreads(
  { db, actor }: Transaction,
  audience: string,
  { threadOf, joined }: Threading,
): Promise<void> {
  if (joined.size > 0) {
    const names = sql`unnest(${[...joined.keys()]}::text[], ${[...joined.values()]}::text[]) as renamed (old, now)`;
    const there = sql`workspace_id = ${actor.workspaceId} and audience = ${audience} and thread = renamed.old offset 0`;
    await sql`
      update activities set thread = found.now
      from (select a.id, renamed.now from ${names}, lateral (select id from activities where ${there}) a) found
      where workspace_id = ${actor.workspaceId} and activities.id = found.id`.execute(db);
    await sql`
      update thread_links set thread = found.now
      from (select l.message_id, renamed.now
        from ${names}, lateral (select message_id from thread_links where ${there}) l) found
      where workspace_id = ${actor.workspaceId} and audience = ${audience}
        and thread_links.message_id = found.message_id`.execute(db);
  }
  await insertRows(
    db,
    'thread_links',
    [...threadOf].map(([messageId, thread]) => ({
      workspace_id: actor.workspaceId,
      audience,
      message_id: messageId,
      thread,
    })),
    'ignore',
  );
}

/** Earlier mails that one of the batch may answer, or be the answer to, by nothing but the subject. */
export async function subjectNeighbours(
  { db, actor }: Transaction,
  audience: string,
  batch: readonly ThreadHeaders[],
): Promise<SubjectNeighbour[]> {
  const wanted = [...subjectsToLookUp(batch)];
  if (wanted.length === 0) return [];
  const underSubject = sql`select * from mails where workspace_id = ${actor.workspaceId}
    and subject_key = wanted.subject and occurred_at between wanted.from_time and wanted.to_time
    and audience = ${audience}`;
  const { rows } = await sql<ThreadedMail>`
    select ${threadedMail(actor.workspaceId)}
    from unnest(${wanted.map(({ base }) => base)}::text[], ${wanted.map(({ from }) => `${from}`)}::timestamptz[],
        ${wanted.map(({ to }) => `${to}`)}::timestamptz[], ${wanted.map(({ answered }) => answered)}::boolean[])
      as wanted (subject, from_time, to_time, answered), lateral (
      ${underSubject} and wanted.answered
      union all
      ${underSubject} and not wanted.answered
        and refs = '{}' and in_reply_to = '{}' and lower(full_subject) <> subject_key offset 0) m, lateral (
      select thread from activities where workspace_id = ${actor.workspaceId}
        and id = m.activity_id offset 0) a
    limit 5000`.execute(db);
  return rows.map((row) => ({ ...headersOf(row), thread: row.thread }));
}

interface ThreadedMail {
  activity_id: string;
  message_id: string | null;
  content_hash: string;
  in_reply_to: string[];
  refs: string[];
  subject: string;
  occurred_at: Temporal.Instant;
  thread: string;
  author: string | null;
  recipients: string[];
}

/**
 * A mail `m` with its activity `a` as threading reads it. The statements around it go by index from what
 * is looked for; `offset 0` keeps the planner, which knows nothing yet of a running import, from beginning
 * at the other end.
 */
function threadedMail(workspaceId: string) {
  const addresses = (role: string) => sql`select (
      select s.address from seen_addresses s where s.workspace_id = ${workspaceId} and s.id = p.address_id)
    from participants p where p.workspace_id = ${workspaceId} and p.activity_id = m.activity_id
      and p.address_id is not null and ${sql.raw(role)}`;
  return sql`m.activity_id, m.message_id, m.content_hash, m.in_reply_to, m.refs, m.full_subject as subject,
    m.occurred_at, a.thread, (${addresses("p.role = 'from'")} limit 1) as author,
    array(${addresses("p.role <> 'from' and p.derived_by is null")}) as recipients`;
}

function headersOf(row: ThreadedMail): ThreadHeaders {
  return {
    id: row.activity_id,
    messageId: row.message_id,
    contentHash: row.content_hash,
    inReplyTo: row.in_reply_to,
    references: row.refs,
    subject: row.subject,
    sentAt: row.occurred_at.toString(),
    from: row.author,
    recipients: row.recipients,
  };
}

/**
 * After mails were taken back, the conversations they stood in are worked out again from the mails that
 * remain. Threading depends on the set of mails alone, so this is what it was without them.
 */
export async function rethread(
  house: Transaction,
  audience: string,
  threads: string[],
): Promise<void> {
  if (threads.length === 0) return;
  const { db, actor } = house;
  const { rows } = await sql<ThreadedMail>`
    select ${threadedMail(actor.workspaceId)}
    from unnest(${threads}::text[]) as wanted (thread), lateral (
      select id, thread from activities where workspace_id = ${actor.workspaceId}
        and thread = wanted.thread offset 0) a, lateral (
      select * from mails where workspace_id = ${actor.workspaceId} and activity_id = a.id
        and audience = ${audience} offset 0) m`.execute(db);
  await db
    .deleteFrom('thread_links')
    .where('workspace_id', '=', actor.workspaceId)
    .where('audience', '=', audience)
    .where('thread', 'in', threads)
    .execute();
  if (rows.length === 0) return;
  const threading = assignThreads(rows.map(headersOf), { threadOf: new Map(), neighbours: [] });
  const changed = rows.filter((row) => threading.threads.get(row.activity_id) !== row.thread);
  for (const row of changed) {
    await db
      .updateTable('activities')
      .set({ thread: threading.threads.get(row.activity_id)! })
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', row.activity_id)
      .execute();
  }
  await keepThreads(house, audience, { ...threading, joined: new Map() });
}
