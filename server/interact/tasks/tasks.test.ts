import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import type { NotificationView } from '../../../shared/interact/notifications.ts';
import type { TaskView } from '../../../shared/interact/tasks/tasks.ts';
import { asActor, systemActor, type Transaction } from '../../platform/access/actor.ts';
import { type Caller, type Company, openCompany } from '../../testing/company.ts';
import { keepWallTimes, remindOfTasks } from './reminding.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());
beforeEach(async () => {
  await company.sql('delete from activities');
  await company.sql('delete from parties');
});

const zone = 'Europe/Vienna';
const today = Temporal.Now.plainDateISO(zone);
const inDays = (days: number) => today.add({ days }).toString();

interface Done {
  id: string;
  event: string;
  version: number;
  code?: string;
}
const add = async (by: Caller, what: object, status = 201) => {
  const { body, ...answer } = await by.post<Done>('tasks', {
    zone,
    title: 'Send the offer',
    ...what,
  });
  expect(answer.status, answer.text).toBe(status);
  return body;
};
const put = async (by: Caller, path: string, body: object) =>
  (await by.send<Done>('PUT', `tasks/${path}`, { body })).body;
const task = async (by: Caller, id: string) => (await by.get<TaskView>(`tasks/${id}`)).body;
const mine = async (by: Caller) => (await by.get<{ rows: TaskView[] }>('tasks')).body.rows;
const undo = async (by: Caller, event: string) =>
  (await by.post<Done>(`events/${event}/undo`, {})).body;
const told = async (by: Caller) =>
  (await by.get<{ rows: NotificationView[] }>('notifications')).body.rows;
const somebody = async (by: Caller, also: object = {}) =>
  (await by.post<Done>('people', { name: 'Kim Customer', ...also })).body.id;
const asTheHouse = <T>(work: (house: Transaction) => Promise<T>) =>
  asActor(company.house.db, systemActor(company.max.workspaceId), work);

describe('a task', () => {
  test('is mine, about somebody, and late by the calendar alone', async () => {
    const { max } = company;
    const kim = await somebody(max);
    await add(max, { partyIds: [kim], due: { on: inDays(-1), time: null } });
    await add(max, { title: 'Tidy up' });
    expect(await mine(max)).toMatchObject([
      {
        title: 'Send the offer',
        state: 'late',
        due: { on: inDays(-1) },
        parties: [{ id: kim, name: 'Kim Customer' }],
      },
      { title: 'Tidy up', state: 'open', due: null, parties: [] },
    ]);
  });

  test('stands on the timeline of those it is about, once it is done where it was done', async () => {
    const { max } = company;
    const kim = await somebody(max);
    const { id } = await add(max, { partyIds: [kim], due: { on: inDays(9), time: '10:00' } });
    const entry = async () =>
      (await max.get<{ rows: TimelineEntry[] }>(`people/${kim}/timeline`)).body.rows[0]!;
    expect(await entry()).toMatchObject({ kind: 'task', terms: { state: 'open' } });
    expect((await entry()).occurredAt > Temporal.Now.instant().toString()).toBe(true);
    await put(max, `${id}/settlement`, { outcome: 'done', version: 1 });
    expect(await entry()).toMatchObject({ subject: 'Send the offer', terms: { state: 'done' } });
    expect((await entry()).occurredAt <= Temporal.Now.instant().toString()).toBe(true);
    expect((await max.get<{ rows: TaskView[] }>(`tasks?party=${kim}`)).body.rows).toEqual([]);
  });

  test('is changed, dropped, put away, and each act taken back', async () => {
    const { max } = company;
    const { id, event } = await add(max, { due: { on: inDays(1), time: null } });
    const changed = await max.send<Done>('PATCH', `tasks/${id}`, {
      body: { title: 'Send two offers', due: null, version: 1 },
    });
    expect(await task(max, id)).toMatchObject({ title: 'Send two offers', due: null, version: 2 });
    await undo(max, changed.body.event);
    expect(await task(max, id)).toMatchObject({ title: 'Send the offer', due: { on: inDays(1) } });
    const dropped = await put(max, `${id}/settlement`, { outcome: 'dropped', version: 3 });
    expect(await task(max, id)).toMatchObject({ state: 'dropped' });
    await undo(max, dropped.event);
    expect(await task(max, id)).toMatchObject({ state: 'open' });
    await undo(max, event);
    expect(await mine(max)).toEqual([]);
  });

  test('what somebody has changed since stays', async () => {
    const { max, olga } = company;
    const { id } = await add(max, {});
    const change = async (by: Caller, title: string, version: number) =>
      (await by.send<Done>('PATCH', `tasks/${id}`, { body: { title, version } })).body;
    const { event } = await change(max, 'Call', 1);
    await change(olga, 'Call twice', 2);
    expect(await change(max, 'Call once', 2)).toMatchObject({ code: 'version.conflict' });
    expect(await undo(max, event)).toMatchObject({ code: 'event.changed-since' });
  });

  test('without a day neither comes again nor reminds before', async () => {
    const { max } = company;
    const reminder = { before: 1, unit: 'days' };
    expect(await add(max, { reminder }, 422)).toMatchObject({ code: 'task.without-day' });
    expect(await add(max, { repeats: { unit: 'day' } }, 422)).toMatchObject({
      code: 'task.without-day',
    });
  });

  test('about a private person is seen by nobody else, and one that is private by nobody at all', async () => {
    const { max, nora, olga } = company;
    const secret = await somebody(max, { visibility: 'private' });
    for (const what of [{ partyIds: [secret] }, { isPrivate: true }]) {
      const { id } = await add(max, what);
      for (const other of [nora, olga]) {
        expect((await other.get(`tasks/${id}`)).status).toBe(404);
        expect(
          (
            await other.send('PUT', `tasks/${id}/settlement`, {
              body: { outcome: 'done', version: 1 },
            })
          ).status,
        ).toBe(404);
      }
      expect(
        (await max.send<Done>('PATCH', `tasks/${id}`, { body: { keeperId: nora.id, version: 1 } }))
          .body,
      ).toMatchObject({ code: 'task.keeper-cannot-see' });
    }
  });
});

describe('given to a colleague', () => {
  test('they are told, take it on, and the giver hears of both that and the end', async () => {
    const { max, nora } = company;
    const { id } = await add(max, { keeperId: nora.id });
    expect(await told(nora)).toMatchObject([
      { kind: 'task', because: 'given a task', actor: 'Max', words: 'Send the offer' },
    ]);
    expect(await mine(nora)).toMatchObject([
      { given: { name: 'Max', accepted: false }, can: { answer: true, edit: true } },
    ]);
    await put(nora, `${id}/answer`, { accepts: true, version: 1 });
    expect(await mine(nora)).toMatchObject([{ given: { accepted: true } }]);
    await put(nora, `${id}/settlement`, { outcome: 'done', version: 2 });
    expect((await told(max))[0]).toMatchObject({ because: 'task done', actor: 'Nora' });
    expect(await mine(nora)).toEqual([]);
  });

  test('they give it back with a word, and may think better of that', async () => {
    const { max, nora } = company;
    const { id } = await add(max, { keeperId: nora.id });
    const back = await put(nora, `${id}/answer`, {
      accepts: false,
      word: 'I am away till Monday',
      version: 1,
    });
    expect(await mine(nora)).toEqual([]);
    expect(await mine(max)).toMatchObject([
      { returned: { name: 'Nora', word: 'I am away till Monday' }, given: null },
    ]);
    expect((await told(max))[0]).toMatchObject({ because: 'task given back' });
    await undo(nora, back.event);
    expect(await mine(nora)).toMatchObject([{ given: { name: 'Max' }, returned: null }]);
    expect(await mine(max)).toEqual([]);
  });

  test('nobody answers for them', async () => {
    const { max, nora, olga } = company;
    const { id } = await add(max, { keeperId: nora.id });
    for (const other of [max, olga])
      expect(await put(other, `${id}/answer`, { accepts: true, version: 1 })).toMatchObject({
        code: 'task.not-given-to-you',
      });
  });

  test('its entry is not hidden from them', async () => {
    const { max, nora } = company;
    const { id } = await add(max, { keeperId: nora.id });
    const hide = (visibility: string) =>
      max.send<Done>('PATCH', `activities/${id}`, { body: { visibility, version: 1 } });
    expect((await hide('private')).body).toMatchObject({ code: 'activity.keeper-cannot-see' });
    expect((await hide('headers')).body).toMatchObject({ code: 'activity.keeper-cannot-see' });
  });
});

describe('one that comes again', () => {
  const weekly = {
    repeats: { unit: 'week', days: [today.dayOfWeek] },
    due: { on: today.toString(), time: '10:00' },
    reminder: { on: inDays(-1), time: '08:00' },
  };

  test('comes once it is done, at the same time of the day', async () => {
    const { max } = company;
    const kim = await somebody(max);
    const { id } = await add(max, { ...weekly, partyIds: [kim] });
    await put(max, `${id}/settlement`, { outcome: 'done', version: 1 });
    expect(await mine(max)).toMatchObject([
      {
        due: { on: inDays(7), time: '10:00' },
        reminder: { on: inDays(6), time: '08:00' },
        parties: [{ id: kim }],
        repeats: { unit: 'week' },
      },
    ]);
  });

  test('comes once, however often it is said to be done', async () => {
    const { max } = company;
    const { id } = await add(max, weekly);
    const settle = (outcome: 'done' | null, version: number) =>
      put(max, `${id}/settlement`, { outcome, version });
    await settle('done', 1);
    const [first] = await mine(max);
    const both = await Promise.all([settle('done', 2), settle('done', 2)]);
    expect(both.filter(({ code }) => code === 'version.conflict')).toHaveLength(1);
    expect(await mine(max)).toHaveLength(1);
    await settle(null, 3);
    expect(await mine(max)).toMatchObject([{ id }]);
    await settle('done', 4);
    expect(await mine(max)).toMatchObject([{ id: first!.id }]);
    const { event } = await settle(null, 5);
    await undo(max, event);
    expect(await mine(max)).toMatchObject([{ id: first!.id }]);
  });

  test('one that was worked on stays when the one before is opened again', async () => {
    const { max } = company;
    const { id } = await add(max, weekly);
    await put(max, `${id}/settlement`, { outcome: 'done', version: 1 });
    const [next] = await mine(max);
    await max.send('PATCH', `tasks/${next!.id}`, { body: { title: 'Another way', version: 1 } });
    await put(max, `${id}/settlement`, { outcome: null, version: 2 });
    expect((await mine(max)).map(({ title }) => title)).toEqual(['Send the offer', 'Another way']);
  });

  test('dropped, it comes no more', async () => {
    const { max } = company;
    const { id } = await add(max, weekly);
    await put(max, `${id}/settlement`, { outcome: 'dropped', version: 1 });
    expect(await mine(max)).toEqual([]);
  });

  test('done by a colleague it was given to, the next is theirs too', async () => {
    const { max, nora } = company;
    const { id } = await add(max, { ...weekly, keeperId: nora.id });
    await put(nora, `${id}/settlement`, { outcome: 'done', version: 1 });
    expect(await mine(nora)).toMatchObject([{ given: { name: 'Max' }, due: { on: inDays(7) } }]);
  });
});

describe('a reminder', () => {
  const soon = { due: { on: inDays(3), time: '10:00' }, reminder: { before: 2, unit: 'hours' } };
  const moment = today
    .add({ days: 3 })
    .toZonedDateTime({ timeZone: zone, plainTime: '08:00' })
    .toInstant();
  const remindAt = (now: Temporal.Instant) => asTheHouse((house) => remindOfTasks(house, now));

  test('comes at its moment and once, whatever the clock does then', async () => {
    const { max } = company;
    await add(max, soon);
    expect(await remindAt(moment.subtract({ seconds: 1 }))).toBe(0);
    expect(await remindAt(moment)).toBe(1);
    expect(await remindAt(moment.add({ hours: 5 }))).toBe(0);
    expect(await remindAt(moment.subtract({ hours: 5 }))).toBe(0);
    expect(await remindAt(moment)).toBe(0);
    expect(await told(max)).toMatchObject([
      { kind: 'reminder', because: 'wished', actor: null, words: 'Send the offer', count: 1 },
    ]);
  });

  test('comes late where nobody was there at its moment, and once where several look', async () => {
    const { max } = company;
    await add(max, soon);
    const later = moment.add({ hours: 72 });
    const counts = await Promise.all([remindAt(later), remindAt(later), remindAt(later)]);
    expect(counts.toSorted()).toEqual([0, 0, 1]);
    expect(await told(max)).toHaveLength(1);
  });

  test('moves with the day, and is told anew of the new one', async () => {
    const { max } = company;
    const { id } = await add(max, soon);
    await remindAt(moment);
    await max.send('PATCH', `tasks/${id}`, {
      body: { due: { on: inDays(4), time: '10:00' }, version: 1 },
    });
    expect(await remindAt(moment.add({ hours: 1 }))).toBe(0);
    expect(await remindAt(moment.add({ hours: 26 }))).toBe(1);
  });

  test('of what is done, dropped or put away does not come', async () => {
    const { max } = company;
    const done = await add(max, soon);
    const gone = await add(max, soon);
    await put(max, `${done.id}/settlement`, { outcome: 'done', version: 1 });
    await max.send('DELETE', `activities/${gone.id}?version=1`);
    expect(await remindAt(moment.add({ hours: 100 }))).toBe(0);
  });

  test('goes to whoever sees to it now', async () => {
    const { max, nora } = company;
    await add(max, { ...soon, keeperId: nora.id });
    await remindAt(moment);
    expect((await told(nora)).map(({ kind }) => kind)).toContain('reminder');
    expect(await told(max)).toEqual([]);
  });
});

test('when the rules of a zone change, the time on the wall stays', async () => {
  const { max } = company;
  const { id } = await add(max, {
    due: { on: inDays(3), time: '10:00' },
    reminder: { before: 1, unit: 'hours' },
  });
  const { lateAt } = await task(max, id);
  await company.sql(
    `update tasks set late_at = late_at + interval '1 hour', remind_at = remind_at + interval '1 hour'`,
  );
  expect(await asTheHouse(keepWallTimes)).toBe(1);
  expect((await task(max, id)).lateAt).toBe(lateAt);
  expect(await asTheHouse(keepWallTimes)).toBe(0);
});

test('tasks follow when two people become one, and come back when they are taken apart', async () => {
  const { max } = company;
  const kept = await somebody(max);
  const absorbed = await somebody(max, { name: 'Kim C.' });
  await add(max, { partyIds: [absorbed], due: { on: inDays(2), time: null } });
  const merged = await max.post<Done>('merges', { kind: 'person', keep: kept, absorb: absorbed });
  const open = async (id: string) =>
    (await max.get<{ rows: TaskView[] }>(`tasks?party=${id}`)).body.rows.length;
  expect(merged.status, merged.text).toBeLessThan(300);
  expect(await open(kept)).toBe(1);
  await undo(max, merged.body.event);
  expect(await open(kept)).toBe(0);
  expect(await open(absorbed)).toBe(1);
});
