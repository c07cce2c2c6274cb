import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartyRow } from '../../../shared/identify/parties.ts';
import type { ImportProblemView, ImportView } from '../../../shared/platform/import/imports.ts';
import { bring, rowsOf, takeBack } from '../../interact/importing/testing.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';

let company: Company;
let olga: Colleague;
let max: Colleague;
beforeAll(async () => {
  company = await openCompany();
  ({ olga, max } = company);
});
afterAll(() => company.close());

const find = async (who: Colleague, name: string) =>
  (await who.get<{ rows: PartyRow[] }>('people?limit=200')).body.rows.filter(
    (row) => row.name === name,
  );
const problems = async (who: Colleague, id: string) =>
  (await who.get<{ rows: ImportProblemView[] }>(`imports/${id}/problems?limit=200`)).body.rows;

const file = {
  'everybody.csv':
    'Name,Email,Phone,Role\nStella Staffelstein,stella@everybody.example,4.3E+11,Employee\nKuno Kundmann,kuno@everybody.example,4.3E+11,Customer\n',
};

test('staff in a file for everyone stay with whoever brings them, and the report repeats nothing of them', async () => {
  const before = await rowsOf(company);
  const { id, counts } = await bring(company, max, file);
  expect(counts).toMatchObject({ people: 2, errors: 0 });
  expect(await find(max, 'Stella Staffelstein')).toMatchObject([
    { email: 'stella@everybody.example', roles: ['staff'] },
  ]);
  expect(await find(olga, 'Stella Staffelstein')).toEqual([]);
  expect(await find(olga, 'Kuno Kundmann')).toHaveLength(1);
  const told = await problems(olga, id);
  expect(told.map(({ line, message }) => [line, message.includes('4.3E+11')])).toEqual([
    [2, false],
    [3, true],
  ]);
  expect((await olga.get(`events?limit=200`)).text).not.toContain('Staffelstein');

  // The same file once more knows both again.
  expect((await bring(company, max, file)).counts).toMatchObject({ people: 0, known: 2 });
  await takeBack(company, max, id);
  const after = await rowsOf(company);
  expect({ ...after, import_mappings: '' }).toEqual({ ...before, import_mappings: '' });
});

test('a row that makes staff of somebody everyone sees adds nothing and says why, without a name', async () => {
  const { body } = await olga.post('people', {
    name: 'Wanda Wechsel',
    emails: ['wanda@everybody.example'],
  });
  const { id, counts } = await bring(company, olga, {
    'staff.csv':
      'Name,Email,Role,Note\nWanda Wechsel,wanda@everybody.example,Employee,Earns much\n',
  });
  expect(counts).toMatchObject({ people: 0, updated: 0 });
  expect((await max.get(`people/${body.id}`)).text).not.toContain('Earns much');
  const [problem] = await problems(max, id);
  expect(problem).toMatchObject({ code: 'contact.shared-already', line: 2 });
  expect(problem?.message).not.toContain('Wanda');
});

test('whom somebody has let others see although they are staff is known again as they are', async () => {
  const { body } = await olga.post('people', {
    name: 'Offen Angestellt',
    emails: ['offen@everybody.example'],
    roles: [{ role: 'staff' }],
    visibility: 'everyone',
  });
  const { counts } = await bring(company, olga, {
    'staff.csv':
      'Name,Email,Role,Phone\nOffen Angestellt,offen@everybody.example,Employee,+43 1 9090909\n',
  });
  expect(counts).toMatchObject({ people: 0, updated: 1, warnings: 0 });
  expect((await max.get(`people/${body.id}`)).text).toContain('+4319090909');
});

test('a check counts staff as the run does', async () => {
  const { body } = await max.post('imports', {});
  await max.send('PUT', `imports/${body.id}/files?name=more.csv`, {
    body: new TextEncoder().encode(
      'Name,Email,Role\nIda Intern,ida@intern.example,Employee\nEgon Extern,egon@extern.example,Customer\n',
    ),
    headers: { 'content-type': 'application/octet-stream' },
  });
  const { check } = (await max.post<ImportView>(`imports/${body.id}/check`)).body;
  expect(check?.counts).toMatchObject({ people: 2 });
});
