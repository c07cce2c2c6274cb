import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { FactsView } from '../../../shared/understand/facts.ts';
import type { NeedsView, OfferingsView } from '../../../shared/understand/needs.ts';
import { listen } from '../../boundary/listening.ts';
import { type Caller, type Company, openCompany } from '../../testing/company.ts';

let company: Company;
let course: string;

beforeAll(async () => {
  company = await openCompany();
  const { body } = await company.nora.post('offerings', {
    name: 'Evening course',
    meets: 'Learning beside work',
  });
  course = body.id;
});
afterAll(() => company.close());

const person = async (by: Caller, name: string, more: object = {}) =>
  (await by.post('people', { name, ...more })).body.id;
const read = async (id: string, by: Caller = company.nora) =>
  (await by.get<PartyView>(`people/${id}`)).body;
const needs = async (id: string, by: Caller = company.nora) =>
  (await by.get<NeedsView>(`needs?party=${id}`)).body.rows;
const unmet = async (by: Caller = company.nora) =>
  (await by.get<NeedsView>('needs/unmet')).body.rows;
const state = async (id: string, value: object, more: object = {}) => {
  const { version } = await read(id);
  const said = { topic: 'need', value, version, ...more };
  const reply = await company.nora.post(`people/${id}/statements`, said);
  expect(reply.status, reply.text).toBe(201);
  return reply.body.event;
};
const meet = (need: string, offering: string, by: Caller = company.nora) =>
  by.send<{ event: string }>('PUT', `needs/${need}/offerings/${offering}`, { body: {} });
const undo = (event: string, by: Caller = company.nora) => by.post(`events/${event}/undo`);

test('what of ours meets a need stands with it, and the need stays as it was said', async () => {
  const anna = await person(company.nora, 'Anna Learner');
  await state(anna, { text: 'To learn beside work', priority: 1 }, { basis: 'third party' });
  const [open] = await needs(anna);
  expect(open).toMatchObject({ priority: 1, offerings: [], words: '', credence: 0.6 });
  expect((await unmet()).map(({ id }) => id)).toContain(open!.id);
  const { status, body } = await meet(open!.id, course);
  expect(status).toBe(200);
  const [met] = await needs(anna);
  expect(met).toMatchObject({ id: open!.id, credence: 0.6, since: open!.since });
  expect(met!.offerings.map(({ name }) => name)).toEqual(['Evening course']);
  expect((await unmet()).map(({ id }) => id)).not.toContain(open!.id);
  const { rows } = (await company.nora.get<{ rows: { verb: string }[] }>(`events?subject=${anna}`))
    .body;
  expect(rows.map(({ verb }) => verb)).toContain('need met');
  await undo(body.event);
  expect((await needs(anna))[0]!.offerings).toEqual([]);
});

test('it follows the need through a confirmation, another wording and back', async () => {
  const ben = await person(company.nora, 'Ben Learner');
  await state(ben, { text: 'A course' });
  const [first] = await needs(ben);
  await meet(first!.id, course);
  await company.nora.post(`facts/${first!.id}/confirmation`, {});
  const [confirmed] = await needs(ben);
  expect(confirmed!.id).not.toBe(first!.id);
  expect(confirmed!.offerings).toHaveLength(1);
  const event = await state(ben, { text: 'A course at night' }, { replaces: confirmed!.id });
  const [reworded] = await needs(ben);
  expect(reworded).toMatchObject({ text: 'A course at night', offerings: [{ id: course }] });
  const left = await company.nora.delete<{ event: string }>(
    `needs/${reworded!.id}/offerings/${course}`,
  );
  expect(left.status).toBe(200);
  expect((await needs(ben))[0]!.offerings).toEqual([]);
  await undo(event);
  expect((await needs(ben))[0]).toMatchObject({ text: 'A course', offerings: [] });
});

test('an offering that is offered no more leaves its needs open, until it comes back', async () => {
  const { nora, max } = company;
  const cleo = await person(nora, 'Cleo Learner');
  await state(cleo, { text: 'A van for a day' });
  const { body: van } = await nora.post('offerings', { name: 'Van hire' });
  const [need] = await needs(cleo);
  await meet(need!.id, van.id);
  const list = async () => (await max.get<OfferingsView>('offerings')).body.rows;
  const { version } = (await list()).find(({ id }) => id === van.id)!;
  const taken = await max.post('offerings', { name: 'van HIRE' });
  expect([taken.status, taken.body]).toMatchObject([409, { code: 'offering.exists' }]);
  const removed = await max.delete<{ event: string }>(`offerings/${van.id}?version=${version}`);
  expect((await unmet()).map(({ id }) => id)).toContain(need!.id);
  expect((await meet(need!.id, van.id)).status).toBe(404);
  expect((await undo(removed.body.event, max)).status).toBe(200);
  expect((await needs(cleo))[0]!.offerings.map(({ name }) => name)).toEqual(['Van hire']);
  const late = await max.patch<{ code: string }>(`offerings/${van.id}`, { name: 'Vans', version });
  expect([late.status, late.body.code]).toEqual([409, 'version.conflict']);
});

test('only needs and constraints are met, by those who may change the record', async () => {
  const { nora, tom, otto } = company;
  const dora = await person(nora, 'Dora Learner');
  const { version } = await read(dora);
  await nora.post(`people/${dora}/statements`, { topic: 'goal', value: 'To grow', version });
  const goal = (await read(dora)).statements.find(({ topic }) => topic === 'goal')!;
  expect((await meet(goal.id, course)).body).toMatchObject({ code: 'need.not-a-need' });
  await state(dora, { text: 'No nuts', kind: 'constraint' });
  const [constraint] = await needs(dora);
  expect((await meet(constraint!.id, course, tom)).status).toBe(403);
  expect((await meet(constraint!.id, course, otto)).status).toBe(404);
  expect(await needs(dora)).toMatchObject([{ kind: 'constraint', offerings: [] }]);
});

test('the needs of somebody private are listed for whoever sees them, and nobody else', async () => {
  const { nora, max } = company;
  const emil = await person(nora, 'Emil Hidden', { visibility: 'private' });
  await state(emil, { text: 'Something secret' });
  const [need] = await needs(emil);
  await meet(need!.id, course);
  expect((await max.get(`needs?party=${emil}`)).status).toBe(404);
  const [tied] = await company.sql<{ audience: string }>(
    'select audience from need_offerings where party_id = $1',
    [emil],
  );
  expect(tied!.audience).toBe(nora.id);
  await nora.delete(`needs/${need!.id}/offerings/${course}`);
  expect((await unmet()).map(({ text }) => text)).toContain('Something secret');
  expect((await unmet(max)).map(({ text }) => text)).not.toContain('Something secret');
});

test('a need that names nobody cannot be told from one that follows from a confidence', async () => {
  const { nora, max } = company;
  const [plain, confided] = [await person(nora, 'Fay Plain'), await person(nora, 'Gus Confided')];
  const listener = await listen(max);
  const text = 'Specialised teachers';
  const written = await nora.post('needs', { partyId: plain, text });
  expect(written.status, written.text).toBe(201);
  await nora.post('confidences', {
    partyId: confided,
    subject: 'health',
    detail: 'Dyslexia',
    ground: 'consent',
    need: text,
  });
  expect(await listener.heard()).toEqual([]);
  for (const by of [max, nora]) {
    const [one, other] = await Promise.all(
      [plain, confided].map(async (id) => {
        const { statements, version } = await read(id, by);
        const { id: needId, ...need } = statements.find(({ topic }) => topic === 'need')!;
        const { rows } = (await by.get<FactsView>(`facts?party=${id}`)).body;
        const { statements: _ids, ...row } = rows.find(({ topic }) => topic === 'need')!;
        const { id: _, party: __, ...shown } = (await needs(id, by))[0]!;
        return { need, version, row, shown, born: needId.slice(0, 13) };
      }),
    );
    expect(one).toEqual(other);
    if (by === max)
      for (const id of [plain, confided])
        expect((await by.get(`events?subject=${id}`)).text).not.toContain('need');
  }
  expect((await max.get(`events?subject=${written.body.id}`)).body).toMatchObject({ rows: [] });
  expect((await undo(written.body.event, max)).status).toBe(404);
  expect((await undo(written.body.event)).status).toBe(200);
  expect(await needs(plain)).toEqual([]);
});

test('what meets a need goes along into a merge and comes back out of it', async () => {
  const { nora } = company;
  const [kept, absorbed] = [await person(nora, 'Hal One'), await person(nora, 'Hal Two')];
  await state(absorbed, { text: 'A ladder' });
  await meet((await needs(absorbed))[0]!.id, course);
  const merged = await nora.post('merges', { kind: 'person', keep: kept, absorb: absorbed });
  expect(merged.status, merged.text).toBe(201);
  expect((await needs(kept))[0]!.offerings).toHaveLength(1);
  await nora.post(`merges/${merged.body.id}/undo`);
  expect(await needs(kept)).toEqual([]);
  expect((await needs(absorbed))[0]!.offerings).toHaveLength(1);
});
