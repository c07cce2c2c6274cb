import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keptRate } from './kept-rate.ts';
import { fitNextContact, nextContact } from './next-contact.ts';
import { reciprocity } from './reciprocity.ts';
import {
  chanceWithin,
  fitRhythms,
  type Gaps,
  gapQuantile,
  gapsBetween,
  logLikelihood,
  noGaps,
  type Rhythms,
  stillSilent,
  usualRhythms,
} from './rhythm.ts';
import { betaAbove, betaBelow, betaQuantile, lnGamma } from './special.ts';
import { amount, isOneAt, strengthAt, strengthOf, warmthOf } from './strength.ts';

const dayMs = 86_400_000;
const now = Date.UTC(2026, 10, 1);

/** Simpson's rule over the logarithm of what is integrated, for functions that live near 0 and far out. */
function integral(of: (x: number) => number, low = -60, high = 12, steps = 20_000): number {
  const width = (high - low) / steps;
  let sum = 0;
  for (let step = 0; step <= steps; step++) {
    const x = Math.exp(low + step * width);
    const value = of(x) * x;
    const times = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2;
    if (Number.isFinite(value)) sum += times * value;
  }
  return (sum * width) / 3;
}

const contact = fc.record({
  weight: fc.oneof(
    fc.constantFrom(3, 2, 1, 0.1),
    fc.integer({ min: 1, max: 300 }).map((n) => 1 / n),
  ),
  ageDays: fc.double({ min: 0, max: 3_000, noNaN: true }),
});
const contacts = fc.array(contact, { maxLength: 60 });
const atOf = ({ ageDays }: { ageDays: number }) => now - ageDays * dayMs;

describe('how strong contact is', () => {
  test('is what the sum over all of it says', () => {
    fc.assert(
      fc.property(contacts, (all) => {
        const kept = all.reduce((sum, each) => sum + amount(each.weight, atOf(each)), 0n);
        const direct = all.reduce(
          (sum, { weight, ageDays }) => sum + weight * 2 ** (-ageDays / 45),
          0,
        );
        expect(strengthAt(kept, now)).toBeCloseTo(direct, 8);
        expect(warmthOf(strengthAt(kept, now))).toBeCloseTo(1 - Math.exp(-direct / 4), 8);
      }),
    );
  });

  test('does not depend on the order in which it is told', () => {
    fc.assert(
      fc.property(contacts, (all) => {
        const sum = (some: typeof all) =>
          some.reduce((total, each) => total + amount(each.weight, atOf(each)), 0n);
        expect(sum(all.toReversed())).toBe(sum(all));
      }),
    );
  });

  test('is exactly what it was once something is taken back', () => {
    fc.assert(
      fc.property(contacts, contacts, (stays, goes) => {
        const of = (some: typeof stays) => some.map((each) => amount(each.weight, atOf(each)));
        const before = of(stays).reduce((sum, each) => sum + each, 0n);
        const all = of(goes).reduce((sum, each) => sum + each, before);
        expect(of(goes).reduce((sum, each) => sum - each, all)).toBe(before);
      }),
    );
  });

  test('halves in 45 days, and comes down to one when it says', () => {
    const kept = amount(3, now);
    expect(strengthAt(kept, now)).toBeCloseTo(3, 8);
    expect(strengthAt(kept, now + 45 * dayMs)).toBeCloseTo(1.5, 8);
    expect(strengthAt(kept, isOneAt(3, now))).toBeCloseTo(1, 8);
    expect(strengthOf(warmthOf(2.5))).toBeCloseTo(2.5, 10);
    expect(strengthAt(0n, now)).toBe(0);
  });

  test('stays a number for whatever year an entry claims', () => {
    for (const year of [1, 1970, 2038, 9999]) {
      const at = new Date(0).setUTCFullYear(year);
      expect(Number.isNaN(strengthAt(amount(3, at), now))).toBe(false);
    }
  });
});

describe('whether there is contact again', () => {
  const rhythms = { shape: 0.9, a: 1.7, b: 60 };
  const at = (silentDays: number, strength: number) => ({ gaps: noGaps, silentDays, strength });

  test('is what the gaps say, until the company has a past of its own', () => {
    const state = at(20, 0.7);
    expect(nextContact(rhythms, undefined, state, 30)).toBe(chanceWithin(rhythms, state, 30));
    expect(fitNextContact(rhythms, [{ state, again: true }], 30)).toBeUndefined();
  });

  test('learns from the past how much silence and warmth tell', () => {
    const examples = Array.from({ length: 400 }, (_, index) => {
      const strength = 0.05 + (index % 20) / 4;
      // Here nothing but warmth tells.
      return {
        state: at(1 + ((index * 7) % 50), strength),
        again: ((index * 7_919) % 1_009) / 50 < strength * 3,
      };
    });
    const weights = fitNextContact(rhythms, examples, 30);
    const chance = (strength: number) => nextContact(rhythms, weights, at(20, strength), 30);
    expect(chance(4)).toBeGreaterThan(chance(0.2) + 0.3);
    const mean =
      examples.reduce((sum, { state }) => sum + nextContact(rhythms, weights, state, 30), 0) / 400;
    expect(mean).toBeCloseTo(examples.filter(({ again }) => again).length / 400, 2);
  });

  test('stays a chance for whatever is asked', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9)),
        (silentDays, strength, weights) => {
          const chance = nextContact(
            rhythms,
            weights.map((each) => each - 4),
            at(silentDays, strength),
            30,
          );
          expect(chance).toBeGreaterThanOrEqual(0);
          expect(chance).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

test('Reciprocity is one where as much comes as goes', () => {
  expect(reciprocity(0, 0)).toBeUndefined();
  expect(reciprocity(5, 5)).toBe(1);
  expect(reciprocity(0, 7)).toBe(0);
  expect(reciprocity(1, 3)).toBe(0.5);
});

const rhythms: fc.Arbitrary<Rhythms> = fc.record({
  shape: fc.double({ min: 0.3, max: 4, noNaN: true }),
  a: fc.double({ min: 0.5, max: 8, noNaN: true }),
  b: fc.double({ min: 1, max: 200, noNaN: true }),
});
const gaps: fc.Arbitrary<Gaps> = fc
  .array(fc.double({ min: 1, max: 400, noNaN: true }), { maxLength: 8 })
  .map((days) => ({
    count: days.length,
    sum: days.reduce((sum, day) => sum + day, 0),
    sumOfLogs: days.reduce((sum, day) => sum + Math.log(day), 0),
  }));

const gammaDensity = (x: number, shape: number, rate: number) =>
  Math.exp(shape * Math.log(rate) + (shape - 1) * Math.log(x) - rate * x - lnGamma(shape));

describe('how long it usually is', () => {
  test('the likelihood of gaps is the integral over all rates', () => {
    fc.assert(
      fc.property(rhythms, gaps, (all, own) => {
        const likelihood = integral(
          (rate) =>
            gammaDensity(rate, all.a, all.b) *
            Math.exp(
              own.count * (all.shape * Math.log(rate) - lnGamma(all.shape)) +
                (all.shape - 1) * own.sumOfLogs -
                rate * own.sum,
            ),
        );
        expect(Math.log(likelihood)).toBeCloseTo(logLikelihood(all, own), 4);
      }),
      { numRuns: 40 },
    );
  });

  test('the chance that the next gap is longer is the integral over the rates after the gaps', () => {
    fc.assert(
      fc.property(
        rhythms,
        gaps,
        fc.double({ min: 0.1, max: 500, noNaN: true }),
        (all, own, days) => {
          const a = all.a + own.count * all.shape;
          const b = all.b + own.sum;
          // Of the density, because the survival of a gamma has no short form.
          const density = (x: number) =>
            Math.exp(
              lnGamma(all.shape + a) -
                lnGamma(all.shape) -
                lnGamma(a) +
                (all.shape - 1) * Math.log(x) +
                a * Math.log(b) -
                (all.shape + a) * Math.log(b + x),
            );
          const beyond = integral(density, Math.log(days), Math.log(days) + 60);
          expect(stillSilent(all, own, days)).toBeCloseTo(beyond, 5);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('of the next gaps nine in ten stay below the ninth decile', () => {
    fc.assert(
      fc.property(rhythms, gaps, (all, own) => {
        expect(stillSilent(all, own, gapQuantile(all, own, 0.9))).toBeCloseTo(0.1, 6);
      }),
    );
  });

  test('the longer the silence the less likely is the next day, where contacts come in bursts', () => {
    const bursts = { shape: 0.5, a: 2, b: 10 };
    const chances = [1, 10, 100].map((silent) =>
      chanceWithin(bursts, { gaps: noGaps, silentDays: silent }, 1),
    );
    expect(chances).toEqual(chances.toSorted((one, other) => other - one));
  });

  test('what many relationships have in common is found again', () => {
    // Rates and gaps by a plain generator of its own, so that every run draws the same.
    let state = 1;
    const uniform = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    /** A gamma with a whole shape is a sum of exponentials. */
    const gamma = (shape: number, rate: number) =>
      Array.from({ length: shape }, () => -Math.log(uniform()) / rate).reduce(
        (sum, each) => sum + each,
        0,
      );
    const all = Array.from({ length: 2_000 }, (): Gaps => {
      const rate = gamma(3, 40);
      const days = Array.from({ length: 1 + Math.floor(uniform() * 12) }, () => gamma(2, rate));
      return {
        count: days.length,
        sum: days.reduce((sum, day) => sum + day, 0),
        sumOfLogs: days.reduce((sum, day) => sum + Math.log(day), 0),
      };
    });
    const found = fitRhythms(all);
    expect(found.shape).toBeGreaterThan(1.9);
    expect(found.shape).toBeLessThan(2.1);
    expect(found.a).toBeGreaterThan(2.6);
    expect(found.a).toBeLessThan(3.4);
    expect(found.b / found.a).toBeGreaterThan(12);
    expect(found.b / found.a).toBeLessThan(15);
    const likelihood = (of: Rhythms) => all.reduce((sum, each) => sum + logLikelihood(of, each), 0);
    expect(likelihood(found)).toBeGreaterThanOrEqual(likelihood({ shape: 2, a: 3, b: 40 }));
  });

  test('somebody without a history has the rhythm of the others, and few gaps leave the usual one', () => {
    expect(fitRhythms([])).toBe(usualRhythms);
    expect(gapQuantile(usualRhythms, noGaps, 0.5)).toBeGreaterThan(20);
    expect(gapQuantile(usualRhythms, noGaps, 0.5)).toBeLessThan(45);
  });

  test('all alike, or all absurd, still end in numbers', () => {
    for (const days of [1, 30, 1e6]) {
      const same = Array.from({ length: 100 }, () => ({
        count: 5,
        sum: 5 * days,
        sumOfLogs: 5 * Math.log(days),
      }));
      const found = fitRhythms(same);
      expect(Object.values(found).every((each) => Number.isFinite(each) && each > 0)).toBe(true);
      expect(gapQuantile(found, same[0]!, 0.9)).toBeGreaterThan(0);
    }
  });

  test('the mails of one afternoon are one contact', () => {
    const at = (days: number) => now + days * dayMs;
    expect(gapsBetween([at(0), at(0.1), at(0.2), at(9.2)])).toMatchObject({ count: 1 });
    expect(gapsBetween([at(0), at(0.1), at(0.2), at(9.2)]).sum).toBeCloseTo(9, 6);
    expect(gapsBetween([])).toEqual(noGaps);
  });
});

describe('how often promises are kept', () => {
  test('begins at eight of ten and follows what happens', () => {
    expect(keptRate(0, 0).mean).toBe(0.8);
    expect(keptRate(10, 0).mean).toBeCloseTo(18 / 20, 12);
    expect(keptRate(0, 10).mean).toBeCloseTo(8 / 20, 12);
  });

  test('its ranges hold what they say, by the integral of the density', () => {
    fc.assert(
      fc.property(fc.nat({ max: 60 }), fc.nat({ max: 60 }), (kept, missed) => {
        const { range80, range95, mean } = keptRate(kept, missed);
        const [a, b] = [8 + kept, 2 + missed];
        const density = (x: number) =>
          x >= 1
            ? 0
            : Math.exp(
                (a - 1) * Math.log(x) +
                  (b - 1) * Math.log1p(-x) +
                  lnGamma(a + b) -
                  lnGamma(a) -
                  lnGamma(b),
              );
        for (const [[low, high], share] of [
          [range80, 0.8],
          [range95, 0.95],
        ] as const) {
          expect(integral(density, Math.log(low), Math.log(high), 2_000)).toBeCloseTo(share, 5);
          expect(low).toBeLessThan(mean);
          expect(high).toBeGreaterThan(mean);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('as the tables of the beta distribution have it', () => {
    expect(betaBelow(2, 3, 0.5)).toBeCloseTo(0.6875, 12);
    expect(betaAbove(2, 3, 0.5)).toBeCloseTo(0.3125, 12);
    expect(betaBelow(0.5, 0.5, 0.25)).toBeCloseTo(1 / 3, 12);
    expect(betaQuantile(2, 3, 0.6875)).toBeCloseTo(0.5, 10);
    expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
  });
});
