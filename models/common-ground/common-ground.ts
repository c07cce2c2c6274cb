import { type Tree, upwards } from './tree.ts';

/**
 * What two people have in common after Resnik (1995): two interests are as alike as the most specific topic
 * above both is rare. A topic that one in a thousand shares says ten bits, one that everybody shares nothing.
 */

export interface Interest {
  topic: string;
  /** From 0, hardly, to 1, living for it. */
  involvement: number;
}

/** How the topics are spread: of `of` people, so many at or below each. */
export interface Spread {
  of: number;
  counts: ReadonlyMap<string, number>;
}

export interface Shared {
  /** Where the two interests meet. */
  topic: string;
  one: Interest;
  other: Interest;
  bits: number;
  /** The bits, times the smaller involvement. */
  worth: number;
}

export interface CommonGround {
  total: number;
  shared: Shared[];
}

/** Adds up, for each topic, who is at or below it; somebody with two interests below counts once. */
export function spreadOf(
  tree: Tree,
  people: Iterable<{ topics: readonly string[]; count: number }>,
): Spread {
  const counts = new Map<string, number>();
  let of = 0;
  for (const { topics, count } of people) {
    of += count;
    const reached = new Set(topics.flatMap((topic) => upwards(tree, topic)));
    for (const topic of reached) counts.set(topic, (counts.get(topic) ?? 0) + count);
  }
  return { of, counts };
}

/** −log₂((n + 1) / (N + 1)); never less than nothing. */
export function bitsOf({ of, counts }: Spread, topic: string): number {
  const share = ((counts.get(topic) ?? 0) + 1) / (of + 1);
  return Math.max(0, -Math.log2(share));
}

/** Of a person's interests at or below a topic, the one they are most involved in. */
type Best = Map<string, Interest>;

function bestBelow(tree: Tree, interests: readonly Interest[]): Best {
  const best: Best = new Map();
  for (const interest of interests) {
    for (const topic of upwards(tree, interest.topic)) {
      const known = best.get(topic);
      if (!known || known.involvement < interest.involvement) best.set(topic, interest);
    }
  }
  return best;
}

/**
 * The best way to pair the interests of two people one to one, where a topic that has been counted keeps
 * everything above it, and itself, from being counted again. What is counted then lies in separate branches,
 * so that the best of a branch is either its own topic, with whoever is most involved below it on each side, or
 * the sum of the best of its branches: one walk up the tree finds the exact maximum.
 */
export function commonGround(
  tree: Tree,
  bits: (topic: string) => number,
  ones: readonly Interest[],
  others: readonly Interest[],
): CommonGround {
  const [left, right] = [bestBelow(tree, ones), bestBelow(tree, others)];
  const met = [...left.keys()].filter((topic) => right.has(topic));
  const depth = new Map(met.map((topic) => [topic, upwards(tree, topic).length]));
  const below = new Map<string, Shared[]>();
  const found: Shared[] = [];
  for (const topic of met.toSorted((a, b) => depth.get(b)! - depth.get(a)!)) {
    const [one, other] = [left.get(topic)!, right.get(topic)!];
    const known = bits(topic);
    const worth = known * Math.min(one.involvement, other.involvement);
    const narrower = below.get(topic) ?? [];
    const best = worth > worthOf(narrower) ? [{ topic, one, other, bits: known, worth }] : narrower;
    const parent = tree.get(topic);
    if (parent == null) found.push(...best);
    else below.set(parent, [...(below.get(parent) ?? []), ...best]);
  }
  const shared = found.toSorted((a, b) => b.worth - a.worth || (a.topic < b.topic ? -1 : 1));
  return { total: worthOf(shared), shared };
}

function worthOf(shared: readonly Shared[]): number {
  return shared.reduce((sum, { worth }) => sum + worth, 0);
}
