import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { DealingsView } from '../../../shared/interact/dealings/dealings.ts';
import type { HandoverRow, HandoverView, Proposed } from '../../../shared/interact/handovers.ts';
import type { NotificationView } from '../../../shared/interact/notifications.ts';
import { asActor, systemActor } from '../../platform/access/actor.ts';
import type { EventView } from '../../platform/events/history.ts';
import { type Caller, type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { followCalendar } from './work.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());
beforeEach(async () => {
  await company.sql('delete from parties');
  await company.sql('delete from handovers');
  await company.sql('delete from notifications');
});

/** A customer whom `by` looks after. */
async function customer(by: Colleague, name: string, also: object = {}): Promise<string> {
  const { id } = (await by.post('people', { name, ...also })).body;
  await by.patch(`people/${id}`, { assignedTo: by.id, version: 1 });
  return id;
}
const propose = (by: Caller, to: Colleague, also: object) =>
  by.post<Proposed & { code?: string }>('handovers', { to: to.id, reason: 'leaving', ...also });
const answer = (by: Caller, id: string, what: string, body: object = { version: 1 }) =>
  by.post<{ event: string; version: number; code?: string }>(`handovers/${id}/${what}`, body);
async function responsible(id: string): Promise<string | null> {
  const { olga, max, tom, nora } = company;
  const { assignedTo } = (await olga.get<PartyView>(`people/${id}`)).body;
  return [max, tom, nora].find((one) => one.id === assignedTo)?.name ?? null;
}
const view = async (by: Caller, id: string) => (await by.get<HandoverView>(`handovers/${id}`)).body;
const told = async (by: Caller) =>
  (await by.get<{ rows: NotificationView[] }>('notifications')).body.rows.filter(
    ({ kind }) => kind === 'handover',
  );
const onDay = (day: string) =>
  asActor(company.house.db, systemActor(company.workspaces.kettle), (transaction) =>
    followCalendar(transaction, Temporal.PlainDate.from(day)),
  );

describe('a relationship is handed over', () => {
  test('when the successor accepts, and not before; and it stands in its history', async () => {
    const { max, tom } = company;
    const anna = await customer(max, 'Anna Gruber');
    const proposed = await propose(max, tom, { partyIds: [anna], note: 'Prefers mornings.' });
    expect(proposed, proposed.text).toMatchObject({
      status: 201,
      body: { records: 1, leftOut: 0 },
    });
    const { id } = proposed.body;
    expect(await responsible(anna)).toBe('Max');
    expect(await told(tom)).toMatchObject([
      { because: 'taking over', actor: 'Max', handover: { state: 'proposed', records: 1 } },
    ]);
    expect(await view(tom, id)).toMatchObject({
      from: { name: 'Max' },
      note: 'Prefers mornings.',
      items: [{ partyId: anna, name: 'Anna Gruber', taken: false }],
      can: { answer: true, withdraw: false, end: false },
    });
    expect((await answer(tom, id, 'acceptance')).status).toBe(200);
    expect(await responsible(anna)).toBe('Tom');
    expect(await told(max)).toMatchObject([
      { because: 'handing over', actor: 'Tom', handover: { state: 'begun' } },
    ]);
    const { rows } = (await max.get<{ rows: EventView[] }>(`events?subject=${anna}`)).body;
    expect(rows[0]).toMatchObject({
      verb: 'changed',
      actorName: 'Tom',
      before: { assignedTo: max.id },
      after: { assignedTo: tom.id },
      particulars: { handoverId: id },
    });
    expect((await answer(tom, id, 'acceptance')).body.code).toBe('handover.answered');
  });

  test('and every step is taken back', async () => {
    const { max, tom } = company;
    const anna = await customer(max, 'Anna');
    const { body } = await propose(max, tom, { partyIds: [anna] });
    const accepted = await answer(tom, body.id, 'acceptance');
    expect((await tom.post(`events/${accepted.body.event}/undo`)).status).toBe(200);
    expect(await responsible(anna)).toBe('Max');
    const declined = await answer(tom, body.id, 'refusal', { version: 3, answer: 'No time' });
    expect(await view(max, body.id)).toMatchObject({ state: 'declined', answer: 'No time' });
    await tom.post(`events/${declined.body.event}/undo`);
    expect((await max.post(`events/${body.event}/undo`)).status).toBe(200);
    expect((await view(max, body.id)).state).toBe('withdrawn');
    expect((await answer(tom, body.id, 'acceptance', { version: 6 })).status).toBe(409);
  });

  test('with the open promises that go with it, which come back with it', async () => {
    const { max, tom, nora } = company;
    const anna = await customer(max, 'Anna');
    const give = async (by: Colleague, what: string) =>
      (
        await by.post('promises', {
          partyId: anna,
          direction: 'ours',
          what,
          due: '2026-03-14',
          keeperId: by.id,
        })
      ).body.id;
    await give(max, 'A visit');
    await give(nora, 'A sample');
    const sent = await give(max, 'An offer');
    const settlement = { outcome: 'kept', version: 1 };
    await max.send('PUT', `promises/${sent}/settlement`, { body: settlement });
    const keepers = async () => {
      const { body } = await nora.get<DealingsView>(`dealings?party=${anna}`);
      return Object.fromEntries(body.promises.map(({ what, keeper }) => [what, keeper.name]));
    };
    const { body } = await propose(max, tom, { partyIds: [anna] });
    expect(await keepers()).toEqual({ 'A visit': 'Max', 'A sample': 'Nora', 'An offer': 'Max' });
    const accepted = await answer(tom, body.id, 'acceptance');
    expect(await keepers()).toEqual({ 'A visit': 'Tom', 'A sample': 'Nora', 'An offer': 'Max' });
    await tom.post(`events/${accepted.body.event}/undo`);
    expect(await keepers()).toEqual({ 'A visit': 'Max', 'A sample': 'Nora', 'An offer': 'Max' });
  });

  test('with the open tasks about it, which come back with it', async () => {
    const { max, tom, nora } = company;
    const anna = await customer(max, 'Anna');
    const give = async (title: string, also: object = {}) =>
      (await max.post('tasks', { title, zone: 'Europe/Vienna', partyIds: [anna], ...also })).body
        .id;
    await give('To visit');
    await give('Mine alone', { isPrivate: true });
    await give('To send samples', { keeperId: nora.id });
    const sent = await give('To send the offer');
    const settlement = { outcome: 'done', version: 1 };
    await max.send('PUT', `tasks/${sent}/settlement`, { body: settlement });
    const open = async (by: Colleague) =>
      (await by.get<{ rows: { title: string }[] }>('tasks')).body.rows.map(({ title }) => title);
    const { body } = await propose(max, tom, { partyIds: [anna] });
    const accepted = await answer(tom, body.id, 'acceptance');
    expect(await open(tom)).toEqual(['To visit']);
    expect(await open(max)).toEqual(['Mine alone']);
    expect(await open(nora)).toEqual(['To send samples']);
    await tom.post(`events/${accepted.body.event}/undo`);
    expect(await open(tom)).toEqual([]);
    expect(await open(max)).toEqual(['To visit', 'Mine alone']);
  });

  test('with everything one looks after, but what the successor cannot see', async () => {
    const { max, tom, nora, teams } = company;
    const [anna, ben] = [await customer(max, 'Anna'), await customer(max, 'Ben')];
    const team = await customer(max, 'Cleo', { visibility: 'team', teamId: teams.north });
    const secret = await customer(max, 'Doris', { visibility: 'private' });
    const toNora = await propose(max, nora, { allOf: max.id });
    expect(toNora.body).toMatchObject({ records: 2, leftOut: 2 });
    await answer(nora, toNora.body.id, 'acceptance');
    expect(await Promise.all([anna, ben, team].map(responsible))).toEqual(['Nora', 'Nora', 'Max']);
    const toTom = await propose(max, tom, { allOf: max.id });
    expect(toTom.body).toMatchObject({ records: 1, leftOut: 1 });
    expect((await propose(max, tom, { partyIds: [secret] })).body.code).toBe(
      'party.unseen-by-colleague',
    );
  });

  test('for a holiday, and comes back by itself', async () => {
    const { max, tom } = company;
    const anna = await customer(max, 'Anna');
    const { body } = await propose(max, tom, {
      partyIds: [anna],
      reason: 'away',
      from: '2099-08-01',
      until: '2099-08-14',
    });
    await answer(tom, body.id, 'acceptance');
    expect(await responsible(anna)).toBe('Max');
    expect(await onDay('2099-07-31')).toBe(0);
    expect(await onDay('2099-08-01')).toBe(1);
    expect(await responsible(anna)).toBe('Tom');
    expect(await onDay('2099-08-14')).toBe(0);
    expect(await onDay('2099-08-15')).toBe(1);
    expect(await responsible(anna)).toBe('Max');
    expect((await view(max, body.id)).state).toBe('ended');
    expect(await onDay('2099-08-16')).toBe(0);
  });

  test('and goes back early; what was given on meanwhile stays where it is', async () => {
    const { max, tom, nora } = company;
    const [anna, ben] = [await customer(max, 'Anna'), await customer(max, 'Ben')];
    const away = { reason: 'away', until: '2099-08-14', partyIds: [anna, ben] };
    const { body } = await propose(max, tom, away);
    await answer(tom, body.id, 'acceptance');
    const { version } = (await tom.get<PartyView>(`people/${ben}`)).body;
    await tom.patch(`people/${ben}`, { assignedTo: nora.id, version });
    const ended = await answer(max, body.id, 'end', { version: 2 });
    expect(await Promise.all([anna, ben].map(responsible))).toEqual(['Max', 'Nora']);
    await max.post(`events/${ended.body.event}/undo`);
    expect(await Promise.all([anna, ben].map(responsible))).toEqual(['Tom', 'Nora']);
  });

  test('and follows a record that becomes part of another, and back', async () => {
    const { olga, tom } = company;
    const anna = await customer(olga, 'Anna Gruber');
    const annie = await customer(olga, 'Annie Gruber');
    const { body } = await propose(olga, tom, { partyIds: [annie] });
    const merged = await olga.post('merges', { kind: 'person', keep: anna, absorb: annie });
    expect((await view(olga, body.id)).items.map(({ partyId }) => partyId)).toEqual([anna]);
    await olga.post(`merges/${merged.body.id}/undo`);
    expect((await view(olga, body.id)).items.map(({ partyId }) => partyId)).toEqual([annie]);
  });
});

describe('who may', () => {
  test('hand over: oneself, one’s manager and owners; nobody else sees it', async () => {
    const { max, tom, mara, nora, olga, rita, otto } = company;
    const anna = await customer(max, 'Anna');
    expect((await propose(tom, nora, { partyIds: [anna] })).status).toBe(403);
    expect((await propose(tom, nora, { allOf: max.id })).body.code).toBe(
      'handover.not-yours-to-give',
    );
    expect((await propose(max, rita, { partyIds: [anna] })).body.code).toBe(
      'handover.no-successor',
    );
    expect((await propose(max, otto, { partyIds: [anna] })).body.code).toBe(
      'handover.no-successor',
    );
    const { body } = await propose(mara, tom, { allOf: max.id });
    for (const knows of [max, mara, tom, olga])
      expect((await view(knows, body.id)).id).toBe(body.id);
    expect((await nora.get(`handovers/${body.id}`)).status).toBe(404);
    expect((await nora.get<{ rows: HandoverRow[] }>('handovers')).body.rows).toEqual([]);
    const seen = await nora.get<{ rows: EventView[] }>('events?limit=200');
    expect(seen.body.rows.filter(({ subject }) => subject === 'handover')).toEqual([]);
    expect((await answer(nora, body.id, 'acceptance')).status).toBe(404);
    expect((await answer(max, body.id, 'acceptance')).body.code).toBe('handover.not-yours');
    expect((await tom.delete(`handovers/${body.id}?version=1`)).status).toBe(403);
    expect((await max.delete(`handovers/${body.id}?version=1`)).status).toBe(200);
  });

  test('take over: only what is still as it was proposed, and still in sight', async () => {
    const { max, nora } = company;
    const [anna, ben] = [await customer(max, 'Anna'), await customer(max, 'Ben')];
    const { body } = await propose(max, nora, { partyIds: [anna, ben] });
    await max.patch(`people/${ben}`, { visibility: 'private', version: 2 });
    expect((await view(nora, body.id)).items.map(({ name }) => name)).toEqual(['Anna']);
    await answer(nora, body.id, 'acceptance');
    const mine = (await max.get<PartyView>(`people/${ben}`)).body;
    expect([await responsible(anna), mine.assignedTo]).toEqual(['Nora', max.id]);
  });
});

test('what is asked for wrongly is answered with what to do', async () => {
  const { max, tom } = company;
  const anna = await customer(max, 'Anna');
  for (const wrong of [
    {},
    { partyIds: [anna], allOf: max.id },
    { partyIds: [anna], reason: 'away' },
    { partyIds: [anna], reason: 'away', from: '2099-02-01', until: '2099-01-01' },
  ])
    expect((await propose(max, tom, wrong)).status).toBe(400);
  expect((await propose(max, max, { partyIds: [anna] })).status).toBe(422);
  expect((await propose(tom, max, { allOf: tom.id })).body.code).toBe('handover.nothing');
});
