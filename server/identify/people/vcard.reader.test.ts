import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { displayName } from '../../../shared/identify/names.ts';
import { PartyDraft, tidyText } from '../../../shared/identify/party-draft.ts';
import { timed } from '../../../shared/testing/cpu-time.ts';
import type { Item, Problem } from '../../platform/import/reader.ts';
import { read, type VcardOptions } from './vcard.reader.ts';

const long = process.env.RAPPORT_TEST_LONG === '1';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vcard-reader-'));
});
afterAll(() => rm(folder, { recursive: true }));

let dropped = 0;
async function drop(content: string | Buffer, options: VcardOptions = {}, from: unknown = null) {
  dropped += 1;
  const path = join(folder, `dropped-${dropped}.vcf`);
  await writeFile(path, content);
  const items: Item<PartyDraft>[] = [];
  const problems: Problem[] = [];
  const positions: unknown[] = [];
  for await (const batch of read(path, options, from)) {
    items.push(...batch.items);
    problems.push(...batch.problems);
    positions.push(JSON.parse(JSON.stringify(batch.position)));
  }
  for (const { value } of items) PartyDraft.parse(value);
  return { items, problems, positions, people: items.map(({ value }) => value) };
}
const card = (version: string, ...lines: string[]) =>
  ['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD', ''].join('\r\n');

describe('vCard 2.1', () => {
  test('quoted-printable over several lines, in its own charset', async () => {
    const { people, problems } = await drop(
      card(
        '2.1',
        'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;;',
        'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg =',
        'M=C3=BCller',
        'NOTE;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Stra=DFe=0D=0AZeile 2',
        'TEL;WORK;VOICE:+49 30 901820',
        'TEL;CELL:0170 1234567',
      ),
      { country: 'DE' },
    );
    expect(problems).toEqual([]);
    expect(people).toMatchObject([
      {
        name: 'Jörg Müller',
        nameParts: { given: 'Jörg', family: 'Müller' },
        note: 'Straße\nZeile 2',
        phones: [
          { value: '+4930901820', label: 'work' },
          { value: '+491701234567', label: 'mobile' },
        ],
      },
    ]);
  });

  test('a folded photo, ended by an empty line', async () => {
    const { people } = await drop(
      card(
        '2.1',
        'FN:Anna',
        'PHOTO;JPEG;ENCODING=BASE64:',
        ' /9j/4AAQ',
        ' SkZJRg==',
        '',
        'EMAIL;INTERNET:a@x.de',
      ),
    );
    expect(people[0]).toMatchObject({
      photo: { mediaType: 'image/jpeg', data: '/9j/4AAQSkZJRg==' },
      emails: [{ value: 'a@x.de' }],
    });
  });

  test('an agent has a card of its own and is not the person', async () => {
    const { people } = await drop(
      card(
        '2.1',
        'FN:Boss',
        'AGENT:',
        'BEGIN:VCARD',
        'VERSION:2.1',
        'FN:Helper',
        'TEL:+4930901820',
        'END:VCARD',
        'EMAIL:b@x.de',
      ),
    );
    expect(people).toHaveLength(1);
    expect(people[0]).toMatchObject({
      name: 'Boss',
      phones: [],
      extra: [{ label: 'Agent', value: 'Helper' }],
    });
  });

  test('letters of an old computer', async () => {
    const { people } = await drop(
      iconv.encode(card('2.1', 'N:Müßig;Jörg', 'FN:Jörg Müßig'), 'windows-1252'),
    );
    expect(people[0]?.name).toBe('Jörg Müßig');
  });
});

describe('vCard 3 and 4', () => {
  test('labels of Apple, in their groups', async () => {
    const { people } = await drop(
      card(
        '3.0',
        'N:Doe;John;;;',
        'FN:Doe\\, John',
        'item1.EMAIL;type=INTERNET:j@x.com',
        'item1.X-ABLabel:_$!<Other>!$_',
        'item2.X-ABDATE:2001-02-03',
        'item2.X-ABLabel:_$!<Anniversary>!$_',
        'BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-03',
        'item3.ADR;type=HOME:;;Weg 1;Ulm;;89073;',
        'item3.X-ABADR:de',
      ),
    );
    expect(people[0]).toMatchObject({
      name: 'John Doe',
      emails: [{ value: 'j@x.com', label: 'other' }],
      extra: [{ label: 'Anniversary', value: '2001-02-03' }],
      birthday: '--04-03',
      addresses: [{ label: 'home', locality: 'Ulm', postalCode: '89073', country: 'DE' }],
    });
  });

  test('as Monica exports a contact', async () => {
    const { people, problems } = await drop(
      card(
        '4.0',
        'PRODID:-//Sabre//Sabre VObject 4.5.3//EN',
        'UID:0b6a1c2e-8a55-4d41-9d0a-2f2f6b6c7d11',
        'SOURCE:https://monica.example/api/contacts/12',
        'FN:Ada Wren',
        'N:Wren;Ada;Maria;;',
        'NICKNAME:Adi',
        'GENDER:F',
        'ORG:Sails GmbH',
        'TITLE:Buyer',
        'BDAY:19800504',
        'ADR;TYPE=home:;;Quay 4;Graz;Styria;8010;AT',
        'TEL:+436601234567',
        'EMAIL:ada@sails.example',
        'socialProfile;TYPE=linkedin:https://linkedin.com/in/ada',
        'CATEGORIES:fair,friends',
        'REV:20240301T091200Z',
      ),
    );
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(people).toMatchObject([
      {
        name: 'Ada Wren',
        nameParts: { given: 'Ada', family: 'Wren', additional: 'Maria' },
        emails: [{ value: 'ada@sails.example' }],
        phones: [{ value: '+436601234567' }],
        addresses: [{ label: 'home', street: 'Quay 4', locality: 'Graz', country: 'AT' }],
        affiliation: { companyName: 'Sails GmbH', title: 'Buyer' },
        birthday: '1980-05-04',
        tags: ['fair', 'friends'],
        uid: '0b6a1c2e-8a55-4d41-9d0a-2f2f6b6c7d11',
      },
    ]);
  });

  test.each([
    ['X-ABShowAs:COMPANY', 'ORG:Meier GmbH;'],
    ['KIND:org', 'FN:Meier GmbH'],
    ['FN:Meier GmbH', 'ORG:Meier GmbH'],
  ])('a company: %s', async (...lines) => {
    const { people } = await drop(card('4.0', ...lines));
    expect(people).toMatchObject([{ kind: 'company', name: 'Meier GmbH' }]);
  });

  test('a list of contacts is named, not imported', async () => {
    const { items, problems } = await drop(
      card('4.0', 'KIND:group', 'FN:Friends', 'MEMBER:urn:uuid:1'),
    );
    expect(items).toEqual([]);
    expect(problems).toMatchObject([{ code: 'vcard.group', severity: 'error' }]);
  });

  test('what has no place of its own is kept', async () => {
    const { people } = await drop(card('4.0', 'FN:Anna', 'X-SKYPE:anna.m', 'ROLE:Lead;Singer'));
    expect(people[0]?.extra).toEqual([
      { label: 'Skype', value: 'anna.m' },
      { label: 'Role', value: 'Lead;Singer' },
    ]);
  });

  test('lines folded in the middle of a letter', async () => {
    const bytes = Buffer.from(card('3.0', 'FN:Jörg Müller', 'EMAIL:j@x.de'));
    const middle = bytes.indexOf('ü') + 1;
    const folded = Buffer.concat([
      bytes.subarray(0, middle),
      Buffer.from('\r\n '),
      bytes.subarray(middle),
    ]);
    expect((await drop(folded)).people[0]?.name).toBe('Jörg Müller');
  });

  test('in UTF-16', async () => {
    const bytes = iconv.encode(card('3.0', 'FN:Žofie Łęcka'), 'utf-16le', { addBOM: true });
    expect((await drop(bytes)).people[0]?.name).toBe('Žofie Łęcka');
  });
});

describe('what is wrong is named by its line', () => {
  test('a card without an end', async () => {
    const { people, problems } = await drop(
      `BEGIN:VCARD\nVERSION:3.0\nFN:Anna\n${card('3.0', 'FN:Ben')}`,
    );
    expect(people.map(({ name }) => name)).toEqual(['Anna', 'Ben']);
    expect(problems).toMatchObject([{ code: 'vcard.no-end', locator: { line: 1, part: 1 } }]);
  });
  test('a line that is no property', async () => {
    const { people, problems } = await drop(card('3.0', 'FN:Anna', 'rubbish here'));
    expect(people).toHaveLength(1);
    expect(problems).toMatchObject([{ code: 'vcard.unreadable-line', locator: { line: 4 } }]);
  });
  test('a card that names nobody, and a file without cards', async () => {
    expect((await drop(card('3.0', 'NOTE:x'))).problems).toMatchObject([{ code: 'vcard.nobody' }]);
    expect((await drop('hello\n')).problems).toMatchObject([{ code: 'vcard.no-cards' }]);
  });
  test('XML, with what to export instead', async () => {
    const { problems } = await drop('<?xml version="1.0"?><vcards/>');
    expect(problems[0]?.message).toContain('.vcf');
  });
});

test('jCard is read as well', async () => {
  const jcard = [
    'vcard',
    [
      ['version', {}, 'text', '4.0'],
      ['fn', {}, 'text', 'Anna, M'],
      ['n', {}, 'text', ['Meier', 'Anna', '', '', ['Dr.', 'MSc']]],
      ['tel', { type: ['work', 'voice'] }, 'uri', 'tel:+49-30-901820;ext=5'],
    ],
  ];
  expect((await drop(JSON.stringify(jcard))).people).toMatchObject([
    {
      name: 'Anna, M',
      nameParts: { suffix: 'Dr. MSc' },
      phones: [{ value: '+4930901820', extension: '5', label: 'work' }],
    },
  ]);
});

test('whatever is written into a card comes out of it', async () => {
  const folded = (line: string) => line.match(/[\s\S]{1,60}/gu)?.join('\r\n ') ?? '';
  const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\r\n?|\n/g, '\\n');
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 90 })
    .map(tidyText)
    .filter((one) => displayName(one) !== '');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ name: text, note: text }), { minLength: 1, maxLength: 5 }),
      async (written) => {
        const { people, problems } = await drop(
          written
            .map(({ name, note }) =>
              card('4.0', folded(`FN:${escaped(name)}`), folded(`NOTE:${escaped(note)}`)),
            )
            .join(''),
        );
        expect(problems).toEqual([]);
        expect(people.map(({ name, note }) => ({ name, note }))).toEqual(
          written.map(({ name, note }) => ({ name: displayName(name), note })),
        );
      },
    ),
    { numRuns: 40 },
  );
});

describe('cards of every program', () => {
  const versions = ['2.1', '3.0', '4.0'];
  const ends = ['\r\n', '\n', '\r'];
  /** How a text is written down, where its version knows that way. */
  const writings: [name: string, line: (version: string, name: string, text: string) => string][] =
    [
      ['plain', (_, name, text) => `${name}:${text}`],
      [
        'quoted-printable',
        (version, name, text) =>
          version === '2.1'
            ? `${name};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${quotedPrintable(text)}`
            : `${name}:${text}`,
      ],
      ['in a group', (_, name, text) => `item1.${name}:${text}`],
      ['with parameters', (_, name, text) => `${name};X-FROM="x;y:z";LANGUAGE=de:${text}`],
      ['in small letters', (_, name, text) => `${name.toLowerCase()}:${text}`],
    ];
  const quotedPrintable = (text: string) =>
    [...Buffer.from(text)].map((byte) => `=${byte.toString(16).toUpperCase()}`).join('');
  /** Versions 3 and 4 fold anywhere; 2.1 where a space stands, which stays, and in quoted-printable with a mark. */
  const foldings: [name: string, fold: (line: string, version: string) => string[]][] = [
    ['not folded', (line) => [line]],
    [
      'folded',
      (line, version) => {
        if (line.includes('QUOTED-PRINTABLE')) {
          const pieces = line.match(/(?:=..|[^=]){1,60}/g)!;
          return pieces.map((piece, at) => (at < pieces.length - 1 ? `${piece}=` : piece));
        }
        const at = version === '2.1' ? line.indexOf(' ') : 12;
        if (at < 1) return [line];
        return [line.slice(0, at), version === '2.1' ? line.slice(at) : ` ${line.slice(at)}`];
      },
    ],
  ];
  /** What is wrong with the card in the middle, and whether its person comes all the same. */
  const flaws: [name: string, spoil: (lines: string[]) => string[], read: boolean][] = [
    ['nothing', (lines) => lines, true],
    ['no end', (lines) => lines.slice(0, -1), true],
    ['no version', (lines) => lines.filter((line) => !/^VERSION/.test(line)), true],
    ['rubbish between', (lines) => lines.toSpliced(2, 0, 'rubbish'), true],
    ['empty lines between', (lines) => lines.toSpliced(2, 0, '', '').toSpliced(-1, 0, ''), true],
    ['nobody named', ([begin, version]) => [begin!, version!, 'NOTE:lost', 'END:VCARD'], false],
  ];
  const names = ['Jörg Müller-Großmann', 'Žofie Łęcka', 'O’Brien; Mary', '山田 太郎'];

  const cases = versions.flatMap((version) =>
    ends.flatMap((end) =>
      writings.flatMap(([writing, line]) =>
        foldings.flatMap(([folding, fold]) =>
          flaws
            // Without its version nobody can tell whether the space of a fold belongs to the text.
            .filter(([wrong]) => wrong !== 'no version' || folding === 'not folded')
            .map((flaw) => ({ version, end, writing, line, folding, fold, flaw })),
        ),
      ),
    ),
  );

  test(`${cases.length} files: each card is somebody, or is named by its line`, async () => {
    for (const { version, end, writing, line, folding, fold, flaw } of cases) {
      const [wrong, spoil, comes] = flaw;
      const cards = names.map((name, index) => [
        'BEGIN:VCARD',
        `VERSION:${version}`,
        ...fold(line(version, 'FN', name.replaceAll(';', '\\;')), version),
        `EMAIL:a${index}@x.de`,
        'END:VCARD',
      ]);
      const second = 1 + cards[0]!.length;
      cards[1] = spoil(cards[1]!);
      const { people, problems } = await drop(cards.flat().join(end) + end);
      const told = `${version}, ${JSON.stringify(end)}, ${writing}, ${folding}, ${wrong}`;
      const expected = names.filter((_, index) => comes || index !== 1);
      expect(
        people.map(({ name }) => name),
        told,
      ).toEqual(expected);
      const named = problems.map(({ locator: { line = 0 } }) => line);
      if (wrong === 'nothing') expect(problems, told).toEqual([]);
      for (const at of named) {
        expect(at, told).toBeGreaterThanOrEqual(second);
        expect(at, told).toBeLessThan(second + cards[1]!.length);
      }
      expect(
        problems.some(({ severity }) => severity === 'error'),
        told,
      ).toBe(!comes);
    }
  });

  test('damaged are read, or what is wrong is named by its line, and in time', async () => {
    const whole =
      card(
        '2.1',
        'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;;',
        'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg =',
        'M=C3=BCller',
        'TEL;WORK;VOICE:+49 30 901820',
        'PHOTO;JPEG;ENCODING=BASE64:',
        ' /9j/4AAQSkZJRg==',
        '',
      ) + card('3.0', 'N:Doe;John;;;', 'item1.EMAIL;type=INTERNET:j@x.com', 'BDAY:1980-02-30');
    const harm = fc.record({
      at: fc.nat(whole.length),
      remove: fc.nat(30),
      insert: fc.oneof(
        fc.constantFrom(
          '\r\n',
          '\r\n ',
          '=\r\n',
          ':',
          ';',
          '"',
          '\\',
          ',',
          '=',
          '=C3',
          '\0',
          '\xff',
        ),
        fc.constantFrom(
          'BEGIN:VCARD\r\n',
          'END:VCARD\r\n',
          'AGENT:\r\n',
          'VERSION:4.0\r\n',
          '__proto__',
        ),
        fc.string({ maxLength: 10 }),
      ),
      times: fc.constantFrom(1, 1, 2, 40),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(harm, { minLength: 1, maxLength: 6 }), async (harms) => {
        let text = whole;
        for (const { at, remove, insert, times } of harms) {
          text = text.slice(0, at) + insert.repeat(times) + text.slice(at + remove);
        }
        const { answer, cpu } = await timed(() => drop(Buffer.from(text, 'latin1')));
        expect(cpu).toBeLessThan(2_000);
        expect(answer.items.length + answer.problems.length).toBeGreaterThan(0);
        for (const { locator } of answer.problems) expect(locator.line).toBeGreaterThan(0);
      }),
      { numRuns: long ? 20_000 : 300 },
    );
  }, 900_000);
});

test('many thousands of cards are many batches, each in time, and reading goes on where it stopped', async () => {
  const count = long ? 100_000 : 3_000;
  const content = Array.from({ length: count }, (_, index) =>
    card('3.0', `FN:Änna ${index}`, `EMAIL:a${index}@x.de`),
  ).join('');
  const { answer: whole, cpu } = await timed(() => drop(content));
  expect(whole.items).toHaveLength(count);
  expect(cpu / whole.positions.length).toBeLessThan(2_000);
  const rest = await drop(content, {}, whole.positions[4]);
  expect(rest.items).toEqual(whole.items.slice(1_000));
}, 300_000);
