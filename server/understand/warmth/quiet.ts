import { type RawBuilder, sql } from 'kysely';
import { fitNextContact, type State } from '../../../models/warmth/next-contact.ts';
import {
  fitRhythms,
  type Gaps,
  gapQuantile,
  gapsBetween,
  type Rhythms,
} from '../../../models/warmth/rhythm.ts';
import { amount, strengthAt } from '../../../models/warmth/strength.ts';
import { turnsAmong } from '../../../models/warmth/turns.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { portions } from '../../platform/database/bulk.ts';
import { type Basis, currentBasis, keepBasis } from './basis.ts';

/** The newest contacts tell the rhythm of a relationship; what was years before tells another one. */
const newest = 200;
/** So many people tell the rhythm of all as well as everybody would. */
const sample = 5_000;
const dayMs = 86_400_000;
/** The last second that screens can show; somebody met once in ten years is not quiet before it. */
const endOfTime = Date.UTC(9999, 11, 31);

/** A contact as the models read it. */
export interface Met {
  at: number;
  direction: string;
  weight: number;
}

/** Oldest first; what happened in one moment stands in one order, whichever way it came here. */
const inOrder = (column: RawBuilder<unknown>) =>
  sql`array_agg(${column} order by c.at, c.direction, c.weight)`;

/** The newest contacts with these parties that everyone sees who sees them, oldest first. */
export async function contactsWith(
  { db, actor }: Transaction,
  partyIds: readonly string[],
): Promise<Map<string, Met[]>> {
  const { rows } = await sql<{ id: string; at: number[]; direction: string[]; weight: number[] }>`
    select t.id, ${inOrder(sql.ref('c.at'))} as at, ${inOrder(sql.ref('c.direction'))} as direction,
      ${inOrder(sql.ref('c.weight'))} as weight
    from unnest(${partyIds}::uuid[]) as t (id)
    cross join lateral (
      select (extract(epoch from happened_at) * 1000)::float8 as at, direction, weight from contacts
      where workspace_id = ${actor.workspaceId} and party_id = t.id and shared
      order by happened_at desc, direction desc, weight desc limit ${sql.lit(newest)}) c
    group by t.id`.execute(db);
  return new Map(
    rows.map(({ id, at, direction, weight }) => [
      id,
      at.map((moment, index) => ({
        at: moment,
        direction: direction[index]!,
        weight: weight[index]!,
      })),
    ]),
  );
}

/** The moments at which both sides had contact, oldest first, and how far they lie apart. */
export interface Rhythm {
  turns: number[];
  gaps: Gaps;
}

export function rhythmOf(contacts: readonly Met[]): Rhythm {
  const turns = turnsAmong(contacts);
  return { turns, gaps: gapsBetween(turns) };
}

/** A relationship as it stood at a moment, or nothing where both sides had had no contact before it. */
export function stateAt(
  contacts: readonly Met[],
  now: number,
  halfLifeDays: number,
): State | undefined {
  const before = contacts.filter(({ at }) => at <= now);
  const { turns, gaps } = rhythmOf(before);
  const last = turns.at(-1);
  if (last === undefined) return undefined;
  const sum = before.reduce(
    (total, { at, weight }) => total + amount(weight, at, halfLifeDays),
    0n,
  );
  return {
    gaps,
    silentDays: (now - last) / dayMs,
    strength: strengthAt(sum, now, halfLifeDays),
  };
}

/** From when on silence is unusual: later than most of the relationship's own gaps would end. */
export const quietFrom = ({ rhythms, quietShare }: Basis, { turns, gaps }: Rhythm): number =>
  Math.min(turns.at(-1)! + gapQuantile(rhythms, gaps, quietShare) * dayMs, endOfTime);

/** Works out for these parties how warm contact is and from when on silence is unusual, and writes both at once. */
export async function refreshFigures(
  house: Transaction,
  partyIds: readonly string[],
  basis: Basis,
): Promise<void> {
  for (const some of portions(partyIds, 500)) await refreshSome(house, some, basis);
}

async function refreshSome(
  house: Transaction,
  partyIds: readonly string[],
  basis: Basis,
): Promise<void> {
  const { db, actor } = house;
  const known = await contactsWith(house, partyIds);
  const moments = partyIds.map((id) => {
    const rhythm = rhythmOf(known.get(id) ?? []);
    return rhythm.turns.length > 0 ? quietFrom(basis, rhythm) / 1_000 : null;
  });
  await sql`
    update parties p set quiet_from = f.quiet_from, warm_until = f.warm_until
    from (
      select q.id, to_timestamp(q.at) as quiet_from,
        warm_until(w.strength, ${basis.halfLifeDays}::float8) as warm_until
      from unnest(${partyIds}::uuid[], ${moments}::float8[]) as q (id, at)
      left join warmth w on w.workspace_id = ${actor.workspaceId} and w.party_id = q.id
        and w.whom = w.workspace_id) f
    where p.workspace_id = ${actor.workspaceId} and p.id = f.id
      and (p.quiet_from, p.warm_until) is distinct from (f.quiet_from, f.warm_until)`.execute(db);
}

const mayTell = sql`p.kind = 'person' and p.audience = p.workspace_id and p.trashed_at is null`;

/** Those who have been in contact more than once tell the rhythm of all, in an order that has nothing to do with it. */
const whoTell = ({ actor }: Transaction) => sql`
  select w.party_id as id from warmth w
  join parties p on p.workspace_id = w.workspace_id and p.id = w.party_id and ${mayTell}
  where w.workspace_id = ${actor.workspaceId} and w.whom = w.workspace_id and w.contacts > 1
  order by md5(w.party_id::text) limit ${sql.lit(sample)}`;

/**
 * The next ones in the order in which they tell the rhythm of all; none when enough of them are counted, so
 * that the rhythm is known before anybody's silence is judged by it.
 */
export async function nextToTell(house: Transaction, after: string): Promise<string[]> {
  const { db, actor } = house;
  const { rows } = await sql<{ id: string }>`
    select p.id from parties p
    where p.workspace_id = ${actor.workspaceId} and ${mayTell} and md5(p.id::text) > ${after}
      and (select count(*) from (${whoTell(house)}) t) < ${sql.lit(sample)}
    order by md5(p.id::text) limit 500`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Works the rhythm of the company out anew, of what everyone sees; whether it has moved by so much that the
 * others are to follow.
 */
export async function refreshRhythms(house: Transaction): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`${whoTell(house)}`.execute(house.db);
  const contacts = await contactsWith(
    house,
    rows.map(({ id }) => id),
  );
  const known = [...contacts.values()];
  const rhythms = fitRhythms(known.map((each) => rhythmOf(each).gaps));
  const basis = await currentBasis(house);
  await keepBasis(
    house,
    { ...basis, rhythms, nextContact: learnt(known, rhythms, basis) },
    known.length,
  );
  return (['shape', 'a', 'b'] as const).some(
    (name) => Math.abs(Math.log(rhythms[name] / basis.rhythms[name])) > 0.01,
  );
}

/** How far ahead it is said whether there will be contact. */
export const chanceDays = 30;

/** What silence, warmth and rhythm told a month ago of the month since. */
function learnt(
  known: readonly Met[][],
  rhythms: Rhythms,
  { halfLifeDays }: Basis,
): readonly number[] | null {
  const then = Temporal.Now.instant().epochMilliseconds - chanceDays * dayMs;
  const examples = known.flatMap((contacts) => {
    const state = stateAt(contacts, then, halfLifeDays);
    return state ? [{ state, again: contacts.some(({ at }) => at > then) }] : [];
  });
  return fitNextContact(rhythms, examples, chanceDays) ?? null;
}
