import { describe, expect, test } from 'vitest';
import { caps, chordOf, typesText } from './chords.ts';
import { SequenceListener } from './sequence.ts';

const stroke = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('reading a key', () => {
  test('Mod is Ctrl on a desk and ⌘ on a Mac', () => {
    expect(chordOf(stroke('k', { ctrlKey: true }), false)).toBe('Mod+K');
    expect(chordOf(stroke('k', { metaKey: true }), true)).toBe('Mod+K');
    expect(chordOf(stroke('k', { ctrlKey: true }), true)).toBe('Ctrl+K');
  });

  test('Shift counts with letters, not with signs that need it on some keyboards', () => {
    expect(chordOf(stroke('J', { shiftKey: true }), false)).toBe('Shift+J');
    expect(chordOf(stroke('?', { shiftKey: true }), false)).toBe('?');
    expect(chordOf(stroke('/', { shiftKey: true }), false)).toBe('/');
  });

  test('a bracket typed with AltGr is just a bracket', () => {
    expect(chordOf(stroke('[', { ctrlKey: true, altKey: true }), false)).toBe('[');
  });

  test('a modifier alone says nothing', () => {
    expect(chordOf(stroke('Shift', { shiftKey: true }), false)).toBeNull();
  });

  test('caps are drawn in the words of the machine', () => {
    expect(caps('Mod+K', true)).toEqual([['⌘', 'K']]);
    expect(caps('G P', false)).toEqual([['G'], ['P']]);
  });

  test('letters rest while somebody writes, Mod+K does not', () => {
    expect(typesText('J')).toBe(true);
    expect(typesText('G P')).toBe(true);
    expect(typesText('?')).toBe(true);
    expect(typesText('Mod+K')).toBe(false);
  });
});

describe('two keys one after the other', () => {
  const known = new Set(['G P', 'G ,', 'P', 'J']);
  const heard = (...strokes: [string, number][]) => {
    const listener = new SequenceListener();
    return strokes.map(([chord, at]) => listener.hear(chord, at, known));
  };

  test.each([20, 30, 400, 1500])('go to People with %i ms between them', (gap) => {
    expect(heard(['G', 0], ['P', gap])).toEqual(['waiting', { keys: 'G P' }]);
  });

  test('after more than a second and a half the second key is a key of its own', () => {
    expect(heard(['G', 0], ['P', 1501])).toEqual(['waiting', { keys: 'P' }]);
  });

  test('a second key that completes nothing still does its own work', () => {
    expect(heard(['G', 0], ['J', 100], ['P', 200])).toEqual([
      'waiting',
      { keys: 'J' },
      { keys: 'P' },
    ]);
  });

  test('signs can end a sequence', () => {
    expect(heard(['G', 0], [',', 100])).toEqual(['waiting', { keys: 'G ,' }]);
  });
});
