/** A forest of topics from general to specific: what stands above each, null at the top. */
export type Tree = ReadonlyMap<string, string | null>;

/** A topic with everything above it, the most specific first. A circle ends where it closes. */
export function upwards(tree: Tree, topic: string): string[] {
  const path: string[] = [];
  const met = new Set<string>();
  let at: string | null | undefined = tree.has(topic) ? topic : null;
  while (at != null && !met.has(at)) {
    met.add(at);
    path.push(at);
    at = tree.get(at);
  }
  return path;
}

/** The most specific topic that stands above both, or is one of them. */
export function meetingOf(tree: Tree, one: string, other: string): string | null {
  const above = new Set(upwards(tree, one));
  return upwards(tree, other).find((topic) => above.has(topic)) ?? null;
}

/** Whether a topic would stand above itself if it came under this parent. */
export function wouldCircle(tree: Tree, topic: string, parent: string | null): boolean {
  return parent !== null && upwards(tree, parent).includes(topic);
}
