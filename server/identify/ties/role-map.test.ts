import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RoleMapView } from '../../../shared/identify/ties.ts';
import { type Caller, type Company, openCompany } from '../../testing/company.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());
beforeEach(() => company.sql('delete from parties'));

async function brandt(by: Caller, names: string[]) {
  const { body } = await by.post('companies', { name: 'Brandt' });
  const ids: Record<string, string> = {};
  for (const name of names) {
    const affiliation = { companyId: body.id, companyName: 'Brandt' };
    ids[name] = (await by.post('people', { name, affiliation })).body.id;
  }
  return {
    id: body.id,
    ids,
    plays: (name: string, kind: string, also: object = {}) =>
      by.post('ties', { kind, fromId: ids[name], toId: body.id, ...also }),
  };
}
const mapOf = async (by: Caller, id: string) =>
  (await by.get<RoleMapView>(`companies/${id}/role-map`)).body;
const names = ({ people }: RoleMapView) =>
  people.map(({ person, parts }) => [person.name, ...parts.map(({ role }) => role)].join(' '));

test('the map tells who decides and who buys, the weightiest first, and what nobody is known to do', async () => {
  const { max } = company;
  const { id, plays } = await brandt(max, ['Anna', 'Ben', 'Cleo']);
  expect((await mapOf(max, id)).gaps).toEqual(['decides', 'uses', 'advises on buying', 'buys']);
  await plays('Anna', 'buys');
  await plays('Ben', 'decides', { influence: 'high' });
  await plays('Ben', 'blocks');
  const map = await mapOf(max, id);
  expect(names(map)).toEqual(['Ben decides blocks', 'Anna buys', 'Cleo']);
  expect(map.gaps).toEqual(['uses', 'advises on buying']);
});

test('who has left plays no part, and a consultant from outside may', async () => {
  const { max } = company;
  const { id, ids, plays } = await brandt(max, ['Anna']);
  const { body: outside } = await max.post('people', { name: 'Quentin' });
  await max.post('ties', { kind: 'advises on buying', fromId: outside.id, toId: id });
  const { body } = await plays('Anna', 'decides');
  await max.patch(`ties/${body.id}`, { to: '2020-12-31', version: 1 });
  expect(names(await mapOf(max, id))).toEqual(['Quentin advises on buying', 'Anna']);
  await max.delete(`people/${ids.Anna}?version=1`);
  expect(names(await mapOf(max, id))).toEqual(['Quentin advises on buying']);
});

test('a part that is taken back leaves its gap again', async () => {
  const { max } = company;
  const { id, plays } = await brandt(max, ['Anna']);
  const { body } = await plays('Anna', 'buys', { influence: 'low' });
  expect((await mapOf(max, id)).gaps).not.toContain('buys');
  await max.post(`events/${body.event}/undo`);
  expect((await mapOf(max, id)).gaps).toContain('buys');
});

test('a person somebody does not see is on nobody else’s map, and fills no gap there', async () => {
  const { nora, max } = company;
  const { id } = await brandt(nora, ['Anna']);
  const { body: secret } = await nora.post('people', {
    name: 'Zephyrine',
    visibility: 'private',
    affiliation: { companyId: id, companyName: 'Brandt' },
  });
  await nora.post('ties', { kind: 'decides', fromId: secret.id, toId: id, influence: 'high' });
  expect(names(await mapOf(nora, id))).toEqual(['Zephyrine decides', 'Anna']);
  expect(names(await mapOf(max, id))).toEqual(['Anna']);
  expect((await mapOf(max, id)).gaps).toContain('decides');
});
