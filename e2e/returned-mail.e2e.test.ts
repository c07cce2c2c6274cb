import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPostOffice, type PostOffice } from '../server/interact/sending/testing.ts';
import { type Dovecot, mailPassword, openDovecot } from '../server/testing/dovecot.ts';
import { barriers, Journey, owner } from './journey.ts';

/** What machines answer: that a mail did not arrive, and that somebody is away. */

let journey: Journey;
let office: PostOffice;
let dovecot: Dovecot;
let page: Page;
let ida: string;
beforeAll(async () => {
  dovecot = await openDovecot();
  office = await openPostOffice();
  journey = await Journey.begin({
    settings: { RAPPORT_ALLOWED_HOSTS: `127.0.0.1:${office.port}, ${dovecot.host}` },
  });
  page = await journey.open(owner.email);
  const { request } = page.context();
  const headers = { origin: journey.server.address };
  const person = { name: 'Ida Fink', emails: ['ida@fink.example'] };
  const made = await request.post('/api/v1/people', { headers, data: person });
  ida = (await made.json()).id;
  const connected = await request.post('/api/v1/connections', {
    headers,
    data: {
      kind: 'imap',
      name: 'Ada',
      visibility: 'everyone',
      settings: {
        address: owner.email,
        host: '127.0.0.1',
        port: dovecot.port,
        encryption: 'none',
        user: owner.email,
        smtp: { host: '127.0.0.1', port: office.port, encryption: 'none' },
      },
      secret: { password: mailPassword, smtpPassword: 'right' },
    },
  });
  expect(connected.status()).toBe(201);
}, 90_000);
afterAll(async () => {
  await journey?.end();
  await office?.close();
  await dovecot?.close();
});

const composer = () => page.getByRole('complementary', { name: 'Write a mail' });
const now = () => new Date(Temporal.Now.instant().epochMilliseconds + 1_000).toUTCString();

async function looksRight(what: string) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await barriers(page), `${what} ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

test('a mail that comes back is told with its reason, and the address is warned of until it works', async () => {
  await page.goto(`/people/${ida}`);
  await page.getByRole('heading', { name: 'Ida Fink' }).waitFor();
  await page.keyboard.press('m');
  await composer().getByLabel('Subject').fill('Oak boards');
  await composer().getByRole('button', { name: 'Send', exact: true }).click();
  await expect.poll(() => office.received.length, { timeout: 40_000 }).toBe(1);
  const [, id = ''] = /^Message-ID: <(.*)>/im.exec(office.received[0]!.raw) ?? [];
  dovecot.deliver(
    owner.email,
    [
      'From: Mail Delivery System <mailer-daemon@mx.kettle.example>',
      `To: ${owner.email}`,
      'Subject: Undelivered Mail Returned to Sender',
      `Date: ${now()}`,
      'Message-ID: <returned-1@mx.kettle.example>',
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="part"',
      '',
      '--part',
      'Content-Type: text/plain',
      '',
      'It could not be delivered.',
      '--part',
      'Content-Type: message/delivery-status',
      '',
      'Final-Recipient: rfc822; ida@fink.example',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
      '--part',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: <${id}>`,
      '',
      '--part--',
      '',
    ].join('\n'),
  );
  await page.goto('/outgoing');
  await page.getByText('there is no such mailbox').waitFor({ timeout: 40_000 });
  await looksRight('outgoing');

  await page.goto(`/people/${ida}`);
  await page.getByRole('heading', { name: 'Ida Fink' }).waitFor();
  await page.keyboard.press('m');
  await composer().getByText('Mail to this address came back').waitFor();
  await looksRight('composer');
  await composer()
    .getByRole('button', { name: /^It works after all/ })
    .click();
  await composer().getByText('Mail to this address came back').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
});

test('an automatic answer says until when and who stands in, and what follows takes one press', async () => {
  dovecot.deliver(
    owner.email,
    [
      'From: Ida Fink <ida@fink.example>',
      `To: ${owner.email}`,
      'Subject: Abwesenheitsnotiz: Oak boards',
      `Date: ${now()}`,
      'Message-ID: <away-1@fink.example>',
      '',
      `Ich bin bis ${Temporal.Now.plainDateISO().add({ days: 20 }).toString()} im Urlaub.`,
      'In dringenden Fällen wenden Sie sich bitte an Eva Lang, eva.lang@fink.example.',
      '',
    ].join('\n'),
  );
  await page.goto(`/people/${ida}`);
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await timeline.getByRole('button', { name: /automatic message/ }).click({ timeout: 40_000 });
  await timeline.getByText('Abwesenheitsnotiz').first().click();
  await timeline.getByText(/Ida Fink is away and back on/).waitFor();
  await looksRight('absence');
  await timeline.getByRole('button', { name: 'Add Eva Lang' }).click();
  await page.getByText('Eva Lang is here').waitFor();
  await timeline.getByRole('button', { name: /^Remind me on/ }).click();
  await page.getByText('It stands among your tasks').waitFor();
  await page.goto('/people');
  await page.getByText('Eva Lang').first().waitFor();
});
