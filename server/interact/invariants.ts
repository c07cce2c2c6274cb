import { sql } from 'kysely';
import { holds, type Invariant } from '../platform/invariants.ts';

export const activityInvariants: Invariant[] = [
  holds(
    'Somebody took part in every mail, call and note.',
    // A calendar also holds holidays and other entries that name nobody.
    (workspaceId) => sql`
      select a.id from activities a where a.workspace_id = ${workspaceId} and a.kind <> 'meeting'
        and not exists (select from participants x where x.workspace_id = a.workspace_id
          and x.activity_id = a.id)`,
  ),
  holds(
    'Everything that happened has its text, and only those read it for whom it is meant.',
    (workspaceId) => sql`
      select a.id from activities a
      left join activity_texts t on t.workspace_id = a.workspace_id and t.activity_id = a.id
      where a.workspace_id = ${workspaceId} and (t.activity_id is null or t.occurred_at <> a.occurred_at
        or t.audience <> case when a.visibility = 'headers' then a.owner_id else a.audience end)`,
  ),
  holds(
    'Who took part is seen by whoever sees what happened, at its time and under its kind.',
    (workspaceId) => sql`
      select distinct a.id from activities a
      join participants x on x.workspace_id = a.workspace_id and x.activity_id = a.id
      where a.workspace_id = ${workspaceId}
        and (x.audience <> a.audience or x.occurred_at <> a.occurred_at or x.kind <> a.kind)`,
  ),
  holds(
    'Files of a mail are seen by whoever reads its text.',
    (workspaceId) => sql`
      select f.id from attachments f
      join activity_texts t on t.workspace_id = f.workspace_id and t.activity_id = f.activity_id
      where f.workspace_id = ${workspaceId} and f.audience <> t.audience`,
  ),
  holds(
    'A mail stands in the conversation that its Message-ID belongs to.',
    (workspaceId) => sql`
      select m.activity_id as id from mails m
      join activities a on a.workspace_id = m.workspace_id and a.id = m.activity_id
      left join thread_links l on l.workspace_id = m.workspace_id and l.audience = m.audience
        and l.message_id = m.message_id
      where m.workspace_id = ${workspaceId} and m.message_id is not null
        and l.thread is distinct from a.thread`,
  ),
  holds(
    'The same mail or meeting is there once for the same readers.',
    (workspaceId) => sql`
      select min(m.activity_id::text) as id from mails m
      join activities a on a.workspace_id = m.workspace_id and a.id = m.activity_id
      where m.workspace_id = ${workspaceId} and m.message_id is not null
      group by m.audience, m.message_id, m.content_hash having count(*) > 1`,
  ),
  holds(
    'What is said of a record or an entry is read by whoever sees it, and by nobody else.',
    (workspaceId) => sql`
      select c.id from comments c
      left join parties p on p.workspace_id = c.workspace_id and p.id = c.party_id
      left join activities a on a.workspace_id = c.workspace_id and a.id = c.activity_id
      where c.workspace_id = ${workspaceId} and c.audience is distinct from coalesce(p.audience,
        case when a.visibility = 'headers' then a.owner_id else a.audience end)`,
  ),
  holds(
    'Every address that was seen was seen somewhere.',
    (workspaceId) => sql`
      select s.id from seen_addresses s where s.workspace_id = ${workspaceId}
        and not exists (select from participants x where x.workspace_id = s.workspace_id
          and x.address_id = s.id)`,
  ),
  holds(
    'Whoever sees what happened may see the addresses, people and companies that took part.',
    (workspaceId) => sql`
      select x.activity_id as id from participants x
      left join seen_addresses s on s.workspace_id = x.workspace_id and s.id = x.address_id
      left join parties p on p.workspace_id = x.workspace_id and p.id = x.party_id
      where x.workspace_id = ${workspaceId}
        and (s.audience not in (x.audience, x.workspace_id) or p.audience not in (x.audience, x.workspace_id))`,
  ),
];
