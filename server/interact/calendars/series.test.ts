import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AgendaView } from '../../../shared/interact/agenda.ts';
import type { CalendarSourceView, ParkedEntry } from '../../../shared/interact/calendars.ts';
import type { ConnectionView } from '../../../shared/platform/connections.ts';
import { workOnConnections } from '../../platform/connections/work.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { davPassword, openRadicale, type Radicale } from '../../testing/radicale.ts';

/** Times of a series that are changed here, and stand so in the calendar on a server. */

const users = Array.from({ length: 12 }, (_, number) => `max${number}`);
let radicale: Radicale;
let company: Company;
let max: Colleague;

beforeAll(async () => {
  radicale = await openRadicale(users);
  company = await openCompany({ RAPPORT_ALLOWED_HOSTS: radicale.host });
  ({ max } = company);
  workOnConnections(company.house);
});
afterAll(async () => {
  await company.close();
  await radicale.close();
});

let user: string;
let calendar: string;
let number = 0;
beforeEach(async () => {
  user = users[number++]!;
  calendar = await radicale.make(user, 'Work');
  await company.sql('delete from connections');
  await company.sql('delete from activities');
});

/** The last Monday before the clocks of Berlin change in spring, always ahead of us and near enough to be followed. */
const change = (() => {
  const now = Temporal.Now.plainDateISO('Europe/Berlin');
  for (let year = now.year; ; year++) {
    const last = Temporal.PlainDate.from({ year, month: 3, day: 31 });
    const sunday = last.subtract({ days: last.dayOfWeek % 7 });
    const monday = sunday.subtract({ days: 6 });
    if (Temporal.PlainDate.compare(monday, now) > 0) return monday;
  }
})();
/** Three Mondays at nine in Berlin, the clocks going forward between the first and the second. */
const mondays = [0, 7, 14].map((days) => change.add({ days }));
const berlin = (day: Temporal.PlainDate, clock: string) =>
  day.toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: clock }).toInstant().toString();
const compact = (day: Temporal.PlainDate) => day.toString().replaceAll('-', '');

const weekly = (more: readonly string[] = []) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Another program//EN',
    'BEGIN:VTIMEZONE',
    'TZID:Europe/Berlin',
    'BEGIN:STANDARD',
    'DTSTART:19961027T030000',
    'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:19810329T020000',
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'END:DAYLIGHT',
    'END:VTIMEZONE',
    'BEGIN:VEVENT',
    'UID:weekly',
    'DTSTAMP:20260301T080000Z',
    `DTSTART;TZID=Europe/Berlin:${compact(change)}T090000`,
    `DTEND;TZID=Europe/Berlin:${compact(change)}T093000`,
    'RRULE:FREQ=WEEKLY;COUNT=3',
    'SUMMARY:Every Monday',
    'ATTENDEE;CN=Ida Holm:mailto:ida@lanterns.example',
    'X-ANOTHER-PROGRAM:keeps this',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-PT15M',
    'END:VALARM',
    'END:VEVENT',
    ...more,
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const put = (text: string) =>
  radicale.send('PUT', user, `${calendar}weekly.ics`, text, { 'content-type': 'text/calendar' });
const there = async () =>
  (await radicale.send('GET', user, `${calendar}weekly.ics`)).text.replaceAll(/\r?\n[ \t]/g, '');

async function connected(text = weekly()): Promise<string> {
  await put(text);
  const { body } = await max.post('connections', {
    kind: 'caldav',
    name: `Calendar of ${user}`,
    visibility: 'everyone',
    settings: { url: radicale.url, user },
    secret: { password: davPassword },
  });
  await expect
    .poll(async () => (await connectionOf(body.id)).succeededAt, { timeout: 30_000 })
    .toBeTruthy();
  return body.id;
}
const connectionOf = async (id: string) =>
  (await max.get<{ rows: ConnectionView[] }>('connections')).body.rows.find(
    (row) => row.id === id,
  )!;
/** Reads everything anew, as if it had never been read. */
async function readAnew(id: string): Promise<void> {
  const [{ now } = { now: '' }] = await company.sql<{ now: string }>(
    `update collections set sync_token = null, ctag = null, compared_at = null
     returning to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as now`,
  );
  await company.sql(`update collection_entries set etag = 'of earlier'`);
  const { version } = await connectionOf(id);
  await max.patch(`connections/${id}`, { version, state: 'on' });
  await expect
    .poll(async () => (await connectionOf(id)).succeededAt ?? '', { timeout: 30_000 })
    .toSatisfy((at: string) => at > now);
}
const meetings = async () => {
  const from = berlin(change.subtract({ days: 2 }), '00:00');
  const to = berlin(change.add({ days: 30 }), '00:00');
  return (await max.get<AgendaView>(`agenda?from=${from}&to=${to}`)).body.meetings;
};
const times = async () =>
  (await meetings()).map(({ startsAt, cancelled }) => (cancelled ? `no ${startsAt}` : startsAt));
const nine = mondays.map((day) => berlin(day, '09:00'));
const parked = async (id: string) =>
  (await max.get<{ rows: ParkedEntry[] }>(`calendars/${id}/entries`)).body.rows;
const series = (id: string, body: object) =>
  max.post<{ event: string; meetings: number }>(`agenda/${id}/series`, body);

describe('one time of a series', () => {
  test('is moved in the calendar by itself, on the clock of the series, and is read back the same', async () => {
    const connection = await connected();
    expect(await times()).toEqual(nine);
    const [, second] = await meetings();
    expect(second).toMatchObject({ isOfSeries: true });
    // The clocks have gone forward by then.
    const to = berlin(mondays[1]!, '14:00');
    await max.patch(`activities/${second!.id}`, { occurredAt: to, version: second!.version });
    const id = `RECURRENCE-ID;TZID=Europe/Berlin:${compact(mondays[1]!)}T090000`;
    await expect.poll(there, { timeout: 20_000 }).toContain(id);
    const text = await there();
    const own = text.slice(text.lastIndexOf('BEGIN:VEVENT'));
    expect(own).toContain(`DTSTART;TZID=Europe/Berlin:${compact(mondays[1]!)}T140000`);
    expect(own).toContain(`DTEND;TZID=Europe/Berlin:${compact(mondays[1]!)}T143000`);
    expect(own).not.toContain('RRULE');
    for (const kept of ['X-ANOTHER-PROGRAM:keeps this', 'TRIGGER:-PT15M', 'ida@lanterns.example'])
      expect(own).toContain(kept);
    // The series itself is as it was.
    expect(text).toContain('RRULE:FREQ=WEEKLY;COUNT=3');
    expect(text).toContain(`DTSTART;TZID=Europe/Berlin:${compact(change)}T090000`);
    await readAnew(connection);
    expect(await times()).toEqual([nine[0], to, nine[2]]);
    expect((await meetings()).map(({ id: each }) => each)).toContain(second!.id);
    expect(await parked(connection)).toEqual([]);
    // Moved once more it is the same exception, not another.
    const [, moved] = await meetings();
    await max.patch(`activities/${moved!.id}`, {
      occurredAt: berlin(mondays[1]!, '15:00'),
      version: moved!.version,
    });
    await expect.poll(there, { timeout: 20_000 }).toContain(`${compact(mondays[1]!)}T150000`);
    expect((await there()).match(/RECURRENCE-ID/g)).toHaveLength(1);
  });

  test('is called off, and put on again, and keeps its other words', async () => {
    const connection = await connected();
    const [, , third] = await meetings();
    await max.patch(`activities/${third!.id}`, { subject: 'The last', version: third!.version });
    await expect.poll(there, { timeout: 20_000 }).toContain('SUMMARY:The last');
    const off = await max.post<{ event: string; version: number }>(
      `agenda/${third!.id}/cancellation`,
      { cancelled: true, version: third!.version + 1 },
    );
    await expect.poll(there, { timeout: 20_000 }).toContain('STATUS:CANCELLED');
    await readAnew(connection);
    expect(await times()).toEqual([nine[0], nine[1], `no ${nine[2]}`]);
    await max.post(`events/${off.body.event}/undo`);
    await expect.poll(there, { timeout: 20_000 }).toContain('STATUS:CONFIRMED');
    await readAnew(connection);
    expect(await times()).toEqual(nine);
    expect((await meetings()).map(({ title }) => title)).toEqual([
      'Every Monday',
      'Every Monday',
      'The last',
    ]);
  });

  test('of whole days stays a whole day', async () => {
    const days = weekly()
      .replace(
        `DTSTART;TZID=Europe/Berlin:${compact(change)}T090000`,
        `DTSTART;VALUE=DATE:${compact(change)}`,
      )
      .replace(
        `DTEND;TZID=Europe/Berlin:${compact(change)}T093000`,
        `DTEND;VALUE=DATE:${compact(change.add({ days: 1 }))}`,
      );
    const connection = await connected(days);
    const [, second] = await meetings();
    await max.post(`agenda/${second!.id}/cancellation`, {
      cancelled: true,
      version: second!.version,
    });
    await expect
      .poll(there, { timeout: 20_000 })
      .toContain(`RECURRENCE-ID;VALUE=DATE:${compact(mondays[1]!)}`);
    await readAnew(connection);
    expect((await meetings()).map(({ cancelled, days: on }) => [on?.from, cancelled])).toEqual([
      [mondays[0]!.toString(), false],
      [mondays[1]!.toString(), true],
      [mondays[2]!.toString(), false],
    ]);
  });

  test('is not written over what somebody changed there meanwhile', async () => {
    const connection = await connected();
    const [, second] = await meetings();
    // Another program has moved the same time, and nobody has looked since.
    await put(
      weekly([
        'BEGIN:VEVENT',
        'UID:weekly',
        'DTSTAMP:20260302T080000Z',
        'SEQUENCE:3',
        `RECURRENCE-ID;TZID=Europe/Berlin:${compact(mondays[1]!)}T090000`,
        `DTSTART;TZID=Europe/Berlin:${compact(mondays[1]!)}T110000`,
        `DTEND;TZID=Europe/Berlin:${compact(mondays[1]!)}T113000`,
        'SUMMARY:Every Monday',
        'END:VEVENT',
      ]),
    );
    await max.patch(`activities/${second!.id}`, {
      occurredAt: berlin(mondays[1]!, '14:00'),
      version: second!.version,
    });
    await expect
      .poll(async () => (await parked(connection)).map(({ reason }) => reason), { timeout: 20_000 })
      .toEqual(['changed on both sides']);
    expect(await there()).toContain(`${compact(mondays[1]!)}T110000`);
  });
});

describe('all times of a series', () => {
  test('move by the clock on the wall, in one act and one write, and go back with one undo', async () => {
    const connection = await connected();
    const [first] = await meetings();
    const moved = await series(first!.id, {
      occurredAt: berlin(mondays[0]!, '10:30'),
      version: first!.version,
    });
    expect(moved.body.meetings).toBe(3);
    const later = mondays.map((day) => berlin(day, '10:30'));
    expect(await times()).toEqual(later);
    await expect
      .poll(async () => (await there()).match(/RECURRENCE-ID/g)?.length, { timeout: 20_000 })
      .toBe(3);
    await readAnew(connection);
    expect(await times()).toEqual(later);
    expect((await max.post(`events/${moved.body.event}/undo`)).status).toBe(200);
    expect(await times()).toEqual(nine);
    await expect
      .poll(async () => (await there()).match(/T103000/g)?.length ?? 0, { timeout: 20_000 })
      .toBe(0);
    await readAnew(connection);
    expect(await times()).toEqual(nine);
    expect(await parked(connection)).toEqual([]);
  });

  test('are called off; what was held is not touched, and whoever may not change it does not', async () => {
    const connection = await connected();
    const [first, second] = await meetings();
    await company.sql(
      `update activities set occurred_at = now() - interval '1 hour' where id = $1`,
      [first!.id],
    );
    const { version } = second!;
    expect(
      (await company.nora.post(`agenda/${second!.id}/series`, { cancelled: true, version })).status,
    ).toBe(403);
    expect(
      (await company.otto.post(`agenda/${second!.id}/series`, { cancelled: true, version })).status,
    ).toBe(404);
    const off = await series(second!.id, { cancelled: true, version });
    expect(off.body.meetings).toBe(2);
    expect((await series(second!.id, { cancelled: true, version })).status).toBe(409);
    await expect
      .poll(async () => (await there()).match(/STATUS:CANCELLED/g)?.length, { timeout: 20_000 })
      .toBe(2);
    // One of them was put on again since: the act as a whole is not taken back.
    const [, later] = (await meetings()).filter(({ cancelled }) => cancelled);
    await max.post(`agenda/${later!.id}/cancellation`, {
      cancelled: false,
      version: later!.version,
    });
    expect((await max.post(`events/${off.body.event}/undo`)).status).toBe(409);
    expect(connection).toBeTruthy();
  });

  test('are a choice only where there are several, in a calendar that can be written', async () => {
    const { body: ida } = await max.post('people', { name: 'Ida Holm' });
    const { body: alone } = await max.post('activities', {
      kind: 'meeting',
      partyIds: [ida.id],
      text: 'Once',
      occurredAt: nine[0],
    });
    expect(await meetings()).toMatchObject([{ isOfSeries: false }]);
    expect((await series(alone.id, { cancelled: true, version: 1 })).status).toBe(409);
    const id = await connected();
    const { folders } = (await max.get<CalendarSourceView>(`calendars/${id}`)).body;
    await company.sql('update collections set writable = false where id = $1', [folders[0]!.id]);
    expect((await meetings()).every(({ isOfSeries }) => !isOfSeries)).toBe(true);
  });
});
