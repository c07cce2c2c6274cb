import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { InboxCounts, OpenConversation } from '../../../shared/interact/inbox.ts';
import type { NotificationView } from '../../../shared/interact/notifications.ts';
import { listen } from '../../boundary/listening.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { inboxOf, mailArrives } from './testing.ts';

let company: Company;
let max: Colleague;
let tom: Colleague;
let nora: Colleague;
let mara: Colleague;
let olga: Colleague;
beforeAll(async () => {
  company = await openCompany();
  ({ max, tom, nora, mara, olga } = company);
});
afterAll(() => company.close());
afterEach(async () => {
  for (const table of ['promises', 'activities', 'parties', 'seen_addresses', 'thread_links'])
    await company.sql(`delete from ${table}`);
  expect(await company.sql('select * from conversations')).toEqual([]);
});

const subjects = async (who: Colleague, asked: { split?: string; whose?: string } = {}) =>
  (await inboxOf(who, asked)).map(({ subject }) => subject);
const first = async (...asked: Parameters<typeof inboxOf>) => (await inboxOf(...asked))[0]!;
const put = <Body = { event: string; version: number }>(
  who: Colleague,
  path: string,
  body: object,
) => who.send<Body>('PUT', path, { body });
const settle = async (who: Colleague, done = true) => {
  const { id, version } = await first(who, { split: 'everything' });
  return put(who, `inbox/${id}/settlement`, { done, version });
};
const undo = (who: Colleague, event: string) => who.post(`events/${event}/undo`);
const inNorth = () => ({ visibility: 'team' as const, teamId: company.teams.north });

describe('who waits', () => {
  test('is whoever wrote to us last, and longest first', async () => {
    await mailArrives(company, max, { subject: 'Second', hours: 2 });
    await mailArrives(company, max, { subject: 'First', hours: 5 });
    await mailArrives(company, max, { subject: 'Offers of the week', headers: 'Precedence: bulk' });
    await mailArrives(company, max, { subject: 'Away', headers: 'Auto-Submitted: auto-replied' });
    expect(await subjects(max)).toEqual(['First', 'Second']);
    const [first] = await inboxOf(max);
    expect(first).toMatchObject({
      from: { name: 'Ida Holm', address: 'ida@lanterns.example', party: null },
      preview: 'The kettle arrived and works well.',
      isShared: false,
      can: { triage: true },
    });
    const { body } = await max.get('inbox/waiting');
    expect(body).toEqual({ count: 2, more: false });
  });

  test('is nobody once we have answered, whichever of the two came in first', async () => {
    const question = await mailArrives(company, max, { hours: 5 });
    expect(await subjects(max)).toEqual(['Which kettle?']);
    const ours = { from: 'Max <max@kettle.example>', to: 'ida@lanterns.example' };
    await mailArrives(company, max, {
      ...ours,
      subject: 'Re: Which kettle?',
      answers: question,
      hours: 2,
    });
    expect(await subjects(max)).toEqual([]);
    await mailArrives(company, max, {
      ...ours,
      subject: 'Re: Lamps',
      answers: 'lamps@lanterns.example',
      hours: 2,
    });
    await mailArrives(company, max, { subject: 'Lamps', id: 'lamps@lanterns.example', hours: 4 });
    expect(await subjects(max)).toEqual([]);
    await mailArrives(company, max, { subject: 'Re: Which kettle?', answers: question, hours: 1 });
    expect(await subjects(max)).toEqual(['Re: Which kettle?']);
  });

  test('is nobody because of mail that was old when it came', async () => {
    await mailArrives(company, max, { subject: 'Long ago', hours: 24 * 40 });
    expect(await subjects(max, { split: 'everything' })).toEqual([]);
  });

  test('goes with the mail into the trash and comes back with it', async () => {
    await mailArrives(company, max);
    const { newestId } = await first(max);
    await max.delete(`activities/${newestId}?version=1`);
    expect(await subjects(max)).toEqual([]);
    await max.post(`activities/${newestId}/restoration`);
    expect(await subjects(max)).toEqual(['Which kettle?']);
  });

  test('is a customer, or works for one, or stands in a word with us', async () => {
    const { body: lanterns } = await max.post('companies', {
      name: 'Lanterns',
      roles: [{ role: 'customer' }],
    });
    await max.post('people', {
      name: 'Ida Holm',
      emails: ['ida@lanterns.example'],
      affiliation: { companyName: 'Lanterns' },
    });
    await mailArrives(company, max, { subject: 'From a customer' });
    await mailArrives(company, max, {
      subject: 'From a stranger',
      from: 'Kai Stone <kai@stones.example>',
    });
    expect(await subjects(max, { split: 'customers' })).toEqual(['From a customer']);
    expect(await subjects(max, { split: 'others' })).toEqual(['From a stranger']);
    expect(await subjects(max, { split: 'promises' })).toEqual([]);
    const promise = { direction: 'theirs', what: 'The measures', due: '2036-03-14' };
    await max.post('promises', { ...promise, partyId: lanterns.id });
    expect(await subjects(max, { split: 'promises' })).toEqual(['From a customer']);
    const { body } = await max.get<InboxCounts>('inbox/counts');
    expect(body).toMatchObject({
      customers: 1,
      others: 1,
      promises: 1,
      nobody: 0,
      hasShared: false,
      isEmpty: false,
    });
  });

  test('is read page by page without loss', async () => {
    for (const hours of [1, 2, 3])
      await mailArrives(company, max, { subject: `${hours} h`, hours });
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 3; page++) {
      const { body } = await max.get<{ rows: { subject: string }[]; next: string | null }>(
        `inbox?split=others&limit=1${cursor}`,
      );
      seen.push(...body.rows.map(({ subject }) => subject));
      cursor = `&cursor=${body.next}`;
    }
    expect(seen).toEqual(['3 h', '2 h', '1 h']);
  });
});

describe('what is done', () => {
  test('waits no more, can be taken back, and waits again with a further mail', async () => {
    const question = await mailArrives(company, max, { hours: 5 });
    const { body, status } = await settle(max);
    expect(status).toBe(200);
    expect(await subjects(max)).toEqual([]);
    expect(await inboxOf(max, { split: 'everything' })).toMatchObject([
      { settled: { as: 'done', by: 'Max' }, waitsSince: null },
    ]);
    await undo(max, body.event);
    expect(await subjects(max)).toEqual(['Which kettle?']);

    await settle(max);
    // Written before it was done by the clock of whoever wrote it, and come after.
    await mailArrives(company, max, { subject: 'And the lid?', answers: question, hours: 6 });
    expect(await subjects(max)).toHaveLength(1);
  });

  test('is said of what was seen: a mail that came meanwhile is not settled with it', async () => {
    const question = await mailArrives(company, max, { hours: 5 });
    const { id, version } = await first(max);
    await mailArrives(company, max, { subject: 'Urgent', answers: question });
    expect((await put(max, `inbox/${id}/settlement`, { done: true, version })).status).toBe(409);
    expect(await subjects(max)).toEqual(['Urgent']);
  });
});

describe('what is put off', () => {
  const snooze = async (who: Colleague, until: Temporal.Instant) => {
    const { id, version } = await first(who);
    return put(who, `inbox/${id}/snooze`, { until: until.toString(), version });
  };
  const tomorrow = () => Temporal.Now.instant().add({ hours: 24 });

  test('is back at its hour without anybody bringing it, and can be taken back before', async () => {
    await mailArrives(company, max);
    const { body } = await snooze(max, tomorrow());
    expect(await subjects(max)).toEqual([]);
    expect((await max.get('inbox/waiting')).body).toEqual({ count: 0, more: false });
    await undo(max, body.event);
    expect(await subjects(max)).toEqual(['Which kettle?']);
    await snooze(max, tomorrow());
    await company.sql(`update conversations set snoozed_until = now() - interval '1 second'`);
    expect(await subjects(max)).toEqual(['Which kettle?']);
  });

  test('is back at once with a further mail', async () => {
    const question = await mailArrives(company, max, { hours: 5 });
    await snooze(max, tomorrow());
    await mailArrives(company, max, { subject: 'Re: Which kettle?', answers: question });
    expect(await subjects(max)).toEqual(['Re: Which kettle?']);
  });

  test('is refused for a moment that is over', async () => {
    await mailArrives(company, max);
    const { status, body } = await snooze(max, Temporal.Now.instant().subtract({ hours: 1 }));
    expect([status, body]).toMatchObject([422, { fields: { until: expect.any(String) } }]);
  });
});

describe('a mailbox of one’s own', () => {
  test('is nobody else’s: neither seen, nor opened, nor settled', async () => {
    await mailArrives(company, max);
    const { id, newestId, version } = await first(max);
    for (const other of [tom, nora, mara, olga, company.otto]) {
      expect(await subjects(other)).toEqual([]);
      expect(await subjects(other, { split: 'everything' })).toEqual([]);
      expect((await other.get(`inbox/${id}`)).status).toBe(404);
      expect((await other.get(`inbox/of/${newestId}`)).status).toBe(404);
      for (const [door, body] of [
        ['settlement', { done: true, version }],
        ['snooze', { until: null, version }],
        ['assignee', { userId: other.id, version }],
        ['visibility', { visibility: 'everyone', version }],
      ] as const)
        expect((await put(other, `inbox/${id}/${door}`, body)).status).toBe(404);
    }
    const { status } = await put(max, `inbox/${id}/assignee`, { userId: tom.id, version });
    expect(status).toBe(409);
  });

  test('that shares its headers only shows colleagues nothing here', async () => {
    await mailArrives(company, max);
    const { id, newestId } = await first(max);
    await max.patch(`activities/${newestId}`, { visibility: 'headers', version: 1 });
    expect((await tom.get(`activities/${newestId}`)).status).toBe(200);
    expect(await subjects(max)).toEqual(['Which kettle?']);
    expect(await subjects(tom, { split: 'everything' })).toEqual([]);
    expect((await tom.get(`inbox/${id}`)).status).toBe(404);
    expect((await tom.get(`inbox/of/${newestId}`)).status).toBe(404);
  });

  test('gives a conversation to the team with all of its mails, and takes it back', async () => {
    const question = await mailArrives(company, max, { hours: 5 });
    await mailArrives(company, max, { subject: 'Re: Which kettle?', answers: question });
    const { id, version } = await first(max);
    const { body } = await put<{ event: string; count: number }>(max, `inbox/${id}/visibility`, {
      ...inNorth(),
      version,
    });
    expect(body.count).toBe(2);
    expect(await subjects(tom)).toEqual(['Re: Which kettle?']);
    expect(await subjects(nora)).toEqual([]);
    const { body: opened } = await tom.get<OpenConversation>(`inbox/${id}`);
    expect(opened.mails.map(({ subject }) => subject)).toEqual([
      'Which kettle?',
      'Re: Which kettle?',
    ]);
    await undo(max, body.event);
    expect(await subjects(tom)).toEqual([]);
    expect(await subjects(max)).toEqual(['Re: Which kettle?']);
  });
});

describe('a mailbox that several share', () => {
  test('is seen to by those who share it, and by nobody else', async () => {
    await mailArrives(company, max, {}, inNorth());
    expect(await subjects(tom)).toEqual(['Which kettle?']);
    expect(await subjects(tom, { whose: 'mine' })).toEqual([]);
    expect(await subjects(tom, { whose: 'nobody' })).toEqual(['Which kettle?']);
    expect(await subjects(nora)).toEqual([]);
    expect(await inboxOf(company.rita)).toMatchObject([{ can: { triage: false } }]);
    expect((await settle(company.rita)).status).toBe(403);
    expect((await settle(tom)).status).toBe(200);
    expect(await subjects(max)).toEqual([]);
  });

  test('gives a conversation to one of them, who hears of it and alone has it to answer', async () => {
    await mailArrives(company, max, {}, inNorth());
    const { id, version } = await first(max);
    const blind = await put<{ code: string }>(max, `inbox/${id}/assignee`, {
      userId: nora.id,
      version,
    });
    expect([blind.status, blind.body.code]).toEqual([422, 'conversation.assignee-cannot-see']);

    const line = await listen(tom);
    const { body } = await put(max, `inbox/${id}/assignee`, { userId: tom.id, version });
    await expect
      .poll(() => line.heard())
      .toContainEqual(expect.objectContaining({ subject: 'conversation', id, verb: 'assigned' }));
    expect(await subjects(tom, { whose: 'mine' })).toEqual(['Which kettle?']);
    expect(await subjects(max, { whose: 'mine' })).toEqual([]);
    expect(await subjects(max, { whose: 'nobody' })).toEqual([]);
    const { body: told } = await tom.get<{ rows: NotificationView[] }>('notifications');
    expect(told.rows).toMatchObject([{ kind: 'assigned', actor: 'Max', words: 'Which kettle?' }]);

    await undo(max, body.event);
    expect(await subjects(tom, { whose: 'mine' })).toEqual([]);
    expect(await subjects(max, { whose: 'mine' })).toEqual(['Which kettle?']);
  });

  test('lets a colleague take back what another has settled', async () => {
    await mailArrives(company, max, {}, { visibility: 'everyone' });
    const { body } = await settle(tom);
    expect((await undo(max, body.event)).status).toBe(200);
    expect(await subjects(nora)).toEqual(['Which kettle?']);
  });
});
