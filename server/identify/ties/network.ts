import { sql } from 'kysely';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { networkLimits } from '../../../shared/identify/tie-rules.ts';
import type { NetworkEdge, NetworkView, TieEnd } from '../../../shared/identify/ties.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { PartyNotFound } from '../parties/errors.ts';
import { findParty } from '../parties/parties.ts';
import { endColumns } from './ties.ts';

/** More lines than lead to the nodes that are shown; one far-reaching company must not be read whole. */
const mostEdges = 1_000;

/** Who stands around a party by ties and places of work, as far as the actor sees them. */
export async function networkAround(
  transaction: Transaction,
  kind: PartyKind,
  id: string,
  depth: number,
): Promise<NetworkView> {
  if (!(await findParty(transaction, kind, id))) throw new PartyNotFound();
  const { distances, edges, isCut } = await grow(id, depth, networkLimits.nodes, (frontier) =>
    edgesOf(transaction, frontier),
  );
  const ends = await endsOf(transaction, [...distances.keys()]);
  const there = new Set(ends.map((end) => end.id));
  return {
    centreId: id,
    nodes: ends
      .map((end) => ({ ...end, distance: distances.get(end.id)! }))
      .sort((one, other) => one.distance - other.distance),
    edges: edges.filter(({ fromId, toId }) => there.has(fromId) && there.has(toId)),
    isCut,
  };
}

type Ends = Pick<NetworkEdge, 'fromId' | 'toId'>;

/**
 * Goes out from a centre step by step, by the lines that `look` finds at the outermost. Those met first are
 * kept when there are too many, and of all lines those between two that are kept.
 */
export async function grow<Edge extends Ends>(
  centre: string,
  depth: number,
  most: number,
  look: (frontier: string[]) => Promise<Edge[]> | Edge[],
): Promise<{ distances: Map<string, number>; edges: Edge[]; isCut: boolean }> {
  const distances = new Map([[centre, 0]]);
  const found = new Set<Edge>();
  let frontier = [centre];
  let isCut = false;
  for (let distance = 1; distance <= depth + 1 && frontier.length > 0; distance++) {
    const met: string[] = [];
    for (const edge of await look(frontier)) {
      found.add(edge);
      for (const id of [edge.fromId, edge.toId]) {
        // One step beyond the last finds the lines among the outermost, and nobody new.
        if (distances.has(id) || distance > depth) continue;
        if (distances.size >= most) {
          isCut = true;
          continue;
        }
        distances.set(id, distance);
        met.push(id);
      }
    }
    frontier = met;
  }
  const unique = new Map<string, Edge>();
  for (const edge of found) {
    if (distances.has(edge.fromId) && distances.has(edge.toId))
      unique.set(JSON.stringify(edge), edge);
  }
  return { distances, edges: [...unique.values()], isCut };
}

/** Present ties and places of work that touch any of these; ties first, for they say more. */
async function edgesOf({ db, actor }: Transaction, ids: string[]): Promise<NetworkEdge[]> {
  const ties = (end: 'from_id' | 'to_id') => sql`
    select t.from_id, t.to_id, coalesce(t.own_kind_id::text, t.kind) as kind, k.name as own_name, 0 as place, t.id
    from ties t left join tie_kinds k on k.workspace_id = t.workspace_id and k.id = t.own_kind_id
    where t.workspace_id = ${actor.workspaceId} and t.${sql.ref(end)} = any (${ids}::uuid[])
      and t.withdrawn_at is null and (t.to_date is null or t.to_date >= current_date)`;
  const jobs = (end: 'party_id' | 'company_id') => sql`
    select a.party_id, a.company_id, 'works at', null, 1, a.statement_id
    from affiliations a
    where a.workspace_id = ${actor.workspaceId} and a.${sql.ref(end)} = any (${ids}::uuid[])
      and (a.to_date is null or a.to_date >= current_date)`;
  const { rows } = await sql<{
    from_id: string;
    to_id: string;
    kind: NetworkEdge['kind'];
    own_name: string | null;
  }>`
    ${ties('from_id')} union ${ties('to_id')} union ${jobs('party_id')} union ${jobs('company_id')}
    order by place, id limit ${mostEdges}`.execute(db);
  return rows.map((row) => ({
    fromId: row.from_id,
    toId: row.to_id,
    kind: row.kind,
    ownName: row.own_name,
  }));
}

async function endsOf({ db, actor }: Transaction, ids: string[]): Promise<TieEnd[]> {
  const { rows } = await sql<TieEnd>`
    select ${endColumns} from parties p
    where p.workspace_id = ${actor.workspaceId} and p.id = any (${ids}::uuid[]) and p.trashed_at is null
    order by p.sort_name, p.id`.execute(db);
  return rows;
}
