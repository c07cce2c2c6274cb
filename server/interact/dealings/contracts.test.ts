import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DealingsView } from '../../../shared/interact/dealings/dealings.ts';
import type { TaskView } from '../../../shared/interact/tasks/tasks.ts';
import { type Caller, type Company, openCompany } from '../../testing/company.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());
beforeEach(async () => {
  for (const table of ['activities', 'parties']) await company.sql(`delete from ${table}`);
});

const today = Temporal.Now.plainDateISO('UTC');
const inDays = (days: number) => today.add({ days }).toString();
const upkeep = {
  what: 'Upkeep of the saw',
  from: inDays(-100),
  to: inDays(200),
  notice: { count: 30, unit: 'days' },
  renewsMonths: 12,
};

const add = async (by: Caller, door: string, what: object) => {
  const { status, body, text } = await by.post<{ id: string; event: string }>(door, what);
  expect(status, text).toBe(201);
  return body;
};
const sawmill = (by: Caller, also: object = {}) =>
  add(by, 'companies', { name: 'Sawmill Huber', ...also });
const contracts = async (by: Caller, party: string) =>
  (await by.get<DealingsView>(`dealings?party=${party}`)).body.contracts;
const tasks = async (by: Caller, party: string) =>
  (await by.get<{ rows: TaskView[] }>(`tasks?party=${party}`)).body.rows;
const undo = (by: Caller, event: string) => by.post(`events/${event}/undo`);

test('stands with the next day that matters, and a task thinks of it in time', async () => {
  const { max } = company;
  const { id: partyId } = await sawmill(max);
  const { event } = await add(max, 'contracts', { ...upkeep, partyId, reminder: 'Saw: go on?' });
  expect(await contracts(max, partyId)).toMatchObject([
    { what: 'Upkeep of the saw', state: 'running', next: { kind: 'notice', on: inDays(170) } },
  ]);
  expect(await tasks(max, partyId)).toMatchObject([
    { title: 'Saw: go on?', due: { on: inDays(156) } },
  ]);
  expect((await undo(max, event)).status).toBe(200);
  expect(await contracts(max, partyId)).toEqual([]);
  expect(await tasks(max, partyId)).toEqual([]);
});

test('is changed, ended by notice, removed and each act taken back, and its task goes with it', async () => {
  const { max } = company;
  const { id: partyId } = await sawmill(max);
  const { id } = await add(max, 'contracts', { ...upkeep, partyId, reminder: 'Saw: go on?' });
  const door = `contracts/${id}`;
  const longer = await max.patch(door, { to: inDays(300), version: 1 });
  expect(await tasks(max, partyId)).toMatchObject([{ due: { on: inDays(256) } }]);
  await undo(max, longer.body.event);
  expect(await tasks(max, partyId)).toMatchObject([{ due: { on: inDays(156) } }]);
  const given = await max.patch(door, { noticeGivenOn: today.toString(), version: 3 });
  expect(await contracts(max, partyId)).toMatchObject([
    { next: { kind: 'ends', on: inDays(200) } },
  ]);
  await undo(max, given.body.event);
  const removed = await max.delete(`${door}?version=5`);
  expect(await contracts(max, partyId)).toEqual([]);
  expect(await tasks(max, partyId)).toEqual([]);
  expect((await max.patch(door, { what: 'Other', version: 6 })).body).toMatchObject({
    code: 'contract.removed',
  });
  await undo(max, removed.body.event);
  expect(await contracts(max, partyId)).toHaveLength(1);
  expect(await tasks(max, partyId)).toHaveLength(1);
  const backwards = await max.patch(door, { to: inDays(-200), version: 7 });
  expect(backwards).toMatchObject({ status: 422, body: { code: 'contract.ends-before' } });
});

test('what is done about it stays done, and a task that was done is not moved', async () => {
  const { max } = company;
  const { id: partyId } = await sawmill(max);
  const { id } = await add(max, 'contracts', { ...upkeep, partyId, reminder: 'Saw: go on?' });
  const [task] = await tasks(max, partyId);
  await max.send('PUT', `tasks/${task!.id}/settlement`, {
    body: { outcome: 'done', version: task!.version },
  });
  expect((await max.patch(`contracts/${id}`, { to: inDays(300), version: 1 })).status).toBe(200);
  expect(await tasks(max, partyId)).toEqual([]);
});

test('belongs to the record: a neighbour who may not see it finds none, and only its keepers write one', async () => {
  const { max, nora, rita } = company;
  const { id: partyId } = await sawmill(max, { visibility: 'private' });
  const { id } = await add(max, 'contracts', { ...upkeep, partyId });
  expect((await nora.get(`dealings?party=${partyId}`)).status).toBe(404);
  expect((await nora.patch(`contracts/${id}`, { what: 'Mine', version: 1 })).status).toBe(404);
  const { id: shared } = await sawmill(max);
  expect((await nora.post('contracts', { ...upkeep, partyId: shared })).status).toBe(403);
  expect((await rita.post('contracts', { ...upkeep, partyId: shared })).status).toBe(403);
});

test('one line of the capture box writes it down, with one Undo for all of it', async () => {
  const { max } = company;
  const { id: partyId } = await sawmill(max);
  const said = { what: upkeep.what, from: upkeep.from, to: upkeep.to, notice: upkeep.notice };
  const { body, status } = await max.post('capture', {
    about: [partyId],
    contract: { ...said, renewsMonths: 12, reminder: 'Saw: go on?' },
  });
  expect(status).toBe(201);
  expect(await contracts(max, partyId)).toHaveLength(1);
  await undo(max, body.event);
  expect(await contracts(max, partyId)).toEqual([]);
  const nobody = await max.post('capture', { about: [], contract: said });
  expect(nobody.status).toBe(400);
});
