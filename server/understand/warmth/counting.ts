import { type RawBuilder, sql } from 'kysely';
import { amount } from '../../../models/warmth/strength.ts';
import { cameAbout } from '../../interact/timeline/last-contact.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { insertRows, portions } from '../../platform/database/bulk.ts';
import { type Basis, currentBasis } from './basis.ts';
import { refreshFigures } from './quiet.ts';

/** What is looked at: everything of these parties, or these entries with whomever they were. */
export type Scope =
  | {
      partyIds: readonly string[];
      /** People whom companies are no longer counted through: they are about to be erased. */
      without?: readonly string[];
    }
  | { activityIds: readonly string[] };

/** A company is dealt with through its people, as far as everyone who sees it may know of them. */
const throughPeople = (
  workspaceId: string,
) => sql`join affiliations f on f.workspace_id = ${workspaceId}
  join parties person on person.workspace_id = f.workspace_id and person.id = f.party_id
  join parties firm on firm.workspace_id = f.workspace_id and firm.id = f.company_id
    and person.audience in (firm.workspace_id, firm.audience)`;

/**
 * The same, one by one. `offset 0`, here and below, has each looked up by its index: at the end of an import
 * the planner knows nothing yet of what came with it.
 */
const employersOf = (workspaceId: string, person: RawBuilder<unknown>) => sql`
  cross join lateral (
    select company_id from affiliations where workspace_id = ${workspaceId} and party_id = ${person} offset 0) f
  cross join lateral (
    select audience from parties where workspace_id = ${workspaceId} and id = ${person} offset 0) person
  cross join lateral (
    select from parties firm where firm.workspace_id = ${workspaceId} and firm.id = f.company_id
      and person.audience in (firm.workspace_id, firm.audience) offset 0) firm`;

/** Who took part in what, by their records and by their addresses: party, entry, place among those there, role. */
function traces(workspaceId: string, scope: Scope): RawBuilder<unknown> {
  if ('activityIds' in scope)
    return sql`took as (
        select who.party_id, x.activity_id, x.position, x.role
        from unnest(${scope.activityIds}::uuid[]) as t (id)
        cross join lateral (
          select party_id, activity_id, position, role, address_id from participants
          where workspace_id = ${workspaceId} and activity_id = t.id and not ours offset 0) x
        cross join lateral (
          select x.party_id where x.party_id is not null
          union
          select e.party_id from seen_addresses s
          join party_emails e on e.workspace_id = s.workspace_id and e.address = s.address
          where s.workspace_id = ${workspaceId} and s.id = x.address_id offset 0) who
      ), traces as (
        select * from took
        union
        select f.company_id, t.activity_id, t.position, t.role
        from took t ${employersOf(workspaceId, sql`t.party_id`)})`;
  return sql`through as (
      select t.id as party_id, t.id as of from unnest(${scope.partyIds}::uuid[]) as t (id)
      union
      select f.company_id, f.party_id from unnest(${scope.partyIds}::uuid[]) as t (id)
      ${throughPeople(workspaceId)} and f.company_id = t.id
        and f.party_id <> all (${scope.without ?? []}::uuid[])
    ), traces as (
      select g.party_id, x.activity_id, x.position, x.role from through g
      join participants x on x.workspace_id = ${workspaceId} and x.party_id = g.of and not x.ours
      union
      select g.party_id, x.activity_id, x.position, x.role from through g
      join party_emails e on e.workspace_id = ${workspaceId} and e.party_id = g.of
      join seen_addresses s on s.workspace_id = e.workspace_id and s.address = e.address
      join participants x on x.workspace_id = s.workspace_id and x.address_id = s.id and not x.ours)`;
}

/**
 * Which contact there is, by the rules of models/warmth: a meeting with somebody, a call that was answered, what
 * a person wrote to them or they wrote to us, shared among all it went to; a campaign's message.
 */
function contactsIn(workspaceId: string, scope: Scope, basis: Basis): RawBuilder<unknown> {
  const weight = (kind: 'meeting' | 'call' | 'email' | 'campaign') => sql`${basis[kind]}::float8`;
  return sql`${traces(workspaceId, scope)}, has as (
    select t.party_id, t.activity_id, bool_or(t.role = 'from') as wrote,
      count(*) filter (where t.role in ('to', 'cc', 'bcc')) as addressed
    from traces t group by 1, 2
  ), contact as (
    select h.party_id, h.activity_id, a.occurred_at as happened_at,
      case when p.audience = a.audience or a.audience = p.workspace_id then p.audience else a.audience end as audience,
      a.audience in (p.workspace_id, p.audience) as shared,
      case when a.kind in ('meeting', 'call') then 'both' else a.direction end as direction,
      case a.kind when 'meeting' then ${weight('meeting')} when 'call' then ${weight('call')}
        when 'campaign message' then ${weight('campaign')}
        else ${weight('email')} * case a.direction when 'out' then h.addressed::float8 / greatest(n.others, 1)
          else greatest(n.ours, 1)::float8 / greatest(n.ours + n.others, 1) end end as weight,
      us.colleagues
    from has h
    join activities a on a.workspace_id = ${workspaceId} and a.id = h.activity_id
    join parties p on p.workspace_id = ${workspaceId} and p.id = h.party_id
    cross join lateral (${sides(workspaceId)}) n
    cross join lateral (
      select coalesce(array_agg(id order by id) filter (
        where a.audience in (p.workspace_id, p.audience) or id = a.audience), '{}') as colleagues
      from unnest(case when n.is_ours then n.users else array[a.owner_id] end) as id) us
    where ${cameAbout} and (a.audience in (p.workspace_id, p.audience) or p.audience = p.workspace_id)
      and (a.kind = 'campaign message' and a.direction = 'out'
        or a.touch = 'personal' and (a.kind in ('meeting', 'call')
          or a.kind in ('email', 'message') and (a.direction = 'out' and h.addressed > 0
            or a.direction = 'in' and h.wrote))))`;
}

/**
 * How many of us and of others an entry went to, and who of us met, wrote or was written to; what was written
 * down by hand was its writer's.
 */
const sides = (workspaceId: string) => sql`
  select count(*) filter (where x.ours and x.role in ('to', 'cc', 'bcc')) as ours,
    count(*) filter (where not x.ours and x.role in ('to', 'cc', 'bcc')) as others,
    coalesce(bool_or(x.ours), false) as is_ours,
    array_agg(distinct u.id) filter (where u.id is not null) as users
  from participants x
  left join seen_addresses s on s.workspace_id = x.workspace_id and s.id = x.address_id and x.ours
    and (a.direction is null or a.direction not in ('in', 'out') or a.kind in ('meeting', 'call')
      or (x.role = 'from') = (a.direction = 'out'))
  left join own_addresses own on own.workspace_id = s.workspace_id and own.address = s.address
  left join users u on u.workspace_id = s.workspace_id and (u.id = own.user_id or u.email = s.address)
  where x.workspace_id = ${workspaceId} and x.activity_id = a.id`;

/** Whether a row is what it should be. */
const same = sql`(c.audience, c.happened_at, c.direction, c.weight, c.shared, c.colleagues)
  is not distinct from (s.audience, s.happened_at, s.direction, s.weight, s.shared, s.colleagues)`;

interface Differing {
  party_id: string;
  activity_id: string;
  is_there: boolean;
  audience: string | null;
  happened_at: string;
  at_ms: number;
  direction: string;
  weight: number;
  shared: boolean;
  colleagues: string[];
}

/** Where what is kept differs from what the entries say. */
export function differences(
  workspaceId: string,
  scope: Scope,
  basis: Basis,
): RawBuilder<Differing> {
  const kept =
    'activityIds' in scope
      ? sql`activity_id = any (${scope.activityIds}::uuid[])`
      : sql`party_id = any (${scope.partyIds}::uuid[])`;
  return sql<Differing>`
    with ${contactsIn(workspaceId, scope, basis)}, due as (select * from contact where weight > 0),
    kept as (select * from contacts where workspace_id = ${workspaceId} and ${kept})
    select coalesce(s.party_id, c.party_id) as party_id, coalesce(s.activity_id, c.activity_id) as activity_id,
      c.party_id is not null as is_there, s.audience, s.happened_at::text as happened_at,
      (extract(epoch from s.happened_at) * 1000)::float8 as at_ms, s.direction, s.weight, s.shared, s.colleagues
    from due s full join kept c on c.party_id = s.party_id and c.activity_id = s.activity_id
    where s.party_id is null or c.party_id is null or not (${same})`;
}

/**
 * Brings contacts up to date within the transaction of what changed them. Only what differs is written, so that
 * doing it twice is harmless; the strengths follow from what really came and went.
 */
export async function recount(house: Transaction, scope: Scope): Promise<number> {
  const { db } = house;
  const basis = await currentBasis(house);
  // Contacts also go with their entry, and then nothing differs any more.
  const touched = new Set('partyIds' in scope ? scope.partyIds : []);
  let changed = 0;
  await sql`select set_config('rapport.figures_follow', 'on', true)`.execute(db);
  for (const some of portionsOf(scope)) {
    for (const party of await recountSome(house, some, basis)) {
      touched.add(party);
      changed++;
    }
  }
  await sql`select set_config('rapport.figures_follow', '', true)`.execute(db);
  await refreshFigures(house, [...touched], basis);
  return changed;
}

/** So much is counted in one statement: of entries more than of parties, which have many. */
function* portionsOf(scope: Scope): Generator<Scope> {
  if ('activityIds' in scope)
    for (const activityIds of portions(scope.activityIds, 2_000)) yield { activityIds };
  else for (const partyIds of portions(scope.partyIds, 500)) yield { ...scope, partyIds };
}

/** Writes what differs, and answers with whom each contact was. */
async function recountSome(house: Transaction, scope: Scope, basis: Basis): Promise<string[]> {
  const { db, actor } = house;
  const { rows } = await differences(actor.workspaceId, scope, basis).execute(db);
  const old = rows.filter((row) => row.is_there);
  if (old.length > 0)
    await sql`
      delete from contacts c
      using unnest(${old.map((row) => row.party_id)}::uuid[], ${old.map((row) => row.activity_id)}::uuid[])
        as old (party_id, activity_id)
      where c.workspace_id = ${actor.workspaceId} and c.party_id = old.party_id
        and c.activity_id = old.activity_id`.execute(db);
  await insertRows(
    db,
    'contacts',
    rows
      .filter((row) => row.audience !== null)
      .map((row) => ({
        workspace_id: actor.workspaceId,
        party_id: row.party_id,
        activity_id: row.activity_id,
        audience: row.audience,
        happened_at: row.happened_at,
        direction: row.direction,
        weight: row.weight,
        amount: amount(row.weight, row.at_ms, basis.halfLifeDays).toString(),
        shared: row.shared,
        colleagues: row.colleagues,
      })),
    'ignore',
  );
  return rows.map(({ party_id }) => party_id);
}
