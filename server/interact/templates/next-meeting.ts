import { sql } from 'kysely';
import type { Transaction } from '../../platform/access/actor.ts';

/** When the next meeting with somebody begins that the actor sees and nobody cancelled. */
export async function nextMeetingWith(
  { db, actor }: Transaction,
  partyId: string,
): Promise<Temporal.Instant | null> {
  const ahead = (trace: ReturnType<typeof sql>) => sql`
    select p.occurred_at from participants p
    join activities a on a.workspace_id = p.workspace_id and a.id = p.activity_id
      and a.trashed_at is null and a.cancelled_at is null
    where p.workspace_id = ${actor.workspaceId} and ${trace}
      and p.kind = 'meeting' and p.occurred_at > now()
    order by p.occurred_at limit 1`;
  const { rows } = await sql<{ occurred_at: Temporal.Instant }>`
    select occurred_at from (
      select * from (${ahead(sql`p.party_id = ${partyId}`)}) by_hand
      union all
      select next.occurred_at from party_emails e
      join seen_addresses s on s.workspace_id = e.workspace_id and s.address = e.address,
        lateral (${ahead(sql`p.address_id = s.id`)}) next
      where e.workspace_id = ${actor.workspaceId} and e.party_id = ${partyId}
    ) found order by occurred_at limit 1`.execute(db);
  return rows[0]?.occurred_at ?? null;
}
