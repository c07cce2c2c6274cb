import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BriefView } from '../../../shared/understand/brief.ts';
import { type Caller, type Colleague, type Company, openCompany } from '../../testing/company.ts';

vi.setConfig({ testTimeout: 60_000 });

let company: Company;
beforeEach(async () => {
  company = await openCompany();
});
afterEach(() => company.close());

const today = Temporal.Now.plainDateISO('UTC');
const inDays = (days: number) => today.add({ days }).toString();
const ago = (days: number) =>
  Temporal.Now.instant()
    .subtract({ hours: days * 24 })
    .toString();
const kim = async (by: Colleague) =>
  (await by.post('people', { name: 'Kim Oak', emails: ['kim@oak.example'] })).body.id;
const brief = async (by: Caller, id: string) =>
  (await by.get<BriefView>(`people/${id}/brief?zone=UTC`)).body;
const state = async (by: Colleague, id: string, topic: string, value: unknown, also = {}) => {
  const { version } = (await by.get<{ version: number }>(`people/${id}`)).body;
  const said = { topic, value, version, ...also };
  const { status, text } = await by.post(`people/${id}/statements`, said);
  expect(status, text).toBeLessThan(300);
};
const news = (by: Colleague, name: string, more: object = {}) =>
  by.post('seeds', {
    name,
    text: `${name}: come and see.`,
    nodes: ['choir'],
    visibility: 'everyone',
    ...more,
  });

test('says everything in the order of a conversation', async () => {
  const { max } = company;
  const id = await kim(max);
  await state(max, id, 'wish', { kind: 'form of address', text: 'Frau Magister' });
  await state(max, id, 'wish', { kind: 'hours', text: 'after 2 pm' });
  await state(max, id, 'need', { text: 'A roof', priority: 2, offering: 'Roof of larch' });
  await state(max, id, 'need', { text: 'A door', priority: 1, offering: '' });
  await state(max, id, 'decision', 'She decides alone', { basis: 'assumed' });
  const note = (kind: string, text: string, days: number) =>
    max.post('activities', { kind, partyIds: [id], text, occurredAt: ago(days) });
  await note('call', 'Talked about oak', 3);
  for (const days of [1, 2, 4]) await note('note', `Note of ${days}`, days);
  const price = { amount: 480_000, currency: 'EUR' };
  const offer = { partyId: id, direction: 'out', what: 'Table', date: inDays(-9), price };
  await max.post('offers', offer);
  await max.post('promises', { partyId: id, direction: 'ours', what: 'Drawing', due: inDays(-1) });
  await max.post('promises', { partyId: id, direction: 'theirs', what: 'Size', due: inDays(3) });
  await max.post('tasks', { title: 'Measure', zone: 'UTC', partyIds: [id] });
  const view = await brief(max, id);
  expect(view).toMatchObject({
    person: { name: 'Kim Oak' },
    greeting: {
      lastContact: { kind: 'call', words: 'Talked about oak' },
      wishes: [{ statement: { value: { text: 'Frau Magister' } }, trust: { line: 'known' } }],
    },
    matter: {
      offers: [{ what: 'Table', price }],
      tasks: [{ title: 'Measure' }],
      needs: [{ statement: { value: { text: 'A door' } } }, {}],
    },
    doubts: { assumptions: [{ topic: 'decision', value: 'She decides alone' }] },
    wishes: [{ statement: { value: { text: 'after 2 pm' } } }],
    promises: {
      ours: [{ what: 'Drawing', state: 'late', keeper: 'Max' }],
      theirs: [{ what: 'Size', state: 'open' }],
      next: { kind: 'offer', words: 'Table' },
    },
    can: { write: true, edit: true },
  });
  expect(view.matter.entries).toHaveLength(3);
  expect(view.matter.needs).toHaveLength(2);
});

test('has what the company tells these days, once to each and while it lasts', async () => {
  const { max, nora } = company;
  const id = await kim(max);
  const { body: tour } = await news(max, 'Open workshop', { from: inDays(-1), until: inDays(3) });
  await news(max, 'Last year', { until: inDays(-1) });
  await news(max, 'Next year', { from: inDays(1) });
  await news(nora, 'Only mine', { visibility: 'private' });
  const told = async (by: Caller) => (await brief(by, id)).volunteer.news.map(({ name }) => name);
  expect(await told(max)).toEqual(['Open workshop']);
  const used = await max.post(`people/${id}/seed-uses`, { seedId: tour.id, outcome: 'used' });
  expect(used.status, used.text).toBe(201);
  expect(await told(max)).toEqual([]);
  expect(await told(nora)).toEqual([]);
  await max.post(`events/${used.body.event}/undo`);
  await max.post(`people/${id}/topics-left-alone`, { node: 'choir' });
  expect(await told(max)).toEqual([]);
  const refused = await news(max, 'Backwards', { from: inDays(3), until: inDays(1) });
  expect(refused.status).toBe(400);
  const wrong = await max.patch(`seeds/${tour.id}`, { until: inDays(-9), version: 1 });
  expect(wrong.status).toBe(422);
  const later = await max.patch(`seeds/${tour.id}`, { until: inDays(9), version: 1 });
  expect(later.status).toBe(200);
  const undone = await max.post(`events/${later.body.event}/undo`);
  expect(undone.status, undone.text).toBe(200);
});

test('says nothing personal to whoever keeps to the weather', async () => {
  const { max } = company;
  const id = await kim(max);
  await state(max, id, 'interest', { text: 'Sails', node: 'sailing', involvement: 1 });
  const else_ = (await max.post('people', { name: 'Else' })).body.id;
  await state(max, else_, 'interest', { text: 'Chess', node: 'chess' });
  await max.post('seeds', { text: 'I sail as well.', nodes: ['dinghy-sailing'] });
  await state(max, id, 'family', 'Two sons', { basis: 'assumed' }).catch(() => undefined);
  expect((await brief(max, id)).volunteer.seeds).toMatchObject([
    { seed: { text: 'I sail as well.' } },
  ]);
  await max.send('PUT', `people/${id}/ambition`, { body: { ambition: 'weather' } });
  const { volunteer, doubts } = await brief(max, id);
  expect(volunteer.seeds).toEqual([]);
  expect(JSON.stringify(doubts)).not.toContain('sons');
});

test('tells each what they may see: no private word, and nothing that was confided', async () => {
  const { max, nora, tom, otto } = company;
  const id = await kim(max);
  const secret = { partyIds: [id], text: 'Between us: cinnabar', visibility: 'private' };
  await nora.post('activities', { kind: 'note', occurredAt: ago(1), ...secret });
  await nora.post('confidences', {
    partyId: id,
    subject: 'third person',
    detail: 'Her brother has dyslexia.',
    ground: 'interest',
    groundNote: 'The grandmother agreed.',
    toldBy: 'third person',
    mayBeShown: true,
    need: 'Specialised teachers',
  });
  for (const by of [max, tom]) {
    const text = JSON.stringify(await brief(by, id));
    expect(text).toContain('Specialised teachers');
    for (const word of ['cinnabar', 'dyslexia', 'grandmother']) expect(text).not.toContain(word);
  }
  expect(JSON.stringify(await brief(nora, id))).toContain('cinnabar');
  expect((await otto.get(`people/${id}/brief?zone=UTC`)).status).toBe(404);
});
