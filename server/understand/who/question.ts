import { upwards } from '../../../models/common-ground/tree.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import { tooPersonalWord } from '../../../shared/understand/interests/personal.ts';
import { questionWords } from '../../../shared/understand/who.ts';
import type { Nodes } from '../interests/nodes.ts';

/** A word of a question, with what it finds beside itself. */
export interface Asked {
  word: string;
  /** Health, belief, politics and trouble in the family find those whose work it is, and nobody else. */
  workOnly: boolean;
  /** The interests that it names, with all that are more specific. */
  nodes: ReadonlySet<string>;
}

export function readQuestion(text: string, nodes: Nodes): Asked[] {
  return questionWords(text).map((word) => {
    const workOnly = tooPersonalWord(word) !== undefined;
    return { word, workOnly, nodes: workOnly ? new Set<string>() : nodesNamed(word, nodes) };
  });
}

/** What is most general, such as sport, tells nobody apart. */
function nodesNamed(word: string, { all, tree, standing }: Nodes): Set<string> {
  const named = new Set<string>();
  for (const { id, en, de } of all.values()) {
    const stands = standing(id);
    if (stands && tree.get(stands) !== null && [en, de].some((name) => says(name, word)))
      named.add(stands);
  }
  if (named.size === 0) return named;
  const below = [...all.keys()].filter((id) => {
    const stands = standing(id);
    return stands !== undefined && upwards(tree, stands).some((above) => named.has(above));
  });
  return new Set(below);
}

/** Whether a text has a word that begins so. */
export function says(text: string, word: string): boolean {
  return wordsIn(text).some((one) => one.startsWith(word));
}

export const wordsIn = (text: string): string[] =>
  foldForSearch(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
