import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartyRow } from '../../../shared/identify/parties.ts';
import { type Company, openCompany } from '../../testing/company.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

/** Somebody with whom there was contact so many days ago. */
async function met(name: string, at: Temporal.Instant): Promise<void> {
  const { id } = (await company.olga.post('people', { name })).body;
  await company.sql('update parties set last_contact_at = $2 where id = $1', [id, at.toString()]);
}
const zone = 'Pacific/Auckland';
const found = async (filter: unknown, also = '') => {
  const query = `filter=${encodeURIComponent(JSON.stringify(filter))}&zone=${zone}${also}`;
  const list = await company.olga.get<{ rows: PartyRow[] }>(`people?${query}`);
  expect(list.status, list.text).toBe(200);
  const count = await company.olga.get<{ count: number }>(`people/count?${query}`);
  expect(count.body).toEqual({ count: list.body.rows.length, exact: true });
  return list.body.rows.map(({ name }) => name);
};

test('days begin and end where the reader lives', async () => {
  const now = Temporal.Now.instant();
  const today = now.toZonedDateTimeISO(zone).startOfDay();
  await met('Just today', today.toInstant());
  await met('Just yesterday', today.subtract({ seconds: 1 }).toInstant());
  await met('Long ago', today.subtract({ days: 40 }).toInstant());
  await met('To come', now.add({ hours: 36 }));
  await met('Much later', now.add({ hours: 24 * 9 }));
  expect(await found(['lastContact', 'during', 'today'])).toEqual(['Just today']);
  expect(await found(['lastContact', 'during', 'yesterday'])).toEqual(['Just yesterday']);
  expect(await found(['lastContact', 'older than days', 30])).toEqual(['Long ago']);
  expect(await found(['lastContact', 'next days', 3])).toEqual(['To come']);
  expect(await found({ not: ['lastContact', 'within days', 30] })).toEqual(['Long ago']);
});

test('a period that is none is refused with those there are', async () => {
  const filter = encodeURIComponent(JSON.stringify(['lastContact', 'during', 'the war']));
  const { status, body } = await company.olga.get<{ detail: string }>(`people?filter=${filter}`);
  expect(status).toBe(400);
  expect(body.detail).toMatch(/this week/);
  expect((await company.olga.get('people?zone=Mars/Base')).status).toBe(400);
});
