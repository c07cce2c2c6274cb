import { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartyRow } from '../../../shared/identify/parties.ts';
import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import type { MailboxView } from '../../../shared/interact/mailboxes.ts';
import type { OutgoingView } from '../../../shared/interact/outgoing.ts';
import { workOnConnections } from '../../platform/connections/work.ts';
import { type Company, openCompany } from '../../testing/company.ts';
import { type Dovecot, mailPassword, openDovecot } from '../../testing/dovecot.ts';
import { letter } from '../importing/testing.ts';
import { openPostOffice, type PostOffice } from './testing.ts';
import { workOnSending } from './work.ts';

/** A real mailbox that is read and sent from. */

const user = 'max@kettle.example';
let dovecot: Dovecot;
let office: PostOffice;
let company: Company;

beforeAll(async () => {
  dovecot = await openDovecot();
  office = await openPostOffice();
  company = await openCompany({
    RAPPORT_ALLOWED_HOSTS: `${dovecot.host}, 127.0.0.1:${office.port}`,
  });
  workOnConnections(company.house);
  workOnSending(company.house);
});
afterAll(async () => {
  await company.close();
  await office.close();
  await dovecot.close();
});

async function sentFolder(): Promise<string[]> {
  const program = new ImapFlow({
    host: '127.0.0.1',
    port: dovecot.port,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: mailPassword },
    logger: false,
  });
  await program.connect();
  try {
    const { exists } = await program.mailboxOpen('Sent', { readOnly: true });
    if (exists === 0) return [];
    const found = await program.fetchAll('1:*', { envelope: true });
    return found.map(({ envelope }) => envelope?.subject ?? '');
  } finally {
    await program.logout();
  }
}

const patient = { timeout: 25_000, interval: 100 };

test('an answer lies in the server’s Sent folder and stands once on the timeline, in its conversation', async () => {
  const { max, nora, sql } = company;
  dovecot.deliver(
    user,
    letter({
      from: 'Ida Holm <ida@lanterns.example>',
      to: user,
      subject: 'Which kettle?',
      id: 'q1@lanterns.example',
    }),
  );
  const { body: mailbox } = await max.post('connections', {
    kind: 'imap',
    name: user,
    visibility: 'everyone',
    settings: {
      address: user,
      host: '127.0.0.1',
      port: dovecot.port,
      encryption: 'none',
      user,
      smtp: { host: '127.0.0.1', port: office.port, encryption: 'none' },
    },
    secret: { password: mailPassword, smtpPassword: 'right' },
  });
  const asked = () => sql<{ id: string }>(`select id from activities where direction = 'in'`);
  await expect.poll(asked, patient).toHaveLength(1);
  const [question] = await asked();

  const { body: draft } = await max.post<OutgoingView>('outgoing', {
    from: mailbox.id,
    to: [{ address: 'ida@lanterns.example' }],
    subject: 'Re: Which kettle?',
    html: '<p>The copper one, for certain.</p>',
    answers: question!.id,
  });
  await max.post(`outgoing/${draft.id}/release`, { version: draft.version });
  // Nobody takes it back.
  await sql(`update outgoing_mails set send_at = now()`);
  await expect.poll(() => office.received.length, patient).toBe(1);
  expect(office.received[0]!.raw).toContain('In-Reply-To: <q1@lanterns.example>');
  await expect.poll(sentFolder, patient).toEqual(['Re: Which kettle?']);

  // The copy is met by the mailbox, and is the mail that is here already.
  await max.post(`mailboxes/${mailbox.id}/retry`);
  const sent = async () =>
    (await max.get<MailboxView>(`mailboxes/${mailbox.id}`)).body.folders.find(
      ({ role }) => role === 'sent',
    );
  await expect.poll(sent, patient).toMatchObject({ onServer: 1, captured: 1, toCome: 0 });
  const people = async () => (await nora.get<{ rows: PartyRow[] }>('people')).body.rows;
  await expect
    .poll(async () => (await people()).map(({ name }) => name), patient)
    .toContain('Ida Holm');
  const ida = (await people()).find(({ name }) => name === 'Ida Holm')!;
  const { rows } = (await nora.get<{ rows: TimelineEntry[] }>(`people/${ida.id}/timeline`)).body;
  expect(rows.map(({ direction, subject }) => [direction, subject])).toEqual([
    ['out', 'Re: Which kettle?'],
    ['in', 'Which kettle?'],
  ]);
  expect(rows[0]!.thread).toBe(rows[1]!.thread);
  expect(office.received).toHaveLength(1);
  expect(company.faults).toEqual([]);
});
