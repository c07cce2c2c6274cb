import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers, Journey, owner } from './journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await Journey.begin();
}, 90_000);
afterAll(() => journey?.end());

test('a form is made, a stranger without a script fills it in, and the lead is there', async () => {
  const page = await journey.open(owner.email, { width: 1440 });
  await page.goto('/settings/forms');
  await page.getByText('No form yet.').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'New form' }).click();
  const dialog = page.getByRole('dialog', { name: 'New form' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Ask us about wood');
  await dialog.getByRole('checkbox', { name: 'Company', exact: true }).click({ force: true });
  await dialog.getByRole('button', { name: 'Add a question' }).click();
  await dialog.getByRole('textbox', { name: 'Question 1', exact: true }).fill('Which wood?');
  await dialog.getByRole('textbox', { name: 'Choices of question 1' }).fill('Oak, Beech');
  expect(await barriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Make the form' }).click();
  await page.getByText('Ask us about wood is ready').waitFor();
  await page.getByRole('button', { name: 'Publish Ask us about wood' }).click();
  const address = await page.getByRole('textbox', { name: 'Address of the form' }).inputValue();
  expect(await barriers(page)).toEqual([]);

  const context = await page.context().browser()!.newContext({ javaScriptEnabled: false });
  const stranger = await context.newPage();
  await stranger.goto(address);
  await stranger.getByLabel('Name').fill('Anna Gruber');
  await stranger.getByLabel('E-mail').fill('anna@gruber.example');
  await stranger.getByLabel('Company').fill('Gruber GmbH');
  await stranger.getByLabel('Which wood?').selectOption('Oak');
  await stranger.getByLabel('Message').fill('Do you have boards?');
  // The page was handed out a moment ago, and nobody writes so fast.
  await expect
    .poll(() => stranger.evaluate('performance.now()').then(Number, () => 4_000), {
      timeout: 10_000,
      interval: 500,
    })
    .toBeGreaterThan(3_500);
  await stranger.getByRole('button', { name: 'Send' }).click();
  await stranger.getByText('It has arrived. You will hear from us.').waitFor();
  await context.close();

  await page.goto('/people');
  await page.getByText('Anna Gruber').first().click();
  await page.locator('main h1', { hasText: 'Anna Gruber' }).waitFor();
  await page.getByText('Do you have boards?').first().waitFor();
  await page.getByText('Gruber GmbH').first().waitFor();
  await page.context().close();
});
