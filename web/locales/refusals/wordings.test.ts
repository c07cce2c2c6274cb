import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { german, inGerman } from './german.ts';
import { wordings } from './wordings.ts';

const said = wordings({
  'Nothing was changed.': 'Es wurde nichts geändert.',
  'Give a day.': 'Geben Sie einen Tag an.',
  '{0}: {1}': '{0}: {1}',
  '{0} Nothing was changed.': '{0} Es wurde nichts geändert.',
  '“{0}” is no "day" of {1}.': '{1} hat keinen „Tag“ „{0}“.',
  '{0} was left. Nothing was changed.': '{0} blieb. Nichts wurde geändert.',
  'on and {0} and on': 'weiter mit {0}',
  'Wait {0} (or {1}+ days).': 'Warten Sie {0} (oder {1}+ Tage).',
});

describe('a sentence of the server is found in the table', () => {
  test('as it stands, or with what was put in, wherever German puts it', () => {
    expect(said('Nothing was changed.')).toBe('Es wurde nichts geändert.');
    expect(said('“Someday” is no "day" of March.')).toBe('March hat keinen „Tag“ „Someday“.');
    expect(said('Wait 3 (or 4+ days).')).toBe('Warten Sie 3 (oder 4+ Tage).');
  });

  test('the longer template wins, and a sentence put into another is German too', () => {
    expect(said('Give a day. Nothing was changed.')).toBe(
      'Geben Sie einen Tag an. Es wurde nichts geändert.',
    );
    expect(said('It was left. Nothing was changed.')).toBe('It blieb. Nichts wurde geändert.');
    expect(said('due: “x” is no "day" of y.')).toBe('due: y hat keinen „Tag“ „x“.');
  });

  test('an unknown sentence, and the name of a property of every object, stay as they are', () => {
    for (const unknown of [
      'Something else went wrong.',
      '',
      'toString',
      'Wait 3 (or 4 days).',
      'on and on',
    ])
      expect(said(unknown)).toBe(unknown);
  });

  test('words that are put in never count as the place of others', () => {
    expect(said('“$& {1}” is no "day" of $1.')).toBe('$1 hat keinen „Tag“ „$& {1}“.');
  });

  test('a long sentence that nearly fits is read in no time to speak of', () => {
    const nearly = `“${'” is no "day" of '.repeat(20_000)}`;
    expect(said(nearly)).toBe(nearly);
  });
});

describe('every sentence made from a template comes back in German with what was put in', () => {
  const templates = Object.entries(german).filter(([english]) => /\{\d\}/.test(english));
  const filled = (text: string, values: string[]) =>
    text.replace(/\{(\d)\}/g, (_, at: string) => values[Number(at)] as string);

  test('whatever it is', () => {
    // What holds a fixed part itself could be read in two ways.
    const value = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .map((text) => text.replace(/[\s:.,;()“”"–]/gu, ''));
    const filling = fc.tuple(
      fc.constantFrom(...templates),
      fc.array(value, { minLength: 9, maxLength: 9 }),
    );
    fc.assert(
      fc.property(filling, ([[english, wording], values]) => {
        fc.pre(values.every((one) => inGerman(one) === one));
        const isPlain = !english
          .split(/\{\d\}/)
          .some((part) => part !== '' && values.some((one) => one.includes(part)));
        fc.pre(isPlain);
        expect(inGerman(filled(english, values))).toBe(filled(wording, values));
      }),
      { numRuns: 1000 },
    );
  });
});
