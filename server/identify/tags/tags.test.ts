import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartyRow, PartyView } from '../../../shared/identify/parties.ts';
import type { TagView } from '../../../shared/identify/tags.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

async function tag(who: Colleague, id: string, value: string): Promise<string> {
  const { version } = (await who.get<PartyView>(`people/${id}`)).body;
  const { body } = await who.post(`people/${id}/statements`, { topic: 'tag', value, version });
  return body.event;
}
const tags = async (who: Colleague, q = '') =>
  (await who.get<{ rows: TagView[] }>(`tags?q=${encodeURIComponent(q)}`)).body.rows;
const found = async (who: Colleague, filter: unknown) =>
  (
    await who.get<{ rows: PartyRow[] }>(
      `people?filter=${encodeURIComponent(JSON.stringify(filter))}`,
    )
  ).body.rows.map(({ name }) => name);

test('a tag is found however it is written, and two spellings on one person are one', async () => {
  const { olga } = company;
  const { id } = (await olga.post('people', { name: 'Anna' })).body;
  await olga.post('people', { name: 'Ben' });
  await tag(olga, id, 'Café Wien');
  await tag(olga, id, 'cafe wien');
  const event = await tag(olga, id, 'Archery');
  expect((await olga.get<PartyView>(`people/${id}`)).body.tags).toEqual(['Archery', 'Café Wien']);
  expect(await found(olga, ['tag', 'is', 'CAFE WIEN'])).toEqual(['Anna']);
  expect(await found(olga, ['tag', 'one of', ['archery', 'x']])).toEqual(['Anna']);
  expect(await found(olga, ['tag', 'is not', 'archery'])).toEqual(['Ben']);
  expect(await found(olga, ['tag', 'empty'])).toEqual(['Ben']);
  await olga.post(`events/${event}/undo`);
  expect(await found(olga, ['tag', 'is', 'archery'])).toEqual([]);
});

test('suggestions are the tags one may see, those that begin so first', async () => {
  const { olga, nora, otto } = company;
  const shared = (await nora.post('people', { name: 'Shared' })).body.id;
  const secret = (await nora.post('people', { name: 'Secret', visibility: 'private' })).body.id;
  await tag(nora, shared, 'Trade fair');
  await tag(nora, shared, 'Fair Linz');
  await tag(nora, secret, 'Fair secret');
  expect((await tags(olga, 'fair')).map((one) => one.tag)).toEqual(['Fair Linz', 'Trade fair']);
  expect((await tags(nora, 'fair')).map((one) => one.tag)).toEqual([
    'Fair Linz',
    'Fair secret',
    'Trade fair',
  ]);
  expect(await tags(olga, 'fair l')).toEqual([{ tag: 'Fair Linz', count: 1, exact: true }]);
  expect(await tags(otto)).toEqual([]);
});

test('who goes into the trash takes no tag along', async () => {
  const { olga } = company;
  const { id } = (await olga.post('people', { name: 'Gone' })).body;
  await tag(olga, id, 'Rare');
  await olga.delete(`people/${id}?version=2`);
  expect(await tags(olga, 'rare')).toEqual([]);
  await olga.post(`people/${id}/restoration`);
  expect(await tags(olga, 'rare')).toHaveLength(1);
});
