import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Dovecot, mailPassword, openDovecot } from '../server/testing/dovecot.ts';
import { at, barriers, Journey, owner, show } from './journey.ts';

/** A mailbox of a real IMAP server is connected, and each of its messages accounted for on the screens. */

let dovecot: Dovecot;
let journey: Journey;
let page: Page;

const ada = `Ada Kettle <${owner.email}>`;
const uli = 'Uli Bauer <uli@mill.example>';
const letter = (subject: string, { from = uli, to = ada } = {}) =>
  [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    'Date: Tue, 03 Nov 2026 10:15:00 +0100',
    `Message-ID: <${subject.replaceAll(/\W+/g, '.')}@mill.example>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    `About ${subject}.`,
    '',
  ].join('\n');

beforeAll(async () => {
  dovecot = await openDovecot();
  for (const subject of ['Oak boards', 'Delivery on Friday', 'Your offer 17'])
    dovecot.deliver(owner.email, letter(subject));
  dovecot.deliver(owner.email, letter('Test results', { from: 'Dr. Fuchs <praxis@arzt.example>' }));
  dovecot.deliver(owner.email, letter('Win a car'), 'Junk');
  // Whoever was written to, and not only wrote, becomes somebody.
  dovecot.deliver(owner.email, letter('Our answer', { from: ada, to: uli }), 'Sent');
  journey = await Journey.begin({ settings: { RAPPORT_ALLOWED_HOSTS: dovecot.host } });
  page = await journey.open(owner.email);
}, 90_000);

afterAll(async () => {
  await journey?.end();
  await dovecot?.close();
});

const box = (name: string | RegExp) => page.getByRole('textbox', { name });

test('what is never to come is said before, in words', async () => {
  await show(page, '/settings/capture-rules');
  await page.getByText('There is no rule').waitFor();
  await page.getByRole('radio', { name: 'Domain' }).press('Space');
  await box('Which').fill('arzt.example');
  await page.getByRole('button', { name: 'Add the rule' }).click();
  await page.getByRole('button', { name: 'Remove arzt.example' }).waitFor();
});

test('a mailbox is connected from its address, a wrong password told in words', async () => {
  await show(page, '/settings/connections');
  await page.getByText('Nothing is connected').waitFor();
  await page.getByRole('button', { name: 'Connect a mailbox' }).click();
  await box('E-mail address').fill('ada@gmail.com');
  await page.getByRole('button', { name: 'Find the server' }).click();
  await page.getByText('Gmail opens mailboxes by its own sign-in').waitFor();
  expect(await box('Mail server (IMAP)').inputValue()).toBe('imap.gmail.com');

  await box('E-mail address').fill(owner.email);
  await box('Mail server (IMAP)').fill('127.0.0.1');
  await box(/^Port/).fill(String(dovecot.port));
  await page
    .getByRole('radiogroup', { name: /^Encryption(?! when)/ })
    .getByRole('radio', { name: 'None' })
    .press('Space');
  expect(await box('Server that sends').inputValue()).toBe('smtp.gmail.com');
  await box('Server that sends').fill('');
  await box('User name').fill(owner.email);
  await box('Password or app password').fill('not the password');
  await page.getByRole('button', { name: 'Try', exact: true }).click();
  await page.getByText('127.0.0.1 did not accept the name and the password').waitFor();

  await box('Password or app password').fill(mailPassword);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByText('Say who may see the messages').waitFor();
  await page.getByRole('radio', { name: /^Share everything/ }).press('Space');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.waitForURL(/\/settings\/connections\/[0-9a-f-]{36}$/);
});

test('its history arrives, and every message is accounted for', async () => {
  const sum = page.locator('[data-part=sum]');
  await sum.getByText('5 on the server = 4 captured + 1 left out').waitFor();
  await page.getByText('The numbers add up').waitFor();
  const inbox = page.getByRole('row', { name: /^INBOX/ });
  await inbox.getByText('1 by a rule').waitFor();
  await page.getByRole('link', { name: /^Sync: all fine/ }).waitFor();

  await page.getByRole('heading', { name: 'Forward or blind copy' }).waitFor();
  await page.getByLabel('Capture address').waitFor();
  expect(await page.getByLabel('Capture address').inputValue()).toBe(
    owner.email.replace('@', '+rapport@'),
  );
  dovecot.deliver(owner.email, letter('One more question'));
  await sum.getByText('6 on the server = 5 captured + 1 left out').waitFor();
});

test('a folder is wanted by a click, and again not by undo', async () => {
  const junk = page.getByRole('row', { name: /^Junk/ });
  await junk.getByRole('checkbox').press('Space');
  const sum = page.locator('[data-part=sum]');
  await sum.getByText('7 on the server = 6 captured').waitFor();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await sum.getByText('6 on the server = 5 captured').waitFor();
});

test('it is paused and goes on', async () => {
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('Nothing is brought over until somebody goes on with it').waitFor();
  await page.getByRole('link', { name: 'Sync: paused' }).waitFor();
  dovecot.deliver(owner.email, letter('While you were away'));
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.locator('[data-part=sum]').getByText('7 on the server = 6 captured').waitFor();
});

test('another server asks for the password again, and a refused one needs somebody', async () => {
  await page.getByRole('button', { name: `More for ${owner.email}` }).click();
  await page.getByRole('menuitem', { name: 'Change the settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change the settings' });
  await dialog.getByRole('textbox', { name: 'User name' }).fill('somebody@else.example');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Give it again.').waitFor();
  await dialog.getByRole('textbox', { name: 'User name' }).fill(owner.email);
  await dialog.getByRole('textbox', { name: 'Password or app password' }).fill('changed since');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('did not accept the name and the password').first().waitFor();
  await page.getByRole('link', { name: `Sync: ${owner.email} needs attention` }).waitFor();
  const onPhone = await journey.open(owner.email, { width: 390 });
  await show(onPhone, '/people');
  await onPhone.getByRole('button', { name: /needs attention.*More/ }).waitFor();
  await onPhone.context().close();
  await page.getByRole('button', { name: 'Give a new password' }).click();
  const again = page.getByRole('dialog', { name: 'Give a new password' });
  await again.getByRole('textbox', { name: 'Password or app password' }).fill(mailPassword);
  await again.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: /^Sync: all fine/ }).waitFor();
});

test('what cannot be read is listed with its reason, and tried again when somebody asks', async () => {
  dovecot.deliver(owner.email, 'Subject: Without a date\n\nNothing says when.\n');
  await page.locator('[data-part=sum]').getByText('1 waiting').waitFor();
  const parked = page.getByRole('listitem').filter({ hasText: 'Without a date' });
  await parked.getByText('waits', { exact: true }).waitFor();
  await parked.getByText('Next try').waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('They are tried again now.').waitFor();
});

test.each([
  ['light', 1440],
  ['dark', 1440],
  ['light', 390],
  ['dark', 390],
] as const)('nobody is kept out: %s, %i wide', async (theme, width) => {
  const other = await journey.open(owner.email, { theme, width });
  await show(other, '/settings/capture-rules');
  await other.getByText('arzt.example').first().waitFor();
  expect(await barriers(other)).toEqual([]);
  await show(other, '/settings/connections');
  await other.getByRole('link', { name: owner.email }).waitFor();
  await other.getByRole('button', { name: 'Connect a mailbox' }).click();
  await other.getByRole('textbox', { name: 'E-mail address' }).fill('ada@outlook.com');
  await other.getByRole('button', { name: 'Find the server' }).click();
  await other.getByText('Microsoft opens mailboxes').waitFor();
  expect(await barriers(other)).toEqual([]);
  await other.getByRole('link', { name: owner.email }).click();
  await other.getByText('The numbers add up').waitFor();
  expect(await barriers(other)).toEqual([]);
  await other.context().close();
});

test('it is removed, and what it brought stays', async () => {
  await page.getByRole('button', { name: `More for ${owner.email}` }).click();
  await page.getByRole('menuitem', { name: 'Remove the connection' }).click();
  const question = page.getByRole('alertdialog');
  await question.getByText('All messages that were captured stay').waitFor();
  await question.getByRole('button', { name: 'Remove the connection' }).click();
  await page.waitForURL(at('/settings/connections'));
  await page.getByText('Nothing is connected').waitFor();
  await show(page, '/people');
  await page.getByRole('link', { name: 'Uli Bauer' }).click();
  await page.locator('[data-part=timeline]').getByText('Oak boards').first().waitFor();
});
