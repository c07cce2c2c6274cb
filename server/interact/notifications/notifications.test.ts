import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FollowView } from '../../../shared/interact/comments.ts';
import type { NotificationView, UnreadCount } from '../../../shared/interact/notifications.ts';
import { listen } from '../../boundary/listening.ts';
import { asActor, systemActor } from '../../platform/access/actor.ts';
import { type Caller, type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { purgeNotifications } from './notifications.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());
beforeEach(async () => {
  await company.sql('delete from parties');
  await company.sql('delete from notifications');
});

async function person(by: Caller, name: string, also: object = {}): Promise<string> {
  return (await by.post('people', { name, ...also })).body.id;
}
const say = (by: Caller, partyId: string, text: string, also: object = {}) =>
  by.post('comments', { about: { partyId }, text, ...also });
const assign = (by: Caller, id: string, to: Colleague | null, version = 1) =>
  by.patch(`people/${id}`, { assignedTo: to?.id ?? null, version });
async function told(by: Caller): Promise<NotificationView[]> {
  return (await by.get<{ rows: NotificationView[] }>('notifications')).body.rows;
}
const unread = async (by: Caller) => (await by.get<UnreadCount>('notifications/count')).body.count;
const inShort = async (by: Caller) =>
  (await told(by)).map(({ kind, because, party, count }) => [kind, because, party?.name, count]);
const following = async (by: Caller, id: string) =>
  (await by.get<FollowView>(`follows?party=${id}`)).body;
const follow = (by: Caller, partyId: string, on = true) =>
  by.send('PUT', 'follows', { body: { about: { partyId }, following: on } });

describe('somebody is told', () => {
  test('that they were named, by whom and in which words', async () => {
    const { max, nora } = company;
    const anna = await person(max, 'Anna Gruber');
    const listener = await listen(nora);
    await say(max, anna, `@[${nora.id}] was in Graz with her.`);
    expect(await told(nora)).toMatchObject([
      {
        kind: 'mention',
        because: 'mentioned',
        actor: 'Max',
        party: { id: anna, name: 'Anna Gruber', kind: 'person' },
        words: '@Nora was in Graz with her.',
        read: false,
      },
    ]);
    expect((await listener.heard()).map(({ subject }) => subject)).toContain('notification');
    expect(await following(nora, anna)).toEqual({ following: true, because: 'mentioned' });
    expect(await told(max)).toEqual([]);
  });

  test('once for a comment, for the reason that concerns them most', async () => {
    const { max, nora } = company;
    const anna = await person(max, 'Anna');
    await assign(max, anna, nora);
    await follow(nora, anna);
    await nora.send('PUT', 'notifications/read', { body: { read: true } });
    await say(max, anna, `@[${nora.id}] look`);
    expect(await inShort(nora)).toContainEqual(['mention', 'mentioned', 'Anna', 1]);
    expect(await unread(nora)).toBe(1);
  });

  test('that they were asked, and whoever asked that there is an answer', async () => {
    const { max, nora, tom } = company;
    const anna = await person(max, 'Anna');
    const { body } = await say(max, anna, `@[${nora.id}] who was on site?`, { asks: [nora.id] });
    expect(await inShort(nora)).toEqual([['question', 'asked', 'Anna', 1]]);
    expect((await say(nora, anna, 'Tom was.', { answers: body.id })).status).toBe(201);
    expect(await inShort(max)).toEqual([['answer', 'asking', 'Anna', 1]]);
    const ben = await person(max, 'Ben');
    const elsewhere = await say(tom, ben, 'Yes', { answers: body.id });
    expect(elsewhere.status).toBe(422);
  });

  test('of fifty comments on one record once, with how many there are', async () => {
    const { max, nora, tom } = company;
    const anna = await person(max, 'Anna');
    await follow(nora, anna);
    for (let at = 0; at < 49; at++) await say(max, anna, `Remark ${at}`);
    await say(tom, anna, 'The last one');
    const [only, ...more] = await told(nora);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ count: 50, others: true, actor: 'Tom', words: 'The last one' });
    expect(await unread(nora)).toBe(1);
  });

  test('that they became responsible, and no longer when somebody else is', async () => {
    const { max, nora, tom } = company;
    const anna = await person(max, 'Anna');
    await assign(max, anna, nora);
    expect(await inShort(nora)).toEqual([['assigned', 'responsible', 'Anna', 1]]);
    expect(await following(nora, anna)).toEqual({ following: true, because: 'responsible' });
    await assign(max, anna, tom, 2);
    expect(await told(nora)).toEqual([]);
    expect(await inShort(tom)).toEqual([['assigned', 'responsible', 'Anna', 1]]);
    expect((await following(nora, anna)).following).toBe(false);
  });

  test('of a bulk change that makes them responsible for many in one line', async () => {
    const { max, nora } = company;
    const ids = [await person(max, 'Anna'), await person(max, 'Ben'), await person(max, 'Cleo')];
    const bulk = await max.post('bulk', {
      kind: 'person',
      selection: { ids },
      change: { do: 'assign', to: nora.id },
    });
    expect(bulk.status, bulk.text).toBeLessThan(300);
    expect(await inShort(nora)).toEqual([['assigned', 'responsible', undefined, 3]]);
  });

  test('that others changed what they look after, and what was written about it', async () => {
    const { max, nora, olga } = company;
    const anna = await person(nora, 'Anna');
    await follow(max, anna);
    await assign(nora, anna, nora);
    await nora.post(`people/${anna}/statements`, {
      topic: 'phone',
      value: '+43 316 1',
      version: 2,
    });
    await olga.post('activities', { kind: 'note', partyIds: [anna], text: 'Called' });
    expect(await inShort(max)).toEqual([['changed', 'following', 'Anna', 3]]);
    expect(await inShort(nora)).toEqual([['changed', 'responsible', 'Anna', 1]]);
    // What only its author sees is no news to anybody.
    const secret = { kind: 'note', partyIds: [anna], text: 'Hush', visibility: 'private' };
    await olga.post('activities', secret);
    expect(await inShort(nora)).toEqual([['changed', 'responsible', 'Anna', 1]]);
  });

  test('nothing of a kind they want to hear nothing of, nor of what they left', async () => {
    const { max, nora } = company;
    const anna = await person(max, 'Anna');
    await follow(nora, anna);
    await nora.send('PUT', 'notifications/choices', { body: { silent: ['comment'] } });
    await say(max, anna, 'Quiet');
    expect(await told(nora)).toEqual([]);
    await nora.send('PUT', 'notifications/choices', { body: { silent: [] } });
    await follow(nora, anna, false);
    await say(max, anna, 'Quiet too');
    expect(await told(nora)).toEqual([]);
    await say(max, anna, `@[${nora.id}] but this`);
    expect(await inShort(nora)).toEqual([['mention', 'mentioned', 'Anna', 1]]);
    expect((await following(nora, anna)).following).toBe(false);
  });
});

describe('a notification', () => {
  test('shows nothing of what its reader may no longer see', async () => {
    const { max, nora } = company;
    const anna = await person(max, 'Anna Gruber');
    await say(max, anna, `@[${nora.id}] a secret`);
    const { body } = await max.post('activities', { kind: 'note', partyIds: [anna], text: 'Oak' });
    await max.post('comments', { about: { activityId: body.id }, text: `@[${nora.id}] beech?` });
    const [onEntry] = await told(nora);
    expect(onEntry).toMatchObject({
      activityId: body.id,
      party: { id: anna },
      words: '@Nora beech?',
    });
    await max.patch(`people/${anna}`, { visibility: 'private', version: 1 });
    await max.patch(`activities/${body.id}`, { visibility: 'private', version: 1 });
    expect(await told(nora)).toEqual([]);
    expect(await unread(nora)).toBe(0);
    await max.patch(`people/${anna}`, { visibility: 'everyone', version: 2 });
    expect(await inShort(nora)).toContainEqual(['mention', 'mentioned', 'Anna Gruber', 1]);
  });

  test('of a comment that was taken back is gone with it', async () => {
    const { max, nora } = company;
    const anna = await person(max, 'Anna');
    const { body } = await say(max, anna, `@[${nora.id}] wrong record`);
    await max.post(`events/${body.event}/undo`);
    expect(await told(nora)).toEqual([]);
  });

  test('is read, unread again, and all of them at once', async () => {
    const { max, nora, rita } = company;
    const mark = (by: Caller, body: object) =>
      by.send<{ ids: string[] }>('PUT', 'notifications/read', { body });
    const [anna, ben] = [await person(max, 'Anna'), await person(max, 'Ben')];
    for (const id of [anna, ben]) await say(max, id, `@[${nora.id}] @[${rita.id}] look`);
    expect(await unread(nora)).toBe(2);
    const { body } = await mark(nora, { read: true });
    expect(body.ids).toHaveLength(2);
    expect(await unread(nora)).toBe(0);
    await mark(nora, { ids: body.ids.slice(0, 1), read: false });
    expect(await unread(nora)).toBe(1);
    // What is already read stays as it is; what comes now begins anew.
    await say(max, ben, `@[${nora.id}] again`);
    expect((await told(nora)).map(({ read }) => read)).toContain(true);
    // Somebody who only reads here keeps their own list in order all the same.
    expect((await mark(rita, { read: true })).status).toBe(200);
    expect(await unread(rita)).toBe(0);
    const program = await nora.program('read');
    expect((await mark(program, { read: true })).status).toBe(403);
    // Nobody marks what is another's.
    const { body: others } = await mark(max, { ids: body.ids, read: true });
    expect(others.ids).toEqual([]);
  });

  test('is listed page by page, and goes after a season', async () => {
    const { max, nora, house, workspaces, sql } = company;
    for (const name of ['Anna', 'Ben', 'Cleo']) {
      await say(max, await person(max, name), `@[${nora.id}] look`);
    }
    const page = await nora.get<{ rows: NotificationView[]; next: string }>(
      'notifications?limit=2',
    );
    expect(page.body.rows.map(({ party }) => party?.name)).toEqual(['Cleo', 'Ben']);
    const rest = await nora.get<{ rows: NotificationView[]; next: null }>(
      `notifications?limit=2&cursor=${page.body.next}`,
    );
    expect(rest.body.rows.map(({ party }) => party?.name)).toEqual(['Anna']);
    expect((await nora.get('notifications?cursor=x')).status).toBe(400);
    await sql(`update notifications set at = now() - interval '91 days'`);
    await asActor(house.db, systemActor(workspaces.kettle), purgeNotifications);
    expect(await told(nora)).toEqual([]);
  });
});
