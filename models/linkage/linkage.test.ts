import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clustersOf } from './clusters.ts';
import {
  estimateMatches,
  estimatePrior,
  levelShares,
  PatternCounts,
  priorWeight,
  probabilityOf,
  rarityWeight,
  weightOf,
} from './fellegi-sunter.ts';
import { randomPairs, seededRandom } from './random.ts';
import { soundOf } from './sound.ts';
import { editDistance, jaro, jaroWinkler } from './strings.ts';

const word = fc.string({ unit: fc.constantFrom(...'abcdeilmnorst'), maxLength: 12 });

describe('how alike two texts are', () => {
  test('as Jaro and Winkler published it', () => {
    // Winkler (1990), table of examples.
    expect(jaro('martha', 'marhta')).toBeCloseTo(0.944, 3);
    expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.961, 3);
    expect(jaro('dwayne', 'duane')).toBeCloseTo(0.822, 3);
    expect(jaroWinkler('dwayne', 'duane')).toBeCloseTo(0.84, 2);
    expect(jaro('dixon', 'dicksonx')).toBeCloseTo(0.767, 3);
    expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.813, 3);
  });

  test('whichever is named first, from 0 to 1, and 1 for equal ones only', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        for (const alike of [jaro, jaroWinkler]) {
          const likeness = alike(one, other);
          expect(likeness).toBeCloseTo(alike(other, one), 12);
          expect(likeness).toBeGreaterThanOrEqual(0);
          expect(likeness).toBeLessThanOrEqual(1);
          if (one !== other) expect(likeness).toBeLessThan(1);
        }
      }),
    );
  });

  test('an edit is an edit: one letter more, less, other or swapped', () => {
    expect(editDistance('gruber', 'grubber')).toBe(1);
    expect(editDistance('gruber', 'grber')).toBe(1);
    expect(editDistance('gruber', 'grober')).toBe(1);
    expect(editDistance('gruber', 'gurber')).toBe(1);
    expect(editDistance('gruber', 'maier')).toBe(4);
  });

  test('the number of edits is symmetric, and no more than each step adds', () => {
    fc.assert(
      fc.property(word, word, fc.nat(12), (one, other, at) => {
        expect(editDistance(one, other, 20)).toBe(editDistance(other, one, 20));
        const typo = `${one.slice(0, at)}x${one.slice(at + 1)}`;
        expect(editDistance(one, typo)).toBe(1);
        expect(editDistance(typo, other, 20)).toBeLessThanOrEqual(editDistance(one, other, 20) + 1);
      }),
    );
  });

  test('names that are heard for each other sound alike', () => {
    expect(new Set(['meier', 'maier', 'mayer', 'meyer'].map(soundOf)).size).toBe(1);
    expect(soundOf('schmidt')).toBe(soundOf('smith'));
    expect(soundOf('gruber')).not.toBe(soundOf('wagner'));
    expect(soundOf('王')).toBe('王');
  });
});

describe('the weights of Fellegi and Sunter', () => {
  const fields = [
    { m: [0.9, 0.08, 0.02], u: [0.01, 0.04, 0.95] },
    { m: [0.8, 0.15, 0.05], u: [0.02, 0.08, 0.9] },
    { m: [0.95, 0.05], u: [0.003, 0.997] },
  ];

  test('add up to the probability of the product of the odds', () => {
    const weight =
      priorWeight(0.001) +
      weightOf(fields[0]!, 0) +
      weightOf(fields[1]!, null) +
      weightOf(fields[2]!, 0);
    const odds = (0.001 / 0.999) * (0.9 / 0.01) * (0.95 / 0.003);
    expect(probabilityOf(weight)).toBeCloseTo(odds / (1 + odds), 10);
  });

  test('a rare value says more than a frequent one, and an average one as much as all', () => {
    expect(rarityWeight(0.01, 0.0001)).toBeGreaterThan(0);
    expect(rarityWeight(0.01, 0.2)).toBeLessThan(0);
    expect(rarityWeight(0.01, 0.01)).toBe(0);
  });

  test('are learned from unlabelled pairs, drawn as the model says', () => {
    const random = seededRandom(7);
    const draw = (shares: readonly number[]) => {
      let left = random();
      for (const [level, share] of shares.entries()) {
        left -= share;
        if (left < 0) return level;
      }
      return 0;
    };
    const strangers = new PatternCounts();
    for (let at = 0; at < 20_000; at++) strangers.add(fields.map(({ u }) => draw(u)));
    const assumed = fields.map(({ u }) => u.map(() => 1 / u.length));
    const u = levelShares(strangers, assumed, 10);
    for (const [at, field] of fields.entries())
      for (const [level, share] of field.u.entries()) expect(u[at]![level]).toBeCloseTo(share, 1);

    const blocked = new PatternCounts();
    for (let at = 0; at < 20_000; at++) {
      const isPair = at % 4 === 0;
      blocked.add(
        fields.map((field) => (random() < 0.1 ? null : draw(isPair ? field.m : field.u))),
      );
    }
    const guess = fields.map(({ m }, at) => ({ m: m.map(() => 1 / m.length), u: u[at]! }));
    const learned = estimateMatches(blocked, { fields: guess }, new Set(), 1, 100);
    expect(learned.share).toBeCloseTo(0.25, 1);
    for (const [at, field] of fields.entries())
      for (const [level, share] of field.m.entries())
        expect(Math.abs(learned.m[at]![level]! - share)).toBeLessThan(0.05);
  });

  test('the share of true pairs among all is found from those that were compared', () => {
    const random = seededRandom(3);
    const compared = new PatternCounts();
    for (let at = 0; at < 1_000; at++) compared.add([0, 0, 0]);
    for (let at = 0; at < 3_000; at++) compared.add([random() < 0.1 ? 1 : 2, 2, 1]);
    const prior = estimatePrior(compared, { fields, prior: 0.5 }, 50_000_000);
    expect(prior).toBeGreaterThan(0.9 * (1_000 / 50_000_000));
    expect(prior).toBeLessThan(1.2 * (1_000 / 50_000_000));
  });
});

describe('groups and samples', () => {
  test('what is the same as the same is the same, whatever the order of the pairs', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...'abcdefgh'), fc.constantFrom(...'abcdefgh'))),
        (pairs) => {
          const groups = clustersOf(pairs);
          expect(clustersOf(pairs.toReversed().map(([a, b]) => [b, a]))).toEqual(groups);
          for (const [one, other] of pairs) {
            if (one === other) continue;
            expect(
              groups.filter((group) => group.includes(one) && group.includes(other)),
            ).toHaveLength(1);
          }
          expect(groups.flat()).toHaveLength(new Set(groups.flat()).size);
        },
      ),
    );
  });

  test('random pairs are of two different records, and the same on every run', () => {
    const items = Array.from({ length: 200 }, (_, at) => at);
    const drawn = [...randomPairs(items, 500)];
    expect(drawn).toHaveLength(500);
    expect(drawn.every(([one, other]) => one !== other)).toBe(true);
    expect([...randomPairs(items, 500)]).toEqual(drawn);
    expect([...randomPairs([1, 2, 3], 500)]).toHaveLength(3);
  });
});
