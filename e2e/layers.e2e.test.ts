import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Journey, owner } from './journey.ts';

/** What a button opens comes after the first screen. Whoever is quicker than that waits, and loses nothing. */

let journey: Journey;
beforeAll(async () => {
  journey = await Journey.begin();
}, 60_000);
afterAll(() => journey?.end());

/** A page on which the code of layers is still on its way for a while. */
async function early(): Promise<Page> {
  const page = await journey.open(owner.email);
  await page.route(/assets\/(layers|MenuLayer|PopoverLayer)-/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await route.continue();
  });
  await page.goto('/people');
  await page.getByRole('button', { name: 'Views' }).waitFor();
  return page;
}

test('a menu that is asked for before its code is there opens when it is, and gives the focus back', async () => {
  for (const key of ['Enter', 'ArrowDown']) {
    const page = await early();
    const button = page.getByRole('button', { name: 'Views' });
    await button.focus();
    await page.keyboard.press(key);
    expect(await page.getByRole('menu').count()).toBe(0);
    await page.getByRole('menuitemradio', { name: 'My people' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.context().close();
  }
});

test('so does the layer of the filter, by its key and by a click', async () => {
  const page = await early();
  await page.keyboard.press('f');
  await page.getByRole('combobox', { name: 'Field' }).waitFor();
  await page.context().close();
  const other = await early();
  await other.getByRole('button', { name: /^Filter/ }).click();
  await other.getByRole('combobox', { name: 'Field' }).waitFor();
  await other.context().close();
});
