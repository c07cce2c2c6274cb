import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { GroupView, HouseholdView, TieView } from '../../../shared/identify/ties.ts';
import { listen } from '../../boundary/listening.ts';
import type { EventView } from '../../platform/events/history.ts';
import { type Caller, type Company, openCompany } from '../../testing/company.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());
beforeEach(() => company.sql('delete from parties'));

async function person(by: Caller, name: string, also: object = {}): Promise<string> {
  return (await by.post('people', { name, ...also })).body.id;
}
async function firm(by: Caller, name: string, also: object = {}): Promise<string> {
  return (await by.post('companies', { name, ...also })).body.id;
}
const tie = (by: Caller, kind: string, fromId: string, toId: string, also: object = {}) =>
  by.post<{ id: string; event: string; code?: string }>('ties', { kind, fromId, toId, ...also });
async function tiesOf(by: Caller, id: string, home = 'people'): Promise<TieView[]> {
  return (await by.get<{ rows: TieView[] }>(`${home}/${id}/ties`)).body.rows;
}
const asRead = (ties: TieView[]) =>
  ties.map(({ kind, direction, other }) => `${kind} ${direction} ${other.name}`);
async function history(by: Caller, id: string): Promise<EventView[]> {
  return (await by.get<{ rows: EventView[] }>(`events?subject=${id}`)).body.rows.filter(
    ({ subject }) => subject === 'tie',
  );
}

describe('a tie', () => {
  test('is read from both its ends, each in its own direction', async () => {
    const { max } = company;
    const anna = await person(max, 'Anna Gruber');
    const ben = await person(max, 'Ben Huber');
    const stated = await tie(max, 'reports to', anna, ben, {
      from: '2024-02-01',
      evidence: 'Said so at the fair.',
    });
    expect(stated.status, stated.text).toBe(201);
    expect(asRead(await tiesOf(max, anna))).toEqual(['reports to forward Ben Huber']);
    const [seen] = await tiesOf(max, ben);
    expect(seen).toMatchObject({
      direction: 'reverse',
      other: { name: 'Anna Gruber', kind: 'person' },
      from: '2024-02-01',
      evidence: 'Said so at the fair.',
      basis: 'told',
      statedBy: 'Max',
      can: { edit: true, share: true },
    });
  });

  test('between equals is one, whoever is named first, and is said once', async () => {
    const { max, tom } = company;
    const sails = await firm(max, 'Sails');
    const ropes = await firm(max, 'Ropes');
    expect((await tie(max, 'competes with', ropes, sails)).status).toBe(201);
    const again = await tie(tom, 'competes with', sails, ropes);
    expect(again).toMatchObject({ status: 409, body: { code: 'tie.exists' } });
  });

  test('that has ended may begin again', async () => {
    const { max } = company;
    const [anna, ben] = [await person(max, 'Anna'), await person(max, 'Ben')];
    await tie(max, 'advises', anna, ben, { from: '2010-01-01', to: '2012-12-31' });
    expect((await tie(max, 'advises', anna, ben, { from: '2020-01-01' })).status).toBe(201);
    const found = await tiesOf(max, anna);
    expect(found.map(({ from }) => from)).toEqual(['2020-01-01', '2010-01-01']);
  });

  test('is changed, withdrawn and restored, and each act is taken back', async () => {
    const { max } = company;
    const [anna, ben] = [await person(max, 'Anna'), await person(max, 'Ben')];
    const { body } = await tie(max, 'influences', anna, ben);
    const changed = await max.patch(`ties/${body.id}`, { to: '2025-01-31', version: 1 });
    expect((await tiesOf(max, anna))[0]).toMatchObject({ to: '2025-01-31', version: 2 });
    await max.post(`events/${changed.body.event}/undo`);
    expect((await tiesOf(max, anna))[0]).toMatchObject({ to: null, version: 3 });

    const withdrawn = await max.delete(`ties/${body.id}?version=3`);
    expect(await tiesOf(max, anna)).toEqual([]);
    const stale = await max.patch(`ties/${body.id}`, { to: null, version: 4 });
    expect(stale).toMatchObject({ status: 409, body: { code: 'tie.withdrawn' } });
    await max.post(`events/${withdrawn.body.event}/undo`);
    expect(await tiesOf(max, ben)).toHaveLength(1);

    await max.post(`events/${body.event}/undo`);
    expect(await tiesOf(max, ben)).toEqual([]);
  });

  test('is changed by nobody over the change of another', async () => {
    const { max } = company;
    const [anna, ben] = [await person(max, 'Anna'), await person(max, 'Ben')];
    const { body } = await tie(max, 'influences', anna, ben);
    await max.patch(`ties/${body.id}`, { evidence: 'Both told me.', version: 1 });
    const late = await max.patch(`ties/${body.id}`, { evidence: 'Neither did.', version: 1 });
    expect(late).toMatchObject({ status: 409, body: { code: 'version.conflict' } });
  });

  test('stands in the history of both ends', async () => {
    const { max } = company;
    const [anna, ben] = [await person(max, 'Anna'), await person(max, 'Ben')];
    const { body } = await tie(max, 'reports to', anna, ben);
    await max.delete(`ties/${body.id}?version=1`);
    for (const end of [anna, ben]) {
      const told = await history(max, end);
      expect(told.map(({ verb }) => verb)).toEqual(['withdrawn', 'stated']);
      expect(told[1]?.particulars).toMatchObject({ fromName: 'Anna', toName: 'Ben' });
    }
  });

  test('is changed by whoever stated it and those above them, not by a colleague', async () => {
    const { max, tom, mara } = company;
    const [anna, ben] = [await person(max, 'Anna'), await person(max, 'Ben')];
    const { body } = await tie(max, 'influences', anna, ben);
    const change = { evidence: 'So they say.', version: 1 };
    expect(await tom.patch(`ties/${body.id}`, change)).toMatchObject({ status: 403 });
    expect((await tiesOf(tom, anna))[0]?.can).toEqual({ edit: false, share: false });
    expect((await mara.patch(`ties/${body.id}`, change)).status).toBe(200);
  });

  test('needs two ends that fit its kind', async () => {
    const { max } = company;
    const [anna, sails] = [await person(max, 'Anna'), await firm(max, 'Sails')];
    expect((await tie(max, 'reports to', anna, sails)).body.code).toBe('tie.wrong-ends');
    expect((await tie(max, 'influences', anna, anna)).body.code).toBe('tie.to-itself');
    expect((await tie(max, crypto.randomUUID(), anna, sails)).body.code).toBe('tie.no-such-kind');
    const dates = { from: '2024-01-01', to: '2023-01-01' };
    expect((await tie(max, 'influences', anna, sails, dates)).status).toBe(400);
    const weight = { influence: 'high' };
    expect((await tie(max, 'influences', anna, sails, weight)).body.code).toBe('tie.no-influence');
  });

  test('goes with an end that goes for good, and waits while one is in the trash', async () => {
    const { max, sql } = company;
    const [anna, ben] = [await person(max, 'Anna'), await person(max, 'Ben')];
    await tie(max, 'influences', anna, ben);
    const { body } = await max.delete(`people/${ben}?version=1`);
    expect(await tiesOf(max, anna)).toEqual([]);
    await max.post(`events/${body.event}/undo`);
    expect(await tiesOf(max, anna)).toHaveLength(1);
    await sql('delete from parties where id = $1', [ben]);
    expect(await tiesOf(max, anna)).toEqual([]);
    expect(await history(max, anna)).toEqual([]);
  });
});

describe('family', () => {
  test('is private unless a team is named, and never for everyone', async () => {
    const { max, tom, nora, teams } = company;
    const [anna, ben] = [await person(max, 'Anna'), await person(max, 'Ben')];
    const { body } = await tie(max, 'parent', anna, ben);
    expect((await tiesOf(max, ben))[0]).toMatchObject({ kind: 'parent', visibility: 'private' });
    expect(await tiesOf(tom, ben)).toEqual([]);
    const wide = await tie(max, 'sibling', anna, ben, { visibility: 'everyone' });
    expect(wide).toMatchObject({ status: 422, body: { code: 'tie.family-for-everyone' } });
    const opened = await max.patch(`ties/${body.id}`, { visibility: 'everyone', version: 1 });
    expect(opened).toMatchObject({ status: 422, body: { code: 'tie.family-for-everyone' } });
    const team = { visibility: 'team', teamId: teams.north };
    expect((await max.patch(`ties/${body.id}`, { ...team, version: 1 })).status).toBe(200);
    expect(await tiesOf(tom, ben)).toHaveLength(1);
    expect(await tiesOf(nora, ben)).toEqual([]);
    expect(await history(nora, ben)).toEqual([]);
    expect(await history(tom, ben)).not.toEqual([]);
  });

  test('is kept by the family’s own word, not by hearsay', async () => {
    const { max } = company;
    const [anna, ben] = [await person(max, 'Anna'), await person(max, 'Ben')];
    for (const basis of ['third party', 'assumed', 'calculated'])
      expect((await tie(max, 'spouse', anna, ben, { basis })).body.code).toBe(
        'tie.family-by-hearsay',
      );
    expect((await tie(max, 'spouse', anna, ben, { basis: 'seen' })).status).toBe(201);
  });

  test('of one household are found through each other, and end with the household', async () => {
    const { max } = company;
    const anna = await person(max, 'Anna');
    const ben = await person(max, 'Ben');
    const cleo = await person(max, 'Cleo');
    await tie(max, 'household', anna, ben);
    const { body } = await tie(max, 'household', cleo, ben);
    const names = async (id: string) =>
      (await max.get<HouseholdView>(`people/${id}/household`)).body.people.map(({ name }) => name);
    expect(await names(anna)).toEqual(['Ben', 'Cleo']);
    await max.patch(`ties/${body.id}`, { to: '2020-01-01', version: 1 });
    expect(await names(anna)).toEqual(['Ben']);
  });
});

describe('whoever does not see one end', () => {
  test('finds no trace of the tie on the other', async () => {
    const { nora, max, mara, olga, otto } = company;
    const anna = await person(nora, 'Anna Gruber');
    const secret = await person(nora, 'Zephyrine', { visibility: 'private' });
    const listeners = await Promise.all([max, mara, olga, otto].map((caller) => listen(caller)));
    const { body } = await tie(nora, 'influences', anna, secret);
    await nora.patch(`ties/${body.id}`, { evidence: 'Told in confidence.', version: 1 });
    expect(await tiesOf(nora, anna)).toHaveLength(1);
    for (const other of [max, mara, olga]) {
      expect(await tiesOf(other, anna)).toEqual([]);
      expect(await history(other, anna)).toEqual([]);
      const everything = await other.get('events?limit=200');
      expect(everything.text).not.toContain(body.id);
      expect((await other.patch(`ties/${body.id}`, { to: null, version: 2 })).status).toBe(404);
      expect((await other.post(`ties/${body.id}/restoration`)).status).toBe(404);
      expect((await other.post(`events/${body.event}/undo`)).status).toBe(404);
      const blind = await tie(other, 'influences', anna, secret);
      const nobody = await tie(other, 'influences', anna, crypto.randomUUID());
      expect(blind.text).toBe(nobody.text);
    }
    for (const listener of listeners) expect(await listener.heard()).toEqual([]);
  });

  test('loses it with the end that becomes private, and finds it again when that is shared', async () => {
    const { nora, max } = company;
    const [anna, ben] = [await person(nora, 'Anna'), await person(nora, 'Ben')];
    await tie(nora, 'reports to', anna, ben);
    expect(await tiesOf(max, anna)).toHaveLength(1);
    const hidden = await nora.patch(`people/${ben}`, { visibility: 'private', version: 1 });
    expect(await tiesOf(max, anna)).toEqual([]);
    expect(await history(max, anna)).toEqual([]);
    await nora.post(`events/${hidden.body.event}/undo`);
    expect(await tiesOf(max, anna)).toHaveLength(1);
    expect(await history(max, anna)).toHaveLength(1);
  });

  test('between two teams sees neither tie nor history, and whoever is in both does', async () => {
    const { olga, max, nora, teams } = company;
    const anna = await person(olga, 'Anna', { visibility: 'team', teamId: teams.north });
    const ben = await person(olga, 'Ben', { visibility: 'team', teamId: teams.south });
    await tie(olga, 'influences', anna, ben);
    expect(await tiesOf(olga, anna)).toHaveLength(1);
    expect(await history(olga, anna)).toHaveLength(1);
    expect(await tiesOf(max, anna)).toEqual([]);
    expect(await tiesOf(nora, ben)).toEqual([]);
    expect(await history(max, anna)).toEqual([]);
  });

  test('learns of no entry of the timeline that is kept from them', async () => {
    const { nora, max } = company;
    const [anna, ben] = [await person(nora, 'Anna'), await person(nora, 'Ben')];
    const { body: note } = await nora.post('activities', {
      kind: 'note',
      partyIds: [anna],
      text: 'She trusts Ben.',
      visibility: 'private',
    });
    await tie(nora, 'influences', ben, anna, { activityId: note.id });
    expect((await tiesOf(nora, anna))[0]?.activityId).toBe(note.id);
    expect((await tiesOf(max, anna))[0]?.activityId).toBeNull();
    expect((await max.get(`people/${anna}/ties`)).text).not.toContain(note.id);
    expect((await max.get(`events?subject=${anna}`)).text).not.toContain(note.id);
    const told = await tie(max, 'influences', anna, ben, { activityId: note.id });
    expect(told.body.code).toBe('tie.no-such-entry');
  });
});

describe('a group of companies', () => {
  const groupOf = async (by: Caller, id: string) =>
    (await by.get<GroupView>(`companies/${id}/group`)).body.rows.map(
      ({ company: { name }, depth }) => `${'  '.repeat(depth)}${name}`,
    );

  test('is read as a tree from wherever one stands in it', async () => {
    const { max } = company;
    const [holding, north, south, mill] = await Promise.all(
      ['Holding', 'North Ltd', 'South Ltd', 'Mill'].map((name) => firm(max, name)),
    );
    await tie(max, 'subsidiary of', north!, holding!);
    await tie(max, 'subsidiary of', south!, holding!);
    await tie(max, 'subsidiary of', mill!, north!);
    const tree = ['Holding', '  North Ltd', '    Mill', '  South Ltd'];
    for (const id of [holding!, north!, south!, mill!])
      expect(await groupOf(max, id)).toEqual(tree);
    expect(await groupOf(max, await firm(max, 'Alone'))).toEqual([]);
  });

  test('never goes in a circle', async () => {
    const { max } = company;
    const ids = [];
    for (const name of ['A', 'B', 'C', 'D']) ids.push(await firm(max, name));
    for (let at = 0; at < 3; at++) await tie(max, 'subsidiary of', ids[at]!, ids[at + 1]!);
    const refused = await tie(max, 'subsidiary of', ids[3]!, ids[0]!);
    expect(refused).toMatchObject({ status: 409, body: { code: 'tie.group-in-circle' } });
    expect(refused.text).toContain('A already belongs to D');
    // What is over belongs to nobody any more.
    const [{ id, version }] = (await tiesOf(max, ids[2]!, 'companies')).filter(
      ({ direction }) => direction === 'forward',
    ) as [TieView];
    await max.patch(`ties/${id}`, { to: '2020-12-31', version });
    expect((await tie(max, 'subsidiary of', ids[3]!, ids[0]!)).status).toBe(201);
    const back = await max.patch(`ties/${id}`, { to: null, version: version + 1 });
    expect(back.body).toMatchObject({ code: 'tie.group-in-circle' });
  });

  test('two who say the opposite at the same moment do not close one', async () => {
    const { max, tom } = company;
    const [a, b] = [await firm(max, 'A'), await firm(max, 'B')];
    const answers = await Promise.all([
      tie(max, 'subsidiary of', a, b),
      tie(tom, 'subsidiary of', b, a),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('shows nobody a company they may not see, nor refuses because of one', async () => {
    const { nora, max } = company;
    const top = await firm(nora, 'Top');
    const secret = await firm(nora, 'Secret Mill', { visibility: 'private' });
    const low = await firm(nora, 'Low');
    await tie(nora, 'subsidiary of', secret, top);
    await tie(nora, 'subsidiary of', low, secret);
    expect(await groupOf(nora, top)).toEqual(['Top', '  Secret Mill', '    Low']);
    expect(await groupOf(max, top)).toEqual([]);
    expect((await tie(max, 'subsidiary of', top, low)).status).toBe(201);
    // The circle is closed for Nora alone, and she still reads it.
    expect((await groupOf(nora, top)).length).toBeGreaterThanOrEqual(3);
  });
});

describe('kinds of one’s own', () => {
  test('are named in both directions and stay with their ties when retired', async () => {
    const { olga, max } = company;
    const names = { name: 'mentor of', reverseName: 'mentored by' };
    expect((await max.post('tie-kinds', names)).status).toBe(403);
    const { body: kind } = await olga.post('tie-kinds', names);
    expect((await olga.post('tie-kinds', names)).status).toBe(409);
    const [anna, sails] = [await person(max, 'Anna'), await firm(max, 'Sails')];
    await tie(max, kind.id, anna, sails);
    expect((await tiesOf(max, anna))[0]).toMatchObject({ kind: kind.id, ownName: 'mentor of' });
    expect((await tiesOf(max, sails, 'companies'))[0]?.ownName).toBe('mentored by');
    await olga.patch(`tie-kinds/${kind.id}`, { retired: true, version: 1 });
    expect(await tiesOf(max, anna)).toHaveLength(1);
    const later = await tie(max, kind.id, await person(max, 'Ben'), sails);
    expect(later.body.code).toBe('tie.no-such-kind');
  });

  test('are renamed, and the old name comes back by undo', async () => {
    const { olga } = company;
    const { body: kind } = await olga.post('tie-kinds', { name: 'x', reverseName: 'y' });
    const path = `tie-kinds/${kind.id}`;
    const { body } = await olga.patch(path, { name: 'z', version: 1 });
    const name = async () =>
      (await olga.get<{ rows: { id: string; name: string }[] }>('tie-kinds')).body.rows.find(
        ({ id }) => id === kind.id,
      )?.name;
    expect(await name()).toBe('z');
    await olga.post(`events/${body.event}/undo`);
    expect(await name()).toBe('x');
  });
});
