import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { TodayView } from '../../../shared/interact/today/today.ts';
import { asActor, type UserActor } from '../../platform/access/actor.ts';
import { type Caller, type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { purgeSnoozes } from './snoozing.ts';
import { viewToday } from './today.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());
beforeEach(async () => {
  for (const table of ['activities', 'snoozes', 'parties', 'events'])
    await company.sql(`delete from ${table}`);
});

const zone = 'Europe/Vienna';
const today = Temporal.Now.plainDateISO(zone);
const inDays = (days: number) => today.add({ days }).toString();
const hours = (count: number) => Temporal.Now.instant().add({ hours: count }).toString();

interface Done {
  id: string;
  event: string;
  version: number;
  code?: string;
}
const seen = async (by: Caller) => (await by.get<TodayView>(`today?zone=${zone}`)).body;
const customer = async (by: Caller, also: object = {}) =>
  (await by.post<Done>('people', { name: 'Kim Customer', ...also })).body.id;
const undo = async (by: Caller, event: string) =>
  (await by.post<Done>(`events/${event}/undo`, {})).body;
const confirm = async (by: Caller, id: string, outcome: object) =>
  (await by.send<Done>('PUT', `today/meetings/${id}/outcome`, { body: outcome })).body;

/** A meeting that was written down a day before it was to begin. */
async function planned(by: Colleague, partyId: string, begins: string, also: object = {}) {
  const { body } = await by.post<Done>('activities', {
    kind: 'meeting',
    partyIds: [partyId],
    text: 'About the offer',
    occurredAt: begins,
    minutes: 30,
    ...also,
  });
  await company.sql(
    `update activities set created_at = occurred_at - interval '1 day' where id = $1`,
    [body.id],
  );
  return body.id;
}

describe('today', () => {
  test('without anybody known says so', async () => {
    expect(await seen(company.max)).toMatchObject({ isEmpty: true, tasks: [], next: [] });
    await customer(company.max);
    expect(await seen(company.max)).toMatchObject({ isEmpty: false });
  });

  test('has what I see to and is due by now, ours before theirs; later days wait', async () => {
    const { max, nora } = company;
    const kim = await customer(max);
    const promise = (what: string, due: string, direction = 'ours', keeperId = max.id) =>
      max.post('promises', { partyId: kim, direction, what, due, keeperId });
    await promise('Their word', inDays(-5), 'theirs');
    await promise('Our word', inDays(0));
    await promise('For later', inDays(1));
    await promise('Of a colleague', inDays(0), 'ours', nora.id);
    const add = (title: string, due: string | null) =>
      max.post('tasks', { title, zone, due: due ? { on: due } : null });
    await add('Some day', null);
    await add('Late', inDays(-1));
    await add('Next week', inDays(7));
    const day = await seen(max);
    expect(day.promises.map(({ what, state }) => [what, state])).toEqual([
      ['Our word', 'open'],
      ['Their word', 'late'],
    ]);
    expect(day.tasks.map(({ title }) => title)).toEqual(['Late', 'Some day']);
    expect(day.upcoming.map(({ title }) => title)).toEqual(['Next week']);
  });

  test('by the clock of where one is', async () => {
    const { max } = company;
    await max.post('tasks', { title: 'Tomorrow', zone, due: { on: inDays(1) } });
    const actor = (await company.house.actors.find(max.id, max.workspaceId)) as UserActor;
    const at = async (place: string, time: string) =>
      (
        await asActor(company.house.db, actor, (transaction) =>
          viewToday(
            transaction,
            place,
            today.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant(),
          ),
        )
      ).tasks.length;
    expect(await at(zone, '20:00')).toBe(0);
    expect(await at('Asia/Tokyo', '20:00')).toBe(1);
  });

  test('what was put off is back at its moment, and nobody else misses it', async () => {
    const { max, nora } = company;
    const kim = await customer(max);
    const { body } = await max.post<Done>('promises', {
      partyId: kim,
      direction: 'ours',
      what: 'A visit',
      due: inDays(0),
      keeperId: nora.id,
    });
    const putOff = (by: Caller, until: string | null) =>
      by.send('PUT', 'today/snoozes', { body: { itemId: body.id, until } });
    await putOff(max, hours(3));
    expect((await seen(nora)).promises).toHaveLength(1);
    await putOff(nora, hours(3));
    expect(await seen(nora)).toMatchObject({ promises: [], snoozed: 1 });
    await putOff(nora, null);
    expect((await seen(nora)).promises).toHaveLength(1);
    await putOff(nora, hours(-1));
    expect((await seen(nora)).promises).toHaveLength(1);
    const actor = (await company.house.actors.find(nora.id, nora.workspaceId)) as UserActor;
    await asActor(company.house.db, actor, purgeSnoozes);
    expect(await company.sql('select from snoozes where user_id = $1', [nora.id])).toEqual([]);
  });

  test('tells what colleagues did with my customers, and nothing of what I may not see', async () => {
    const { max, nora } = company;
    const kim = await customer(max);
    const hers = await customer(nora, { name: 'Hers' });
    const note = (partyId: string, also: object = {}) =>
      nora.post('activities', { kind: 'note', partyIds: [partyId], text: 'Hello', ...also });
    await note(kim, { visibility: 'private' });
    expect((await seen(max)).team).toEqual([]);
    await note(kim);
    await note(kim);
    await note(hers);
    expect((await seen(max)).team).toMatchObject([
      { actor: 'Nora', party: { id: kim }, entry: 'note', count: 2 },
    ]);
    expect((await seen(nora)).team).toEqual([]);
  });
});

describe('a meeting', () => {
  test('of today is next until it has ended, and then waits to be confirmed', async () => {
    const { max, nora } = company;
    const kim = await customer(max);
    const id = await planned(max, kim, hours(-1));
    expect(await seen(max)).toMatchObject({
      next: [],
      confirm: [{ id, sure: true, parties: [{ id: kim, name: 'Kim Customer' }] }],
    });
    expect(await seen(nora)).toMatchObject({ next: [], confirm: [] });
    await company.sql(
      `update activities set ends_at = now() + interval '10 minutes' where id = $1`,
      [id],
    );
    expect(await seen(max)).toMatchObject({ next: [{ id }], confirm: [] });
  });

  test('took place with one key, with a line about it, and is taken back with both', async () => {
    const { max } = company;
    const kim = await customer(max);
    const id = await planned(max, kim, hours(-2));
    const said = await confirm(max, id, { tookPlace: true, note: 'They like the oak', version: 1 });
    expect((await seen(max)).confirm).toEqual([]);
    const comments = async () =>
      (await max.get<{ rows: { text: string }[] }>(`comments?activity=${id}`)).body.rows;
    expect(await comments()).toMatchObject([{ text: 'They like the oak' }]);
    await undo(max, said.event);
    expect((await seen(max)).confirm).toMatchObject([{ id }]);
    expect((await comments()).filter(({ text }) => text)).toEqual([]);
  });

  test('that did not take place is no contact', async () => {
    const { max } = company;
    const kim = await customer(max);
    const id = await planned(max, kim, hours(-2));
    const lastContact = async () => (await max.get<PartyView>(`people/${kim}`)).body.lastContactAt;
    expect(await lastContact()).not.toBeNull();
    const said = await confirm(max, id, { tookPlace: false, version: 1 });
    expect(await lastContact()).toBeNull();
    await undo(max, said.event);
    expect(await lastContact()).not.toBeNull();
  });

  test('all sure ones at once, with one undo', async () => {
    const { max } = company;
    const kim = await customer(max);
    const meetings = [
      { id: await planned(max, kim, hours(-2)), version: 1 },
      { id: await planned(max, kim, hours(-30)), version: 1 },
    ];
    const { body } = await max.post<{ event: string; count: number }>('today/confirmations', {
      meetings,
    });
    expect(body.count).toBe(2);
    expect((await seen(max)).confirm).toEqual([]);
    await undo(max, body.event);
    expect((await seen(max)).confirm).toHaveLength(2);
  });

  test('is confirmed only by whoever may change it, and nothing else is', async () => {
    const { max, nora } = company;
    const kim = await customer(max);
    const id = await planned(max, kim, hours(-2));
    expect(await confirm(nora, id, { tookPlace: true, version: 1 })).toMatchObject({
      code: 'activity.not-yours',
    });
    const { body } = await max.post<Done>('activities', {
      kind: 'note',
      partyIds: [kim],
      text: 'Hello',
    });
    expect(await confirm(max, body.id, { tookPlace: true, version: 1 })).toMatchObject({
      code: 'meeting.not-one',
    });
  });

  test('that was logged after it was held is not asked about, nor one of long ago', async () => {
    const { max } = company;
    const kim = await customer(max);
    await planned(max, kim, hours(-15 * 24));
    await max.post('activities', {
      kind: 'meeting',
      partyIds: [kim],
      text: 'Met',
      occurredAt: hours(-1),
      minutes: 15,
    });
    expect((await seen(max)).confirm).toEqual([]);
  });
});
