import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountsIn } from './amounts.ts';
import { claimsOf, isSameMatter, matterOf, validUntil } from './claims.ts';
import { compareClaims } from './comparing.ts';
import type { ToldClaim } from './told.ts';

/** A Wednesday in Vienna. */
const context = {
  now: Temporal.ZonedDateTime.from('2026-04-15T10:30[Europe/Vienna]'),
  monthFirst: false,
};
const claims = (text: string, subject = '') => claimsOf(text, subject, context);

describe('amounts', () => {
  test.each([
    ['It costs € 1.200,- in all.', 'EUR 120000'],
    ['1,200.50 EUR', 'EUR 120050'],
    ['1.200,50 Euro', 'EUR 120050'],
    ['CHF 40', 'CHF 4000'],
    ["CHF 1'250.00", 'CHF 125000'],
    ['$99.9', 'USD 9990'],
    ['12 500 €', 'EUR 1250000'],
    ['€1200', 'EUR 120000'],
    ['zwischen 10 € und 20 €', 'EUR 1000', 'EUR 2000'],
  ])('%s', (text, ...expected) =>
    expect(amountsIn(text).map(({ currency, amount }) => `${currency} ${String(amount)}`)).toEqual(
      expected,
    ),
  );
  test.each(['1200 boards', '5 % off', 'version 2.0', 'call 0316 123456', 'in Europe 40'])(
    '%s names none',
    (text) => expect(amountsIn(text)).toEqual([]),
  );
  test('whatever is written, an amount stands where it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        for (const { from, to, amount } of amountsIn(`${text} 12,50 €`)) {
          expect(to).toBeGreaterThan(from);
          expect(Number.isSafeInteger(amount)).toBe(true);
        }
      }),
    );
  });
});

test('a sentence with one price, a day or what is included is held to', () => {
  expect(claims('The oak boards cost EUR 1,200. Delivery is included.')).toMatchObject([
    { kind: 'price', price: { amount: 120_000, currency: 'EUR' } },
    { kind: 'scope', scope: 'delivery', isIncluded: true },
  ]);
  expect(claims('Wir liefern die Bretter am 4. Mai.')).toMatchObject([
    { kind: 'date', on: '2026-05-04' },
  ]);
  expect(claims('Der Preis versteht sich zzgl. MwSt und ohne Montage.')).toMatchObject([
    { kind: 'scope', scope: 'tax', isIncluded: false },
    { kind: 'scope', scope: 'installation', isIncluded: false },
  ]);
  // Questions, several prices and what was quoted hold nobody to anything.
  expect(claims('Is it EUR 1,200?')).toEqual([]);
  expect(claims('Oak is EUR 10, beech is EUR 20.')).toEqual([]);
  expect(claims('Yes.\n\nOn Tue, 14 Apr 2026 at 10:00, Max wrote:\n> It costs EUR 9.')).toEqual([]);
});

test('the same is meant whatever its form; a price alone is of what the mail is about', () => {
  expect(isSameMatter(matterOf('the oak boards'), matterOf('An oak board costs more'))).toBe(true);
  expect(isSameMatter(matterOf('die Eichenbretter'), matterOf('Eichenbrettern'))).toBe(true);
  expect(isSameMatter(matterOf('oak boards'), matterOf('oak tables'))).toBe(false);
  expect(claims('It is EUR 5.', 'Re: Oak boards')[0]?.matter).toEqual(matterOf('oak boards'));
  expect(validUntil('This offer is valid until 30 April 2026.', context)).toBe('2026-04-30');
  expect(validUntil('Gültig bis 30.4.2026.', context)).toBe('2026-04-30');
});

describe('compared with what was told', () => {
  const said = (text: string, also: Partial<ToldClaim> = {}): ToldClaim[] =>
    claims(text).map(
      (claim) =>
        ({
          ...claim,
          from: 'mail',
          activityId: null,
          partyId: crypto.randomUUID(),
          partyKind: 'person',
          by: 'Nora',
          at: '2026-04-10T08:00:00Z',
          holds: true,
          ...also,
        }) as ToldClaim,
    );
  const differing = (draft: string, told: ToldClaim[]) =>
    compareClaims(claims(draft), told).map(({ contradicts }) => contradicts);

  test.each([
    ['The oak boards cost EUR 1,100.', 'The oak boards are EUR 1,200.', [true]],
    ['The oak boards cost EUR 1,200.', 'The oak boards are EUR 1,200.', [false]],
    ['The oak boards cost EUR 1,100.', 'The beech tables are EUR 1,200.', []],
    ['The oak boards cost USD 1,100.', 'The oak boards are EUR 1,200.', [false]],
    ['We deliver the boards on 5 May.', 'We deliver the boards on 4 May.', [true]],
    ['Die Lieferung der Bretter ist nicht enthalten.', 'Bretter inklusive Lieferung.', [true]],
    ['Shipping is extra.', 'The price is including delivery.', [true]],
    ['Assembly is included.', 'The price is including delivery.', []],
  ])('“%s” after “%s”', (draft, told, expected) =>
    expect(differing(draft, said(told))).toEqual(expected),
  );

  test('only the latest word counts, and what has run out is contradicted by nothing', () => {
    const first = said('The oak boards are EUR 1,200.');
    const later = said('The oak boards are EUR 1,100.', { at: '2026-04-12T08:00:00Z' });
    expect(differing('The oak boards cost EUR 1,100.', [...first, ...later])).toEqual([false]);
    expect(
      differing(
        'The oak boards cost EUR 1,000.',
        said('The oak boards are EUR 9.', { holds: false }),
      ),
    ).toEqual([false]);
  });
});
