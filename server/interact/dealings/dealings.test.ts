import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import type { DealingsView } from '../../../shared/interact/dealings/dealings.ts';
import type { NotificationView } from '../../../shared/interact/notifications.ts';
import { asActor, systemActor } from '../../platform/access/actor.ts';
import { type Caller, type Company, openCompany } from '../../testing/company.ts';
import { purgeDealings } from './dealings.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());
beforeEach(() => company.sql('delete from parties'));

const today = Temporal.Now.plainDateISO('UTC');
const inDays = (days: number) => today.add({ days }).toString();

type Done = { id: string; event: string; version: number; code?: string };
const add = async (by: Caller, door: string, what: object, status = 201) => {
  const { body, ...answer } = await by.post<Done>(door, what);
  expect(answer.status, answer.text).toBe(status);
  return body;
};
const sawmill = (by: Caller, also: object = {}) =>
  add(by, 'companies', { name: 'Sawmill Huber', roles: [{ role: 'supplier' }], ...also });
const dealings = async (by: Caller, party: string) =>
  (await by.get<DealingsView>(`dealings?party=${party}`)).body;
const undo = async (by: Caller, event: string) =>
  (await by.post<Done>(`events/${event}/undo`, {})).body;

describe('a promise', () => {
  const oak = { direction: 'theirs', what: 'Oak boards on the yard', due: inDays(3) };

  test('stands with whose word it is, its day and who sees to it', async () => {
    const { max, nora } = company;
    const { id: partyId } = await sawmill(max);
    await add(nora, 'promises', { ...oak, partyId });
    await add(max, 'promises', {
      partyId,
      direction: 'ours',
      what: 'To pay within ten days',
      due: inDays(1),
      keeperId: nora.id,
    });
    const { promises } = await dealings(max, partyId);
    expect(promises).toMatchObject([
      {
        direction: 'ours',
        what: 'To pay within ten days',
        state: 'open',
        keeper: { name: 'Nora' },
      },
      { direction: 'theirs', due: inDays(3), state: 'open', keeper: { name: 'Nora' } },
    ]);
    // She hears of the one that was given to her, and not of what she wrote down herself.
    const { body } = await nora.get<{ rows: NotificationView[] }>('notifications');
    expect(body.rows).toMatchObject([{ kind: 'promise', actor: 'Max', party: { id: partyId } }]);
  });

  test('is late by the calendar alone, and no longer once it is settled', async () => {
    const { max } = company;
    const { id: partyId } = await sawmill(max);
    const { id } = await add(max, 'promises', { ...oak, partyId, due: inDays(-2) });
    const only = async () => (await dealings(max, partyId)).promises[0]!;
    expect(await only()).toMatchObject({ state: 'late', settledOn: null });
    const settle = (settlement: object) =>
      max.send<Done>('PUT', `promises/${id}/settlement`, { body: settlement });
    const early = await settle({ outcome: 'kept', on: inDays(1), version: 1 });
    expect(early).toMatchObject({ status: 422, body: { code: 'promise.settled-in-future' } });
    const kept = await settle({ outcome: 'kept', on: inDays(-1), version: 1 });
    expect(await only()).toMatchObject({ state: 'kept', settledOn: inDays(-1) });
    await settle({ outcome: 'released', version: 2 });
    expect(await only()).toMatchObject({ state: 'released', settledOn: today.toString() });
    // Somebody has said otherwise since; what they said stays.
    expect(await undo(max, kept.body.event)).toMatchObject({ code: 'event.changed-since' });
    await settle({ outcome: null, version: 3 });
    expect(await only()).toMatchObject({ state: 'late', settledOn: null });
  });

  test('is changed, settled, removed and each act taken back', async () => {
    const { max } = company;
    const { id: partyId } = await sawmill(max);
    const made = await add(max, 'promises', { ...oak, partyId });
    const door = `promises/${made.id}`;
    const now = async () => (await dealings(max, partyId)).promises[0];
    const first = await now();
    const changed = await max.patch(door, { what: 'Ash boards', due: inDays(9), version: 1 });
    expect(await now()).toMatchObject({ what: 'Ash boards', due: inDays(9) });
    await undo(max, changed.body.event);
    const broken = await max.send<Done>('PUT', `${door}/settlement`, {
      body: { outcome: 'broken', version: 3 },
    });
    expect(await now()).toMatchObject({ state: 'broken' });
    await undo(max, broken.body.event);
    const removed = await max.delete(`${door}?version=5`);
    expect(await now()).toBeUndefined();
    await undo(max, removed.body.event);
    expect({ ...(await now()), version: 0 }).toEqual({ ...first, version: 0 });
    await undo(max, made.event);
    expect(await now()).toBeUndefined();
    const stale = await max.patch(door, { what: 'Beech', version: 1 });
    expect(stale).toMatchObject({ status: 409, body: { code: 'promise.removed' } });
  });

  test('is changed by whoever wrote it, sees to it or may edit the record, and by nobody else', async () => {
    const { max, nora, tom, olga, rita } = company;
    const { id: partyId } = await sawmill(max);
    const { id } = await add(nora, 'promises', { ...oak, partyId, keeperId: nora.id });
    const say = (by: Caller, version: number) =>
      by.patch<{ code?: string }>(`promises/${id}`, { what: 'Oak', version });
    expect((await say(tom, 1)).body).toMatchObject({ code: 'promise.not-yours' });
    expect((await say(rita, 1)).status).toBe(403);
    expect((await say(nora, 1)).status).toBe(200);
    expect((await say(max, 2)).status).toBe(200);
    expect((await say(olga, 3)).status).toBe(200);
    expect((await dealings(tom, partyId)).promises[0]).toMatchObject({ can: { edit: false } });
    expect((await rita.post('promises', { ...oak, partyId })).status).toBe(403);
  });

  test('is not put into the hands of somebody who would never see it', async () => {
    const { max, nora } = company;
    const { id: partyId } = await sawmill(max, { visibility: 'private' });
    const { code } = await add(max, 'promises', { ...oak, partyId, keeperId: nora.id }, 422);
    expect(code).toBe('promise.keeper-cannot-see');
  });

  test('names the entry it was given in only to those who see that entry', async () => {
    const { max, nora } = company;
    const { id: partyId } = await sawmill(max);
    const call = { kind: 'call', partyIds: [partyId], text: 'On the phone', visibility: 'private' };
    const { id: activityId } = await add(max, 'activities', call);
    await add(max, 'promises', { ...oak, partyId, activityId });
    const foreign = { ...oak, partyId, activityId };
    expect((await add(nora, 'promises', foreign, 404)).code).toBe('activity.not-found');
    expect((await dealings(max, partyId)).promises[0]).toMatchObject({ activityId });
    expect((await dealings(nora, partyId)).promises[0]).toMatchObject({ activityId: null });
    await company.sql('delete from activities where id = $1', [activityId]);
    expect((await dealings(max, partyId)).promises[0]).toMatchObject({ activityId: null });
  });
});

describe('what somebody supplies', () => {
  const boards = {
    name: 'Oak boards 40 mm',
    article: 'EI-40',
    unit: 'm²',
    price: { amount: 8450, currency: 'EUR' },
    leadDays: 14,
  };

  test('stands with its terms, what can be had today first', async () => {
    const { max } = company;
    const { id: partyId } = await sawmill(max);
    await add(max, 'supplies', { partyId, name: 'Ash boards', to: inDays(-1) });
    await add(max, 'supplies', { partyId, ...boards });
    expect((await dealings(max, partyId)).supplies).toMatchObject([
      { ...boards, from: null, to: null, current: true },
      { name: 'Ash boards', price: null, leadDays: null, current: false },
    ]);
    const span = { partyId, name: 'Beech', from: inDays(2), to: inDays(1) };
    expect((await add(max, 'supplies', span, 422)).code).toBe('supply.ends-before');
    const odd = { partyId, name: 'Beech', price: { amount: 12.5, currency: 'EUR' } };
    await add(max, 'supplies', odd, 400);
  });

  test('is part of the record: changed by whoever may change that, and every act taken back', async () => {
    const { max, tom } = company;
    const { id: partyId } = await sawmill(max);
    const { code } = await add(tom, 'supplies', { partyId, ...boards }, 403);
    expect(code).toBe('party.not-yours');
    const { id, event } = await add(max, 'supplies', { partyId, ...boards });
    const now = async () => (await dealings(tom, partyId)).supplies[0];
    const first = await now();
    const dearer = { price: { amount: 9100, currency: 'EUR' }, version: 1 };
    const changed = await max.patch(`supplies/${id}`, dearer);
    expect(await now()).toMatchObject({ price: { amount: 9100 }, leadDays: 14 });
    await undo(max, changed.body.event);
    const removed = await max.delete(`supplies/${id}?version=3`);
    expect(await now()).toBeUndefined();
    await undo(max, removed.body.event);
    expect({ ...(await now()), version: 0 }).toEqual({ ...first, version: 0 });
    await undo(max, event);
    expect(await now()).toBeUndefined();
  });
});

describe('an offer to us', () => {
  const boards = {
    what: 'Oak boards for the spring',
    number: 'AN-2026-118',
    date: inDays(-10),
    price: { amount: 845_000, currency: 'EUR' },
    validUntil: inDays(20),
  };

  test('stands with its terms and on the timeline, and expires by the calendar', async () => {
    const { max } = company;
    const { id: partyId } = await sawmill(max);
    const { id } = await add(max, 'offers', { ...boards, partyId });
    await add(max, 'offers', { partyId, what: 'Ash', date: inDays(-90), validUntil: inDays(-1) });
    expect((await dealings(max, partyId)).offers).toMatchObject([
      { ...boards, id, state: 'open', answer: null },
      { what: 'Ash', price: null, state: 'expired' },
    ]);
    const { body } = await max.get<{ rows: TimelineEntry[] }>(`companies/${partyId}/timeline`);
    expect(body.rows[0]).toMatchObject({
      id,
      kind: 'offer',
      direction: 'in',
      subject: boards.what,
      terms: { price: boards.price, state: 'open' },
    });
    const { text } = await max.get('search?q=spring');
    expect(text).toContain(id);
  });

  test('is answered, and the answer taken back, unless it was changed since', async () => {
    const { max } = company;
    const { id: partyId } = await sawmill(max);
    const { id, event } = await add(max, 'offers', { ...boards, partyId });
    const now = async () => (await dealings(max, partyId)).offers[0];
    const first = await now();
    const answered = await max.patch(`offers/${id}`, { answer: 'accepted', version: 1 });
    expect(await now()).toMatchObject({ state: 'accepted', answeredOn: today.toString() });
    const renamed = await max.patch(`offers/${id}`, { what: 'Oak', date: inDays(-9), version: 2 });
    const body = await undo(max, answered.body.event);
    expect(body).toMatchObject({ code: 'event.changed-since' });
    await undo(max, renamed.body.event);
    await undo(max, answered.body.event);
    expect({ ...(await now()), version: 0 }).toEqual({ ...first, version: 0 });
    const early = { answer: 'declined', answeredOn: inDays(1), version: 5 };
    expect((await max.patch(`offers/${id}`, early)).status).toBe(422);
    const moved = { occurredAt: '2026-01-01T12:00:00Z', version: 5 };
    expect((await max.patch(`activities/${id}`, moved)).body).toMatchObject({
      code: 'activity.dated-by-its-terms',
    });
    await undo(max, event);
    expect(await now()).toBeUndefined();
  });
});

describe('what we have to pay', () => {
  const invoice = (days: number, paid?: number) => ({
    what: 'Oak boards',
    number: `RE-${days}`,
    date: inDays(-60),
    due: inDays(days),
    price: { amount: 84_500, currency: 'EUR' },
    ...(paid === undefined ? {} : { paidOn: inDays(paid) }),
  });

  test('is paid on time, late or not yet, and counted honestly', async () => {
    const { max } = company;
    const { id: partyId } = await sawmill(max);
    expect((await dealings(max, partyId)).paid).toEqual({ onTime: 0, of: 0 });
    await add(max, 'purchases', { ...invoice(-20, -25), partyId });
    await add(max, 'purchases', { ...invoice(-20, -10), partyId });
    await add(max, 'purchases', { ...invoice(-2), partyId });
    const { id } = await add(max, 'purchases', { ...invoice(5), partyId });
    const { purchases, paid } = await dealings(max, partyId);
    expect(purchases.map(({ state }) => state).toSorted()).toEqual([
      'open',
      'overdue',
      'paid',
      'paid late',
    ]);
    // The one that is overdue counts against us, the one that is not due yet counts for nothing.
    expect(paid).toEqual({ onTime: 1, of: 3 });
    const now = await max.patch(`purchases/${id}`, { paidOn: today.toString(), version: 1 });
    expect((await dealings(max, partyId)).paid).toEqual({ onTime: 2, of: 4 });
    await undo(max, now.body.event);
    expect((await dealings(max, partyId)).paid).toEqual(paid);
    const early = await max.patch(`purchases/${id}`, { paidOn: inDays(1), version: 3 });
    expect(early).toMatchObject({ status: 422, body: { code: 'terms.in-future' } });
  });

  test('is changed by its author and owners, seen by those who see the entry, and moves with a merge', async () => {
    const { max, nora, olga } = company;
    const { id: keep } = await sawmill(max);
    const { id: absorb } = await sawmill(max, { name: 'Huber Sawmill' });
    const { id } = await add(max, 'purchases', { ...invoice(5), partyId: absorb });
    const { code } = (await nora.patch<Done>(`purchases/${id}`, { number: '1', version: 1 })).body;
    expect(code).toBe('activity.not-yours');
    expect((await olga.patch(`purchases/${id}`, { number: '1', version: 1 })).status).toBe(200);
    const before = [await dealings(max, keep), await dealings(max, absorb)];
    const merge = await add(max, 'merges', { kind: 'company', keep, absorb, show: {} });
    expect((await dealings(max, keep)).purchases).toHaveLength(1);
    await max.post(`merges/${merge.id}/undo`);
    expect([await dealings(max, keep), await dealings(max, absorb)]).toEqual(before);
    for (const visibility of ['headers', 'private']) {
      const { version } = (await dealings(max, absorb)).purchases[0]!;
      await max.patch(`activities/${id}`, { visibility, version });
      expect((await dealings(max, absorb)).purchases).toHaveLength(1);
      expect(await dealings(nora, absorb)).toMatchObject({ purchases: [], paid: { of: 0 } });
    }
  });
});

describe('what lies between us and somebody', () => {
  test('is seen with the record, and goes out of sight with it', async () => {
    const { max, nora, otto } = company;
    const { id: partyId } = await sawmill(max);
    const promise = { partyId, direction: 'ours', what: 'A visit', due: inDays(5) };
    await add(max, 'promises', promise);
    await add(max, 'supplies', { partyId, name: 'Oak' });
    expect((await dealings(nora, partyId)).promises).toHaveLength(1);
    expect((await otto.get(`dealings?party=${partyId}`)).status).toBe(404);
    await max.patch(`companies/${partyId}`, { visibility: 'private', version: 1 });
    expect((await nora.get(`dealings?party=${partyId}`)).status).toBe(404);
    expect((await nora.get(`events?subject=${partyId}`)).text).not.toContain('A visit');
    expect((await dealings(max, partyId)).supplies).toHaveLength(1);
  });

  test('stands in the history of the record', async () => {
    const { max } = company;
    const { id: partyId } = await sawmill(max);
    await add(max, 'promises', { partyId, direction: 'ours', what: 'A visit', due: inDays(5) });
    const { body } = await max.get<{ rows: { verb: string; particulars: object }[] }>(
      `events?subject=${partyId}`,
    );
    expect(body.rows[0]).toMatchObject({ verb: 'promise made', particulars: { what: 'A visit' } });
  });

  test('is written down of nobody in the trash, and comes back with them', async () => {
    const { max } = company;
    const { id: partyId } = await sawmill(max);
    const promise = { partyId, direction: 'ours', what: 'A visit', due: inDays(5) };
    await add(max, 'promises', promise);
    await max.delete(`companies/${partyId}?version=1`);
    expect((await add(max, 'promises', promise, 409)).code).toBe('party.in-trash');
    expect(await dealings(max, partyId)).toMatchObject({ can: { note: false } });
    await max.post(`companies/${partyId}/restoration`);
    expect((await dealings(max, partyId)).can).toEqual({ note: true, editSupplies: true });
  });

  test('follows a merge, and goes back exactly where it was', async () => {
    const { max } = company;
    const { id: keep } = await sawmill(max);
    const { id: absorb } = await sawmill(max, { name: 'Huber Sawmill' });
    for (const [partyId, what] of [
      [keep, 'A visit'],
      [absorb, 'A sample'],
    ]) {
      await add(max, 'promises', { partyId, direction: 'ours', what, due: inDays(5) });
      await add(max, 'supplies', { partyId, name: `Oak with ${what}` });
    }
    const before = [await dealings(max, keep!), await dealings(max, absorb!)];
    const merge = await add(max, 'merges', { kind: 'company', keep, absorb, show: {} });
    const both = await dealings(max, keep!);
    expect(both.promises.map(({ what }) => what).toSorted()).toEqual(['A sample', 'A visit']);
    expect(both.supplies).toHaveLength(2);
    expect(await dealings(max, absorb!)).toEqual(both);
    await max.post(`merges/${merge.id}/undo`);
    expect([await dealings(max, keep!), await dealings(max, absorb!)]).toEqual(before);
  });

  test('goes for good thirty days after it was removed', async () => {
    const { max, house, workspaces } = company;
    const { id: partyId } = await sawmill(max);
    const promise = { partyId, direction: 'ours', what: 'A visit', due: inDays(5) };
    const { id } = await add(max, 'promises', promise);
    await max.delete(`promises/${id}?version=1`);
    await asActor(house.db, systemActor(workspaces.kettle), (transaction) =>
      purgeDealings(transaction, Temporal.Now.instant().add({ hours: 1 })),
    );
    expect((await max.post(`promises/${id}/restoration`)).status).toBe(404);
  });
});
