import type { WordsView } from '../../shared/strategy/strategy.ts';
import {
  type CompanyWords,
  formsOf,
  type Language,
  roleName,
} from '../../shared/strategy/words.ts';
import type { Transaction } from '../platform/access/actor.ts';
import { versionInForce } from './strategy.ts';

/** The words of the company and the kinds it offers: what every page needs before it is drawn. */
export async function viewWords(transaction: Transaction): Promise<WordsView> {
  const { version, choices } = await versionInForce(transaction);
  return {
    version,
    words: choices.words,
    germanStyle: choices.germanStyle,
    kinds: choices.relationships.map(({ role, sidebar, retired }) => ({ role, sidebar, retired })),
  };
}

/**
 * The words for a role in texts the server makes, such as exports: every form of it in a sentence, and how
 * it is called where it stands alone.
 */
export async function wordsOf(
  transaction: Transaction,
  language: Language,
): Promise<{
  forms: (role: string) => Record<string, string>;
  name: (role: string) => { one: string; many: string };
}> {
  const company: CompanyWords = await viewWords(transaction);
  return {
    forms: (role) => formsOf(role, company, language),
    name: (role) => roleName(role, company, language),
  };
}
