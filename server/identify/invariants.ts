import { sql } from 'kysely';
import type { PartyKind } from '../../shared/identify/parties.ts';
import { singleTopics } from '../../shared/identify/statements.ts';
import type { Transaction } from '../platform/access/actor.ts';
import { type Breaches, breaches, holds, type Invariant } from '../platform/invariants.ts';
import { valueColumns, valuesStated } from './fields/projection.ts';
import { inPlace } from './statements/places.ts';
import { type CurrentStatement, otherLabel, project } from './statements/projection.ts';

const sampled = 2_000;
const batch = 500;

/** Current statements of parties that are not in the trash: the truth from which the rest is worked out. */
const current = (workspaceId: string) => sql`
  statements s join parties p on p.workspace_id = s.workspace_id and p.id = s.party_id
  where s.workspace_id = ${workspaceId} and s.superseded_at is null and p.trashed_at is null`;

export const partyInvariants: Invariant[] = [
  {
    sentence: 'The current fields of a person or company are what their statements say.',
    find: misprojected,
  },
  holds(
    'People and companies are found by exactly the addresses their statements name.',
    (workspaceId) => sql`
      select s.party_id as id from ${current(workspaceId)} and s.topic in ('email', 'handle')
        and not exists (select from party_emails e where e.workspace_id = s.workspace_id
          and e.party_id = s.party_id and e.address = s.value_key)
      union all
      select e.party_id from party_emails e where e.workspace_id = ${workspaceId}
        and not exists (select from ${current(workspaceId)} and s.id = e.statement_id
          and s.party_id = e.party_id and s.topic in ('email', 'handle') and s.value_key = e.address)`,
  ),
  holds(
    'Who works where is exactly what statements say.',
    (workspaceId) => sql`
      select s.party_id as id from ${current(workspaceId)} and s.topic = 'affiliation'
        and not exists (select from affiliations a where a.workspace_id = s.workspace_id
          and a.statement_id = s.id and a.party_id = s.party_id
          and a.company_id = (s.value ->> 'companyId')::uuid)
      union all
      select a.party_id from affiliations a where a.workspace_id = ${workspaceId}
        and not exists (select from ${current(workspaceId)} and s.id = a.statement_id and s.topic = 'affiliation')`,
  ),
  holds(
    'Roles are exactly what statements say.',
    (workspaceId) => sql`
      select s.party_id as id from ${current(workspaceId)} and s.topic = 'role'
        and not exists (select from party_roles r where r.workspace_id = s.workspace_id
          and r.statement_id = s.id and r.party_id = s.party_id and r.role = s.value ->> 'role')
      union all
      select r.party_id from party_roles r where r.workspace_id = ${workspaceId}
        and not exists (select from ${current(workspaceId)} and s.id = r.statement_id and s.topic = 'role')`,
  ),
  holds(
    'People and companies are found by exactly the values that statements give their fields.',
    (workspaceId) => {
      const stated =
        valuesStated(sql`s.workspace_id = ${workspaceId} and exists (select from parties p
        where p.workspace_id = s.workspace_id and p.id = s.party_id and p.trashed_at is null)`);
      const held = sql`select ${valueColumns} from party_values where workspace_id = ${workspaceId}`;
      return sql`
        select party_id as id from ((${stated} except ${held}) union all (${held} except ${stated})) differing`;
    },
  ),
  holds(
    'Nobody has two values of one field at once.',
    (workspaceId) => sql`
      select s.party_id as id from statements s where s.workspace_id = ${workspaceId}
        and s.superseded_at is null and s.topic = 'field'
      group by s.party_id, s.field_id having count(*) > 1`,
  ),
  holds(
    'Tags are exactly what statements say.',
    (workspaceId) => sql`
      select s.party_id as id from ${current(workspaceId)} and s.topic = 'tag'
        and not exists (select from party_tags t where t.workspace_id = s.workspace_id
          and t.party_id = s.party_id and t.key = s.value_key)
      union all
      select t.party_id from party_tags t where t.workspace_id = ${workspaceId}
        and not exists (select from ${current(workspaceId)} and s.id = t.statement_id
          and s.party_id = t.party_id and s.topic = 'tag' and s.value_key = t.key and s.value #>> '{}' = t.tag)`,
  ),
  holds(
    'Nobody has two names, birthdays or domains at once.',
    (workspaceId) => sql`
      select s.party_id as id from statements s where s.workspace_id = ${workspaceId}
        and s.superseded_at is null and s.topic in (${sql.join(singleTopics)})
        and s.label is distinct from ${otherLabel}
      group by s.party_id, s.topic having count(*) > 1`,
  ),
  holds(
    'Whoever sees a person or company sees their statements, and nobody else does.',
    (workspaceId) => sql`
      select s.id from statements s join parties p on p.workspace_id = s.workspace_id and p.id = s.party_id
      where s.workspace_id = ${workspaceId} and s.audience <> p.audience`,
  ),
  holds(
    'Whoever sees a person may see the company they work for.',
    (workspaceId) => sql`
      select a.party_id as id from affiliations a
      join parties c on c.workspace_id = a.workspace_id and c.id = a.company_id
      where a.workspace_id = ${workspaceId}
        and (c.kind <> 'company' or c.audience not in (a.audience, a.workspace_id))`,
  ),
  holds(
    'The stream tells how each person and company came to be.',
    (workspaceId) => sql`
      select p.id from parties p where p.workspace_id = ${workspaceId}
        and not exists (select from events e where e.workspace_id = p.workspace_id
          and e.subject_id = p.id and e.verb = 'created')`,
  ),
];

type Fields = Record<string, unknown>;
type Held = Fields & { id: string; kind: PartyKind; statements: Kept[] };
type Kept = CurrentStatement & { superseded_at: string | null; superseded_by: string | null };

/** Works the fields of parties out again: of a sample spread over all, or of every one. */
async function misprojected(
  { db, actor }: Transaction,
  { thorough }: { thorough: boolean },
): Promise<Breaches> {
  const { rows: counted } = await sql<{ count: number }>`
    select count(*)::integer as count from parties where workspace_id = ${actor.workspaceId}`.execute(
    db,
  );
  const every = thorough ? 1 : Math.max(1, Math.floor(counted[0]!.count / sampled));
  const wrong: string[] = [];
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    // One statement, so that fields and statements are of the same moment.
    const { rows } = await sql<Held>`
      select p.*, coalesce((
        select json_agg(json_build_object('id', s.id, 'topic', s.topic, 'value', s.value,
          'valueKey', s.value_key, 'label', s.label,
          'superseded_at', s.superseded_at, 'superseded_by', s.superseded_by) order by s.stated_at, s.id)
        from statements s where s.workspace_id = p.workspace_id and s.party_id = p.id), '[]') as statements
      from parties p
      where p.workspace_id = ${actor.workspaceId} and p.trashed_at is null and p.id > ${after}
        and hashtext(p.id::text) % ${sql.lit(every)} = 0
      order by p.id limit ${batch}`.execute(db);
    for (const party of rows) {
      const fields: Fields = project(party.kind, inPlace(party.statements)).fields;
      const differs = Object.keys(fields).some(
        (name) => JSON.stringify(fields[name]) !== JSON.stringify(party[name]),
      );
      if (differs) wrong.push(party.id);
    }
    if (rows.length < batch) return breaches(wrong);
    after = rows.at(-1)!.id;
  }
}
