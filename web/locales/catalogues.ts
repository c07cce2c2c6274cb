import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type CompiledMessage, compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

/** What stands in `en/*.json`: the English text, and a word to whoever translates it. */
export interface SourceMessage {
  text: string;
  note: string;
}

/** The languages people can choose; `pseudo` is made from English and shows what cannot be translated. */
export const languages = ['en', 'de', 'pseudo'] as const;
export type Language = (typeof languages)[number];

/** Rooms whose words come with their pages, because most visits never enter them (language.ts). */
export const roomsOnDemand = [
  'actions',
  'booking',
  'books',
  'brief',
  'calendar',
  'calls',
  'capture',
  'connections',
  'dealings',
  'disclosure',
  'forms',
  'ground',
  'handover',
  'help',
  'hooks',
  'import',
  'inbox',
  'mentions',
  'needs',
  'outgoing',
  'privacy',
  'proposals',
  'settings',
  'signOn',
  'strategy',
  'tasks',
  'ties',
  'told',
  'understand',
  'warmth',
  'writing',
] as const;
export type RoomOnDemand = (typeof roomsOnDemand)[number];

const folder = import.meta.dirname;
const index = 'virtual:messages';
const published = `${index}/`;

/** All English messages of all rooms. */
export function sourceMessages(): Record<string, SourceMessage> {
  return readRooms<SourceMessage>('en');
}

/** All messages of one language as plain ICU text. */
export function messageTexts(language: Language): Record<string, string> {
  if (language === 'de') return readRooms<string>('de');
  return Object.fromEntries(Object.entries(sourceMessages()).map(([id, { text }]) => [id, text]));
}

/** The messages of one language in the form Lingui reads without a parser in the browser. */
export function compiledMessages(
  language: Language,
  belongs: (id: string) => boolean = () => true,
): Record<string, CompiledMessage> {
  const alter = language === 'pseudo' ? lengthen : undefined;
  const texts = Object.entries(messageTexts(language)).filter(([id]) => belongs(id));
  return Object.fromEntries(texts.map(([id, text]) => [id, compileMessageOrThrow(text, alter)]));
}

/** `Save` becomes `⟦Šåvé··⟧`: longer by 40 %, so that tight places show before a translator finds them. */
export function lengthen(text: string): string {
  if (!/\p{Letter}/u.test(text)) return text;
  const accented = text.replace(/[a-zA-Z]/g, (letter) => accents[letter] ?? letter);
  return `⟦${accented}${'·'.repeat(Math.ceil(text.trim().length * 0.4))}⟧`;
}

const accents: Record<string, string> = Object.fromEntries(
  [...'aåeéiîoöuüyýcçnñsšzžAÅEÉIÎOÖUÜYÝCÇNÑSŠZŽ'].flatMap((letter, at, all) =>
    at % 2 === 0 ? [[letter, all[at + 1] as string]] : [],
  ),
);

function readRooms<Message>(language: string): Record<string, Message> {
  const messages: Record<string, Message> = {};
  for (const file of roomFiles(language)) {
    const room = basename(file, '.json');
    const read = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Message>;
    for (const [id, message] of Object.entries(read)) {
      if (!id.startsWith(`${room}.`))
        throw new Error(`${file}: the id ${id} must begin with ${room}.`);
      messages[id] = message;
    }
  }
  return messages;
}

function roomFiles(language: string): string[] {
  const path = join(folder, language);
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(path, name));
}

/** Whether a message is part of every visit, or of the room asked for. */
function belongsTo(room: string | undefined): (id: string) => boolean {
  const roomOf = (id: string) => id.slice(0, id.indexOf('.'));
  return room === undefined
    ? (id) => !roomsOnDemand.some((one) => one === roomOf(id))
    : (id) => roomOf(id) === room;
}

/** How each of them is fetched: a browser finds only what a file names in full. */
function indexOfCatalogues(): string {
  const fetched = (room = '') =>
    languages.map((one) => `${one}: () => import('${published}${one}${room}')`).join(', ');
  const rooms = roomsOnDemand.map((room) => `${room}: { ${fetched(`/${room}`)} }`).join(', ');
  return `export const catalogues = { ${fetched()} }; export const rooms = { ${rooms} };`;
}

/** Serves `virtual:messages/<language>` and `virtual:messages/<language>/<room>`, compiled while building. */
export function messageCatalogues(): Plugin {
  return {
    name: 'rapport:messages',
    resolveId: (id) => (id === index || id.startsWith(published) ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${index}`) return indexOfCatalogues();
      if (!id.startsWith(`\0${published}`)) return undefined;
      const [language, room] = id.slice(published.length + 1).split('/') as [Language, string?];
      for (const file of roomFiles(language === 'de' ? 'de' : 'en')) this.addWatchFile(file);
      return `export const messages = JSON.parse(${JSON.stringify(JSON.stringify(compiledMessages(language, belongsTo(room))))});`;
    },
  };
}
