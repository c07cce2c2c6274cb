import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AgendaView } from '../../../shared/interact/agenda.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';

let company: Company;
let max: Colleague;
let nora: Colleague;

beforeAll(async () => {
  company = await openCompany();
  ({ max, nora } = company);
});
afterAll(() => company.close());
afterEach(async () => {
  await company.sql('delete from activities');
  await company.sql('delete from own_addresses');
  await company.sql('delete from seen_addresses');
});

const week = 'agenda?from=2026-03-02T00:00:00Z&to=2026-03-09T00:00:00Z';
const agenda = async (who = max, path = week) => (await who.get<AgendaView>(path)).body.meetings;

async function newMeeting(input: object = {}) {
  const { body: ida } = await max.post('people', { name: 'Ida Holm' });
  const { body } = await max.post('activities', {
    kind: 'meeting',
    partyIds: [ida.id],
    subject: 'Lamps',
    text: 'Lamps',
    occurredAt: '2026-03-03T09:00:00Z',
    minutes: 90,
    ...input,
  });
  return body.id;
}

describe('one’s own calendar', () => {
  test('shows with whom one is when, and nobody else’s meetings', async () => {
    await newMeeting();
    await newMeeting({ subject: 'Before', occurredAt: '2026-03-01T09:00:00Z' });
    await newMeeting({ subject: 'Into it', occurredAt: '2026-03-01T23:30:00Z' });
    expect(await agenda()).toMatchObject([
      { title: 'Into it' },
      {
        title: 'Lamps',
        startsAt: '2026-03-03T09:00:00Z',
        endsAt: '2026-03-03T10:30:00Z',
        parties: [{ name: 'Ida Holm', kind: 'person' }],
        cancelled: false,
        can: { edit: true },
      },
    ]);
    expect(await agenda(nora)).toEqual([]);
    expect(await agenda(company.otto)).toEqual([]);
  });

  test('shows to whoever was asked to a meeting of a colleague, where they may see it', async () => {
    const shared = await newMeeting();
    const hidden = await newMeeting({ subject: 'Hidden', visibility: 'private' });
    for (const id of [shared, hidden]) {
      await company.sql(
        `with seen as (
           insert into seen_addresses (workspace_id, id, audience, address, mailable)
           select workspace_id, gen_random_uuid(), audience, 'nora@kettle.example', true from activities where id = $1
           returning *)
         insert into participants (workspace_id, activity_id, position, audience, kind, occurred_at, role, ours,
           address_id)
         select a.workspace_id, a.id, 9, a.audience, 'meeting', a.occurred_at, 'attendee', true, seen.id
         from activities a, seen where a.id = $1`,
        [id],
      );
    }
    await company.sql(
      `insert into own_addresses (workspace_id, audience, address, user_id)
       values ($1, $1, 'nora@kettle.example', $2)`,
      [company.workspaces.kettle, nora.id],
    );
    expect(await agenda(nora)).toMatchObject([
      { title: 'Lamps', isMine: false, can: { edit: false } },
    ]);
  });

  test('has a day without a time on its own date, whatever the clock of whoever looks', async () => {
    const id = await newMeeting();
    await company.sql(
      `update activities set all_day = true, zone = 'Pacific/Auckland', wall_start = '2026-03-03',
         occurred_at = '2026-03-02T11:00:00Z', ends_at = '2026-03-04T11:00:00Z' where id = $1`,
      [id],
    );
    expect((await agenda())[0]!.days).toEqual({ from: '2026-03-03', until: '2026-03-05' });
  });

  test('is asked for a stretch that has a length and an end', async () => {
    for (const path of [
      'agenda',
      'agenda?from=2026-03-09T00:00:00Z&to=2026-03-02T00:00:00Z',
      'agenda?from=2026-03-02T00:00:00Z&to=2027-03-02T00:00:00Z',
      'agenda?from=monday&to=2026-03-02T00:00:00Z',
    ])
      expect((await max.get(path)).status, path).toBe(400);
  });
});

describe('moving and calling off', () => {
  test('what lasted ninety minutes does so wherever it is moved to, and goes back exactly', async () => {
    const id = await newMeeting();
    const { body, status } = await max.patch(`activities/${id}`, {
      occurredAt: '2026-03-05T13:00:00Z',
      version: 1,
    });
    expect(status).toBe(200);
    expect(await agenda()).toMatchObject([
      { startsAt: '2026-03-05T13:00:00Z', endsAt: '2026-03-05T14:30:00Z' },
    ]);
    await max.post(`events/${body.event}/undo`);
    expect(await agenda()).toMatchObject([
      { startsAt: '2026-03-03T09:00:00Z', endsAt: '2026-03-03T10:30:00Z' },
    ]);
  });

  test('keeps to the clock of its zone across a change of it', async () => {
    const id = await newMeeting({ occurredAt: '2026-03-27T08:00:00Z' });
    await company.sql(
      `update activities set zone = 'Europe/Berlin', wall_start = '2026-03-27T09:00:00' where id = $1`,
      [id],
    );
    await max.patch(`activities/${id}`, { occurredAt: '2026-03-30T07:00:00Z', version: 1 });
    const [row] = await company.sql<{ wall_start: string }>(
      'select wall_start from activities where id = $1',
      [id],
    );
    expect(row!.wall_start).toBe('2026-03-30T09:00:00');
  });

  test('a meeting that is called off stays visible as that, and can be put on again', async () => {
    const id = await newMeeting();
    const off = (who: Colleague, version: number, cancelled = true) =>
      who.post<{ event: string }>(`agenda/${id}/cancellation`, { cancelled, version });
    expect((await off(nora, 1)).status).toBe(403);
    expect((await off(company.otto, 1)).status).toBe(404);
    const { body } = await off(max, 1);
    expect(await agenda()).toMatchObject([{ cancelled: true, version: 2 }]);
    expect((await off(max, 1)).status).toBe(409);
    await max.post(`events/${body.event}/undo`);
    expect(await agenda()).toMatchObject([{ cancelled: false }]);
  });
});
