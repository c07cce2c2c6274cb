import { sql } from 'kysely';
import type { ParticipantView, TimelineEntry } from '../../../shared/interact/activities.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { instantText } from '../../platform/database/values.ts';
import { callsAmong } from '../calls/among.ts';
import { termsAmong } from './terms.ts';

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
      sql<string>`activities.occurred_at::text`.as('occurred_at'),
      sql<string | null>`ends_at::text`.as('ends_at'),
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
  const terms = await termsAmong(transaction, activities);
  const calls = await callsAmong(transaction, activities);
  const byId = new Map(activities.map((activity) => [activity.id, activity]));
  return ids.flatMap((id) => {
    const activity = byId.get(id);
    if (!activity) return [];
    return {
      id,
      kind: activity.kind as TimelineEntry['kind'],
      occurredAt: instantText(activity.occurred_at),
      endsAt: activity.ends_at && instantText(activity.ends_at),
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
      terms: terms.get(id) ?? null,
      call: calls.get(id) ?? null,
      participants: participants.get(id) ?? [],
      version: activity.version,
    };
  });
}

interface Participation {
  activity_id: string;
  role: ParticipantView['role'];
  ours: boolean;
  party_id: string | null;
  address_id: string | null;
  address: string | null;
  /** The name as it was written at the time. */
  written: string | null;
}

/** Who took part, with the person or company the actor knows behind each address. */
async function participantsOf(
  transaction: Transaction,
  ids: string[],
): Promise<Map<string, ParticipantView[]>> {
  const { db, actor } = transaction;
  const { rows } = await sql<Participation>`
    select p.activity_id, p.role, p.ours, p.party_id, p.address_id, s.address,
      coalesce(p.name, s.name) as written
    from participants p
    left join seen_addresses s on s.workspace_id = ${actor.workspaceId} and s.id = p.address_id
    where p.workspace_id = ${actor.workspaceId} and p.activity_id = any (${ids}::uuid[])
    order by p.activity_id, p.position`.execute(db);
  const known = await knownBehind(transaction, rows);
  const views = new Map<string, ParticipantView[]>();
  for (const row of rows) {
    const party = known.get(row.address ?? '') ?? known.get(row.party_id ?? '');
    const view: ParticipantView = {
      role: row.role,
      name: party?.name ?? row.written,
      address: row.address,
      addressId: row.address_id,
      partyId: party?.id ?? null,
      ours: row.ours,
    };
    const among = views.get(row.activity_id);
    if (among) among.push(view);
    else views.set(row.activity_id, [view]);
  }
  return views;
}

interface Known {
  id: string;
  name: string;
}

/**
 * The parties that the actor knows by these addresses or ids; one the actor may not see is not even named by
 * its id. Each is asked for by its key: joined, the planner read all parties of the workspace for fifty mails.
 */
async function knownBehind(
  { db, actor }: Transaction,
  participations: Participation[],
): Promise<Map<string, Known>> {
  const distinct = (values: (string | null)[]) =>
    [...new Set(values)].filter((each) => each !== null);
  const addresses = distinct(participations.map(({ address }) => address));
  const ids = distinct(participations.map(({ party_id }) => party_id));
  const byAddress = sql`
    select e.address as key, known.id, known.name from party_emails e
    cross join lateral (
      select id, name from parties p where p.workspace_id = ${actor.workspaceId} and p.id = e.party_id limit 1
    ) known
    where e.workspace_id = ${actor.workspaceId} and e.address = any (${addresses}::text[])`;
  const byId = sql`
    select id::text as key, id, name from parties
    where workspace_id = ${actor.workspaceId} and id = any (${ids}::uuid[])`;
  // Looking for none of the keys, the planner may walk the whole index.
  const asked = [...(addresses.length > 0 ? [byAddress] : []), ...(ids.length > 0 ? [byId] : [])];
  if (asked.length === 0) return new Map();
  const { rows } = await sql<Known & { key: string }>`
    ${sql.join(asked, sql` union all `)} order by key, id desc`.execute(db);
  // Of several parties with one address, each in another audience, the first one made is named.
  return new Map(rows.map(({ key, id, name }) => [key, { id, name }]));
}
