import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { readWhen } from './when.ts';

const now = Temporal.ZonedDateTime.from('2026-03-11T10:20:00[Europe/Vienna]');
const read = (text: string) => {
  const when = readWhen(text, { now, monthFirst: false, isPast: true });
  if (!when) return null;
  const at = when.instant
    ?.toZonedDateTimeISO(now.timeZoneId)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
  return [at ?? 'now', when.minutes];
};

describe('a box that asks when it was', () => {
  test.each([
    ['', 'now', null],
    ['jetzt', 'now', null],
    ['9', '2026-03-11T09:00', null],
    ['9.15', '2026-03-11T09:15', null],
    ['15:00', '2026-03-11T15:00', null],
    ['yesterday 15:00', '2026-03-10T15:00', null],
    ['gestern um 15 Uhr', '2026-03-10T15:00', null],
    ['vorgestern', '2026-03-09T12:00', null],
    ['an hour ago', '2026-03-11T09:20', null],
    ['vor 2 Stunden', '2026-03-11T08:20', null],
    ['Monday 14:30', '2026-03-09T14:30', null],
    ['yesterday 15:00, 20 min.', '2026-03-10T15:00', 20],
    ['3.2. 9:30', '2026-02-03T09:30', null],
  ])('understands “%s”', (text, at, minutes) => {
    expect(read(text)).toEqual([at, minutes]);
  });

  test.each(['25:00', '99', 'when the roses bloomed', 'bald'])('does not guess at “%s”', (text) => {
    expect(read(text)).toBeNull();
  });

  test.prop([fc.string({ unit: 'grapheme', maxLength: 60 })])(
    'reads or refuses anything',
    (text) => {
      expect(() => read(text)).not.toThrow();
    },
  );
});
