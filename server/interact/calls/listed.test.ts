import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TableView } from '../../../shared/identify/importing/mapping.ts';
import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import type { ImportProblemView } from '../../../shared/platform/import/imports.ts';
import { type Caller, type Company, openCompany } from '../../testing/company.ts';
import { bring, rowsOf, takeBack } from '../importing/testing.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());
beforeEach(async () => {
  for (const table of ['activities', 'parties', 'seen_addresses', 'import_mappings'])
    await company.sql(`delete from ${table}`);
});

const box = [
  'sep=;',
  'Typ;Datum;Name;Rufnummer;Landes-/Ortsnetzbereich;Nebenstelle;Eigene Rufnummer;Dauer',
  '1;24.02.25 14:05;;0664 1234567;;Telefon;5550011;0:05',
  '2;24.02.25 14:10;;0664 1234567;;;5550011;0:00',
  '2;24.02.25 14:10;;0664 1234567;;;5550011;0:00',
  '4;24.02.25 14:15;Ben;0660 7654321;;Telefon;5550011;1:02',
];
const list = { 'FRITZ!Box_Anrufliste.csv': `${box.join('\r\n')}\r\n` };
const austrian = { country: 'AT', zone: 'Europe/Vienna' };
const person = async (by: Caller, body: object) => (await by.post('people', body)).body.id;
const timeline = async (by: Caller, id: string) =>
  (await by.get<{ rows: TimelineEntry[] }>(`people/${id}/timeline`)).body.rows;

describe('a list of calls', () => {
  test('stands on the timelines of those who have the numbers, also when they are given one later', async () => {
    const { max } = company;
    const anna = await person(max, { name: 'Anna Gruber', phones: ['+43 664 1234567'] });
    const done = await bring(company, max, list, austrian);
    expect(done.counts).toMatchObject({ activities: 4, people: 0, errors: 0, warnings: 0 });
    const [missed, again, talked] = await timeline(max, anna);
    expect(talked).toMatchObject({
      kind: 'call',
      direction: 'in',
      occurredAt: '2025-02-24T13:05:00Z',
      endsAt: '2025-02-24T13:10:00Z',
      call: { state: 'ended', number: '+436641234567' },
      participants: [{ role: 'caller', partyId: anna }],
    });
    expect([missed!.call!.state, again!.call!.state]).toEqual(['missed', 'missed']);
    const { body } = await max.get<{ lastContactAt: string }>(`people/${anna}`);
    expect(body.lastContactAt).toBe('2025-02-24T13:05:00Z');
    const ben = await person(max, { name: 'Ben Berg', phones: ['+43 660 7654321'] });
    expect(await timeline(max, ben)).toMatchObject([{ direction: 'out' }]);
  });

  test('twice changes nothing, a longer one brings what is new, and each is taken back', async () => {
    const { max } = company;
    await person(max, { name: 'Anna Gruber', phones: ['+43 664 1234567'] });
    const empty = await rowsOf(company);
    const done = await bring(company, max, list, austrian);
    const before = await rowsOf(company);
    const again = await bring(company, max, list, austrian);
    expect(again.counts).toMatchObject({ activities: 0, known: 4 });
    expect(await rowsOf(company)).toEqual(before);
    const longer = `${box.join('\n')}\n1;25.02.25 09:00;;0664 1234567;;Telefon;5550011;0:01\n`;
    const more = await bring(company, max, { 'a.csv': longer }, austrian);
    expect(more.counts).toMatchObject({ activities: 1, known: 4 });
    await takeBack(company, max, more.id);
    expect(await rowsOf(company)).toEqual(before);
    await takeBack(company, max, done.id);
    expect(await rowsOf(company)).toEqual(empty);
  });

  test('is shown as such before it starts, counted, and read as a person says', async () => {
    const { max } = company;
    const { body } = await max.post('imports', austrian);
    const content = new TextEncoder().encode(list['FRITZ!Box_Anrufliste.csv']);
    await max.send('PUT', `imports/${body.id}/files?name=a.csv`, { body: content });
    const { body: tables } = await max.get<{ rows: TableView[] }>(`imports/${body.id}/tables`);
    expect(tables.rows).toMatchObject([{ rows: 4, mapping: { about: 'calls', dateOrder: 'dmy' } }]);
    const { body: checked } = await max.post<{ check: { counts: object } }>(
      `imports/${body.id}/check`,
    );
    expect(checked.check.counts).toMatchObject({ activities: 4, people: 0, errors: 0 });
    expect(await company.sql('select from calls')).toEqual([]);
    const [{ mapping, headers }] = tables.rows as [TableView];
    const columns = mapping.columns.map((column) =>
      column.field === 'callName' ? { ...column, field: 'skip' } : column,
    );
    const said = await max.send('PUT', `imports/${body.id}/mappings`, {
      body: { mappings: [{ ...mapping, columns, headers }] },
    });
    expect(said.status, said.text).toBe(200);
  });

  test('names the line and the remedy where a row is no call', async () => {
    const { max } = company;
    const wrong = [...box, '1;31.02.25 14:05;;0664 1234567;;Telefon;5550011;0:05'];
    const done = await bring(company, max, { 'a.csv': wrong.join('\n') }, austrian);
    expect(done.counts).toMatchObject({ activities: 4, errors: 1 });
    const { body } = await max.get<{ rows: ImportProblemView[] }>(`imports/${done.id}/problems`);
    expect(body.rows).toMatchObject([{ code: 'call.no-such-day', line: 7 }]);
  });

  test('is seen by those it is shared with, and by nobody else', async () => {
    const { max, nora, olga } = company;
    const anna = await person(max, { name: 'Anna Gruber', phones: ['+43 664 1234567'] });
    await bring(company, max, list, { ...austrian, visibility: 'private' });
    expect(await timeline(max, anna)).toHaveLength(3);
    for (const neighbour of [nora, olga]) expect(await timeline(neighbour, anna)).toEqual([]);
  });
});
