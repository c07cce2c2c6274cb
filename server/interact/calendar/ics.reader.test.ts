import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MeetingDraft } from '../../../shared/interact/meeting-draft.ts';
import { timed } from '../../../shared/testing/cpu-time.ts';
import type { Item, Problem } from '../../platform/import/reader.ts';
import { read } from './ics.reader.ts';
import { expandRule } from './recurrence.ts';
import { ianaName } from './zones.ts';

const long = process.env.RAPPORT_TEST_LONG === '1';

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

const easternTime = '(UTC-05:00) Eastern Time (US & Canada)';
const ownRules = (tzid: string) => [
  'BEGIN:VTIMEZONE',
  `TZID:${tzid}`,
  'BEGIN:STANDARD',
  'DTSTART:16011104T020000',
  'RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11',
  'TZOFFSETFROM:-0400',
  'TZOFFSETTO:-0500',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010311T020000',
  'RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3',
  'TZOFFSETFROM:-0500',
  'TZOFFSETTO:-0400',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
];

describe('zones', () => {
  test.each([
    ['which everybody knows', easternTime, []],
    ['which the file describes', easternTime, ownRules(easternTime)],
    ['which only the file describes', '(UTC-05:00) Our branch', ownRules('(UTC-05:00) Our branch')],
  ])('noon in July under a label of Outlook %s is in summer time', async (_, tzid, described) => {
    const { meetings, problems } = await drop([
      ...described,
      ...event(`DTSTART;TZID="${tzid}":20260701T120000`),
    ]);
    expect(meetings[0]?.start.instant).toBe('2026-07-01T16:00:00Z');
    expect(problems).toEqual([]);
  });

  test('a label of which nothing but its offset is known is read by that, with a warning', async () => {
    const { meetings, problems } = await drop(
      event('DTSTART;TZID="(UTC-05:00) Our branch":20260701T120000'),
    );
    expect(meetings[0]?.start.instant).toBe('2026-07-01T17:00:00Z');
    expect(problems).toMatchObject([{ code: 'ics.unknown-zone' }]);
    expect(problems[0]?.message).toContain('one of -05:00');
  });

  test.each([
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['/freeassociation.sourceforge.net/Europe/Paris', 'Europe/Paris'],
    ['(UTC+01:00) Amsterdam, Berlin, Bern, Rome', 'Europe/Amsterdam'],
    ['Nowhere/At All', null],
    ['(UTC-06:00) Central Time (US & Canada)', 'America/Chicago'],
    ['(UTC-07:00) Mountain Time (US and Canada)', 'America/Denver'],
    ['(UTC-08:00) Pacific Zeit (USA & Kanada)', 'America/Los_Angeles'],
    ['(UTC-09:00) Alaska', 'America/Anchorage'],
    ['(UTC-10:00) Hawaii', 'Pacific/Honolulu'],
    ['(UTC-07:00) Arizona', 'America/Phoenix'],
    ['(UTC-04:00) Atlantic Time (Canada)', 'America/Halifax'],
    ['(UTC-07:00) La Paz, Mazatlan', 'America/Mazatlan'],
    ['(GMT+01.00) Amsterdam / Berlin / Bern / Rome', 'Europe/Amsterdam'],
    ['(UTC+01:00) Wien, Bern', 'Europe/Vienna'],
    ['(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi', 'Asia/Shanghai'],
    ['Eastern', 'America/New_York'],
    ['Mitteleuropäische Zeit', 'Europe/Berlin'],
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

  test('that are a distance from UTC and nothing else are taken at their word', async () => {
    const { meetings, problems } = await drop(event('DTSTART;TZID=GMT+0530:20260705T090000'));
    expect(meetings[0]?.start).toMatchObject({ zone: '+05:30', instant: '2026-07-05T03:30:00Z' });
    expect(problems).toEqual([]);
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
    expect(later?.recurrence?.instances.map(({ planned }) => planned)).toEqual([
      '2026-03-22T09:00:00Z',
      '2026-03-29T09:00:00Z',
      '2026-04-05T09:00:00Z',
    ]);
  });

  test.each([
    'FREQ=YEARLY;BYMONTH=3,4;BYMONTHDAY=2;BYHOUR=9,14;BYMINUTE=0,30',
    'FREQ=MONTHLY;BYMONTHDAY=2;BYHOUR=9,14;BYMINUTE=0,30',
  ])('has all the times of a day: %s', (rule) => {
    const start = Temporal.PlainDateTime.from('2026-03-02T09:30');
    const { walls } = expandRule(rule, start, ({ year, month }) => year > 2026 || month > 4);
    expect(walls.map((wall) => wall.toString({ smallestUnit: 'minute' }))).toEqual([
      '2026-03-02T09:30',
      '2026-03-02T14:00',
      '2026-03-02T14:30',
      '2026-04-02T09:00',
      '2026-04-02T09:30',
      '2026-04-02T14:00',
      '2026-04-02T14:30',
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

describe('a calendar made to keep the reader busy is done in time', () => {
  const all = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index).join(',');
  const everySecond = `BYHOUR=${all(0, 23)};BYMINUTE=${all(0, 59)};BYSECOND=${all(0, 59)}`;
  const everyDay = 'BYDAY=MO,TU,WE,TH,FR,SA,SU';
  const dense: [name: string, rule: string][] = [
    [
      'every second of every day, by months',
      `FREQ=YEARLY;BYMONTH=${all(1, 12)};BYMONTHDAY=${all(1, 31)};${everySecond}`,
    ],
    ['by days of the year', `FREQ=YEARLY;BYYEARDAY=${all(1, 366)};${everySecond}`],
    ['by weeks of the year', `FREQ=YEARLY;BYWEEKNO=${all(1, 53)};${everyDay};${everySecond}`],
    ['by days of the month', `FREQ=MONTHLY;BYMONTHDAY=${all(1, 31)};${everySecond}`],
    ['by weekdays of the month', `FREQ=MONTHLY;${everyDay};${everySecond}`],
    ['by weekdays', `FREQ=WEEKLY;${everyDay};${everySecond}`],
    ['a thousand million times', `FREQ=DAILY;${everySecond};COUNT=1000000000`],
    ['by minutes', `FREQ=HOURLY;BYMINUTE=${all(0, 59)};BYSECOND=${all(0, 59)}`],
    ['for eight thousand years', 'FREQ=HOURLY;UNTIL=99991231T235959Z'],
  ];
  const never = [
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=10',
    'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=-30,30,31',
    'FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30,31',
    'FREQ=HOURLY;BYHOUR=3;INTERVAL=24;BYDAY=MO',
    'FREQ=MONTHLY;BYMONTHDAY=1,2;BYHOUR=1,2;BYSETPOS=-1',
  ];

  test.each(dense)('%s: it stops at its cap and names it', async (_, rule) => {
    const { answer, cpu } = await timed(() =>
      drop(event('DTSTART:20260301T090000Z', `RRULE:${rule}`)),
    );
    expect(cpu).toBeLessThan(2_000);
    expect(walls(answer.meetings[0])).toHaveLength(1_000);
    expect(answer.problems).toMatchObject([
      { code: 'ics.recurrence-capped', locator: { line: 4 } },
    ]);
    expect(answer.problems[0]?.message).toContain('1,000');
  });

  test.each(never)('%s is given up', async (rule) => {
    const { answer, cpu } = await timed(() =>
      drop(event('DTSTART:20260301T090000Z', `RRULE:${rule}`)),
    );
    expect(cpu).toBeLessThan(2_000);
    expect(walls(answer.meetings[0])).toHaveLength(1);
  });

  const many = <Part>(count: number, part: (index: number) => Part) =>
    Array.from({ length: count }, (_, index) => part(index));
  const day = (index: number) =>
    Temporal.PlainDate.from('1900-01-01').add({ days: index }).toString().replaceAll('-', '');
  const nine = 'DTSTART:20260301T090000Z';
  test.each<[what: string, lines: string[], code?: string]>([
    [
      'twenty thousand exceptions',
      event(nine, 'RRULE:FREQ=DAILY', ...many(20_000, (index) => `EXDATE:${day(index)}T090000Z`)),
    ],
    [
      'twenty thousand dates',
      event(
        nine,
        ...many(10_000, (index) => `RDATE:${day(index)}T090000Z`),
        `RDATE:${many(10_000, (index) => `${day(index)}T100000Z`).join(',')}`,
      ),
      'ics.recurrence-capped',
    ],
    [
      'a thousand rules',
      event(nine, ...many(1_000, () => `RRULE:${dense[0]![1]}`)),
      'ics.recurrence-capped',
    ],
    [
      'twenty thousand guests',
      event(nine, ...many(20_000, (index) => `ATTENDEE;CN=Guest ${index}:mailto:g${index}@x.de`)),
      'ics.attendees-cut',
    ],
    [
      'parts ten thousand deep',
      event(nine, ...many(10_000, () => 'BEGIN:VALARM'), ...many(10_000, () => 'END:VALARM')),
    ],
    [
      'a zone that changes its clocks every day',
      [
        'BEGIN:VTIMEZONE',
        'TZID:Mad',
        ...many(5_000, (index) => [
          'BEGIN:STANDARD',
          `DTSTART:${day(index)}T000000`,
          'RRULE:FREQ=DAILY',
          'TZOFFSETFROM:+0100',
          `TZOFFSETTO:+0${index % 9}00`,
          'END:STANDARD',
        ]).flat(),
        'END:VTIMEZONE',
        ...event('DTSTART;TZID=Mad:20260301T090000', 'RRULE:FREQ=WEEKLY'),
      ],
      'ics.unknown-zone',
    ],
    [
      'a line folded a hundred thousand times',
      event(nine, 'SUMMARY:x', ...many(100_000, () => ' y')),
      'ics.text-cut',
    ],
    [
      'a summary of ten megabytes, every letter escaped',
      event(nine, `SUMMARY:${'\\,'.repeat(5_000_000)}`),
      'ics.text-cut',
    ],
    [
      'a hundred thousand ends without a beginning',
      ['BEGIN:VCALENDAR', ...many(100_000, () => 'END:VEVENT')],
      'ics.no-meetings',
    ],
  ])('%s', async (_, lines, code) => {
    const { answer, cpu } = await timed(() => drop(lines));
    expect(cpu).toBeLessThan(2_000);
    expect([...new Set(answer.problems.map((problem) => problem.code))]).toEqual(
      code ? [code] : [],
    );
    for (const meeting of answer.meetings) {
      expect(walls(meeting)?.length ?? 0).toBeLessThanOrEqual(1_000);
    }
  });
});

test('a damaged calendar is read, or what is wrong is named by its line, and in time', async () => {
  const whole = [
    'BEGIN:VCALENDAR',
    'METHOD:REQUEST',
    'BEGIN:VTIMEZONE',
    'TZID:Company Time',
    'BEGIN:STANDARD',
    'DTSTART:19701025T030000',
    'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'END:STANDARD',
    'END:VTIMEZONE',
    ...event(
      'DTSTART;TZID=Company Time:20260305T090000',
      'DURATION:PT1H30M',
      'RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260601T000000Z',
      'EXDATE;TZID=Company Time:20260309T090000',
      'SUMMARY:Budget\\, round two',
      'ATTENDEE;CN="Meier, Anna";PARTSTAT=ACCEPTED:mailto:anna@x.de',
      'BEGIN:VALARM',
      'TRIGGER:-PT15M',
      'END:VALARM',
    ),
    ...event('RECURRENCE-ID;RANGE=THISANDFUTURE:20260401T080000Z', 'DTSTART:20260401T100000Z'),
    'END:VCALENDAR',
  ].join('\r\n');
  const harm = fc.record({
    at: fc.nat(whole.length),
    remove: fc.nat(30),
    insert: fc.oneof(
      fc.constantFrom('\r\n', '\r\n ', ':', ';', '"', '\\', ',', 'T', '-', '0', '999999999', '\0'),
      fc.constantFrom('BEGIN:VEVENT\r\n', 'END:VEVENT\r\n', 'RRULE:', 'FREQ=', 'INTERVAL=', 'Z'),
      fc.string({ maxLength: 10 }),
    ),
    times: fc.constantFrom(1, 1, 2, 40),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(harm, { minLength: 1, maxLength: 6 }), async (harms) => {
      let text = whole;
      for (const { at, remove, insert, times } of harms) {
        text = text.slice(0, at) + insert.repeat(times) + text.slice(at + remove);
      }
      const { answer, cpu } = await timed(() => drop([text]));
      expect(cpu).toBeLessThan(2_000);
      expect(answer.items.length + answer.problems.length).toBeGreaterThan(0);
      for (const { locator } of answer.problems) expect(locator.line).toBeGreaterThan(0);
    }),
    { numRuns: long ? 20_000 : 300 },
  );
}, 900_000);

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
