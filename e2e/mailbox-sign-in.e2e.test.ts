import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Dovecot, openDovecot } from '../server/testing/dovecot.ts';
import { MailProvider } from '../server/testing/mail-provider.ts';
import { barriers, freePort, Journey, owner } from './journey.ts';

/** A mailbox that opens by its provider's sign-in, from the registration on. */

let journey: Journey;
let page: Page;
let provider: MailProvider;
let dovecot: Dovecot;

beforeAll(async () => {
  const port = await freePort();
  provider = await MailProvider.start(`http://127.0.0.1:${port}/settings/connections/signed-in`);
  dovecot = await openDovecot(undefined, { opens: `${provider.origin}/opens` });
  dovecot.deliver(
    owner.email,
    [
      'From: Ida Holm <ida@lanterns.example>',
      `To: ${owner.email}`,
      'Subject: Which lantern?',
      'Message-ID: <which@lanterns.example>',
      'Date: Tue, 03 Mar 2026 10:00:00 +0100',
      '',
      'The tall one?',
    ].join('\n'),
  );
  journey = await Journey.begin({
    port,
    settings: { RAPPORT_ALLOWED_HOSTS: `${provider.host}, ${dovecot.host}` },
  });
  page = await journey.open(owner.email);
}, 60_000);

afterAll(async () => {
  await journey.end();
  await dovecot.close();
  await provider.close();
});

async function looksRight() {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await barriers(page), colorScheme).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

test('an owner registers the provider, with the steps at hand', async () => {
  await page.goto('/settings/connections#mailProviders');
  await page.getByRole('button', { name: 'Register a provider' }).click();
  const form = page.getByRole('form', { name: 'Register a provider' });
  await form.getByText(/Gmail API/).waitFor();
  await looksRight();
  await form.getByText('Microsoft', { exact: true }).click();
  await form.getByText(/IMAP\.AccessAsUser\.All/).waitFor();
  await form.getByText('Another', { exact: true }).click();
  const { registration } = provider;
  const box = (name: string | RegExp) => form.getByRole('textbox', { name });
  await box(/^Name/).fill(registration.name);
  await box(/^Address for signing in/).fill(registration.authorizationEndpoint);
  await box(/^Address for tokens/).fill(registration.tokenEndpoint);
  await box(/^Rights/).fill(registration.scopes.join(' '));
  await box(/^Client ID/).fill(registration.clientId);
  await box(/^Client secret/).fill(registration.secret);
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Change Post & Co' }).waitFor();
  await looksRight();
});

test('somebody signs in there, and the mailbox brings its history', async () => {
  await page.goto('/settings/connections');
  await page.getByRole('button', { name: 'Connect a mailbox' }).first().click();
  const box = (name: string | RegExp) => page.getByRole('textbox', { name });
  await box('E-mail address').fill(owner.email);
  await page.getByRole('button', { name: 'Give the server by hand' }).click();
  const form = page.getByRole('form', { name: 'Connect a mailbox' });
  await box('Mail server (IMAP)').fill('127.0.0.1');
  await page
    .getByRole('radiogroup', { name: /^Encryption(?! when)/ })
    .getByRole('radio', { name: 'None' })
    .press('Space');
  await box('User name').fill(owner.email);
  await box(/^Port/).fill(dovecot.host.split(':')[1]!);
  await page.getByRole('radio', { name: /^By signing in at Post & Co/ }).press('Space');
  await page.getByRole('radio', { name: /^Share everything/ }).press('Space');
  await looksRight();
  // They go away at first: the mailbox waits, and one button goes on.
  await form.getByRole('button', { name: 'Sign in with Post & Co' }).click();
  await page.getByText('You went away from the provider').waitFor();
  await looksRight();
  await page.getByRole('link', { name: 'Back to the connections' }).click();
  await page.getByText(/opens once/).waitFor();
  await looksRight();
  provider.person = owner.email;
  await page.getByRole('button', { name: 'Sign in with Post & Co' }).click();
  await page.waitForURL(/connections\/[0-9a-f-]{36}$/);
  await page.getByText('INBOX').or(page.getByText('Inbox')).first().waitFor();
});
