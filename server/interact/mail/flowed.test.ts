import { describe, expect, test } from 'vitest';
import { unflow } from './flowed.ts';

const lines = (...text: string[]) => text.join('\n');

describe('a paragraph that was wrapped while it was written', () => {
  test('is one again', () => {
    expect(unflow(lines('The kettle is ', 'on its way.', 'Regards'), false)).toBe(
      lines('The kettle is on its way.', 'Regards'),
    );
  });

  test('is one again in a quote, with one mark', () => {
    expect(unflow(lines('> quoted ', '> text', '>> older ', '>> text', 'Yes.'), false)).toBe(
      lines('> quoted text', '>> older text', 'Yes.'),
    );
  });

  test('ends where the quote ends', () => {
    expect(unflow(lines('> quoted ', 'mine ', '> theirs'), false)).toBe(
      lines('> quoted ', 'mine ', '> theirs'),
    );
  });

  test('ends before the signature', () => {
    expect(unflow(lines('Bye ', '-- ', 'Ida'), false)).toBe(lines('Bye ', '-- ', 'Ida'));
  });

  test('keeps a mark of its own that is no quote', () => {
    expect(unflow(lines(' > not quoted', ' From here'), false)).toBe(
      lines('> not quoted', 'From here'),
    );
  });

  test('of a script without spaces joins without any', () => {
    expect(unflow(lines('東 ', '京'), true)).toBe('東京');
  });
});
