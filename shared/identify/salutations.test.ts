import { expect, test } from 'vitest';
import { nameFromParts } from './names.ts';
import { isNamePrefix, letterSalutation, splitPrefix } from './salutations.ts';

test.each([
  ['Frau', 'Frau', ''],
  ['Herr Dr.', 'Herr', 'Dr.'],
  ['Mr. & Mrs.', 'Mr. & Mrs.', ''],
  ['M. et Mme', 'M. et Mme', ''],
  ['Dña.', 'Dña.', ''],
  ['Sr(a).', 'Sr(a).', ''],
  ['Herr/Frau', 'Herr/Frau', ''],
  ['Mag. Dr.', '', 'Mag. Dr.'],
  ['Dipl.-Ing.', '', 'Dipl.-Ing.'],
  ['', '', ''],
])('before a name, %j is the salutation %j and the title %j', (prefix, salutation, title) => {
  expect(splitPrefix(prefix)).toEqual({ salutation, title });
});

test.each([
  ['Ms', true],
  ['Prof. Dr.', true],
  ['Ph.D.', true],
  ['Mag.(FH)', true],
  ['CEO', false],
  ['Sr. Manager', false],
  ['Director', false],
  ['', false],
])('%j stands before a name: %s', (text, expected) => expect(isNamePrefix(text)).toBe(expected));

test('a name is spoken with its title and without its salutation', () => {
  expect(nameFromParts({ prefix: 'Frau Dr.', given: 'Eva', family: 'Rot' })).toBe('Dr. Eva Rot');
  expect(nameFromParts({ prefix: 'Mme', given: 'Lise', family: 'Blanc' })).toBe('Lise Blanc');
});

test.each([
  ['Frau', 'Eva Huber', 'de', 'Sehr geehrte Frau Huber'],
  ['Frau', 'Dr. Eva Huber', 'de', 'Sehr geehrte Frau Dr. Huber'],
  ['Herr', 'Uwe Huber', 'de', 'Sehr geehrter Herr Huber'],
  ['Herr', 'Uwe Huber', 'en', 'Dear Mr Huber'],
  ['Mrs.', 'Eva Huber', 'en', 'Dear Mrs Huber'],
  ['Ms', 'Prof. Dr. Eva Huber', 'en', 'Dear Prof. Dr. Huber'],
  ['', 'Eva Huber', 'de', 'Guten Tag Eva Huber'],
  ['', 'Eva Huber', 'en', 'Dear Eva Huber'],
  ['Familie', 'Huber', 'de', 'Guten Tag Huber'],
] as const)('a letter to %s %s in %s begins with “%s”', (salutation, display, language, words) =>
  expect(letterSalutation({ salutation, display, family: 'Huber' }, language)).toBe(words),
);
