import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OwnField } from '../../../shared/identify/fields.ts';
import type { PartyRow, PartyView } from '../../../shared/identify/parties.ts';
import type { ImportProblemView, ImportView } from '../../../shared/platform/import/imports.ts';
import { runImport } from '../../platform/import/running.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';

let company: Company;
let olga: Colleague;
let fields: OwnField[];
beforeAll(async () => {
  company = await openCompany();
  ({ olga } = company);
  await olga.post('fields', { kind: 'person', label: 'Mentor', type: 'person' });
  await olga.post('fields', { kind: 'person', label: 'Landlord', type: 'company' });
  ({ rows: fields } = (await olga.get<{ rows: OwnField[] }>('fields')).body);
});
afterAll(() => company.close());

const add = async (data: object, kind = 'people', who = olga) =>
  (await who.post(kind, data)).body.id;

test('columns of fields that lead to somebody are looked up by name or address; the others are said', async () => {
  const mia = await add({ name: 'Mia Meisterin', emails: ['mia@meister.example'] });
  const house = await add({ name: 'Hausherr GmbH' }, 'companies');
  await add({ name: 'Zwei Gleiche', phones: ['+43 1 1'] });
  await add({ name: 'Zwei Gleiche', phones: ['+43 1 2'] });
  await add({ name: 'Nora Nurmeine', visibility: 'private' }, 'people', company.nora);
  const { body } = await olga.post('imports', {});
  await olga.send('PUT', `imports/${body.id}/files?name=a.csv`, {
    body: new TextEncoder().encode(
      [
        'Name,Email,Mentor,Landlord',
        'Lea Lehrling,lea@lehr.example,Mia Meisterin,Hausherr',
        'Lars Lehrling,lars@lehr.example,MIA@meister.example,Niemand AG',
        'Lina Lehrling,lina@lehr.example,Zwei Gleiche,',
        'Lutz Lehrling,lutz@lehr.example,Nora Nurmeine,',
      ].join('\n'),
    ),
    headers: { 'content-type': 'application/octet-stream' },
  });
  const { check } = (await olga.post<ImportView>(`imports/${body.id}/check`)).body;
  await olga.post(`imports/${body.id}/start`);
  await runImport(company.house, olga.workspaceId, body.id, new AbortController().signal);
  const { counts } = (await olga.get<ImportView>(`imports/${body.id}`)).body;
  expect(counts).toEqual(check?.counts);

  const { rows } = (await olga.get<{ rows: PartyRow[] }>('people?limit=200')).body;
  const saidOf = async (name: string) => {
    const { id } = rows.find((row) => row.name === name)!;
    const { statements } = (await olga.get<PartyView>(`people/${id}`)).body;
    return Object.fromEntries(
      statements.flatMap(({ topic, label, value, fieldId }) => {
        if (topic === 'field')
          return [[fields.find((field) => field.id === fieldId)!.label, value]];
        return topic === 'extra' ? [[`kept: ${label}`, value]] : [];
      }),
    );
  };
  const meant = { id: mia, name: 'Mia Meisterin' };
  expect(await saidOf('Lea Lehrling')).toEqual({
    Mentor: meant,
    Landlord: { id: house, name: 'Hausherr GmbH' },
  });
  expect(await saidOf('Lars Lehrling')).toEqual({ Mentor: meant, 'kept: Landlord': 'Niemand AG' });
  expect(await saidOf('Lina Lehrling')).toEqual({ 'kept: Mentor': 'Zwei Gleiche' });
  expect(await saidOf('Lutz Lehrling')).toEqual({ 'kept: Mentor': 'Nora Nurmeine' });
  const problems = (await olga.get<{ rows: ImportProblemView[] }>(`imports/${body.id}/problems`))
    .body.rows;
  expect(problems.map(({ code, line }) => [code, line])).toEqual([
    ['contact.refers-to-nobody', 3],
    ['contact.refers-to-nobody', 4],
    ['contact.refers-to-nobody', 5],
  ]);
});
