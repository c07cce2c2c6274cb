import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { kind, sensibleDefault } from './defaults.ts';
import { applied, differences, same } from './differences.ts';
import { effectsOf } from './effects.ts';
import { constantKeys, constants } from './models.ts';
import { withRetired } from './retiring.ts';
import { StrategyChoices } from './strategy.ts';
import { templates } from './templates.ts';

const usual = sensibleDefault.choices;
const all = [usual, ...templates.map(({ choices }) => choices)];

/** A strategy somebody might write: parts of several, in any order, with other words. */
const choices: fc.Arbitrary<StrategyChoices> = fc
  .record({
    base: fc.constantFrom(...all),
    other: fc.constantFrom(...all),
    rhythm: fc.option(fc.integer({ min: 1, max: 1_000 })),
    promise: fc.string({ maxLength: 50 }),
    style: fc.constantFrom('plain' as const, 'pair' as const, 'colon' as const),
    word: fc.option(fc.string({ minLength: 1, maxLength: 20 }), { nil: undefined }),
    constant: fc.constantFrom(...constantKeys),
    places: fc.array(fc.nat(), { maxLength: 20 }),
  })
  .map(({ base, other, rhythm, promise, style, word, constant, places }) => ({
    ...base,
    purpose: { ...other.purpose, serves: { en: promise, de: '' } },
    relationships: chosen(base.relationships, places).map((one, at) =>
      at === 0 ? { ...one, rhythmDays: rhythm } : one,
    ),
    topics: chosen(other.topics, places),
    stages: chosen(base.stages, places.toReversed()),
    promises: [
      ...other.promises.slice(1),
      { key: 'own', text: { en: promise, de: promise }, dueDays: rhythm },
    ],
    germanStyle: style,
    words: {
      ...other.words,
      ...(word === undefined ? {} : { customer: { en: { one: word, many: `${word}s` } } }),
    },
    constants: { ...base.constants, [constant]: constants[constant].most },
  }));

function chosen<Item>(list: readonly Item[], places: readonly number[]): Item[] {
  return [...new Set(places.map((place) => list[place % list.length]!))];
}

describe('the difference between two versions', () => {
  property.prop([choices])('is nothing where they are the same', (one) => {
    expect(differences(one, structuredClone(one))).toEqual([]);
  });

  property.prop([choices, choices])(
    'is the whole difference: applied, it gives the other',
    (one, other) => {
      const after = applied(one, differences(one, other));
      expect(after).toEqual(other);
      expect(same(after, other)).toBe(true);
    },
  );

  test('tells what was renamed, added, moved and set', () => {
    const after = structuredClone(usual);
    after.words.customer = { en: { one: 'patient', many: 'patients' } };
    after.relationships.push(kind('Investor', { sidebar: 'companies' }));
    after.stages.reverse();
    after.limits.contactsPerMonth = 2;
    expect(differences(usual, after)).toMatchObject([
      { kind: 'added', in: 'relationships', key: 'Investor' },
      { kind: 'word', role: 'customer', language: 'en', before: undefined },
      { kind: 'set', in: 'limits', field: 'contactsPerMonth', before: 4, after: 2 },
      { kind: 'ordered', in: 'stages' },
    ]);
  });

  test('names what in the tool follows, or that nothing does yet', () => {
    const after = structuredClone(usual);
    after.relationships.push(kind('Investor', { sidebar: 'companies' }));
    after.purpose.serves = { en: 'Gardeners', de: '' };
    expect(differences(usual, after).map(effectsOf)).toEqual([[], ['choices', 'sidebar']]);
  });
});

describe('what is no longer wanted', () => {
  const without = {
    ...usual,
    relationships: usual.relationships.filter(({ role }) => role !== 'advocate' && role !== 'lead'),
  };
  test('is retired while records have it, and gone otherwise', () => {
    const kept = withRetired(usual, without, {
      relationships: new Set(['advocate']),
      topics: new Set(),
      stages: new Set(),
    });
    expect(kept.relationships.find(({ role }) => role === 'advocate')).toMatchObject({
      retired: true,
      rhythmDays: 120,
    });
    expect(kept.relationships.some(({ role }) => role === 'lead')).toBe(false);
  });

  test('keeps its name', () => {
    const named = { ...usual, words: { advocate: { en: { one: 'friend', many: 'friends' } } } };
    const kept = withRetired(
      named,
      { ...without, words: {} },
      {
        relationships: new Set(['advocate']),
        topics: new Set(),
        stages: new Set(),
      },
    );
    expect(kept.words.advocate?.en?.one).toBe('friend');
  });
});

describe('what we offer to begin with', () => {
  test.each([
    ['the default', usual] as const,
    ...templates.map(({ id, choices: its }) => [id, its] as const),
  ])('%s is whole, in both languages', (_name, offered) => {
    expect(StrategyChoices.parse(offered)).toEqual(offered);
    const texts = JSON.stringify(offered).matchAll(/\{"en":"([^"]*)","de":"([^"]*)"\}/g);
    for (const [, en, de] of texts) expect(Boolean(en)).toBe(Boolean(de));
    expect(offered.stages.some(({ outcome }) => outcome === 'won')).toBe(true);
    expect(offered.stages.some(({ outcome }) => outcome === 'lost')).toBe(true);
  });

  test('every constant has our value within its bounds', () => {
    for (const key of constantKeys) {
      const { least, most, ours } = constants[key];
      expect(ours).toBeGreaterThanOrEqual(least);
      expect(ours).toBeLessThanOrEqual(most);
    }
  });

  test('two kinds under one key are refused, and so is a word in no language', () => {
    const twice = { ...usual, relationships: [kind('customer'), kind('customer')] };
    expect(StrategyChoices.safeParse(twice).success).toBe(false);
    expect(StrategyChoices.safeParse({ ...usual, words: { customer: {} } }).success).toBe(false);
  });
});
