import { expect, test } from 'vitest';
import { momentOf } from './moment.ts';
import { shownSize } from './size.ts';

const day = Temporal.PlainDate.from('2026-03-20');

test('a call is logged for now unless somebody says when', () => {
  expect(momentOf(null, '', 'UTC')).toBeUndefined();
  expect(momentOf(day, '14:30', 'Europe/Vienna')).toBe('2026-03-20T13:30:00Z');
  expect(momentOf(day, '9', 'UTC')).toBe('2026-03-20T09:00:00Z');
  expect(momentOf(day, '', 'UTC')).toBe('2026-03-20T12:00:00Z');
});

test('a time that is none is not guessed at', () => {
  for (const time of ['25', '9:75', 'noon']) expect(momentOf(day, time)).toBeNull();
});

test('a file says how large it is', () => {
  expect(shownSize(340, 'en')).toBe('340 byte');
  expect(shownSize(1_240_000, 'en')).toBe('1.2 MB');
  expect(shownSize(48_000, 'de')).toBe('48 kB');
});
