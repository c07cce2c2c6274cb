import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { upwards } from '../../../models/common-ground/tree.ts';
import type { InterestNode } from '../../../shared/understand/interests/nodes.ts';
import { tooPersonalWord } from '../../../shared/understand/interests/personal.ts';
import { requireSound } from './arranging.ts';
import { builtIn, readOutline } from './built-in.ts';
import { NodeCircle } from './errors.ts';
import { nodesOf } from './nodes.ts';

describe('the built-in taxonomy', () => {
  const byId = new Map(builtIn.map((node) => [node.id, node]));
  const depthOf = (id: string): number => {
    const parent = byId.get(id)?.parent;
    return parent ? 1 + depthOf(parent) : 1;
  };

  test('has more than 600 interests in seven fields, from general to specific', () => {
    expect(builtIn.length).toBeGreaterThan(600);
    expect(byId.size).toBe(builtIn.length);
    expect(builtIn.filter(({ parent }) => parent === null).map(({ id }) => id)).toEqual([
      'hobbies',
      'sport',
      'arts',
      'places',
      'science',
      'trades',
      'causes',
    ]);
    for (const { id, parent } of builtIn) {
      if (parent) expect(byId.has(parent), id).toBe(true);
      expect(depthOf(id), id).toBeLessThanOrEqual(6);
    }
  });

  test('names each of them once in each language, and never in one language only', () => {
    for (const language of ['en', 'de'] as const) {
      const names = builtIn.map((node) => node[language].toLowerCase());
      const twice = names.filter((name, at) => names.indexOf(name) !== at);
      expect(twice).toEqual([]);
      for (const name of names) expect(name).toMatch(/^[\p{L}\p{N}’ ,-]+$/u);
    }
  });

  test('knows nothing of health, belief, politics or trouble in the family', () => {
    const tooPersonal = builtIn.filter(({ en, de }) => tooPersonalWord(`${en} ${de}`));
    expect(tooPersonal).toEqual([]);
    for (const word of ['Cancer support', 'Kirchenchor', 'Parteipolitik Wahlkampf', 'Scheidung'])
      expect(tooPersonalWord(word), word).toBeDefined();
    for (const word of ['Kirschen', 'Spirituosen', 'Bird migration', 'Berggasthof'])
      expect(tooPersonalWord(word), word).toBeUndefined();
  });

  test('refuses an outline that jumps inward', () => {
    expect(() => readOutline('a: A = A\n    b: B = B')).toThrow('No node');
    expect(() => readOutline('a: A')).toThrow('No node');
  });
});

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const start = (): Map<string, InterestNode> =>
  new Map(
    ids.map((id) => [
      id,
      { id, parent: null, en: id, de: id, retired: false, mergedInto: null, version: 1 },
    ]),
  );
const place = fc.option(fc.constantFrom(...ids));
const move = fc.record({
  id: fc.constantFrom(...ids),
  change: fc.oneof(fc.record({ parent: place }), fc.record({ mergedInto: place })),
});

test('however nodes are moved and merged and taken apart again, no circle ever stands', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
      const all = start();
      for (const { id, change } of moves) {
        const node = { ...all.get(id)!, ...change };
        try {
          requireSound(nodesOf(all), node);
        } catch (error) {
          expect(error).toBeInstanceOf(NodeCircle);
          expect((error as Error).message).toContain(`"${id}" cannot come below it`);
          continue;
        }
        all.set(id, node);
        const { tree, standing } = nodesOf(all);
        for (const one of ids) {
          const at = standing(one)!;
          // A walk that ends in a circle never comes to a top.
          expect(tree.get(upwards(tree, at).at(-1)!)).toBeNull();
          expect(all.get(at)!.mergedInto).toBeNull();
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('what was merged stands where it went, with all that stood below it', () => {
  const all = start();
  all.set('b', { ...all.get('b')!, parent: 'a' });
  all.set('a', { ...all.get('a')!, mergedInto: 'c' });
  const { standing, tree } = nodesOf(all);
  expect(standing('a')).toBe('c');
  expect(upwards(tree, 'b')).toEqual(['b', 'c']);
});
