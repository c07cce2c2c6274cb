import { catalogues, rooms } from 'virtual:messages';
import { i18n } from '@lingui/core';
import type { RoomOnDemand } from './catalogues.ts';

export type LanguageChoice = 'en' | 'de' | 'pseudo';

/** Languages that are written from right to left; the page is mirrored for them. */
const mirrored = new Set(['ar', 'fa', 'he', 'ur']);

/** Rooms whose words are here, and come along with every other language. */
const entered = new Set<RoomOnDemand>();

/** Fetches the words of a room; its route waits for them (`loader: () => enterRoom('strategy')`). */
export async function enterRoom(room: RoomOnDemand): Promise<void> {
  if (entered.has(room)) return;
  const language = i18n.locale as LanguageChoice;
  const { messages } = await rooms[room][language]();
  entered.add(room);
  // Somebody chose another language meanwhile.
  if (i18n.locale !== language) await speak(i18n.locale as LanguageChoice);
  else i18n.load(language, messages);
}

/** The same for a page that speaks of several. */
export async function enterRooms(...several: RoomOnDemand[]): Promise<void> {
  await Promise.all(several.map(enterRoom));
}

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
  const parts = await Promise.all([
    catalogues[language](),
    ...[...entered].map((room) => rooms[room][language]()),
  ]);
  const regional = navigator.languages.find((tag) => tag.split('-')[0] === language);
  const formats = regional ?? (language === 'pseudo' ? 'en' : language);
  for (const { messages } of parts) i18n.load(language, messages);
  i18n.activate(language, [formats]);
  document.documentElement.lang = language === 'pseudo' ? 'en' : language;
  document.documentElement.dir = mirrored.has(language) ? 'rtl' : 'ltr';
}
