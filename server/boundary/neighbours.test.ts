import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bring, takeBack } from '../interact/importing/testing.ts';
import { runImport } from '../platform/import/running.ts';
import { undoImport } from '../platform/import/undoing.ts';
import type { Caller, Company } from '../testing/company.ts';
import { openCompany } from '../testing/company.ts';
import { rowHash } from '../testing/installation.ts';
import { listen } from './listening.ts';
import { doorOf, kinds, makeSpecimen, type Specimen } from './records.ts';
import { guardedRoutes } from './routes.ts';
import { withoutConditions } from './without-conditions.ts';

/** Two companies on one installation: Teapot knows every id of Kettle’s and can do nothing with any of them. */

vi.setConfig({ testTimeout: 120_000 });

let company: Company;
let neighbours: Record<string, Caller>;
const theirs: Record<string, Specimen> = {};

beforeAll(async () => {
  company = await openCompany();
  const { olga, otto, tilda } = company;
  neighbours = { owner: otto, member: tilda, 'token of the owner': await otto.program('full') };
  for (const kind of kinds) theirs[kind] = await makeSpecimen(company, kind, 'one’s own', olga);
  await bring(company, olga, { 'contacts.csv': 'Name,Email\nAda Wren,ada@sails.example\n' });
  await olga.post('tokens', { name: 'Sync', scope: 'read' });
  await olga.post('invitations', { email: 'guest@sails.example', level: 'reader' });
});
afterAll(() => company.close());

/** Every id of Kettle’s, whatever it is of. */
async function idsOfKettle(): Promise<string[]> {
  const columns = await company.sql<{ name: string; column: string }>(
    `select format('%I.%I', c.table_schema, c.table_name) as name, c.column_name as column
     from information_schema.columns c
     join information_schema.columns w using (table_schema, table_name)
     where c.table_schema in ('public', 'auth') and c.data_type = 'uuid'
       and w.column_name = 'workspace_id'`,
  );
  const ids = new Set<string>();
  for (const { name, column } of columns) {
    const rows = await company.sql<{ id: string | null }>(
      `select distinct ${column}::text as id from ${name} where workspace_id = $1`,
      [company.workspaces.kettle],
    );
    for (const { id } of rows) if (id) ids.add(id);
  }
  return [...ids];
}

/** What every route that reads answers, with no id but in the question. */
async function everything(caller: Caller): Promise<[string, string][]> {
  const answers: [string, string][] = [];
  const reading = guardedRoutes(company.app).filter(
    ({ method, path }) => method === 'GET' && !path.endsWith('/stream'),
  );
  for (const { path } of reading) {
    const addresses = path.includes(':')
      ? Object.values(theirs).map(({ id }) => path.replaceAll(/:\w+/g, id))
      : [path, `${path}?limit=200`];
    for (const address of addresses) {
      const { text, headers } = await caller.get(address);
      answers.push([address, `${[...headers].join(' ')} ${text}`]);
    }
  }
  for (const term of ['ada', 'wren', 'sails', 'quillfeather']) {
    answers.push([`search ${term}`, (await caller.get(`search?q=${term}`)).text]);
  }
  for (const { id } of Object.values(theirs)) {
    answers.push([`events of ${id}`, (await caller.get(`events?subject=${id}`)).text]);
    answers.push([`addresses of ${id}`, (await caller.get(`addresses?import=${id}`)).text]);
  }
  return answers;
}

test('no answer holds an id or a word of the neighbour’s, not even when the statements forget to ask whose rows they mean', async () => {
  const ids = await idsOfKettle();
  expect(ids.length).toBeGreaterThan(40);
  const words = [...Object.values(theirs).map(({ mark }) => mark.toLowerCase()), 'sails.example'];
  const look = async () => {
    for (const [name, caller] of Object.entries(neighbours)) {
      for (const [address, answer] of await everything(caller)) {
        const found = [...ids, ...words].filter((each) => answer.toLowerCase().includes(each));
        expect(found, `${name}, ${address}`).toEqual([]);
      }
    }
  };
  await look();
  expect(await withoutConditions(look)).toBeGreaterThan(100);
});

test('an id of the neighbour’s in a request is refused wherever it stands, and writes nothing', async () => {
  const { otto, olga, max, teams, workspaces, sql } = company;
  const own = Object.fromEntries(
    await Promise.all(
      kinds.map(async (kind) => [
        kind,
        await makeSpecimen(company, kind, 'another company’s', max),
      ]),
    ),
  ) as Record<string, Specimen>;
  const [statement] = await sql<{ id: string }>('select id from statements where party_id = $1', [
    theirs.person!.id,
  ]);
  const at = (kind: keyof typeof doorOf) => `${doorOf[kind]}/${own[kind]!.id}`;
  const team = { visibility: 'team', teamId: teams.north };
  const tries: [method: string, path: string, body?: unknown, headers?: Record<string, string>][] =
    [
      ['POST', 'people', { name: 'X', ...team }],
      ['POST', 'companies', { name: 'X', ...team }],
      ['POST', 'people', { name: 'X', assignedTo: max.id }],
      [
        'POST',
        'people',
        { name: 'X', affiliation: { companyId: theirs.company!.id, companyName: 'X' } },
      ],
      ['PATCH', at('person'), { assignedTo: max.id, version: 1 }],
      ['PATCH', at('person'), { ...team, version: 1 }],
      ['PATCH', at('company'), { assignedTo: olga.id, version: 1 }],
      [
        'POST',
        `${at('person')}/statements`,
        { topic: 'note', value: 'x', replaces: statement!.id, version: 1 },
      ],
      [
        'POST',
        `${at('person')}/statements`,
        {
          topic: 'affiliation',
          value: { companyId: theirs.company!.id, companyName: 'X' },
          version: 1,
        },
      ],
      ['DELETE', `${at('person')}/statements/${statement!.id}?version=1`],
      ['POST', 'activities', { kind: 'note', partyIds: [theirs.person!.id], text: 'x' }],
      [
        'POST',
        'activities',
        { kind: 'note', partyIds: [own.person!.id, theirs.person!.id], text: 'x' },
      ],
      ['POST', 'activities', { kind: 'note', partyIds: [own.person!.id], text: 'x', ...team }],
      ['PATCH', at('activity'), { ...team, version: 1 }],
      ['POST', 'imports', team],
      ['PATCH', at('import'), team],
      ['PUT', `teams/${teams.brown}/users/${max.id}`],
      ['PUT', `teams/${teams.north}/users/${otto.id}`],
      ['GET', 'people', undefined, { 'x-workspace': workspaces.kettle }],
      ['POST', 'people', { name: 'X' }, { 'x-workspace': workspaces.kettle }],
      ['GET', `people?workspace=${workspaces.kettle}`],
    ];
  const before = await rowHash(company);
  const send = async () => {
    for (const [method, path, body, headers] of tries) {
      const { status, text } = await otto.send(method, path, { body, ...(headers && { headers }) });
      expect([400, 403, 404, 422], `${method} ${path} ${JSON.stringify(body)}: ${text}`).toContain(
        status,
      );
    }
  };
  await send();
  await withoutConditions(send);
  expect(await rowHash(company)).toBe(before);
});

test('work in the background that names the wrong company finds nothing to do', async () => {
  const { house, otto, olga, workspaces } = company;
  const waiting = await olga.post('imports', {});
  await olga.send('PUT', `imports/${waiting.body.id}/files?name=late.csv`, {
    body: 'Name,Email\nBea Moor,bea@sails.example\n',
    headers: { 'content-type': 'application/octet-stream' },
  });
  await olga.post(`imports/${waiting.body.id}/start`);
  const done = await bring(company, olga, { 'x.csv': 'Name,Email\nCai Lund,cai@sails.example\n' });
  await olga.post(`imports/${done.id}/undo`);
  const before = await rowHash(company);
  await runImport(house, workspaces.teapot, waiting.body.id, new AbortController().signal);
  await undoImport(house, workspaces.teapot, done.id);
  expect(await rowHash(company)).toBe(before);
  expect((await otto.post(`imports/${done.id}/undo`)).status).toBe(404);
  await takeBack(company, olga, done.id);
});

test('live updates of the one are not heard by the other', async () => {
  const listeners = await Promise.all(Object.values(neighbours).map((caller) => listen(caller)));
  await company.olga.post('people', { name: 'Heard by Kettle' });
  await company.olga.post('teams', { name: 'Heard by Kettle' });
  for (const listener of listeners) expect(await listener.heard()).toEqual([]);
});

test('a file of the one is not there for the other, though its content be the same', async () => {
  const { house, workspaces } = company;
  const sha256 = await house.files.put(workspaces.kettle, Buffer.from('the same words'));
  expect(house.files.pathOf(workspaces.teapot, sha256)).not.toBe(
    house.files.pathOf(workspaces.kettle, sha256),
  );
});
