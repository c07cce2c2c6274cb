import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SavedView, ViewInput } from '../../../shared/platform/views.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

const customers: ViewInput = {
  entity: 'person',
  name: 'Customers in Graz',
  filter: { all: [['role', 'is', 'customer'], { not: ['city', 'empty'] }] },
  sort: '-lastContact',
  columns: ['name', 'city'],
  density: 'compact',
};
const save = async (who: Colleague, also: Partial<ViewInput> = {}) => {
  const { body, status, text } = await who.post('views', { ...customers, ...also });
  expect(status, text).toBe(201);
  return body;
};
const views = async (who: Colleague) => (await who.get<{ rows: SavedView[] }>('views')).body.rows;
const find = async (who: Colleague, id: string) => (await views(who)).find((one) => one.id === id);

test('a view is found again as it was saved', async () => {
  const { id } = await save(company.max);
  const { entity, name, filter, sort, columns, density } = customers;
  expect(await find(company.max, id)).toMatchObject({
    ...{ entity, name, filter, sort, columns, density },
    visibility: 'private',
    pin: null,
    can: { edit: true },
  });
});

test('a private view is its owner’s alone, a team’s the team’s, and nobody’s elsewhere', async () => {
  const { max, tom, nora, olga, otto, teams } = company;
  const mine = await save(max);
  const ours = await save(max, { visibility: 'team', teamId: teams.north });
  const all = await save(max, { visibility: 'everyone' });
  const seenBy = async (who: Colleague) => {
    const ids = (await views(who)).map(({ id }) => id);
    return [mine, ours, all].map(({ id }) => ids.includes(id));
  };
  expect(await seenBy(max)).toEqual([true, true, true]);
  expect(await seenBy(tom)).toEqual([false, true, true]);
  expect(await seenBy(nora)).toEqual([false, false, true]);
  expect(await seenBy(olga)).toEqual([false, true, true]);
  expect(await seenBy(otto)).toEqual([false, false, false]);
});

test('others use a shared view and do not change it', async () => {
  const { max, tom, olga } = company;
  const { id } = await save(max, { visibility: 'everyone' });
  expect((await find(tom, id))?.can.edit).toBe(false);
  expect((await tom.patch(`views/${id}`, { name: 'Mine', version: 1 })).status).toBe(403);
  expect((await tom.delete(`views/${id}?version=1`)).status).toBe(403);
  expect((await olga.patch(`views/${id}`, { name: 'Theirs', version: 1 })).status).toBe(200);
});

test('a change, a removal and a saving are taken back', async () => {
  const { max } = company;
  const { id, event } = await save(max);
  const before = await find(max, id);
  const changed = await max.patch(`views/${id}`, {
    filter: null,
    columns: null,
    visibility: 'everyone',
    version: 1,
  });
  expect(await find(max, id)).toMatchObject({ filter: null, visibility: 'everyone' });
  await max.post(`events/${changed.body.event}/undo`);
  const { version: _, updatedAt: __, ...same } = before!;
  expect(await find(max, id)).toMatchObject(same);

  const removed = await max.delete(`views/${id}?version=3`);
  expect(await find(max, id)).toBeUndefined();
  await max.post(`events/${removed.body.event}/undo`);
  expect(await find(max, id)).toMatchObject(same);
  await max.post(`events/${event}/undo`);
  expect(await find(max, id)).toBeUndefined();
});

test('two who change one view at the same time do not overwrite each other', async () => {
  const { max, olga } = company;
  const { id } = await save(max, { visibility: 'everyone' });
  await olga.patch(`views/${id}`, { name: 'Hers', version: 1 });
  expect((await max.patch(`views/${id}`, { name: 'His', version: 1 })).status).toBe(409);
});

test('up to seven views are pinned in one’s own order, and nobody else’s sidebar changes', async () => {
  const { nora, max } = company;
  const ids: string[] = [];
  for (let at = 0; at < 8; at += 1)
    ids.push((await save(nora, { visibility: 'everyone', name: `View ${String(at)}` })).id);
  const pin = (who: Colleague, chosen: string[]) =>
    who.send('PUT', 'views/pins', { body: { ids: chosen } });
  expect((await pin(nora, ids)).status).toBe(400);
  expect((await pin(nora, ids.slice(0, 7).toReversed())).status).toBe(204);
  const pinned = async (who: Colleague) =>
    (await views(who))
      .filter((view) => view.pin !== null)
      .sort((a, b) => a.pin! - b.pin!)
      .map(({ id }) => id);
  expect(await pinned(nora)).toEqual(ids.slice(0, 7).toReversed());
  expect(await pinned(max)).toEqual([]);
  const secret = await save(max);
  expect((await pin(nora, [secret.id])).status).toBe(404);
  expect(await pinned(nora)).toHaveLength(7);
});
