import { describe, expect, test } from 'vitest';
import { cleanName, readAddresses } from './people.ts';

describe('an address header', () => {
  test('is parted before its names are decoded', () => {
    expect(
      readAddresses(
        '=?utf-8?Q?M=C3=BCller,_J=C3=BCrgen?= <jm@mueller.example>, =?UTF-8?q?Holm;_(Ida)?= <ida@lanterns.example>',
      ),
    ).toEqual([
      { name: 'Müller, Jürgen', key: 'jm@mueller.example', mailable: true },
      { name: 'Holm; (Ida)', key: 'ida@lanterns.example', mailable: true },
    ]);
  });

  test('names people as they are named everywhere, without what cannot be seen', () => {
    expect(cleanName(' "Ida\u200b Ho\u200elm" ')).toBe('Ida Holm');
  });
});
