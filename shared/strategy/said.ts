/** What the company wrote, in one language or both. */
export interface Said {
  en: string;
  de: string;
}

/** What was written, in the reader's language where it is there. */
export function saidIn(text: Said, language: 'en' | 'de'): string {
  return text[language] || text[language === 'en' ? 'de' : 'en'];
}
