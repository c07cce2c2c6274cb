import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Answered, type Candidate, rank, taughtBy } from './next-action.ts';
import { slowRanking } from './reference.ts';

const kinds = ['promise', 'revive', 'seed'];
const share = fc.double({ min: 0, max: 1, noNaN: true });
const candidate: fc.Arbitrary<Candidate> = fc.record({
  kind: fc.constantFrom(...kinds),
  party: fc.constantFrom('Ada', 'Ben', 'Cleo', 'Dora'),
  about: fc.uuid(),
  probability: share,
  value: fc.nat(10_000_000),
  share,
  damping: share,
  minutes: fc.integer({ min: 1, max: 60 }),
});
const answer = fc.record({
  kind: fc.constantFrom(...kinds),
  answer: fc.constantFrom('done' as const, 'not now' as const, 'never' as const),
});

function counted(answers: { kind: string; answer: string }[]): Map<string, Answered> {
  const counts = new Map<string, Answered>();
  for (const { kind, answer: said } of answers) {
    const of = counts.get(kind) ?? { done: 0, notNow: 0, never: 0 };
    if (said === 'done') of.done++;
    if (said === 'not now') of.notNow++;
    if (said === 'never') of.never++;
    counts.set(kind, of);
  }
  return counts;
}

test('is ranked as if it was looked for one by one', () => {
  fc.assert(
    fc.property(
      fc.array(candidate, { maxLength: 40 }),
      fc.array(answer, { maxLength: 30 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 20 }),
      (candidates, answers, perParty, most) => {
        const limits = { perParty, most };
        const { of } = taughtBy(counted(answers));
        const ranked = rank(candidates, of, limits);
        const slow = slowRanking(candidates, answers, limits);
        // Two that are worth the same to the last digit but one may change places.
        const worth = (about: string) => ranked.find((one) => one.candidate.about === about);
        expect(ranked).toHaveLength(slow.length);
        for (const [at, { candidate: one, perMinute }] of ranked.entries()) {
          const other = slow[at]!;
          if (other.about !== one.about)
            expect(worth(other.about)?.perMinute ?? perMinute).toBeCloseTo(perMinute, 6);
        }
      },
    ),
  );
});

test('answers to one kind teach that kind most, and the others a little', () => {
  const before = taughtBy(new Map());
  expect(before.overall.mean).toBe(0.75);
  expect(before.of('seed').mean).toBe(0.75);
  const after = taughtBy(new Map([['seed', { done: 0, notNow: 0, never: 4 }]]));
  expect(after.overall.mean).toBeCloseTo(3 / 8);
  expect(after.of('seed').mean).toBeCloseTo(1.5 / 8);
  expect(after.of('revive').mean).toBeCloseTo(3 / 8);
  const done = taughtBy(new Map([['seed', { done: 4, notNow: 0, never: 0 }]]));
  expect(done.of('seed').mean).toBeGreaterThan(done.of('revive').mean);
  expect(done.of('revive').mean).toBeGreaterThan(before.of('revive').mean);
});
