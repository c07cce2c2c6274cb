import { ImapFlow } from 'imapflow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PartyRow } from '../../../shared/identify/parties.ts';
import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import type { MailboxView, ParkedMessage } from '../../../shared/interact/mailboxes.ts';
import type { ConnectionView } from '../../../shared/platform/connections.ts';
import { workOnConnections } from '../../platform/connections/work.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { type Dovecot, mailPassword, openDovecot } from '../../testing/dovecot.ts';
import { letter } from '../importing/testing.ts';

let dovecot: Dovecot;
let company: Company;
let max: Colleague;
let tom: Colleague;
let nora: Colleague;

beforeAll(async () => {
  dovecot = await openDovecot();
  company = await openCompany({ RAPPORT_ALLOWED_HOSTS: dovecot.host });
  ({ max, tom, nora } = company);
  workOnConnections(company.house);
});
afterAll(async () => {
  await company.close();
  await dovecot.close();
});

/** Each story has a mailbox of its own. */
let box: string;
let number = 0;
beforeEach(() => {
  box = `max${++number}@kettle.example`;
});
afterEach(async () => {
  const faults = company.faults.splice(0);
  const { rows } = (await company.olga.get<{ rows: ConnectionView[] }>('connections')).body;
  for (const { id, version } of rows)
    await company.olga.delete(`connections/${id}?version=${version}`);
  await company.sql('delete from connections');
  await company.sql('delete from activities');
  await company.sql('delete from parties');
  await company.sql('delete from seen_addresses');
  await company.sql('delete from thread_links');
  await company.sql('delete from capture_rules');
  // Last: a fault of one story is no fault of the next.
  expect(faults).toEqual([]);
});

const settings = (user = box) => ({
  address: user,
  host: '127.0.0.1',
  port: dovecot.port,
  encryption: 'none' as const,
  user,
});

async function connect(who: Colleague, visibility = 'everyone', user = box): Promise<string> {
  const { status, body } = await who.post('connections', {
    kind: 'imap',
    name: user,
    visibility,
    settings: settings(user),
    secret: { password: mailPassword },
  });
  expect(status).toBe(201);
  return body.id;
}

const mailbox = async (id: string, who = max) =>
  (await who.get<MailboxView>(`mailboxes/${id}`)).body;
const folderOf = async (id: string, path: string) =>
  (await mailbox(id)).folders.find((folder) => folder.path === path);
const connectionOf = async (id: string, who = max) =>
  (await who.get<{ rows: ConnectionView[] }>('connections')).body.rows.find((row) => row.id === id);
const subjects = async () =>
  (
    await company.sql<{ subject: string }>(
      `select t.subject from activities a join activity_texts t on t.activity_id = a.id
       where a.kind = 'email' order by a.occurred_at, t.subject`,
    )
  ).map(({ subject }) => subject);

/** The books of a folder once they say this. */
async function until(id: string, path: string, expected: Partial<MailboxView['folders'][number]>) {
  await expect
    .poll(() => folderOf(id, path), { timeout: 20_000, interval: 50 })
    .toMatchObject(expected);
}

/** Everything there was to have is here, and the connection stays for news. */
const caughtUp = (id: string) =>
  expect
    .poll(async () => (await connectionOf(id))?.succeededAt, { timeout: 20_000, interval: 50 })
    .toBeTruthy();

/** Another mail program of the same person. */
async function withProgram<T>(work: (program: ImapFlow) => Promise<T>): Promise<T> {
  const program = new ImapFlow({
    host: '127.0.0.1',
    port: dovecot.port,
    secure: false,
    doSTARTTLS: false,
    auth: { user: box, pass: mailPassword },
    logger: false,
  });
  await program.connect();
  try {
    return await work(program);
  } finally {
    await program.logout();
  }
}

const question = letter({
  from: 'Ida Holm <ida@lanterns.example>',
  to: 'max@kettle.example',
  subject: 'Which kettle?',
  id: 'q1@lanterns.example',
});
const answer = letter({
  from: 'Max <max@kettle.example>',
  to: 'ida@lanterns.example',
  subject: 'Re: Which kettle?',
  id: 'a1@kettle.example',
  answers: 'q1@lanterns.example',
  at: 'Tue, 03 Mar 2026 11:00:00 +0100',
});
const another = (subject: string) =>
  letter({
    from: 'Ida Holm <ida@lanterns.example>',
    to: 'max@kettle.example',
    subject,
    id: `${subject.toLowerCase().replaceAll(/\W/g, '-')}@lanterns.example`,
    at: 'Wed, 04 Mar 2026 09:00:00 +0100',
  });

describe('a mailbox that is connected', () => {
  test('brings its history: one timeline, and whoever was answered is a person', async () => {
    dovecot.deliver(box, question);
    dovecot.deliver(box, answer, 'Sent');
    const id = await connect(max);
    await until(id, 'INBOX', { onServer: 1, captured: 1, toCome: 0 });
    await until(id, 'Sent', { onServer: 1, captured: 1, toCome: 0 });
    await caughtUp(id);
    const ida = (await max.get<{ rows: PartyRow[] }>('people')).body.rows.find(
      ({ name }) => name === 'Ida Holm',
    )!;
    const { rows } = (await tom.get<{ rows: TimelineEntry[] }>(`people/${ida.id}/timeline`)).body;
    expect(rows.map(({ direction, subject }) => [direction, subject])).toEqual([
      ['out', 'Re: Which kettle?'],
      ['in', 'Which kettle?'],
    ]);
    expect(rows[0]!.thread).toBe(rows[1]!.thread);
  });

  test('brings more of a company later: a colleague, and the desk, which the company gains', async () => {
    dovecot.deliver(box, question);
    dovecot.deliver(box, answer, 'Sent');
    const id = await connect(max);
    await until(id, 'Sent', { captured: 1 });
    await caughtUp(id);
    const rowsOf = async (kind: string) => (await max.get<{ rows: PartyRow[] }>(kind)).body.rows;
    const names = async () => (await rowsOf('people')).map(({ name }) => name).toSorted();
    await expect.poll(names, { timeout: 20_000 }).toEqual(['Ida Holm']);
    for (const [number, other] of [
      'Uli Holm <uli@lanterns.example>',
      'Lanterns <info@lanterns.example>',
    ].entries()) {
      const us = 'Max <max@kettle.example>';
      const [asked, told] = [`q${number + 2}@lanterns.example`, `a${number + 2}@kettle.example`];
      dovecot.deliver(box, letter({ from: other, to: us, subject: 'And this?', id: asked }));
      dovecot.deliver(
        box,
        letter({ from: us, to: other, subject: 'Re: And this?', id: told }),
        'Sent',
      );
    }
    await max.post(`mailboxes/${id}/retry`);
    await expect.poll(names, { timeout: 20_000 }).toEqual(['Ida Holm', 'Uli Holm']);
    await expect
      .poll(() => rowsOf('companies'), { timeout: 20_000 })
      .toMatchObject([{ email: 'info@lanterns.example' }]);
    expect((await connectionOf(id))?.problem).toBeNull();
  });

  test('tells of new mail within seconds, without being asked', async () => {
    dovecot.deliver(box, question);
    const id = await connect(max);
    await until(id, 'INBOX', { captured: 1 });
    await caughtUp(id);
    const told = Promise.withResolvers<void>();
    company.house.live.watch(({ subject, verb }) => {
      if (subject === 'activity' && verb === 'captured') told.resolve();
    });
    dovecot.deliver(box, another('Two more questions'));
    await told.promise;
    expect(await subjects()).toEqual(['Which kettle?', 'Two more questions']);
    await until(id, 'INBOX', { onServer: 2, captured: 2 });
  });

  test('what is moved, copied or renamed with another program stays one entry, and the books follow', async () => {
    for (const subject of ['One', 'Two', 'Three']) dovecot.deliver(box, another(subject));
    const id = await connect(max);
    await until(id, 'INBOX', { captured: 3 });
    await withProgram(async (program) => {
      await program.mailboxCreate('Customers');
      await program.mailboxOpen('INBOX');
      await program.messageMove('1', 'Customers');
      await program.messageCopy('1', 'Customers');
      await program.messageDelete('2');
    });
    await max.post(`mailboxes/${id}/retry`);
    await until(id, 'INBOX', { onServer: 1, captured: 1 });
    await until(id, 'Customers', { onServer: 2, captured: 2 });
    expect((await subjects()).toSorted()).toEqual(['One', 'Three', 'Two']);

    await withProgram((program) => program.mailboxRename('Customers', 'Kunden/Öl & Gas'));
    await max.post(`mailboxes/${id}/retry`);
    await until(id, 'Kunden/Öl & Gas', { onServer: 2, captured: 2, toCome: 0 });
    await expect.poll(() => folderOf(id, 'Customers'), { timeout: 20_000 }).toBeUndefined();
    expect((await subjects()).toSorted()).toEqual(['One', 'Three', 'Two']);
  });

  test('a folder that is numbered anew brings nothing twice', async () => {
    for (const subject of ['One', 'Two']) dovecot.deliver(box, another(subject));
    const id = await connect(max);
    await until(id, 'INBOX', { captured: 2 });
    const [before] = await company.sql<{ uid_validity: string }>(
      `select uid_validity from mail_folders where path = 'INBOX'`,
    );
    dovecot.admin('mailbox', 'update', '-u', box, '--uid-validity', '77', 'INBOX');
    dovecot.deliver(box, another('Three'));
    await max.post(`mailboxes/${id}/retry`);
    await until(id, 'INBOX', { onServer: 3, captured: 3 });
    const [after] = await company.sql<{ uid_validity: string }>(
      `select uid_validity from mail_folders where path = 'INBOX'`,
    );
    expect(after).toEqual({ uid_validity: '77' });
    expect(before).not.toEqual(after);
    expect((await subjects()).toSorted()).toEqual(['One', 'Three', 'Two']);
  });

  test('books that agree in number alone are put right by the daily comparison', async () => {
    for (const subject of ['One', 'Two']) dovecot.deliver(box, another(subject));
    const id = await connect(max);
    await until(id, 'INBOX', { captured: 2 });
    await caughtUp(id);
    await company.sql(
      `update mail_messages set uid = 900 where uid = 1;
       delete from activities where identity = (select identity from activities order by id limit 1)`,
    );
    const numbers = () => company.sql('select uid from mail_messages order by uid');
    expect(await numbers()).toEqual([{ uid: '2' }, { uid: '900' }]);
    await company.sql(`update mail_folders set compared_at = now() - interval '25 hours'`);
    await max.post(`mailboxes/${id}/retry`);
    await expect.poll(numbers, { timeout: 20_000 }).toEqual([{ uid: '1' }, { uid: '2' }]);
    await expect.poll(async () => (await subjects()).toSorted()).toEqual(['One', 'Two']);
  });

  test('drafts, junk and trash are counted and not captured, unless somebody wants them', async () => {
    dovecot.deliver(box, question);
    dovecot.deliver(box, another('Thrown away'), 'Trash');
    const id = await connect(max);
    await until(id, 'INBOX', { captured: 1 });
    await until(id, 'Trash', { onServer: 1, wanted: false, isChosen: false, captured: 0 });
    const trash = (await folderOf(id, 'Trash'))!;
    await max.patch(`mailboxes/${id}/folders/${trash.id}`, { wanted: true });
    await until(id, 'Trash', { wanted: true, isChosen: true, captured: 1 });
    expect(await subjects()).toEqual(['Which kettle?', 'Thrown away']);
  });

  test('two of us with the same mail have one entry', async () => {
    dovecot.deliver(box, question);
    const first = await connect(max);
    await until(first, 'INBOX', { captured: 1 });
    const toms = box.replace('max', 'tom');
    dovecot.deliver(toms, question);
    const second = await connect(tom, 'everyone', toms);
    await until(second, 'INBOX', { captured: 1 });
    expect(await subjects()).toEqual(['Which kettle?']);
  });

  test('may go while it is at work, and no fault is told', async () => {
    for (let round = 0; round < 12; round++) {
      for (let mail = 0; mail < 8; mail++) dovecot.deliver(box, another(`Kettle ${round} ${mail}`));
      const id = await connect(max);
      await expect
        .poll(async () => (await mailbox(id)).folders.length, {
          timeout: 20_000,
          interval: round * 4 + 1,
        })
        .toBeGreaterThan(0);
      const { version } = (await connectionOf(id))!;
      expect((await max.delete(`connections/${id}?version=${version}`)).status).toBe(200);
    }
  });

  test('is left as it was when it goes', async () => {
    dovecot.deliver(box, question);
    const id = await connect(max);
    await until(id, 'INBOX', { captured: 1 });
    const { version } = (await connectionOf(id))!;
    expect((await max.delete(`connections/${id}?version=${version}`)).status).toBe(200);
    expect(await connectionOf(id)).toBeUndefined();
    expect(await subjects()).toEqual(['Which kettle?']);
    await withProgram(async (program) => {
      const { exists } = await program.mailboxOpen('INBOX');
      expect(exists).toBe(1);
      const flags = await program.fetchOne('1', { flags: true });
      expect(flags && [...(flags.flags ?? [])]).not.toContain('\\Seen');
    });
  });
});

describe('what is never captured', () => {
  test('is not even fetched, and comes when the rule goes', async () => {
    dovecot.deliver(
      box,
      letter({
        from: 'Dr. Weiss <praxis@arzt-weiss.example>',
        to: 'max@kettle.example',
        subject: 'Ihr Befund',
        id: 'befund@arzt-weiss.example',
      }),
    );
    dovecot.deliver(box, another('Our scheidung, in confidence'));
    dovecot.deliver(box, another('Ordinary'));
    const { body: domain } = await max.post('capture-rules', {
      kind: 'domain',
      value: 'ARZT-weiss.example',
    });
    await max.post('capture-rules', { kind: 'word', value: 'Scheidung' });
    const id = await connect(max);
    await until(id, 'INBOX', { onServer: 3, captured: 1, leftOut: { rule: 2 } });
    expect(await subjects()).toEqual(['Ordinary']);
    const kept = await company.sql('select from mail_messages where subject is not null');
    expect(kept).toEqual([]);

    await max.delete(`capture-rules/${domain.id}`);
    await until(id, 'INBOX', { onServer: 3, captured: 2, leftOut: { rule: 1 } });
    expect((await subjects()).toSorted()).toEqual(['Ihr Befund', 'Ordinary']);
  });

  test('a rule for everybody is an owner’s, and one’s own is nobody else’s business', async () => {
    const rule = { kind: 'domain', value: 'familie.example', forEveryone: true };
    expect((await max.post('capture-rules', rule)).status).toBe(403);
    expect((await company.olga.post('capture-rules', rule)).status).toBe(201);
    await max.post('capture-rules', { kind: 'address', value: 'mutter@familie.example' });
    const seen = async (who: Colleague) =>
      (await who.get<{ rows: { value: string }[] }>('capture-rules')).body.rows.map(
        ({ value }) => value,
      );
    expect(await seen(max)).toEqual(['mutter@familie.example', 'familie.example']);
    expect(await seen(nora)).toEqual(['familie.example']);
  });
});

describe('who sees what a mailbox brings', () => {
  test('a private one is nobody else’s, not even that it is there', async () => {
    dovecot.deliver(box, question);
    dovecot.deliver(box, answer, 'Sent');
    const id = await connect(max, 'private');
    await until(id, 'Sent', { captured: 1 });
    await caughtUp(id);
    expect(await connectionOf(id, nora)).toBeUndefined();
    expect((await nora.get(`mailboxes/${id}`)).status).toBe(404);
    expect((await nora.get(`mailboxes/${id}/messages`)).status).toBe(404);
    expect((await nora.post(`mailboxes/${id}/retry`)).status).toBe(404);
    const people = (await nora.get<{ rows: PartyRow[] }>('people')).body.rows;
    expect(people).toEqual([]);
  });

  test('one that shares its headers tells who wrote with whom and when, and no word of it', async () => {
    dovecot.deliver(box, question);
    dovecot.deliver(box, answer, 'Sent');
    const id = await connect(max, 'headers');
    await until(id, 'Sent', { captured: 1 });
    await caughtUp(id);
    const ida = (await nora.get<{ rows: PartyRow[] }>('people')).body.rows.find(
      ({ name }) => name === 'Ida Holm',
    )!;
    const seen = await nora.get<{ rows: TimelineEntry[] }>(`people/${ida.id}/timeline`);
    expect(seen.body.rows.map(({ direction }) => direction)).toEqual(['out', 'in']);
    expect(seen.text).not.toContain('kettle?');
    const own = await max.get<{ rows: TimelineEntry[] }>(`people/${ida.id}/timeline`);
    expect(own.body.rows.map(({ subject }) => subject)).toEqual([
      'Re: Which kettle?',
      'Which kettle?',
    ]);
    expect((await nora.get('search?q=kettle')).text).not.toContain('Which kettle');
  });
});

describe('what goes wrong', () => {
  test('a wrong password is told in a word, and is not tried again and again', async () => {
    const trial = async (password: string) =>
      (
        await max.post<{ problem: string | null }>('connections/trial', {
          kind: 'imap',
          settings: settings(),
          secret: { password },
        })
      ).body.problem;
    // A server that is asked too often answers slowly: once each.
    expect(await trial(mailPassword)).toBeNull();
    expect(await trial('mistyped')).toBe('sign-in refused');
    const { body } = await max.post('connections', {
      kind: 'imap',
      name: box,
      visibility: 'everyone',
      settings: settings(),
      secret: { password: 'mistyped' },
    });
    await expect
      .poll(() => connectionOf(body.id), { timeout: 20_000 })
      .toMatchObject({ state: 'needs attention', problem: 'sign-in refused' });
    const { version } = (await connectionOf(body.id))!;
    await max.patch(`connections/${body.id}`, { version, secret: { password: mailPassword } });
    await expect
      .poll(() => connectionOf(body.id), { timeout: 20_000 })
      .toMatchObject({ state: 'on', problem: null, succeededAt: expect.any(String) });
  });

  test('no host inside is asked that nobody named, and a secret goes to no other server', async () => {
    const id = await connect(max);
    const trial = (change: object) =>
      max.post<{ problem: string; code: string }>('connections/trial', {
        kind: 'imap',
        id,
        settings: { ...settings(), ...change },
        secret: { password: mailPassword },
      });
    expect((await trial({ port: 143 })).body.problem).toBe('private');
    expect((await trial({ port: 5432 })).body.problem).toBe('port');
    expect((await trial({ host: 'localhost', port: 993 })).body.problem).toBe('private');
    expect((await trial({ host: '169.254.169.254', port: 143 })).body.problem).toBe('private');
    const { status, body } = await max.post<{ code: string }>('connections/trial', {
      kind: 'imap',
      id,
      settings: { ...settings(), host: 'thief.example', port: 993 },
    });
    expect([status, body.code]).toEqual([422, 'connection.secret-needed']);
  });

  test('a server that is gone is told, and what came meanwhile is brought when it is back', async () => {
    dovecot.deliver(box, question);
    const id = await connect(max);
    await until(id, 'INBOX', { captured: 1 });
    await caughtUp(id);
    await dovecot.stop();
    await expect
      .poll(async () => (await connectionOf(id))?.problem, { timeout: 20_000 })
      .toBe('no answer');
    expect((await connectionOf(id))?.state).toBe('on');
    await dovecot.start();
    dovecot.deliver(box, another('While you were away'));
    // Whoever does not want to wait for the next try.
    await max.post(`mailboxes/${id}/retry`);
    await company.sql('update connections set next_try_at = now()');
    await until(id, 'INBOX', { captured: 2 });
    await expect
      .poll(async () => (await connectionOf(id))?.problem, { timeout: 20_000 })
      .toBeNull();
  });

  test('what is no mail, or tells no date, is parked with its reason after three tries', async () => {
    dovecot.deliver(box, 'X-Something: else\n\nThis is no mail.\n');
    dovecot.deliver(box, another('Ordinary'));
    const id = await connect(max);
    await until(id, 'INBOX', { onServer: 2, captured: 1, waiting: 1 });
    for (let tries = 2; tries <= 3; tries++) {
      await company.sql('update mail_messages set next_try_at = now()');
      const { version } = (await connectionOf(id))!;
      await max.patch(`connections/${id}`, { version, state: 'on' });
      await expect
        .poll(
          async () =>
            (await max.get<{ rows: ParkedMessage[] }>(`mailboxes/${id}/messages`)).body.rows[0]
              ?.tries,
          { timeout: 20_000 },
        )
        .toBe(tries);
    }
    const { rows } = (await max.get<{ rows: ParkedMessage[] }>(`mailboxes/${id}/messages`)).body;
    expect(rows).toMatchObject([{ folder: 'INBOX', state: 'parked', reason: 'not a message' }]);
    await until(id, 'INBOX', { onServer: 2, captured: 1, waiting: 0, parked: 1, toCome: 0 });
  });
});
