import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PartyDraft } from '../../../shared/identify/party-draft.ts';
import type { Item, Problem } from '../../platform/import/reader.ts';
import { type CsvOptions, read } from './csv.reader.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'csv-reader-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function drop(content: string | Buffer, options: CsvOptions = {}, from: unknown = null) {
  const path = join(folder, 'dropped.csv');
  await writeFile(path, content);
  const items: Item<PartyDraft>[] = [];
  const problems: Problem[] = [];
  const positions: unknown[] = [];
  for await (const batch of read(path, options, from)) {
    items.push(...(batch.items as Item<PartyDraft>[]));
    problems.push(...batch.problems);
    positions.push(JSON.parse(JSON.stringify(batch.position)));
  }
  for (const { value } of items) PartyDraft.parse(value);
  return { items, problems, positions, people: items.map(({ value }) => value) };
}
const codes = (problems: Problem[]) => problems.map(({ code }) => code);

describe('a contact list in the words of its country', () => {
  test.each([
    ['First Name,Last Name,E-mail Address,Mobile Phone,Company', ','],
    ['Vorname;Nachname;E-Mail-Adresse;Mobiltelefon;Firma', ';'],
    ['Prénom;Nom;Adresse e-mail;Téléphone portable;Société', ';'],
    ['Nombre;Apellidos;Correo electrónico;Teléfono móvil;Empresa', ';'],
    ['firstname\tlastname\temail\tmobilephone\tcompany', '\t'],
  ])('%s', async (heading, delimiter) => {
    const row = ['Anna', 'Meier', 'anna@example.com', '+49 170 1234567', 'Beispiel GmbH'].join(
      delimiter,
    );
    const { people, problems } = await drop(`${heading}\n${row}\n`);
    expect(problems).toEqual([]);
    expect(people).toMatchObject([
      {
        kind: 'person',
        name: 'Anna Meier',
        nameParts: { given: 'Anna', family: 'Meier' },
        emails: [{ value: 'anna@example.com' }],
        phones: [{ value: '+491701234567' }],
        affiliation: { companyName: 'Beispiel GmbH' },
      },
    ]);
  });

  test('as Google exports it, labels beside values', async () => {
    const { people } = await drop(
      'First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Street,Address 1 - City,Address 1 - Country,Organization Name,Organization Title,Custom Field 1 - Value\n' +
        'Anna,Meier,* myContacts ::: Friends,* Work,a@x.de ::: b@x.de,Mobile,+491701234567,Home,Weg 1,Ulm,Germany,Beispiel,CEO,42\n',
    );
    expect(people).toMatchObject([
      {
        tags: ['myContacts', 'Friends'],
        emails: [
          { value: 'a@x.de', label: 'work' },
          { value: 'b@x.de', label: 'work' },
        ],
        phones: [{ label: 'mobile' }],
        addresses: [{ label: 'home', street: 'Weg 1', locality: 'Ulm', country: 'DE' }],
        affiliation: { companyName: 'Beispiel', title: 'CEO' },
        extra: [{ label: 'Custom Field 1 - Value', value: '42' }],
      },
    ]);
  });

  test('without headings, by what the columns hold', async () => {
    const { people } = await drop(
      'Anna,Meier,anna.meier@x.de,+49 170 1234567\nBen,Huber,ben.huber@y.de,+49 170 7654321\nCleo,Rot,cleo.rot@z.de,+49 170 5554321\n',
    );
    expect(people.map(({ name }) => name)).toEqual(['Anna Meier', 'Ben Huber', 'Cleo Rot']);
  });

  test('with titles above the table, each accounted for', async () => {
    const { people, problems } = await drop(
      'Members 2024\n\nName,E-Mail,City\nAnna Meier,a@x.de,Ulm\nBen Rot,b@x.de,Bonn\n',
    );
    expect(people).toHaveLength(2);
    expect(problems).toMatchObject([{ code: 'csv.preamble', locator: { line: 1 } }]);
  });

  test('with the family name first, when the whole column says so', async () => {
    const { people } = await drop(
      'Name,Email\n"Meier, Anna",a@x.de\n"Rot, Ben",b@x.de\n"Blau, Cleo",c@x.de\n',
    );
    expect(people.map(({ name }) => name)).toEqual(['Anna Meier', 'Ben Rot', 'Cleo Blau']);
  });

  test('of companies', async () => {
    const { people } = await drop(
      'Company,City,Phone\nMeier GmbH,Ulm,+4930901820\nAcme Ltd,Bonn,\n',
    );
    expect(people.map(({ kind, name }) => [kind, name])).toEqual([
      ['company', 'Meier GmbH'],
      ['company', 'Acme Ltd'],
    ]);
  });

  test('roles, in four languages', async () => {
    const { people } = await drop(
      'Name,Status\nA B,Kunde\nC D,fournisseur\nE F,Lead\nG H,antiguo cliente\n',
    );
    expect(people.map(({ roles }) => roles)).toEqual([
      ['customer'],
      ['supplier'],
      ['lead'],
      ['former customer'],
    ]);
  });
});

describe('letters', () => {
  const text = 'Vorname;Nachname;E-Mail\r\nJörg;Müßig;j@x.de\r\nChloé;Brûlé;c@x.fr\r\n';
  test.each([
    ['UTF-8 with mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
    ['UTF-16 with mark', iconv.encode(text, 'utf-16le', { addBOM: true })],
    ['UTF-16 without mark', iconv.encode(text, 'utf-16le')],
    ['UTF-16 the other way round', iconv.encode(text, 'utf-16be')],
    ['Windows', iconv.encode(text, 'windows-1252')],
    ['old Macintosh', iconv.encode(text, 'macroman')],
    ['DOS', iconv.encode(text, 'cp850')],
  ])('of %s are read', async (_, bytes) => {
    const { people, problems } = await drop(bytes);
    expect(people.map(({ name }) => name)).toEqual(['Jörg Müßig', 'Chloé Brûlé']);
    expect(problems).toEqual([]);
  });

  test.each([
    ['windows-1251', ['Иван Петров', 'Ольга Смирнова']],
    ['windows-1254', ['Ayşe Yıldırım', 'Mehmet Çağlar']],
    ['windows-1250', ['Gergő Szűcs', 'László Kőműves']],
    ['gb18030', ['王小明', '张伟']],
  ])('that were guessed to be %s say so once', async (encoding, names) => {
    const rows = names.map((name, index) => `${name};p${index}@example.com\n`);
    const { people, problems } = await drop(iconv.encode(`Name;Email\n${rows.join('')}`, encoding));
    expect(people.map(({ name }) => name)).toEqual(names);
    expect(problems).toMatchObject([{ code: 'csv.encoding-guessed', severity: 'warning' }]);
    expect(problems[0]?.message).toBe(
      `The file is not in UTF-8; it was read as ${encoding}. If names look wrong, save it as UTF-8 and import it again.`,
    );
  });
});

describe('dates', () => {
  test('are read as their column shows', async () => {
    const us = await drop('Name,Birthday\nA B,03/04/1980\nC D,12/25/1981\n');
    expect(us.people.map(({ birthday }) => birthday)).toEqual(['1980-03-04', '1981-12-25']);
    const eu = await drop('Name,Birthday\nA B,03/04/1980\nC D,25/12/1981\n');
    expect(eu.people.map(({ birthday }) => birthday)).toEqual(['1980-04-03', '1981-12-25']);
    expect([...us.problems, ...eu.problems]).toEqual([]);
  });
  test('that may be read both ways say so', async () => {
    const { problems } = await drop('Name,Birthday\nA B,03/04/1980\n');
    expect(problems).toMatchObject([
      { code: 'csv.date-doubtful', severity: 'warning', locator: { line: 2 } },
    ]);
    expect(problems[0]?.message).toContain('write the dates of the column as year-month-day');
    expect(
      (await drop('Name,Birthday\nA B,03/04/1980\n', { dateOrder: 'mdy' })).people[0]?.birthday,
    ).toBe('1980-03-04');
  });
  test('that no calendar has are kept as text', async () => {
    const { people, problems } = await drop('Name,Birthday\nA B,1980-02-31\nC D,1980-02-01\n');
    expect(codes(problems)).toEqual(['csv.not-a-date']);
    expect(people[0]?.extra).toEqual([{ label: 'Birthday', value: '1980-02-31' }]);
  });
});

describe('what is wrong is named by its line', () => {
  test('a table of numbers', async () => {
    const { items, problems } = await drop('x,y\n1,2\n3,4\n');
    expect(items).toEqual([]);
    expect(problems).toMatchObject([{ code: 'csv.nobody-here', severity: 'error' }]);
    expect(problems[0]?.message).toContain('None of the 2 rows was imported');
    expect(problems[0]?.message).toContain('rename its heading');
  });
  test('headings contradicted by their values', async () => {
    const { items } = await drop(`Phone,Partner\n${'Yes,No\nNo,Yes\n'.repeat(20)}`);
    expect(items).toEqual([]);
  });
  test('a row that names nobody', async () => {
    const { people, problems } = await drop('Name,Email,City\nA B,a@x.de,Ulm\n,,Bonn\n');
    expect(people).toHaveLength(1);
    expect(problems).toMatchObject([{ code: 'csv.nobody', locator: { line: 3, part: 2 } }]);
  });
  test('a ragged row keeps its surplus', async () => {
    const { people, problems } = await drop(
      'Name,Email,City\nA B,a@x.de,Ulm\nC D,c@x.de,Bonn,left,over\n',
    );
    expect(codes(problems)).toEqual(['csv.ragged-row']);
    expect(people[1]?.extra.map(({ value }) => value)).toEqual(['left', 'over']);
  });
  test('an open quote, and the rows behind it are there', async () => {
    const { people, problems } = await drop(
      'Name,Email,City\nA B,a@x.de,"Ulm\nC D,c@x.de,Bonn\nE F,e@x.de,Kiel\n',
    );
    expect(people.map(({ name }) => name)).toEqual(['C D', 'E F']);
    expect(problems).toMatchObject([{ code: 'csv.unterminated-quote', locator: { line: 2 } }]);
  });
  test('NUL and other control characters', async () => {
    const { people, problems } = await drop('Name,Email\nA\u0000nna B,a@x.de\n');
    expect(people[0]?.name).toBe('Anna B');
    expect(codes(problems)).toEqual(['csv.control-characters']);
  });
  test('an address or number that is none, kept as text', async () => {
    const { people, problems } = await drop(
      'Name,Email,Phone\nA B,somewhere,+49 170 1234567\nC D,c@x.de,1.7E+11\n',
    );
    expect(codes(problems)).toEqual(['csv.not-an-email', 'csv.not-a-phone']);
    expect(people.map(({ extra }) => extra[0]?.value)).toEqual(['somewhere', '1.7E+11']);
  });
  test('an empty file', async () => {
    for (const content of ['', '\n\n', 'Name,Email\n'])
      expect(codes((await drop(content)).problems)).toEqual(['csv.empty']);
  });
});

describe('hostile tables', () => {
  test('headings that name parts of objects are only headings', async () => {
    const { people, problems } = await drop(
      'Name,__proto__,constructor,Email,Email,__proto__\nA B,x,y,a@x.de,b@x.de,z\n',
    );
    expect(people[0]?.extra).toEqual([
      { label: '__proto__', value: 'x' },
      { label: 'constructor', value: 'y' },
      { label: '__proto__', value: 'z' },
    ]);
    expect(people[0]?.emails).toHaveLength(2);
    expect(codes(problems)).toEqual(['csv.duplicate-heading', 'csv.duplicate-heading']);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
  test('a cell of ten megabytes is cut, and said so', async () => {
    const { people, problems } = await drop(
      `Name,Notes\nA B,"${'x\n'.repeat(5_000_000)}"\nC D,short\n`,
    );
    expect(people.map(({ note }) => note?.length)).toEqual([100_000, 5]);
    expect(problems).toMatchObject([{ code: 'party.text-cut', locator: { line: 2 } }]);
  });
  test('five thousand columns', async () => {
    const heading = ['Name', ...Array.from({ length: 4_999 }, (_, index) => `c${index}`)].join(',');
    const { people } = await drop(`${heading}\nA B${',1'.repeat(4_999)}\n`);
    expect(people[0]?.extra).toHaveLength(4_999);
  });
});

test('a formula guarded by an apostrophe comes back as it was', async () => {
  const { people } = await drop("Name,Phone,Notes\nA B,'+49 170 1234567,'=1+1\n");
  expect(people[0]).toMatchObject({ phones: [{ value: '+491701234567' }], note: '=1+1' });
});

test('reading goes on exactly where it stopped', async () => {
  const rows = Array.from(
    { length: 4_000 },
    (_, index) => `Änna ${index},a${index}@x.de,"line\r\n${index}"`,
  );
  const content = `Name,Email,Notes\r\n${rows.join('\r\n')}\r\n`;
  const whole = await drop(content);
  expect(whole.items).toHaveLength(4_000);
  for (const at of [0, 1, whole.positions.length - 2]) {
    const rest = await drop(content, {}, whole.positions[at]);
    expect(rest.items).toEqual(whole.items.slice(whole.items.length - rest.items.length));
    expect(rest.items[0]?.locator.part).toBe((at + 1) * 1_000);
  }
});
