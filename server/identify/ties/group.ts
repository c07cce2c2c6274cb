import { sql } from 'kysely';
import type { GroupNode, GroupView, TieEnd } from '../../../shared/identify/ties.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { PartyNotFound } from '../parties/errors.ts';
import { findParty } from '../parties/parties.ts';
import { GroupInCircle } from './errors.ts';
import { endColumns } from './ties.ts';

/** More companies than anybody reads in one tree. */
export const mostOfGroup = 500;

const present = sql`t.withdrawn_at is null and (t.to_date is null or t.to_date >= current_date)
  and (t.from_date is null or t.from_date <= current_date)`;

/** Everything above the given companies, as far as the actor sees it. `union` ends any circle. */
function above({ actor }: Transaction, ids: string[]) {
  return sql`above (id) as (
    select unnest(${ids}::uuid[])
    union
    select t.to_id from above join ties t on t.workspace_id = ${actor.workspaceId}
      and t.from_id = above.id and t.kind = 'subsidiary of' and ${present})`;
}

/**
 * No company belongs to one that belongs to it. Asked with the eyes of whoever acts: a circle that closes
 * through ties they may not see is not betrayed by a refusal, and whoever reads a group stands it.
 */
export async function requireNoCircle(
  transaction: Transaction,
  company: { id: string; name: string },
  parent: { id: string; name: string },
): Promise<void> {
  const { db, actor } = transaction;
  // Of two who say the opposite at the same moment the second waits and is refused.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`groups ${actor.workspaceId}`}, 0))`.execute(
    db,
  );
  const { rows } = await sql`
    with recursive ${above(transaction, [parent.id])}
    select from above where id = ${company.id}`.execute(db);
  if (rows.length > 0) throw new GroupInCircle(parent.name, company.name);
}

interface Edge {
  from_id: string;
  to_id: string;
}

/** A company's whole group: up to its topmost parents, and from them all the way down. */
export async function groupOf(transaction: Transaction, companyId: string): Promise<GroupView> {
  const { db, actor } = transaction;
  if (!(await findParty(transaction, 'company', companyId))) throw new PartyNotFound();
  const { rows: edges } = await sql<Edge>`
    with recursive ${above(transaction, [companyId])},
    below (id) as (
      select id from above
      union
      select t.from_id from below join ties t on t.workspace_id = ${actor.workspaceId}
        and t.to_id = below.id and t.kind = 'subsidiary of' and ${present})
    select t.from_id, t.to_id from below join ties t on t.workspace_id = ${actor.workspaceId}
      and t.to_id = below.id and t.kind = 'subsidiary of' and ${present}
    limit ${mostOfGroup + 1}`.execute(db);
  if (edges.length === 0) return { rows: [], isCut: false };
  const ids = [...new Set(edges.flatMap(({ from_id, to_id }) => [from_id, to_id]))];
  const { rows: companies } = await sql<TieEnd>`
    select ${endColumns} from parties p
    where p.workspace_id = ${actor.workspaceId} and p.id = any (${ids}::uuid[]) and p.trashed_at is null
    order by p.sort_name, p.id`.execute(db);
  return {
    rows: asTree(
      companies,
      edges.slice(0, mostOfGroup).map(({ from_id, to_id }) => ({ child: from_id, parent: to_id })),
    ),
    isCut: edges.length > mostOfGroup,
  };
}

/**
 * The tree as it is read, parents before their subsidiaries, in the given order among siblings. A company
 * with two parents stands below each; where ties go in a circle, it is opened at its first company.
 */
export function asTree<Company extends TieEnd>(
  companies: readonly Company[],
  edges: readonly { child: string; parent: string }[],
): (GroupNode & { company: Company })[] {
  const byId = new Map(companies.map((company) => [company.id, company]));
  const place = new Map(companies.map(({ id }, at) => [id, at]));
  const known = edges.filter(({ child, parent }) => byId.has(child) && byId.has(parent));
  const children = Map.groupBy(known, ({ parent }) => parent);
  const owned = new Set(known.map(({ child }) => child));
  const rows: (GroupNode & { company: Company })[] = [];
  const shown = new Set<string>();
  const descend = (id: string, depth: number, parentId: string | null, path: Set<string>) => {
    rows.push({ company: byId.get(id)!, depth, parentId });
    const isRepeated = shown.has(id);
    shown.add(id);
    // What stands below a company is told once; the second time its name is enough.
    if (isRepeated || rows.length >= mostOfGroup) return;
    const below = new Set((children.get(id) ?? []).map(({ child }) => child));
    for (const child of [...below].sort((one, other) => place.get(one)! - place.get(other)!)) {
      if (!path.has(child)) descend(child, depth + 1, id, new Set([...path, child]));
    }
  };
  for (const { id } of companies) if (!owned.has(id)) descend(id, 0, null, new Set([id]));
  for (const { id } of companies) if (!shown.has(id)) descend(id, 0, null, new Set([id]));
  return rows;
}
