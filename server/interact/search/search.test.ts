import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SearchHit } from '../../../shared/interact/search.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { bring, letter } from '../importing/testing.ts';

let company: Company;
let olga: Colleague;

beforeAll(async () => {
  company = await openCompany();
  ({ olga } = company);
  await olga.post('people', {
    name: 'Jürgen Grünwald',
    emails: ['juergen@lanterns.example'],
    phones: ['+43 660 1234567'],
    affiliation: { companyName: 'Laternen Grünwald GmbH', title: 'Owner' },
  });
  await olga.post('people', { name: 'Zoë Marchetti', emails: ['zoe@ropes.example'] });
  await bring(company, olga, {
    'a.eml': letter({
      from: 'Zoë Marchetti <zoe@ropes.example>',
      to: 'olga@kettle.example',
      subject: 'Lieferschein für die Kupferkessel',
      text: 'The delivery leaves Trieste on Monday.',
    }),
  });
});
afterAll(() => company.close());

const found = async (who: Colleague, q: string) => {
  const { body } = await who.get<{ hits: SearchHit[] }>(`search?q=${encodeURIComponent(q)}`);
  return body.hits.map(({ title }) => title);
};

test.each([
  ['without its accents', 'jurgen'],
  ['by a part in the middle of the name', 'rünwal'],
  ['by a part of the address', 'lanterns.exa'],
  ['by the company', 'laternen'],
  ['by digits of the number as dialled at home', '0660 123'],
  ['by digits from its middle', '12345'],
  ['by two letters the family name begins with', 'gr'],
  ['though a letter is wrong', 'gruenwald jurgen'],
])('a person is found %s', async (_, q) => {
  expect(await found(olga, q)).toContain('Jürgen Grünwald');
});

test('a misspelt name still finds its bearer', async () => {
  expect(await found(olga, 'marcheti')).toContain('Zoë Marchetti');
  expect(await found(olga, 'marchettti')).toContain('Zoë Marchetti');
});

test.each(['lieferschein', 'kupfer', 'trieste', 'kessel'])('a mail is found by "%s"', async (q) => {
  expect(await found(olga, q)).toContain('Lieferschein für die Kupferkessel');
});

test.each(['leiferschein', 'kupferkesel', 'liefershein kupfer'])(
  'a mail is found by the misspelt "%s"',
  async (q) => {
    expect(await found(olga, q)).toContain('Lieferschein für die Kupferkessel');
    expect(await found(company.otto, q)).toEqual([]);
  },
);

test('a mail leads to the timeline it stands on', async () => {
  const { body } = await olga.get<{ hits: SearchHit[] }>('search?q=trieste');
  expect(body.hits[0]).toMatchObject({ kind: 'activity', partyKind: 'person' });
});

test('nobody finds what they may not see', async () => {
  await olga.post('people', { name: 'Quirin Geheim', visibility: 'private' });
  expect(await found(olga, 'geheim')).toEqual(['Quirin Geheim']);
  expect(await found(company.mara, 'geheim')).toEqual([]);
  expect(await found(company.otto, 'grünwald')).toEqual([]);
});

test('signs that mean something to the database are letters like any others', async () => {
  for (const q of ['%', '_', "'", '\\', 'a:* & !b', '"', '100%']) {
    expect((await olga.get(`search?q=${encodeURIComponent(q)}`)).status).toBe(200);
  }
});
