import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Effort } from './effort.ts';
import { barriers, Journey, owner, show } from './journey.ts';

let journey: Journey;
let page: Page;
let anna = '';

beforeAll(async () => {
  journey = await Journey.begin();
  page = await journey.open(owner.email);
  const answer = await page.request.post('/api/v1/people', {
    headers: { origin: journey.server.address },
    data: { name: 'Anna Gruber', roles: [{ role: 'customer' }] },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  anna = ((await answer.json()) as { id: string }).id;
}, 60_000);

afterAll(() => journey?.end());

async function inGerman(): Promise<Page> {
  const german = await journey.open(owner.email);
  await german.addInitScript(() => {
    localStorage.setItem('rapport.look', JSON.stringify({ language: 'de' }));
  });
  return german;
}

describe('five questions', () => {
  test('make a clinic of it in eight actions, and every page speaks of patients at once', async () => {
    const elsewhere = await inGerman();
    await show(elsewhere, `/people/${anna}`);
    await elsewhere.getByText('Kunde', { exact: true }).first().waitFor();

    await show(page, '/strategy');
    await page.getByText('In force: Lasting relationships (default)').waitFor();
    const effort = new Effort(page);
    await effort.click(page.getByRole('link', { name: 'Answer 5 questions' }));
    await effort.click(page.getByText('Practice or clinic'));
    for (const next of [
      /call those you serve/,
      /Whom do you serve/,
      /How often/,
      /rely on/,
      /follows from your answers/,
    ]) {
      await effort.press('Enter');
      await page.getByRole('heading', { name: next }).waitFor();
    }
    await effort.click(page.getByRole('button', { name: 'Adopt' }));
    await page.getByText('The strategy is in force.').waitFor();
    expect(effort.actions).toBeLessThanOrEqual(8);

    await page.getByRole('link', { name: 'Patients' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Anna Gruber' }).waitFor();
    await expect
      .poll(() => page.getByRole('link', { name: 'Patients' }).getAttribute('aria-current'))
      .toBe('page');
    expect(
      await page.getByRole('link', { name: 'People' }).getAttribute('aria-current'),
    ).toBeNull();
    await page
      .getByRole('button', { name: /Role is Patient/ })
      .first()
      .waitFor();
    await page.getByText('Patient', { exact: true }).first().waitFor();
    await show(page, `/people/${anna}`);
    await page.getByText('Patient', { exact: true }).first().waitFor();

    // Nobody loaded this page again, and it is in the other language.
    await elsewhere.getByText('Patient', { exact: true }).first().waitFor();
    await elsewhere.getByRole('link', { name: 'Patienten' }).waitFor();
    await elsewhere.context().close();
  });

  test('and one key takes it back', async () => {
    await show(page, '/strategy?view=versions');
    await page.getByRole('button', { name: 'Edit 1. Practice or clinic' }).click();
    await page.getByText('customer, customers').waitFor();
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.getByText('the version before is in force again').waitFor();
    await page.getByRole('button', { name: 'Edit 2. Lasting relationships (default)' }).waitFor();
    await page.getByRole('link', { name: 'Patients' }).waitFor({ state: 'detached' });
  });
});

describe('the strategy page', () => {
  test('keeps what is written, shows what it changes, and applies it when it is adopted', async () => {
    await show(page, '/strategy');
    await page.getByRole('button', { name: 'Edit Suppliers' }).click();
    const english = page.getByRole('group', { name: 'In English' });
    await english.getByRole('textbox', { name: 'One' }).fill('vendor');
    await english.getByText('a vendor · the vendor · the vendors').waitFor();
    const changes = page.getByRole('complementary', { name: 'What changes in the tool' });
    await changes.getByText('supplier, suppliers').waitFor();
    await changes.getByText('vendor, vendors').waitFor();
    await changes.getByText('draft saved').waitFor();

    await show(page, '/strategy');
    await changes.getByText('vendor, vendors').waitFor();
    await page.keyboard.press('Shift+D');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('changes');
    await changes.getByRole('button', { name: 'Adopt' }).click();
    await page.getByText('The strategy is in force.').waitFor();
    await page.getByText('No change', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Edit Vendors' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: 'Edit Suppliers' }).waitFor();
  });

  test('is walked with the keyboard and found by everyday words', async () => {
    await show(page, '/people');
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.waitForURL(/\/strategy$/);
    await page.getByRole('heading', { name: '1. Whom we serve, and whom not' }).waitFor();
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('good');
    await show(page, '/settings');
    await page.keyboard.press('/');
    await page.keyboard.type('what you call those');
    await page.getByRole('link', { name: /Strategy and own words/ }).click();
    await page.getByRole('link', { name: 'Open the strategy' }).click();
    await page.waitForURL(/\/strategy$/);
  });

  test.each([
    { theme: 'light' as const, width: 1280 },
    { theme: 'dark' as const, width: 1280 },
    { theme: 'light' as const, width: 390 },
    { theme: 'dark' as const, width: 390 },
  ])('is free of barriers: $theme, $width wide', async (look) => {
    const other = await journey.open(owner.email, look);
    await show(other, '/strategy');
    await other.getByRole('button', { name: 'Edit Customers' }).click();
    await other.getByRole('button', { name: 'Correct the forms' }).click();
    await other.getByRole('button', { name: 'Show the figures' }).click();
    expect(await barriers(other), 'writing').toEqual([]);
    await show(other, '/strategy?view=versions');
    await other.getByRole('button', { name: /^Edit 1\./ }).click();
    await other.getByText('customer, customers').first().waitFor();
    expect(await barriers(other), 'versions').toEqual([]);
    await show(other, '/strategy/start');
    expect(await barriers(other), 'first question').toEqual([]);
    await other.getByRole('button', { name: 'Next' }).click();
    await other.getByText('Another word').click();
    expect(await barriers(other), 'second question').toEqual([]);
    await other.context().close();
  });
});
