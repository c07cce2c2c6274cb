import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { OutgoingView } from '../../../shared/interact/outgoing.ts';
import { asActor, systemActor } from '../../platform/access/actor.ts';
import type { Colleague } from '../../testing/company.ts';
import { findForgotten } from './handing.ts';
import { openSendingCompany } from './testing.ts';
import { Desk } from './work.ts';

let company: Awaited<ReturnType<typeof openSendingCompany>>;
beforeAll(async () => {
  company = await openSendingCompany();
});
afterAll(() => company.close());
afterEach(() => {
  company.office.behave({});
  company.office.received.length = 0;
});

/** Max writes a mail and lets it go. */
async function write(
  to: string[],
  {
    by = company.max,
    subject = 'Oak boards',
    ...more
  }: { by?: Colleague; subject?: string; bcc?: string[]; answers?: string } = {},
): Promise<OutgoingView> {
  const { body: draft } = await by.post<OutgoingView>('outgoing', {
    from: company.mailbox,
    to: to.map((address) => ({ address })),
    bcc: (more.bcc ?? []).map((address) => ({ address })),
    subject,
    html: '<p>Good day, they are <strong>ready</strong>.</p>',
    ...(more.answers ? { answers: more.answers } : {}),
  });
  const { status } = await by.post(`outgoing/${draft.id}/release`, { version: draft.version });
  expect(status).toBe(200);
  return draft;
}

const stateOf = async ({ id }: { id: string }) =>
  (await company.max.get<OutgoingView>(`outgoing/${id}`)).body;

describe('what is sent', () => {
  test('goes to its server once and stands on the timeline of whom it went to', async () => {
    const { body: ida } = await company.max.post('people', {
      name: 'Ida Fink',
      emails: ['ida@fink.example'],
    });
    const draft = await write(['ida@fink.example'], { bcc: ['files@kettle.example'] });
    await company.work();
    expect(company.office.received.map(({ to }) => to)).toEqual([
      ['ida@fink.example', 'files@kettle.example'],
    ]);
    const { raw } = company.office.received[0]!;
    expect(raw).toContain('Subject: Oak boards');
    expect(raw).not.toContain('files@kettle.example');
    expect((await stateOf(draft)).state).toBe('accepted');
    const { body } = await company.nora.get<{ rows: { subject: string; direction: string }[] }>(
      `people/${ida.id}/timeline`,
    );
    expect(body.rows).toMatchObject([{ subject: 'Oak boards', direction: 'out' }]);
  });

  test('can be taken back for ten seconds, and is a draft again', async () => {
    const draft = await write(['ida@fink.example']);
    const { version } = await stateOf(draft);
    const { status } = await company.max.delete(`outgoing/${draft.id}/release?version=${version}`);
    expect(status).toBe(200);
    await company.work();
    expect(company.office.received).toEqual([]);
    expect((await stateOf(draft)).state).toBe('draft');
  });

  test('is nobody’s business but its writer’s until it is sent', async () => {
    const draft = await write(['ida@fink.example']);
    for (const colleague of [company.olga, company.nora, company.otto]) {
      expect((await colleague.get(`outgoing/${draft.id}`)).status).toBe(404);
      const { body } = await colleague.get<{ rows: unknown[] }>('outgoing');
      expect(body.rows).toEqual([]);
    }
    const { status } = await company.nora.post('outgoing', { from: company.mailbox });
    expect(status).toBe(422);
    const { version } = await stateOf(draft);
    await company.max.delete(`outgoing/${draft.id}/release?version=${version}`);
  });

  test('names who is missing instead of going to nobody', async () => {
    const { body: draft } = await company.max.post<OutgoingView>('outgoing', {
      from: company.mailbox,
      to: [{ address: 'not an address' }],
    });
    const { body, status } = await company.max.post<{ code: string }>(
      `outgoing/${draft.id}/release`,
      { version: draft.version },
    );
    expect([status, body.code]).toEqual([422, 'outgoing.address']);
  });

  test('stays while the company is held after a restore, and what it had waiting is asked about', async () => {
    const draft = await write(['ida@fink.example']);
    await company.sql(`update workspaces set held_since = now() where workspace_id = $1`, [
      company.workspaces.kettle,
    ]);
    await company.work();
    expect(company.office.received).toEqual([]);
    expect((await stateOf(draft)).state).toBe('unknown');
    await company.sql(`update workspaces set held_since = null`);
    await company.work();
    expect(company.office.received).toEqual([]);
  });
});

describe('what a server answers', () => {
  test.each([
    ['MAIL', 421, 'deferred'],
    ['MAIL', 451, 'deferred'],
    ['MAIL', 550, 'failed'],
    ['RCPT', 450, 'deferred'],
    ['RCPT', 452, 'deferred'],
    ['RCPT', 550, 'failed'],
    ['RCPT', 552, 'failed'],
    ['dot', 421, 'deferred'],
    ['dot', 451, 'deferred'],
    ['dot', 452, 'deferred'],
    ['dot', 552, 'failed'],
    ['dot', 554, 'failed'],
  ] as const)('at %s with %i: %s, in its own words', async (at, code, expected) => {
    company.office.behave({
      ...(at === 'MAIL' ? { mail: code } : {}),
      ...(at === 'RCPT' ? { rcpt: () => code } : {}),
      ...(at === 'dot' ? { afterDot: code } : {}),
    });
    const draft = await write(['ida@fink.example']);
    await company.work();
    const { state, words, nextTryAt, version } = await stateOf(draft);
    expect(state).toBe(expected);
    expect(words).toContain(`said ${code}`);
    expect(nextTryAt !== null).toBe(expected === 'deferred');
    expect(company.office.received).toEqual([]);
    await company.max.delete(`outgoing/${draft.id}/release?version=${version}`);
  });

  test('about one recipient never sends it again to the others', async () => {
    company.office.behave({ rcpt: (address) => (address.startsWith('slow') ? 450 : undefined) });
    const draft = await write(['ida@fink.example', 'slow@fink.example', 'uwe@fink.example']);
    await company.work();
    expect((await stateOf(draft)).recipients.map(({ state }) => state)).toEqual([
      'accepted',
      'deferred',
      'accepted',
    ]);
    company.office.behave({});
    await company.sql(`update outgoing_mails set next_try_at = now() where id = $1`, [draft.id]);
    await company.work();
    expect(company.office.received.map(({ to }) => to)).toEqual([
      ['ida@fink.example', 'uwe@fink.example'],
      ['slow@fink.example'],
    ]);
    expect((await stateOf(draft)).state).toBe('accepted');
    const [{ count } = { count: 0 }] = await company.sql<{ count: number }>(
      `select count(*)::int as count from mails m join outgoing_mails o on o.message_id = m.message_id where o.id = $1`,
      [draft.id],
    );
    expect(count).toBe(1);
  });

  test('not at all once it has the mail: nobody knows, and nothing sends it again but a person', async () => {
    company.office.behave({ cut: 'after dot' });
    const draft = await write(['ida@fink.example']);
    await company.work();
    company.office.behave({});
    await company.work();
    expect(company.office.received).toHaveLength(1);
    const unknown = await stateOf(draft);
    expect(unknown.state).toBe('unknown');
    const { status } = await company.max.post(`outgoing/${draft.id}/settlement`, {
      version: unknown.version,
      arrived: false,
    });
    expect(status).toBe(200);
    await company.work();
    expect(company.office.received).toHaveLength(2);
    const ids = company.office.received.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1]);
    expect(new Set(ids).size).toBe(1);
    expect((await stateOf(draft)).state).toBe('accepted');
  });

  test('with a secret that cannot be opened any more it waits for somebody', async () => {
    const [kept] = await company.sql<{ secret: Buffer }>(
      `select secret from connections where id = $1`,
      [company.mailbox],
    );
    await company.sql(`update connections set secret = null where id = $1`, [company.mailbox]);
    const draft = await write(['ida@fink.example']);
    await company.work();
    expect(await stateOf(draft)).toMatchObject({ state: 'deferred', problem: 'secret lost' });
    await company.sql(`update connections set secret = $2 where id = $1`, [
      company.mailbox,
      kept!.secret,
    ]);
    await company.sql(`update outgoing_mails set next_try_at = now() where id = $1`, [draft.id]);
    await company.work();
    expect((await stateOf(draft)).state).toBe('accepted');
  });
});

test('what a process had in its hands when it ended is known to nobody', async () => {
  const draft = await write(['ida@fink.example']);
  await company.sql(`update outgoing_mails set state = 'handed' where id = $1`, [draft.id]);
  await asActor(company.house.db, systemActor(company.workspaces.kettle), (transaction) =>
    findForgotten(transaction, ['handed']),
  );
  await company.work();
  expect((await stateOf(draft)).state).toBe('unknown');
  expect(company.office.received).toEqual([]);
});

test('a mail that nobody answered by its day is told of, an answered one is not', async () => {
  const asked = await write(['ida@fink.example'], { subject: 'First question' });
  const answered = await write(['ida@fink.example'], { subject: 'Second question' });
  await company.work();
  const answer = await write(['ida@fink.example'], { subject: 'Answer' });
  await company.work();
  await company.sql(
    `update activities set direction = 'in', occurred_at = now() + interval '1 minute', thread = (
       select thread from activities a join outgoing_mails o on a.id = o.activity_id where o.id = $1)
     where id = (select activity_id from outgoing_mails where id = $2)`,
    [answered.id, answer.id],
  );
  await company.sql(`update outgoing_mails set follow_up_on = '2026-01-01' where id = any ($1)`, [
    [asked.id, answered.id],
  ]);
  await company.work();
  const { body } = await company.max.get<{ rows: { kind: string; words: string }[] }>(
    'notifications',
  );
  const told = body.rows.filter(({ kind }) => kind === 'unanswered');
  expect(told.map(({ words }) => words)).toEqual(['First question']);
});

test('a server that answers when another process has taken over is believed, and is asked only once', async () => {
  const taken = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  company.office.behave({
    holding: async () => {
      taken.resolve();
      await answer.promise;
    },
  });
  const draft = await write(['ida@fink.example']);
  await company.sql(`update outgoing_mails set send_at = now() where id = $1`, [draft.id]);
  await company.desk.look();
  await taken.promise;
  const successor = new Desk(company.house, new AbortController().signal);
  await successor.findForgotten();
  await successor.look();
  await successor.idle();
  expect((await stateOf(draft)).state).toBe('unknown');
  answer.resolve();
  await company.desk.idle();
  await company.work();
  expect((await stateOf(draft)).state).toBe('accepted');
  expect(company.office.received).toHaveLength(1);
});
