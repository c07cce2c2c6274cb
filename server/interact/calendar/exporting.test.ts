import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addColleague,
  addWorkspace,
  type Colleague,
  type Company,
  openCompany,
} from '../../testing/company.ts';
import { bring } from '../importing/testing.ts';

let company: Company;

const event = (...lines: string[]) =>
  ['BEGIN:VEVENT', ...lines, 'DTSTAMP:20260301T080000Z', 'END:VEVENT'].join('\r\n');
const calendar = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', ...events, 'END:VCALENDAR', ''].join(
    '\r\n',
  );

const meetings = calendar(
  event(
    'UID:planning@kettle.example',
    'SUMMARY:Planning\\, with "oak"; and more',
    'DTSTART;TZID=Europe/Vienna:20260310T090000',
    'DTEND;TZID=Europe/Vienna:20260310T100000',
    'LOCATION:Room 1',
    'DESCRIPTION:First line\\nBEGIN:VEVENT',
    'SEQUENCE:3',
    'ORGANIZER;CN="Ada ^\'Wren^\'":mailto:ada@sails.example',
    'ATTENDEE;CN=Olga:mailto:olga@kettle.example',
  ),
  event(
    'UID:weekly@kettle.example',
    'SUMMARY:Weekly',
    'DTSTART;TZID=America/New_York:20260302T090000',
    'DURATION:PT30M',
    'RRULE:FREQ=WEEKLY;COUNT=5',
  ),
  event(
    'UID:day@kettle.example',
    'SUMMARY:Fair',
    'DTSTART;VALUE=DATE:20260320',
    'DTEND;VALUE=DATE:20260322',
  ),
  event(
    'UID:twice@kettle.example',
    'SUMMARY:In the hour that comes twice',
    'DTSTART:20261025T013000Z',
    'DTEND:20261025T020000Z',
    'STATUS:CANCELLED',
  ),
);

beforeAll(async () => {
  company = await openCompany();
  await company.olga.patch('workspace', { zone: 'Europe/Vienna' });
  await bring(company, company.olga, { 'work.ics': meetings });
});
afterAll(() => company.close());

const exported = async (who: Colleague, query = '') => {
  const { status, text } = await who.get(`activities/export?format=ics${query}`);
  expect(status).toBe(200);
  return text;
};
const rowsOf = (workspaceId: string) =>
  company.sql(
    `select identity, a.occurred_at, ends_at, zone, wall_start, all_day, revision, cancelled_at is not null as cancelled,
       subject, body, place, (select array_agg(role || ' ' || coalesce(p.name, '') || ' ' || coalesce(address, '') order by position)
         from participants p left join seen_addresses s on s.id = p.address_id where p.activity_id = a.id) as people
     from activities a join activity_texts t on t.activity_id = a.id
     where a.workspace_id = $1 order by a.occurred_at, identity`,
    [workspaceId],
  );

describe('a calendar that was exported', () => {
  test('brings every meeting into an empty company, at its own time, in its own zone', async () => {
    const workspace = await addWorkspace(company.installation, 'Copy');
    const oleg = await addColleague(company.installation, workspace, 'Oleg', 'owner');
    await oleg.patch('workspace', { zone: 'Europe/Vienna' });
    const view = await bring(company, oleg, { 'meetings.ics': await exported(company.olga) });
    const { body } = await oleg.get(`imports/${view.id}/problems`);
    expect(body).toMatchObject({ rows: [] });
    expect(await rowsOf(workspace)).toEqual(await rowsOf(company.workspaces.kettle));
  });

  test('brings nothing new where it came from', async () => {
    const before = await rowsOf(company.workspaces.kettle);
    const view = await bring(company, company.olga, { 'again.ics': await exported(company.olga) });
    expect(view.counts).toMatchObject({ activities: 0, known: before.length });
  });

  test('describes the clocks of the zones it names', async () => {
    const text = await exported(company.olga, '&from=2026-03-01T00:00:00Z&to=2026-03-31T00:00:00Z');
    expect(text).toContain('BEGIN:VTIMEZONE\r\nTZID:America/New_York');
    // The clocks of New York changed between the first and the last of the meetings.
    expect(text).toContain(
      'BEGIN:DAYLIGHT\r\nDTSTART:20260308T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\nEND:DAYLIGHT',
    );
    expect(text).not.toContain('In the hour that comes twice');
  });
});

test('of a meeting whose headers alone are shared, others get the headers', async () => {
  const { olga, nora, otto } = company;
  const person = await olga.post('people', { name: 'Ada Wren' });
  const written = await olga.post('activities', {
    kind: 'meeting',
    partyIds: [person.body.id],
    subject: 'Secret plans',
    text: 'Quirin Geheim',
    occurredAt: '2026-05-05T09:00:00Z',
    visibility: 'headers',
  });
  expect(written.status, written.text).toBe(201);
  const query = `&id=${written.body.id}`;
  expect(await exported(olga, query)).toContain('SUMMARY:Secret plans');
  const theirs = await exported(nora, query);
  expect(theirs).toContain('DTSTART:20260505T090000Z');
  expect(theirs).not.toMatch(/Secret plans|Quirin Geheim/);
  expect(await exported(otto, query)).not.toContain('BEGIN:VEVENT');
  const [event] = await company.sql(
    `select particulars from events where subject = 'export' and actor_id = $1 order by id desc limit 1`,
    [nora.id],
  );
  expect(event).toMatchObject({
    particulars: { of: 'meeting', format: 'ics', rows: 1, complete: true },
  });
});
