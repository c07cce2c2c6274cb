import { i18n, type Messages } from '@lingui/core';
import type { RoomOnDemand } from './catalogues.ts';

export type LanguageChoice = 'en' | 'de' | 'pseudo';

/** Languages that are written from right to left; the page is mirrored for them. */
const mirrored = new Set(['ar', 'fa', 'he', 'ur']);

type Catalogues = Record<LanguageChoice, () => Promise<{ messages: Messages }>>;

const catalogues: Catalogues = {
  en: () => import('virtual:messages/en'),
  de: () => import('virtual:messages/de'),
  pseudo: () => import('virtual:messages/pseudo'),
};

const rooms: Record<RoomOnDemand, Catalogues> = {
  import: {
    en: () => import('virtual:messages/en/import'),
    de: () => import('virtual:messages/de/import'),
    pseudo: () => import('virtual:messages/pseudo/import'),
  },
  settings: {
    en: () => import('virtual:messages/en/settings'),
    de: () => import('virtual:messages/de/settings'),
    pseudo: () => import('virtual:messages/pseudo/settings'),
  },
  signOn: {
    en: () => import('virtual:messages/en/signOn'),
    de: () => import('virtual:messages/de/signOn'),
    pseudo: () => import('virtual:messages/pseudo/signOn'),
  },
  outgoing: {
    en: () => import('virtual:messages/en/outgoing'),
    de: () => import('virtual:messages/de/outgoing'),
    pseudo: () => import('virtual:messages/pseudo/outgoing'),
  },
  privacy: {
    en: () => import('virtual:messages/en/privacy'),
    de: () => import('virtual:messages/de/privacy'),
    pseudo: () => import('virtual:messages/pseudo/privacy'),
  },
  connections: {
    en: () => import('virtual:messages/en/connections'),
    de: () => import('virtual:messages/de/connections'),
    pseudo: () => import('virtual:messages/pseudo/connections'),
  },
  dealings: {
    en: () => import('virtual:messages/en/dealings'),
    de: () => import('virtual:messages/de/dealings'),
    pseudo: () => import('virtual:messages/pseudo/dealings'),
  },
  capture: {
    en: () => import('virtual:messages/en/capture'),
    de: () => import('virtual:messages/de/capture'),
    pseudo: () => import('virtual:messages/pseudo/capture'),
  },
  help: {
    en: () => import('virtual:messages/en/help'),
    de: () => import('virtual:messages/de/help'),
    pseudo: () => import('virtual:messages/pseudo/help'),
  },
  calls: {
    en: () => import('virtual:messages/en/calls'),
    de: () => import('virtual:messages/de/calls'),
    pseudo: () => import('virtual:messages/pseudo/calls'),
  },
  hooks: {
    en: () => import('virtual:messages/en/hooks'),
    de: () => import('virtual:messages/de/hooks'),
    pseudo: () => import('virtual:messages/pseudo/hooks'),
  },
  strategy: {
    en: () => import('virtual:messages/en/strategy'),
    de: () => import('virtual:messages/de/strategy'),
    pseudo: () => import('virtual:messages/pseudo/strategy'),
  },
  tasks: {
    en: () => import('virtual:messages/en/tasks'),
    de: () => import('virtual:messages/de/tasks'),
    pseudo: () => import('virtual:messages/pseudo/tasks'),
  },
};

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
