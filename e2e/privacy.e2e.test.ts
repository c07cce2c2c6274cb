import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, barriers, Journey, owner } from './journey.ts';

let journey: Journey;
let elsewhere: Page;

const add = (path: string, data: unknown) => journey.make(elsewhere, path, data);

beforeAll(async () => {
  journey = await Journey.begin();
  elsewhere = await journey.open(owner.email);
}, 90_000);

afterAll(() => journey?.end());

test('what people are asked is worded in the settings, and what Anna says stands on her page at once', async () => {
  const anna = await add('people', { name: 'Anna Gruber', emails: ['anna@gruber.example'] });
  const page = await journey.open(owner.email, { width: 1440 });
  await page.goto('/settings/privacy');
  await page.getByRole('button', { name: 'More for Newsletter' }).click();
  await page.getByRole('menuitem', { name: 'The words in which you ask' }).click();
  await page.getByRole('textbox', { name: 'Text' }).fill('May we send you our newsletter?');
  await page.getByRole('button', { name: 'Add this version' }).click();
  await page.getByText('Wording: version 1').waitFor();

  await page.goto(`/people/${anna}`);
  const block = page.locator('section', {
    has: page.getByRole('heading', { name: 'What we may write about' }),
  });
  await block.getByRole('button', { name: 'Newsletter, E-mail: not asked yet' }).click();
  await page.getByText('This needs consent, and nobody has asked yet.').waitFor();
  await page.getByRole('button', { name: 'Write down what they said' }).click();
  const dialog = page.getByRole('dialog', { name: 'Write down what they said' });
  await dialog.getByRole('textbox', { name: 'Note' }).fill('At the fair in Graz');
  expect(await barriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Write down', exact: true }).click();
  await block.getByRole('button', { name: 'Newsletter, E-mail: yes' }).click();
  await page.getByText('At the fair in Graz').waitFor();
  await page.getByText('Version 1: May we send you our newsletter?').waitFor();
  // What opens beside a button stands outside the landmarks of the page.
  expect((await barriers(page)).filter((one) => !one.startsWith('region:'))).toEqual([]);
  await page.getByRole('button', { name: 'Write down what they said' }).click();
  // Withdrawing is as easy as giving: it is what the dialog begins with.
  await dialog.getByRole('button', { name: 'Write down', exact: true }).click();
  await block.getByRole('button', { name: 'Newsletter, E-mail: no' }).waitFor();
  await page.context().close();
});

test.each(['light', 'dark'] as const)(
  'the settings of privacy are read by everybody, %s',
  async (theme) => {
    for (const width of [1280, 360]) {
      const page = await journey.open(owner.email, { theme, width });
      await page.goto('/settings/privacy');
      await page.getByRole('button', { name: 'More for Newsletter' }).waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.context().close();
    }
  },
);

test('Kim is erased from her page once her name is typed, and does not come in again', async () => {
  const email = 'kim@sails.example';
  const kim = await add('people', { name: 'Kim Wren', emails: [email], note: 'Likes blue' });
  const page = await journey.open(owner.email, { width: 1440 });
  await page.goto(`/people/${kim}`);
  await page.getByRole('button', { name: 'More for Kim Wren' }).click();
  await page.getByRole('menuitem', { name: 'Save everything we hold' }).waitFor();
  await page.getByRole('menuitem', { name: 'Erase for good …' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Erase this person for good' });
  await dialog.getByText('1 record').waitFor();
  expect(await barriers(page)).toEqual([]);
  const erase = dialog.getByRole('button', { name: 'Erase for good' });
  expect(await erase.isEnabled()).toBe(false);
  await dialog.getByRole('textbox', { name: /Kim Wren/ }).fill('Kim Wren');
  await erase.click();
  await page.getByText('The person is erased.').waitFor();
  await page.waitForURL(at('/people'));
  const again = await elsewhere.request.post('/api/v1/people', {
    headers: { origin: journey.server.address },
    data: { name: 'Kim', emails: [email] },
  });
  expect(again.status()).toBe(409);
  await page.goto('/settings/privacy');
  await page.getByText('1 record').waitFor();
  await page.getByRole('textbox', { name: 'Address' }).fill(email);
  await page.getByRole('button', { name: 'Lift the block' }).click();
  await page.getByText('The address may come in again.').waitFor();
  await page.context().close();
});

test('how long mails are kept is set, counted before it happens, and taken back', async () => {
  const page = await journey.open(owner.email);
  await page.goto('/settings/privacy');
  await page.getByRole('button', { name: /Notes, calls, forms and mentions: Keep for/ }).click();
  await page.getByRole('option', { name: '1 year' }).click();
  await page.getByText('“Notes, calls, forms and mentions”: 1 year').waitFor();
  await page.getByRole('button', { name: 'What would go now' }).click();
  await page.getByText('Nothing would go now.').first().waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: 'What would go now' }).waitFor({ state: 'detached' });
  await page.context().close();
});
