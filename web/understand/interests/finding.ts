import { foldForSearch } from '../../../shared/platform/folding.ts';
import type { InterestNode } from '../../../shared/understand/interests/nodes.ts';

const wordsOf = (text: string) => foldForSearch(text).split(/[^\p{L}\p{N}]+/u);

/**
 * Nodes whose name begins with what was typed, in either language: each typed word begins a word of the name.
 * Whole names come first, then the shorter ones.
 */
export function findNodes(
  nodes: Iterable<InterestNode>,
  typed: string,
  { retired = false }: { retired?: boolean } = {},
): InterestNode[] {
  const wanted = wordsOf(typed).filter(Boolean);
  const whole = foldForSearch(typed);
  const found: { node: InterestNode; rank: number }[] = [];
  for (const node of nodes) {
    if (node.mergedInto !== null || (node.retired && !retired)) continue;
    const ranks = [node.en, node.de].flatMap((name) => {
      const words = wordsOf(name);
      if (!wanted.every((start) => words.some((word) => word.startsWith(start)))) return [];
      return [foldForSearch(name) === whole ? 0 : name.length];
    });
    if (ranks.length > 0) found.push({ node, rank: Math.min(...ranks) });
  }
  return found.toSorted((a, b) => a.rank - b.rank).map(({ node }) => node);
}
