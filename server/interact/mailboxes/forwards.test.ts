import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ActivityView } from '../../../shared/interact/activities.ts';
import type { MailboxView } from '../../../shared/interact/mailboxes.ts';
import type { ConnectionView } from '../../../shared/platform/connections.ts';
import { workOnConnections } from '../../platform/connections/work.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { type Dovecot, mailPassword, openDovecot } from '../../testing/dovecot.ts';
import { letter } from '../importing/testing.ts';

let dovecot: Dovecot;
let company: Company;
let max: Colleague;

beforeAll(async () => {
  dovecot = await openDovecot();
  company = await openCompany({ RAPPORT_ALLOWED_HOSTS: dovecot.host });
  max = company.max;
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
  box = `max${String(++number)}@kettle.example`;
});
const capture = () => box.replace('@', '+rapport@');
afterEach(async () => {
  const faults = company.faults.splice(0);
  for (const table of [
    'connections',
    'activities',
    'parties',
    'seen_addresses',
    'thread_links',
    'comments',
  ])
    await company.sql(`delete from ${table}`);
  expect(faults).toEqual([]);
});

async function connect(visibility = 'everyone'): Promise<string> {
  const { status, body } = await max.post('connections', {
    kind: 'imap',
    name: box,
    visibility,
    settings: {
      address: box,
      host: '127.0.0.1',
      port: dovecot.port,
      encryption: 'none',
      user: box,
    },
    secret: { password: mailPassword },
  });
  expect(status).toBe(201);
  return body.id;
}

/** Once all messages of the inbox are accounted for. */
const until = (id: string, captured: number) =>
  expect
    .poll(
      async () =>
        (await max.get<MailboxView>(`mailboxes/${id}`)).body.folders.find(
          ({ path }) => path === 'INBOX',
        ),
      { timeout: 20_000, interval: 50 },
    )
    .toMatchObject({ captured });

/** Everything there was to have is here, and the connection stays for news. */
const caughtUp = (id: string) =>
  expect
    .poll(
      async () =>
        (await max.get<{ rows: ConnectionView[] }>('connections')).body.rows.find(
          (row) => row.id === id,
        )?.succeededAt,
      { timeout: 20_000, interval: 50 },
    )
    .toBeTruthy();

const mails = async (by: Colleague = max) => {
  const rows = await company.sql<{ id: string }>(
    `select id from activities where kind = 'email' order by occurred_at, id`,
  );
  const opened = await Promise.all(
    rows.map(async ({ id }) => (await by.get<ActivityView>(`activities/${id}`)).body),
  );
  return opened.map(
    ({ id, subject, direction, occurredAt, participants, body, files, forward }) => ({
      id,
      subject,
      direction,
      occurredAt,
      forward,
      files: files?.map(({ name }) => name),
      text: body
        ?.map(({ text }) => text)
        .join('\n')
        .trim(),
      people: participants?.map(({ role, address, ours }) => [role, address, ours]),
    }),
  );
};
const remarks = async (activity: string, by: Colleague = max) =>
  (await by.get<{ rows: { text: string }[] }>(`comments?activity=${activity}`)).body.rows.map(
    ({ text }) => text,
  );

const question = letter({
  from: 'Ida Holm <ida@lanterns.example>',
  to: 'Max <max@kettle.example>',
  subject: 'Which kettle?',
  id: 'q1@lanterns.example',
  text: 'Dear Max,\r\n\r\nwhich kettle is the quiet one?\r\n\r\nIda',
});
const retold = [
  'She asks again, please answer.',
  '',
  '-----Ursprüngliche Nachricht-----',
  'Von: Ida Holm <ida@lanterns.example>',
  'Gesendet: Dienstag, 3. März 2026 09:00',
  'An: Max <max@kettle.example>; Ben Berg <ben@berg.example>',
  'Betreff: Which kettle?',
  '',
  'Dear Max,',
  '',
  'which kettle is the quiet one?',
  '',
  'Ida',
].join('\r\n');
const forwarded = (also: Partial<Parameters<typeof letter>[0]> = {}) =>
  letter({
    from: 'Max <max@kettle.example>',
    to: capture(),
    subject: 'WG: Which kettle?',
    id: `f${String(number)}@kettle.example`,
    at: 'Wed, 04 Mar 2026 09:00:00 +0100',
    headers: 'Content-Type: text/plain; charset=utf-8',
    text: retold,
    ...also,
  });
const attached = (...sources: string[]) =>
  forwarded({
    headers: 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=part',
    text: [
      '--part',
      'Content-Type: text/plain',
      '',
      'See what she writes.',
      ...sources.flatMap((source) => ['--part', 'Content-Type: message/rfc822', '', source]),
      '--part--',
      '',
    ].join('\r\n'),
  });

describe('a mail to the capture address', () => {
  test('as a blind copy is what was sent, from its writer to its recipients', async () => {
    const copy = letter({
      from: 'Max <max@kettle.example>',
      to: 'Ida Holm <ida@lanterns.example>',
      subject: 'The quiet one',
      id: 'b1@kettle.example',
      headers: `Delivered-To: ${capture()}`,
    });
    dovecot.deliver(box, copy);
    const bcc = letter({
      from: 'Max <max@kettle.example>',
      to: 'ida@lanterns.example',
      subject: 'And its lid',
      id: 'b2@kettle.example',
      at: 'Tue, 03 Mar 2026 10:00:00 +0100',
      headers: `Bcc: ${capture()}`,
    });
    dovecot.deliver(box, bcc);
    await until(await connect(), 2);
    const people = [
      ['from', 'max@kettle.example', true],
      ['to', 'ida@lanterns.example', false],
    ];
    expect(await mails()).toMatchObject([
      { subject: 'The quiet one', direction: 'out', people, forward: null },
      { subject: 'And its lid', direction: 'out', people, forward: null },
    ]);
  });

  test('forwarded by a colleague becomes the mail inside, with their remark', async () => {
    dovecot.deliver(box, forwarded());
    await until(await connect(), 1);
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      subject: 'Which kettle?',
      direction: 'in',
      occurredAt: '2026-03-03T09:00:00Z',
      people: [
        ['from', 'ida@lanterns.example', false],
        ['to', 'max@kettle.example', true],
        ['to', 'ben@berg.example', false],
      ],
      text: expect.stringMatching(/^Dear Max,/),
      forward: { by: 'Max', trouble: null },
    });
    expect(await remarks(mail!.id)).toEqual(['She asks again, please answer.']);
    expect(await remarks(mail!.id, company.nora)).toHaveLength(1);
  });

  test.each([
    ['as text', () => forwarded()],
    ['as an attachment', () => attached(question)],
  ])('%s doubles nothing that is here, and is remarked once', async (_, write) => {
    dovecot.deliver(box, question);
    const id = await connect();
    await caughtUp(id);
    dovecot.deliver(box, write());
    // The same forward once more, as from another folder or after the server counted anew.
    dovecot.deliver(box, `X-Copy: 1\r\n${write()}`);
    await until(id, 3);
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ subject: 'Which kettle?', forward: { trouble: null } });
    expect(await remarks(mail!.id)).toHaveLength(1);
  });

  test('finds the mail it tells of also where both come at once', async () => {
    dovecot.deliver(box, question);
    dovecot.deliver(box, forwarded());
    await until(await connect(), 2);
    expect(await mails()).toMatchObject([{ forward: { by: 'Max', trouble: null } }]);
  });

  test('as an attachment comes in whole where it was not here', async () => {
    dovecot.deliver(box, attached(question));
    await until(await connect(), 1);
    expect(await mails()).toMatchObject([
      { subject: 'Which kettle?', direction: 'in', forward: { by: 'Max' } },
    ]);
    expect(await company.sql(`select message_id from mails`)).toEqual([
      { message_id: 'q1@lanterns.example' },
    ]);
  });

  test.each([
    ['of a stranger', 'stranger', () => forwarded({ from: 'Mallory <mallory@evil.example>' })],
    [
      'that its server disowns',
      'stranger',
      () =>
        forwarded({
          headers:
            'Authentication-Results: mx.kettle.example; dmarc=fail\r\nContent-Type: text/plain; charset=utf-8',
        }),
    ],
    ['without a mail inside', 'unreadable', () => forwarded({ text: 'Please look at this.' })],
    ['with several mails', 'several', () => attached(question, question.replace('q1@', 'q2@'))],
  ])('%s stays what it is, and says why', async (_, trouble, write) => {
    dovecot.deliver(box, write());
    await until(await connect(), 1);
    expect(await mails()).toMatchObject([{ subject: 'WG: Which kettle?', forward: { trouble } }]);
    expect(await company.sql('select 1 from comments')).toEqual([]);
  });

  test('and to others as well is theirs, and not taken apart', async () => {
    dovecot.deliver(box, forwarded({ to: `${capture()}, Ben Berg <ben@berg.example>` }));
    await until(await connect(), 1);
    expect(await mails()).toMatchObject([
      {
        subject: 'WG: Which kettle?',
        direction: 'out',
        forward: null,
        people: [
          ['from', 'max@kettle.example', true],
          ['to', 'ben@berg.example', false],
        ],
      },
    ]);
  });

  test('follows the mailbox in who may see it, and the rules of what is never captured', async () => {
    dovecot.deliver(box, forwarded());
    await until(await connect('private'), 1);
    expect(await mails()).toHaveLength(1);
    const [{ id }] = (await company.sql<{ id: string }>('select id from activities')) as [
      { id: string },
    ];
    for (const neighbour of [company.nora, company.olga])
      expect((await neighbour.get(`activities/${id}`)).status).toBe(404);
    await company.sql('delete from connections');
    await company.sql('delete from activities');
    const rule = await max.post('capture-rules', { kind: 'domain', value: 'lanterns.example' });
    expect(rule.status, rule.text).toBeLessThan(300);
    await until(await connect(), 0);
    await expect
      .poll(async () => company.sql(`select reason from mail_messages`), { timeout: 20_000 })
      .toEqual([{ reason: 'rule' }]);
    expect(await company.sql('select 1 from activities')).toEqual([]);
    await company.sql('delete from capture_rules');
  });
});
