import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factsThere } from '../importing/card-facts.ts';
import { prepareContacts } from '../importing/told.ts';
import { readCard } from './reading.ts';
import { type CardChange, emptyCard, rewriteCard } from './rewriting.ts';

const photo =
  'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEB';
const text = [
  'BEGIN:VCARD',
  'VERSION:3.0',
  'UID:one',
  'FN:Ida Holm',
  'N:Holm;Ida;Maria;Dr.;',
  'item1.EMAIL;TYPE=INTERNET:Ida@Lanterns.example',
  'item1.X-ABLabel:_$!<Work>!$_',
  'TEL;TYPE=CELL,VOICE:0664 123 45 67',
  'ADR;TYPE=WORK:;;Quay 1;Vienna;;1010;Austria',
  'ORG:Lanterns Ltd;Lamps;Harbour',
  'TITLE:Buyer',
  photo,
  ' AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB/8QAHwAAAQUBAQEBAQE=',
  'X-MOOD;X-LEVEL="a;b:c":cheer\\,ful',
  'REV:2026-01-01T00:00:00Z',
  'END:VCARD',
  '',
].join('\r\n');

const rewrite = (changes: CardChange[], from = text) =>
  rewriteCard({
    text: from,
    kind: 'person',
    country: 'AT',
    changes,
    at: '2026-11-22T10:00:00.123Z',
  });
const changed = (changes: CardChange[]) => {
  const before = text.split('\r\n');
  const after = rewrite(changes)!.split('\r\n');
  return {
    gone: before.filter((line) => !after.includes(line) && !line.startsWith('REV')),
    came: after.filter((line) => !before.includes(line) && !line.startsWith('REV')),
  };
};

describe('a card of another program', () => {
  test('keeps every byte but those of what is changed', () => {
    expect(
      changed([
        {
          topic: 'phone',
          gone: ['+436641234567'],
          came: [{ value: '+43664999888', label: 'work' }],
        },
      ]),
    ).toEqual({
      gone: ['TEL;TYPE=CELL,VOICE:0664 123 45 67'],
      came: ['TEL;TYPE=CELL,VOICE:+43664999888'],
    });
  });

  test('takes another address in the place and under the label of the old one, and a further one beside it', () => {
    expect(
      changed([
        {
          topic: 'email',
          gone: ['ida@lanterns.example'],
          came: [
            { value: 'ida@harbour.example', label: 'work' },
            { value: 'ida@home.example', label: 'summer; house' },
          ],
        },
      ]),
    ).toEqual({
      gone: ['item1.EMAIL;TYPE=INTERNET:Ida@Lanterns.example'],
      came: [
        'item1.EMAIL;TYPE=INTERNET:ida@harbour.example',
        'item2.EMAIL:ida@home.example',
        'item2.X-ABLabel:summer\\; house',
      ],
    });
  });

  test('loses an address with what its group says of it', () => {
    expect(changed([{ topic: 'email', gone: ['ida@lanterns.example'], came: [] }])).toEqual({
      gone: ['item1.EMAIL;TYPE=INTERNET:Ida@Lanterns.example', 'item1.X-ABLabel:_$!<Work>!$_'],
      came: [],
    });
  });

  test('is renamed with its prefix, and employed elsewhere', () => {
    expect(
      changed([
        {
          topic: 'name',
          gone: ['ida holm'],
          came: [{ value: { display: 'Ida Berg', given: 'Ida', family: 'Berg' }, label: null }],
        },
        {
          topic: 'affiliation',
          gone: ['lanterns\nbuyer\nlamps harbour'],
          came: [
            {
              value: { companyName: 'Harbour; Lights', title: 'Head', department: '' },
              label: null,
            },
          ],
        },
      ]).came,
    ).toEqual(['FN:Ida Berg', 'N:Berg;Ida;;Dr.;', 'ORG:Harbour\\; Lights', 'TITLE:Head']);
  });

  test('gains and changes web addresses, a birthday and notes in their own lines', () => {
    const from = text.replace(
      'REV:',
      [
        'item7.URL;type=pref:https\\://lanterns.example/a',
        'item7.X-ABLabel:_$!<HomePage>!$_',
        'BDAY;VALUE=date;X-APPLE-OMIT-YEAR=1604:1604-12-24',
        'NOTE:Likes\\, lamps',
        'NOTE:and boats',
        'REV:',
      ].join('\r\n'),
    );
    const { draft } = readCard(from, 'AT')!;
    expect(draft).toMatchObject({ birthday: '--12-24', note: 'Likes, lamps\n\nand boats' });
    const [told] = prepareContacts([{ value: draft!, locator: {} }], 'AT');
    const keyed = (topic: string) =>
      factsThere(told!)
        .filter((fact) => fact.topic === topic)
        .map(({ key }) => key);
    const after = rewrite(
      [
        {
          topic: 'web',
          gone: keyed('web'),
          came: [
            { value: 'https://harbour.example/?a=1,2;b', label: 'homepage' },
            { value: 'https://ida.example', label: 'blog' },
          ],
        },
        {
          topic: 'birthday',
          gone: keyed('birthday'),
          came: [{ value: '1980-12-24', label: null }],
        },
        {
          topic: 'note',
          gone: keyed('note'),
          came: [{ value: 'Likes lamps;\nonly', label: null }],
        },
      ],
      from,
    )!;
    const lines = after.split('\r\n');
    const before = from.split('\r\n');
    expect(lines.filter((line) => !before.includes(line) && !line.startsWith('REV'))).toEqual([
      'item7.URL;type=pref:https://harbour.example/?a=1,2;b',
      'NOTE:Likes lamps\\;\\nonly',
      'item1.URL:https://ida.example'.replace('item1', 'item2'),
      'item2.X-ABLabel:blog',
      'BDAY:1980-12-24',
    ]);
    expect(readCard(after, 'AT')!.draft).toMatchObject({
      birthday: '1980-12-24',
      note: 'Likes lamps;\nonly',
      urls: [{ value: 'https://harbour.example/?a=1,2;b' }, { value: 'https://ida.example' }],
    });
    // Everything is gone again, and nothing else.
    const bare = rewrite(
      (['web', 'birthday', 'note'] as const).map((topic) => {
        const [now] = prepareContacts(
          [{ value: readCard(after, 'AT')!.draft!, locator: {} }],
          'AT',
        );
        const gone = factsThere(now!).flatMap((fact) => (fact.topic === topic ? fact.key : []));
        return { topic, gone, came: [] };
      }),
      after,
    )!;
    const still = (card: string) => card.split('\r\n').filter((line) => !line.startsWith('REV'));
    expect(still(bare)).toEqual(still(text));
  });

  test.each([
    ['3.0', '--02-29', 'BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29'],
    ['4.0', '--02-29', 'BDAY:--0229'],
    ['4.0', '1980-02-29', 'BDAY:19800229'],
  ])('of form %s says the birthday %s in its own way', (version, value, line) => {
    const card = rewrite(
      [{ topic: 'birthday', gone: [], came: [{ value, label: null }] }],
      text.replace('3.0', version),
    )!;
    expect(card.split('\r\n')).toContain(line);
    expect(readCard(card, 'AT')!.draft?.birthday).toBe(value);
  });

  test('that is no card, two of them, or of the oldest form is not touched', () => {
    const change: CardChange[] = [{ topic: 'email', gone: [], came: [] }];
    expect(rewrite(change, 'nothing')).toBeNull();
    expect(rewrite(change, text + text)).toBeNull();
    expect(rewrite(change, text.replace('3.0', '2.1'))).toBeNull();
  });

  property.prop([fc.string({ unit: 'binary', minLength: 1, maxLength: 200 })])(
    'of another’s words on a page or in a note begins no line with them',
    (words) => {
      const card = rewrite(
        (['web', 'note'] as const).map((topic) => ({
          topic,
          gone: [],
          came: [{ value: words, label: words }],
        })),
        emptyCard('one', 'person'),
      );
      const names = card!
        .split('\r\n')
        .filter((line) => !/^[ \t]/.test(line))
        .map((line) => /^(?:item1\.)?[A-Za-z-]*/.exec(line)![0])
        .filter(Boolean);
      const known = ['work', 'home', 'mobile', 'fax', 'pager'].includes(words);
      expect(names).toEqual([
        'BEGIN',
        'VERSION',
        'PRODID',
        'UID',
        ...(known ? ['URL'] : ['item1.URL', 'item1.X-ABLabel']),
        'NOTE',
        'END',
      ]);
    },
  );

  const someText = fc.string({ unit: 'binary', minLength: 1, maxLength: 200 });
  property.prop([someText, someText])(
    'says afterwards what it was told, whatever that was, and nothing else',
    (name, company) => {
      const card = rewrite(
        [
          {
            topic: 'affiliation',
            gone: [],
            came: [{ value: { companyName: company, title: name, department: '' }, label: null }],
          },
        ],
        emptyCard('one', 'person'),
      );
      const lines = card!.split('\r\n').filter((line) => !/^[ \t]/.test(line));
      // Whatever is in a value, it begins no line of its own.
      expect(lines.map((line) => /^[A-Z-]*/.exec(line)![0]).filter(Boolean)).toEqual([
        'BEGIN',
        'VERSION',
        'PRODID',
        'UID',
        'ORG',
        'TITLE',
        'END',
      ]);
    },
  );

  property.prop([fc.string({ unit: 'binary' })])('however broken, is read to its end', (broken) => {
    rewrite([{ topic: 'phone', gone: ['x'], came: [{ value: '1', label: null }] }], broken);
    readCard(`BEGIN:VCARD\r\nVERSION:3.0\r\n${broken}`, 'AT');
  });
});
