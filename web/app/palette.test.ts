import { expect, test } from 'vitest';
import { matching, wishOf } from './palette.ts';

test('a sign at the front narrows the search', () => {
  expect(wishOf('> dark')).toEqual({ only: 'commands', text: 'dark' });
  expect(wishOf('@anna')).toEqual({ only: 'people', text: 'anna' });
  expect(wishOf(' anna > ben ')).toEqual({ only: 'all', text: 'anna > ben' });
});

const pages = [
  { label: 'Settings' },
  { label: 'People' },
  { label: 'Import people' },
  { label: 'Über Rapport' },
];

test('beginnings of words are enough, and the first word counts most', () => {
  expect(matching(pages, 'peo').map(({ label }) => label)).toEqual(['People', 'Import people']);
  expect(matching(pages, 'peo imp').map(({ label }) => label)).toEqual(['Import people']);
});

test('accents need not be typed', () => {
  expect(matching(pages, 'uber')).toHaveLength(1);
});
