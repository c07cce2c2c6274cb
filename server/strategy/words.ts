import type { WordsView } from '../../shared/strategy/strategy.ts';
import type { Transaction } from '../platform/access/actor.ts';
import { versionInForce } from './strategy.ts';

/**
 * The words of the company and the kinds it offers: what every page needs before it is drawn. A text the
 * server makes takes its words from here as well, through `roleName` and `formsOf` of
 * shared/strategy/words.ts.
 */
export async function viewWords(transaction: Transaction): Promise<WordsView> {
  const { version, choices } = await versionInForce(transaction);
  return {
    version,
    words: choices.words,
    germanStyle: choices.germanStyle,
    kinds: choices.relationships.map(({ role, sidebar, retired }) => ({ role, sidebar, retired })),
  };
}
