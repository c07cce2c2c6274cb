import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barriers, Journey, owner, password } from './journey.ts';

let journey: Journey;
let page: Page;

beforeAll(async () => {
  journey = await Journey.begin({ withOwner: false });
  page = await journey.open();
}, 60_000);

afterAll(() => journey?.end());

const company = 'Kettle & Daughters';
const banner = (on = page) => on.getByRole('complementary', { name: 'Sample company' });
const head = (on = page) => on.getByRole('button', { name: /^Workspace:/ });
const palette = (on = page) => on.getByRole('combobox').or(on.getByRole('searchbox')).first();

/** The page of the other workspace has been loaded and shows its day, or the list that was open. */
async function isIn(place: 'sample' | 'own', on = page): Promise<void> {
  if (place === 'sample') {
    await banner(on).waitFor();
    const day = on.getByRole('list', { name: 'Today' }).getByRole('listitem');
    await day.or(on.getByText('Aaliyah Adams')).first().waitFor();
  } else {
    await on.getByRole('heading', { name: /^(Nobody|Nothing) here yet$/ }).waitFor();
    expect(await banner(on).count()).toBe(0);
  }
}

/** In the own company, with the one person in it: on its day, or on the list that was open. */
const isHome = (on: Page) =>
  on
    .getByText('Done for now')
    .or(on.locator('[data-row]').filter({ hasText: 'Vera Own' }))
    .first()
    .waitFor();

test('the first visitor looks around with one press', async () => {
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Company name' }).fill(company);
  await page.getByRole('textbox', { name: 'Your name' }).fill(owner.name);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(owner.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.keyboard.press('Enter');
  const look = page.getByRole('button', { name: /Look around/ });
  await look.waitFor();
  expect(await barriers(page)).toEqual([]);
  await look.press('Enter');
  await isIn('sample');
  await banner().getByText('nothing is sent').waitFor();
  // Every record has a story.
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Timeline' }).locator('article').first().waitFor();
});

test.each([
  { theme: 'light' as const, width: 1280 },
  { theme: 'dark' as const, width: 1280 },
  { theme: 'light' as const, width: 390 },
  { theme: 'dark' as const, width: 390 },
])('nobody is kept out of the sample company: $theme, $width wide', async (look) => {
  const other = await journey.open(owner.email, look);
  await other.goto('/people');
  const link = other.getByRole('button', { name: 'Look around in a sample company' });
  // They have one already, so nothing offers another.
  await other.getByRole('heading', { name: 'Nobody here yet' }).waitFor();
  expect(await link.count()).toBe(0);
  await other.keyboard.press('Control+k');
  await palette(other).waitFor();
  await other.keyboard.type('>switch');
  await other.getByRole('option', { name: /Switch to/ }).click();
  await isIn('sample', other);
  expect(await barriers(other)).toEqual([]);
  if (look.width > 1000) {
    await head(other).click();
    await other.getByRole('menuitemradio', { name: company }).waitFor();
    expect(await barriers(other)).toEqual([]);
  }
  await other.context().close();
});

describe('between the two', () => {
  test('the head of the sidebar leads back, and nothing came along', async () => {
    await page.goto('/people');
    await head().press('Enter');
    await page.getByRole('menuitemradio', { name: company }).press('Enter');
    await isIn('own');
    await page.keyboard.press('Control+k');
    await palette().waitFor();
    expect(await page.getByText('Recent', { exact: true }).count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  test('the palette leads there again, and the banner back', async () => {
    await page.keyboard.press('Control+k');
    await palette().waitFor();
    await page.keyboard.type('>switch');
    await page.getByRole('option', { name: /Switch to/ }).waitFor();
    await page.keyboard.press('Enter');
    await isIn('sample');
    await banner()
      .getByRole('button', { name: `Back to ${company}` })
      .press('Enter');
    await isIn('own');
  });

  test('a window that stays open stays where it is, whatever another one does', async () => {
    const other = await page.context().newPage();
    await other.goto('/people');
    await isIn('own', other);
    await head(other).press('Enter');
    await other.getByRole('menuitemradio', { name: /Sample company/ }).press('Enter');
    await isIn('sample', other);

    await page.goto('/people');
    await isIn('own');
    await page.keyboard.press('+');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Vera Own');
    await page.keyboard.press('Enter');
    await page.getByText('Vera Own').first().waitFor();
    await page.goto('/people');
    await page.locator('[data-row]').filter({ hasText: 'Vera Own' }).waitFor();
    expect(await banner().count()).toBe(0);

    // What happens there is told there alone.
    await other.reload();
    await isIn('sample', other);
    await other.keyboard.press('Control+k');
    await palette(other).waitFor();
    await other.keyboard.type('Vera Own');
    await other.getByRole('option', { name: /Create person/ }).waitFor();
    expect(await other.getByRole('option', { name: /^Vera Own/ }).count()).toBe(0);
    // The first empties the box, the second closes it.
    await other.keyboard.press('Escape');
    await other.keyboard.press('Escape');
    await other.getByRole('dialog').waitFor({ state: 'detached' });

    await banner(other).getByRole('button', { name: 'Throw it away' }).press('Enter');
    await isHome(other);
    expect(await banner(other).count()).toBe(0);
    await other.close();
  });

  test('a page of what was thrown away leads to what is left', async () => {
    await head().press('Enter');
    await page.getByRole('menuitem', { name: 'Look around in a sample company' }).press('Enter');
    await isIn('sample');
    const other = await page.context().newPage();
    await other.goto('/people');
    await isIn('sample', other);
    await banner(other).getByRole('button', { name: 'Throw it away' }).press('Enter');
    await isHome(other);
    // It hears of it by itself: its line for live updates is refused.
    await isHome(page);
    expect(await banner().count()).toBe(0);
    await other.close();
  });
});
