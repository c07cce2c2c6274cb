import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartyRow } from '../../../shared/identify/parties.ts';
import type { ImportProblemView, ImportView } from '../../../shared/platform/import/imports.ts';
import { runImport } from '../../platform/import/running.ts';
import { workbook } from '../../platform/import/workbook/made-by-hand.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';

let company: Company;
let olga: Colleague;
beforeAll(async () => {
  company = await openCompany();
  ({ olga } = company);
});
afterAll(() => company.close());

const check = async (id: string) =>
  (await olga.post<ImportView>(`imports/${id}/check`)).body.check!;
const problemsOf = async (id: string) =>
  (await olga.get<{ rows: ImportProblemView[] }>(`imports/${id}/problems?limit=200`)).body.rows;
const correct = (
  id: string,
  { fileId, line, part, cell }: ImportProblemView,
  value: string | null,
) =>
  olga.send<ImportView>('PUT', `imports/${id}/corrections`, {
    body: { place: { fileId, entry: cell!.entry, line, part }, column: cell!.column, value },
  });

const rows = (mark: string) => [
  ['Name', 'Email', 'Birthday'],
  [`Rita Richtig ${mark}`, `rita-${mark}@richtig.example`, '1980-05-04'],
  [`Fred Falsch ${mark}`, 'fred at falsch', '31.02.1990'],
];
const kinds: [string, string, (mark: string) => string | Uint8Array][] = [
  [
    'a table',
    'cells.csv',
    (mark) =>
      rows(mark)
        .map((row) => row.join(','))
        .join('\n'),
  ],
  ['a workbook', 'cells.xlsx', (mark) => workbook([{ name: 'All', rows: rows(mark) }])],
];

test.for(kinds)(
  'cells of %s are put right where their problem stands, for the import alone',
  async ([mark, name, content]) => {
    const bytes = content(name);
    const { body } = await olga.post('imports', {});
    await olga.send('PUT', `imports/${body.id}/files?name=${name}`, {
      body: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect((await check(body.id)).counts).toMatchObject({ people: 2, warnings: 2 });
    const [email, birthday] = await problemsOf(body.id);
    expect(email?.cell).toMatchObject({ header: 'Email', value: 'fred at falsch' });
    const address = `fred-${mark.replace(' ', '-')}@falsch.example`;
    expect((await correct(body.id, email!, address)).body.check).toMatchObject({ isStale: true });
    await correct(body.id, birthday!, '1990-02-28');
    const checked = await check(body.id);
    expect(checked.counts).toMatchObject({ people: 2, warnings: 0 });
    // Taken back, the cell is read as it stands.
    await correct(body.id, birthday!, null);
    expect((await check(body.id)).counts).toMatchObject({ warnings: 1 });
    await correct(body.id, birthday!, '1990-02-28');
    const again = await check(body.id);
    await olga.post(`imports/${body.id}/start`);
    await runImport(company.house, olga.workspaceId, body.id, new AbortController().signal);
    const { counts } = (await olga.get<ImportView>(`imports/${body.id}`)).body;
    expect(counts).toEqual(again.counts);
    const people = (await olga.get<{ rows: PartyRow[] }>('people?limit=200')).body.rows;
    expect(people.find((row) => row.name === `Fred Falsch ${name}`)?.email).toBe(address);
    expect((await correct(body.id, birthday!, 'x')).status).toBe(409);
    expect(
      (
        await company.max.send('PUT', `imports/${body.id}/corrections`, {
          body: {
            place: { fileId: body.id, entry: null, line: 2, part: 1 },
            column: 0,
            value: 'x',
          },
        })
      ).status,
    ).toBe(403);
  },
);
