import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test as property } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { amountsIn } from '../../../shared/interact/papers/amounts.ts';
import { daysIn } from '../../../shared/interact/papers/days.ts';
import { offerSeries, readOffer } from '../../../shared/interact/papers/offers.ts';
import { zip } from '../../platform/import/zip-made-by-hand.ts';
import { closeWorkers } from '../../platform/workers/calls.ts';
import { labelled } from './labelled.ts';
import { docx, pdf } from './made-by-hand.ts';
import { formatOf, paperText } from './papers.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'papers-'));
});
afterAll(async () => {
  await closeWorkers();
  await rm(folder, { recursive: true });
});

const sentOn = Temporal.PlainDate.from('2026-06-01');
const read = (lines: string[], fileName = 'Angebot.pdf') =>
  readOffer({ fileName, lines }, { monthFirst: false, sentOn });

let count = 0;
async function textOf(name: string, content: Uint8Array) {
  const path = join(folder, String(++count));
  await writeFile(path, content);
  return paperText(path, formatOf(name, '')!);
}

describe('what a sent file offers', () => {
  test(`is read right in ${labelled.length} documents, and where two totals compete nobody guesses`, async () => {
    const wrong: object[] = [];
    const counts = { right: 0, asks: 0, missed: 0, wrong: 0, silentRightly: 0 };
    for (const { name, content, offer } of labelled) {
      const text = await textOf(name, content);
      const lines = 'lines' in text ? text.lines : [];
      const monthFirst = name === 'estimate.pdf';
      const found = readOffer({ fileName: name, lines }, { monthFirst, sentOn });
      const said = found && {
        totals: found.totals.map(({ amount, currency }) => [amount, currency]),
        tax: found.tax,
        until: found.validUntil?.toString() ?? null,
        number: found.number,
      };
      if (JSON.stringify(said) === JSON.stringify(offer)) {
        if (!offer) counts.silentRightly++;
        else if (offer.totals.length > 1) counts.asks++;
        else counts.right++;
      } else {
        if (!said) counts.missed++;
        else counts.wrong++;
        wrong.push({ name, said, offer });
      }
    }
    expect(wrong).toEqual([]);
    expect(counts).toEqual({ right: 19, asks: 2, missed: 0, wrong: 0, silentRightly: 15 });
  });

  test('is told to be with tax or without, as the paper says', () => {
    expect(read(['Angebot 5', 'Summe netto 100,00 €'])).toMatchObject({ tax: 'net' });
    expect(read(['Angebot 5', 'Gesamt inkl. USt 120,00 €'])).toMatchObject({ tax: 'gross' });
    expect(read(['Angebot 5', 'Gesamt 120,00 €'])).toMatchObject({ tax: null });
  });

  test('has no total where the currency is not known', () => {
    expect(read(['Angebot 5', 'Gesamt 120,00'])).toBeNull();
  });

  test('is the same offer in another version under a number with a mark, or under the same title', () => {
    const series = (number: string, what = 'Lamps') => offerSeries({ number, what });
    expect(series('2026-014 v2')).toBe(series('2026-014'));
    expect(series('AN-88 Rev. 3')).toBe(series('an-88'));
    expect(series('2026-015')).not.toBe(series('2026-014'));
    expect(series('', 'Lamps ')).toBe(series('', 'lamps'));
    expect(series('', 'Lamps')).not.toBe(series('', 'Boilers'));
  });
});

describe('amounts and days', () => {
  test('are read as both languages write them', () => {
    const values = (text: string) =>
      amountsIn(text).map(({ value, currency }) => [value, currency]);
    expect(values("1.234,56 € 1,234.56 USD CHF 1'234.50 € 4.800,- 12 000,00 EUR")).toEqual([
      [1234.56, 'EUR'],
      [1234.56, 'USD'],
      [1234.5, 'CHF'],
      [4800, 'EUR'],
      [12_000, 'EUR'],
    ]);
    expect(values('20 % USt')).toEqual([]);
    const days = (text: string) => daysIn(text, false).map(({ day }) => day.toString());
    expect(days('30.06.2026, 30. Juni 2026, June 30, 2026, 2026-06-30, 30/06/2026')).toEqual(
      Array.from({ length: 5 }, () => '2026-06-30'),
    );
    expect(days('31.02.2026')).toEqual([]);
  });

  property.prop([
    fc.integer({ min: 1, max: 99_999_999 }),
    fc.constantFrom('de-DE', 'en-GB', 'de-CH'),
  ])('an amount is read back as it was written', (amount, locale) => {
    const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' });
    expect(amountsIn(`Summe ${money.format(amount / 100)}`)).toMatchObject([
      { value: amount / 100, currency: 'EUR' },
    ]);
  });

  property.prop([fc.array(fc.string({ maxLength: 80 }), { maxLength: 30 }), fc.string()])(
    'whatever stands in a file, reading it ends',
    (lines, fileName) => {
      readOffer({ fileName, lines: ['Angebot 1', ...lines] }, { monthFirst: false, sentOn });
    },
  );
});

describe('a hostile or damaged file is contained', () => {
  test.each([
    ['noise.pdf', Buffer.from('this is no PDF at all'), 'damaged'],
    ['cut.pdf', pdf(['Angebot 1', 'Gesamt 5,00 €']).subarray(0, 200), 'damaged'],
    ['noise.docx', Buffer.from('PK\x03\x04 broken'), 'damaged'],
    ['empty.docx', zip([{ name: 'other.xml', content: '<a/>' }]), 'damaged'],
    ['empty.pdf', pdf([]), 'picture'],
    [
      'locked.pdf',
      pdf(['Angebot'], {
        extra: `/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -1 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >> /ID [<41> <41>] `,
      }),
      'password',
    ],
    [
      'bomb.docx',
      zip([{ name: 'word/document.xml', content: `<w:document>${'<w:p/>'.repeat(5_000_000)}` }]),
      // On a busy machine time may run out first.
      expect.stringMatching(/^(?:large|long)$/),
    ],
  ])('%s', async (name, content, unread) => {
    expect(await textOf(name, content)).toEqual({ unread });
  });

  test('entities of its own stay what they are, and long texts are read as far as anybody would', async () => {
    const bomb = docx([
      'Angebot &lol;',
      ...Array.from({ length: 9_000 }, (_, at) => `Zeile ${at}`),
    ]);
    const text = await textOf('long.docx', bomb);
    expect('lines' in text && text.lines.length).toBe(4_000);
  });

  test('of a thousand pages the first ones are read', async () => {
    const many = pdf(
      Array.from({ length: 40 * 200 }, (_, at) => `Angebot ${at} Gesamt ${at},00 €`),
    );
    const text = await textOf('many.pdf', many);
    expect('unread' in text ? text.unread : text.lines.length).toBe(1_200);
  });
});
