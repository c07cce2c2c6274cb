import { sql } from 'kysely';
import { buyingRoles } from '../../../shared/identify/tie-rules.ts';
import type { BestContact } from '../../../shared/interact/contacts.ts';
import { PartyNotFound } from '../../identify/parties/errors.ts';
import { findParty } from '../../identify/parties/parties.ts';
import type { Transaction } from '../../platform/access/actor.ts';

/** Contact older than this says little about who knows somebody now. */
const days = 365;
/** The newest of each person are enough to tell who of us it is. */
const newest = 60;
const mostPeople = 200;

/**
 * For each person of a company, who of us has the strongest contact: meetings, calls and personal mail of
 * the last year, a meeting counting 3, a call 2, a mail 1 shared among those it went to, halved every 45
 * days. Only what the actor may see counts. A call or meeting written down by hand is its writer's.
 */
export async function bestContacts(
  transaction: Transaction,
  companyId: string,
): Promise<BestContact[]> {
  const { db, actor } = transaction;
  if (!(await findParty(transaction, 'company', companyId))) throw new PartyNotFound();
  const workspaceId = actor.workspaceId;
  const { rows } = await sql<{
    person_id: string;
    user_id: string;
    name: string;
    last: Temporal.Instant;
  }>`
    with people (id) as (
      select * from (
        select a.party_id from affiliations a
        where a.workspace_id = ${workspaceId} and a.company_id = ${companyId}
          and (a.to_date is null or a.to_date >= current_date)
        union
        select t.from_id from ties t
        where t.workspace_id = ${workspaceId} and t.to_id = ${companyId} and t.withdrawn_at is null
          and t.kind in (${sql.join(buyingRoles)})) everybody
      limit ${mostPeople}
    ), recent as (
      select people.id as person_id, x.activity_id from people cross join lateral (
        select activity_id from participants
        where workspace_id = ${workspaceId} and party_id = people.id
          and occurred_at > now() - make_interval(days => ${days})
        order by occurred_at desc, activity_id desc limit ${newest}) x
      union
      select people.id, x.activity_id from people
      join party_emails e on e.workspace_id = ${workspaceId} and e.party_id = people.id
      join seen_addresses s on s.workspace_id = ${workspaceId} and s.address = e.address
      cross join lateral (
        select activity_id from participants
        where workspace_id = ${workspaceId} and address_id = s.id
          and occurred_at > now() - make_interval(days => ${days})
        order by occurred_at desc, activity_id desc limit ${newest}) x
    ), contacts as (
      select r.person_id, a.id, a.kind, a.occurred_at, a.created_by, a.import_id
      from recent r join activities a on a.workspace_id = ${workspaceId} and a.id = r.activity_id
      where a.trashed_at is null and a.cancelled_at is null and a.took_place is distinct from false and a.touch = 'personal'
        and a.kind in ('email', 'call', 'meeting', 'message') and a.occurred_at <= now()
    ), by_us as (
      select c.person_id, c.kind, c.occurred_at, who.user_id, who.others
      from contacts c cross join lateral (
        select u.id as user_id, (select count(*) from participants o
          where o.workspace_id = ${workspaceId} and o.activity_id = c.id and not o.ours) as others
        from participants p
        join seen_addresses s on s.workspace_id = ${workspaceId} and s.id = p.address_id
        left join own_addresses own on own.workspace_id = ${workspaceId} and own.address = s.address
        join users u on u.workspace_id = ${workspaceId} and (u.id = own.user_id or u.email = s.address)
        where p.workspace_id = ${workspaceId} and p.activity_id = c.id and p.ours
        union all
        select c.created_by, 1 where c.import_id is null and c.kind <> 'email' and c.created_by is not null
      ) who
    ), known as (
      select person_id, user_id, max(occurred_at) as last,
        sum(case kind when 'meeting' then 3.0 when 'call' then 2.0 else 1.0 / greatest(others, 1) end
          * power(0.5, extract(epoch from now() - occurred_at) / 86400 / 45)) as strength
      from by_us group by person_id, user_id
    )
    select distinct on (k.person_id) k.person_id, k.user_id, u.name, k.last
    from known k join users u on u.workspace_id = ${workspaceId} and u.id = k.user_id and u.disabled_at is null
    order by k.person_id, k.strength desc, k.last desc, k.user_id`.execute(db);
  return rows.map((row) => ({
    personId: row.person_id,
    userId: row.user_id,
    name: row.name,
    lastContactAt: row.last.toString(),
  }));
}
