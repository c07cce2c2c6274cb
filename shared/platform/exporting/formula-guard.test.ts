import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { guarded, unguarded } from './formula-guard.ts';
import { formulaOpeners } from './formula-openers.ts';

describe('a text that a spreadsheet would calculate', () => {
  test.each(formulaOpeners)('%j is shown as text and read back as it was', (text) => {
    expect(guarded(text)).toBe(`'${text}`);
    expect(unguarded(guarded(text))).toBe(text);
  });

  test('is a phone number or a minus five too, and comes back whole', () => {
    for (const text of ['+49 170 1234567', '-5', '+1-800-555', '@anna']) {
      expect(guarded(text)).not.toBe(text);
      expect(unguarded(guarded(text))).toBe(text);
    }
  });
});

test('an ordinary text stays as it is', () => {
  for (const text of [
    '',
    'Anna Gruber',
    "O'Brien",
    "'s Gravenhage",
    '1 + 1 = 2',
    'a@b.example',
    '田中',
  ])
    expect(guarded(text)).toBe(text);
});

const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^[' \t\n\r=+@-]{0,6}[a-z0-9]*$/),
);
property.prop([texts])('whatever stands in a cell comes back exactly', (text) => {
  expect(unguarded(guarded(text))).toBe(text);
});
property.prop([texts])('the guard of a guarded text comes back as well', (text) => {
  expect(unguarded(guarded(guarded(text)))).toBe(guarded(text));
});
