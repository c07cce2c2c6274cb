import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bitsOf, commonGround, type Interest, spreadOf } from './common-ground.ts';
import { slowCommonGround } from './reference.ts';
import { meetingOf, type Tree, upwards, wouldCircle } from './tree.ts';

const tree: Tree = new Map([
  ['sport', null],
  ['water', 'sport'],
  ['sailing', 'water'],
  ['dinghy', 'sailing'],
  ['yacht', 'sailing'],
  ['rowing', 'water'],
  ['chess', null],
]);

/** 1,023 people: 511 do some sport, 31 of them on the water, 3 sail, 1 in a dinghy, 7 play chess. */
const spread = spreadOf(tree, [
  { topics: [], count: 505 },
  { topics: ['sport'], count: 480 },
  { topics: ['rowing'], count: 28 },
  { topics: ['dinghy'], count: 1 },
  { topics: ['yacht', 'sailing'], count: 2 },
  { topics: ['chess'], count: 7 },
]);
const bits = (topic: string) => bitsOf(spread, topic);
const keen = (topic: string, involvement = 1): Interest => ({ topic, involvement });

describe('how specific a topic is', () => {
  test('is told by how few share it, in bits', () => {
    expect(spread.of).toBe(1023);
    expect(spread.counts.get('sport')).toBe(511);
    expect(bits('sport')).toBe(1);
    expect(bits('water')).toBe(5);
    expect(bits('sailing')).toBe(8);
    expect(bits('dinghy')).toBe(9);
    expect(bits('chess')).toBe(7);
  });

  test('what everybody shares says nothing, and what nobody has is the most there is to say', () => {
    const all = spreadOf(tree, [{ topics: ['rowing'], count: 40 }]);
    expect(bitsOf(all, 'sport')).toBe(0);
    expect(bitsOf(all, 'chess')).toBeCloseTo(Math.log2(41), 12);
    expect(bitsOf({ of: 0, counts: new Map() }, 'chess')).toBe(0);
  });

  test('whoever has two interests below a topic is one of those who have it', () => {
    expect(spread.counts.get('sailing')).toBe(3);
  });
});

describe('where two interests meet', () => {
  test('in the most specific topic above both', () => {
    expect(meetingOf(tree, 'dinghy', 'yacht')).toBe('sailing');
    expect(meetingOf(tree, 'dinghy', 'rowing')).toBe('water');
    expect(meetingOf(tree, 'sailing', 'dinghy')).toBe('sailing');
    expect(meetingOf(tree, 'chess', 'dinghy')).toBeNull();
    expect(meetingOf(tree, 'unknown', 'dinghy')).toBeNull();
  });

  test('a tree that closes to a circle is still read to an end', () => {
    const circle: Tree = new Map([
      ['a', 'b'],
      ['b', 'a'],
    ]);
    expect(upwards(circle, 'a')).toEqual(['a', 'b']);
    expect(wouldCircle(tree, 'water', 'dinghy')).toBe(true);
    expect(wouldCircle(tree, 'water', 'water')).toBe(true);
    expect(wouldCircle(tree, 'water', 'chess')).toBe(false);
    expect(wouldCircle(tree, 'water', null)).toBe(false);
  });
});

describe('common ground', () => {
  test('is worth what is specific, as far as both are really in it', () => {
    const ground = commonGround(tree, bits, [keen('dinghy')], [keen('yacht', 0.25)]);
    expect(ground.total).toBe(2);
    expect(ground.shared).toMatchObject([{ topic: 'sailing', bits: 8, worth: 2 }]);
  });

  test('who both sail are not also told that both like water and sport', () => {
    const both = [keen('sailing'), keen('water'), keen('sport')];
    expect(commonGround(tree, bits, both, both).shared.map(({ topic }) => topic)).toEqual([
      'sailing',
    ]);
  });

  test('separate branches add up, the most specific first', () => {
    const ground = commonGround(
      tree,
      bits,
      [keen('chess'), keen('rowing'), keen('dinghy')],
      [keen('dinghy'), keen('chess'), keen('rowing')],
    );
    expect(ground.shared.map(({ topic }) => topic)).toEqual(['dinghy', 'chess', 'rowing']);
    expect(ground.total).toBeCloseTo(9 + 7 + bits('rowing'), 12);
  });

  test('a general interest that fills both lives may say more than a specific one hardly pursued', () => {
    const both = [keen('dinghy', 0.1), keen('water')];
    expect(commonGround(tree, bits, both, both).shared).toMatchObject([{ topic: 'water' }]);
  });

  test('nobody has anything in common with somebody of whom nothing is known', () => {
    expect(commonGround(tree, bits, [keen('chess')], [])).toEqual({ total: 0, shared: [] });
    expect(commonGround(tree, bits, [keen('gone')], [keen('gone')])).toEqual({
      total: 0,
      shared: [],
    });
  });
});

/** A forest of 12 topics, each below an earlier one or at the top. */
const forest = fc.array(fc.nat(12), { minLength: 12, maxLength: 12 }).map((above): Tree => {
  return new Map(
    above.map((parent, index) => [`t${index}`, parent < index ? `t${parent}` : null] as const),
  );
});
const interests = fc.uniqueArray(
  fc.record({
    topic: fc.nat(11).map((index) => `t${index}`),
    involvement: fc.constantFrom(0, 0.25, 0.5, 0.75, 1),
  }),
  { maxLength: 4, selector: ({ topic }) => topic },
);
const people = fc.array(
  fc.record({
    topics: fc.array(
      fc.nat(11).map((index) => `t${index}`),
      { maxLength: 3 },
    ),
    count: fc.integer({ min: 1, max: 9 }),
  }),
  { maxLength: 12 },
);

test('equals the best of all ways to pair the interests one to one, whatever the tree', () => {
  fc.assert(
    fc.property(forest, people, interests, interests, (someTree, some, ones, others) => {
      const someSpread = spreadOf(someTree, some);
      const worth = (topic: string) => bitsOf(someSpread, topic);
      const { total, shared } = commonGround(someTree, worth, ones, others);
      expect(total).toBeCloseTo(slowCommonGround(someTree, worth, ones, others), 9);
      expect(commonGround(someTree, worth, others, ones).total).toBeCloseTo(total, 9);
      for (const { topic, one, other } of shared)
        expect(meetingOf(someTree, one.topic, other.topic)).toBe(topic);
      const paired = shared.map(({ one }) => one.topic);
      expect(new Set(paired).size).toBe(paired.length);
    }),
    { numRuns: 500 },
  );
});

test('the narrower a topic, the more it says', () => {
  fc.assert(
    fc.property(forest, people, (someTree, some) => {
      const someSpread = spreadOf(someTree, some);
      for (const [topic, parent] of someTree)
        if (parent)
          expect(bitsOf(someSpread, topic)).toBeGreaterThanOrEqual(bitsOf(someSpread, parent));
    }),
  );
});
