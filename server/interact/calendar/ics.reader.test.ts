import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MeetingDraft } from '../../../shared/interact/meeting-draft.ts';
import type { Item, Problem } from '../../platform/import/reader.ts';
import { read } from './ics.reader.ts';
import { expandRule } from './recurrence.ts';
import { ianaName } from './zones.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ics-reader-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function drop(lines: string[], from: unknown = null) {
  const path = join(folder, 'dropped.ics');
  await writeFile(path, `${lines.join('\r\n')}\r\n`);
  const items: Item<MeetingDraft>[] = [];
  const problems: Problem[] = [];
  const positions: unknown[] = [];
  for await (const batch of read(path, { zone: 'Europe/Berlin' }, from)) {
    items.push(...batch.items);
    problems.push(...batch.problems);
    positions.push(JSON.parse(JSON.stringify(batch.position)));
  }
  for (const { value } of items) MeetingDraft.parse(value);
  return { items, problems, positions, meetings: items.map(({ value }) => value) };
}
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:one', ...lines, 'END:VEVENT'];
const walls = (meeting: MeetingDraft | undefined) =>
  meeting?.recurrence?.instances.map(({ start }) => start.wall);

describe('a meeting', () => {
  test('with people, in a zone', async () => {
    const { meetings, problems } = await drop([
      'BEGIN:VCALENDAR',
      'METHOD:REQUEST',
      ...event(
        'DTSTART;TZID=Europe/Berlin:20260305T090000',
        'DURATION:PT1H30M',
        'SUMMARY:Budget\\, round two',
        'ORGANIZER;CN="Meier, Anna":mailto:anna@x.de',
        'ATTENDEE;CN=Ben;PARTSTAT=ACCEPTED;ROLE=OPT-PARTICIPANT:MAILTO:ben@x.de',
        'SEQUENCE:2',
        'LAST-MODIFIED:20260301T080000Z',
      ),
      'END:VCALENDAR',
    ]);
    expect(problems).toEqual([]);
    expect(meetings).toMatchObject([
      {
        method: 'REQUEST',
        summary: 'Budget, round two',
        start: {
          wall: '2026-03-05T09:00:00',
          zone: 'Europe/Berlin',
          instant: '2026-03-05T08:00:00Z',
        },
        end: { wall: '2026-03-05T10:30:00' },
        organizer: { name: 'Meier, Anna', address: 'anna@x.de' },
        attendees: [
          { name: 'Ben', address: 'ben@x.de', partstat: 'ACCEPTED', role: 'OPT-PARTICIPANT' },
        ],
        sequence: 2,
        lastModified: '2026-03-01T08:00:00Z',
        status: 'confirmed',
      },
    ]);
  });

  test('of a whole day, floating, or in UTC', async () => {
    const { meetings } = await drop([
      ...event('DTSTART;VALUE=DATE:20260305'),
      ...event('DTSTART:20260305T090000'),
      ...event('DTSTART:20260305T090000Z'),
    ]);
    expect(
      meetings.map(({ start, end, allDay }) => [start.wall, end.wall, start.zone, allDay]),
    ).toEqual([
      ['2026-03-05', '2026-03-06', 'Europe/Berlin', true],
      ['2026-03-05T09:00:00', '2026-03-05T09:00:00', 'Europe/Berlin', false],
      ['2026-03-05T09:00:00', '2026-03-05T09:00:00', 'UTC', false],
    ]);
  });

  test('in the hour that is skipped comes after it, in the hour that comes twice the first', async () => {
    const { meetings } = await drop([
      ...event('DTSTART;TZID=Europe/Berlin:20260329T023000'),
      ...event('DTSTART;TZID=Europe/Berlin:20261025T023000'),
    ]);
    expect(meetings.map(({ start }) => start.instant)).toEqual([
      '2026-03-29T01:30:00Z',
      '2026-10-25T00:30:00Z',
    ]);
  });

  test('that was called off', async () => {
    const cancelled = await drop([
      'BEGIN:VCALENDAR',
      'METHOD:CANCEL',
      ...event('DTSTART:20260305T090000Z'),
      'END:VCALENDAR',
    ]);
    const stated = await drop(event('DTSTART:20260305T090000Z', 'STATUS:CANCELLED'));
    expect([...cancelled.meetings, ...stated.meetings].map(({ status }) => status)).toEqual([
      'cancelled',
      'cancelled',
    ]);
  });
});

describe('zones', () => {
  test.each([
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['/freeassociation.sourceforge.net/Europe/Paris', 'Europe/Paris'],
    ['(UTC+01:00) Amsterdam, Berlin, Bern, Rome', 'Europe/Amsterdam'],
    ['GMT+0530', '+05:30'],
    ['Nowhere/At All', null],
  ])('%s means %s', (tzid, iana) => expect(ianaName(tzid)).toBe(iana));

  test('that only the file describes, even behind the meeting', async () => {
    const { meetings, problems } = await drop([
      'BEGIN:VCALENDAR',
      ...event('DTSTART;TZID=Company Time:20260705T090000'),
      'BEGIN:VTIMEZONE',
      'TZID:Company Time',
      'BEGIN:STANDARD',
      'DTSTART:19701025T030000',
      'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
      'TZOFFSETFROM:+0530',
      'TZOFFSETTO:+0430',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:19700329T020000',
      'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
      'TZOFFSETFROM:+0430',
      'TZOFFSETTO:+0530',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
      'END:VCALENDAR',
    ]);
    expect(problems).toEqual([]);
    expect(meetings[0]?.start).toEqual({
      wall: '2026-07-05T09:00:00',
      zone: '+05:30',
      instant: '2026-07-05T03:30:00Z',
    });
  });

  test('that nobody knows are said so', async () => {
    const { problems } = await drop(event('DTSTART;TZID=Nowhere:20260705T090000'));
    expect(problems).toMatchObject([{ code: 'ics.unknown-zone', locator: { line: 3 } }]);
  });
});

describe('a series', () => {
  test('keeps its hour across clock changes, without its exceptions', async () => {
    const { meetings } = await drop(
      event(
        'DTSTART;TZID=Europe/Berlin:20260323T090000',
        'DTEND;TZID=Europe/Berlin:20260323T100000',
        'RRULE:FREQ=WEEKLY;COUNT=4',
        'EXDATE;TZID=Europe/Berlin:20260406T090000',
        'RDATE;TZID=Europe/Berlin:20260501T110000',
      ),
    );
    expect(
      meetings[0]?.recurrence?.instances.map(({ start, end }) => [start.instant, end.wall]),
    ).toEqual([
      ['2026-03-23T08:00:00Z', '2026-03-23T10:00:00'],
      ['2026-03-30T07:00:00Z', '2026-03-30T10:00:00'],
      ['2026-04-13T07:00:00Z', '2026-04-13T10:00:00'],
      ['2026-05-01T09:00:00Z', '2026-05-01T12:00:00'],
    ]);
  });

  test('with an instance of its own, and one that changes the rest', async () => {
    const { meetings } = await drop([
      ...event('RECURRENCE-ID:20260308T090000Z', 'DTSTART:20260308T120000Z', 'SUMMARY:Moved'),
      ...event('DTSTART:20260301T090000Z', 'RRULE:FREQ=WEEKLY;COUNT=6', 'SUMMARY:Weekly'),
      ...event(
        'RECURRENCE-ID;RANGE=THISANDFUTURE:20260322T090000Z',
        'DTSTART:20260322T100000Z',
        'DTEND:20260322T110000Z',
        'SUMMARY:Later',
      ),
    ]);
    const [moved, weekly, later] = meetings;
    expect(moved).toMatchObject({
      summary: 'Moved',
      recurrenceId: { instant: '2026-03-08T09:00:00Z' },
    });
    expect(walls(weekly)).toEqual(['2026-03-01T09:00:00', '2026-03-15T09:00:00']);
    expect(walls(later)).toEqual([
      '2026-03-22T10:00:00',
      '2026-03-29T10:00:00',
      '2026-04-05T10:00:00',
    ]);
  });

  test('ends with its last day', async () => {
    const { meetings } = await drop(
      event(
        'DTSTART;TZID=America/New_York:20260301T200000',
        'RRULE:FREQ=DAILY;UNTIL=20260304T010000Z',
      ),
    );
    expect(walls(meetings[0])).toEqual([
      '2026-03-01T20:00:00',
      '2026-03-02T20:00:00',
      '2026-03-03T20:00:00',
    ]);
  });

  test.each(['FREQ=SECONDLY', 'FREQ=MINUTELY;BYDAY=MO'])(
    '%s is refused, naming the cap',
    async (rule) => {
      const { meetings, problems } = await drop(event('DTSTART:20260301T090000Z', `RRULE:${rule}`));
      expect(walls(meetings[0])).toHaveLength(1);
      expect(problems).toMatchObject([{ code: 'ics.recurrence-refused', locator: { line: 4 } }]);
      expect(problems[0]?.message).toContain('1,000');
    },
  );

  test('without end is followed two years ahead, or a thousand times', async () => {
    const { meetings, problems } = await drop(
      event('DTSTART:20000101T090000Z', 'RRULE:FREQ=DAILY'),
    );
    expect(walls(meetings[0])).toHaveLength(1_000);
    expect(problems).toMatchObject([{ code: 'ics.recurrence-capped' }]);
    const yearly = await drop(event('DTSTART:20200101T090000Z', 'RRULE:FREQ=YEARLY'));
    const last = Temporal.Instant.from(
      yearly.meetings[0]?.recurrence?.instances.at(-1)?.start.instant ?? '',
    );
    expect(last.epochMilliseconds).toBeLessThan(
      Temporal.Now.instant().add({ hours: 24 * 732 }).epochMilliseconds,
    );
    expect(yearly.problems).toEqual([]);
  });

  test.each([
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;BYMONTH=4,6;BYMONTHDAY=31',
    'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;INTERVAL=7;BYDAY=SU',
    'FREQ=MONTHLY;INTERVAL=12;BYMONTH=2',
    'FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30',
  ])('%s never comes', (rule) =>
    expect(
      expandRule(rule, Temporal.PlainDateTime.from('2026-01-01T09:00'), (wall) => wall.year > 2030)
        .walls,
    ).toEqual([]),
  );

  test('is what a calendar counted by hand says', () => {
    const start = Temporal.PlainDateTime.from('2026-01-05T09:00');
    const end = start.add({ years: 1 });
    const days = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
    fc.assert(
      fc.property(
        fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY'),
        fc.integer({ min: 1, max: 4 }),
        fc.uniqueArray(fc.constantFrom(...days), { maxLength: 3 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { maxLength: 3 }),
        (frequency, interval, byDay, byMonthDay) => {
          const parts = [`FREQ=${frequency}`, `INTERVAL=${interval}`];
          if (byDay.length > 0) parts.push(`BYDAY=${byDay.join(',')}`);
          const monthly = frequency === 'MONTHLY' && byDay.length === 0;
          const dates = monthly && byMonthDay.length > 0 ? byMonthDay : [];
          if (dates.length > 0) parts.push(`BYMONTHDAY=${dates.join(',')}`);
          const expected: string[] = [];
          for (
            let day = start;
            Temporal.PlainDateTime.compare(day, end) <= 0;
            day = day.add({ days: 1 })
          ) {
            const name = days[day.dayOfWeek % 7] ?? '';
            const passed = start
              .toPlainDate()
              .until(day.toPlainDate(), { largestUnit: 'day' }).days;
            const months = (day.year - start.year) * 12 + day.month - start.month;
            const period =
              frequency === 'DAILY'
                ? passed
                : frequency === 'WEEKLY'
                  ? Math.floor(passed / 7)
                  : months;
            if (period % interval !== 0) continue;
            if (byDay.length > 0 && !byDay.includes(name)) continue;
            if (byDay.length === 0 && frequency === 'WEEKLY' && name !== 'MO') continue;
            if (monthly && !(dates.length > 0 ? dates : [5]).includes(day.day)) continue;
            expected.push(day.toString());
          }
          const { walls: read } = expandRule(
            parts.join(';'),
            start,
            (wall) => Temporal.PlainDateTime.compare(wall, end) > 0,
          );
          expect(read.map(String)).toEqual(expected);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('what is wrong is named by its line', () => {
  test('rubbish lines cost only themselves', async () => {
    const { meetings, problems } = await drop(
      event('DTSTART:20260305T090000Z', 'rubbish', 'SUMMARY:Still', ' here'),
    );
    expect(meetings[0]?.summary).toBe('Stillhere');
    expect(problems).toMatchObject([{ code: 'ics.bad-line', locator: { line: 4 } }]);
  });
  test.each([
    [event('SUMMARY:No start'), 'ics.no-start'],
    [event('DTSTART:20260231T090000Z'), 'ics.no-start'],
    [event('DTSTART:20260305T090000Z', 'DTEND:20260304T090000Z'), 'ics.ends-before-start'],
    [event('DTSTART:20260305T090000Z', 'RRULE:FREQ=SOMETIMES'), 'ics.recurrence-unreadable'],
    [event('DTSTART:20260305T090000Z').slice(0, -1), 'ics.no-end'],
    [['BEGIN:VTODO', 'SUMMARY:Shop', 'END:VTODO'], 'ics.not-a-meeting'],
    [['BEGIN:VFREEBUSY', 'END:VFREEBUSY'], 'ics.not-a-meeting'],
    [['BEGIN:VCALENDAR', 'END:VCALENDAR'], 'ics.no-meetings'],
  ])('%j', async (lines, code) => {
    expect((await drop(lines)).problems.map((problem) => problem.code)).toEqual([code]);
  });
});

test('reading goes on exactly where it stopped', async () => {
  const lines = Array.from({ length: 220 }, (_, index) => [
    'BEGIN:VEVENT',
    `UID:${index}`,
    'DTSTART:20260305T090000',
    `SUMMARY:Ünit ${index}`,
    'END:VEVENT',
  ]).flat();
  const calendar = ['BEGIN:VCALENDAR', 'METHOD:PUBLISH', ...lines, 'END:VCALENDAR'];
  const whole = await drop(calendar);
  expect(whole.items).toHaveLength(220);
  expect((await drop(calendar, whole.positions[1])).items).toEqual(whole.items.slice(100));
});
