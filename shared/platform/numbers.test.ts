import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { decimalMarkOf, readNumber } from './numbers.ts';

test('numbers are read as people and programs write them', () => {
  for (const [written, mark, number] of [
    ['1.234,56', ',', 1234.56],
    ['1,234.56', ',', 1234.56],
    ["1'234.50", '.', 1234.5],
    ['1 234,5', ',', 1234.5],
    ['1.234', ',', 1234],
    ['1.234', '.', 1.234],
    ['1,5', '.', 1.5],
    ['12.345.678', '.', 12_345_678],
    ['€ 1.000,00', ',', 1000],
    ['1000 EUR', ',', 1000],
    ['(5,50)', ',', -5.5],
    ['5-', ',', -5],
    ['−7', '.', -7],
    ['+49', '.', 49],
    ['.5', '.', 0.5],
    ['', '.', undefined],
    ['plenty', '.', undefined],
    ['1.2.3', '.', undefined],
    ['1e9', '.', undefined],
    ['12:30', '.', undefined],
  ] as const)
    expect([written, readNumber(written, mark)]).toEqual([written, number]);
});

test('a country and a language know their decimal mark', () => {
  expect(['und-DE', 'und-US', 'und-AT', 'de', 'en-GB'].map(decimalMarkOf)).toEqual([
    ',',
    '.',
    ',',
    ',',
    '.',
  ]);
});

test.prop([
  fc.double({ min: -1e9, max: 1e9, noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom('de-DE', 'en-US', 'fr-FR', 'de-CH', 'es-ES', 'sv-SE'),
])('what is shown in a language is read there as the same number', (given, locale) => {
  const number = Number(given.toFixed(2)) || 0;
  const shown = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(number);
  expect(readNumber(shown, decimalMarkOf(locale))).toBeCloseTo(number, 6);
});
