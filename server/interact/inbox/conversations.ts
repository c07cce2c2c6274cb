import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import type {
  ConversationView,
  InboxCounts,
  InboxQuery,
  InboxShare,
  InboxSplit,
  OpenConversation,
  WaitingCount,
} from '../../../shared/interact/inbox.ts';
import { Id, isUsableInstant } from '../../../shared/platform/values.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile, mayShare } from '../../platform/access/reach.ts';
import { UnusableCursor } from '../../platform/catalog/query.ts';
import { instantText } from '../../platform/database/values.ts';
import { readEntries } from '../timeline/entries.ts';
import { ConversationNotFound } from './errors.ts';

/** A conversation among those whose mails the actor may read. */
export function findConversation({ db, actor }: Transaction, id: string) {
  return db
    .selectFrom('conversations')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}
export type ConversationRow = NonNullable<Awaited<ReturnType<typeof findConversation>>>;

/** As the actor saw it; held until the transaction ends, so that no mail slips in between. */
export async function conversationAt(
  { db, actor }: Transaction,
  id: string,
  version: number,
): Promise<ConversationRow> {
  const row = await db
    .selectFrom('conversations')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new ConversationNotFound();
  if (row.version !== version) throw new ChangedMeanwhile();
  return row;
}

interface Row {
  id: string;
  newest_id: string;
  newest_at: string;
  waits_since: string | null;
  snoozed_until: string | null;
  settled_as: 'done' | 'answered' | null;
  settled_by: string | null;
  owner_id: string;
  owner: string | null;
  audience: string;
  assigned_to: string | null;
  assigned: string | null;
  version: number;
  party: NonNullable<ConversationView['from']['party']> | null;
}

/** The sender of the newest mail, as the actor knows them; of several with one address the first that was made. */
const sender = sql`left join lateral (
    select p.id, p.kind, p.name, p.company_id, p.company_name, p.roles
    from participants x, lateral (
      select address from seen_addresses s
      where s.workspace_id = c.workspace_id and s.id = x.address_id offset 0) met, lateral (
      select party_id from party_emails e
      where e.workspace_id = c.workspace_id and e.address = met.address offset 0) known, lateral (
      select * from parties p where p.workspace_id = c.workspace_id and p.id = known.party_id
        and p.trashed_at is null offset 0) p
    where x.workspace_id = c.workspace_id and x.activity_id = c.newest_id and x.role = 'from'
    order by p.id limit 1) who on true`;

/** A customer, or somebody at one. */
const isCustomer = sql<boolean>`(coalesce('customer' = any (who.roles), false) or exists (
    select from parties o where o.workspace_id = c.workspace_id and o.id = who.company_id
      and o.trashed_at is null and 'customer' = any (o.roles)))`;

/** Our word or theirs is open between this colleague and the sender, or whom the sender works for. */
const hasPromise = ({ actor }: Transaction) => sql<boolean>`exists (
    select from promises w where w.workspace_id = c.workspace_id and w.keeper_id = ${actor.userId}
      and w.outcome is null and w.removed_at is null and w.party_id in (who.id, who.company_id))`;

/** What waits now: not what is put off, nor what one has answered and is on its way. */
const waits = ({ actor }: Transaction) => sql<boolean>`c.waits_since > '-infinity'
    and (c.snoozed_until is null or c.snoozed_until <= now())
    and c.newest_id <> all (array(select o.answers_id from outgoing_mails o
      where o.workspace_id = ${actor.workspaceId} and o.audience = ${actor.userId}
        and o.answers_id is not null and o.state in ('waiting', 'handed', 'deferred')))`;

const isShared = sql<boolean>`c.audience <> c.owner_id`;

function of(share: InboxShare, { actor }: Transaction): RawBuilder<boolean> {
  if (share === 'mine') return sql`c.for_id = ${actor.userId}`;
  return share === 'nobody' ? sql`${isShared} and c.assigned_to is null` : sql`true`;
}

function within(split: InboxSplit, transaction: Transaction): RawBuilder<boolean> {
  switch (split) {
    case 'customers':
      return sql`${waits(transaction)} and ${isCustomer}`;
    case 'others':
      return sql`${waits(transaction)} and not ${isCustomer}`;
    case 'promises':
      return sql`${waits(transaction)} and ${hasPromise(transaction)}`;
    case 'everything':
      return sql`true`;
  }
}

const firstId = '00000000-0000-0000-0000-000000000000';
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** One page: who has waited longest comes first; of everything, what came last. */
export async function inboxPage(
  transaction: Transaction,
  { split, whose, cursor, limit }: z.output<typeof InboxQuery>,
): Promise<{ rows: ConversationView[]; next: string | null }> {
  const isAll = split === 'everything';
  const begin = isAll ? { at: 'infinity', id: lastId } : { at: '-infinity', id: firstId };
  const after = cursor === undefined ? begin : readCursor(cursor);
  const place = isAll ? sql`(c.newest_at, c.id)` : sql`(c.waits_since, c.id)`;
  const passed = sql`${place} ${isAll ? sql`<` : sql`>`} (${after.at}::timestamptz, ${after.id}::uuid)`;
  const rows = await read(
    transaction,
    sql`${of(whose, transaction)} and ${within(split, transaction)} and ${passed}`,
    isAll ? sql`c.newest_at desc, c.id desc` : sql`c.waits_since, c.id`,
    limit + 1,
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: await viewsOf(transaction, shown),
    next:
      rows.length > limit && last
        ? writeCursor(isAll ? last.newest_at : last.waits_since!, last.id)
        : null,
  };
}

async function read(
  { db, actor }: Transaction,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  limit: number,
): Promise<Row[]> {
  const name = (column: string) =>
    sql`(select u.name from users u where u.workspace_id = c.workspace_id and u.id = ${sql.ref(`c.${column}`)})`;
  const { rows } = await sql<Row>`
    select c.id, c.newest_id, c.newest_at::text as newest_at, c.waits_since::text as waits_since,
      c.snoozed_until::text as snoozed_until, c.settled_as, ${name('settled_by')} as settled_by, c.owner_id,
      ${name('owner_id')} as owner, c.audience, c.assigned_to, ${name('assigned_to')} as assigned, c.version,
      case when who.id is not null then json_build_object('id', who.id, 'kind', who.kind, 'name', who.name,
        'company', who.company_name, 'roles', who.roles) end as party
    from conversations c ${sender}
    where c.workspace_id = ${actor.workspaceId} and ${where}
    order by ${order} limit ${sql.lit(limit)}`.execute(db);
  return rows;
}

async function viewsOf(
  transaction: Transaction,
  rows: readonly Row[],
): Promise<ConversationView[]> {
  const mails = await readEntries(
    transaction,
    rows.map(({ newest_id }) => newest_id),
  );
  const byId = new Map(mails.map((mail) => [mail.id, mail]));
  return rows.map((row) => viewOf(transaction, row, byId.get(row.newest_id)));
}

function viewOf(
  transaction: Transaction,
  row: Row,
  mail: TimelineEntry | undefined,
): ConversationView {
  const { actor } = transaction;
  const writer = mail?.participants.find(({ role }) => role === 'from');
  const visibility = mail?.visibility ?? 'private';
  const shared = row.audience !== row.owner_id;
  return {
    id: row.id,
    newestId: row.newest_id,
    newestAt: instantText(row.newest_at),
    waitsSince: row.waits_since && instantText(row.waits_since),
    snoozedUntil: row.snoozed_until && instantText(row.snoozed_until),
    settled: row.settled_as && { as: row.settled_as, by: row.settled_by },
    from: {
      name: row.party?.name ?? writer?.name ?? writer?.address ?? '?',
      address: writer?.address ?? null,
      addressId: writer?.addressId ?? null,
      party: row.party,
    },
    subject: mail?.subject ?? null,
    preview: mail?.preview ?? null,
    attachments: mail?.attachments ?? 0,
    owner: { id: row.owner_id, name: row.owner ?? '?' },
    isShared: shared,
    visibility,
    assigned: row.assigned_to === null ? null : { id: row.assigned_to, name: row.assigned ?? '?' },
    version: row.version,
    can: {
      triage: !(actor.kind === 'user' && (actor.readOnly || actor.level === 'reader')),
      share: mayShare(transaction, { owner_id: row.owner_id, assigned_to: null, visibility }),
    },
  };
}

const mostMails = 100;

/** The conversation in which this mail stands, for whoever writes an answer to it. */
export async function conversationOf(
  transaction: Transaction,
  activityId: string,
): Promise<OpenConversation> {
  const { db, actor } = transaction;
  const { rows } = await sql<{ id: string }>`
    select c.id from activities a
    join conversations c on c.workspace_id = a.workspace_id and c.thread = a.thread
      and c.audience = reads_mail(a.visibility, a.owner_id, a.audience)
    where a.workspace_id = ${actor.workspaceId} and a.id = ${activityId}`.execute(db);
  if (!rows[0]) throw new ConversationNotFound();
  return openConversation(transaction, rows[0].id);
}

/** One opened, with all of its mails that the actor may see, whichever mailbox they came to. */
export async function openConversation(
  transaction: Transaction,
  id: string,
): Promise<OpenConversation> {
  const { db, actor } = transaction;
  const [row] = await read(transaction, sql`c.id = ${id}`, sql`c.id`, 1);
  if (!row) throw new ConversationNotFound();
  const { rows: found } = await sql<{ id: string }>`
    select a.id from conversations c
    join activities a on a.workspace_id = c.workspace_id and a.thread = c.thread and a.kind = 'email'
      and a.trashed_at is null
    where c.workspace_id = ${actor.workspaceId} and c.id = ${row.id}
    order by a.occurred_at desc, a.id desc limit ${sql.lit(mostMails)}`.execute(db);
  const mails = await readEntries(transaction, found.map(({ id }) => id).toReversed());
  const answer = mails.findLast(
    ({ direction, touch }) => direction === 'out' && touch !== 'automatic',
  );
  const writer =
    answer &&
    (await db
      .selectFrom('users')
      .select('name')
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', answer.ownerId)
      .executeTakeFirst());
  return {
    ...viewOf(
      transaction,
      row,
      mails.find(({ id }) => id === row.newest_id),
    ),
    mails,
    lastAnswer: answer
      ? { at: answer.occurredAt, byId: answer.ownerId, by: writer?.name ?? '?' }
      : null,
  };
}

/** Those who have waited longest for an answer of the actor’s, as far as they are known. */
export async function waitingLongest(
  transaction: Transaction,
  most: number,
): Promise<
  { id: string; newestId: string; since: string; subject: string | null; partyId: string }[]
> {
  const { db, actor } = transaction;
  const { rows } = await sql<{
    id: string;
    newest_id: string;
    since: string;
    subject: string | null;
    party_id: string;
  }>`
    select c.id, c.newest_id, c.waits_since::text as since, t.subject, who.id as party_id
    from (select * from conversations c where c.workspace_id = ${actor.workspaceId}
        and ${of('mine', transaction)} and ${waits(transaction)}
      order by c.waits_since, c.id limit ${sql.lit(most)}) c ${sender}
    left join activity_texts t on t.workspace_id = c.workspace_id and t.activity_id = c.newest_id
    where who.id is not null order by c.waits_since, c.id`.execute(db);
  return rows.map(({ newest_id, party_id, since, ...row }) => ({
    ...row,
    newestId: newest_id,
    partyId: party_id,
    since: instantText(since),
  }));
}

/** Nobody reads further than this by numbers. */
const mostCounted = 200;

export async function countWaiting(transaction: Transaction): Promise<WaitingCount> {
  const { db, actor } = transaction;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select from conversations c where c.workspace_id = ${actor.workspaceId}
        and c.for_id = ${actor.userId} and ${waits(transaction)} limit 101) waiting`.execute(db);
  const count = rows[0]?.count ?? 0;
  return { count: Math.min(count, 100), more: count > 100 };
}

export async function countSplits(
  transaction: Transaction,
  whose: InboxShare,
): Promise<InboxCounts> {
  const { db, actor } = transaction;
  const { rows } = await sql<Pick<InboxCounts, 'customers' | 'others' | 'promises'>>`
    select count(*) filter (where customer) as customers, count(*) filter (where not customer) as others,
      count(*) filter (where promise) as promises
    from (
      select ${isCustomer} as customer, ${hasPromise(transaction)} as promise from (
        select * from conversations c where c.workspace_id = ${actor.workspaceId}
          and ${of(whose, transaction)} and ${waits(transaction)}
        order by c.waits_since, c.id limit ${sql.lit(mostCounted)}) c ${sender}) waiting`.execute(
    db,
  );
  // The order makes the database take its index; of what merely exists it drops the order and may read all there is.
  const newest = (what: RawBuilder<unknown>) => sql`(select c.id from conversations c
    where c.workspace_id = ${actor.workspaceId} and ${what} and c.newest_at < 'infinity'
    order by c.newest_at desc, c.id desc limit 1)`;
  const { rows: shared } = await sql<{ nobody: number; has_shared: boolean; is_empty: boolean }>`
    select (select count(*) from (
        select from conversations c where c.workspace_id = ${actor.workspaceId}
          and ${of('nobody', transaction)} and ${waits(transaction)}
        limit ${sql.lit(mostCounted)}) nobody) as nobody,
      ${newest(isShared)} is not null as has_shared, ${newest(sql`true`)} is null as is_empty`.execute(
    db,
  );
  const { nobody, has_shared: hasShared, is_empty: isEmpty } = shared[0]!;
  return { ...rows[0]!, nobody, hasShared, isEmpty, most: mostCounted };
}

function writeCursor(at: string, id: string): string {
  return Buffer.from(`${instantText(at)} ${id}`).toString('base64url');
}

function readCursor(cursor: string): { at: string; id: string } {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (!Id.safeParse(id).success || !isUsableInstant(at)) throw new UnusableCursor();
  return { at, id };
}
