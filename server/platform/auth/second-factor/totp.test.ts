import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { base32, codeAt, keyUri, stepAt, stepOf } from './totp.ts';

// RFC 6238, appendix B, SHA-1; its eight digits end in the six that apps show.
const rfc = Buffer.from('12345678901234567890');

describe('the code of a moment', () => {
  test.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('%i seconds after 1970 is the one of RFC 6238', (seconds, eight) => {
    const step = stepAt(Temporal.Instant.fromEpochMilliseconds(seconds * 1000));
    expect(codeAt(rfc, step)).toBe(eight.slice(2));
  });

  test('counts half a minute before and after its own, and not longer', () => {
    const now = Temporal.Instant.fromEpochMilliseconds(1_800_000_000_000);
    const step = stepAt(now);
    for (const [off, counts] of [
      [-2, false],
      [-1, true],
      [0, true],
      [1, true],
      [2, false],
    ] as const) {
      expect(stepOf(rfc, codeAt(rfc, step + off), now)).toBe(counts ? step + off : undefined);
    }
  });

  test.each(['', '12345', '1234567', '12 456', '１２３４５６', '-12345', '1e5000'])(
    '“%s” is none',
    (typed) => {
      expect(stepOf(rfc, typed, Temporal.Now.instant())).toBeUndefined();
    },
  );
});

describe('a secret to type', () => {
  test.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('%s is written as RFC 4648 says', (text, written) => {
    expect(base32(Buffer.from(text))).toBe(written);
  });

  property.prop([fc.uint8Array({ maxLength: 40 })])('holds every bit', (bytes) => {
    const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const read = [...base32(Buffer.from(bytes))]
      .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter))
      .map((five) => five.toString(2).padStart(5, '0'))
      .join('');
    expect(read.startsWith(bits)).toBe(true);
    expect(read.length - bits.length).toBeLessThan(5);
  });
});

test('the picture names company and person, whatever they are called', () => {
  const uri = keyUri({ issuer: 'A:B & Söhne', account: 'ada+crm@kettle.example', secret: 'MZXW6' });
  const { protocol, host, pathname, searchParams } = new URL(uri);
  expect([protocol, host]).toEqual(['otpauth:', 'totp']);
  expect(decodeURIComponent(pathname)).toBe('/A B & Söhne:ada+crm@kettle.example');
  expect(Object.fromEntries(searchParams)).toEqual({ secret: 'MZXW6', issuer: 'A B & Söhne' });
});
