import { sql } from 'kysely';
import { readAbsence } from '../../../shared/interact/mail/absence.ts';
import { splitText } from '../../../shared/interact/mail/quoting.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { notify } from '../notifications/telling.ts';

/**
 * On the day its writer named, a mail that nobody answered is told of; one that was answered says nothing.
 * What a machine wrote is no answer; where it says that somebody is away, their first day back is waited for,
 * and they have that day.
 */
export async function followUp(house: Transaction): Promise<void> {
  const { db, actor } = house;
  const { rows } = await sql<{
    id: string;
    owner_id: string;
    activity_id: string;
    answered: boolean;
    zone: string;
  }>`
    select o.id, o.owner_id, o.activity_id, w.zone, exists (
      select from activities answer where answer.workspace_id = o.workspace_id and answer.thread = sent.thread
        and answer.direction = 'in' and answer.touch <> 'automatic' and answer.trashed_at is null
        and answer.occurred_at > sent.occurred_at) as answered
    from outgoing_mails o
    join workspaces w on w.workspace_id = o.workspace_id
    join activities sent on sent.workspace_id = o.workspace_id and sent.id = o.activity_id
    where o.workspace_id = ${actor.workspaceId} and o.follow_up_on is not null
      and o.follow_up_on <= (now() at time zone w.zone)::date
    order by o.id for update of o skip locked`.execute(db);
  for (const { id, owner_id, activity_id, answered, zone } of rows) {
    const backOn = answered ? null : await awayUntil(house, { id, zone });
    await db
      .updateTable('outgoing_mails')
      .set({ follow_up_on: backOn?.add({ days: 1 }) ?? null })
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', id)
      .execute();
    if (answered || backOn) continue;
    await notify(house, {
      kind: 'unanswered',
      because: 'sending',
      to: [owner_id],
      audience: owner_id,
      activityId: activity_id,
      bundle: id,
    });
  }
}

/** Until when whoever it went to is away, by the newest automatic answer that its writer sees; null if they are there. */
async function awayUntil(
  { db, actor }: Transaction,
  { id, zone }: { id: string; zone: string },
): Promise<Temporal.PlainDate | null> {
  const { rows } = await sql<{ subject: string | null; body: string; at: Temporal.Instant }>`
    select t.subject, t.body, answer.occurred_at as at
    from outgoing_mails o
    join activities sent on sent.workspace_id = o.workspace_id and sent.id = o.activity_id
    join activities answer on answer.workspace_id = o.workspace_id and answer.thread = sent.thread
      and answer.audience in (o.workspace_id, o.owner_id, sent.audience)
      and answer.direction = 'in' and answer.touch = 'automatic' and answer.trashed_at is null
      and answer.occurred_at > sent.occurred_at
    join activity_texts t on t.workspace_id = answer.workspace_id and t.activity_id = answer.id
    where o.workspace_id = ${actor.workspaceId} and o.id = ${id}
    order by answer.occurred_at desc limit 1`.execute(db);
  const [answer] = rows;
  if (!answer) return null;
  const text = splitText(answer.body)
    .parts.flatMap(({ kind, text }) => (kind === 'quoted' ? [] : [text]))
    .join('\n\n');
  const written = answer.at.toZonedDateTimeISO(zone).toPlainDate();
  const backOn = readAbsence({ subject: answer.subject ?? '', text }, written)?.backOn;
  const today = Temporal.Now.plainDateISO(zone);
  return backOn && Temporal.PlainDate.compare(backOn, today) >= 0 ? backOn : null;
}

/** Its writer hears of a mail that did not get there, or of which nobody knows. */
export function tellUndelivered(
  house: Transaction,
  { id, owner_id: ownerId }: { id: string; owner_id: string },
): Promise<void> {
  return notify(house, {
    kind: 'undelivered',
    because: 'sending',
    to: [ownerId],
    audience: ownerId,
    bundle: id,
  });
}
