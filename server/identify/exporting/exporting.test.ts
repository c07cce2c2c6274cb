import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PartyRow, PartyView } from '../../../shared/identify/parties.ts';
import { awkward } from '../../boundary/awkward.ts';
import { bring } from '../../interact/importing/testing.ts';
import { rowsOf } from '../../platform/import/delimited.ts';
import {
  addColleague,
  addWorkspace,
  type Colleague,
  type Company,
  openCompany,
} from '../../testing/company.ts';

let company: Company;
const ids = { anna: '', kettle: '', secret: '' };

beforeAll(async () => {
  company = await openCompany();
  const { olga, nora } = company;
  const add = async (path: string, body: object, who = olga) => {
    const reply = await who.post(path, body);
    expect(reply.status, reply.text).toBe(201);
    return reply.body.id;
  };
  const state = async (id: string, topic: string, value: unknown, label?: string) => {
    const { body } = await olga.get<PartyView>(`people/${id}`);
    const stated = { topic, value, ...(label ? { label } : {}), version: body.version };
    const reply = await olga.post(`people/${id}/statements`, stated);
    expect(reply.status, reply.text).toBe(201);
  };
  ids.kettle = await add('companies', { name: 'Huber GmbH', web: ['https://huber.example'] });
  await add('companies', { name: 'Huber GmbH', phones: ['+43 1 5130'] });
  ids.anna = await add('people', {
    name: 'Dr. Anna Gruber',
    emails: ['anna@huber.example', 'info@huber.example'],
    phones: ['+43 316 123456', '0664 12'],
    affiliation: {
      companyId: ids.kettle,
      companyName: 'Huber GmbH',
      title: 'Buyer',
      department: 'Wood',
      from: '2021-03-01',
      to: '2023-12-31',
    },
    roles: [
      { role: 'customer', from: '2010-01-01', to: '2012-12-31' },
      { role: 'customer', from: '2020-01-01' },
      { role: 'godmother' },
    ],
    addresses: [
      { street: 'Gasse 1\nHof', locality: 'Graz', postalCode: '8010', country: 'AT' },
      { text: 'behind the church, Weiz' },
    ],
    web: ['https://gruber.example/anna?a=1'],
    note: '=1+1 she says;\n"quoted", and\n- a list',
  });
  await state(ids.anna, 'affiliation', { companyName: 'Sägewerk, Söhne & Co', from: '2024-01-01' });
  await state(ids.anna, 'birthday', '--04-03');
  await state(ids.anna, 'tag', 'Oak, beech; ash');
  await state(ids.anna, 'tag', '-5');
  await state(ids.anna, 'extra', '+49 (0) 30', 'Fax of the Hof');
  await state(ids.anna, 'email', 'anna@home.example', 'Summer house');
  await state(ids.anna, 'note', 'A second note.');
  await add('people', { phones: ['+43 664 1234567'] });
  for (const text of awkward) await olga.post('people', { name: text.slice(0, 400) });
  ids.secret = await add('people', { name: 'Quirin Geheim', visibility: 'private' }, nora);
});
afterAll(() => company.close());

async function everybody(who: Colleague, home: 'people' | 'companies') {
  const views: PartyView[] = [];
  let cursor: string | null = null;
  do {
    const { body }: { body: { rows: PartyRow[]; next: string | null } } = await who.get(
      `${home}?limit=200${cursor ? `&cursor=${cursor}` : ''}`,
    );
    for (const { id } of body.rows) views.push((await who.get<PartyView>(`${home}/${id}`)).body);
    cursor = body.next;
  } while (cursor);
  return views;
}

/** What a record says, without what is only true of one installation. */
const told = ({ name, statements }: PartyView) => {
  const facts = statements.map(({ topic, value, label }) => ({
    topic,
    label,
    value: typeof value === 'string' ? value : withoutIds(value as object),
  }));
  // Values of different topics have no order among each other.
  return { name, facts: facts.toSorted((one, other) => one.topic.localeCompare(other.topic)) };
};
const withoutIds = (value: object) =>
  Object.fromEntries(
    Object.entries(value).filter(([key, part]) => key !== 'companyId' && part !== ''),
  );
const sorted = (views: PartyView[]) => views.map((view) => JSON.stringify(told(view))).sort();

const download = async (who: Colleague, path: string) => {
  const response = await who.open('GET', path);
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
};

describe('what was exported and is brought into an empty company', () => {
  test.each(['csv', 'xlsx', 'ndjson', 'vcard', 'vcard3'])(
    'as %s is what it was, value by value',
    async (format) => {
      const workspace = await addWorkspace(company.installation, `Copy ${format}`);
      const oleg = await addColleague(company.installation, workspace, `Oleg${format}`, 'owner');
      const { olga } = company;
      const ending = { csv: 'csv', xlsx: 'xlsx', ndjson: 'ndjson' }[format] ?? 'vcf';
      const view = await bring(company, oleg, {
        [`people.${ending}`]: await download(olga, `people/export?format=${format}`),
        [`companies.${ending}`]: await download(olga, `companies/export?format=${format}`),
      });
      expect(view.error).toBeNull();
      const { body } = await oleg.get(`imports/${view.id}/problems`);
      expect(body).toMatchObject({ rows: [] });
      for (const home of ['people', 'companies'] as const) {
        const [mine, copies] = [await everybody(olga, home), await everybody(oleg, home)];
        expect(sorted(copies)).toEqual(sorted(mine));
      }
      const anna = (await everybody(oleg, 'people')).find(({ name }) => name === 'Dr. Anna Gruber');
      expect(
        anna?.affiliations.map(({ companyName, from, to }) => [companyName, from, to]),
      ).toEqual(
        expect.arrayContaining([
          ['Huber GmbH', '2021-03-01', '2023-12-31'],
          ['Sägewerk, Söhne & Co', '2024-01-01', null],
        ]),
      );
      expect(anna?.roles).toEqual(['customer', 'godmother']);
    },
  );

  test('and brought into the same one, it is known already', async () => {
    const { olga } = company;
    const before = sorted(await everybody(olga, 'people'));
    const view = await bring(company, olga, {
      'people.csv': await download(olga, 'people/export?format=csv'),
    });
    expect(view.counts).toMatchObject({ people: 0, statements: 0 });
    expect(sorted(await everybody(olga, 'people'))).toEqual(before);
  });
});

describe('a table of chosen columns', () => {
  const tableOf = async (who: Colleague, query: string) => {
    const text = new TextDecoder().decode(await download(who, `people/export?${query}`));
    const delimiter = query.includes('semicolon') ? ';' : ',';
    return [...rowsOf(text, { delimiter, quote: '"', escapeMark: '"' })].map(({ cells }) => cells);
  };

  test('has the rows and the order of the list, under the reader’s own words', async () => {
    const columns = JSON.stringify([
      { field: 'name', heading: 'Name' },
      { field: 'companyName', heading: 'Firma' },
      { field: 'role', heading: 'Rolle', words: { customer: 'Kunde' } },
      { field: 'owner', heading: 'Zuständig' },
    ]);
    const filter = JSON.stringify(['name', 'contains', 'gruber']);
    const query = new URLSearchParams({ format: 'csv', columns, filter, delimiter: 'semicolon' });
    expect(await tableOf(company.olga, query.toString())).toEqual([
      ['Name', 'Firma', 'Rolle', 'Zuständig'],
      ['Dr. Anna Gruber', 'Sägewerk, Söhne & Co', 'Kunde; godmother', 'Olga'],
    ]);
  });

  test('holds more than one page, each row once', async () => {
    const names = Array.from({ length: 1_100 }, (_, at) => `Guest ${at}`);
    const table = new TextEncoder().encode(`Name\n${names.join('\n')}\n`);
    await bring(company, company.olga, { 'guests.csv': table });
    const filter = encodeURIComponent(JSON.stringify(['name', 'contains', 'guest']));
    const rows = await tableOf(
      company.olga,
      `format=csv&columns=name&sort=-created&filter=${filter}`,
    );
    expect(rows.slice(1).flat().sort()).toEqual(names.toSorted());
  });

  test('can be of records chosen one by one', async () => {
    const rows = await tableOf(
      company.olga,
      `format=csv&columns=name&ids=${ids.anna},${ids.secret},${ids.kettle}`,
    );
    expect(rows).toEqual([['name'], ['Dr. Anna Gruber']]);
  });

  test('can be of all that a filter leaves but a few', async () => {
    const filter = encodeURIComponent(JSON.stringify(['name', 'contains', 'guest']));
    const asked = `format=csv&filter=${filter}&zone=Europe/Vienna`;
    const { body } = await company.olga.get<{ rows: { id: string; name: string }[] }>(
      `people?filter=${filter}&limit=2`,
    );
    const except = body.rows.map(({ id }) => id).join(',');
    for (const columns of ['&columns=name', '']) {
      const rows = await tableOf(company.olga, `${asked}${columns}&except=${except}`);
      expect(rows).toHaveLength(1 + 1_100 - 2);
      for (const { name } of body.rows) expect(rows.flat()).not.toContain(name);
    }
  });

  test('is refused with a sentence where it cannot be made', async () => {
    const ask = (query: string) => company.olga.get(`people/export?${query}`);
    expect(await ask('format=csv&columns=shoes')).toMatchObject({
      status: 400,
      body: { code: 'export.unusable-column' },
    });
    expect(await ask('format=vcard&columns=name')).toMatchObject({
      status: 400,
      body: { code: 'export.no-table' },
    });
    expect(await ask('format=csv&sort=shoes')).toMatchObject({ status: 400 });
    expect(await ask('format=pdf')).toMatchObject({ status: 400 });
  });
});

describe('whoever may not see somebody', () => {
  test.each(['csv', 'ndjson', 'vcard', 'xlsx'])(
    'does not find them in %s, nor counted',
    async (format) => {
      const { nora, olga, otto } = company;
      const count = async (who: Colleague) => {
        const bytes = await download(who, `people/export?format=${format}`);
        if (format !== 'xlsx') {
          const found = new TextDecoder().decode(bytes).includes('Quirin Geheim');
          expect(found).toBe(who === nora);
        }
        const [event] = await company.sql<{ particulars: { rows: number } }>(
          `select particulars from events where subject = 'export' and actor_id = $1 order by id desc limit 1`,
          [who.id],
        );
        return event?.particulars.rows;
      };
      expect(await count(nora)).toBe((await count(olga))! + 1);
      expect(await count(otto)).toBe(0);
    },
  );
});

test('the stream says who exported what and how many, also when it was broken off', async () => {
  const { rita } = company;
  const filter = encodeURIComponent(JSON.stringify(['city', 'is', 'Graz']));
  await download(rita, `people/export?format=csv&filter=${filter}`);
  const { body } = await company.olga.get<{ rows: Record<string, unknown>[] }>('events?limit=1');
  expect(body.rows[0]).toMatchObject({
    actorName: 'Rita',
    subject: 'export',
    verb: 'exported',
    particulars: { of: 'person', format: 'csv', filteredBy: ['city'], rows: 1, complete: true },
  });
  const response = await rita.open('GET', 'people/export?format=ndjson');
  const reader = response.body!.getReader();
  await reader.read();
  await reader.cancel();
  await expect
    .poll(async () => {
      const { body: later } = await company.olga.get<{ rows: Record<string, unknown>[] }>(
        'events?limit=1',
      );
      return later.rows[0]?.particulars;
    })
    .toMatchObject({ format: 'ndjson', complete: false });
});
