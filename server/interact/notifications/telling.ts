import { sql } from 'kysely';
import type { NotificationKind, Reason } from '../../../shared/interact/notifications.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { sees } from '../../platform/access/readers.ts';
import { nextId } from '../../platform/database/ids.ts';
import { announce } from '../../platform/events/events.ts';

/** Something that somebody should hear of. */
export interface News {
  kind: NotificationKind;
  because: Reason;
  to: string[];
  /** Who may know of it. */
  audience: string;
  partyId?: string | null;
  activityId?: string | null;
  commentId?: string | null;
  handoverId?: string | null;
  /** What it is told together with while it is unread. */
  bundle: string;
  count?: number;
}

/**
 * Tells those who may know of it, want to hear of this kind and did not do it themselves; acts as the house.
 * Told in the order of their ids, because two tellings at once would otherwise wait for each other.
 */
export async function notify(house: Transaction, news: News): Promise<void> {
  const { db, actor } = house;
  const wanted = [...new Set(news.to)].filter((id) => id !== actor.userId);
  if (wanted.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    select u.id from users u
    left join notification_choices c on c.workspace_id = u.workspace_id and c.user_id = u.id
    where u.workspace_id = ${actor.workspaceId} and u.id = any (${wanted}::uuid[])
      and u.disabled_at is null and ${sees(news.audience)}
      and not ${news.kind} = any (coalesce(c.silent, '{}'))
    order by u.id`.execute(db);
  for (const { id: userId } of rows) {
    await sql`
      insert into notifications as told (workspace_id, id, audience, user_id, kind, because, party_id,
        activity_id, comment_id, handover_id, bundle, actor_id, count)
      values (${actor.workspaceId}, ${nextId()}, ${userId}, ${userId}, ${news.kind}, ${news.because},
        ${news.partyId ?? null}, ${news.activityId ?? null}, ${news.commentId ?? null},
        ${news.handoverId ?? null}, ${news.bundle}, ${actor.userId}, ${news.count ?? 1})
      on conflict (workspace_id, user_id, kind, bundle) where read_at is null do update set
        because = excluded.because, comment_id = excluded.comment_id, at = excluded.at,
        others = told.others or told.actor_id is distinct from excluded.actor_id,
        actor_id = excluded.actor_id, count = told.count + excluded.count`.execute(db);
    await announce(house, {
      subject: 'notification',
      id: userId,
      audience: userId,
      verb: 'told',
    });
  }
}
