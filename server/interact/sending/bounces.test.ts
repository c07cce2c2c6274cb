import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AddressDoubt, OutgoingView } from '../../../shared/interact/outgoing.ts';
import type { Colleague } from '../../testing/company.ts';
import { bring, letter } from '../importing/testing.ts';
import { openSendingCompany } from './testing.ts';

let company: Awaited<ReturnType<typeof openSendingCompany>>;
beforeAll(async () => {
  company = await openSendingCompany();
});
afterAll(() => company.close());
afterEach(async () => {
  company.office.received.length = 0;
  await company.sql('delete from outgoing_mails');
  await company.sql('delete from doubtful_addresses');
  await company.sql('delete from notifications');
  expect(company.faults.splice(0)).toEqual([]);
});

/** Max writes a mail, and a server takes it; under which Message-ID. */
async function sent(to: string[]): Promise<{ id: string; messageId: string }> {
  const { max } = company;
  const { body: draft } = await max.post<OutgoingView>('outgoing', {
    from: company.mailbox,
    to: to.map((address) => ({ address })),
    subject: 'Oak boards',
    html: '<p>They are ready.</p>',
  });
  await max.post(`outgoing/${draft.id}/release`, { version: draft.version });
  await company.work();
  const { raw } = company.office.received.at(-1)!;
  const [, messageId = ''] = /^Message-ID: <(.*)>/im.exec(raw) ?? [];
  return { id: draft.id, messageId };
}

interface Said {
  to: string;
  about?: string;
  status?: string;
  words?: string;
  action?: string;
}

/** Dates of mails have no parts of a second, so that now would be before what was sent just now. */
const inAMoment = () => new Date(Temporal.Now.instant().epochMilliseconds + 1_000).toUTCString();

/** As a mail server writes it to whoever sent. */
function report({
  to,
  about,
  status = '5.1.1',
  words = '550 5.1.1 User unknown',
  action = 'failed',
}: Said): string {
  return [
    'From: Mail Delivery System <mailer-daemon@mx.kettle.example>',
    'To: max@kettle.example',
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${inAMoment()}`,
    `Message-ID: <${crypto.randomUUID()}@mx.kettle.example>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="part"',
    '',
    '--part',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'This is the mail system at host mx.kettle.example.',
    '--part',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.kettle.example',
    '',
    `Final-Recipient: rfc822; ${to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${words}`,
    '--part',
    'Content-Type: message/rfc822',
    '',
    'From: max@kettle.example',
    `To: ${to}`,
    ...(about ? [`Message-ID: <${about}>`] : []),
    'Subject: Oak boards',
    '',
    'They are ready.',
    '--part--',
    '',
  ].join('\r\n');
}

/** It lies in the mailbox of a colleague and is captured. */
async function arrives(mail: string, who: Colleague = company.max): Promise<void> {
  const { status } = await bring(company, who, { 'report.eml': mail }, {
    mailbox: { whose: 'mine' },
    visibility: 'everyone',
  } as object);
  expect(status).toBe('done');
  await company.work();
}

const stateOf = async (id: string) => (await company.max.get<OutgoingView>(`outgoing/${id}`)).body;
const doubtAbout = async (address: string, who = company.max) => {
  const { body } = await who.get<{ rows: AddressDoubt[] }>(
    `outgoing/doubts?addresses=${encodeURIComponent(`uli@birk.example,${address}`)}`,
  );
  return body.rows[0] ?? null;
};
const news = async () =>
  (await company.sql<{ kind: string }>('select kind from notifications')).map(({ kind }) => kind);

describe('a mail that comes back', () => {
  test('is told to its writer with the reason, and casts doubt on the address until somebody knows better', async () => {
    const { max, nora, otto } = company;
    const { id, messageId } = await sent(['ida@fink.example', 'uli@fink.example']);
    await arrives(report({ to: 'ida@fink.example', about: messageId }));
    expect(await stateOf(id)).toMatchObject({
      state: 'failed',
      words: '550 5.1.1 User unknown',
      recipients: [
        { address: 'ida@fink.example', state: 'failed', bounce: 'no such address' },
        { address: 'uli@fink.example', state: 'accepted', bounce: null },
      ],
    });
    expect(await news()).toEqual(['undelivered']);
    const doubt = await doubtAbout('Ida@Fink.example');
    expect(doubt).toMatchObject({ reason: 'no such address', words: '550 5.1.1 User unknown' });
    expect(await doubtAbout('uli@fink.example')).toBeNull();
    // Whoever sees the mailbox is warned as well; another company is not.
    expect(await doubtAbout('ida@fink.example', nora)).toMatchObject({ id: doubt!.id });
    expect(await doubtAbout('ida@fink.example', otto)).toBeNull();
    expect((await otto.post(`outgoing/doubts/${doubt!.id}/clearance`)).status).toBe(404);
    const { body } = await max.post(`outgoing/doubts/${doubt!.id}/clearance`);
    expect(await doubtAbout('ida@fink.example')).toBeNull();
    await max.post(`events/${body.event}/undo`);
    expect(await doubtAbout('ida@fink.example')).toMatchObject({ id: doubt!.id });
  });

  test('for a reason that may pass is only counted', async () => {
    const { id, messageId } = await sent(['ida@fink.example']);
    const full = { status: '5.2.2', words: '552 5.2.2 Mailbox full' };
    await arrives(report({ to: 'ida@fink.example', about: messageId, ...full }));
    expect(await stateOf(id)).toMatchObject({
      state: 'failed',
      recipients: [{ bounce: 'full' }],
    });
    expect(await doubtAbout('ida@fink.example')).toBeNull();
    expect(await company.sql('select times, doubted_at from doubtful_addresses')).toEqual([
      { times: 1, doubted_at: null },
    ]);
  });

  test('counts once, however often it is told', async () => {
    const { id, messageId } = await sent(['ida@fink.example']);
    await arrives(report({ to: 'ida@fink.example', about: messageId }));
    const { version } = await stateOf(id);
    await arrives(report({ to: 'ida@fink.example', about: messageId }));
    expect((await stateOf(id)).version).toBe(version);
    expect(await news()).toEqual(['undelivered']);
  });

  test('without its Message-ID is known by recipient and time, where no other mail can be meant, and casts no doubt', async () => {
    const { id } = await sent(['ida@fink.example']);
    await arrives(report({ to: 'ida@fink.example' }));
    expect((await stateOf(id)).state).toBe('failed');
    expect(await doubtAbout('ida@fink.example')).toBeNull();
    const [one, other] = [await sent(['uli@fink.example']), await sent(['uli@fink.example'])];
    await arrives(report({ to: 'uli@fink.example' }));
    expect([(await stateOf(one.id)).state, (await stateOf(other.id)).state]).toEqual([
      'accepted',
      'accepted',
    ]);
  });
});

describe('nothing is changed by', () => {
  test.each<[string, (messageId: string) => string]>([
    [
      'a report about a mail we never sent',
      () => report({ to: 'ida@fink.example', about: 'other@kettle.example' }),
    ],
    [
      'a report about somebody it did not go to',
      (about) => report({ to: 'uli@fink.example', about }),
    ],
    [
      'a word that it takes longer',
      (about) => report({ to: 'ida@fink.example', about, action: 'delayed', status: '4.4.1' }),
    ],
    [
      'what a person writes in the form of a report',
      (about) =>
        `From: Eve <eve@else.example>\r\nTo: max@kettle.example\r\nSubject: Look\r\nMessage-ID: <e@else.example>\r\nDate: ${inAMoment()}\r\n\r\nFinal-Recipient: rfc822; ida@fink.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\nMessage-ID: <${about}>\r\n`,
    ],
  ])('%s', async (_, mail) => {
    const { id, messageId } = await sent(['ida@fink.example']);
    await arrives(mail(messageId));
    expect((await stateOf(id)).state).toBe('accepted');
    expect(await doubtAbout('ida@fink.example')).toBeNull();
    expect(await news()).toEqual([]);
  });

  test('a report that lies in the mailbox of somebody else', async () => {
    const { id, messageId } = await sent(['ida@fink.example']);
    await arrives(report({ to: 'ida@fink.example', about: messageId }), company.nora);
    expect((await stateOf(id)).state).toBe('accepted');
    expect(await news()).toEqual([]);
  });
});

test.each([
  ['Abwesenheitsnotiz: Oak boards', ['unanswered']],
  ['Automatic reply: Oak boards', ['unanswered']],
  ['Re: Oak boards', []],
])('“%s” leaves the reminder that nobody answered: %j', async (subject, told) => {
  const { id, messageId } = await sent(['ida@fink.example']);
  await arrives(
    letter({
      from: 'Ida Fink <ida@fink.example>',
      to: 'max@kettle.example',
      subject,
      id: `${crypto.randomUUID()}@fink.example`,
      answers: messageId,
      at: inAMoment(),
    }),
  );
  await company.sql(`update outgoing_mails set follow_up_on = '2026-01-01' where id = $1`, [id]);
  await company.work();
  expect(await news()).toEqual(told);
});

test('whoever is away is reminded of only when they have had a day at their desk', async () => {
  const { id, messageId } = await sent(['ida@fink.example']);
  const today = Temporal.Now.plainDateISO();
  const away = async (until: Temporal.PlainDate) => {
    await arrives(
      letter({
        from: 'Ida Fink <ida@fink.example>',
        to: 'max@kettle.example',
        subject: 'Automatic reply: Oak boards',
        text: `I am out of the office and will be back on ${until.toString()}.`,
        id: `${crypto.randomUUID()}@fink.example`,
        answers: messageId,
        at: inAMoment(),
      }),
    );
    await company.sql(`update outgoing_mails set follow_up_on = '2026-01-01' where id = $1`, [id]);
    await company.work();
  };
  const back = today.add({ days: 9 });
  await away(back);
  expect(await news()).toEqual([]);
  expect((await stateOf(id)).followUpOn).toBe(back.add({ days: 1 }).toString());
});
