import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DoubtView, RowDecision } from '../../../shared/identify/importing/doubts.ts';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { ImportView } from '../../../shared/platform/import/imports.ts';
import { rowsOf, takeBack } from '../../interact/importing/testing.ts';
import { runImport } from '../../platform/import/running.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { checkDuplicates } from '../duplicates/work.ts';

let company: Company;
let olga: Colleague;
beforeAll(async () => {
  company = await openCompany();
  ({ olga } = company);
});
afterAll(() => company.close());

const look = () => checkDuplicates(company.house, company.workspaces.kettle);
const read = async (id: string) => (await olga.get<PartyView>(`people/${id}`)).body;
async function collect(text: string, who = olga, options: object = {}): Promise<string> {
  const { body } = await who.post('imports', options);
  await who.send('PUT', `imports/${body.id}/files?name=list.csv`, {
    body: new TextEncoder().encode(text),
    headers: { 'content-type': 'application/octet-stream' },
  });
  return body.id;
}
const check = async (id: string, who = olga) =>
  (await who.post<ImportView>(`imports/${id}/check`)).body.check!;
const doubts = async (id: string, who = olga) =>
  (await who.get<{ rows: DoubtView[] }>(`imports/${id}/doubts`)).body.rows;
async function answer(id: string, doubt: DoubtView, decision: RowDecision | null): Promise<void> {
  const body = { place: doubt.place, recordId: doubt.record.id, decision };
  const { status, text } = await olga.send('PUT', `imports/${id}/doubts`, { body });
  expect(status, text).toBe(200);
}
async function run(id: string): Promise<ImportView> {
  await olga.post(`imports/${id}/start`);
  await runImport(company.house, olga.workspaceId, id, new AbortController().signal);
  return (await olga.get<ImportView>(`imports/${id}`)).body;
}

describe('a row that may be somebody who is here', () => {
  const list =
    'Name,Phone,Note\nLisa Unterberger,0316 505050,Prefers oak\nBert Unterberger,0316 606060,Prefers pine\nIda Neu,0316 707070,\n';
  let elisabeth: string;
  let berthold: string;
  beforeAll(async () => {
    const add = async (data: object) => (await olga.post('people', data)).body.id;
    elisabeth = await add({ name: 'Elisabeth Unterberger', phones: ['+43 316 505050'] });
    berthold = await add({ name: 'Berthold Unterberger', phones: ['+43 316 606060'] });
    await look();
  });

  test('is asked about, with what speaks for it; the check leaves no trace', async () => {
    const before = await rowsOf(company);
    const id = await collect(list, olga, { country: 'AT' });
    expect((await check(id)).counts).toMatchObject({ people: 3, updated: 0 });
    expect(await rowsOf(company)).toEqual(before);
    const found = await doubts(id);
    expect(
      found.map(({ row, record, place, decision }) => [row.name, record.id, place.line, decision]),
    ).toEqual(
      expect.arrayContaining([
        ['Lisa Unterberger', elisabeth, 2, null],
        ['Bert Unterberger', berthold, 3, null],
      ]),
    );
    expect(found).toHaveLength(2);
    expect(found[0]?.judgement.reasons.map(({ field }) => field)).toContain('phone');
    // Nobody but those who steer the import is told.
    expect((await company.max.get(`imports/${id}/doubts`)).status).toBe(403);
    await olga.post(`imports/${id}/cancellation`);
  });

  test('adds to that record, or becomes one of its own for good; the counts are those of the run', async () => {
    const before = await rowsOf(company);
    const id = await collect(list, olga, { country: 'AT' });
    await check(id);
    for (const doubt of await doubts(id))
      await answer(id, doubt, doubt.record.id === elisabeth ? 'same' : 'not same');
    expect((await olga.get<ImportView>(`imports/${id}`)).body.check).toMatchObject({
      isStale: true,
    });
    const checked = await check(id);
    expect(checked).not.toHaveProperty('isStale');
    expect(checked.counts).toMatchObject({ people: 2, updated: 1 });
    // What was decided can still be decided otherwise.
    expect((await doubts(id)).map(({ decision }) => decision).sort()).toEqual(['not same', 'same']);
    const { counts } = await run(id);
    expect(counts).toEqual(checked.counts);
    expect((await read(elisabeth)).statements.map(({ value }) => value)).toContain('Prefers oak');
    await look();
    const pairs = async (of: string) =>
      (await olga.get<{ rows: unknown[] }>(`duplicates?of=${of}`)).body.rows;
    expect(await pairs(berthold)).toEqual([]);
    await takeBack(company, olga, id);
    const after = await rowsOf(company);
    const still = ({ import_mappings: _, ...tables }: Record<string, string>) => tables;
    await look();
    expect(still(after).parties).toEqual(still(before).parties);
    expect(still(after).statements).toEqual(still(before).statements);
    expect(after.duplicate_pairs).toEqual(before.duplicate_pairs);
  });

  test('is about one record at most, and an answer can be taken back', async () => {
    const id = await collect(list, olga, { country: 'AT' });
    await check(id);
    const [first] = await doubts(id);
    await answer(id, first!, 'same');
    await answer(id, { ...first!, record: { ...first!.record, id: berthold } }, 'same');
    expect((await doubts(id)).find(({ place }) => place.line === first!.place.line)?.decision).toBe(
      first!.record.id === berthold ? 'same' : null,
    );
    await answer(id, first!, null);
    await olga.post(`imports/${id}/cancellation`);
    const row = await company.sql<{ doubts: unknown[] }>(
      'select doubts from imports where id = $1',
      [id],
    );
    expect(row[0]?.doubts).toEqual([]);
  });
});

describe('somebody whom a colleague keeps private', () => {
  test('is never asked about, nor told of by a reason', async () => {
    const { nora, max } = company;
    await nora.post('people', {
      name: 'Ottokar Heimlich',
      phones: ['+43 316 808080'],
      visibility: 'private',
    });
    await look();
    const list = 'Name,Phone\nOtto Heimlich,+43 316 808080\n';
    for (const who of [max, nora]) {
      const id = await collect(list, who);
      await check(id, who);
      // A row for everyone cannot become part of what one keeps to oneself.
      expect(await doubts(id, who)).toEqual([]);
      await who.post(`imports/${id}/cancellation`);
    }
    const own = await collect(list, nora, { visibility: 'private' });
    await check(own, nora);
    expect(await doubts(own, nora)).toHaveLength(1);
    expect((await olga.get(`imports/${own}/doubts`)).status).toBe(404);
  });

  test('nor somebody whom the importer may not change', async () => {
    const { nora, tom } = company;
    await nora.post('people', { name: 'Friederike Fremd', phones: ['+43 316 818181'] });
    await look();
    const id = await collect('Name,Phone\nFritzi Fremd,+43 316 818181\n', tom);
    await check(id, tom);
    expect(await doubts(id, tom)).toEqual([]);
  });
});
