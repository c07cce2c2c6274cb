import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { names } from '../server/boundary/names.ts';
import { Journey, owner } from './journey.ts';

const long = process.env.RAPPORT_TEST_LONG === '1';

/** What can be typed into one line; all of it takes minutes. */
const typed = names
  .filter(({ written }) => written.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(written))
  .filter((_, number) => long || number % 50 === 0);

let journey: Journey;
let page: Page;
const disturbances: string[] = [];

beforeAll(async () => {
  journey = await Journey.begin();
  page = await journey.open(owner.email);
  page.on('dialog', async (dialog) => {
    disturbances.push(`a script ran: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('pageerror', (error) => disturbances.push(error.message));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (/^http/.test(protocol) && origin !== journey.server.address)
      disturbances.push(`asked for ${request.url()}`);
  });
}, 60_000);
afterAll(() => journey?.end());

test(
  `${typed.length} people are shown by the name they were given`,
  async () => {
    for (const { written, shown } of typed) {
      await page.goto('/people');
      await page.locator('main h1').waitFor();
      await page.keyboard.press('+');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: 'Name' }).fill(written);
      await page.keyboard.press('Enter');
      await page.waitForURL(/people\/[0-9a-f-]{36}/);
      const heading = page.locator('main h1');
      await expect.poll(() => heading.textContent(), { timeout: 10_000 }).toBe(shown);
    }
    expect(disturbances).toEqual([]);
  },
  long ? 1_800_000 : 120_000,
);
