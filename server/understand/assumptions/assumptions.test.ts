import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { AssumptionsView } from '../../../shared/understand/assumptions.ts';
import { type Caller, type Company, openCompany } from '../../testing/company.ts';

vi.setConfig({ testTimeout: 60_000 });

let company: Company;
let brandt: string;
let offer: string;

beforeAll(async () => {
  company = await openCompany();
  const { nora } = company;
  brandt = (await nora.post('people', { name: 'Britta Brandt' })).body.id;
  await state(brandt, {
    topic: 'need',
    value: { text: 'Wants to leave the old supplier' },
    basis: 'assumed',
  });
  offer = (
    await nora.post('offers', {
      partyId: brandt,
      direction: 'out',
      what: 'Twelve machines',
      date: '2026-03-01',
      price: { amount: 4_000_000, currency: 'EUR' },
    })
  ).body.id;
});
afterAll(() => company.close());

const read = async (id: string) => (await company.nora.get<PartyView>(`people/${id}`)).body;
async function state(id: string, what: object) {
  const { version } = await read(id);
  const reply = await company.nora.post(`people/${id}/statements`, { ...what, version });
  expect(reply.status, reply.text).toBe(201);
  return reply.body.event;
}
const list = async (caller: Caller = company.nora, query = '') =>
  (await caller.get<AssumptionsView>(`assumptions${query}`)).body.rows;
const ofBrandt = async () => (await list(company.nora, `?party=${brandt}`))[0];

test('what is only believed is listed with why, who believes it and until when', async () => {
  const [assumption] = await list();
  expect(assumption).toMatchObject({ party: { name: 'Britta Brandt' }, believer: 'Nora' });
  const { status } = await company.nora.send('PUT', `assumptions/${assumption!.id}`, {
    body: { because: 'She asked for our terms', believerId: company.max.id, checkOn: '2026-06-03' },
  });
  expect(status).toBe(200);
  expect((await list())[0]).toMatchObject({
    because: 'She asked for our terms',
    believer: 'Max',
    checkOn: '2026-06-03',
  });
});

test('an offer declares that it rests on it: what is at stake is its price times the doubt', async () => {
  const { id } = (await ofBrandt())!;
  const resting = await company.nora.post(`assumptions/${id}/rests`, {
    what: 'offer',
    whatId: offer,
  });
  expect(resting.status, resting.text).toBe(201);
  expect(await ofBrandt()).toMatchObject({
    rests: [{ what: 'offer', words: 'Twelve machines', value: { amount: 4_000_000 } }],
    exposure: [{ amount: 2_800_000, currency: 'EUR' }],
  });
  const of = { what: 'promise', whatId: offer };
  expect((await company.nora.post(`assumptions/${id}/rests`, of)).status).toBe(422);
});

test('what was said and declared is taken back as it was, and told in the history', async () => {
  const { nora } = company;
  const { id } = (await ofBrandt())!;
  const note = async (because: string, checkOn: string) =>
    (await nora.send<{ event: string }>('PUT', `assumptions/${id}`, { body: { because, checkOn } }))
      .body.event;
  const later = await note('She asked twice', '2026-07-01');
  expect(await ofBrandt()).toMatchObject({ because: 'She asked twice', believer: 'Nora' });
  expect((await nora.post(`events/${later}/undo`)).status).toBe(200);
  expect(await ofBrandt()).toMatchObject({ because: 'She asked for our terms', believer: 'Max' });
  const first = await note('One', '2026-07-01');
  await note('Two', '2026-07-02');
  expect((await nora.post(`events/${first}/undo`)).status).toBe(409);
  expect(await ofBrandt()).toMatchObject({ because: 'Two' });
  await note('She asked for our terms', '2026-06-03');

  const again = await nora.post(`assumptions/${id}/rests`, { what: 'offer', whatId: offer });
  expect(again.text).toContain('assumption.rests-already');
  const freed = await nora.delete(`assumptions/${id}/rests/${offer}`);
  expect(await ofBrandt()).toMatchObject({ rests: [] });
  await nora.post(`events/${freed.body.event}/undo`);
  expect(await ofBrandt()).toMatchObject({ rests: [{ id: offer }] });
  const { body } = await nora.get<{ rows: { verb: string }[] }>(`events?subject=${brandt}`);
  expect(body.rows.map(({ verb }) => verb).slice(0, 2)).toEqual([
    'assumption carries',
    'assumption freed',
  ]);
});

test('what rests on two assumptions rests on the other when one is freed of it', async () => {
  const { nora } = company;
  await state(brandt, { topic: 'decision', value: 'She decides alone', basis: 'assumed' });
  const [need, decision] = await list(nora, `?party=${brandt}`);
  await nora.post(`assumptions/${decision!.id}/rests`, { what: 'offer', whatId: offer });
  await nora.delete(`assumptions/${decision!.id}/rests/${offer}`);
  const rows = await list(nora, `?party=${brandt}`);
  expect(rows.map(({ id, rests }) => [id, rests.length])).toEqual([
    [need!.id, 1],
    [decision!.id, 0],
  ]);
  const { version } = await read(brandt);
  await nora.delete(`people/${brandt}/statements/${decision!.id}?version=${version}`);
});

test('the most at stake stands first, then what matters most by the strategy', async () => {
  const small = (await company.nora.post('people', { name: 'Sam Small' })).body.id;
  await state(small, { topic: 'decision', value: 'His wife decides', basis: 'assumed' });
  await state(small, { topic: 'need', value: { text: 'A shed' }, basis: 'assumed' });
  const rows = await list();
  expect(rows.map(({ topic, party }) => `${party.name}: ${topic}`)).toEqual([
    'Britta Brandt: need',
    'Sam Small: need',
    'Sam Small: decision',
  ]);
});

test('a correction that somebody makes on the record keeps what rests on it in sight', async () => {
  const { id } = (await ofBrandt())!;
  const value = { text: 'Wants a second supplier beside the old one' };
  const event = await state(brandt, { topic: 'need', value, basis: 'assumed', replaces: id });
  expect(await ofBrandt()).toMatchObject({ value, rests: [{ id: offer }] });
  await company.nora.post(`events/${event}/undo`);
  expect(await ofBrandt()).toMatchObject({ id, rests: [{ id: offer }] });
});

test('a merge takes it along and gives it back', async () => {
  const other = (await company.nora.post('people', { name: 'B. Brandt' })).body.id;
  const merge = await company.nora.post('merges', { kind: 'person', keep: other, absorb: brandt });
  expect(merge.status, merge.text).toBe(201);
  const [moved] = await list(company.nora, `?party=${other}`);
  expect(moved).toMatchObject({ because: 'She asked for our terms', rests: [{ id: offer }] });
  await company.nora.post(`merges/${merge.body.id}/undo`);
  expect(await list(company.nora, `?party=${other}`)).toEqual([]);
  expect(await ofBrandt()).toMatchObject({ because: 'She asked for our terms' });
});

test('a need that faded is asked for again, and one that was confirmed is none any more', async () => {
  const old = (await company.nora.post('people', { name: 'Olaf Old' })).body.id;
  await state(old, { topic: 'need', value: { text: 'A forklift' }, basis: 'told' });
  const stands = async () => (await list()).some(({ party }) => party.id === old);
  expect(await stands()).toBe(false);
  await company.sql(
    `update statements set stated_at = stated_at - interval '2 years' where party_id = $1`,
    [old],
  );
  expect(await stands()).toBe(true);
  const [assumption] = await list(company.nora, `?party=${old}`);
  await company.nora.post(`facts/${assumption!.id}/confirmation`, { basis: 'told' });
  expect(await stands()).toBe(false);
});

test('what is assumed of a private record, and what rests on it, is nobody else’s', async () => {
  const secret = (await company.nora.post('people', { name: 'Sly', visibility: 'private' })).body
    .id;
  await state(secret, { topic: 'goal', value: 'Quietly sell', basis: 'assumed' });
  const [mine] = await list(company.nora, `?party=${secret}`);
  for (const caller of [company.olga, company.max, company.otto]) {
    expect((await list(caller)).map(({ party }) => party.name)).not.toContain('Sly');
    expect((await caller.get(`assumptions?party=${secret}`)).status).toBe(404);
    const noted = await caller.send('PUT', `assumptions/${mine!.id}`, { body: { because: 'x' } });
    expect(noted.status).toBe(404);
  }
});

test('a settled offer has nothing more at stake, and what was declared can be taken back', async () => {
  const { id } = (await ofBrandt())!;
  const { version } = (await company.nora.get<{ version: number }>(`activities/${offer}`)).body;
  const settled = await company.nora.patch(`offers/${offer}`, {
    answer: 'declined',
    answeredOn: '2026-03-10',
    version,
  });
  expect(settled.status, settled.text).toBe(200);
  expect(await ofBrandt()).toMatchObject({ rests: [{ value: null }], exposure: [] });
  await company.nora.delete(`assumptions/${id}/rests/${offer}`);
  expect(await ofBrandt()).toMatchObject({ rests: [] });
});
