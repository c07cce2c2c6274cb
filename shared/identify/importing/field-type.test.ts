import { expect, test } from 'vitest';
import { decimalsOfSamples, typeOfSamples } from './field-type.ts';

test.for<[string, string[], string]>([
  ['yes and no', ['Ja', 'nein', 'ja'], 'boolean'],
  ['seats', ['1.200', '14', '3'], 'number'],
  ['ones and noughts may be counts', ['0', '1'], 'number'],
  ['customer numbers keep their noughts', ['00123', '00124'], 'text'],
  ['days', ['2024-03-01', '01.04.2025'], 'date'],
  ['pages', ['https://a.example/x', 'www.b.example'], 'web'],
  ['words', ['red', '3'], 'text'],
  ['stories', ['one\ntwo'], 'longText'],
  ['nothing', ['', ' '], 'text'],
])('a field for a column of %s', ([, samples, type]) => {
  expect(typeOfSamples(samples, 'AT')).toBe(type);
});

test('holds as many digits behind the comma as the values need', () => {
  expect(decimalsOfSamples(['1,5', '2,25', '3'], 'AT')).toBe(2);
  expect(decimalsOfSamples(['14'], 'AT')).toBe(0);
});
