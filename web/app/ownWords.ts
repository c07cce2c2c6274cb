import { i18n } from '@lingui/core';
import { queryOptions } from '@tanstack/react-query';
import type { WordsView } from '../../shared/strategy/strategy.ts';
import {
  type CompanyWords,
  type Language,
  messageWords,
  noOwnWords,
  roleName,
} from '../../shared/strategy/words.ts';
import { api, isSignedOut } from './api.ts';

let company: CompanyWords = noOwnWords;
/** Of the words that messages have now. */
let spoken: Language | undefined;

/** The language of words: the pseudo-language lengthens the English ones around them. */
export function spokenLanguage(): Language {
  return i18n.locale === 'de' ? 'de' : 'en';
}

/** From now on every message is said in these words. */
function speakAs(words: CompanyWords): void {
  company = words;
  spoken = spokenLanguage();
  i18n.setVariables(messageWords(words, spoken));
}

/** Before anything is drawn, and again whenever the language is another. */
export function startSpeaking(): void {
  speakAs(company);
  i18n.on('change', () => {
    if (spoken !== spokenLanguage()) speakAs(company);
  });
}

/**
 * How a role is called here. Whoever draws it holds `say` as well, which is another one as soon as the
 * words change.
 */
export function nameOfRole(role: string): { one: string; many: string } {
  return roleName(role, company, spokenLanguage());
}

/** The company's own words and kinds; null while nobody is signed in. Live updates ask for them anew. */
export const wordsQuery = queryOptions({
  queryKey: ['strategy', 'words'],
  queryFn: ({ signal }) =>
    api.get<WordsView>('/strategy/words', { signal }).then(
      (words) => {
        speakAs(words);
        return words;
      },
      (error: unknown) => {
        if (isSignedOut(error)) return null;
        throw error;
      },
    ),
  staleTime: Number.POSITIVE_INFINITY,
});
