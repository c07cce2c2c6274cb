import { describe, expect, test } from 'vitest';
import { readSnooze, snoozeChoices } from './snoozes.ts';
import { waitingWords } from './waiting.ts';

const now = Temporal.ZonedDateTime.from('2026-06-03T14:00[Europe/Vienna]');
const read = (text: string) =>
  readSnooze(text, { now, monthFirst: false })
    ?.toZonedDateTimeISO('Europe/Vienna')
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' }) ?? null;

describe('a mail is put off', () => {
  test.each([
    ['friday 10', '2026-06-05T10:00'],
    ['tomorrow', '2026-06-04T08:00'],
    ['Freitag um 9', '2026-06-05T09:00'],
    ['12 June', '2026-06-12T08:00'],
    ['12. Juni 15 Uhr', '2026-06-12T15:00'],
    ['16:30', '2026-06-03T16:30'],
  ])('until “%s”', (text, moment) => {
    expect(read(text)).toBe(moment);
  });

  test.each(['', 'oak boards', 'friday about the oak', 'yesterday'])(
    'but not until “%s”',
    (text) => {
      expect(read(text)).toBeNull();
    },
  );

  test('to later today, to the morning, to Monday', () => {
    const moments = snoozeChoices(now).map(({ until }) =>
      until.toZonedDateTimeISO('Europe/Vienna').toPlainDateTime().toString(),
    );
    expect(moments).toEqual(['2026-06-03T17:00:00', '2026-06-04T08:00:00', '2026-06-08T08:00:00']);
  });
});

test('how long somebody waits is said in the largest unit that tells', () => {
  const after = (text: string) =>
    waitingWords(now.toInstant().toString(), 'en', now.add(text).toInstant());
  expect(after('PT40M').words).toBe('40 min');
  expect(after('PT47H')).toEqual({ words: '47 hr', isLong: false });
  expect(after('PT49H')).toEqual({ words: '2 days', isLong: true });
});
