import { type Tree, upwards } from '../../../models/common-ground/tree.ts';
import type { InterestNode } from '../../../shared/understand/interests/nodes.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { builtIn } from './built-in.ts';

const untouched: ReadonlyMap<string, InterestNode> = new Map(
  builtIn.map((node) => [node.id, { ...node, retired: false, mergedInto: null, version: 0 }]),
);

/** The taxonomy as a company has it: the built-in one with the company's own word laid over it. */
export interface Nodes {
  all: ReadonlyMap<string, InterestNode>;
  /** Without what has been merged away. */
  tree: Tree;
  /** The node that an interest counts at; undefined for one that does not exist. */
  standing: (id: string) => string | undefined;
}

export async function readNodes({ db, actor }: Transaction): Promise<Nodes> {
  const rows = await db
    .selectFrom('interest_nodes')
    .select(['node', 'parent', 'english', 'german', 'retired_at', 'merged_into', 'version'])
    .where('workspace_id', '=', actor.workspaceId)
    .orderBy('id')
    .execute();
  const all = new Map(untouched);
  for (const { node, parent, english, german, retired_at, merged_into, version } of rows) {
    all.set(node, {
      id: node,
      parent,
      en: english,
      de: german,
      retired: retired_at !== null,
      mergedInto: merged_into,
      version,
    });
  }
  return nodesOf(all);
}

/** What was merged stands where it was merged to; a place that does not exist is the top. */
export function nodesOf(all: ReadonlyMap<string, InterestNode>): Nodes {
  const standing = (id: string): string | undefined => {
    const met = new Set<string>();
    let node = all.get(id);
    while (node?.mergedInto != null && !met.has(node.id)) {
      met.add(node.id);
      node = all.get(node.mergedInto);
    }
    return node?.id;
  };
  const tree = new Map<string, string | null>();
  for (const { id, parent, mergedInto } of all.values()) {
    if (mergedInto === null) tree.set(id, parent === null ? null : (standing(parent) ?? null));
  }
  return { all, tree, standing };
}

/** The names of these nodes and of what stands above them. */
export function namesOf(
  { all, tree }: Nodes,
  ids: Iterable<string>,
): Record<string, { en: string; de: string }> {
  const wanted = [...ids].flatMap((id) => [id, ...upwards(tree, id)]);
  return Object.fromEntries(
    [...new Set(wanted)].flatMap((id) => {
      const node = all.get(id);
      return node ? [[id, { en: node.en, de: node.de }]] : [];
    }),
  );
}
