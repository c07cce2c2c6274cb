import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { FactsView, WhyView } from '../../../shared/understand/facts.ts';
import { bring } from '../../interact/importing/testing.ts';
import { checkInvariants } from '../../invariants.ts';
import { type Caller, type Company, openCompany } from '../../testing/company.ts';

vi.setConfig({ testTimeout: 60_000 });

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(async () => {
  const findings = await checkInvariants(company.house.db, company.workspaces.kettle);
  expect(findings.filter(({ count }) => count > 0)).toEqual([]);
  await company.close();
});

const person = async (name: string, more: object = {}) =>
  (await company.nora.post('people', { name, ...more })).body.id;
const read = async (id: string, caller: Caller = company.nora) =>
  (await caller.get<PartyView>(`people/${id}`)).body;
const facts = async (id: string, caller: Caller = company.nora) =>
  (await caller.get<FactsView>(`facts?party=${id}`)).body;
const state = async (id: string, what: object, caller: Caller = company.nora) => {
  const { version } = await read(id, caller);
  const reply = await caller.post(`people/${id}/statements`, { ...what, version });
  expect(reply.status, reply.text).toBe(201);
  return reply.body.event;
};
const statementOf = async (id: string, topic: string) =>
  (await read(id)).statements.find((one) => one.topic === topic)!;
const factOf = async (id: string, topic: string) =>
  (await facts(id)).rows.find((one) => one.topic === topic)!;
/** As if it had been said so long ago. */
const age = (id: string, days: number) =>
  company.sql(`update statements set stated_at = stated_at - $2 * interval '1 day' where id = $1`, [
    id,
    days,
  ]);

test('a need fades within its nine months, and confirming it is one act', async () => {
  const anna = await person('Anna Fading');
  await state(anna, { topic: 'need', value: { text: 'Quieter machines' }, basis: 'told' });
  expect(await factOf(anna, 'need')).toMatchObject({ credence: 0.95, line: 'known', ring: 'full' });
  const need = await statementOf(anna, 'need');
  await age(need.id, 274);
  expect(await factOf(anna, 'need')).toMatchObject({ line: 'fading', ring: 'empty' });
  const { status, body } = await company.nora.post<{ event: string }>(
    `facts/${need.id}/confirmation`,
    {},
  );
  expect(status).toBe(200);
  expect(await factOf(anna, 'need')).toMatchObject({ credence: 0.95, ring: 'full', records: 2 });
  await company.nora.post(`events/${body.event}/undo`);
  expect(await factOf(anna, 'need')).toMatchObject({ line: 'fading', records: 1 });
});

test('a file and a person who say the same make it surer; the same person twice does not', async () => {
  await bring(company, company.nora, {
    'people.csv': 'Name,Email\nBen Twice,ben@twice.example\n',
  });
  const { rows } = (
    await company.nora.get<{ rows: { id: string }[] }>(
      `people?filter=${encodeURIComponent(JSON.stringify(['name', 'is', 'Ben Twice']))}`,
    )
  ).body;
  const ben = rows[0]!.id;
  const sure = async () => (await factOf(ben, 'email')).credence;
  expect(await sure()).toBe(0.85);
  const confirm = async () =>
    company.nora.post(`facts/${(await statementOf(ben, 'email')).id}/confirmation`, {
      basis: 'told',
    });
  await confirm();
  expect(await sure()).toBeCloseTo(1 - 0.15 * 0.05, 3);
  await confirm();
  expect(await sure()).toBeCloseTo(1 - 0.15 * 0.05, 3);
  expect((await read(ben)).email).toBe('ben@twice.example');
  const why = (await company.nora.get<WhyView>(`facts/${(await statementOf(ben, 'email')).id}/why`))
    .body;
  expect(why.shares.map(({ basis, counts }) => [basis, counts])).toEqual([
    ['seen', true],
    ['told', false],
    ['told', true],
  ]);
});

test('two budgets contradict each other until somebody settles it; the other stays in the history', async () => {
  const cleo = await person('Cleo Conflict');
  const budget = (amount: number) => ({ money: { amount, currency: 'EUR' }, period: 'once' });
  await state(cleo, { topic: 'budget', value: budget(100_000), basis: 'told' });
  await state(cleo, { topic: 'budget', value: budget(250_000), basis: 'third party' });
  const { conflicts } = await facts(cleo);
  expect(conflicts).toMatchObject([{ topic: 'budget' }]);
  expect(conflicts[0]!.statements).toHaveLength(2);
  const [, second] = conflicts[0]!.statements;
  const settled = await company.nora.post(`facts/${second}/settlement`, { basis: 'told' });
  expect(settled.status, settled.text).toBe(200);
  expect((await facts(cleo)).conflicts).toEqual([]);
  const { statements } = await read(cleo);
  expect(statements.filter(({ topic }) => topic === 'budget')).toMatchObject([
    { value: budget(250_000), basis: 'told' },
  ]);
  const kept = await company.sql('select from statements where party_id = $1 and topic = $2', [
    cleo,
    'budget',
  ]);
  expect(kept).toHaveLength(3);
  await company.nora.post(`events/${settled.body.event}/undo`);
  expect((await facts(cleo)).conflicts[0]!.statements).toHaveLength(2);
});

test('a file that calls somebody otherwise overwrites nothing; whoever settles it gives them one name', async () => {
  const dora = await person('Dora Doubt', { emails: ['dora@doubt.example'] });
  await bring(company, company.nora, {
    'people.csv': 'Name,Email\nDorothea Doubt,dora@doubt.example\n',
  });
  expect((await read(dora)).name).toBe('Dora Doubt');
  const { conflicts } = await facts(dora);
  expect(conflicts).toMatchObject([{ topic: 'name' }]);
  const other = (await read(dora)).statements.find(({ label }) => label === 'other')!;
  // Confirming the one leaves the other where it is.
  const one = (await read(dora)).statements.find(({ topic, label }) => topic === 'name' && !label)!;
  await company.nora.post(`facts/${one.id}/confirmation`, { basis: 'told' });
  expect((await facts(dora)).conflicts).toHaveLength(1);
  await company.nora.post(`facts/${other.id}/settlement`, { basis: 'told' });
  expect((await read(dora)).name).toBe('Dorothea Doubt');
  expect((await facts(dora)).conflicts).toEqual([]);
});

test('a merge carries facts over exactly, and taking it back brings each its own', async () => {
  const [one, other] = [await person('Ed One'), await person('Ed Other')];
  await state(one, { topic: 'need', value: { text: 'A van' } });
  await state(other, { topic: 'need', value: { text: 'A van' }, basis: 'third party' });
  await state(other, { topic: 'goal', value: 'Twice the size' });
  const before = [await facts(one), await facts(other)];
  const merge = await company.nora.post('merges', { kind: 'person', keep: one, absorb: other });
  expect(merge.status, merge.text).toBe(201);
  const need = await factOf(one, 'need');
  expect(need).toMatchObject({ records: 2 });
  expect(need.credence).toBeCloseTo(1 - 0.05 * 0.4, 3);
  await company.nora.post(`merges/${merge.body.id}/undo`);
  expect([await facts(one), await facts(other)]).toEqual(before);
});

test('how well we know somebody follows from the topics of the strategy that concern them', async () => {
  const fay = await person('Fay Deep', { roles: [{ role: 'customer' }] });
  const empty = (await facts(fay)).depth;
  expect(empty.value).toBe(0);
  expect(empty.topics[0]).toEqual({ key: 'need', weight: 1, credence: 0 });
  await state(fay, { topic: 'need', value: { text: 'Light' }, basis: 'told' });
  const { value, topics } = (await facts(fay)).depth;
  const weights = topics.reduce((sum, { weight }) => sum + weight, 0);
  expect(value).toBeCloseTo(0.95 / weights, 3);
});

test('a half-life of the strategy is the one that counts, also for a topic of its own', async () => {
  const gil = await person('Gil Own');
  await state(gil, { topic: 'own', value: { key: 'season', text: 'Sows in March' } });
  await age((await statementOf(gil, 'own')).id, 30);
  const before = await factOf(gil, 'own');
  const { choices } = (await company.olga.get<{ choices: { topics: object[] } }>('strategy')).body;
  const topic = {
    key: 'season',
    name: { en: 'Season', de: 'Saison' },
    weight: 0.9,
    halfLifeDays: 30,
    relationships: [],
    retired: false,
  };
  const adopted = await company.olga.post('strategy', {
    choices: { ...choices, topics: [...choices.topics, topic] },
    name: 'With seasons',
    note: '',
    version: 0,
  });
  expect(adopted.status, adopted.text).toBeLessThan(300);
  expect(before.credence).toBeGreaterThan(0.9);
  expect((await factOf(gil, 'own')).credence).toBeCloseTo(0.475, 2);
  expect((await facts(gil)).depth.topics.some(({ key }) => key === 'season')).toBe(true);
});

test('what stands in an entry becomes a fact with the entry for its source, unless others may not see the entry', async () => {
  const hana = await person('Hana Marked');
  const note = async (visibility: string) =>
    (
      await company.nora.post('activities', {
        kind: 'note',
        partyIds: [hana],
        text: 'She wants a quieter office.',
        visibility,
      })
    ).body.id;
  const mark = async (activityId: string, text: string) => {
    const { version } = await read(hana);
    const said = { topic: 'need', value: { text }, version };
    return company.nora.post('facts', { partyId: hana, activityId, said });
  };
  const open = await note('everyone');
  expect((await mark(open, 'A quieter office')).status).toBe(201);
  const own = await note('private');
  expect((await mark(own, 'A better chair')).status).toBe(201);
  const needs = (await read(hana)).statements.filter(({ topic }) => topic === 'need');
  expect(needs.map(({ source }) => source)).toEqual([
    { kind: 'activity', activityId: open },
    { kind: 'person', userId: company.nora.id },
  ]);
  expect(
    (await company.tom.post('facts', { partyId: hana, activityId: own, said: {} })).status,
  ).toBe(400);
});

test('the facts of a private record are nobody else’s, nor what speaks for them', async () => {
  const ida = await person('Ida Secret', { visibility: 'private' });
  await state(ida, { topic: 'need', value: { text: 'Silence' } });
  const { id } = await statementOf(ida, 'need');
  for (const caller of [company.olga, company.max, company.otto]) {
    expect((await caller.get(`facts?party=${ida}`)).status).toBe(404);
    expect((await caller.get(`facts/${id}/why`)).status).toBe(404);
    expect((await caller.post(`facts/${id}/confirmation`, {})).status).toBe(404);
  }
});

test('ten thousand facts on one person are read in one go', async () => {
  const jo = await person('Jo Many');
  await company.sql(
    `insert into statements (workspace_id, id, party_id, audience, topic, value, value_key, basis, source, stated_at, stated_by)
     select workspace_id, gen_random_uuid(), id, audience, 'need', jsonb_build_object('text', 'Need ' || n, 'kind', 'need', 'priority', 2, 'offering', ''),
       'need ' || n, 'told', '{"kind":"seed"}', now() - n * interval '1 hour', null
     from parties, generate_series(1, 10000) n where id = $1`,
    [jo],
  );
  const { rows } = await facts(jo);
  expect(rows.filter(({ topic }) => topic === 'need')).toHaveLength(10_000);
});

test('an export and an import of our own files keep what is understood of somebody', async () => {
  const kai = await person('Kai Carried', { emails: ['kai@carried.example'] });
  const value = { text: 'A ramp', kind: 'constraint', priority: 1, offering: 'Ramps' };
  await state(kai, { topic: 'need', value, basis: 'told' });
  await state(kai, { topic: 'interest', value: { text: 'Chess', involvement: 1 }, basis: 'told' });
  const { text } = await company.nora.get(`people/export?format=csv&ids=${kai}`);
  const { body } = await company.otto.post('imports', {});
  expect(body.id).toBeDefined();
  await bring(company, company.otto, { 'people.csv': text });
  const { rows } = (
    await company.otto.get<{ rows: { id: string }[] }>(
      `people?filter=${encodeURIComponent(JSON.stringify(['name', 'is', 'Kai Carried']))}`,
    )
  ).body;
  const { statements } = await read(rows[0]!.id, company.otto);
  expect(statements.find(({ topic }) => topic === 'need')?.value).toEqual(value);
  expect(statements.find(({ topic }) => topic === 'interest')?.value).toEqual({
    text: 'Chess',
    involvement: 1,
  });
});

test('any two opinions about a budget are a conflict exactly when they differ', async () => {
  const amounts = fc.sample(fc.array(fc.constantFrom(1, 2, 3), { minLength: 1, maxLength: 4 }), 4);
  for (const [at, some] of amounts.entries()) {
    const id = await person(`Lou ${String(at)}`);
    for (const amount of some)
      await state(id, { topic: 'budget', value: { money: { amount, currency: 'EUR' } } });
    const expected = new Set(some).size > 1 ? 1 : 0;
    expect((await facts(id)).conflicts).toHaveLength(expected);
  }
});
