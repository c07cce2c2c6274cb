/**
 * Groups of records that hang together by pairs, each with its members in order: what is the same as the same
 * is the same. Union by path halving (Tarjan 1975).
 */
export function clustersOf(pairs: Iterable<readonly [string, string]>): string[][] {
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    let at = id;
    for (;;) {
      const parent = parents.get(at) ?? at;
      if (parent === at) return at;
      const above = parents.get(parent) ?? parent;
      parents.set(at, above);
      at = above;
    }
  };
  for (const [one, other] of pairs) {
    const [first, second] = [rootOf(one), rootOf(other)].sort() as [string, string];
    parents.set(first, first);
    parents.set(second, first);
    if (!parents.has(one)) parents.set(one, first);
    if (!parents.has(other)) parents.set(other, first);
  }
  const groups = Map.groupBy([...parents.keys()].sort(), rootOf);
  return [...groups.values()].filter(({ length }) => length > 1);
}
