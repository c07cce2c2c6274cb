import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RelationshipRow } from '../../../shared/interact/dealings/relationships.ts';
import type { FieldView } from '../../../shared/platform/catalog.ts';
import { type Caller, type Company, openCompany } from '../../testing/company.ts';

let company: Company;
let sawmill: string;
let smith: string;
const today = Temporal.Now.plainDateISO('UTC');
const inDays = (days: number) => today.add({ days }).toString();

const add = async (by: Caller, door: string, what: object) => {
  const { body, ...answer } = await by.post(door, what);
  expect(answer.status, answer.text).toBe(201);
  return body.id;
};
const list = async (by: Caller, role: string, asked = '') =>
  (await by.get<{ rows: RelationshipRow[]; next: string | null }>(`relationships/${role}${asked}`))
    .body;
const names = async (by: Caller, role: string, asked = '') =>
  (await list(by, role, asked)).rows.map(({ name }) => name);
const filtered = (...condition: unknown[]) =>
  `?filter=${encodeURIComponent(JSON.stringify(condition))}`;

beforeAll(async () => {
  company = await openCompany();
  const { max } = company;
  const supplier = [{ role: 'supplier' }];
  sawmill = await add(max, 'companies', { name: 'Sawmill Huber', roles: supplier });
  smith = await add(max, 'people', { name: 'Ida Schmied', roles: supplier });
  await add(max, 'companies', { name: 'Glass Lang', roles: supplier });
  await add(max, 'companies', {
    name: 'Old Forge',
    roles: [{ role: 'supplier', to: inDays(-30) }],
  });
  await add(max, 'companies', { name: 'Hotel Nord', roles: [{ role: 'customer' }] });
  for (const name of ['Oak', 'Ash', 'Beech', 'Larch'])
    await add(max, 'supplies', { partyId: sawmill, name });
  await add(max, 'supplies', { partyId: smith, name: 'Brackets' });
  const price = { amount: 10_000, currency: 'EUR' };
  await add(max, 'offers', { partyId: sawmill, what: 'Oak', date: inDays(-1), price });
  await add(max, 'offers', {
    partyId: sawmill,
    what: 'Ash',
    date: inDays(-40),
    validUntil: inDays(-10),
  });
  for (const [partyId, due] of [
    [sawmill, 9],
    [sawmill, -3],
    [smith, 4],
  ] as const)
    await add(max, 'purchases', {
      partyId,
      what: 'Delivery',
      date: inDays(-30),
      due: inDays(due),
      price,
    });
  const promise = { direction: 'theirs', what: 'Samples', due: inDays(2) };
  await add(max, 'promises', { ...promise, partyId: smith });
});
afterAll(() => company.close());

test('suppliers are people and companies in one list, as long as they are it', async () => {
  expect(await names(company.nora, 'supplier')).toEqual([
    'Glass Lang',
    'Sawmill Huber',
    'Ida Schmied',
  ]);
  expect((await company.nora.get('relationships/supplier/count')).body).toEqual({ count: 3 });
  expect(await names(company.otto, 'supplier')).toEqual([]);
});

test('with what they supply, what is open between us, and what is next', async () => {
  const { rows } = await list(company.max, 'supplier');
  expect(rows.find(({ id }) => id === sawmill)).toMatchObject({
    kind: 'company',
    supplies: ['Ash', 'Beech', 'Larch'],
    supplyCount: 4,
    openOffers: 1,
    openPayments: 2,
    nextPayment: inDays(-3),
    openPromises: 0,
    nextPromise: null,
  });
  expect(rows.find(({ id }) => id === smith)).toMatchObject({
    kind: 'person',
    supplies: ['Brackets'],
    openPayments: 1,
    nextPromise: inDays(2),
  });
});

test('sorted by what is due next, page by page, those with nothing last', async () => {
  const first = await list(company.max, 'supplier', '?sort=nextPayment&limit=1');
  const second = await list(
    company.max,
    'supplier',
    `?sort=nextPayment&limit=2&cursor=${first.next!}`,
  );
  expect([...first.rows, ...second.rows].map(({ name }) => name)).toEqual([
    'Sawmill Huber',
    'Ida Schmied',
    'Glass Lang',
  ]);
  expect(await names(company.max, 'supplier', '?sort=-openPayments')).toEqual([
    'Sawmill Huber',
    'Ida Schmied',
    'Glass Lang',
  ]);
});

test('and filtered, by words too', async () => {
  const { max } = company;
  expect(await names(max, 'supplier', filtered('openPromises', 'at least', 1))).toEqual([
    'Ida Schmied',
  ]);
  expect(await names(max, 'supplier', filtered('nextPayment', 'before', inDays(0)))).toEqual([
    'Sawmill Huber',
  ]);
  expect(await names(max, 'supplier', filtered('name', 'contains', 'huber'))).toEqual([
    'Sawmill Huber',
  ]);
  expect((await max.get('relationships/supplier?sort=email')).status).toBe(400);
});

test('by what it can be filtered and sorted, the list says itself', async () => {
  const { body } = await company.max.get<{ fields: FieldView[] }>('relationships/supplier/fields');
  const sortable = body.fields.filter((field) => field.sortable).map(({ name }) => name);
  expect(sortable).toEqual(expect.arrayContaining(['name', 'openOffers', 'nextPromise']));
  for (const sort of sortable)
    expect((await company.max.get(`relationships/supplier?sort=-${sort}`)).status).toBe(200);
});

test('what is private to one stands in nobody else’s list and counts in nobody else’s figures', async () => {
  const { max, nora } = company;
  await add(nora, 'companies', {
    name: 'Secret Forge',
    roles: [{ role: 'supplier' }],
    visibility: 'private',
  });
  const hidden = { kind: 'note', partyIds: [sawmill], text: 'x' };
  await add(nora, 'activities', { ...hidden, visibility: 'private' });
  const offer = await add(nora, 'offers', { partyId: sawmill, what: 'Pine', date: inDays(0) });
  await nora.patch(`activities/${offer}`, { visibility: 'private', version: 1 });
  expect(await names(nora, 'supplier')).toContain('Secret Forge');
  expect(await names(max, 'supplier')).not.toContain('Secret Forge');
  const open = async (by: Caller) =>
    (await list(by, 'supplier')).rows.find(({ id }) => id === sawmill)!.openOffers;
  expect([await open(nora), await open(max)]).toEqual([2, 1]);
});

test('staff are private until shared, and stand with whom they report to', async () => {
  const { max, olga } = company;
  const staff = [{ role: 'staff' }];
  const boss = await add(max, 'people', { name: 'Vera Chef', roles: staff });
  const anna = await add(max, 'people', { name: 'Anna Neu', roles: staff });
  await add(max, 'ties', { kind: 'reports to', fromId: anna, toId: boss });
  expect(await names(olga, 'staff')).toEqual([]);
  const { rows } = await list(max, 'staff');
  expect(rows).toMatchObject([
    { name: 'Vera Chef', visibility: 'private', reportsTo: [] },
    { name: 'Anna Neu', reportsTo: [{ id: boss, name: 'Vera Chef' }] },
  ]);
});
