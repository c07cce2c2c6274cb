import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPostOffice, type PostOffice } from '../server/interact/sending/testing.ts';
import { at, barriers, Journey, owner } from './journey.ts';

let journey: Journey;
let office: PostOffice;
let page: Page;
beforeAll(async () => {
  office = await openPostOffice();
  journey = await Journey.begin({
    settings: { RAPPORT_ALLOWED_HOSTS: `127.0.0.1:${office.port}` },
  });
  page = await journey.open(owner.email);
  const post = async (path: string, data: object) => {
    const answer = await page.context().request.post(`/api/v1/${path}`, {
      headers: { origin: journey.server.address },
      data,
    });
    expect(answer.status(), await answer.text()).toBeLessThan(300);
    return (await answer.json()) as { id: string };
  };
  await post('connections', {
    kind: 'imap',
    name: 'Ada',
    visibility: 'everyone',
    settings: {
      address: owner.email,
      host: '127.0.0.1',
      port: 143,
      encryption: 'none',
      user: owner.email,
      smtp: { host: '127.0.0.1', port: office.port, encryption: 'none' },
    },
    secret: { password: 'right' },
  });
  await post('fields', {
    kind: 'person',
    label: 'Favourite wood',
    type: 'text',
    settings: { default: 'oak' },
  });
  const { id: partyId } = await post('people', { name: 'Ida Fink', emails: ['ida@fink.example'] });
  await post('promises', {
    partyId,
    direction: 'ours',
    what: 'Deliver the oak boards',
    due: Temporal.Now.plainDateISO().add({ days: 20 }).toString(),
  });
});
afterAll(async () => {
  await journey?.end();
  await office?.close();
});

const composer = () => page.getByRole('complementary', { name: 'Write a mail' });
const text = () => composer().getByRole('textbox', { name: 'Text' });

test('a template is written in the settings, with placeholders from the list', async () => {
  await page.goto('/settings/writing');
  await page.waitForURL(at('/settings/writing'));
  await page.getByText('There is no template yet').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'New template' }).click();
  const dialog = page.getByRole('dialog', { name: 'New template' });
  await dialog.getByLabel('Name').fill('First words');
  await dialog.getByLabel('Subject').fill('For you in {{field.favouriteWood}}');
  await dialog.getByRole('textbox', { name: 'Text' }).click();
  await dialog.getByRole('button', { name: 'Placeholder' }).click();
  await page.getByRole('menuitem', { name: 'Salutation' }).click();
  await dialog.getByRole('textbox', { name: 'Text' }).getByText('{{salutation}}').waitFor();
  await page.keyboard.type(', you like {{field.favouriteWood}} and are {{job}}.');
  expect(await barriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save template' }).click();
  await dialog.getByText('Nothing is known under "job". Choose one from the list.').waitFor();
  await dialog.getByRole('textbox', { name: 'Text' }).click();
  await page.keyboard.press('Control+End');
  for (const _ of '{{job}}.') await page.keyboard.press('Backspace');
  await page.keyboard.type('{{title}}.');
  await dialog.getByRole('button', { name: 'Save template' }).click();
  await page.getByText('First words is saved.').waitFor();
}, 120_000);

test('it is found by key, looked at and put in; what is doubtful says so before it goes out', async () => {
  await page.goto('/outgoing');
  await page.waitForURL(at('/outgoing'));
  await page.getByRole('button', { name: 'Write a mail' }).click();
  await text().waitFor();
  await composer().getByRole('combobox', { name: 'To' }).fill('ida@fink.example,');
  await composer().getByRole('list', { name: 'To' }).getByText('ida@fink.example').waitFor();
  await page.keyboard.press('Control+.');
  const picker = page.getByRole('dialog');
  await picker.getByRole('option', { name: /First words/ }).waitFor();
  await page.keyboard.type('first');
  await picker.getByRole('option', { name: /First words/ }).click();
  await picker.getByText('Dear Ida Fink').waitFor();
  await picker
    .getByRole('list', { name: 'Look at before sending' })
    .getByText('assumed', { exact: true })
    .waitFor();
  expect(await barriers(page)).toEqual([]);
  await picker.getByRole('button', { name: 'Insert' }).click();
  await text().getByText('Dear Ida Fink').waitFor();
  expect(await composer().getByLabel('Subject').inputValue()).toBe('For you in oak');
  const wood = text().getByRole('note', { name: /Favourite wood · assumed/ });
  expect(await wood.textContent()).toBe('oak');
  const doubts = composer().getByRole('region', { name: 'Look at before sending' });
  await doubts.getByText('Assumed,').waitFor();
  expect(await barriers(page)).toEqual([]);

  // To somebody else it would say the wrong name.
  await composer()
    .getByRole('button', { name: /Remove|ida@fink/ })
    .first()
    .click();
  await composer().getByRole('combobox', { name: 'To' }).fill('uli@birk.example,');
  await doubts.getByText('It was put in for ida@fink.example.').first().waitFor();
  await doubts.getByRole('button', { name: 'It is right Favourite wood' }).click();
  await wood.waitFor({ state: 'detached' });
  expect(await doubts.getByText('Favourite wood').count()).toBe(0);

  await composer().getByRole('button', { name: 'Send', exact: true }).click();
  await composer().getByText('A place in this mail is still empty').waitFor();
  expect(office.received).toEqual([]);
  await composer().getByRole('button', { name: 'Send like this' }).click();
  await expect.poll(() => office.received.length, { timeout: 30_000 }).toBe(1);
  const { raw } = office.received[0]!;
  expect(raw).toContain('you like oak and are {{title}}.');
  expect(raw).not.toContain('data-');
}, 120_000);

test('a mail becomes a template again, with its facts as placeholders', async () => {
  await page.goto('/outgoing');
  await page.waitForURL(at('/outgoing'));
  await page.getByRole('button', { name: 'Write a mail' }).click();
  await text().waitFor();
  await page.keyboard.press('Control+.');
  await page
    .getByRole('dialog')
    .getByRole('option', { name: /First words/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Insert' }).click();
  await text().getByText('you like').waitFor();
  await composer().getByRole('button', { name: 'Save as template' }).click();
  const dialog = page.getByRole('dialog', { name: 'New template' });
  await dialog
    .getByRole('textbox', { name: 'Text' })
    .getByText('{{field.favouriteWood}}')
    .waitFor();
  await dialog.getByLabel('Name').fill('Second words');
  await dialog.getByRole('button', { name: 'Save template' }).click();
  await page.getByText('Second words is saved.').waitFor();
}, 120_000);

test('another day than was promised is marked before sending, side by side, and stops nothing', async () => {
  await page.goto('/outgoing');
  await page.waitForURL(at('/outgoing'));
  await page.getByRole('button', { name: 'Write a mail' }).click();
  await text().waitFor();
  await composer().getByRole('combobox', { name: 'To' }).fill('ida@fink.example,');
  await composer().getByRole('list', { name: 'To' }).getByText('ida@fink.example').waitFor();
  await text().click();
  const promised = Temporal.Now.plainDateISO().add({ days: 20 });
  const said = (day: Temporal.PlainDate) =>
    `We deliver the oak boards on ${day.toLocaleString('en-GB', { dateStyle: 'long' })}.`;
  await page.keyboard.type(said(promised));
  const before = composer().getByRole('region', { name: 'What we told them before' });
  await before.getByText('Deliver the oak boards').waitFor();
  expect(await before.getByText('We named another day before').count()).toBe(0);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(said(promised.add({ days: 1 })));
  await before.getByText('We named another day before').waitFor();
  await before.getByText(said(promised.add({ days: 1 }))).waitFor();
  await before.getByText('due ').waitFor();
  await before.getByRole('link', { name: /^Promise of .* seen to by Ada Kettle$/ }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await composer().getByLabel('Subject').fill('Boards');
  await composer().getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('Sent.', { exact: true }).waitFor();
}, 120_000);

test('words that press are underlined for whoever writes them, until they switch it off', async () => {
  const write = async () => {
    await page.goto('/outgoing');
    await page.waitForURL(at('/outgoing'));
    await page.getByRole('button', { name: 'Write a mail' }).click();
    await text().click();
    await page.keyboard.type('This is your last chance, and the boards are brown.');
  };
  await write();
  const hints = composer().getByRole('region', { name: 'How it may sound' });
  await hints.getByText('Say until which day it holds').waitFor();
  await text().locator('[data-tone]', { hasText: 'your last chance' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.goto('/settings/writing#tone');
  const hinted = page.getByRole('checkbox', { name: 'Underline such words' });
  await expect.poll(() => hinted.isChecked(), { timeout: 20_000 }).toBe(true);
  await page.getByText('Underline such words').click();
  await page.getByText('Saved', { exact: false }).first().waitFor();
  await expect.poll(() => hinted.isChecked(), { timeout: 20_000 }).toBe(false);
  await write();
  await composer().getByText('Kept as a draft').waitFor();
  expect(await hints.count()).toBe(0);
  expect(await text().locator('[data-tone]').count()).toBe(0);
}, 120_000);

test('both pages are readable in the dark and on a phone', async () => {
  const dark = await journey.open(owner.email, { theme: 'dark', width: 390 });
  await dark.goto('/settings/writing');
  await dark.getByRole('button', { name: 'Edit Second words' }).waitFor();
  expect(await barriers(dark)).toEqual([]);
  await dark.goto('/outgoing');
  await dark.getByRole('button', { name: 'Write a mail' }).click();
  await dark.getByRole('button', { name: 'Template', exact: true }).click();
  await dark
    .getByRole('dialog')
    .getByRole('option', { name: /First words/ })
    .click();
  await dark.getByRole('dialog').getByRole('button', { name: 'Insert' }).click();
  await dark.getByRole('region', { name: 'Look at before sending' }).waitFor();
  expect(await barriers(dark)).toEqual([]);
}, 60_000);
