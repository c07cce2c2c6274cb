import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asStored, asTyped, calledAt, callNames, mentionedIn, piecesOf } from './mentions.ts';

const anna = '019a0000-0000-7000-8000-000000000001';
const annaMaria = '019a0000-0000-7000-8000-000000000002';
const names = new Map([
  [anna, 'Anna'],
  [annaMaria, 'Anna Maria O’Neill'],
]);

describe('a colleague named in a text', () => {
  test('is stored by id and read by name', () => {
    expect(asStored('Ask @Anna, please.', names)).toBe(`Ask @[${anna}], please.`);
    expect(asTyped(`Ask @[${anna}], please.`, names)).toBe('Ask @Anna, please.');
  });

  test('is the one with the longer name where two begin alike', () => {
    expect(mentionedIn(asStored('@Anna Maria O’Neill knows', names))).toEqual([annaMaria]);
    expect(mentionedIn(asStored('@Anna Mariahilf knows', names))).toEqual([anna]);
  });

  test('is not meant by an address or a longer word', () => {
    expect(mentionedIn(asStored('mail me@Anna or @Annabell', names))).toEqual([]);
  });

  test('is told from another of the same name by the address', () => {
    const twins = [
      { id: anna, name: 'Anna', email: 'anna@a.example' },
      { id: annaMaria, name: 'Anna', email: 'anna@b.example' },
    ];
    const called = callNames(twins);
    expect(mentionedIn(asStored('@Anna (anna@b.example) knows', called))).toEqual([annaMaria]);
  });

  test('survives storing and typing, whatever stands around it', () => {
    const words = fc.string().map((text) => ` ${text.replaceAll('@', '')} `);
    const stored = fc
      .array(fc.oneof(words, fc.constantFrom(`@[${anna}]`, ` @[${annaMaria}]`)))
      .map((parts) => parts.join('').replaceAll(/\](?=@)/g, '] '));
    fc.assert(
      fc.property(stored, (text) => {
        expect(asStored(asTyped(text, names), names)).toBe(text);
        expect(
          piecesOf(text)
            .map((piece) => ('text' in piece ? piece.text : `@[${piece.userId}]`))
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('names are offered', () => {
  test.each([
    ['Hello @An', 9, 'An'],
    ['@', 1, ''],
    ['(@Anna Ma', 9, 'Anna Ma'],
    ['@Anna ', 6, 'Anna '],
    ['with @Maria de la Cruz', 22, 'Maria de la Cruz'],
  ])('after “%s”', (typed, cursor, name) => {
    expect(calledAt(typed, cursor)?.name).toBe(name);
  });

  test.each([
    ['anna@sails.example', 10],
    ['Hello', 5],
    ['@Anna\nand', 9],
    ['@Anna Gruber called about the oak', 33],
    [`@${'a'.repeat(5_000)}`, 5_001],
  ])('not after “%s”', (typed, cursor) => {
    expect(calledAt(typed, cursor)).toBeNull();
  });
});
