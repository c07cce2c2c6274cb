import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { asTyped, mentionedIn } from '../../../shared/interact/mentions.ts';
import type {
  NotificationChoices,
  NotificationsQuery,
  NotificationView,
  ReadMark,
  UnreadCount,
} from '../../../shared/interact/notifications.ts';
import { Id, isUsableInstant } from '../../../shared/platform/values.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { UnusableCursor } from '../../platform/catalog/query.ts';
import { instantText } from '../../platform/database/values.ts';
import { announce } from '../../platform/events/events.ts';
import { readEntries } from '../timeline/entries.ts';

interface Row {
  id: string;
  kind: NotificationView['kind'];
  because: NotificationView['because'];
  actor: string | null;
  others: boolean;
  count: number;
  at: string;
  read: boolean;
  party_id: string | null;
  party_kind: PartyKind | null;
  party_name: string | null;
  activity_id: string | null;
  handover: NotificationView['handover'];
  text: string | null;
}

/**
 * One's notifications that still lead somewhere: what they are about is read under the policies of this
 * moment, so that nothing shows of a record that was made private, shared with others or removed since.
 */
function inSight(userId: string | null, { actor }: Transaction): RawBuilder<unknown> {
  return sql`
    from notifications n
    left join parties p on p.workspace_id = ${actor.workspaceId} and p.id = n.party_id
    left join activities a on a.workspace_id = ${actor.workspaceId} and a.id = n.activity_id
      and a.trashed_at is null
    left join users u on u.workspace_id = ${actor.workspaceId} and u.id = n.actor_id
    left join comments c on c.workspace_id = ${actor.workspaceId} and c.id = n.comment_id
      and c.removed_at is null
    left join handovers h on h.workspace_id = ${actor.workspaceId} and h.id = n.handover_id
    where n.workspace_id = ${actor.workspaceId} and n.user_id = ${userId}
      and (n.handover_id is null or h.id is not null)
      and (n.party_id is null or p.id is not null)
      and (n.activity_id is null or a.id is not null)
      and (n.comment_id is null or c.id is not null or n.count > 1)`;
}

/** What one was told, newest first. */
export async function notificationsOf(
  transaction: Transaction,
  { only, cursor, limit }: z.output<typeof NotificationsQuery>,
): Promise<{ rows: NotificationView[]; next: string | null }> {
  const { db, actor } = transaction;
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const { rows } = await sql<Row>`
    select n.id, n.kind, n.because, u.name as actor, n.others, n.count, n.at::text as at,
      n.read_at is not null as read, p.id as party_id, p.kind as party_kind, p.name as party_name,
      n.activity_id, c.text,
      case when h.id is not null then json_build_object('id', h.id, 'state', h.state, 'records', h.records,
        'from', (select name from users where workspace_id = h.workspace_id and id = h.from_id),
        'to', (select name from users where workspace_id = h.workspace_id and id = h.to_id)) end as handover
    ${inSight(actor.userId, transaction)}
      ${only === 'unread' ? sql`and n.read_at is null` : sql``}
      ${after ? sql`and (n.at, n.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by n.at desc, n.id desc limit ${sql.lit(limit + 1)}`.execute(db);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: await withPlaces(transaction, shown),
    next: rows.length > limit && last ? writeCursor(last) : null,
  };
}

/** How many are unread, up to a hundred. */
export async function countUnread(transaction: Transaction): Promise<UnreadCount> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select ${inSight(transaction.actor.userId, transaction)} and n.read_at is null limit 101
    ) unread`.execute(transaction.db);
  const count = rows[0]?.count ?? 0;
  return { count: Math.min(count, 100), more: count > 100 };
}

/** Names what each leads to: an entry stands on the timeline of the first of its people the reader knows. */
async function withPlaces(transaction: Transaction, rows: Row[]): Promise<NotificationView[]> {
  const activityIds = rows.flatMap(({ activity_id }) => activity_id ?? []);
  const entries = new Map(
    (await readEntries(transaction, [...new Set(activityIds)])).map((entry) => [entry.id, entry]),
  );
  const places = await placesOf(
    transaction,
    [...entries.values()].flatMap(({ participants }) =>
      participants.flatMap(({ partyId }) => partyId ?? []),
    ),
  );
  const names = await namesIn(
    transaction,
    rows.flatMap(({ text }) => text ?? []),
  );
  return rows.map((row) => {
    const entry = row.activity_id ? entries.get(row.activity_id) : undefined;
    const place = entry?.participants
      .map(({ partyId }) => places.get(partyId ?? ''))
      .find((known) => known !== undefined);
    const party = row.party_id
      ? { id: row.party_id, kind: row.party_kind!, name: row.party_name! }
      : (place ?? null);
    const said = row.text === null ? null : asTyped(row.text, names);
    return {
      id: row.id,
      kind: row.kind,
      because: row.because,
      actor: row.actor,
      others: row.others,
      count: row.count,
      at: instantText(row.at),
      read: row.read,
      party,
      activityId: row.activity_id,
      handover: row.handover,
      words: (said ?? entry?.subject ?? entry?.preview ?? null)?.slice(0, longestWords) ?? null,
    };
  });
}

const longestWords = 200;

async function placesOf({ db, actor }: Transaction, ids: string[]) {
  if (ids.length === 0) return new Map<string, NotificationView['party']>();
  const parties = await db
    .selectFrom('parties')
    .select(['id', 'kind', 'name'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(
    parties.map(({ id, kind, name }) => [id, { id, kind: kind as PartyKind, name }] as const),
  );
}

async function namesIn({ db, actor }: Transaction, texts: string[]): Promise<Map<string, string>> {
  const ids = texts.flatMap(mentionedIn);
  if (ids.length === 0) return new Map();
  const users = await db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(users.map(({ id, name }) => [id, name]));
}

/** Marks these, or all, as read or not; answers which of them were not so before. */
export async function markRead(
  transaction: Transaction,
  { ids, read }: z.output<typeof ReadMark>,
): Promise<string[]> {
  const { db, actor } = transaction;
  const { rows } = await sql<{ id: string }>`
    update notifications n set read_at = ${read ? sql`now()` : sql`null`}
    where n.workspace_id = ${actor.workspaceId} and n.user_id = ${actor.userId}
      and n.read_at is ${read ? sql`null` : sql`not null`}
      ${ids ? sql`and n.id = any (${ids}::uuid[])` : sql``}
      -- What came meanwhile of the same kind about the same thing stands for both.
      ${
        read
          ? sql``
          : sql`and not exists (select from notifications o where o.workspace_id = n.workspace_id
              and o.user_id = n.user_id and o.kind = n.kind and o.bundle = n.bundle
              and o.id <> n.id and (o.read_at is null or o.id > n.id))`
      }
    returning n.id`.execute(db);
  if (rows.length > 0) {
    const { userId } = actor;
    await announce(transaction, {
      subject: 'notification',
      id: userId!,
      audience: userId!,
      verb: 'marked',
    });
  }
  return rows.map(({ id }) => id);
}

export async function choicesOf({ db, actor }: Transaction): Promise<NotificationChoices> {
  const said = await db
    .selectFrom('notification_choices')
    .select('silent')
    .where('workspace_id', '=', actor.workspaceId)
    .where('user_id', '=', actor.userId)
    .executeTakeFirst();
  return { silent: (said?.silent ?? []) as NotificationChoices['silent'] };
}

export async function choose(
  { db, actor }: Transaction,
  { silent }: NotificationChoices,
): Promise<void> {
  const row = { silent: [...new Set(silent)] };
  await db
    .insertInto('notification_choices')
    .values({
      workspace_id: actor.workspaceId,
      user_id: actor.userId!,
      audience: actor.userId!,
      ...row,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doUpdateSet(row))
    .execute();
}

const keptDays = 90;

/** What is older than a season is no news, read or not. */
export async function purgeNotifications({ db, actor }: Transaction): Promise<void> {
  const before = Temporal.Now.instant().subtract({ hours: keptDays * 24 });
  await db
    .deleteFrom('notifications')
    .where('workspace_id', '=', actor.workspaceId)
    .where('at', '<', before)
    .execute();
}

function writeCursor({ at, id }: Row): string {
  return Buffer.from(`${instantText(at)} ${id}`).toString('base64url');
}

function readCursor(cursor: string): { at: string; id: string } {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (!Id.safeParse(id).success || !isUsableInstant(at)) throw new UnusableCursor();
  return { at, id };
}
