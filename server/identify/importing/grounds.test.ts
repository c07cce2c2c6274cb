import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConsentsView } from '../../../shared/identify/consent.ts';
import type { ImportGround } from '../../../shared/identify/importing/grounds.ts';
import type { PartyRow } from '../../../shared/identify/parties.ts';
import type { ImportView } from '../../../shared/platform/import/imports.ts';
import { rowsOf, takeBack } from '../../interact/importing/testing.ts';
import { runImport } from '../../platform/import/running.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';

let company: Company;
let olga: Colleague;
beforeAll(async () => {
  company = await openCompany();
  ({ olga } = company);
});
afterAll(() => company.close());

const grounds: ImportGround[] = [
  { purpose: 'offers', channel: 'email', answer: 'consent', note: 'Signed at the fair.' },
  { purpose: 'offers', channel: 'phone', answer: 'none', note: '' },
];
const file = 'Name,Email\nGreta Grund,greta@grund.example\nNino Nein,nino@grund.example\n';

async function collect(): Promise<string> {
  const { body } = await olga.post('imports', {});
  await olga.send('PUT', `imports/${body.id}/files?name=fair.csv`, {
    body: new TextEncoder().encode(file),
    headers: { 'content-type': 'application/octet-stream' },
  });
  return body.id;
}
async function run(id: string): Promise<ImportView> {
  await olga.post(`imports/${id}/start`);
  await runImport(company.house, olga.workspaceId, id, new AbortController().signal);
  return (await olga.get<ImportView>(`imports/${id}`)).body;
}
const choose = (id: string, chosen: readonly unknown[]) =>
  olga.send('PUT', `imports/${id}/grounds`, { body: { grounds: chosen } });
const person = async (name: string) =>
  (await olga.get<{ rows: PartyRow[] }>('people?limit=200')).body.rows.find(
    (row) => row.name === name,
  )!;
const said = async (id: string) =>
  (await olga.get<ConsentsView>(`people/${id}/consents`)).body.entries
    .map(({ purpose, channel, decision, ground, source, note }) =>
      [purpose, channel, decision, ground, source, note.split('\n')[0]].join(' / '),
    )
    .sort();

test('nothing is known of the people of a file until somebody says it', async () => {
  const id = await collect();
  expect((await olga.get(`imports/${id}/grounds`)).body).toEqual({ rows: [] });
  await run(id);
  expect(await said((await person('Greta Grund')).id)).toEqual([]);
  await takeBack(company, olga, id);
});

test('what is said of the file stands at each person with its row, and goes with the import', async () => {
  const { body } = await olga.post('people', { name: 'Nino Nein', emails: ['nino@grund.example'] });
  const no = {
    purpose: 'offers',
    channels: ['email'],
    decision: 'refused',
    source: 'spoken',
  };
  expect((await olga.post(`people/${body.id}/consents`, no)).status).toBeLessThan(300);
  const before = await rowsOf(company);
  const id = await collect();
  expect((await choose(id, grounds)).status).toBe(204);
  await run(id);
  expect(await said((await person('Greta Grund')).id)).toEqual([
    'offers / email / given / consent / import / fair.csv · #2',
    'offers / phone / refused /  / import / fair.csv · #2',
  ]);
  // A file turns no "no" into a "yes".
  expect(await said(body.id)).toEqual([
    'offers / email / refused /  / spoken / ',
    'offers / phone / refused /  / import / fair.csv · #3',
  ]);
  const { entries } = (await olga.get<ConsentsView>(`people/${body.id}/consents`)).body;
  const phone = entries.find(({ channel }) => channel === 'phone')!;
  expect((await olga.post(`consents/${phone.id}/retraction`)).status).toBe(201);
  await takeBack(company, olga, id);
  const after = await rowsOf(company);
  expect(after.consents).toEqual(before.consents);
  expect(after.parties).toEqual(before.parties);
});

test('only what the company writes for, once for each way', async () => {
  const id = await collect();
  expect((await choose(id, [...grounds, grounds[0]])).status).toBe(400);
  expect((await choose(id, [{ ...grounds[0], purpose: crypto.randomUUID() }])).status).toBe(404);
  expect((await choose(id, [{ ...grounds[0], answer: 'unknown' }])).status).toBe(400);
  expect((await company.max.get(`imports/${id}/grounds`)).status).toBe(403);
});
