import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PairView } from '../../../shared/identify/duplicates/pairs.ts';
import type { PartyRow, PartyView } from '../../../shared/identify/parties.ts';
import { bring, takeBack } from '../../interact/importing/testing.ts';
import { checkInvariants } from '../../invariants.ts';
import { type Company, openCompany } from '../../testing/company.ts';
import { checkDuplicates } from './work.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

const people = async (name: string) =>
  (await company.olga.get<{ rows: PartyRow[] }>('people?limit=200')).body.rows.filter(
    (row) => row.name === name,
  );
const proposals = async (query: string) => {
  await checkDuplicates(company.house, company.workspaces.kettle);
  return (await company.olga.get<{ rows: PairView[] }>(`duplicates?${query}`)).body.rows;
};

test('whoever a file brings a second time under another spelling is proposed with the import', async () => {
  const { olga } = company;
  const { body } = await olga.post('people', {
    name: 'Friedrich Zwölfer',
    phones: ['+43 512 580580'],
  });
  const brought = await bring(company, olga, {
    'list.csv':
      'Name,Phone,Email\nFritz Zwoelfer,0512 580580,fritz@zwoelfer.example\nIda Unverwechselbar,,ida@u.example\n',
  });
  const pairs = await proposals(`import=${brought.id}`);
  expect(pairs.map(({ sides }) => sides.map(({ name }) => name).sort())).toEqual([
    ['Friedrich Zwölfer', 'Fritz Zwoelfer'],
  ]);
  expect(await proposals(`import=${crypto.randomUUID()}`)).toEqual([]);

  // Merged, the same file says nothing new, and nobody is made again.
  const [fritz] = await people('Fritz Zwoelfer');
  await olga.post('merges', { kind: 'person', keep: body.id, absorb: fritz!.id });
  const again = await bring(company, olga, {
    'list.csv': 'Name,Phone,Email\nFritz Zwoelfer,0512 580580,fritz@zwoelfer.example\n',
  });
  expect(again.counts).toMatchObject({ people: 0 });
  expect(await people('Fritz Zwoelfer')).toEqual([]);

  // Taken back, the import takes along what it brought, and leaves the record it was merged into.
  await takeBack(company, olga, again.id);
  await takeBack(company, olga, brought.id);
  const left = (await olga.get<PartyView>(`people/${body.id}`)).body;
  expect(left.name).toBe('Friedrich Zwölfer');
  expect(left.statements.map(({ topic }) => topic).sort()).toEqual(['name', 'phone']);
  expect((await olga.get(`people/${fritz!.id}`)).status).toBe(404);
  const findings = await checkInvariants(company.house.db, company.workspaces.kettle);
  expect(findings.filter(({ count }) => count > 0)).toEqual([]);
});

test('people without any address who were merged are known again too', async () => {
  const { olga } = company;
  const cards = 'Name,Phone\nLeni Oberhuber,+43 660 7070707\nMagdalena Oberhuber,+43 660 7070707\n';
  await bring(company, olga, { 'cards.csv': cards });
  const [leni] = await people('Leni Oberhuber');
  const [magdalena] = await people('Magdalena Oberhuber');
  const [pair] = await proposals(`of=${leni!.id}`);
  expect(pair?.sides.map(({ id }) => id).sort()).toEqual([leni!.id, magdalena!.id].sort());
  await olga.post('merges', { kind: 'person', keep: magdalena!.id, absorb: leni!.id });
  const { counts } = await bring(company, olga, { 'cards.csv': cards });
  expect(counts).toMatchObject({ people: 0 });
});
