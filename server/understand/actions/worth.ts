import { sql } from 'kysely';
import type { ActionView } from '../../../shared/understand/actions.ts';
import type { Transaction } from '../../platform/access/actor.ts';

type Part = ActionView['why']['parts'][number];

interface Row {
  party_id: string;
  source: 'orders' | 'open offers';
  currency: string;
  amount: number;
  count: number;
}

export interface Worths {
  /** What other currencies are not compared with: that of most orders and offers. */
  currency: string;
  of: (partyId: string) => Part[];
}

/** What lies between us and these, as far as the actor sees it, found by their records and their addresses. */
export async function worthOf(
  { db, actor }: Transaction,
  partyIds: readonly string[],
  now: Temporal.Instant,
  today: Temporal.PlainDate,
): Promise<Worths> {
  const since = now.subtract({ hours: 24 * 365 }).toString();
  const { rows } = await sql<Row>`
    with met as (
      select t.id as party_id, x.activity_id, x.kind from unnest(${partyIds}::uuid[]) as t (id)
      join participants x on x.workspace_id = ${actor.workspaceId} and x.party_id = t.id
        and x.occurred_at > ${since}::timestamptz and x.kind in ('purchase', 'offer') and not x.ours
      union
      select e.party_id, x.activity_id, x.kind from party_emails e
      join seen_addresses s on s.workspace_id = e.workspace_id and s.address = e.address
      join participants x on x.workspace_id = s.workspace_id and x.address_id = s.id
        and x.occurred_at > ${since}::timestamptz and x.kind in ('purchase', 'offer') and not x.ours
      where e.workspace_id = ${actor.workspaceId} and e.party_id = any (${partyIds}::uuid[])
    ), paid as (
      select m.party_id, 'orders' as source, o.currency, o.amount
      from met m join orders o on o.workspace_id = ${actor.workspaceId} and o.activity_id = m.activity_id
        and not o.cancelled
      join activities a on a.workspace_id = o.workspace_id and a.id = o.activity_id and a.trashed_at is null
      where m.kind = 'purchase'
      union all
      select m.party_id, 'open offers', o.currency, o.amount
      from met m join offers o on o.workspace_id = ${actor.workspaceId} and o.activity_id = m.activity_id
        and o.answer is null and o.amount is not null
        and (o.valid_until is null or o.valid_until >= ${today.toString()}::date)
      join activities a on a.workspace_id = o.workspace_id and a.id = o.activity_id and a.trashed_at is null
        and a.direction = 'out'
      where m.kind = 'offer'
    )
    select party_id, source, currency, sum(amount)::float8 as amount, count(*)::integer as count
    from paid group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  const counts = new Map<string, number>();
  for (const { currency, count } of rows) counts.set(currency, (counts.get(currency) ?? 0) + count);
  const [first] = [...counts].toSorted(
    ([one, often], [other, less]) => less - often || (one < other ? -1 : 1),
  );
  const currency = first?.[0] ?? 'EUR';
  const known = Map.groupBy(
    rows.filter((row) => row.currency === currency),
    ({ party_id }) => party_id,
  );
  return {
    currency,
    of: (partyId) =>
      (known.get(partyId) ?? []).map(({ source, amount, count }) => ({ source, amount, count })),
  };
}

/** How often words were kept on time that fell due with this colleague: their own, and those of the others. */
export async function keptRates(
  { db, actor }: Transaction,
  today: Temporal.PlainDate,
): Promise<Record<'ours' | 'theirs', { yes: number; all: number }>> {
  const newest = 200;
  const { rows } = await sql<{ direction: 'ours' | 'theirs'; yes: number; all: number }>`
    select direction, (count(*) filter (where outcome = 'kept' and settled_on <= due_on))::integer as yes,
      count(*)::integer as all
    from (
      (select direction, outcome, settled_on, due_on from promises
        where workspace_id = ${actor.workspaceId} and keeper_id = ${actor.userId} and settled_on is not null
          and removed_at is null and settled_on <= ${today.toString()}::date
        order by settled_on desc, id limit ${sql.lit(newest)})
      union all
      (select direction, outcome, settled_on, due_on from promises
        where workspace_id = ${actor.workspaceId} and keeper_id = ${actor.userId} and outcome is null
          and removed_at is null and due_on < ${today.toString()}::date
        order by due_on limit ${sql.lit(newest)})) due
    where outcome is null or outcome in ('kept', 'broken') group by direction`.execute(db);
  const of = (direction: 'ours' | 'theirs') =>
    rows.find((row) => row.direction === direction) ?? { yes: 0, all: 0 };
  const bare = ({ yes, all }: { yes: number; all: number }) => ({ yes, all });
  return { ours: bare(of('ours')), theirs: bare(of('theirs')) };
}
