import { sql } from 'kysely';
import type { Judgement } from '../../../shared/identify/duplicates/pairs.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { insertRows } from '../../platform/database/bulk.ts';
import { nextId } from '../../platform/database/ids.ts';
import { announce } from '../../platform/events/events.ts';
import { keysOf, mostUnderKey, worthComparing } from './keys.ts';
import { judge, type LinkageModel, proposedFrom } from './linking.ts';
import { modelOf } from './models.ts';
import { type Known, readProfiles } from './profiles.ts';

/** Parties looked at in one transaction: some ten milliseconds of comparing. */
const atOnce = 200;

/**
 * Looks for the likes of the next parties that are new or have changed, and writes down which may be the same.
 * Answers with how many were looked at; none means that nobody waits any more.
 */
export async function checkNext(house: Transaction): Promise<number> {
  const { db, actor } = house;
  const { rows } = await sql<{ party_id: string }>`
    delete from duplicate_checks where workspace_id = ${actor.workspaceId} and party_id in (
      select party_id from duplicate_checks where workspace_id = ${actor.workspaceId}
      order by party_id limit ${atOnce} for update skip locked)
    returning party_id`.execute(db);
  const ids = rows.map(({ party_id }) => party_id);
  if (ids.length > 0) await lookAt(house, ids);
  return ids.length;
}

/** Looks for the likes of these parties. */
export async function lookAt(house: Transaction, ids: string[]): Promise<void> {
  const { actor } = house;
  const known = await readProfiles(house, ids);
  const keys = [...known.values()].flatMap(({ id, kind, audience, profile }) =>
    keysOf(profile).map((key) => ({ id, kind, audience, key })),
  );
  await writeKeys(house, ids, keys);
  const candidates = await meet(house, keys);
  const holders = await countHolders(house, keys);
  const others = new Set(candidates.flat().filter((id) => !known.has(id)));
  for (const [id, other] of await readProfiles(house, [...others])) known.set(id, other);
  const models = {
    person: await modelOf(house, 'person'),
    company: await modelOf(house, 'company'),
  };
  const found = candidates.flatMap(([first, second]) =>
    judgePair(known.get(first), known.get(second), models, holders, actor.workspaceId),
  );
  await writePairs(house, ids, found);
}

interface Held {
  id: string;
  kind: PartyKind;
  audience: string;
  key: string;
}

async function writeKeys({ db, actor }: Transaction, ids: string[], keys: Held[]): Promise<void> {
  await sql`
    delete from duplicate_keys
    where workspace_id = ${actor.workspaceId} and party_id = any (${ids}::uuid[])`.execute(db);
  // A party that goes meanwhile takes its keys along: it may not go before they are there.
  await sql`
    select from parties where workspace_id = ${actor.workspaceId} and id = any (${ids}::uuid[])
    order by id for key share`.execute(db);
  await insertRows(
    db,
    'duplicate_keys',
    keys.map(({ id, kind, audience, key }) => ({
      workspace_id: actor.workspaceId,
      party_id: id,
      audience,
      kind,
      key,
    })),
  );
}

/** Whom it is worth comparing the holders of these keys with, each pair once. */
async function meet({ db, actor }: Transaction, keys: Held[]): Promise<[string, string][]> {
  const { rows } = await sql<{ first: string; second: string }>`
    select distinct least(one, other) as first, greatest(one, other) as second
    from (
      select held.id as one, met.other, count(*) over (partition by held.id, held.key) - 1 as others
      from unnest(${keys.map(({ id }) => id)}::uuid[], ${keys.map(({ kind }) => kind)}::text[],
          ${keys.map(({ key }) => key)}::text[]) as held (id, kind, key)
      cross join lateral (
        select o.party_id as other from duplicate_keys o
        where o.workspace_id = ${actor.workspaceId} and o.kind = held.kind and o.key = held.key
        limit ${sql.lit(mostUnderKey + 1)}) met) met
    where others < ${sql.lit(mostUnderKey)} and other <> one
    group by one, other having sum(1.0 / others) >= ${sql.lit(worthComparing)}`.execute(db);
  return rows.map(({ first, second }) => [first, second]);
}

/** How many hold each of the telephone numbers and names among these keys. */
async function countHolders(
  { db, actor }: Transaction,
  keys: Held[],
): Promise<Map<string, number>> {
  const counted = keys.filter(({ key }) => /^[np]:/.test(key));
  if (counted.length === 0) return new Map();
  const { rows } = await sql<{ key: string; holders: number }>`
    select counted.key, (
      select count(*)::integer from (
        select from duplicate_keys o
        where o.workspace_id = ${actor.workspaceId} and o.kind = counted.kind and o.key = counted.key
        limit ${sql.lit(mostUnderKey + 1)}) holding) as holders
    from (
      select distinct kind, key
      from unnest(${counted.map(({ kind }) => kind)}::text[], ${counted.map(({ key }) => key)}::text[])
        as asked (kind, key)) counted`.execute(db);
  return new Map(rows.map(({ key, holders }) => [key, holders]));
}

interface FoundPair {
  first: string;
  second: string;
  kind: PartyKind;
  audience: string;
  judgement: Judgement;
}

function judgePair(
  one: Known | undefined,
  other: Known | undefined,
  models: Record<PartyKind, LinkageModel>,
  holders: ReadonlyMap<string, number>,
  everyone: string,
): FoundPair[] {
  if (!one || !other) return [];
  const audience = narrower(one.audience, other.audience, everyone);
  if (!audience) return [];
  const judgement = judge(models[one.kind], one.profile, other.profile, (key) => holders.get(key));
  if (judgement.probability < proposedFrom) return [];
  return [{ first: one.id, second: other.id, kind: one.kind, audience, judgement }];
}

/** Who sees both: the narrower of two audiences where one contains the other, else nobody in particular. */
function narrower(one: string, other: string, everyone: string): string | undefined {
  if (one === other || other === everyone) return one;
  return one === everyone ? other : undefined;
}

/** What was proposed of these parties is proposed anew; what somebody decided stays decided. */
async function writePairs(house: Transaction, ids: string[], found: FoundPair[]): Promise<void> {
  const { db, actor } = house;
  const decided = await notTheSame(house, found);
  const proposed = found.filter((pair) => !decided.has(`${pair.first},${pair.second}`));
  const { rows: gone } = await sql<{ first_id: string; second_id: string; audience: string }>`
    delete from duplicate_pairs where workspace_id = ${actor.workspaceId} and state = 'proposed'
      and (first_id = any (${ids}::uuid[]) or second_id = any (${ids}::uuid[]))
      and (first_id, second_id) not in (
        select first_id, second_id from json_to_recordset(${JSON.stringify(
          proposed.map(({ first, second }) => ({ first_id: first, second_id: second })),
        )}::json) as f (first_id uuid, second_id uuid))
    returning first_id, second_id, audience`.execute(db);
  const rows = proposed.map(({ first, second, kind, audience, judgement }) => ({
    workspace_id: actor.workspaceId,
    id: nextId(),
    audience,
    kind,
    first_id: first,
    second_id: second,
    state: 'proposed',
    certain: judgement.certain,
    exact: judgement.exact ?? false,
    weight: judgement.weight,
    judgement,
  }));
  if (rows.length > 0) {
    await sql`
      insert into duplicate_pairs
        (workspace_id, id, audience, kind, first_id, second_id, state, certain, exact, weight, judgement)
      select workspace_id, id, audience, kind, first_id, second_id, state, certain, exact, weight, judgement
      from json_populate_recordset(null::duplicate_pairs, ${JSON.stringify(rows)}::json)
      order by first_id, second_id
      on conflict (workspace_id, first_id, second_id) do update
        set audience = excluded.audience, certain = excluded.certain, exact = excluded.exact,
          weight = excluded.weight, judgement = excluded.judgement
        where duplicate_pairs.state = 'proposed'`.execute(db);
  }
  // One word for each audience is enough: whoever looks at the list asks again.
  for (const audience of new Set([...gone, ...rows].map((pair) => pair.audience))) {
    await announce(house, { audience, subject: 'duplicate', id: actor.workspaceId, verb: 'found' });
  }
}

/** Pairs of which somebody said that they are not the same, of either record or of one it has absorbed. */
async function notTheSame({ db, actor }: Transaction, found: FoundPair[]): Promise<Set<string>> {
  if (found.length === 0) return new Set();
  const ids = [...new Set(found.flatMap(({ first, second }) => [first, second]))];
  const { rows } = await sql<{ first: string; second: string }>`
    with recursive part (id, whole) as (
      select id, id from unnest(${ids}::uuid[]) as asked (id)
      union all
      select p.id, part.whole from part
      join parties p on p.workspace_id = ${actor.workspaceId} and p.merged_into = part.id
    )
    select least(one.whole, other.whole) as first, greatest(one.whole, other.whole) as second
    from part one
    cross join lateral (select second_id from duplicate_pairs
      where workspace_id = ${actor.workspaceId} and first_id = one.id and state = 'not same' offset 0) d
    join part other on other.id = d.second_id
    where one.whole <> other.whole`.execute(db);
  return new Set(rows.map(({ first, second }) => `${first},${second}`));
}
