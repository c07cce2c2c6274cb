import { expect, test } from 'vitest';
import { nameFromParts } from './names.ts';
import { isNamePrefix, splitPrefix } from './salutations.ts';

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
