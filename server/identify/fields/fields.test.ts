import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FieldInput, OwnField } from '../../../shared/identify/fields.ts';
import type { PartyRow, PartyView } from '../../../shared/identify/parties.ts';
import type { EntityView } from '../../../shared/platform/catalog.ts';
import type { Filter } from '../../../shared/platform/filters.ts';
import { bring, takeBack } from '../../interact/importing/testing.ts';
import type { EventView } from '../../platform/events/history.ts';
import { findBreaches } from '../../platform/invariants.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { partyInvariants } from '../invariants.ts';

let company: Company;
let olga: Colleague;
let max: Colleague;
beforeAll(async () => {
  company = await openCompany();
  ({ olga, max } = company);
});
afterAll(() => company.close());

const fields = async (who: Colleague = olga) =>
  (await who.get<{ rows: OwnField[] }>('fields?show=all')).body.rows;

async function define(input: Partial<FieldInput> & Pick<FieldInput, 'label' | 'type'>) {
  const { body, status } = await olga.post('fields', { kind: 'person', ...input });
  expect({ status, body }).toMatchObject({ status: 201 });
  return (await fields()).find(({ id }) => id === body.id)!;
}

async function add(name: string, values: Record<string, unknown> = {}, more: object = {}) {
  const { body, status } = await olga.post('people', { name, values, ...more });
  expect({ status, body }).toMatchObject({ status: 201 });
  return body.id;
}

const read = async (id: string, who: Colleague = olga) =>
  (await who.get<PartyView>(`people/${id}`)).body;

async function give(who: Colleague, id: string, field: string, value: unknown) {
  const { version } = await read(id);
  return who.post<{ event: string; detail?: string }>(`people/${id}/statements`, {
    topic: 'field',
    field,
    value,
    version,
  });
}

async function list(who: Colleague, { filter, sort = 'name' }: { filter?: Filter; sort?: string }) {
  const query = new URLSearchParams({ sort, limit: '200' });
  if (filter) query.set('filter', JSON.stringify(filter));
  return who.get<{ rows: PartyRow[]; detail?: string }>(`people?${query}`);
}
const names = async (who: Colleague, filter: Filter, sort?: string) =>
  (await list(who, { filter, ...(sort ? { sort } : {}) })).body.rows.map(({ name }) => name);

const choices = [
  { key: 'gold', label: 'Gold' },
  { key: 'silver', label: 'Silver' },
];

test('a field of every type keeps its value on the record, in the list and through a filter', async () => {
  const values: Record<string, { type: FieldInput['type']; value: unknown; settings?: object }> = {
    motto: { type: 'text', value: 'Ahoi, “Österreich”' },
    story: { type: 'longText', value: 'First line\nSecond line' },
    blog: { type: 'web', value: 'https://blog.example/' },
    visits: { type: 'number', value: 12.5, settings: { decimals: 1 } },
    budget: {
      type: 'money',
      value: { amount: 123_456, currency: 'EUR' },
      settings: { currency: 'EUR' },
    },
    renewal: { type: 'date', value: '2027-03-01' },
    barista: { type: 'boolean', value: false },
    rank: { type: 'choice', value: 'silver', settings: { choices } },
    ranks: { type: 'choices', value: ['gold', 'silver'], settings: { choices } },
    sponsor: { type: 'user', value: olga.id },
  };
  for (const [label, { type, settings }] of Object.entries(values)) {
    await define({ label, type, settings: settings ?? {} });
  }
  const friend = await add('Friend of All Types');
  await define({ label: 'friend', type: 'person' });
  const given = Object.fromEntries(
    Object.entries(values).map(([name, { value }]) => [name, value]),
  );
  await add('All Types', { ...given, friend });

  const shown = { ...given, friend: { id: friend, name: 'Friend of All Types' } };
  const [row] = (await list(olga, { filter: ['name', 'is', 'All Types'] })).body.rows;
  expect(row?.values).toEqual(shown);
  const conditions: Filter[] = [
    ['motto', 'is', 'Ahoi, “Österreich”'],
    ['motto', 'starts with', 'ahoi, "ö'.slice(0, 5)],
    ['motto', 'contains', 'osterr'],
    ['story', 'contains', 'second'],
    ['blog', 'contains', 'blog.exa'],
    ['visits', 'is', 12.5],
    ['visits', 'at least', 12.4],
    ['budget', 'at most', 123_456],
    ['renewal', 'after', '2027-02-28'],
    ['barista', 'is', false],
    ['rank', 'one of', ['silver']],
    ['ranks', 'is', 'gold'],
    ['sponsor', 'is', olga.id],
    ['friend', 'is', friend],
  ];
  for (const condition of conditions) {
    expect([condition, await names(olga, condition)]).toEqual([condition, ['All Types']]);
    const field = String((condition as unknown[])[0]);
    expect(await names(olga, { not: condition })).not.toContain('All Types');
    expect(await names(olga, [field, 'empty'])).not.toContain('All Types');
    expect(await names(olga, [field, 'empty'])).toContain('Friend of All Types');
  }
});

test('a list stands in the order of an own field, page by page, whoever has no value last', async () => {
  await define({ label: 'Score', type: 'number' });
  for (const [name, score] of [
    ['S Ten', 10],
    ['S Two', 2],
    ['S Five', 5],
    ['S Minus', -3],
  ] as const) {
    await add(name, { score });
  }
  for (const name of ['S None A', 'S None B', 'S None C']) await add(name);
  for (const [sort, order] of [
    ['score', ['S Minus', 'S Two', 'S Five', 'S Ten']],
    ['-score', ['S Ten', 'S Five', 'S Two', 'S Minus']],
  ] as const) {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query = new URLSearchParams({ sort, limit: '2', filter: '["name","contains","S "]' });
      if (cursor) query.set('cursor', cursor);
      const { body } = await olga.get<{ rows: PartyRow[]; next: string | null }>(`people?${query}`);
      seen.push(...body.rows.map(({ name }) => name).filter((name) => /^S [TFMN]/.test(name)));
      cursor = body.next;
    } while (cursor);
    expect(seen.slice(0, 4)).toEqual(order);
    expect(seen.slice(4).sort()).toEqual(['S None A', 'S None B', 'S None C']);
  }
});

test('a value says who told it, is changed and taken back, and leaves the search with its record', async () => {
  const { id: field } = await define({ label: 'Favourite cup', type: 'text' });
  const id = await add('Cup Owner');
  const { body } = await give(olga, id, 'favouriteCup', 'Zwiebelmuster');
  const [statement] = (await read(id)).statements.filter(({ fieldId }) => fieldId === field);
  expect(statement).toMatchObject({ topic: 'field', value: 'Zwiebelmuster', basis: 'told' });
  await give(olga, id, 'favouriteCup', 'Indisch Blau');
  expect((await read(id)).statements.filter(({ fieldId }) => fieldId === field)).toHaveLength(1);
  expect(await names(olga, ['favouriteCup', 'is', 'Zwiebelmuster'])).toEqual([]);
  const { rows } = (await olga.get<{ rows: EventView[] }>(`events?subject=${id}`)).body;
  expect(rows[0]).toMatchObject({
    before: { field: 'Zwiebelmuster' },
    after: { field: 'Indisch Blau' },
  });
  await olga.post(`events/${rows[0]!.id}/undo`);
  expect(await names(olga, ['favouriteCup', 'is', 'Zwiebelmuster'])).toEqual(['Cup Owner']);
  expect(body.event).toBeTruthy();

  const { version } = await read(id);
  await olga.delete(`people/${id}?version=${String(version)}`);
  expect(await names(olga, ['favouriteCup', 'is', 'Zwiebelmuster'])).toEqual([]);
  await olga.post(`people/${id}/restoration`);
  expect(await names(olga, ['favouriteCup', 'is', 'Zwiebelmuster'])).toEqual(['Cup Owner']);
});

test('a field refuses what it cannot hold, says what it wants, and keeps what it had', async () => {
  await define({ label: 'Cups a day', type: 'number', settings: { least: 0, most: 20 } });
  await define({ label: 'Signed', type: 'date' });
  await define({ label: 'Grade', type: 'choice', settings: { choices } });
  const id = await add('Strict Person', { cupsADay: 3 });
  for (const [field, value, says] of [
    ['cupsADay', 21, /at most 20/],
    ['cupsADay', -1, /at least 0/],
    ['cupsADay', 1.5, /whole numbers/],
    ['cupsADay', '3', /a number/],
    ['signed', '2026-02-30', /date like/],
    ['signed', 'tomorrow', /date like/],
    ['grade', 'bronze', /gold, silver/],
    ['unheardOf', 1, /no field "unheardOf"/],
  ] as const) {
    const { status, body } = await give(olga, id, field, value);
    expect([field, value, status]).toEqual([field, value, 422]);
    expect(body.detail).toMatch(says);
  }
  expect(
    (await list(olga, { filter: ['name', 'is', 'Strict Person'] })).body.rows[0]?.values,
  ).toEqual({
    cupsADay: 3,
  });
});

test('what a field assumes of everybody is an assumption until somebody says it', async () => {
  const { id: field } = await define({
    label: 'Milk',
    type: 'boolean',
    settings: { default: true },
  });
  const id = await add('Milk Drinker');
  const [assumed] = (await read(id)).statements.filter(({ fieldId }) => fieldId === field);
  expect(assumed).toMatchObject({ value: true, basis: 'assumed', source: { kind: 'default' } });
  const told = await add('No Milk', { milk: false });
  const [said] = (await read(told)).statements.filter(({ fieldId }) => fieldId === field);
  expect(said).toMatchObject({ value: false, basis: 'told' });
  await olga.post(`fields/${field}/retirement`, { version: 1 });
});

test('the search finds people by what a field of the company’s own says of them', async () => {
  await define({ label: 'Boat', type: 'text' });
  const id = await add('Sailor', { boat: 'Windspiel zwei' });
  const { body } = await max.get<{ hits: { id: string }[] }>('search?q=windspi');
  expect(body.hits.map((hit) => hit.id)).toEqual([id]);
});

describe('renaming and retiring', () => {
  test('a new label changes nothing that filters, files and programs say', async () => {
    const field = await define({ label: 'Kundennummer', type: 'text' });
    const id = await add('Numbered', { kundennummer: 'K-17' });
    await olga.patch(`fields/${field.id}`, { label: 'Customer number', version: 1 });
    expect(await names(olga, ['kundennummer', 'is', 'K-17'])).toEqual(['Numbered']);
    const { body } = await olga.get<EntityView[]>('catalog');
    const shown = body[0]!.fields.find(({ name }) => name === 'kundennummer');
    expect(shown).toMatchObject({
      label: 'Customer number',
      type: 'text',
      sortable: true,
      editable: true,
    });
    expect((await read(id)).statements.some(({ value }) => value === 'K-17')).toBe(true);
  });

  test('a retired field is nowhere, and comes back with everything it held', async () => {
    const field = await define({ label: 'Hat size', type: 'number' });
    const id = await add('Hatter', { hatSize: 58 });
    const { body: retired } = await olga.post<{ event: string; version: number }>(
      `fields/${field.id}/retirement`,
      { version: 1 },
    );
    expect((await read(id)).statements.some(({ fieldId }) => fieldId === field.id)).toBe(false);
    expect((await list(olga, { filter: ['hatSize', 'is', 58] })).status).toBe(400);
    expect((await give(olga, id, 'hatSize', 60)).status).toBe(422);
    await olga.post(`events/${retired.event}/undo`);
    expect(await names(olga, ['hatSize', 'is', 58])).toEqual(['Hatter']);
  });

  test('a choice is called otherwise and moved; one that is taken away stays with whoever has it', async () => {
    const field = await define({ label: 'Level', type: 'choice', settings: { choices } });
    await add('L Gold', { level: 'gold' });
    await add('L Silver', { level: 'silver' });
    expect(await names(olga, ['level', 'not empty'], 'level')).toEqual(['L Gold', 'L Silver']);
    const { body } = await olga.patch<{ event: string; version: number }>(`fields/${field.id}`, {
      settings: {
        choices: [
          { key: 'platinum', label: 'Platinum' },
          { key: 'silver', label: 'Zinc' },
        ],
      },
      version: 1,
    });
    const now = (await fields()).find(({ id }) => id === field.id)!;
    expect(now.settings.choices).toEqual([
      { key: 'platinum', label: 'Platinum' },
      { key: 'silver', label: 'Zinc' },
      { key: 'gold', label: 'Gold', retired: true },
    ]);
    expect(await names(olga, ['level', 'not empty'], 'level')).toEqual(['L Silver', 'L Gold']);
    await olga.post(`events/${body.event}/undo`);
    expect(await names(olga, ['level', 'not empty'], 'level')).toEqual(['L Gold', 'L Silver']);
  });

  test('two fields cannot be called the same, and an unusable field says why', async () => {
    await define({ label: 'Shoe size', type: 'number' });
    const again = await olga.post<{ detail: string }>('fields', {
      kind: 'person',
      label: 'SHOE  size',
      type: 'text',
    });
    expect(again).toMatchObject({ status: 409 });
    const company = await olga.post('fields', {
      kind: 'company',
      label: 'Shoe size',
      type: 'number',
    });
    expect(company.status).toBe(201);
    for (const broken of [
      { label: 'Empty', type: 'choice', settings: { choices: [] } },
      { label: 'Coins', type: 'money', settings: { currency: 'ZZZ' } },
      { label: 'Range', type: 'number', settings: { least: 5, most: 1 } },
      { label: 'Dear', type: 'person', settings: { default: olga.id } },
      { label: '', type: 'text' },
      { label: 'Odd', type: 'formula' },
    ]) {
      const { status } = await olga.post('fields', { kind: 'person', ...broken });
      expect([broken, status < 500 && status >= 400]).toEqual([broken, true]);
    }
  });
});

describe('who sees and edits a field', () => {
  test('whoever may not see a field finds no trace of it', async () => {
    const field = await define({
      label: 'Secret margin',
      type: 'text',
      seenFrom: 'owner',
      editedFrom: 'owner',
    });
    const id = await add('Watched', { secretMargin: 'Marker-4711' });
    await give(olga, id, 'secretMargin', 'Marker-4712');
    await olga.patch(`people/${id}`, { assignedTo: max.id, version: (await read(id)).version });
    const { body: entities } = await max.get<EntityView[]>('catalog');
    const replies = [
      await max.get(`people/${id}`),
      await max.get('people?limit=200'),
      await max.get(`events?subject=${id}`),
      await max.get('events'),
      await max.get('fields?show=all'),
      await max.get('search?q=Marker-4712'),
      await max.get('catalog'),
    ];
    for (const { text } of replies) {
      expect(text).not.toMatch(/Marker-471|secretMargin|Secret margin/);
      expect(text).not.toContain(field.id);
    }
    expect(entities[0]!.fields.some(({ name }) => name === 'secretMargin')).toBe(false);
    const unknown = await list(max, { filter: ['noSuchField', 'is', 'x'] });
    for (const request of [
      { filter: ['secretMargin', 'is', 'Marker-4712'] as Filter },
      { sort: 'secretMargin' },
    ]) {
      const { status, body } = await list(max, request);
      expect(status).toBe(unknown.status);
      expect(JSON.stringify(body)).not.toContain('Marker');
    }
    expect((await give(max, id, 'secretMargin', 'x')).status).toBe(422);
    expect((await olga.get<PartyView>(`people/${id}`)).text).toContain('Marker-4712');
  });

  test('a colleague who edits what they may leaves the hidden values of the record alone', async () => {
    await define({ label: 'Hidden note', type: 'text', seenFrom: 'owner', editedFrom: 'owner' });
    await define({ label: 'Open note', type: 'text' });
    const id = await add('Shared Person', { hiddenNote: 'H', openNote: 'O' }, {});
    const { version } = await read(id);
    await olga.patch(`people/${id}`, { assignedTo: max.id, version });
    expect((await give(max, id, 'openNote', 'O2')).status).toBe(201);
    expect(await names(olga, ['hiddenNote', 'is', 'H'])).toEqual(['Shared Person']);
    expect(await names(olga, ['openNote', 'is', 'O2'])).toEqual(['Shared Person']);
    const now = await read(id);
    await max.delete(`people/${id}?version=${String(now.version)}`);
    await max.post(`people/${id}/restoration`);
    expect(await names(olga, ['hiddenNote', 'is', 'H'])).toEqual(['Shared Person']);
  });

  test('who sees a field need not be one who edits it', async () => {
    await define({ label: 'Credit line', type: 'number', editedFrom: 'manager' });
    const id = await add('Debtor', { creditLine: 100 });
    const { version } = await read(id);
    await olga.patch(`people/${id}`, { assignedTo: max.id, version });
    expect(await names(max, ['creditLine', 'is', 100])).toEqual(['Debtor']);
    expect((await give(max, id, 'creditLine', 999)).status).toBe(403);
    const { body } = await max.get<EntityView[]>('catalog');
    expect(body[0]!.fields.find(({ name }) => name === 'creditLine')?.editable).toBe(false);
    expect((await olga.post('fields', { kind: 'person', label: 'x', type: 'text' })).status).toBe(
      201,
    );
    expect((await max.post('fields', { kind: 'person', label: 'y', type: 'text' })).status).toBe(
      403,
    );
  });

  test('a field of a team is seen by the team and by owners', async () => {
    const { north } = company.teams;
    await define({ label: 'North only', type: 'text', teamId: north });
    await add('Northern', { northOnly: 'N1' });
    expect(await names(max, ['northOnly', 'is', 'N1'])).toEqual(['Northern']);
    expect((await list(company.nora, { filter: ['northOnly', 'is', 'N1'] })).status).toBe(400);
    expect((await list(company.otto, { filter: ['northOnly', 'is', 'N1'] })).status).toBe(400);
  });

  test('a private person leaves no trace in a field that leads to them', async () => {
    await define({ label: 'Mentor', type: 'person' });
    const { body } = await olga.post('people', { name: 'Private Mentor', visibility: 'private' });
    const id = await add('Mentee', { mentor: body.id });
    expect((await read(id)).statements.find(({ topic }) => topic === 'field')?.value).toMatchObject(
      {
        name: 'Private Mentor',
      },
    );
    for (const reply of [await max.get(`people/${id}`), await max.get('people?limit=200')]) {
      expect(reply.text).not.toContain('Private Mentor');
      expect(reply.text).not.toContain(body.id);
    }
  });
});

describe('bringing files', () => {
  test('a column with the label of a field fills the field, and undoing empties it again', async () => {
    await define({ label: 'Turnover', type: 'money', settings: { currency: 'EUR' } });
    await define({ label: 'Member since', type: 'date' });
    await define({ label: 'Interests', type: 'choices', settings: { choices } });
    await define({ label: 'Looked after by', type: 'user' });
    const file = [
      'Name;Email;Turnover;Member since;Interests;Looked after by;Hair',
      `Ina Import;ina@import.example;1.234,56 €;31.12.2020;Gold, Silver;${olga.name};red`,
      'Ole Import;ole@import.example;plenty;31.12.2020;Bronze;nobody;',
    ].join('\n');
    const { id: importId, counts } = await bring(
      company,
      olga,
      { 'members.csv': file },
      { country: 'DE' },
    );
    expect(counts.people).toBe(2);
    const rows = (await list(olga, { filter: ['name', 'contains', 'Import'] })).body.rows;
    expect(rows.map(({ values }) => values)).toEqual([
      {
        turnover: { amount: 123_456, currency: 'EUR' },
        memberSince: '2020-12-31',
        interests: ['gold', 'silver'],
        lookedAfterBy: olga.id,
      },
      { memberSince: '2020-12-31' },
    ]);
    const ole = await read(rows[1]!.id);
    const extras = ole.statements.filter(({ topic }) => topic === 'extra');
    expect(extras.map(({ label, value }) => [label, value])).toEqual([
      ['Turnover', 'plenty'],
      ['Interests', 'Bronze'],
      ['Looked after by', 'nobody'],
    ]);
    const { body } = await olga.get<{ rows: { message: string }[] }>(
      `imports/${importId}/problems`,
    );
    expect(
      body.rows.some(({ message }) => message.includes('“plenty” is no value of “Turnover”')),
    ).toBe(true);
    await takeBack(company, olga, importId);
    expect(await names(olga, ['memberSince', 'is', '2020-12-31'])).toEqual([]);
  });

  test.each(['csv', 'ndjson', 'vcard', 'vcard3'])(
    'what is exported as %s fills the same fields again',
    async (format) => {
      await define({ label: `Weight ${format}`, type: 'number', settings: { decimals: 3 } });
      const name = `weight${format[0]!.toUpperCase()}${format.slice(1)}`;
      const values = {
        [name]: 1.234,
        budget: { amount: 123_400, currency: 'EUR' },
        ranks: ['gold', 'silver'],
        barista: true,
      };
      const id = await add(`Exported ${format}`, values, { emails: [`${format}@export.example`] });
      const filter = encodeURIComponent(JSON.stringify(['name', 'is', `Exported ${format}`]));
      const { status, text } = await olga.get(`people/export?format=${format}&filter=${filter}`);
      expect(status).toBe(200);
      const { version } = await read(id);
      await olga.delete(`people/${id}?version=${String(version)}`);
      const ending = format.startsWith('vcard') ? 'vcf' : format;
      await bring(company, olga, { [`again.${ending}`]: text });
      const [row] = (await list(olga, { filter: ['name', 'is', `Exported ${format}`] })).body.rows;
      expect(row?.values).toEqual(values);
    },
  );

  test('what a file says of a field that is known otherwise is told, and overwrites nothing', async () => {
    await define({ label: 'Seat', type: 'text' });
    await add('Seated', { seat: 'A1' }, { emails: ['seated@hall.example'] });
    const file = 'Name,Email,Seat\nSeated,seated@hall.example,B2\n';
    const { id: importId } = await bring(company, olga, { 'seats.csv': file });
    expect(await names(olga, ['seat', 'is', 'A1'])).toEqual(['Seated']);
    const { body } = await olga.get<{ rows: { code: string }[] }>(`imports/${importId}/problems`);
    expect(body.rows.map(({ code }) => code)).toContain('contact.known-otherwise');
  });
});

test('after all of this every value is held exactly as it is stated', async () => {
  const findings = await findBreaches(
    company.house.db,
    company.workspaces.kettle,
    partyInvariants,
    { thorough: true },
  );
  expect(findings.filter(({ count }) => count > 0)).toEqual([]);
});
