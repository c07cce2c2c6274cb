import { i18n, type Messages } from '@lingui/core';

export type LanguageChoice = 'en' | 'de' | 'pseudo';

/** Languages that are written from right to left; the page is mirrored for them. */
const mirrored = new Set(['ar', 'fa', 'he', 'ur']);

const catalogues: Record<LanguageChoice, () => Promise<{ messages: Messages }>> = {
  en: () => import('virtual:messages/en'),
  de: () => import('virtual:messages/de'),
  pseudo: () => import('virtual:messages/pseudo'),
};

/** The first of the browser's languages that we speak, else English. */
export function preferredLanguage(
  wanted: readonly string[],
  stored?: string | null,
): LanguageChoice {
  if (stored && stored in catalogues) return stored as LanguageChoice;
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0] as string;
    if (language === 'en' || language === 'de') return language;
  }
  return 'en';
}

/**
 * Loads the words of a language and shows them. Dates and numbers keep the region of the browser
 * (`de-AT`) where its language is the one shown.
 */
export async function speak(language: LanguageChoice): Promise<void> {
  const { messages } = await catalogues[language]();
  const regional = navigator.languages.find((tag) => tag.split('-')[0] === language);
  const formats = regional ?? (language === 'pseudo' ? 'en' : language);
  i18n.load(language, messages);
  i18n.activate(language, [formats]);
  document.documentElement.lang = language === 'pseudo' ? 'en' : language;
  document.documentElement.dir = mirrored.has(language) ? 'rtl' : 'ltr';
}
