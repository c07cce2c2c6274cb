import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers, Journey, owner, show } from './journey.ts';

let journey: Journey;
let elsewhere: Page;
let sawmill = '';
const today = Temporal.Now.plainDateISO();
const inDays = (days: number) => today.add({ days }).toString();

const add = (path: string, data: unknown) => journey.make(elsewhere, path, data);

beforeAll(async () => {
  journey = await Journey.begin();
  elsewhere = await journey.open(owner.email);
  sawmill = await add('companies', { name: 'Sawmill Huber', roles: [{ role: 'supplier' }] });
}, 90_000);

afterAll(() => journey?.end());

const block = (page: Page, name: string) =>
  page.locator('section', { has: page.getByRole('heading', { name, exact: true }) });

test('a promise is noted, kept and taken back without the mouse', async () => {
  const page = await journey.open(owner.email, { width: 1440 });
  await show(page, `/companies/${sawmill}`);
  const promises = block(page, 'Promises');
  await promises.getByText('Nothing is promised.').waitFor();
  await page.keyboard.press('p');
  const dialog = page.getByRole('dialog', { name: 'Note a promise' });
  await dialog.getByRole('textbox', { name: 'What' }).waitFor();
  await dialog.getByRole('radio', { name: 'We to them' }).focus();
  await page.keyboard.press('ArrowRight');
  await dialog.getByRole('textbox', { name: 'What' }).fill('Dry oak on the yard');
  await dialog.getByRole('button', { name: 'Save' }).focus();
  await page.keyboard.press('Enter');
  await promises.getByText('Dry oak on the yard').waitFor();
  await promises.getByText('Open', { exact: true }).waitFor();
  // A dialog that goes gives the focus back where it came from.
  await dialog.waitFor({ state: 'hidden' });

  await promises.getByRole('button', { name: 'Kept: Dry oak on the yard' }).press('Enter');
  await promises.getByRole('button', { name: 'One settled' }).waitFor();
  await page.keyboard.press('Control+z');
  await promises.getByText('Open', { exact: true }).waitFor();
  await page.context().close();
});

test('an article, an offer and an invoice stand on the page of a supplier, and on its timeline', async () => {
  const page = await journey.open(owner.email, { width: 1440 });
  await show(page, `/companies/${sawmill}`);
  const supplies = block(page, 'What they supply');
  await supplies.getByText('Nothing is written down yet.').waitFor();
  await page.keyboard.press('Shift+S');
  const article = page.getByRole('dialog', { name: 'Add what they supply' });
  await article.getByRole('textbox', { name: 'What' }).fill('Oak boards 40 mm');
  await article.getByRole('textbox', { name: 'Unit' }).fill('m²');
  await article.getByRole('textbox', { name: 'Price' }).fill('84.505');
  await article.getByRole('button', { name: 'Save' }).click();
  await article.getByText('Write an amount such as 12.50.').waitFor();
  await article.getByRole('textbox', { name: 'Price' }).fill('84.50');
  await article.getByRole('textbox', { name: 'Lead time in days' }).fill('14');
  await article.getByRole('button', { name: 'Save' }).click();
  await supplies.getByText('€84.50 per m²').waitFor();
  await supplies.getByText('14 days').waitFor();

  await page.keyboard.press('Shift+O');
  const offer = page.getByRole('dialog', { name: 'Add an offer to us' });
  await offer.getByRole('textbox', { name: 'What they offer' }).fill('Oak for the spring');
  await offer.getByRole('textbox', { name: 'Amount' }).fill('8,450');
  await offer.getByRole('button', { name: 'Save' }).click();
  const offers = block(page, 'Their offers to us');
  await offers.getByText('€8,450.00').waitFor();
  await offers.getByRole('button', { name: 'More for “Oak for the spring”' }).click();
  await page.getByRole('menuitem', { name: 'We accepted it' }).click();
  await offers.getByText('Accepted').waitFor();
  await page.locator('[data-part=timeline]').getByText('Oak for the spring').waitFor();

  await add('purchases', {
    partyId: sawmill,
    what: 'Ash boards',
    number: 'RE-17',
    date: inDays(-50),
    due: inDays(-20),
    price: { amount: 120_000, currency: 'EUR' },
  });
  const payments = block(page, 'Our payments');
  await payments.getByText('Paid on time: 0 of 1').waitFor();
  await payments.getByText('Overdue').waitFor();
  await payments.getByRole('button', { name: 'Paid today: Ash boards' }).click();
  await payments.getByText('Paid late').waitFor();
  await page.context().close();
});

test('suppliers have a list that tells what is open, found from the sidebar and the palette', async () => {
  await add('promises', {
    partyId: sawmill,
    direction: 'ours',
    what: 'The cutting list',
    due: inDays(-1),
  });
  const page = await journey.open(owner.email, { width: 1440 });
  await show(page, '/people');
  await page.getByRole('link', { name: 'Suppliers' }).click();
  await page.getByRole('heading', { name: 'Suppliers' }).waitFor();
  const grid = page.getByRole('grid', { name: 'Suppliers' });
  await grid.getByText('Sawmill Huber').waitFor();
  await grid.getByText('Oak boards 40 mm').waitFor();
  await grid.getByRole('columnheader', { name: 'Next promise' }).click();
  await page.waitForURL(/sort=-?nextPromise/);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').or(page.getByRole('searchbox')).first().waitFor();
  await page.keyboard.type('>staff');
  await page.getByRole('option', { name: 'Staff' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Nobody here yet').waitFor();
  await page.keyboard.press('+');
  const dialog = page.getByRole('dialog', { name: 'New person' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Vera Chef');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('heading', { name: 'Vera Chef' }).waitFor();
  await block(page, 'In our company').waitFor();
  await page.context().close();
});

test.each([
  ['light', 1440],
  ['dark', 1440],
  ['light', 390],
  ['dark', 390],
] as const)('nobody is kept out: %s, %i wide', async (theme, width) => {
  const page = await journey.open(owner.email, { theme, width });
  await show(page, `/companies/${sawmill}`);
  if (width < 600) await page.getByRole('radio', { name: 'More' }).click();
  await block(page, 'What they supply').getByText('Oak boards').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('p');
  await page.getByRole('dialog').getByRole('textbox', { name: 'What' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await show(page, '/suppliers');
  await page.getByText('Sawmill Huber').first().waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.context().close();
});
