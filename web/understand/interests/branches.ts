import type { InterestNode } from '../../../shared/understand/interests/nodes.ts';

export interface Branch {
  node: InterestNode;
  level: number;
  hasMore: boolean;
  isOpen: boolean;
}

/**
 * The lines of the tree that are to be seen: what is open, and where something was searched for, only that and
 * what stands above it. What was merged stands below what it has become part of, so that it can be taken out again.
 */
export function branchesOf(
  nodes: readonly InterestNode[],
  {
    open,
    found,
    nameOf,
    locale,
  }: {
    open: ReadonlySet<string>;
    /** Undefined where nothing was searched for. */
    found: ReadonlySet<string> | undefined;
    nameOf: (node: InterestNode) => string;
    locale: string;
  },
): Branch[] {
  const byName = new Intl.Collator(locale);
  const placeOf = ({ mergedInto, parent }: InterestNode) => mergedInto ?? parent;
  const below = Map.groupBy(nodes, placeOf);
  for (const some of below.values()) some.sort((a, b) => byName.compare(nameOf(a), nameOf(b)));
  const wanted = found && withAbove(nodes, found, placeOf);
  const lines: Branch[] = [];
  const walk = (place: string | null, level: number): void => {
    for (const node of below.get(place) ?? []) {
      if (wanted && !wanted.has(node.id)) continue;
      const hasMore = (below.get(node.id) ?? []).some(({ id }) => !wanted || wanted.has(id));
      const isOpen = hasMore && (wanted !== undefined || open.has(node.id));
      lines.push({ node, level, hasMore, isOpen });
      if (isOpen && level < 50) walk(node.id, level + 1);
    }
  };
  walk(null, 1);
  return lines;
}

function withAbove(
  nodes: readonly InterestNode[],
  found: ReadonlySet<string>,
  placeOf: (node: InterestNode) => string | null,
): Set<string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const wanted = new Set<string>();
  for (const id of found) {
    let node = byId.get(id);
    while (node && !wanted.has(node.id)) {
      wanted.add(node.id);
      const place = placeOf(node);
      node = place === null ? undefined : byId.get(place);
    }
  }
  return wanted;
}
