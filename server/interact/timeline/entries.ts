import { sql } from 'kysely';
import type { ParticipantView, TimelineEntry } from '../../../shared/interact/activities.ts';
import type { Transaction } from '../../platform/access/actor.ts';

/** Reads activities as timeline entries, in the order of the ids; what the actor may not see is left out. */
export async function readEntries(
  transaction: Transaction,
  ids: string[],
): Promise<TimelineEntry[]> {
  if (ids.length === 0) return [];
  const { db, actor } = transaction;
  const activities = await db
    .selectFrom('activities')
    // Under "headers" the row of the text belongs to its owner alone, and this finds none.
    .leftJoin('activity_texts', (join) =>
      join
        .onRef('activity_texts.workspace_id', '=', 'activities.workspace_id')
        .onRef('activity_texts.activity_id', '=', 'activities.id'),
    )
    .select([
      'activities.id',
      'kind',
      'activities.occurred_at',
      'ends_at',
      'wall_start',
      'zone',
      'all_day',
      'direction',
      'touch',
      'thread',
      'attachments',
      'cancelled_at',
      'visibility',
      'owner_id',
      'version',
      'subject',
      'preview',
      'place',
    ])
    .where('activities.workspace_id', '=', actor.workspaceId)
    .where('activities.id', '=', sql<string>`any (${ids}::uuid[])`)
    .where('trashed_at', 'is', null)
    .execute();
  const participants = await participantsOf(transaction, ids);
  const byId = new Map(activities.map((activity) => [activity.id, activity]));
  return ids.flatMap((id) => {
    const activity = byId.get(id);
    if (!activity) return [];
    return {
      id,
      kind: activity.kind as TimelineEntry['kind'],
      occurredAt: activity.occurred_at.toString(),
      endsAt: activity.ends_at?.toString() ?? null,
      wallStart: activity.wall_start,
      zone: activity.zone,
      allDay: activity.all_day,
      direction: activity.direction as TimelineEntry['direction'],
      touch: activity.touch as TimelineEntry['touch'],
      thread: activity.thread,
      attachments: activity.attachments,
      cancelled: activity.cancelled_at !== null,
      visibility: activity.visibility as TimelineEntry['visibility'],
      ownerId: activity.owner_id,
      subject: activity.subject,
      preview: activity.preview,
      place: activity.place,
      headersOnly: activity.preview === null,
      participants: participants.get(id) ?? [],
      version: activity.version,
    };
  });
}

interface Participation {
  activity_id: string;
  role: ParticipantView['role'];
  ours: boolean;
  address_id: string | null;
  address: string | null;
  /** The name as it was written at the time. */
  written: string | null;
  known_id: string | null;
  known_as: string | null;
}

/** Who took part, with the person or company the actor knows behind each address. */
async function participantsOf(
  { db, actor }: Transaction,
  ids: string[],
): Promise<Map<string, ParticipantView[]>> {
  // A party the actor may not see is joined by nothing, and so not even named by its id.
  const { rows } = await sql<Participation>`
    with took_part as (
      select p.activity_id, p.position, p.role, p.ours, p.party_id, p.address_id, s.address,
        coalesce(p.name, s.name) as written
      from participants p
      left join seen_addresses s on s.workspace_id = ${actor.workspaceId} and s.id = p.address_id
      where p.workspace_id = ${actor.workspaceId} and p.activity_id = any (${ids}::uuid[])
    ), owners as (
      select distinct on (e.address) e.address, e.party_id from party_emails e
      where e.workspace_id = ${actor.workspaceId} and e.address in (select address from took_part)
      order by e.address, e.party_id
    )
    select t.activity_id, t.role, t.ours, t.address_id, t.address, t.written,
      known.id as known_id, known.name as known_as
    from took_part t
    left join owners on owners.address = t.address
    left join parties known on known.workspace_id = ${actor.workspaceId}
      and known.id = coalesce(owners.party_id, t.party_id)
    order by t.activity_id, t.position`.execute(db);
  const views = new Map<string, ParticipantView[]>();
  for (const row of rows) {
    const view: ParticipantView = {
      role: row.role,
      name: row.known_as ?? row.written,
      address: row.address,
      addressId: row.address_id,
      partyId: row.known_id,
      ours: row.ours,
    };
    const among = views.get(row.activity_id);
    if (among) among.push(view);
    else views.set(row.activity_id, [view]);
  }
  return views;
}
