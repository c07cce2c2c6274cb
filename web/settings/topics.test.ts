import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findTopics, type Topic } from './topics.ts';

const read = (language: string) => {
  const path = new URL(`../locales/${language}/settings.json`, import.meta.url);
  const texts = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string | { text: string }>;
  return (id: string) => {
    const text = texts[id] ?? '';
    return typeof text === 'string' ? text : text.text;
  };
};

test.each([
  ['en', 'dark mode', 'looks'],
  ['en', 'change password', 'password'],
  ['en', 'shortcut keyboard', 'keys'],
  ['en', 'invite colleague', 'invitations'],
  ['en', 'sign out other', 'sessions'],
  ['en', 'time zone', 'company'],
  ['en', 'api access', 'tokens'],
  ['en', 'who may', 'levels'],
  ['en', 'custom field', 'fields'],
  ['de', 'eigenes feld', 'fields'],
  ['de', 'passwort ändern', 'password'],
  ['de', 'dunkel', 'looks'],
  ['de', 'kollegin einladen', 'invitations'],
  ['de', 'land', 'company'],
])('in %s “%s” finds %s', (language, typed, id) => {
  const say = read(language);
  const found = findTopics(typed, ({ title, words }: Topic) => `${say(title)} ${say(words)}`);
  expect(found.map((topic) => topic.id)).toContain(id);
});
