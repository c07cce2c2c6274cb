import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  credence,
  type FactTopic,
  factLine,
  halfLives,
  type Testimony,
  witnessOf,
} from './credence.ts';
import { bases } from './statements.ts';

const now = Temporal.Instant.from('2026-03-14T09:00:00Z');
const daysAgo = (days: number) => now.subtract({ seconds: Math.round(days * 86_400) });
const said = (basis: Testimony['basis'], days = 0, witness = 'themselves'): Testimony => ({
  basis,
  witness,
  confirmedAt: daysAgo(days),
});
const believed = (topic: FactTopic, ...all: Testimony[]) =>
  Number(credence(all, topic, now).toFixed(4));

describe('how far a fact may be believed', () => {
  test.each([
    ['told', 0.95],
    ['seen', 0.85],
    ['third party', 0.6],
    ['assumed', 0.3],
  ] as const)('%s is worth %d on its day and half of it after its half-life', (basis, weight) => {
    expect(believed('title', said(basis))).toBe(weight);
    expect(believed('title', said(basis, halfLives.title))).toBe(Number((weight / 2).toFixed(4)));
    expect(believed('life event', said(basis, 20_000))).toBe(weight);
  });

  test('fades at the pace of its topic', () => {
    const halfAYear = 182.625;
    const lines = (['budget', 'need', 'title', 'family'] as const).map((topic) =>
      factLine(credence([said('told', halfAYear)], topic, now)),
    );
    expect(lines).toEqual(['assumption', 'fading', 'known', 'known']);
  });

  test('the lines belong to the better side', () => {
    expect([0.7, 0.699, 0.4, 0.399].map((value) => factLine(value))).toEqual([
      'known',
      'fading',
      'fading',
      'assumption',
    ]);
  });

  test('two who do not depend on each other make it surer, one who says it twice does not', () => {
    const ida = said('third party', 0, 'Ida');
    expect(believed('title', ida, said('third party', 0, 'Uli'))).toBe(0.84);
    expect(believed('title', ida, said('third party', 0, 'Ida'))).toBe(0.6);
  });

  test('of one witness the newest counts, even where it is worth less', () => {
    expect(believed('title', said('told', 10, 'Ida'), said('third party', 0, 'Ida'))).toBe(0.6);
  });

  test('assumptions never add up to knowledge', () => {
    const many = Array.from({ length: 20 }, (_, at) => said('assumed', 0, `assumed ${String(at)}`));
    expect(believed('title', ...many)).toBe(0.3);
    expect(believed('title', ...many, said('third party', 0, 'Ida'))).toBe(0.6);
  });

  test('a calculated value is as sure as the least sure of what it was worked out from', () => {
    expect(believed('title', { ...said('calculated', 900), inputs: [0.9, 0.5] })).toBe(0.5);
    expect(believed('title', said('calculated'))).toBe(0.3);
  });

  test('nobody said it: nothing is known; a date ahead makes nothing surer than today', () => {
    expect(believed('title')).toBe(0);
    expect(believed('title', said('told', -400))).toBe(0.95);
  });
});

test('whoever writes down what somebody told of themselves, they are the witness', () => {
  const [one, other] = [crypto.randomUUID(), crypto.randomUUID()];
  const by = (userId: string) => ({ kind: 'person', userId }) as const;
  expect(witnessOf('told', by(one))).toBe(witnessOf('told', by(other)));
  expect(witnessOf('third party', by(one))).not.toBe(witnessOf('third party', by(other)));
  const file = { kind: 'import', importId: one, file: 'people.csv' } as const;
  expect(witnessOf('seen', { ...file, line: 3 })).toBe(witnessOf('seen', { ...file, line: 9 }));
});

const testimony = fc.record({
  basis: fc.constantFrom(...bases.filter((basis) => basis !== 'calculated')),
  witness: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  confirmedAt: fc.integer({ min: -50, max: 6_000 }).map(daysAgo),
});
const topic = fc.constantFrom<FactTopic>('title', 'need', 'budget', 'family', 'name');

/** The chance that at least one witness is right, by going through every way it may have been. */
function slowly(all: readonly Testimony[], about: FactTopic): number {
  const worth = ({ basis, confirmedAt }: Testimony) => {
    const weight = { told: 0.95, seen: 0.85, 'third party': 0.6, assumed: 0.3, calculated: 0 };
    const age = Number(now.epochNanoseconds - confirmedAt.epochNanoseconds) / 86_400e9;
    return weight[basis] * 0.5 ** (Math.max(0, age) / halfLives[about as keyof typeof halfLives]);
  };
  const witnesses = [...new Set(all.map(({ witness }) => witness))].flatMap((witness) => {
    const own = all
      .filter((one) => one.witness === witness && one.basis !== 'assumed')
      .sort((one, other) => {
        const order = Temporal.Instant.compare(other.confirmedAt, one.confirmedAt);
        return order === 0 ? worth(other) - worth(one) : order;
      });
    return own.length > 0 ? [worth(own[0]!)] : [];
  });
  let right = 0;
  for (let world = 1; world < 2 ** witnesses.length; world += 1) {
    right += witnesses.reduce((chance, one, at) => chance * (world & (1 << at) ? one : 1 - one), 1);
  }
  return Math.max(right, ...all.filter(({ basis }) => basis === 'assumed').map(worth), 0);
}

test('it is the chance that at least one independent witness is right', () => {
  fc.assert(
    fc.property(fc.array(testimony, { maxLength: 14 }), topic, (all, about) => {
      expect(credence(all, about, now)).toBeCloseTo(slowly(all, about), 10);
    }),
  );
});

test('the order of reading does not matter, one more witness never makes it less sure, and it never rises by itself', () => {
  fc.assert(
    fc.property(fc.array(testimony, { maxLength: 10 }), testimony, topic, (all, one, about) => {
      const value = credence(all, about, now);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
      expect(credence(all.toReversed(), about, now)).toBeCloseTo(value, 12);
      const other = { ...one, witness: 'somebody else' };
      expect(credence([...all, other], about, now)).toBeGreaterThanOrEqual(value - 1e-12);
      expect(credence(all, about, now.add({ hours: 24 * 365 }))).toBeLessThanOrEqual(value + 1e-12);
    }),
  );
});
