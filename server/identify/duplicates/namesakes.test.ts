import { describe, expect, test } from 'vitest';
import { type Profile, profileOfDraft } from '../../../shared/identify/duplicates/profile.ts';
import { learn, linkAll, unlearned } from './linking.ts';

const person = (given: string, family: string, also: object = {}): Profile =>
  profileOfDraft({ kind: 'person', name: `${given} ${family}`, given, family, ...also });

const families = Array.from(
  { length: 60 },
  (_, at) => `Name${String.fromCharCode(97 + (at % 26))}${at}`,
);
/** An address book in which everybody is there once, by one of few given names. */
const strangers = Array.from({ length: 1_200 }, (_, at) =>
  person(['Anna', 'Ben', 'Cleo', 'Dan', 'Eva'][at % 5]!, families[(at * 7) % 60]!, {
    emails: [`box${at}@firm${at}.example`],
  }),
);

describe('a name that several have', () => {
  test('is no reason for any two of them', () => {
    const model = learn('person', strangers);
    expect(linkAll(model, strangers)).toEqual([]);
  });

  test('takes from a pair what it could say as well of all others', () => {
    const model = { ...unlearned('person', 500), prior: 1e-4 };
    const weights = [2, 3, 5, 9].map((namesakes) => {
      const all = Array.from({ length: namesakes }, () => person('Anna', 'Gruber'));
      return linkAll({ ...model, prior: 0.01 }, all)[0]!.judgement.weight;
    });
    const [two, ...more] = weights as [number, ...number[]];
    // One among two others, four, eight: one bit less each time.
    expect(more.map((weight) => Math.round(two - weight))).toEqual([1, 2, 3]);
  });

  test('counts in full beside something of their own', () => {
    const model = unlearned('person', 500);
    const anna = (also: object) => person('Anna', 'Gruber', also);
    const others = Array.from({ length: 10 }, () => anna({}));
    const pair = [anna({ birthday: '1980-03-14' }), anna({ birthday: '1980-03-14' })];
    const found = linkAll(model, [...pair, ...others]);
    expect(found.map(({ one, other }) => [one, other])).toEqual([[0, 1]]);
  });
});

describe('addresses made of the name', () => {
  const pairOf = (one: string, other: string) => {
    const two = [one, other].map((email) => person('Eva', 'Egger', { emails: [email] }));
    return linkAll({ ...unlearned('person', 500), prior: 0.01 }, two)[0]?.judgement.reasons.map(
      ({ field }) => field,
    );
  };

  test('are no reason, with a number behind them or where the letters fall together', () => {
    expect(pairOf('eva.egger@a.example', 'eva.egger@b.example')).not.toContain('email');
    expect(pairOf('eva.egger12@a.example', 'eva.egger13@b.example')).not.toContain('email');
    expect(pairOf('eva.egger@a.example', 'eva.egger7@b.example')).not.toContain('email');
  });

  test('are one with a number that both have', () => {
    expect(pairOf('eva.egger907@a.example', 'eva.egger907@b.example')).toContain('email');
    expect(pairOf('sparky@a.example', 'sparky@b.example')).toContain('email');
  });
});
