import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { workbook } from '../server/platform/import/workbook/made-by-hand.ts';
import { barriers, Journey, owner } from './journey.ts';

let journey: Journey;
let page: Page;

beforeAll(async () => {
  journey = await Journey.begin();
  page = await journey.open(owner.email);
}, 60_000);

afterAll(() => journey.end());

const heading = ['First name', 'Last name', 'Email', 'Company', 'Colour', 'Newsletter'];
const thousand = Array.from({ length: 1_000 }, (_, n) => [
  `Ada ${n}`,
  `Wren-${n}`,
  `ada${n}@sails${n % 40}.example`,
  `Sails ${n % 40}`,
  ['red', 'green', 'blue'][n % 3]!,
  n === 7 ? '31.02.1990' : 'monthly',
]);
const file = (name: string, rows: string[][]) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: workbook([{ name: 'Customers', rows }]),
});

async function seen(words: string | RegExp, on = page) {
  await on.getByText(words).first().waitFor();
}

/** Whatever was chosen has reached the server. */
async function kept(act: () => Promise<void>) {
  await Promise.all([
    page.waitForResponse((response) => /\/mappings$/.test(response.url()) && response.ok()),
    act(),
  ]);
}

async function choose(option: string) {
  await kept(async () => {
    await page.keyboard.press('Enter');
    await page.getByRole('listbox').waitFor();
    await page.keyboard.type(option);
    await page.locator('[role=option][data-focused]', { hasText: option }).waitFor();
    await page.keyboard.press('Enter');
  });
  await page.getByRole('listbox').waitFor({ state: 'detached' });
}

describe('a table from the drop to the report', () => {
  test('a thousand rows with usual headings are in with six acts', async () => {
    let acts = 0;
    const act = async (doing: () => Promise<unknown>) => {
      acts += 1;
      await doing();
    };
    await page.goto('/');
    await act(() => page.getByRole('link', { name: 'Import', exact: true }).click());
    await page.getByRole('button', { name: 'Choose files' }).waitFor();
    await act(() =>
      page.getByTestId('files').setInputFiles(file('a.xlsx', [heading, ...thousand])),
    );
    await seen('What the columns become');
    await act(() => page.keyboard.press('Control+Enter'));
    await seen('What will happen');
    await act(() => page.keyboard.press('Control+Enter'));
    await seen('Everything has been read');
    expect(acts).toBeLessThanOrEqual(6);
    expect(await page.locator('dl').first().textContent()).toMatch(/people\s*1,000|1,000\s*people/);
  });

  test('what a column becomes is changed by the keyboard, and what would be lost is said', async () => {
    await page.goto('/settings/import');
    const rows = [heading, ['Bea', 'Moor', 'bea@ropes.example', 'Ropes', 'red', 'weekly']];
    await page.getByTestId('files').setInputFiles(file('b.xlsx', rows));
    const colour = page.getByRole('button', { name: /Colour becomes/ });
    await colour.waitFor();
    await colour.focus();
    await choose('Tag');
    await page.keyboard.press('Tab');
    await choose('Leave out');
    await seen('“Newsletter” is left out');
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await seen('What will happen');
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await seen('Everything has been read');
  });

  test('the next file with the same headings comes as last time, until that is forgotten', async () => {
    await page.goto('/settings/import');
    const rows = [heading, ['Cai', 'Lund', 'cai@ropes.example', 'Ropes', 'blue', 'never']];
    await page.getByTestId('files').setInputFiles(file('c.xlsx', rows));
    await seen('As last time');
    expect(await page.getByRole('button', { name: /Colour becomes/ }).textContent()).toBe('Tag');
    await page.getByRole('button', { name: /Forget/ }).click();
    await page.getByText('As last time').waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: /Colour becomes/ }).textContent()).toBe(
      'Keep as a fact',
    );
  });

  test('dark and on a phone it reads as well; there it is only told', async () => {
    const address = page.url();
    for (const look of [
      { theme: 'dark' as const },
      { width: 390 },
      { width: 390, theme: 'dark' as const },
    ]) {
      const other = await journey.open(owner.email, look);
      await other.goto(address);
      await seen('What the columns become', other);
      await seen(look.width ? /A larger screen lets you change that/ : 'Colour', other);
      expect(await barriers(other)).toEqual([]);
      await other.context().close();
    }
  });
});
