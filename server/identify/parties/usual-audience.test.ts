import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { listen } from '../../boundary/listening.ts';
import { type Caller, type Company, openCompany } from '../../testing/company.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

const sees = async (who: Caller, id: string) => (await who.get(`people/${id}`)).status === 200;
const read = async (who: Caller, id: string) => (await who.get<PartyView>(`people/${id}`)).body;
const become = (who: Caller, id: string, version: number, value: object) =>
  who.post<{ event: string; version: number; code: string }>(`people/${id}/statements`, {
    topic: 'role',
    value,
    version,
  });

test('staff are private from the first moment, and no colleague finds a trace', async () => {
  const { max, tom, mara, olga } = company;
  const listener = await listen(tom);
  const { body } = await max.post('people', { name: 'Greta Lind', roles: [{ role: 'staff' }] });
  expect((await read(max, body.id)).visibility).toBe('private');
  for (const other of [tom, mara, olga]) {
    expect(await sees(other, body.id)).toBe(false);
    for (const door of ['people', 'search?q=greta', 'events?limit=200'])
      expect((await other.get(door)).text).not.toMatch(/Greta|greta lind/);
  }
  expect(await listener.heard()).toEqual([]);
});

test('whoever says otherwise is heard, and former staff are nobody’s secret', async () => {
  const { max, tom, teams } = company;
  const shared = { visibility: 'team', teamId: teams.north };
  const roles = [{ role: 'staff' }];
  const { body: open } = await max.post('people', { name: 'Ivo', roles, ...shared });
  expect(await sees(tom, open.id)).toBe(true);
  const past = [{ role: 'staff', from: '2001-01-01', to: '2005-12-31' }];
  const { body: former } = await max.post('people', { name: 'Jan', roles: past });
  expect(await sees(tom, former.id)).toBe(true);
});

test('a person who becomes staff is drawn in with their past, and comes back by undo', async () => {
  const { max, tom } = company;
  const { body } = await max.post('people', { name: 'Kai Berg' });
  expect(await sees(tom, body.id)).toBe(true);
  const stated = await become(max, body.id, 1, { role: 'staff' });
  expect(stated.status, stated.text).toBe(201);
  const now = await read(max, body.id);
  expect(now).toMatchObject({ visibility: 'private', version: stated.body.version });
  expect(await sees(tom, body.id)).toBe(false);
  expect((await tom.get(`events?subject=${body.id}`)).text).not.toContain('Kai');

  expect((await max.post(`events/${stated.body.event}/undo`)).status).toBe(200);
  expect(await read(max, body.id)).toMatchObject({ visibility: 'everyone', roles: [] });
  expect(await sees(tom, body.id)).toBe(true);
});

test('nobody draws in what belongs to another, and suppliers stay for everyone', async () => {
  const { max, olga, tom } = company;
  const { body } = await max.post('people', { name: 'Lea' });
  const refused = await become(olga, body.id, 1, { role: 'staff' });
  expect(refused).toMatchObject({ status: 403, body: { code: 'party.kind-is-private' } });
  expect((await read(max, body.id)).roles).toEqual([]);
  expect((await become(max, body.id, 1, { role: 'supplier' })).status).toBe(201);
  expect(await sees(tom, body.id)).toBe(true);
});
