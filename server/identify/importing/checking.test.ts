import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableMapping, TableView } from '../../../shared/identify/importing/mapping.ts';
import type { PartyRow, PartyView } from '../../../shared/identify/parties.ts';
import type { ImportProblemView, ImportView } from '../../../shared/platform/import/imports.ts';
import { bring, rowsOf, takeBack } from '../../interact/importing/testing.ts';
import { runImport } from '../../platform/import/running.ts';
import { workbook } from '../../platform/import/workbook/made-by-hand.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { awkwardTable, tableCount } from './awkward-tables.ts';

let company: Company;
let olga: Colleague;
let max: Colleague;

beforeAll(async () => {
  company = await openCompany();
  ({ olga, max } = company);
});
afterAll(() => company.close());

type Files = Record<string, string | Uint8Array>;

async function collect(files: Files, who = olga, options: object = {}): Promise<string> {
  const { body } = await who.post('imports', options);
  for (const [name, content] of Object.entries(files)) {
    await who.send('PUT', `imports/${body.id}/files?name=${encodeURIComponent(name)}`, {
      body: typeof content === 'string' ? new TextEncoder().encode(content) : content,
      headers: { 'content-type': 'application/octet-stream' },
    });
  }
  return body.id;
}
const check = async (id: string, who = olga) =>
  (await who.post<ImportView>(`imports/${id}/check`)).body;
const tablesOf = async (id: string, who = olga) =>
  (await who.get<{ rows: TableView[] }>(`imports/${id}/tables`)).body.rows;
const problemsOf = async (id: string) =>
  (await olga.get<{ rows: ImportProblemView[] }>(`imports/${id}/problems?limit=200`)).body.rows;
async function run(id: string, who = olga): Promise<ImportView> {
  await who.post(`imports/${id}/start`);
  await runImport(company.house, who.workspaceId, id, new AbortController().signal);
  return (await who.get<ImportView>(`imports/${id}`)).body;
}
const person = async (name: string) => {
  const { rows } = (await olga.get<{ rows: PartyRow[] }>('people?limit=200')).body;
  const row = rows.find((each) => each.name === name);
  return row && (await olga.get<PartyView>(`people/${row.id}`)).body;
};
const saysOf = (party: PartyView | undefined, topic: string) =>
  party?.statements
    .filter((each) => each.topic === topic)
    .map(({ label, value }) => [label, value]);

/** As the page sends it when somebody changes what columns become. */
function confirmed(table: TableView, changes: Record<string, Partial<TableMapping['columns'][0]>>) {
  const columns = table.mapping.columns.map((column) => ({ ...column, ...changes[column.header] }));
  return { mappings: [{ ...table.mapping, headers: table.headers, columns }] };
}

const table = `First name,Last name,Email,Company,Colour,Birthday
Ada,Wren,ada@sails.example,Sails GmbH,red,1980-05-04
Bea,Moor,bea@sails.example,Sails GmbH,blue,31.02.1990
,,,,green,
`;

describe('a check before the run', () => {
  test('counts what the run then does, lists its problems, and leaves no trace', async () => {
    await bring(company, olga, { 'before.csv': 'Name,Email\nAda Wren,ada@sails.example\n' });
    const before = await rowsOf(company);
    const id = await collect({ 'contacts.csv': table });
    const { check: checked } = await check(id);
    expect(await rowsOf(company)).toEqual(before);
    expect(checked?.counts).toMatchObject({ people: 1, companies: 0, updated: 2, errors: 1 });
    const found = await problemsOf(id);
    expect(found.map(({ code, line }) => [code, line])).toContainEqual(['csv.nobody', 4]);

    const { counts, check: after } = await run(id);
    expect(counts).toEqual(checked?.counts);
    expect(after).toBeNull();
    const places = (rows: ImportProblemView[]) => rows.map(({ id: _, ...problem }) => problem);
    expect(places(await problemsOf(id))).toEqual(places(found));
    await takeBack(company, olga, id);
  });

  test('counts again what has changed since', async () => {
    const id = await collect({ 'contacts.csv': table });
    await check(id);
    await olga.patch(`imports/${id}`, { country: 'AT' });
    expect((await olga.get<ImportView>(`imports/${id}`)).body.check).toBeNull();
    expect(await problemsOf(id)).toEqual([]);
  });

  test('mail is counted only when it is read', async () => {
    const id = await collect({
      'a.csv': 'Name,Email\nCai Lund,cai@x.example\n',
      'b.eml': 'From: a@b.example\nSubject: x\nDate: Tue, 03 Mar 2026 09:00:00 +0100\n\nHello\n',
    });
    expect((await check(id)).check).toMatchObject({ uncounted: 1, counts: { people: 1 } });
  });

  test('nobody checks or maps an import they do not see', async () => {
    const id = await collect({ 'contacts.csv': table }, olga, { visibility: 'private' });
    expect((await max.post(`imports/${id}/check`)).status).toBe(404);
    expect((await max.get(`imports/${id}/tables`)).status).toBe(404);
    expect(
      (await max.send('PUT', `imports/${id}/mappings`, { body: { mappings: [] } })).status,
    ).toBe(404);
  });

  test('equals the run for tables of every shape and origin', async () => {
    const made = Array.from(
      { length: Math.min(tableCount, 40) },
      (_, n) => [`made ${n}.csv`, awkwardTable(n).bytes] as const,
    );
    const rows = Array.from({ length: 2_300 }, (_, n) => [
      `Person ${n % 1_900}`,
      n % 7 === 0 ? `p${n % 400}@x${n % 90}.example` : null,
      `+43 660 ${1_000_000 + (n % 2_000)}`,
    ]);
    const book = workbook([{ name: 'All', rows: [['Name', 'Email', 'Phone'], ...rows] }]);
    const id = await collect(Object.fromEntries([...made, ['book.xlsx', book] as const]));
    const { check: checked } = await check(id);
    const { counts, status } = await run(id);
    expect(status).toBe('done');
    expect(counts).toEqual(checked?.counts);
    await takeBack(company, olga, id);
  }, 120_000);
});

describe('what columns become', () => {
  test('is shown with samples and a reason before anything runs', async () => {
    const [shown] = await tablesOf(await collect({ 'contacts.csv': table }));
    expect(shown).toMatchObject({
      file: 'contacts.csv',
      source: 'proposed',
      rows: 3,
      headers: ['First name', 'Last name', 'Email', 'Company', 'Colour', 'Birthday'],
    });
    expect(shown?.columns[4]).toEqual({ samples: ['red', 'blue', 'green'], filled: 3 });
    expect(shown?.mapping.columns[4]).toMatchObject({ field: 'extra', confidence: 0.5 });
  });

  test('can be said otherwise, and is remembered for the next file with the same headings', async () => {
    const id = await collect({ 'contacts.csv': table });
    const [shown] = await tablesOf(id);
    const wishes = { Colour: { field: 'tag' as const }, Birthday: { field: 'skip' as const } };
    await olga.send('PUT', `imports/${id}/mappings`, { body: confirmed(shown!, wishes) });
    expect((await tablesOf(id))[0]).toMatchObject({ source: 'chosen' });
    await run(id);
    const ada = await person('Ada Wren');
    expect(saysOf(ada, 'tag')).toEqual([[null, 'red']]);
    expect(saysOf(ada, 'birthday')).toEqual([]);

    const next = await collect({
      'next.csv': table.replaceAll('Ada', 'Eda').replaceAll('ada@', 'eda@'),
    });
    const [again] = await tablesOf(next);
    expect(again).toMatchObject({ source: 'remembered' });
    await run(next);
    expect(saysOf(await person('Eda Wren'), 'tag')).toEqual([[null, 'red']]);

    await olga.delete(`imports/mappings/${again!.named}`);
    const last = await collect({ 'last.csv': table });
    expect((await tablesOf(last))[0]).toMatchObject({ source: 'proposed' });
  });

  test('a field of the company’s own takes a column of another heading', async () => {
    await olga.post('fields', { kind: 'person', label: 'Seats', type: 'number' });
    const id = await collect({ 'own.csv': 'Name,Email,Licences\nIvo Brandl,ivo@b.example,12\n' });
    const [shown] = await tablesOf(id);
    const wish = { Licences: { field: 'extra' as const, keepAs: 'Seats' } };
    await olga.send('PUT', `imports/${id}/mappings`, { body: confirmed(shown!, wish) });
    const { check: checked } = await check(id);
    const { counts } = await run(id);
    expect(counts).toEqual(checked?.counts);
    expect(saysOf(await person('Ivo Brandl'), 'extra')).toEqual([]);
    expect(JSON.stringify((await person('Ivo Brandl'))!.statements)).toContain('12');
  });

  test('a second column of one field loses nothing', async () => {
    const id = await collect({
      'two.csv': 'Name,Email,Employer,Firm\nFay Holt,fay@h.example,Holt AG,Holt Trading\n',
    });
    const [shown] = await tablesOf(id);
    const both = { Employer: { field: 'company' as const }, Firm: { field: 'company' as const } };
    await olga.send('PUT', `imports/${id}/mappings`, { body: confirmed(shown!, both) });
    await run(id);
    const fay = await person('Fay Holt');
    expect(saysOf(fay, 'affiliation')).toMatchObject([[null, { companyName: 'Holt AG' }]]);
    expect(saysOf(fay, 'extra')).toEqual([['Firm', 'Holt Trading']]);
  });

  test('a mapping that does not fit its headings is refused with a reason', async () => {
    const id = await collect({ 'contacts.csv': table });
    const [shown] = await tablesOf(id);
    const { mappings } = confirmed(shown!, {});
    mappings[0]!.columns.pop();
    const { status, body } = await olga.send('PUT', `imports/${id}/mappings`, {
      body: { mappings },
    });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('names every column');
    await run(id);
    const late = await olga.send('PUT', `imports/${id}/mappings`, { body: { mappings: [] } });
    expect(late.status).toBe(409);
  });
});
