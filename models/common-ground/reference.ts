import type { Interest } from './common-ground.ts';
import { meetingOf, type Tree, upwards } from './tree.ts';

/**
 * The same total, slowly: every way to pair interests one to one is tried, and of each the best choice of pairs
 * whose meeting points neither are the same nor stand above each other. For comparison only.
 */
export function slowCommonGround(
  tree: Tree,
  bits: (topic: string) => number,
  ones: readonly Interest[],
  others: readonly Interest[],
): number {
  const search = (
    left: readonly Interest[],
    right: readonly Interest[],
    counted: string[],
  ): number => {
    const [first, ...later] = left;
    if (!first) return 0;
    let best = search(later, right, counted);
    for (const [index, partner] of right.entries()) {
      const topic = meetingOf(tree, first.topic, partner.topic);
      if (topic === null) continue;
      const isAgain = counted.some(
        (other) => upwards(tree, other).includes(topic) || upwards(tree, topic).includes(other),
      );
      if (isAgain) continue;
      const worth = bits(topic) * Math.min(first.involvement, partner.involvement);
      best = Math.max(best, worth + search(later, right.toSpliced(index, 1), [...counted, topic]));
    }
    return best;
  };
  return search(ones, others, []);
}
