import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import type { ImportProblemView } from '../../../shared/platform/import/imports.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { bring, rowsOf, takeBack } from './testing.ts';

let company: Company;
let max: Colleague;
let ida: string;

const calendar = (start: string, ...more: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Kettle//EN',
    'BEGIN:VEVENT',
    'UID:weekly@kettle.example',
    `DTSTART;TZID=Europe/Vienna:${start}`,
    'DURATION:PT1H',
    'SUMMARY:Weekly look at the lanterns',
    'LOCATION:Graz',
    'ORGANIZER;CN=Max:mailto:max@kettle.example',
    'ATTENDEE;CN=Ida Holm:mailto:IDA@lanterns.example',
    ...more,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

beforeAll(async () => {
  company = await openCompany();
  ({ max } = company);
  const { body } = await max.post('people', { name: 'Ida Holm', emails: ['ida@lanterns.example'] });
  ida = body.id;
});
afterAll(() => company.close());

const timeline = async () =>
  (await max.get<{ rows: TimelineEntry[] }>(`people/${ida}/timeline`)).body.rows;

test('a series stands on the timeline of everybody invited, at nine on either side of the clock change', async () => {
  await bring(company, max, { 'a.ics': calendar('20260323T090000', 'RRULE:FREQ=WEEKLY;COUNT=2') });
  const entries = await timeline();
  expect(entries.map(({ occurredAt, wallStart }) => [occurredAt, wallStart])).toEqual([
    ['2026-03-30T07:00:00Z', '2026-03-30T09:00:00'],
    ['2026-03-23T08:00:00Z', '2026-03-23T09:00:00'],
  ]);
  expect(entries[0]).toMatchObject({ kind: 'meeting', place: 'Graz', zone: 'Europe/Vienna' });
  const parts = entries[0]!.participants.map(({ role, name, ours }) => [role, name, ours]);
  expect(parts).toEqual([
    ['organizer', 'Max', true],
    ['attendee', 'Ida Holm', false],
  ]);
});

test('the same calendar again changes nothing', async () => {
  const before = await rowsOf(company);
  await bring(company, max, { 'a.ics': calendar('20260323T090000', 'RRULE:FREQ=WEEKLY;COUNT=2') });
  expect(await rowsOf(company)).toEqual(before);
});

test('a series that was moved to the afternoon from its third day on keeps all its days', async () => {
  const change = [
    'END:VEVENT',
    'BEGIN:VEVENT',
    'UID:daily@kettle.example',
    'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Vienna:20260506T100000',
    'DTSTART;TZID=Europe/Vienna:20260506T140000',
    'DURATION:PT1H',
    'SUMMARY:Daily look at the lanterns',
    'ATTENDEE;CN=Ida Holm:mailto:ida@lanterns.example',
  ];
  const daily = calendar('20260504T100000', 'RRULE:FREQ=DAILY;COUNT=4', ...change);
  const file = { 'daily.ics': daily.replace('weekly@', 'daily@') };
  expect((await bring(company, max, file)).counts.activities).toBe(4);
  expect((await timeline()).slice(0, 4).map(({ wallStart }) => wallStart)).toEqual([
    '2026-05-07T14:00:00',
    '2026-05-06T14:00:00',
    '2026-05-05T10:00:00',
    '2026-05-04T10:00:00',
  ]);
  const again = await bring(company, max, file);
  expect(again.counts).toMatchObject({ activities: 0, known: 4, warnings: 0 });
});

test('a meeting that another file has at another time stays, and the report says so', async () => {
  const single = (start: string) => calendar(start).replace('weekly@', 'single@');
  await bring(company, max, { 'b.ics': single('20260401T090000') });
  const { id } = await bring(company, max, { 'c.ics': single('20260402T100000') });
  const { rows } = (await max.get<{ rows: ImportProblemView[] }>(`imports/${id}/problems`)).body;
  expect(rows.map(({ code }) => code)).toEqual(['meeting.moved']);
  expect((await timeline()).map(({ wallStart }) => wallStart)).toContain('2026-04-01T09:00:00');
});

describe('a meeting of which a later file holds a newer revision', () => {
  const revision = (start: string, ...more: string[]) =>
    calendar(start, ...more)
      .replaceAll('weekly@', 'review@')
      .replace('Weekly look', 'Review');
  const latest = async () =>
    (await timeline())
      .filter(({ subject }) => subject?.startsWith('Review'))
      .map(({ wallStart, cancelled }) => [wallStart, cancelled]);

  test('moves there, is cancelled by its organiser, and stands as before when that is taken back', async () => {
    const nothing = await rowsOf(company);
    const first = await bring(company, max, { 'a.ics': revision('20260601T090000', 'SEQUENCE:0') });
    const planned = await rowsOf(company);
    const second = await bring(company, max, {
      'b.ics': revision('20260602T150000', 'SEQUENCE:1', 'DESCRIPTION:Later').replace(
        'Graz',
        'Linz',
      ),
    });
    expect(second.counts).toMatchObject({ activities: 0, known: 1, warnings: 0 });
    expect(await latest()).toEqual([['2026-06-02T15:00:00', false]]);
    const moved = await rowsOf(company);
    const third = await bring(company, max, {
      'c.ics': revision('20260602T150000', 'SEQUENCE:2').replace(
        'VERSION:2.0',
        'VERSION:2.0\r\nMETHOD:CANCEL',
      ),
    });
    expect(await latest()).toEqual([['2026-06-02T15:00:00', true]]);

    await takeBack(company, max, third.id);
    expect(await rowsOf(company)).toEqual(moved);
    await takeBack(company, max, second.id);
    expect(await rowsOf(company)).toEqual(planned);
    await takeBack(company, max, first.id);
    expect(await rowsOf(company)).toEqual(nothing);
  });

  test('keeps what the last file says when one between is taken back, and then goes back to the first', async () => {
    const first = await bring(company, max, { 'a.ics': revision('20260601T090000', 'SEQUENCE:0') });
    const planned = await rowsOf(company);
    const second = await bring(company, max, {
      'b.ics': revision('20260602T150000', 'SEQUENCE:1'),
    });
    const third = await bring(company, max, { 'c.ics': revision('20260603T150000', 'SEQUENCE:2') });
    await takeBack(company, max, second.id);
    expect(await latest()).toEqual([['2026-06-03T15:00:00', false]]);
    await takeBack(company, max, third.id);
    expect(await rowsOf(company)).toEqual(planned);
    await takeBack(company, max, first.id);
  });

  test('follows the later change where both have the same number, and never an older file', async () => {
    const files = [
      revision('20260601T090000', 'DTSTAMP:20260501T080000Z'),
      revision('20260602T090000', 'DTSTAMP:20260502T080000Z'),
      revision('20260601T090000', 'DTSTAMP:20260501T080000Z'),
    ];
    const ids: string[] = [];
    for (const file of files) ids.push((await bring(company, max, { 'a.ics': file })).id);
    expect(await latest()).toEqual([['2026-06-02T09:00:00', false]]);
    for (const id of ids.reverse()) await takeBack(company, max, id);
  });

  test('may have a number and a time that make no sense', async () => {
    const file = revision('20260601T090000', 'SEQUENCE:99999999999', 'DTSTAMP:00000101T000000Z');
    const { id, counts } = await bring(company, max, { 'a.ics': file });
    expect(counts).toMatchObject({ activities: 1, errors: 0 });
    await takeBack(company, max, id);
  });

  test('stays where somebody here put it', async () => {
    const { id } = await bring(company, max, { 'a.ics': revision('20260601T090000') });
    await company.sql(`update activities set version = 2 where import_id = '${id}'`);
    const second = await bring(company, max, {
      'b.ics': revision('20260602T150000', 'SEQUENCE:3'),
    });
    expect(second.counts.warnings).toBe(1);
    expect(await latest()).toEqual([['2026-06-01T09:00:00', false]]);
  });

  test('does not move for everybody because of a private calendar', async () => {
    const file = (start: string, sequence: number) =>
      revision(start, `SEQUENCE:${sequence}`).replace('review@', 'shared@');
    await bring(company, max, { 'a.ics': file('20260701T090000', 0) });
    await bring(company, max, { 'b.ics': file('20260702T090000', 1) }, { visibility: 'private' });
    expect((await latest())[0]).toEqual(['2026-07-01T09:00:00', false]);
  });
});

test('a flood of times is cut at its limit, and named', async () => {
  const { id, counts } = await bring(company, max, {
    'flood.ics': calendar('20260101T000000', 'RRULE:FREQ=SECONDLY').replace('weekly@', 'flood@'),
  });
  expect(counts.activities).toBeLessThanOrEqual(1_000);
  const { rows } = (await max.get<{ rows: ImportProblemView[] }>(`imports/${id}/problems`)).body;
  expect(rows.length).toBeGreaterThan(0);
});
