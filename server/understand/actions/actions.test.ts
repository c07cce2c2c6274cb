import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { slowRanking } from '../../../models/next-action/reference.ts';
import type { StrategyView } from '../../../shared/strategy/strategy.ts';
import type { ActionsView, ActionView, LearntView } from '../../../shared/understand/actions.ts';
import { asActor, type UserActor } from '../../platform/access/actor.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { rankedActions } from './actions.ts';

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
const person = async (by: Colleague, name: string, more: object = {}) =>
  (await by.post('people', { name, ...more })).body.id;
const talk = (by: Colleague, id: string, days: number) =>
  by.post('activities', { kind: 'call', partyIds: [id], text: 'Talked.', occurredAt: ago(days) });
const offer = async (by: Colleague, partyId: string, amount: number, more: object = {}) =>
  (
    await by.post('offers', {
      partyId,
      direction: 'out',
      what: 'Oak table',
      date: inDays(-10),
      price: { amount, currency: 'EUR' },
      ...more,
    })
  ).body.id;
const state = async (by: Colleague, id: string, topic: string, value: unknown) => {
  const { version } = (await by.get<{ version: number }>(`people/${id}`)).body;
  const { status, text } = await by.post(`people/${id}/statements`, { topic, value, version });
  expect(status, text).toBeLessThan(300);
};
const proposals = async (by: Colleague) =>
  (await by.get<ActionsView>('actions?zone=UTC')).body.rows;
const all = async (by: Colleague): Promise<ActionView[]> => {
  const actor = (await company.house.actors.find(by.id, by.workspaceId)) as UserActor;
  return asActor(company.house.db, actor, (transaction) => rankedActions(transaction, 'UTC'));
};
const kindsFor = async (by: Colleague, id: string) =>
  (await all(by)).filter(({ party }) => party.id === id).map(({ kind }) => kind);
const answer = (by: Colleague, { kind, party, about }: ActionView, said: string, more = {}) =>
  by.post('actions/answers', { kind, partyId: party.id, about, answer: said, ...more });
const undo = async (by: Colleague, event: string) => {
  const { status, text } = await by.post(`events/${event}/undo`);
  expect(status, text).toBe(200);
};
/** Weekly talks until so many days ago. */
const weekly = async (by: Colleague, id: string, until: number) => {
  for (let week = 0; week < 5; week++) await talk(by, id, until + week * 7);
};

describe('what is worth my minutes', () => {
  test('is nothing where nobody is known, and nothing for those who may not act', async () => {
    const { max, rita } = company;
    expect(await proposals(max)).toEqual([]);
    await offer(max, await person(max, 'Kim'), 500_000);
    expect(await proposals(max)).toHaveLength(1);
    expect(await proposals(rita)).toEqual([]);
    expect(await proposals(company.nora)).toEqual([]);
  });

  test('is a promise that falls due, an offer without answer, a tie gone quiet, a word kept to us', async () => {
    const { max } = company;
    const [kim, lea, ole, eva] = [
      await person(max, 'Kim'),
      await person(max, 'Lea'),
      await person(max, 'Ole'),
      await person(max, 'Eva'),
    ];
    const promise = (partyId: string, direction: string, due: string) =>
      max.post('promises', { partyId, direction, what: 'The drawing', due });
    await promise(kim!, 'ours', inDays(2));
    await promise(kim!, 'ours', inDays(9));
    const offered = await offer(max, lea!, 500_000);
    await offer(max, lea!, 900_000, { what: 'Too fresh', date: inDays(-1) });
    await weekly(max, ole!, 120);
    const { body: theirs } = await promise(eva!, 'theirs', inDays(0));
    await max.send('PUT', `promises/${theirs.id}/settlement`, {
      body: { outcome: 'kept', version: 1 },
    });
    const rows = await proposals(max);
    expect(new Set(rows.map(({ kind, party }) => `${kind} ${party.name}`))).toEqual(
      new Set(['promise Kim', 'follow up Lea', 'revive Ole', 'thank Eva']),
    );
    expect(rows[0]).toMatchObject({
      kind: 'follow up',
      activityId: offered,
      words: 'Oak table',
      minutes: 10,
      why: {
        basis: 'accepted offers',
        probability: 0.5,
        value: { amount: 500_000, currency: 'EUR' },
        parts: [{ source: 'this offer', amount: 500_000 }],
        share: 1,
      },
    });
    const quiet = rows.find(({ kind }) => kind === 'revive')!;
    expect(quiet.why).toMatchObject({
      basis: 'silence',
      value: { amount: 50_000 },
      parts: [{ source: 'usual' }],
    });
    expect(quiet.why.probability).toBeGreaterThan(0.4);
  });

  test('names every figure, and they come to what it was ranked by', async () => {
    const { max } = company;
    await offer(max, await person(max, 'Kim'), 500_000);
    const rows = await all(max);
    for (const { why, minutes } of rows) {
      const benefit =
        why.probability * why.taught.mean * why.damping * why.share * why.value.amount;
      expect(why.benefit).toBeCloseTo(benefit, 6);
      expect(why.perMinute).toBeCloseTo(benefit / minutes, 6);
    }
    const slow = slowRanking(
      rows
        .toSorted((one, other) => (one.about < other.about ? -1 : 1))
        .map(({ kind, party, about, minutes, why }) => ({
          kind,
          party: party.id,
          about,
          minutes,
          probability: why.probability,
          value: why.value.amount,
          share: why.share,
          damping: why.damping,
        })),
      [],
      { perParty: 99, most: 99 },
    );
    expect(slow.map(({ about }) => about)).toEqual(rows.map(({ about }) => about));
  });

  test('is weighed by what they bought within a year and what stands open, of one currency', async () => {
    const { max, olga } = company;
    const kim = await person(max, 'Kim', { emails: ['kim@oak.example'] });
    await weekly(max, kim, 120);
    await offer(max, kim, 200_000, { date: inDays(-3) });
    const { status, text } = await (await olga.program('full')).post('orders', {
      order: '1',
      at: ago(30),
      amount: 84_500,
      currency: 'EUR',
      customer: { email: 'kim@oak.example', name: 'Kim' },
    });
    expect(status, text).toBeLessThan(300);
    const [revive] = await all(max);
    expect(revive).toMatchObject({
      kind: 'revive',
      why: {
        value: { amount: 284_500, currency: 'EUR' },
        parts: [
          { source: 'open offers', amount: 200_000, count: 1 },
          { source: 'orders', amount: 84_500, count: 1 },
        ],
      },
    });
  });

  test('asks for business alone that nobody knows, of those one is in touch with', async () => {
    const { max } = company;
    const kim = await person(max, 'Kim', { roles: [{ role: 'customer' }] });
    for (const days of [21, 45, 70, 95]) await talk(max, kim, days);
    const asked = async () =>
      (await all(max)).filter(({ kind }) => kind === 'ask').map(({ about }) => about);
    expect(await asked()).toEqual(['need']);
    await state(max, kim, 'need', { text: 'A roof' });
    expect(await asked()).toEqual(['decision']);
    await state(max, kim, 'decision', 'The two of them');
    await state(max, kim, 'budget', { money: { amount: 1, currency: 'EUR' } });
    expect(await asked()).toEqual([]);
  });

  test('verifies what carries an offer, by what is at stake on it', async () => {
    const { max } = company;
    const kim = await person(max, 'Kim');
    const { body: made } = await max.post<{ version: number }>(`people/${kim}/statements`, {
      topic: 'decision',
      value: 'She decides alone',
      basis: 'assumed',
      version: 1,
    });
    expect(made.version).toBe(2);
    const { body } = await max.get<{ statements: { id: string; topic: string }[] }>(
      `people/${kim}`,
    );
    const { id } = body.statements.find(({ topic }) => topic === 'decision')!;
    const whatId = await offer(max, kim, 1_000_000, { date: inDays(-1) });
    await max.post(`assumptions/${id}/rests`, { what: 'offer', whatId });
    const [first] = await all(max);
    expect(first).toMatchObject({
      kind: 'verify',
      about: id,
      words: 'Oak table',
      why: { basis: 'doubt', value: { amount: 1_000_000 }, parts: [{ source: 'rests on it' }] },
    });
    expect(first!.why.probability).toBeCloseTo(0.7, 2);
  });

  test('proposes to volunteer something, unless one keeps to the weather with them', async () => {
    const { max } = company;
    const kim = await person(max, 'Kim');
    for (const days of [21, 45, 70, 95]) await talk(max, kim, days);
    await state(max, kim, 'interest', { text: 'Sails', node: 'sailing', involvement: 1 });
    await state(max, await person(max, 'Else'), 'interest', { text: 'Chess', node: 'chess' });
    const { body: seed } = await max.post('seeds', {
      text: 'I sail as well.',
      nodes: ['dinghy-sailing'],
    });
    expect(await kindsFor(max, kim)).toContain('seed');
    await max.send('PUT', `people/${kim}/ambition`, { body: { ambition: 'weather' } });
    expect(await kindsFor(max, kim)).not.toContain('seed');
    await max.send('PUT', `people/${kim}/ambition`, { body: { ambition: 'trusted' } });
    const proposed = (await all(max)).find(({ kind }) => kind === 'seed')!;
    expect(proposed.about).toBe(seed.id);
    const said = await answer(max, proposed, 'done');
    const { body } = await max.get<{ used: { text: string }[] }>(`people/${kim}/common-ground`);
    expect(body.used).toMatchObject([{ text: 'I sail as well.' }]);
    await undo(max, said.body.event);
    expect(await kindsFor(max, kim)).toContain('seed');
  });

  test('shows one thing of a person, or as many as the strategy says', async () => {
    const { max, olga } = company;
    const kim = await person(max, 'Kim');
    await offer(max, kim, 500_000);
    await offer(max, kim, 700_000, { what: 'Chairs' });
    expect(await proposals(max)).toHaveLength(1);
    const { body } = await olga.get<StrategyView>('strategy');
    const choices = structuredClone(body.choices);
    choices.constants.proposalsEach = 2;
    await olga.post('strategy', { version: body.version, name: 'Two', choices });
    expect((await olga.get<StrategyView>('strategy')).body.version).toBe(body.version + 1);
    expect(await proposals(max)).toHaveLength(2);
  });
});

describe('within their limits', () => {
  test('whoever wants to be left alone is, and what is owed to them is still owed', async () => {
    const { max } = company;
    const kim = await person(max, 'Kim');
    await offer(max, kim, 500_000);
    await max.post('promises', {
      partyId: kim,
      direction: 'ours',
      what: 'The drawing',
      due: inDays(1),
    });
    expect(await kindsFor(max, kim)).toEqual(['follow up', 'promise']);
    await state(max, kim, 'wish', { kind: 'never', text: 'Never contact me about offers' });
    expect(await kindsFor(max, kim)).toEqual(['promise']);
    const [owed] = await proposals(max);
    expect(owed).toMatchObject({ wishes: ['Never contact me about offers'], ways: null });
  });

  test('a way that somebody does not want is not named, and an hour they did not name is waited for', async () => {
    const { max } = company;
    const kim = await person(max, 'Kim');
    await offer(max, kim, 500_000);
    expect((await proposals(max))[0]).toMatchObject({ ways: ['email', 'phone'] });
    await state(max, kim, 'wish', { kind: 'never', text: 'Bitte nie anrufen' });
    expect((await proposals(max))[0]).toMatchObject({ ways: ['email'] });
    const hour = Temporal.Now.zonedDateTimeISO('UTC').hour;
    const text = hour < 12 ? 'after 13:00' : 'before 11:00';
    await state(max, kim, 'wish', { kind: 'hours', text });
    expect(await proposals(max)).toEqual([]);
  });

  test('whoever refused is not brought to mind, and whoever was not asked only without a message', async () => {
    const { max } = company;
    const kim = await person(max, 'Kim', { emails: ['kim@oak.example'] });
    await weekly(max, kim, 120);
    expect(await proposals(max)).toMatchObject([{ kind: 'revive', ways: [] }]);
    const say = (decision: string) =>
      max.post(`people/${kim}/consents`, {
        purpose: 'offers',
        channels: ['email', 'phone'],
        decision,
        source: 'spoken',
      });
    await say('given');
    expect(await proposals(max)).toMatchObject([{ kind: 'revive', ways: ['email', 'phone'] }]);
    await say('withdrawn');
    expect(await proposals(max)).toEqual([]);
  });

  test('nobody is pressed: after as many contacts as the strategy allows, or in their own rhythm', async () => {
    const { max } = company;
    const kim = await person(max, 'Kim', { roles: [{ role: 'customer' }] });
    await offer(max, kim, 500_000);
    for (const days of [9, 12, 15]) await talk(max, kim, days);
    expect(await kindsFor(max, kim)).toContain('follow up');
    await talk(max, kim, 18);
    expect(await kindsFor(max, kim)).not.toContain('follow up');
    const lea = await person(max, 'Lea');
    await offer(max, lea, 500_000);
    for (const days of [70, 100, 130, 160]) await talk(max, lea, days);
    expect(await kindsFor(max, lea)).toContain('follow up');
    await talk(max, lea, 0);
    expect(await kindsFor(max, lea)).not.toContain('follow up');
  });

  test('what asks or sells is worth less with somebody who is sold to a lot', async () => {
    const { max } = company;
    const kim = await person(max, 'Kim');
    await offer(max, kim, 500_000);
    const before = (await all(max))[0]!.why.damping;
    for (const number of ['2', '3', '4'])
      await offer(max, kim, 100, { what: 'More', number, date: inDays(-1) });
    const after = (await all(max)).find(({ why }) => why.value.amount === 500_000)!.why.damping;
    expect(before).toBeCloseTo(1 - 2 / 5, 6);
    expect(after).toBeLessThan(before);
  });

  test('a record that goes to the trash is proposed no more', async () => {
    const { max } = company;
    const kim = await person(max, 'Kim');
    await offer(max, kim, 500_000);
    await max.delete(`people/${kim}?version=1`);
    expect(await all(max)).toEqual([]);
  });
});

describe('an answer', () => {
  test('puts off till its day, teaches half a no, and is taken back', async () => {
    const { max } = company;
    await offer(max, await person(max, 'Kim'), 500_000);
    const [first] = await proposals(max);
    expect(first!.why.taught.mean).toBe(0.75);
    const said = await answer(max, first!, 'not now', { until: ago(-3) });
    expect(await proposals(max)).toEqual([]);
    const learnt = (await max.get<LearntView>('actions/learnt')).body;
    expect(learnt.kinds.find(({ kind }) => kind === 'follow up')).toMatchObject({ notNow: 1 });
    expect(learnt.overall.mean).toBeCloseTo(3 / 4.5, 6);
    expect(learnt.kept).toMatchObject([{ answer: 'not now', party: { name: 'Kim' } }]);
    await company.sql(`update action_answers set until = now() - interval '1 minute'`);
    expect(await proposals(max)).toHaveLength(1);
    await undo(max, said.body.event);
    expect((await proposals(max))[0]!.why.taught.mean).toBe(0.75);
    expect((await answer(max, first!, 'not now', { until: ago(3) })).status).toBe(422);
  });

  test('never holds for this person and this kind, for whoever said so, until it is allowed again', async () => {
    const { max } = company;
    const [kim, lea] = [await person(max, 'Kim'), await person(max, 'Lea')];
    await offer(max, kim, 500_000);
    await offer(max, lea, 400_000);
    const [first] = await proposals(max);
    const { body } = await answer(max, first!, 'never');
    await offer(max, kim, 900_000, { what: 'Another' });
    expect((await proposals(max)).map(({ party }) => party.name)).toEqual(['Lea']);
    expect((await proposals(max))[0]!.why.taught.mean).toBeLessThan(0.75);
    const { status } = await max.delete(`actions/answers/${body.id}`);
    expect(status).toBe(200);
    expect((await max.delete(`actions/answers/${body.id}`)).status).toBe(404);
    expect(await proposals(max)).toHaveLength(2);
  });

  test('is one’s own: nobody else sees it, and nobody else’s proposals move', async () => {
    const { max, nora, olga } = company;
    const kim = await person(max, 'Kim');
    await offer(max, kim, 500_000);
    await offer(nora, await person(nora, 'Ned'), 500_000);
    const before = await all(nora);
    const [first] = await proposals(max);
    const { body } = await answer(max, first!, 'never');
    expect(await all(nora)).toEqual(before);
    for (const other of [nora, olga]) {
      const learnt = (await other.get<LearntView>('actions/learnt')).body;
      expect(learnt.kept).toEqual([]);
      expect(learnt.overall.mean).toBe(0.75);
      expect((await other.delete(`actions/answers/${body.id}`)).status).toBe(404);
      expect((await other.get(`events?subject=${body.id}`)).text).not.toContain('never');
    }
  });

  test('is forgotten when one begins anew; what was put off stays away', async () => {
    const { max } = company;
    await offer(max, await person(max, 'Kim'), 500_000);
    await offer(max, await person(max, 'Lea'), 400_000);
    const [first] = await proposals(max);
    await answer(max, first!, 'never');
    expect((await max.post<{ forgotten: number }>('actions/forget')).body.forgotten).toBe(1);
    const rows = await proposals(max);
    expect(rows.map(({ party }) => party.name)).toEqual(['Lea']);
    expect(rows[0]!.why.taught.mean).toBe(0.75);
  });

  test('follows a merge of two people, and goes when one is erased', async () => {
    const { max, olga } = company;
    const [kim, double] = [await person(max, 'Kim'), await person(max, 'Kim')];
    await offer(max, double, 500_000);
    const [first] = await proposals(max);
    await answer(max, first!, 'never');
    const merged = await olga.post('merges', { kind: 'person', keep: kim, absorb: double });
    expect(merged.status, merged.text).toBeLessThan(300);
    expect(await proposals(max)).toEqual([]);
    const rows = await company.sql<{ party_id: string }>('select party_id from action_answers');
    expect(rows).toEqual([{ party_id: kim }]);
  });
});

test('what was confided moves nothing: with and without it the others get the same', async () => {
  const { max, nora, olga } = company;
  const kim = await person(max, 'Kim', { roles: [{ role: 'customer' }] });
  for (const days of [21, 45, 70, 95]) await talk(max, kim, days);
  await offer(max, kim, 500_000);
  const others = [max, olga];
  const timeless = (rows: ActionView[]) =>
    rows.map(({ why, ...row }) => ({
      ...row,
      basis: why.basis,
      value: why.value,
      perMinute: Number(why.perMinute.toPrecision(4)),
    }));
  const before = await Promise.all(others.map(async (by) => timeless(await all(by))));
  expect(before[0]!.map(({ kind }) => kind)).toContain('ask');
  const { status, text } = await nora.post('confidences', {
    partyId: kim,
    subject: 'third person',
    detail: 'Her brother has dyslexia.',
    ground: 'interest',
    groundNote: 'The grandmother agreed.',
    toldBy: 'third person',
    mayBeShown: true,
    need: 'Specialised teachers',
  });
  expect(status, text).toBe(201);
  expect(await Promise.all(others.map(async (by) => timeless(await all(by))))).toEqual(before);
});
