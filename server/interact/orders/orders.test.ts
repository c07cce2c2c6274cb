import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import type { DeliveryView } from '../../../shared/platform/hooks.ts';
import { newSender, type Sender } from '../../platform/hooks/testing.ts';
import { type Caller, type Company, openCompany } from '../../testing/company.ts';

let company: Company;
let shop: Sender;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());
beforeEach(async () => {
  const { olga, stranger } = company;
  for (const table of ['hooks', 'activities', 'parties', 'seen_addresses'])
    await company.sql(`delete from ${table}`);
  await company.sql('delete from auth.rate_limits');
  shop = await newSender(olga, stranger, { name: 'Our shop', purpose: 'purchases' });
});

const order = (also: object = {}) => ({
  order: '1001',
  at: '2026-03-02T09:00:00Z',
  amount: 84_500,
  currency: 'EUR',
  lines: [
    { what: 'Oak boards', quantity: 12, amount: 80_000 },
    { what: 'Table oil', amount: 4_500 },
  ],
  customer: { email: 'anna@gruber.example', name: 'Anna Gruber' },
  ...also,
});
const anna = async (by: Caller, also: object = {}) =>
  (await by.post('people', { name: 'Anna Gruber', emails: ['anna@gruber.example'], ...also })).body
    .id;
const timeline = async (by: Caller, person: string) =>
  (await by.get<{ rows: TimelineEntry[] }>(`people/${person}/timeline`)).body.rows;
const tell = async (...messages: object[]) => {
  for (const message of messages) {
    const { status, text } = await shop.deliver(message);
    expect(status, text).toBe(200);
  }
};
const deliveries = async () =>
  (await company.olga.get<{ rows: DeliveryView[] }>(`hooks/${shop.id}/deliveries`)).body.rows;

describe('what a customer bought', () => {
  test('stands on their timeline with its lines and what it cost', async () => {
    const { max } = company;
    const person = await anna(max);
    await tell(order());
    expect(await timeline(max, person)).toMatchObject([
      {
        kind: 'purchase',
        direction: 'in',
        ownerId: company.olga.id,
        occurredAt: '2026-03-02T09:00:00Z',
        subject: 'Oak boards + 1',
        preview: expect.stringContaining('12 × Oak boards'),
        terms: { price: { amount: 84_500, currency: 'EUR' }, state: 'bought' },
      },
    ]);
    // Buying is no talk: it does not count as contact.
    const { body } = await max.get<{ lastContactAt: string | null }>(`people/${person}`);
    expect(body.lastContactAt).toBeNull();
    expect((await deliveries())[0]).toMatchObject({ outcome: 'taken', reason: '' });
  });

  test('a hundred times at once is one entry, however the shop names its messages', async () => {
    const { max } = company;
    const person = await anna(max);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        shop.deliver(order(), at % 2 === 0 ? { id: 'msg-1' } : {}),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(100).fill(200));
    expect(await timeline(max, person)).toHaveLength(1);
    expect(await company.sql('select from orders')).toHaveLength(1);
  });

  test('is the newest that was told of it, in whatever order it is told', async () => {
    const { max, sql } = company;
    const person = await anna(max);
    const ben = (await max.post('people', { name: 'Ben', emails: ['ben@gruber.example'] })).body.id;
    const tellings = [
      order(),
      order({ changedAt: '2026-03-03T09:00:00Z', amount: 90_000 }),
      order({
        changedAt: '2026-03-04T09:00:00Z',
        amount: 70_000,
        customer: { email: 'ben@gruber.example' },
      }),
      // Two of the same moment: one of them counts, always the same.
      order({ changedAt: '2026-03-04T09:00:00Z', amount: 71_000, cancelled: true }),
    ];
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), async (inOrder) => {
        await sql('delete from activities');
        await tell(...inOrder.map((at) => tellings[at]!));
        const his = await timeline(max, ben);
        const hers = await timeline(max, person);
        outcomes.add(JSON.stringify([his, hers].map((all) => all.map(({ terms }) => terms))));
      }),
      { numRuns: 10 },
    );
    expect([...outcomes]).toHaveLength(1);
    const [only] = JSON.parse([...outcomes][0]!).flat() as { price: { amount: number } }[];
    expect([70_000, 71_000]).toContain(only!.price.amount);
  });

  test('of somebody nobody knows is kept, said so, and theirs once they are known', async () => {
    const { max, olga } = company;
    await tell(order());
    expect((await deliveries())[0]).toMatchObject({
      outcome: 'taken',
      reason: expect.stringContaining('Nobody is known by this customer’s address'),
    });
    const person = await anna(max);
    expect(await timeline(max, person)).toHaveLength(1);
    // By a number alone it waits until the shop tells it again.
    const byNumber = order({ order: '1002', customer: { phone: '+43 664 1234567' } });
    await tell(byNumber);
    const caller = (await olga.post('people', { name: 'Carl', phones: ['+43 664 1234567'] })).body
      .id;
    expect(await timeline(max, caller)).toEqual([]);
    await tell(byNumber);
    expect(await timeline(max, caller)).toHaveLength(1);
  });

  test('of somebody’s private person is not told to the others', async () => {
    const { max, nora } = company;
    const person = await anna(nora, { visibility: 'private' });
    await tell(order());
    expect((await deliveries())[0]?.reason).toContain('Nobody is known');
    expect(await timeline(nora, person)).toHaveLength(1);
    expect((await max.get(`people/${person}`)).status).toBe(404);
  });

  test('of somebody who asked to be erased is kept without them', async () => {
    const { olga, sql } = company;
    const person = await anna(olga);
    await tell(order());
    const { status, text } = await olga.post(`people/${person}/erasure`, {
      confirm: 'Anna Gruber',
    });
    expect(status, text).toBe(200);
    expect(await sql('select from orders')).toEqual([]);
    await tell(order({ order: '1003' }));
    expect((await deliveries())[0]?.reason).toContain('asked to be erased');
    expect(JSON.stringify(await sql('select * from participants'))).not.toContain('gruber');
    expect(await sql('select from seen_addresses')).toEqual([]);
    await sql('delete from suppressions');
  });

  test('is told by programs with a token as well, and corrected', async () => {
    const { max, rita } = company;
    const person = await anna(max);
    const program = await max.program('full');
    const first = await program.post<{ id: string; result: string }>('orders', order());
    expect(first.status, first.text).toBe(201);
    const again = await program.post<{ id: string; result: string }>('orders', order());
    expect(again.body).toEqual({ id: first.body.id, result: 'known' });
    const later = order({ changedAt: '2026-03-05T09:00:00Z', cancelled: true });
    expect((await program.post<{ result: string }>('orders', later)).body.result).toBe('taken');
    expect(await timeline(max, person)).toMatchObject([{ terms: { state: 'cancelled' } }]);
    expect((await rita.post('orders', order())).status).toBe(403);
  });

  test('is refused with the reason where it cannot be understood', async () => {
    const wrong = [
      order({ amount: 12.5 }),
      order({ currency: 'euro' }),
      order({ customer: {} }),
      order({ customer: { email: 'nobody' } }),
      order({ order: '' }),
      order({ at: 'yesterday' }),
    ];
    for (const message of wrong) {
      const { status, body } = await shop.deliver(message);
      expect([status, body.code]).toEqual([422, 'hook.not-understood']);
    }
    expect(await company.sql('select from activities')).toEqual([]);
  });
});
