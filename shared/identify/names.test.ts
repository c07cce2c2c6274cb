import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldForSearch } from '../platform/folding.ts';
import { displayName, initials, nameFromParts, partsOfFamilyFirst, sortKey } from './names.ts';

describe('the display name', () => {
  test.each([
    ['  Anna   Meier ', 'Anna Meier'],
    ['"Doe, John"', 'Doe, John'],
    ["'Anna'", 'Anna'],
    ['„Anna Meier“', 'Anna Meier'],
    ['ANNA MEIER', 'ANNA MEIER'],
    ["O'Brien", "O'Brien"],
    ['Null', 'Null'],
    ['Jose\u0301', 'José'],
    ['Anna\r\nMeier', 'Anna Meier'],
    ['An\u0000na\u0007 Meier', 'Anna Meier'],
    ['\u202eevil', 'evil'],
    ['""', ''],
  ])('of %j is %j', (written, shown) => expect(displayName(written)).toBe(shown));

  test('stays the same when made twice, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = displayName(text);
        expect(displayName(once)).toBe(once);
      }),
    );
  });

  test('puts the family first where its language does', () => {
    expect(nameFromParts({ given: '太郎', family: '山田' })).toBe('山田太郎');
    expect(nameFromParts({ given: 'Taro', family: 'Yamada' })).toBe('Taro Yamada');
  });
});

describe('“Family, Given”', () => {
  test('is turned when nothing else may stand behind the comma', () => {
    expect(partsOfFamilyFirst('Doe, John')).toEqual({ family: 'Doe', given: 'John' });
    expect(partsOfFamilyFirst('van der Berg, Anna Maria')).toEqual({
      family: 'van der Berg',
      given: 'Anna Maria',
    });
  });
  test.each(['Doe, Jr.', 'Acme, Inc.', 'Meier, PhD', 'a, b, c', 'Doe,', 'Room 3, House'])(
    '%j is left alone',
    (text) => expect(partsOfFamilyFirst(text)).toBeNull(),
  );
});

test('sorting goes by the family name, particles and all', () => {
  expect(sortKey('Anna van der Berg')).toBe('van der berg anna');
  expect(sortKey('John Doe Jr.')).toBe('doe john');
  expect(sortKey('Anna Meier', { family: 'Ärmel', given: 'Anna' })).toBe('armel anna');
});

describe('a name as the directory of a company writes it', () => {
  test.each([
    ['Müller, Jürgen', 'muller jurgen', 'JM'],
    ['Schmidt, Otto (EXT)', 'schmidt otto', 'OS'],
    ['Schmidt, Otto [Einkauf] (extern)', 'schmidt otto', 'OS'],
    ['van der Berg, Anna', 'van der berg anna', 'AB'],
    ['Otto Schmidt (EXT)', 'schmidt otto', 'OS'],
    ['Otto Schmidt (EXT', 'schmidt otto', 'OS'],
    ['Maria Huber, BA MA', 'huber maria', 'MH'],
    ['Huber, Maria, MSc', 'huber maria', 'MH'],
    ['Meier, PhD', 'meier', 'M'],
    ['(EXT)', '(ext)', 'E'],
  ])('%j stands under %j and is abbreviated %j', (name, key, letters) => {
    expect(sortKey(name)).toBe(key);
    expect(initials(name)).toBe(letters);
    expect(displayName(name)).toBe(name);
  });
});

test('initials are whole letters, never half an emoji', () => {
  expect(initials('Anna Meier')).toBe('AM');
  expect(initials('Frau Dr. Anna Meier')).toBe('AM');
  expect(initials('Don Draper')).toBe('DD');
  expect(initials('Dr')).toBe('D');
  expect(initials('élodie')).toBe('É');
  expect(initials('👩‍👩‍👧 Family')).toBe('👩‍👩‍👧F');
  expect(initials('')).toBe('');
});

describe('folding for search', () => {
  test.each([
    ['Straße', 'strasse'],
    ['Łódź', 'lodz'],
    ['Ørsted', 'orsted'],
    ['ÉCOLE', 'ecole'],
    ['Толстой', 'толстой'],
    ['Ёлкин', 'елкин'],
    ['Παπαδόπουλος', 'παπαδοπουλοσ'],
    ['İstanbul', 'istanbul'],
    ['Ａｃｍｅ', 'acme'],
    ['हिन्दी', 'हिन्दी'],
  ])('%j → %j', (written, folded) => expect(foldForSearch(written)).toBe(folded.normalize('NFC')));

  test('of what is folded changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = foldForSearch(text);
        expect(foldForSearch(once)).toBe(once);
      }),
    );
  });
});
