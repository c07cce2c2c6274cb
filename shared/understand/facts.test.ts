import fc from 'fast-check';
import { expect, test } from 'vitest';
import { credence, ourMeasures } from '../identify/credence.ts';
import type { Basis } from '../identify/statements.ts';
import { ageRing, conflictsAmong, readFacts, type Saying, sharesOf, testimonyOf } from './facts.ts';

const now = Temporal.Instant.from('2026-03-14T09:00:00Z');
const users = ['a', 'b', 'c'].map((one) => one.repeat(8));

const saying: fc.Arbitrary<Saying> = fc
  .record({
    id: fc.uuid(),
    topic: fc.constantFrom('need' as const, 'budget' as const, 'goal' as const),
    valueKey: fc.constantFrom('x', 'y'),
    basis: fc.constantFrom<Basis>('told', 'seen', 'third party', 'assumed', 'calculated'),
    user: fc.constantFrom(...users),
    days: fc.integer({ min: 0, max: 900 }),
    fate: fc.constantFrom('current', 'replaced', 'taken back'),
  })
  .map(({ user, days, fate, ...said }) => ({
    ...said,
    value: said.valueKey,
    label: null,
    source: { kind: 'person', userId: user } as const,
    confirmedAt: now.subtract({ hours: 24 * days }),
    isCurrent: fate === 'current',
    isReplaced: fate === 'replaced',
  }));

test('every value is as sure as all who say it and did not take it back, whatever else is said', () => {
  fc.assert(
    fc.property(fc.array(saying, { maxLength: 20 }), (all) => {
      const facts = readFacts(all, now);
      const current = all.filter(({ isCurrent }) => isCurrent);
      expect(new Set(facts.flatMap((fact) => fact.current))).toEqual(new Set(current));
      for (const fact of facts) {
        const same = all.filter(
          (one) =>
            one.topic === fact.topic &&
            one.valueKey === fact.current[0]!.valueKey &&
            (one.isCurrent || one.isReplaced),
        );
        expect(fact.credence).toBeCloseTo(credence(same.map(testimonyOf), fact.topic, now), 12);
      }
    }),
  );
});

test('what is told of why adds up to the credence', () => {
  fc.assert(
    fc.property(fc.array(saying, { maxLength: 20 }), (all) => {
      for (const fact of readFacts(all, now)) {
        const counting = sharesOf(fact, now).filter(({ counts }) => counts);
        const doubt = counting.reduce((left, share) => left * (1 - share.credence), 1);
        expect(1 - doubt).toBeCloseTo(fact.credence, 12);
      }
    }),
  );
});

test('where only one can be true, whatever differs is a conflict', () => {
  fc.assert(
    fc.property(fc.array(saying, { maxLength: 20 }), (all) => {
      const conflicting = conflictsAmong(readFacts(all, now)).map(([one]) => one!.topic);
      const expected = (['budget', 'goal'] as const).filter((topic) => {
        const current = all.filter((one) => one.topic === topic && one.isCurrent);
        return new Set(current.map(({ valueKey }) => valueKey)).size > 1;
      });
      expect(conflicting.toSorted()).toEqual(expected);
    }),
  );
});

test('the ring is full in the first half of a half-life and empty after it', () => {
  const halfLife = ourMeasures.halfLife('need');
  expect(ageRing(0, halfLife)).toBe('full');
  expect(ageRing(halfLife / 2, halfLife)).toBe('half');
  expect(ageRing(halfLife + 1, halfLife)).toBe('empty');
  expect(ageRing(20_000, Number.POSITIVE_INFINITY)).toBe('full');
});
