import { sql } from 'kysely';
import { type Spread, spreadOf } from '../../../models/common-ground/common-ground.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Nodes } from './nodes.ts';

type People = { topics: string[]; count: number }[];

/** A company's last counting, and what there was to count. */
const counted = new Map<string, { state: string; people: People }>();

/**
 * How the nodes are spread over people and colleagues. Only what everyone of the company may see is counted, so
 * that the figures are the same for whoever asks, and no private interest shows through a score: not by its
 * being there, nor by its going.
 */
export async function publicSpread(transaction: Transaction, nodes: Nodes): Promise<Spread> {
  const { workspaceId } = transaction.actor;
  const state = await stateOfPublic(transaction);
  let last = counted.get(workspaceId);
  if (last?.state !== state) {
    last = { state, people: await countPublicly(transaction) };
    counted.set(workspaceId, last);
  }
  return spreadOf(
    nodes.tree,
    last.people.map(({ topics, count }) => ({
      topics: topics.flatMap((topic) => nodes.standing(topic) ?? []),
      count,
    })),
  );
}

/** Differs as soon as anybody of the company states, shares or withdraws an interest; read from an index. */
async function stateOfPublic({ db, actor }: Transaction): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select concat_ws(' ',
      (select count(*) || ' ' || coalesce(max(stated_at)::text, '') from statements
        where workspace_id = ${actor.workspaceId} and audience = ${actor.workspaceId}
          and topic = 'interest' and superseded_at is null),
      (select count(*) || ' ' || coalesce(sum(version), 0) || ' ' || coalesce(max(created_at)::text, '')
        from own_interests
        where workspace_id = ${actor.workspaceId} and audience = ${actor.workspaceId})) as state`.execute(
    db,
  );
  return rows[0]!.state;
}

/** Those of whom any interest is known to everyone, by the set of nodes each of them has. */
async function countPublicly({ db, actor }: Transaction): Promise<People> {
  const { rows } = await sql<{ topics: string[]; count: number }>`
    with known as (
      select s.party_id as who, s.value ->> 'node' as node
      from statements s
      where s.workspace_id = ${actor.workspaceId} and s.audience = ${actor.workspaceId}
        and s.topic = 'interest' and s.superseded_at is null and s.basis in ('told', 'seen')
        and s.value ->> 'node' is not null
        and exists (select from parties p
          where p.workspace_id = s.workspace_id and p.id = s.party_id and p.trashed_at is null)
      union
      select i.user_id, i.node
      from own_interests i
      where i.workspace_id = ${actor.workspaceId} and i.audience = ${actor.workspaceId}
        and i.node is not null
    ), each as (
      select array_agg(node order by node) as topics from known group by who
    )
    select topics, count(*)::int as count from each group by topics`.execute(db);
  return rows;
}
