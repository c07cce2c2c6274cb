import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers, Journey, owner } from './journey.ts';

let journey: Journey;
let page: Page;

async function enterSample(on: Page): Promise<void> {
  const headers = { origin: journey.server.address };
  const made = await on.request.put('/api/v1/sample', { headers, data: {} });
  await on.request.post('/api/auth/switch-workspace', { headers, data: await made.json() });
}

beforeAll(async () => {
  journey = await Journey.begin();
  page = await journey.open(owner.email);
  await enterSample(page);
  await page.goto('/people');
  await page.locator('[data-row]').first().waitFor();
}, 90_000);

afterAll(() => journey?.end());

const button = (done: number, of = 5, on = page) =>
  on.getByRole('button', { name: `Practice: ${done} of ${of}` });

test('the practice sees for itself that a call was written down and taken back', async () => {
  await button(0).waitFor();
  await page.keyboard.press('c');
  await page.getByRole('textbox', { name: 'What happened?' }).waitFor();
  await page.keyboard.type('Called Aaliyah Adams');
  await page.keyboard.press('Enter');
  await button(1).waitFor();
  await page.keyboard.press('Control+z');
  await button(2).waitFor();
});

test('where a value comes from counts once it was looked at', async () => {
  await page.locator('[data-row] a').first().click();
  await page.locator('[data-source] button').first().click();
  await button(3).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('a step is shown on the screens, or left out; the practice is put away and found again', async () => {
  // What the pointer rests on would explain itself.
  await page.mouse.move(0, 0);
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
  await button(3).press('Enter');
  const layer = page.getByRole('dialog', { name: 'Five things to try' });
  await layer.waitFor();
  // The library keeps its button for leaving a small layer beside the dialog, not in it.
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  const leaveOut = layer.getByRole('button', { name: 'Leave out: Put a value right' });
  await leaveOut.click();
  await leaveOut.waitFor({ state: 'detached' });
  await layer.getByRole('button', { name: 'Show me' }).click();
  await page.getByRole('complementary', { name: 'How it is done' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Stop showing' }).click();

  await button(4).click();
  await page.getByRole('button', { name: 'Put the practice away' }).click();
  await button(4).waitFor({ state: 'detached' });
  await page.reload();
  await page.locator('main h1').waitFor();
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Practise in the sample company' }).click();
  await button(4).waitFor();
});

test('“Tell us” is read by the owners, and only here', async () => {
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Tell us' }).click();
  await page.getByRole('textbox', { name: 'Your note' }).fill('Where is the calendar?');
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Leave the note' }).click();
  await page.getByText('Thank you.').waitFor();
  await page.goto('/settings/about');
  await page.getByText('Where is the calendar?').waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('Nobody has left a note.').waitFor();
});

test.each([
  { theme: 'light' as const, width: 1280 },
  { theme: 'dark' as const, width: 1280 },
  { theme: 'light' as const, width: 390 },
  { theme: 'dark' as const, width: 390 },
])('nobody is kept out of the help: $theme, $width wide', async (look) => {
  const other = await journey.open(owner.email, look);
  await enterSample(other);
  await other.goto('/people');
  await other.getByText('Aaliyah Adams').first().waitFor();
  await other.keyboard.press('?');
  await other.getByRole('searchbox', { name: 'What would you like to do?' }).waitFor();
  if (process.env.HELP_SHOTS)
    await other.screenshot({
      path: `${process.env.HELP_SHOTS}/help-${look.theme}-${look.width}.png`,
    });
  expect(await barriers(other)).toEqual([]);
  await other.getByRole('button', { name: 'Keep and share a list' }).click();
  await other.getByText('A view keeps the filter').waitFor();
  expect(await barriers(other)).toEqual([]);
  await other.getByRole('button', { name: 'Show me' }).click();
  await other.locator('[data-help-frame]').waitFor();
  if (process.env.HELP_SHOTS)
    await other.screenshot({
      path: `${process.env.HELP_SHOTS}/coach-${look.theme}-${look.width}.png`,
    });
  expect(await barriers(other)).toEqual([]);
  await other.context().close();
});
