import { sql } from 'kysely';
import { breaches, holds, type Invariant } from '../platform/invariants.ts';
import { currentBasis } from './warmth/basis.ts';
import { differences } from './warmth/counting.ts';

export const warmthInvariants: Invariant[] = [
  {
    sentence: 'What counts as contact with somebody is what their timeline says.',
    async find({ db, actor }) {
      const { rows } = await sql<{ id: string }>`
        select id from parties where workspace_id = ${actor.workspaceId}
        union select party_id from contacts where workspace_id = ${actor.workspaceId}`.execute(db);
      const basis = await currentBasis({ db, actor });
      const ids = rows.map(({ id }) => id);
      const broken = new Set<string>();
      for (let from = 0; from < ids.length; from += 500) {
        const scope = { partyIds: ids.slice(from, from + 500) };
        const found = await differences(actor.workspaceId, scope, basis).execute(db);
        for (const { party_id } of found.rows) broken.add(party_id);
      }
      return breaches([...broken]);
    },
  },
  holds(
    'The strength of contact, kept as it came and went, is the sum of all that counts.',
    (workspaceId) => sql`
      select coalesce(w.party_id, s.party_id) as id
      from (select * from warmth where workspace_id = ${workspaceId}) w
      full join (
        select c.party_id, t.whom, sum(t.part) as strength, count(*) as contacts
        from contacts c cross join lateral (
          select c.workspace_id as whom, c.amount as part where c.shared
          union all
          select u, case c.direction when 'in' then div(c.amount, cardinality(c.colleagues)) else c.amount end
          from unnest(c.colleagues) u) t
        where c.workspace_id = ${workspaceId} group by 1, 2
      ) s on s.party_id = w.party_id and s.whom = w.whom
      where coalesce(w.strength, 0) <> coalesce(s.strength, 0)
        or coalesce(w.contacts, 0) <> coalesce(s.contacts, 0)`,
  ),
  holds(
    'How warm contact is stands with the party as its strength says.',
    (workspaceId) => sql`
      select p.id from parties p
      left join warmth w on w.workspace_id = p.workspace_id and w.party_id = p.id and w.whom = p.workspace_id
      where p.workspace_id = ${workspaceId}
        and (p.warm_until is null) <> (coalesce(w.strength, 0) <= 0)`,
  ),
];
