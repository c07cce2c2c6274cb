import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TableView } from '../../../shared/identify/importing/mapping.ts';
import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import type { ImportProblemView, ImportView } from '../../../shared/platform/import/imports.ts';
import { type Caller, type Company, openCompany } from '../../testing/company.ts';
import { bring, rowsOf, takeBack } from '../importing/testing.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());
beforeEach(async () => {
  for (const table of [
    'activities',
    'parties',
    'seen_addresses',
    'import_mappings',
    'suppressions',
  ])
    await company.sql(`delete from ${table}`);
});

const shop = [
  'Bestellnummer;Bestelldatum;E-Mail;Artikel;Menge;Betrag;Währung',
  '1001;02.03.2026;anna@gruber.example;Eichenbretter;12;800,00;EUR',
  '1002;03.03.2026;ben@berg.example;Tischöl;1;45,00;EUR',
  '1001;02.03.2026;anna@gruber.example;Tischöl;1;45,00;EUR',
];
const file = (...lines: string[]) => ({ 'Bestellungen.csv': `${lines.join('\r\n')}\r\n` });
const german = { country: 'DE', zone: 'Europe/Berlin' };
const person = async (by: Caller, body: object) => (await by.post('people', body)).body.id;
const anna = (by: Caller, also: object = {}) =>
  person(by, { name: 'Anna Gruber', emails: ['anna@gruber.example'], ...also });
const timeline = async (by: Caller, id: string, kind = 'people') =>
  (await by.get<{ rows: TimelineEntry[] }>(`${kind}/${id}/timeline`)).body.rows;
const problemsOf = async ({ id }: ImportView) =>
  (await company.max.get<{ rows: ImportProblemView[] }>(`imports/${id}/problems`)).body.rows;
const codesOf = async (done: ImportView) => (await problemsOf(done)).map(({ code }) => code);

describe('a list of purchases', () => {
  test('is one entry an order on the timeline of whoever bought, with its lines and what it cost', async () => {
    const { max } = company;
    const her = await anna(max);
    const done = await bring(company, max, file(...shop), german);
    expect(done.counts).toMatchObject({ activities: 2, people: 0, errors: 0 });
    expect(await timeline(max, her)).toMatchObject([
      {
        kind: 'purchase',
        direction: 'in',
        occurredAt: '2026-03-02T11:00:00Z',
        subject: 'Eichenbretter + 1',
        preview: expect.stringContaining('12 × Eichenbretter'),
        terms: { price: { amount: 84_500, currency: 'EUR' }, state: 'bought' },
        participants: [{ role: 'from', partyId: her }],
      },
    ]);
    const { body } = await max.get<{ lastContactAt: string | null }>(`people/${her}`);
    expect(body.lastContactAt).toBeNull();
    // Whoever is given the address later has the order.
    expect(await codesOf(done)).toContain('order.unknown');
    const ben = await person(max, { name: 'Ben Berg', emails: ['ben@berg.example'] });
    expect(await timeline(max, ben)).toHaveLength(1);
  });

  test('is counted before as the run will count, and leaves no trace of counting', async () => {
    const { max } = company;
    await anna(max);
    const { body } = await max.post('imports', german);
    const content = new TextEncoder().encode(shop.join('\n'));
    await max.send('PUT', `imports/${body.id}/files?name=a.csv`, { body: content });
    const { body: tables } = await max.get<{ rows: TableView[] }>(`imports/${body.id}/tables`);
    expect(tables.rows).toMatchObject([{ mapping: { about: 'purchases', dateOrder: 'dmy' } }]);
    const before = await rowsOf(company);
    const { body: checked } = await max.post<{ check: { counts: object } }>(
      `imports/${body.id}/check`,
    );
    expect(await rowsOf(company)).toEqual(before);
    const done = await bring(company, max, file(...shop), german);
    const { activities, known, errors, warnings } = done.counts;
    expect(checked.check.counts).toMatchObject({ activities, known, errors, warnings });
  });

  test('twice changes nothing, a longer one brings what is new, and each is taken back', async () => {
    const { max } = company;
    await anna(max);
    const empty = await rowsOf(company);
    const done = await bring(company, max, file(...shop), german);
    const before = await rowsOf(company);
    const again = await bring(company, max, file(...shop), german);
    expect(again.counts).toMatchObject({ activities: 0, known: 2, errors: 0, warnings: 0 });
    expect(await rowsOf(company)).toEqual(before);
    const more = await bring(
      company,
      max,
      file(...shop, '1003;04.03.2026;anna@gruber.example;Pinsel;2;9,80;EUR'),
      german,
    );
    expect(more.counts).toMatchObject({ activities: 1, known: 2 });
    await takeBack(company, max, more.id);
    expect(await rowsOf(company)).toEqual(before);
    await takeBack(company, max, done.id);
    expect(await rowsOf(company)).toEqual(empty);
  });

  test('without order numbers keeps the same purchase twice, and twice the file once', async () => {
    const { max, sql } = company;
    const history = [
      ' customer_id  date number_of_cds  dollar_value',
      ' 00001 19970101  1   11.77',
      ' 00002 19970112  5   77.00',
      ' 00002 19970112  5   77.00',
      ' 00002 19980112  1   12.00',
    ].join('\r\n');
    const done = await bring(company, max, { 'history.txt': history }, german);
    expect(done.counts).toMatchObject({ activities: 4, errors: 0 });
    expect(
      await sql('select amount::int, currency from orders order by changed_at, amount'),
    ).toEqual([1_177, 7_700, 7_700, 1_200].map((amount) => ({ amount, currency: 'USD' })));
    const before = await rowsOf(company);
    const again = await bring(company, max, { 'copy.txt': history }, german);
    expect(again.counts).toMatchObject({ activities: 0, known: 4 });
    expect(await rowsOf(company)).toEqual(before);
    // Who number 2 is may be said once, for what was bought before and later.
    const [seen] = await sql<{ id: string }>(
      `select id from seen_addresses where address = '№ 00002'`,
    );
    const { body, status, text } = await max.post(`addresses/${seen!.id}/promotion`);
    expect(status, text).toBeLessThan(300);
    expect(await timeline(max, body.id)).toHaveLength(3);
    const later = `${history}\r\n 00002 19990112  1   13.00`;
    await bring(company, max, { 'later.txt': later }, german);
    expect(await timeline(max, body.id)).toHaveLength(4);
  });

  test('finds who bought by number, name or company where it is one’s alone', async () => {
    const { max, olga } = company;
    const her = await person(max, { name: 'Anna Gruber', phones: ['+49 30 1234567'] });
    const firm = (await max.post('companies', { name: 'Berg GmbH' })).body.id;
    await person(max, { name: 'Carl Fink' });
    await person(olga, { name: 'Carl Fink' });
    const done = await bring(
      company,
      max,
      file(
        'Datum;Belegnummer;Kunde;Telefon;Firma;Menge;Gesamtbetrag',
        '02.03.2026;1;;030 1234567;;1;5,00',
        '02.03.2026;2;Anna Gruber;;;1;6,00',
        '02.03.2026;3;;;Berg GmbH;1;7,00',
        '02.03.2026;4;Carl Fink;;;1;8,00',
        '02.03.2026;5;;;;1;9,00',
      ),
      german,
    );
    expect(done.counts).toMatchObject({ activities: 5, errors: 0 });
    expect(await timeline(max, her)).toHaveLength(2);
    expect(await timeline(max, firm, 'companies')).toHaveLength(1);
    const codes = await codesOf(done);
    expect(codes).toEqual(expect.arrayContaining(['order.several', 'order.nobody']));
  });

  test('names the line and the remedy where a row is no purchase', async () => {
    const { max } = company;
    await anna(max);
    const wrong = [
      '1004;31.02.2026;anna@gruber.example;Pinsel;1;5,00;EUR',
      '1005;02.03.2026;anna@gruber.example;Pinsel;1;viel;EUR',
      '1001;02.03.2026;anna@gruber.example;Pinsel;1;5,00;CHF',
      ';;anna@gruber.example;Pinsel;1;5,00;EUR',
    ];
    const done = await bring(company, max, file(...shop, ...wrong), german);
    expect(done.counts).toMatchObject({ activities: 2, errors: 4 });
    const errors = (await problemsOf(done)).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ line, code }) => [line, code]).sort()).toEqual([
      [5, 'order.no-such-day'],
      [6, 'order.amount'],
      [7, 'order.currencies'],
      [8, 'order.no-day'],
    ]);
  });

  test('leaves an order as it is that is here otherwise, and says so', async () => {
    const { max, sql } = company;
    await bring(company, max, file(...shop), german);
    const changed = shop.map((line) => line.replace('800,00', '900,00'));
    const again = await bring(company, max, file(...changed), german);
    expect(again.counts).toMatchObject({ activities: 0, known: 2 });
    expect(await codesOf(again)).toEqual(['order.differs']);
    expect(await sql(`select amount::int from orders where ref = '1001'`)).toEqual([
      { amount: 84_500 },
    ]);
  });

  test('is the same order as the shop tells of, whichever comes first', async () => {
    const { max, sql } = company;
    const her = await anna(max);
    const program = await max.program('full');
    const told = {
      order: '1001',
      at: '2026-03-02T09:00:00Z',
      amount: 90_000,
      currency: 'EUR',
      lines: [{ what: 'Eichenbretter', quantity: 12, amount: 90_000 }],
      customer: { email: 'anna@gruber.example' },
    };
    await bring(company, max, file(...shop), german);
    expect((await program.post<{ result: string }>('orders', told)).body.result).toBe('taken');
    expect(await timeline(max, her)).toMatchObject([{ terms: { price: { amount: 90_000 } } }]);
    expect((await program.post<{ result: string }>('orders', told)).body.result).toBe('known');
    const again = await bring(company, max, file(...shop), german);
    expect(again.counts).toMatchObject({ activities: 0, known: 2 });
    expect(await sql(`select 1 from orders where ref = '1001'`)).toHaveLength(1);
    // Another shop counts its orders from one as well.
    await bring(
      company,
      max,
      file(shop[0]!, '1001;05.07.2019;anna@gruber.example;Hobel;1;20,00;EUR'),
      german,
    );
    expect(await timeline(max, her)).toHaveLength(2);
  });

  test('takes what was given back off, and knows what was called off', async () => {
    const { max } = company;
    const her = await anna(max);
    await bring(
      company,
      max,
      file(
        'InvoiceNo,Description,Quantity,InvoiceDate,UnitPrice,Email,Status',
        '1,Oil,2,2026-03-02 08:26:00,2.55,anna@gruber.example,',
        'C2,Oil,-1,2026-03-03 08:26:00,2.55,anna@gruber.example,',
        '3,Oil,1,2026-03-04 08:26:00,2.55,anna@gruber.example,cancelled',
      ),
      german,
    );
    expect((await timeline(max, her)).map(({ terms }) => [terms!.state, terms!.price])).toEqual([
      ['cancelled', { amount: 255, currency: 'EUR' }],
      ['returned', { amount: 255, currency: 'EUR' }],
      ['bought', { amount: 510, currency: 'EUR' }],
    ]);
  });

  test('joins the rows of an order however far apart they stand in the file', async () => {
    const { max, sql } = company;
    const rows = Array.from(
      { length: 2_600 },
      (_, at) => `X${at % 3};02.03.2026;anna@gruber.example;Brett ${at};1;${at % 2},00;EUR`,
    );
    const done = await bring(company, max, file(shop[0]!, ...rows), german);
    expect(done.counts).toMatchObject({ activities: 3, errors: 0 });
    expect(
      await sql(
        'select ref, amount::int, jsonb_array_length(lines) as lines from orders order by ref',
      ),
    ).toEqual([
      { ref: 'X0', amount: 43_300, lines: 867 },
      { ref: 'X1', amount: 43_400, lines: 867 },
      { ref: 'X2', amount: 43_300, lines: 866 },
    ]);
    const before = await rowsOf(company);
    await bring(company, max, file(shop[0]!, ...rows), german);
    expect(await rowsOf(company)).toEqual(before);
  });

  test('is seen by those it is shared with, and by nobody else', async () => {
    const { max, nora, olga } = company;
    const her = await anna(max);
    await bring(company, max, file(...shop), { ...german, visibility: 'private' });
    expect(await timeline(max, her)).toHaveLength(1);
    for (const neighbour of [nora, olga]) expect(await timeline(neighbour, her)).toEqual([]);
    // Her colleague brings the same for herself, and learns nothing of his.
    const hers = await bring(company, nora, file(...shop), { ...german, visibility: 'private' });
    expect(hers.counts).toMatchObject({ activities: 2, known: 0 });
  });

  test('keeps what was bought by somebody who asked to be erased, without them', async () => {
    const { olga, sql } = company;
    const her = await anna(olga);
    await bring(company, olga, file(...shop), german);
    const { status, text } = await olga.post(`people/${her}/erasure`, { confirm: 'Anna Gruber' });
    expect(status, text).toBe(200);
    expect(await sql(`select 1 from orders where ref = '1001'`)).toEqual([]);
    await bring(company, olga, file(...shop), german);
    expect(await sql(`select 1 from orders where ref = '1001'`)).toHaveLength(1);
    expect(JSON.stringify(await sql('select * from participants'))).not.toContain('gruber');
    expect(JSON.stringify(await sql('select * from seen_addresses'))).not.toContain('gruber');
  });
});
