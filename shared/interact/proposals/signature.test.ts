import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSignature } from './signature.ts';

const ida = { name: 'Ida Holm', address: 'ida@lantern-works.example' };
const read = (body: string, sender = ida) => readSignature(body, sender);

test('a signature after two dashes tells name, title, company and telephones', () => {
  expect(
    read(
      'Hello Max,\n\nhere is the list.\n\n-- \nIda Holm\nHead of Purchasing\nLantern Works Ltd\nPhone: +44 20 7946 0123\nFax: +44 20 7946 0124\nida@lantern-works.example',
    ),
  ).toEqual({
    name: 'Ida Holm',
    title: 'Head of Purchasing',
    company: 'Lantern Works Ltd',
    phones: ['+44 20 7946 0123'],
  });
});

test('words of farewell begin one as well, in German and with several things on a line', () => {
  expect(
    read(
      'Guten Tag,\n\nanbei die Liste.\n\nMit freundlichen Grüßen\n\nDr. Ida Holm | Leiterin Einkauf\nLaternenwerk GmbH & Co. KG · Hauptstraße 1 · 1010 Wien\nT +43 1 2345678  F +43 1 2345679\nMobil: 0660 1234567\n\nGeschäftsführer: Otto Brandt, Firmenbuch FN 12345a',
    ),
  ).toEqual({
    name: 'Dr. Ida Holm',
    title: 'Leiterin Einkauf',
    company: 'Laternenwerk GmbH & Co. KG',
    phones: ['+43 1 2345678', '0660 1234567'],
  });
});

test('a company without a legal form is known by the address', () => {
  expect(read('See you.\n\nBest,\nIda Holm\nLantern Works')?.company).toBe('Lantern Works');
  expect(read('See you.\n\nBest regards\nIda Holm\nThe quick brown fox')?.company).toBeNull();
});

test('who only signs with a name says no more than that', () => {
  expect(read('Fine with me.\n\nIda Holm')).toEqual({
    name: 'Ida Holm',
    title: null,
    company: null,
    phones: [],
  });
  expect(read('Fine with me.')).toBeNull();
  expect(read('Fine.\n\nSent from my iPhone')).toBeNull();
});

test('what was quoted was signed by somebody else', () => {
  expect(
    read(
      'Thanks, yes.\n\nOn Tue, 3 Mar 2026 at 10:00, Max wrote:\n> Shall we?\n>\n> -- \n> Max Roth\n> Director\n> +49 30 123456',
    ),
  ).toBeNull();
});

test('sentences are no titles, and the managing director of the small print is not the writer', () => {
  const signature = read(
    'Hi\n\n--\nIda Holm\nOur director will be back soon.\nManaging Director: Otto Brandt\nRegistered in England No. 123456',
  );
  expect(signature).toEqual({ name: 'Ida Holm', title: null, company: null, phones: [] });
});

test('any text is read without a fault', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string(),
      fc.string(),
      (body, name, address) => {
        readSignature(body, { name, address });
        readSignature(`x\n-- \n${body}`, { name, address });
      },
    ),
  );
});
