import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHours, writtenHours } from './booking-hours.ts';

test.each([
  ['9-12', [{ from: '09:00', until: '12:00' }]],
  [
    '9:00–12:00, 13.30 bis 17',
    [
      { from: '09:00', until: '12:00' },
      { from: '13:30', until: '17:00' },
    ],
  ],
  ['', []],
])('“%s” is read as it is meant', (text, hours) => expect(readHours(text)).toEqual(hours));

test.each(['12-9', '9', '25-26', 'morning', '9-12,', '1-2,3-4,5-6,7-8,9-10'])(
  '“%s” is no working hours',
  (text) => expect(readHours(text)).toBeUndefined(),
);

property.prop([fc.string({ unit: 'binary' })])('what is read is written and read again', (text) => {
  const hours = readHours(text);
  if (hours) expect(readHours(writtenHours(hours))).toEqual(hours);
});
