import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PartyRow, PartyView } from '../../../shared/identify/parties.ts';
import type { ImportProblemView } from '../../../shared/platform/import/imports.ts';
import type { StrategyView } from '../../../shared/strategy/strategy.ts';
import { bring, rowsOf, takeBack } from '../../interact/importing/testing.ts';
import { workbook } from '../../platform/import/workbook/made-by-hand.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { awkwardTable, type ExpectedRow, tableCount } from './awkward-tables.ts';

const long = process.env.RAPPORT_TEST_LONG === '1';

let company: Company;
let olga: Colleague;
let max: Colleague;

beforeAll(async () => {
  company = await openCompany();
  ({ olga, max } = company);
});
afterAll(() => company.close());

const find = async (who: Colleague, name: string) => {
  const { rows } = (await who.get<{ rows: PartyRow[] }>('people?limit=200')).body;
  return rows.filter((row) => row.name === name);
};
const problemsOf = async (who: Colleague, id: string) =>
  (await who.get<{ rows: ImportProblemView[] }>(`imports/${id}/problems`)).body.rows;

const table = `First name,Last name,Email,Phone,Company,Job title,City
Ada,Wren,Ada@Sails.example,+43 1 5131234,Sails GmbH,Buyer,Graz
Bea,Moor,bea@sails.example,,Sails GmbH,Head of Sales,Graz
`;

test('a table becomes people of one company, each value with its file and line', async () => {
  const { counts } = await bring(company, olga, { 'contacts.csv': table });
  expect(counts).toMatchObject({ people: 2, companies: 1, errors: 0 });
  const [ada] = await find(olga, 'Ada Wren');
  expect(ada).toMatchObject({
    email: 'ada@sails.example',
    phone: '+4315131234',
    companyName: 'Sails GmbH',
    title: 'Buyer',
    city: 'Graz',
  });
  const { statements } = (await olga.get<PartyView>(`people/${ada!.id}`)).body;
  expect(statements.find(({ topic }) => topic === 'email')?.source).toMatchObject({
    kind: 'import',
    file: 'contacts.csv',
    line: 2,
  });
});

test('a workbook is a table a sheet, and its problems say which sheet and row', async () => {
  const { id, counts } = await bring(company, olga, {
    'fair.xlsx': workbook([
      {
        name: 'Monday',
        rows: [
          ['Name', 'Email'],
          ['Eda Quist', 'eda@fair.example'],
        ],
      },
      {
        name: 'Tuesday',
        rows: [
          ['Name', 'Email'],
          ['Ole Brandt', 'not an address'],
          [null, null, 'x'],
        ],
      },
    ]),
  });
  expect(counts).toMatchObject({ people: 2 });
  const [eda] = await find(olga, 'Eda Quist');
  const { statements } = (await olga.get<PartyView>(`people/${eda!.id}`)).body;
  expect(statements.find(({ topic }) => topic === 'email')?.source).toMatchObject({
    file: 'fair.xlsx',
    entry: 'Monday',
    line: 2,
  });
  expect(await problemsOf(olga, id)).toContainEqual(
    expect.objectContaining({ entry: 'fair.xlsx › Tuesday', line: 3, severity: 'error' }),
  );
});

test('an export of another program assigns its people to those of us it names', async () => {
  const people = (owner: string, name: string) =>
    `Record ID,First Name,Last Name,Email,Contact owner,Lifecycle Stage\n7,${name},Hale,${name.toLowerCase()}@hale.example,${owner},Customer\n`;
  await bring(company, olga, { 'a.csv': people(max.name, 'Gil') });
  await bring(company, olga, { 'b.csv': people('Somebody Else', 'Hal') });
  const [gil] = await find(olga, 'Gil Hale');
  const [hal] = await find(olga, 'Hal Hale');
  const viewOf = async (id: string) => (await olga.get<PartyView>(`people/${id}`)).body;
  expect((await viewOf(gil!.id)).ownerId).toBe(max.id);
  const { statements } = await viewOf(hal!.id);
  expect(statements).toContainEqual(
    expect.objectContaining({ topic: 'extra', label: 'Contact owner', value: 'Somebody Else' }),
  );
  expect(statements).toContainEqual(
    expect.objectContaining({ topic: 'extra', label: 'Record ID', value: '7' }),
  );
});

test('a table may call customers what the company calls them', async () => {
  const { choices, version } = (await olga.get<StrategyView>('strategy')).body;
  const mandant = {
    one: 'Mandant',
    many: 'Mandanten',
    gender: 'm' as const,
    female: { one: 'Mandantin', many: 'Mandantinnen' },
  };
  const adopted = await olga.post('strategy', {
    choices: { ...choices, words: { ...choices.words, customer: { de: mandant } } },
    version,
    name: 'Kanzlei',
  });
  expect(adopted.status).toBe(201);
  const typed = `Name,Typ,E-Mail
Iris Lang,Mandantin,iris@lang.example
Jan Moll,Mandant,jan@moll.example
Kai Nord,Lieferant,kai@nord.example
`;
  await bring(company, olga, { 'kanzlei.csv': typed });
  for (const [name, role] of [
    ['Iris Lang', 'customer'],
    ['Jan Moll', 'customer'],
    ['Kai Nord', 'supplier'],
  ] as const) {
    expect((await find(olga, name))[0]?.roles, name).toEqual([role]);
  }
});

test('a company is known by the domain its people write from, also before its name was', async () => {
  await bring(company, olga, { 'first.csv': 'Name,Email\nJo Rask,jo@ropes.example\n' });
  await bring(company, olga, {
    'then.csv': 'Name,Email,Company\nKit Sand,kit@ropes.example,Ropes & Knots Ltd\n',
  });
  const { rows } = (await olga.get<{ rows: PartyRow[] }>('companies?limit=200')).body;
  const ropes = rows.filter(({ domain }) => domain === 'ropes.example');
  expect(ropes.map(({ name }) => name)).toEqual(['Ropes & Knots Ltd']);
  const [jo] = await find(olga, 'Jo Rask');
  expect(jo?.companyId).toBe(ropes[0]!.id);
});

test('the same file again changes nothing', async () => {
  const before = await rowsOf(company);
  const { counts } = await bring(company, olga, { 'contacts.csv': table });
  expect(counts).toMatchObject({ people: 0, companies: 0, statements: 0, known: 2 });
  expect(await rowsOf(company)).toEqual(before);
});

test('people without any address are known again too, and namesakes stay two', async () => {
  const cards = 'Name,Phone\nCai Lund,+43 660 1111111\nCai Lund,+43 660 2222222\n';
  await bring(company, olga, { 'a.csv': cards });
  await bring(company, olga, { 'b.csv': cards });
  expect(await find(olga, 'Cai Lund')).toHaveLength(2);
});

test('a later file adds what is new and overwrites nothing; taken back, the record is exactly as it was', async () => {
  const before = await rowsOf(company);
  const { id, counts } = await bring(company, olga, {
    'more.csv': 'Name,Email,Phone\nAda W.,ada@sails.example,+43 660 3333333\n',
  });
  expect(counts).toMatchObject({ people: 0, statements: 2 });
  const [ada] = await find(olga, 'Ada Wren');
  expect(ada!.phone).toBe('+4315131234');
  const { statements } = (await olga.get<PartyView>(`people/${ada!.id}`)).body;
  expect(statements.filter(({ topic }) => topic === 'phone')).toHaveLength(2);
  expect(statements.filter(({ topic }) => topic === 'name')).toHaveLength(2);
  await takeBack(company, olga, id);
  expect(await rowsOf(company)).toEqual(before);
});

test('a number nobody could dial is read once its country is told, and taken back as it was written', async () => {
  const file = { 'at.csv': 'Name,Email,Mobile\nNils Ost,nils@oars.example,0664 1234567\n' };
  const numbers = async () => {
    const [nils] = await find(olga, 'Nils Ost');
    const { statements } = (await olga.get<PartyView>(`people/${nils!.id}`)).body;
    return statements.filter(({ topic }) => topic === 'phone').map(({ value }) => value);
  };
  await bring(company, olga, file, { country: 'IS' });
  expect(await numbers()).toEqual(['0664 1234567']);
  const before = await rowsOf(company);
  const { id, counts } = await bring(company, olga, file, { country: 'AT' });
  expect(counts).toMatchObject({ people: 0, statements: 1 });
  expect(await numbers()).toEqual(['+436641234567']);
  expect((await find(olga, 'Nils Ost'))[0]!.phone).toBe('+436641234567');

  const read = await rowsOf(company);
  await bring(company, olga, file, { country: 'IS' });
  expect(await rowsOf(company)).toEqual(read);
  await takeBack(company, olga, id);
  expect(await rowsOf(company)).toEqual(before);
});

test('a number corrected by hand after it was read stays when the reading is taken back', async () => {
  const file = { 'at.csv': 'Name,Email,Mobile\nLis Ost,lis@oars.example,0664 7654321\n' };
  await bring(company, olga, file, { country: 'IS' });
  const { id } = await bring(company, olga, file, { country: 'AT' });
  const [lis] = await find(olga, 'Lis Ost');
  const { statements } = (await olga.get<PartyView>(`people/${lis!.id}`)).body;
  await olga.post(`people/${lis!.id}/statements`, {
    topic: 'phone',
    value: '+43 664 7654322',
    replaces: statements.find(({ topic }) => topic === 'phone')!.id,
    version: lis!.version,
  });
  await takeBack(company, olga, id);
  const after = (await olga.get<PartyView>(`people/${lis!.id}`)).body.statements;
  expect(after.filter(({ topic }) => topic === 'phone').map(({ value }) => value)).toEqual([
    '+436647654322',
  ]);
});

test('a number somebody corrected by hand stays the first one, whatever a file adds', async () => {
  await bring(company, olga, {
    'r.csv': 'Name,Email,Phone,Mobile\nOle Rud,ole@oars.example,+43 1 5135678,+43 660 6666666\n',
  });
  const [ole] = await find(olga, 'Ole Rud');
  const { statements } = (await olga.get<PartyView>(`people/${ole!.id}`)).body;
  await olga.post(`people/${ole!.id}/statements`, {
    topic: 'phone',
    value: '+43 1 5139999',
    replaces: statements.find(({ value }) => value === '+4315135678')!.id,
    version: ole!.version,
  });
  await bring(company, olga, { 's.csv': 'Name,Email,City\nOle Rud,ole@oars.example,Wels\n' });
  expect(await find(olga, 'Ole Rud')).toMatchObject([{ phone: '+4315139999', city: 'Wels' }]);
});

test('a private file adds nothing to a record that others see, and says so', async () => {
  const { id } = await bring(
    company,
    max,
    {
      'mine.csv':
        'Name,Email,Phone\nAda,ada@sails.example,+43 660 4444444\nDrew Fox,drew@sails.example,\n',
    },
    { visibility: 'private' },
  );
  expect((await problemsOf(max, id)).map(({ code }) => code)).toEqual(['contact.shared-already']);
  expect(await find(max, 'Drew Fox')).toHaveLength(1);
  expect(await find(olga, 'Drew Fox')).toHaveLength(0);
  expect((await olga.get(`imports/${id}`)).status).toBe(404);
});

test('a member does not change a colleague’s record by a file', async () => {
  const { id } = await bring(company, max, {
    'x.csv': 'Name,Email,City\nBea Moor,bea@sails.example,Linz\n',
  });
  expect((await problemsOf(max, id)).map(({ code }) => code)).toEqual(['contact.not-yours']);
});

describe('the address of a desk', () => {
  const companyOf = async (name: string) => {
    const { rows } = (await olga.get<{ rows: PartyRow[] }>('companies?limit=200')).body;
    const found = rows.filter((row) => row.name === name);
    expect(found).toHaveLength(1);
    return found[0]!;
  };
  const addressesOf = (id: string) =>
    company
      .sql<{ address: string }>(
        'select address from party_emails where party_id = $1 order by address',
        [id],
      )
      .then((rows) => rows.map(({ address }) => address));

  test('is the company’s, and two who sit there are two people', async () => {
    const roofers = {
      'roofers.csv': `Vorname;Nachname;Firma;E-Mail
Uta;Schiefer;Schiefer Dach KG;info@schiefer-dach.example
Kai;Ziegel;Schiefer Dach KG;info@schiefer-dach.example
`,
    };
    const before = await rowsOf(company);
    const { id, counts } = await bring(company, olga, roofers);
    expect(counts).toMatchObject({ people: 2, companies: 1, errors: 0, warnings: 0 });
    const roofs = await companyOf('Schiefer Dach KG');
    expect(roofs).toMatchObject({
      email: 'info@schiefer-dach.example',
      domain: 'schiefer-dach.example',
    });
    for (const name of ['Uta Schiefer', 'Kai Ziegel']) {
      expect(await find(olga, name)).toMatchObject([{ email: null, companyId: roofs.id }]);
    }

    const once = await rowsOf(company);
    expect((await bring(company, olga, roofers)).counts).toMatchObject({ statements: 0, known: 2 });
    expect(await rowsOf(company)).toEqual(once);
    await takeBack(company, olga, id);
    expect(await rowsOf(company)).toEqual(before);
  });

  test('is added to the company that is known, and taken back from it', async () => {
    await bring(company, olga, {
      'a.csv': 'Name,Email,Company\nLia Latte,lia@gutters.example,Gutters Ltd\n',
    });
    const before = await rowsOf(company);
    const { id } = await bring(company, olga, {
      'b.csv':
        'First name,Last name,Email,Email 2,Company\nTom,Rinne,tom@gutters.example,sales@gutters.example,Gutters Ltd\n',
    });
    const { id: gutters } = await companyOf('Gutters Ltd');
    expect(await addressesOf(gutters)).toEqual(['sales@gutters.example']);
    expect(await find(olga, 'Tom Rinne')).toMatchObject([{ email: 'tom@gutters.example' }]);
    await takeBack(company, olga, id);
    expect(await rowsOf(company)).toEqual(before);
  });

  test('tells whose company it is where none is named', async () => {
    await bring(company, olga, {
      'c.csv':
        'First name,Last name,Email\nPia,First,office@chimneys.example\nRon,Second,ron@chimneys.example\n',
    });
    const chimneys = await companyOf('chimneys.example');
    expect(await addressesOf(chimneys.id)).toEqual(['office@chimneys.example']);
    for (const name of ['Pia First', 'Ron Second']) {
      expect(await find(olga, name)).toMatchObject([{ companyId: chimneys.id }]);
    }
  });

  test('stays with the person where anybody opens a mailbox, who is known by it and their name only', async () => {
    const file = {
      'd.csv': 'First name,Last name,Email\nAmy,Door,office@gmx.at\nZoe,Wall,office@gmx.at\n',
    };
    const { id } = await bring(company, olga, file);
    expect(await find(olga, 'Amy Door')).toMatchObject([{ email: 'office@gmx.at' }]);
    expect(await find(olga, 'Zoe Wall')).toMatchObject([{ email: null }]);
    expect((await problemsOf(olga, id)).map(({ code }) => code)).toEqual([
      'contact.address-of-another',
    ]);
    const { counts } = await bring(company, olga, {
      'e.csv': 'First name,Last name,Email,Phone\nAmy,Door,office@gmx.at,+43 660 5555555\n',
    });
    expect(counts).toMatchObject({ people: 0, statements: 1 });
  });

  test('without anybody’s name beside it is all that is known of a company', async () => {
    await bring(company, olga, {
      'f.csv': 'Name,Email\n,info@skylights.example\nWindows,info@windows.example\n',
    });
    expect(await companyOf('skylights.example')).toMatchObject({ email: 'info@skylights.example' });
    expect(await companyOf('Windows')).toMatchObject({ email: 'info@windows.example' });
  });

  test('is a person’s own when their domain is their name', async () => {
    await bring(company, olga, { 'g.csv': 'Name,Email\nMona Kamin,mail@mona-kamin.example\n' });
    expect(await find(olga, 'Mona Kamin')).toMatchObject([{ email: 'mail@mona-kamin.example' }]);
  });

  test('is not added to a colleague’s company by a file, which says so', async () => {
    const { id } = await bring(company, max, {
      'h.csv': 'First name,Last name,Email,Company\nIvo,Balken,info@gutters.example,Gutters Ltd\n',
    });
    expect((await problemsOf(max, id)).map(({ code }) => code)).toEqual(['contact.not-yours']);
    expect(await find(max, 'Ivo Balken')).toMatchObject([
      { email: null, companyName: 'Gutters Ltd' },
    ]);
  });
});

test('a row that cannot be read is named by its line, and its neighbours come through', async () => {
  const { id, counts } = await bring(company, olga, {
    'bad.csv':
      'Name,Email\nEve Dahl,eve@oars.example\n,\n"Finn Ask,finn@oars.example\nGus Holt,gus@oars.example\n',
  });
  expect(counts.people).toBeGreaterThanOrEqual(2);
  const problems = await problemsOf(olga, id);
  expect(problems.some(({ line }) => line === 4)).toBe(true);
  expect(await find(olga, 'Gus Holt')).toHaveLength(1);
});

test('a table of numbers is refused with one sentence', async () => {
  const rows = Array.from({ length: 50 }, (_, i) => `${i},${i * 2},${i % 7}`).join('\n');
  const { id, counts } = await bring(company, olga, { 'numbers.csv': `a,b,c\n${rows}\n` });
  expect(counts).toMatchObject({ people: 0, companies: 0 });
  expect((await problemsOf(olga, id)).filter(({ severity }) => severity === 'error')).toHaveLength(
    1,
  );
});

test('headings named after the prototype are values like any others', async () => {
  await bring(company, olga, {
    'p.csv': 'Name,Email,__proto__,constructor\nHal Ivy,hal@oars.example,polluted,code\n',
  });
  const [hal] = await find(olga, 'Hal Ivy');
  const { statements } = (await olga.get<PartyView>(`people/${hal!.id}`)).body;
  expect(
    statements
      .filter(({ topic }) => topic === 'extra')
      .map(({ label }) => label)
      .sort(),
  ).toEqual(['__proto__', 'constructor']);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

/** Every combination in the long run; in the short one some, with every flaw among them. */
const tables = Array.from({ length: tableCount }, (_, number) => number).filter(
  (number) => long || number % 17 === 0,
);

test(`in ${tables.length} tables of every kind each row comes as it stands or is named by its line`, {
  timeout: long ? 900_000 : 60_000,
}, async () => {
  const awkward = tables.map(awkwardTable);
  const { id } = await bring(
    company,
    olga,
    Object.fromEntries(awkward.map(({ name, bytes }) => [name, bytes])),
  );
  const present = await company.sql<Present>(
    `select f.name as file, p.name, p.email, p.city, n.value #>> '{}' as note,
         (e.source ->> 'line')::integer as line
       from parties p
       join statements e on e.party_id = p.id and e.topic = 'email'
       join import_files f on f.import_id = p.import_id and f.name = e.source ->> 'file'
       left join statements n on n.party_id = p.id and n.topic = 'note'
       where p.import_id = $1 and p.kind = 'person'`,
    [id],
  );
  const refused = await company.sql<{ file: string; line: number }>(
    `select f.name as file, line from import_problems p join import_files f on f.id = p.file_id
       where p.import_id = $1 and severity = 'error'`,
    [id],
  );
  const peopleOf = Map.groupBy(present, ({ file }) => file);
  const refusedOf = Map.groupBy(refused, ({ file }) => file);
  for (const { name, rows } of awkward) {
    const become = [
      ...(peopleOf.get(name) ?? []).map(({ file: _, line, ...person }) => ({ line, person })),
      ...(refusedOf.get(name) ?? []).map(({ line }): ExpectedRow => ({ line })),
    ];
    expect(
      become.sort((a, b) => a.line - b.line),
      name,
    ).toEqual(rows);
  }
});

type Present = NonNullable<ExpectedRow['person']> & { file: string; line: number };
