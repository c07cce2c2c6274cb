import { sql } from 'kysely';
import { warmthOf } from '../../../models/warmth/strength.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { reachThrough, type StepView } from '../../../shared/understand/who.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { currentBasis } from '../warmth/basis.ts';

/** How somebody is reached: over whom, who of us knows the last of them, and how warm that is. */
export interface Reach {
  value: number;
  warmth: number;
  path: StepView[];
  knownBy: { id: string; name: string }[];
}

const mostSteps = 2;
/** A company with thousands of ties is no path to anybody in particular. */
const mostEdges = 2_000;
const mostNamed = 3;

/**
 * The warmest way to each of these. Only contact that everyone sees who sees the party counts, so that whoever
 * asks is answered alike, and what colleagues have for themselves moves nothing.
 */
export async function reachesOf(
  transaction: Transaction,
  ids: readonly string[],
  without?: string,
): Promise<Map<string, Reach>> {
  let paths = new Map<string, StepView[][]>(ids.map((id) => [id, [[]]]));
  const best = new Map<string, Reach>();
  for (let steps = 0; steps <= mostSteps; steps++) {
    const ends = new Map<string, { from: string; path: StepView[] }[]>();
    for (const [from, several] of paths)
      for (const path of several) {
        const end = path.at(-1)?.party.id ?? from;
        ends.set(end, [...(ends.get(end) ?? []), { from, path }]);
      }
    const warm = await warmthsOf(transaction, [...ends.keys()]);
    const known = await knownTo(transaction, [...ends.keys()]);
    for (const [end, several] of ends) {
      const warmth = warm.get(end) ?? 0;
      const value = reachThrough(warmth, steps);
      for (const { from, path } of several) {
        const before = best.get(from);
        if (before && before.value >= value) continue;
        best.set(from, { value, warmth, path, knownBy: known.get(end) ?? [] });
      }
    }
    if (steps === mostSteps) break;
    // Whoever is warmer than the next step could make them needs none.
    const open = new Map(
      [...paths].filter(([from]) => best.get(from)!.value < reachThrough(1, steps + 1)),
    );
    paths = await onward(transaction, open, without);
  }
  return best;
}

async function warmthsOf(
  transaction: Transaction,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const { db, actor } = transaction;
  const { halfLifeDays } = await currentBasis(transaction);
  const { rows } = await sql<{ id: string; ahead: number }>`
    select id, extract(epoch from warm_until - now())::float8 / 86400 as ahead from parties
    where workspace_id = ${actor.workspaceId} and id = any (${ids}::uuid[]) and warm_until is not null`.execute(
    db,
  );
  return new Map(rows.map(({ id, ahead }) => [id, warmthOf(2 ** (ahead / halfLifeDays))]));
}

/** Who of us has to do with them, the best first. How much stays unsaid. */
async function knownTo(
  transaction: Transaction,
  ids: readonly string[],
): Promise<Map<string, { id: string; name: string }[]>> {
  const { db, actor } = transaction;
  const { rows } = await sql<{ party_id: string; id: string; name: string }>`
    select c.party_id, u.id, u.name
    from contacts c cross join unnest(c.colleagues) as one (id)
    join users u on u.workspace_id = c.workspace_id and u.id = one.id and u.disabled_at is null
    where c.workspace_id = ${actor.workspaceId} and c.party_id = any (${ids}::uuid[]) and c.shared
    group by c.party_id, u.id, u.name order by c.party_id, sum(c.amount) desc, u.name, u.id`.execute(
    db,
  );
  const all = Map.groupBy(rows, ({ party_id }) => party_id);
  return new Map(
    [...all].map(([partyId, several]) => [
      partyId,
      several.slice(0, mostNamed).map(({ id, name }) => ({ id, name })),
    ]),
  );
}

interface Edge {
  from_id: string;
  id: string;
  kind: PartyKind;
  name: string;
  tie: string | null;
  own_name: string | null;
  is_forward: boolean;
}

/** One step further, by present ties and to where they work; nobody is met twice on a path. */
async function onward(
  { db, actor }: Transaction,
  paths: ReadonlyMap<string, StepView[][]>,
  without: string | undefined,
): Promise<Map<string, StepView[][]>> {
  const ends = [
    ...new Set(
      [...paths].flatMap(([from, all]) => all.map((path) => path.at(-1)?.party.id ?? from)),
    ),
  ];
  const side = (here: 'from_id' | 'to_id', there: 'from_id' | 'to_id') => sql`
    select t.${sql.ref(here)} as from_id, p.id, p.kind, p.name, coalesce(t.own_kind_id::text, t.kind) as tie,
      ${here === 'from_id' ? sql`k.name` : sql`k.reverse_name`} as own_name, ${sql.lit(here === 'from_id')} as is_forward
    from ties t join parties p on p.workspace_id = t.workspace_id and p.id = t.${sql.ref(there)}
      and p.trashed_at is null
    left join tie_kinds k on k.workspace_id = t.workspace_id and k.id = t.own_kind_id
    where t.workspace_id = ${actor.workspaceId} and t.${sql.ref(here)} = any (${ends}::uuid[])
      and t.withdrawn_at is null and (t.to_date is null or t.to_date >= current_date)
      and t.kind <> 'competes with'`;
  const { rows } = await sql<Edge>`
    ${side('from_id', 'to_id')} union all ${side('to_id', 'from_id')}
    union all
    select e.id, c.id, c.kind, c.name, null, null, true
    from parties e join parties c on c.workspace_id = e.workspace_id and c.id = e.company_id
      and c.trashed_at is null
    where e.workspace_id = ${actor.workspaceId} and e.id = any (${ends}::uuid[])
    order by name, id, tie limit ${sql.lit(mostEdges)}`.execute(db);
  const edges = Map.groupBy(rows, ({ from_id }) => from_id);
  const next = new Map<string, StepView[][]>();
  for (const [from, all] of paths)
    for (const path of all) {
      const end = path.at(-1)?.party.id ?? from;
      const met = new Set([from, without, ...path.map(({ party }) => party.id)]);
      for (const { id, kind, name, tie, own_name: ownName, is_forward } of edges.get(end) ?? []) {
        if (met.has(id)) continue;
        const direction = is_forward ? ('forward' as const) : ('reverse' as const);
        const step = {
          party: { id, kind, name },
          tie: tie === null ? null : { kind: tie, ownName, direction },
        };
        next.set(from, [...(next.get(from) ?? []), [...path, step]]);
      }
    }
  return next;
}
