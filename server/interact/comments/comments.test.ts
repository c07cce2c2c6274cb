import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CommentView, Listeners } from '../../../shared/interact/comments.ts';
import { listen } from '../../boundary/listening.ts';
import { asActor, systemActor } from '../../platform/access/actor.ts';
import { type Caller, type Company, openCompany } from '../../testing/company.ts';
import { purgeComments } from './upkeep.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());
beforeEach(() => company.sql('delete from parties'));

async function person(by: Caller, name: string, also: object = {}): Promise<string> {
  return (await by.post('people', { name, ...also })).body.id;
}
const say = (by: Caller, partyId: string, text: string, also: object = {}) =>
  by.post<{ id: string; event: string; code?: string; detail?: string }>('comments', {
    about: { partyId },
    text,
    ...also,
  });
async function said(by: Caller, about: string): Promise<CommentView[]> {
  return (await by.get<{ rows: CommentView[] }>(`comments?${about}`)).body?.rows ?? [];
}
const texts = async (by: Caller, partyId: string) =>
  (await said(by, `party=${partyId}`)).map(({ text }) => text);

describe('a comment on a person', () => {
  test('is read by whoever sees the person, newest first, with who is named in it', async () => {
    const { max, nora, rita } = company;
    const anna = await person(max, 'Anna Gruber');
    await say(max, anna, `@[${nora.id}] knows her from Graz.`);
    await say(nora, anna, 'From the choir.');
    const [second, first] = await said(rita, `party=${anna}`);
    expect(first).toMatchObject({
      author: { name: 'Max' },
      mentioned: [{ id: nora.id, name: 'Nora' }],
      can: { edit: false, remove: false },
    });
    expect(second).toMatchObject({ text: 'From the choir.', author: { name: 'Nora' } });
    expect((await rita.get(`comments/count?party=${anna}`)).body).toEqual({ count: 2 });
    expect((await say(rita, anna, 'Me too')).status).toBe(403);
  });

  test('is put in other words by its author alone, and every act is taken back', async () => {
    const { max, nora, olga } = company;
    const anna = await person(max, 'Anna Gruber');
    const { body } = await say(max, anna, 'Likes tea');
    const other = await nora.patch(`comments/${body.id}`, { text: 'Likes gin', version: 1 });
    expect(other).toMatchObject({ status: 403, body: { code: 'comment.not-yours' } });
    expect((await olga.patch(`comments/${body.id}`, { text: 'No', version: 1 })).status).toBe(403);
    const edited = await max.patch(`comments/${body.id}`, { text: 'Likes coffee', version: 1 });
    expect(await texts(nora, anna)).toEqual(['Likes coffee']);
    await max.post(`events/${edited.body.event}/undo`);
    expect(await texts(nora, anna)).toEqual(['Likes tea']);
    await max.post(`events/${body.event}/undo`);
    expect(await texts(nora, anna)).toEqual([]);
    await max.post(`comments/${body.id}/restoration`);
    const removed = await max.delete(`comments/${body.id}?version=5`);
    expect(await texts(nora, anna)).toEqual([]);
    await max.post(`events/${removed.body.event}/undo`);
    expect(await texts(nora, anna)).toEqual(['Likes tea']);
    const meanwhile = await max.patch(`comments/${body.id}`, { text: 'x', version: 1 });
    expect(meanwhile.body).toMatchObject({ code: 'version.conflict' });
  });

  test('that an owner took out is not brought back by its author', async () => {
    const { max, olga } = company;
    const anna = await person(max, 'Anna Gruber');
    const { body } = await say(max, anna, 'Something that must not stand here');
    expect((await olga.delete(`comments/${body.id}?version=1`)).status).toBe(200);
    expect((await max.post(`comments/${body.id}/restoration`)).status).toBe(403);
    expect((await olga.post(`comments/${body.id}/restoration`)).status).toBe(200);
  });

  test('is as private as the person, also when that changes, and nobody else hears of it', async () => {
    const { max, nora, olga, tom, sql } = company;
    const anna = await person(max, 'Anna Gruber');
    const { body } = await say(max, anna, 'A delicate matter');
    await max.patch(`comments/${body.id}`, { text: 'A most delicate matter', version: 1 });
    await max.patch(`people/${anna}`, { visibility: 'private', version: 1 });
    const listener = await listen(nora);
    await say(max, anna, 'More of it');
    expect(await listener.heard()).toEqual([]);
    for (const other of [nora, olga, tom]) {
      expect((await other.get(`comments?party=${anna}`)).status).toBe(404);
      expect((await other.get(`comments/count?party=${anna}`)).status).toBe(404);
      expect((await other.get(`comments/listeners?party=${anna}`)).status).toBe(404);
      expect((await say(other, anna, 'Hello?')).status).toBe(404);
      expect((await other.patch(`comments/${body.id}`, { text: 'x', version: 2 })).status).toBe(
        404,
      );
      expect((await other.get<{ rows: object[] }>(`events?subject=${body.id}`)).body.rows).toEqual(
        [],
      );
    }
    const [row] = await sql<{ audience: string }>('select audience from comments where id = $1', [
      body.id,
    ]);
    expect(row?.audience).toBe(max.id);
    expect(await texts(max, anna)).toHaveLength(2);
  });

  test('goes with the person, and what was removed goes after its time', async () => {
    const { max, house, workspaces, sql } = company;
    const anna = await person(max, 'Anna Gruber');
    const { body } = await say(max, anna, 'First');
    await max.delete(`comments/${body.id}?version=1`);
    const tomorrow = Temporal.Now.instant().add({ hours: 24 });
    await asActor(house.db, systemActor(workspaces.kettle), (transaction) =>
      purgeComments(transaction, tomorrow),
    );
    const left = () =>
      sql<{ id: string }>(
        `select id from comments union all select id from events where subject = 'comment'`,
      );
    expect(await left()).toEqual([]);
    await say(max, anna, 'Second');
    expect(await left()).toHaveLength(2);
    await sql('delete from parties');
    expect(await left()).toEqual([]);
  });

  test('follows a record that becomes part of another, and goes back', async () => {
    const { max } = company;
    const anna = await person(max, 'Anna Gruber');
    const annie = await person(max, 'Annie Gruber');
    await say(max, annie, 'Called on Monday');
    const { body } = await max.post('merges', { kind: 'person', keep: anna, absorb: annie });
    expect(await texts(max, anna)).toEqual(['Called on Monday']);
    expect(await texts(max, annie)).toEqual(['Called on Monday']);
    await max.post(`merges/${body.id}/undo`);
    expect(await texts(max, anna)).toEqual([]);
    expect(await texts(max, annie)).toEqual(['Called on Monday']);
  });
});

describe('a colleague is named', () => {
  test('only where they can read it, and it is said who cannot', async () => {
    const { max, nora, tom, otto, teams } = company;
    const anna = await person(max, 'Anna', { visibility: 'team', teamId: teams.north });
    const listeners = (await max.get<Listeners>(`comments/listeners?party=${anna}`)).body;
    expect(listeners.canShare).toBe(true);
    const sees = Object.fromEntries(listeners.rows.map(({ name, sees }) => [name, sees]));
    expect(sees).toEqual({ Olga: true, Mara: true, Tom: true, Rita: true, Nora: false });
    expect((await say(max, anna, `@[${tom.id}] look`)).status).toBe(201);
    const refused = await say(max, anna, `@[${nora.id}] look`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'comment.cannot-see' } });
    expect(refused.body.detail).toContain('Nora');
    const stranger = await say(max, anna, `@[${otto.id}] look`);
    expect(stranger).toMatchObject({ status: 422, body: { code: 'comment.unknown-colleague' } });
    expect(await texts(max, anna)).toHaveLength(1);
  });

  test('through the team that would let them see it', async () => {
    const { max, tom, teams } = company;
    const anna = await person(max, 'Anna', { visibility: 'private' });
    const { rows } = (await max.get<Listeners>(`comments/listeners?party=${anna}`)).body;
    expect(rows.find(({ id }) => id === tom.id)).toMatchObject({
      sees: false,
      through: [{ id: teams.north, name: 'North' }],
    });
  });
});

describe('a comment on an entry', () => {
  test('has the readers of the entry, and of headers only those of its text', async () => {
    const { max, nora } = company;
    const anna = await person(max, 'Anna Gruber');
    const note = { kind: 'note', partyIds: [anna], text: 'Wants oak stairs' };
    const { body } = await max.post('activities', note);
    const comment = (by: Caller, text: string) =>
      by.post('comments', { about: { activityId: body.id }, text });
    expect((await comment(nora, 'Beech would do')).status).toBe(201);
    expect(await said(max, `activity=${body.id}`)).toHaveLength(1);
    await max.patch(`activities/${body.id}`, { visibility: 'headers', version: 1 });
    expect(await said(nora, `activity=${body.id}`)).toEqual([]);
    expect((await comment(nora, 'Still?')).body).toMatchObject({ code: 'activity.headers-only' });
    expect((await comment(max, 'Oak it is')).status).toBe(201);
    await max.patch(`activities/${body.id}`, { visibility: 'everyone', version: 2 });
    expect(await said(nora, `activity=${body.id}`)).toHaveLength(2);
    await max.delete(`activities/${body.id}?version=3`);
    expect((await comment(max, 'Gone')).status).toBe(404);
  });
});

describe('what is asked for wrongly', () => {
  test('is answered with what to do', async () => {
    const { max } = company;
    const anna = await person(max, 'Anna');
    expect((await max.get('comments')).status).toBe(400);
    expect((await max.get(`comments?party=${anna}&activity=${anna}`)).status).toBe(400);
    expect((await max.get(`comments?party=${anna}&cursor=x`)).status).toBe(400);
    expect((await say(max, anna, '   ')).status).toBe(400);
    expect((await say(max, anna, 'Yes', { answers: anna })).body).toMatchObject({
      code: 'comment.no-such-question',
    });
    await max.delete(`people/${anna}?version=1`);
    expect((await say(max, anna, 'Too late')).body).toMatchObject({ code: 'party.in-trash' });
  });
});
