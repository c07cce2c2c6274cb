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
    .where('activities.id', 'in', ids)
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

/** Who took part, with the person or company the actor knows behind each address. */
async function participantsOf(
  { db, actor }: Transaction,
  ids: string[],
): Promise<Map<string, ParticipantView[]>> {
  const rows = await db
    .selectFrom('participants')
    .leftJoin('seen_addresses', (join) =>
      join
        .onRef('seen_addresses.workspace_id', '=', 'participants.workspace_id')
        .onRef('seen_addresses.id', '=', 'participants.address_id'),
    )
    .select([
      'activity_id',
      'role',
      'ours',
      'participants.name',
      'address_id',
      'address',
      'seen_addresses.name as seen_name',
      'party_id',
    ])
    .where('participants.workspace_id', '=', actor.workspaceId)
    .where('activity_id', 'in', ids)
    .orderBy('position')
    .execute();

  const addresses = [
    ...new Set(rows.map(({ address }) => address).filter((text) => text !== null)),
  ];
  const owners =
    addresses.length === 0
      ? []
      : await db
          .selectFrom('party_emails')
          .innerJoin('parties', (join) =>
            join
              .onRef('parties.workspace_id', '=', 'party_emails.workspace_id')
              .onRef('parties.id', '=', 'party_emails.party_id'),
          )
          .select(['address', 'parties.id', 'parties.name'])
          .where('party_emails.workspace_id', '=', actor.workspaceId)
          .where('address', 'in', addresses)
          .execute();
  const ownerOf = new Map(owners.map((owner) => [owner.address, owner]));

  const partyIds = [...new Set(rows.map(({ party_id }) => party_id).filter((id) => id !== null))];
  const named =
    partyIds.length === 0
      ? []
      : await db
          .selectFrom('parties')
          .select(['id', 'name'])
          .where('workspace_id', '=', actor.workspaceId)
          .where('id', 'in', partyIds)
          .execute();
  const nameOf = new Map(named.map(({ id, name }) => [id, name]));

  const views = new Map<string, ParticipantView[]>();
  for (const row of rows) {
    const owner = row.address ? ownerOf.get(row.address) : undefined;
    // A party the actor may not see is not even named by its id.
    const partyId = owner?.id ?? (row.party_id && nameOf.has(row.party_id) ? row.party_id : null);
    const view: ParticipantView = {
      role: row.role as ParticipantView['role'],
      name: owner?.name ?? (partyId && nameOf.get(partyId)) ?? row.name ?? row.seen_name,
      address: row.address,
      addressId: row.address_id,
      partyId,
      ours: row.ours,
    };
    views.set(row.activity_id, [...(views.get(row.activity_id) ?? []), view]);
  }
  return views;
}
