import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import type { ExportedRecord } from '../../../shared/identify/exporting/record.ts';
import { awkwardText, records } from '../../../shared/identify/exporting/testing.ts';
import { type CardVersion, cardOf } from '../../../shared/identify/exporting/vcard.ts';
import { awkward } from '../../boundary/awkward.ts';
import { read } from './vcard.reader.ts';

/** Through a file, as an import reads it. */
async function through(records: readonly ExportedRecord[], version: CardVersion) {
  const folder = await mkdtemp(path.join(tmpdir(), 'own-card-'));
  const file = path.join(folder, 'contacts.vcf');
  await writeFile(file, records.map((record) => cardOf(record, version)).join(''));
  const items = [];
  const problems = [];
  for await (const batch of read(file, {}, null)) {
    items.push(...batch.items.map(({ value }) => value));
    problems.push(...batch.problems);
  }
  await rm(folder, { recursive: true });
  return { items, problems };
}

const byTopic = (facts: ExportedRecord['facts'] = []) =>
  Object.groupBy(
    facts.map(({ value, ...fact }) => ({ ...fact, value: withoutEmpty(value) })),
    ({ topic }) => topic,
  );
/** A part that is not told and one that is empty say the same. */
const withoutEmpty = (value: unknown) =>
  typeof value === 'string'
    ? value
    : Object.fromEntries(Object.entries(value as object).filter(([, part]) => part !== ''));

const someRecords = records(awkwardText(awkward.filter((text) => !text.includes('\0'))));
for (const version of ['4.0', '3.0'] as const) {
  property.prop([someRecords, someRecords], { numRuns: 150 })(
    `every value of a record comes back from a card of version ${version}`,
    async (one, other) => {
      const { items, problems } = await through([one, other], version);
      expect(problems).toEqual([]);
      expect(items.map(({ uid, kind, exact }) => ({ uid, kind, facts: byTopic(exact) }))).toEqual(
        [one, other].map(({ id, kind, facts }) => ({ uid: id, kind, facts: byTopic(facts) })),
      );
    },
  );
}

const anna: ExportedRecord = {
  id: '01890000-0000-7000-8000-000000000001',
  kind: 'person',
  facts: [
    {
      topic: 'name',
      value: { display: 'Anna Gruber', given: 'Anna', family: 'Gruber' },
      label: null,
    },
    { topic: 'email', value: 'anna@kettle.example', label: 'work' },
    { topic: 'phone', value: '+43316123456', label: 'mobile' },
    { topic: 'phone', value: '+43316123457', label: 'Stall' },
    { topic: 'birthday', value: '--04-03', label: null },
    {
      topic: 'affiliation',
      value: { companyId: '', companyName: 'Kettle; & Sons', title: 'Buyer', department: '' },
      label: null,
    },
    { topic: 'tag', value: 'Oak, beech', label: null },
  ],
};

test('other programs find what they know in it', () => {
  const lines = cardOf(anna).split('\r\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'FN:Anna Gruber',
      'N:Gruber;Anna;;;',
      'EMAIL;TYPE=work:anna@kettle.example',
      'TEL;TYPE=cell:+43316123456',
      'item1.TEL:+43316123457',
      'item1.X-ABLabel:Stall',
      'BDAY:--0403',
      'ORG;X-RAPPORT-COPY=1:Kettle\\; & Sons',
      'TITLE;X-RAPPORT-COPY=1:Buyer',
      'CATEGORIES;X-RAPPORT-COPY=1:Oak\\, beech',
    ]),
  );
  expect(cardOf(anna, '3.0')).toContain('BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-03');
});

test('no line is longer than 75 octets, and no letter is cut', () => {
  const long = {
    ...anna,
    facts: [{ topic: 'note' as const, value: 'Größe äöü '.repeat(60).trim(), label: null }],
  };
  const lines = cardOf(long).split('\r\n');
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(76);
  expect(cardOf(long)).not.toContain('\ufffd');
});

test('a card that another program has written anew is read like any other', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'own-card-'));
  const file = path.join(folder, 'contacts.vcf');
  await writeFile(file, cardOf(anna).replace(/PRODID.*\r\n/, 'PRODID:-//Other//EN\r\n'));
  for await (const { items } of read(file, {}, null)) {
    expect(items[0]?.value).toMatchObject({ name: 'Anna Gruber', affiliation: { title: 'Buyer' } });
    expect(items[0]?.value.exact).toBeUndefined();
  }
  await rm(folder, { recursive: true });
});
