import { expect, test } from 'vitest';
import { countryName, shownBirthday, shownInstant } from './time.ts';

const now = Temporal.Instant.from('2026-03-20T12:00:00Z');

test('this week is told by its distance, everything older by its date', () => {
  expect(shownInstant('2026-03-20T11:59:40Z', 'en', now)).toBe('now');
  expect(shownInstant('2026-03-20T09:30:00Z', 'en', now)).toBe('2 hours ago');
  expect(shownInstant('2026-03-19T09:00:00Z', 'en', now)).toBe('yesterday');
  expect(shownInstant('2026-03-23T12:00:00Z', 'de', now)).toBe('in 3 Tagen');
  expect(shownInstant('2025-01-02T12:00:00Z', 'en', now)).toBe('Jan 2, 2025');
});

test('a birthday is told whether or not its year is known', () => {
  expect(shownBirthday('--02-29', 'en')).toBe('February 29');
  expect(shownBirthday('1980-04-23', 'de')).toBe('23. April 1980');
});

test('a country is named in the reader’s language', () => {
  expect(countryName('AT', 'de')).toBe('Österreich');
  expect(countryName('?', 'de')).toBe('?');
});
