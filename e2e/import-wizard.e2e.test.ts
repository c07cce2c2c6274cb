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
  test('a thousand rows with usual headings are in with the keys of the next step', async () => {
    await page.goto('/');
    await page.getByRole('link', { name: 'Import', exact: true }).click();
    await page.getByRole('button', { name: 'Choose files' }).waitFor();
    await page.getByTestId('files').setInputFiles(file('a.xlsx', [heading, ...thousand]));
    await seen('What the columns become');
    await page.keyboard.press('Control+Enter');
    await seen('What will happen');
    await page.keyboard.press('Control+Enter');
    await seen('Everything has been read');
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
    const colour = page.getByRole('button', { name: /Colour becomes/ });
    await colour.getByText('Tag', { exact: true }).waitFor();
    await page.getByRole('button', { name: /Forget/ }).click();
    await page.getByText('As last time').waitFor({ state: 'detached' });
    await colour.getByText('Keep as a fact', { exact: true }).waitFor();
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

  test('a cell that cannot be read is put right where its problem stands', async () => {
    await page.goto('/settings/import');
    const rows = [
      ['Name', 'Email'],
      ['Rita Richtig', 'rita@richtig.example'],
      ['Fred Falsch', 'fred at falsch'],
    ];
    await page.getByTestId('files').setInputFiles(file('cells.xlsx', rows));
    await seen('What the columns become');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('row', { name: /fred at falsch/ }).press('Enter');
    const cell = page.getByRole('textbox', { name: '“Email” should be' });
    await cell.waitFor();
    expect(await barriers(page)).toEqual([]);
    await cell.fill('fred@falsch.example');
    await page.keyboard.press('Enter');
    await seen('Put right');
    await page.getByRole('button', { name: 'Count again' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Count again' }).waitFor({ state: 'detached' });
    expect(await page.getByText('is not an e-mail address').count()).toBe(0);
    await page.keyboard.press('Control+Enter');
    await seen('Everything has been read');
    await page.goto('/people');
    await seen('fred@falsch.example');
  });

  test('who may be here already is decided by Y and N, and the run does what was counted', async () => {
    const home = { street: 'Seeweg 12', postalCode: '6900', locality: 'Bregenz' };
    for (const [name, phone] of [
      ['Elisabeth Unterberger', '+43 316 505050'],
      ['Berthold Unterberger', '+43 316 606060'],
    ]) {
      const answer = await page.request.post('/api/v1/people', {
        headers: { origin: journey.server.address },
        data: { name, phones: [phone], addresses: [home] },
      });
      expect(answer.ok(), await answer.text()).toBe(true);
    }
    // The server writes down in the background by what people are known again.
    const known = async () => {
      const query = new URLSearchParams({ kind: 'person', name: 'X', phone: '+43 316 606060' });
      const answer = await page.request.get(`/api/v1/duplicates/candidates?${query}`);
      return ((await answer.json()) as { rows: unknown[] }).rows.length;
    };
    await expect.poll(known, { timeout: 20_000 }).toBe(1);
    await page.goto('/settings/import');
    const rows = [
      ['Name', 'Phone', 'Street', 'Postal code', 'City', 'Note'],
      ['Lisa Unterberger', '+43 316 505050', 'Seeweg 12', '6900', 'Bregenz', 'Prefers oak'],
      ['Bert Unterberger', '+43 316 606060', 'Seeweg 12', '6900', 'Bregenz', 'Prefers pine'],
      ['Zwillinde Exakt', '+43 316 717171', 'Waldweg 3', '6020', 'Innsbruck', 'First'],
      ['Zwillinde Exakt', '+43 316 717171', 'Waldweg 3', '6020', 'Innsbruck', 'Second'],
    ];
    await page.getByTestId('files').setInputFiles(file('doubts.xlsx', rows));
    await seen('What the columns become');
    await page.keyboard.press('Control+Enter');
    await seen('Maybe here already');
    await expect.poll(() => page.locator('[data-doubt]').count()).toBe(2);
    expect(await barriers(page)).toEqual([]);
    const answered = () =>
      page.waitForResponse((response) => /\/doubts$/.test(response.url()) && response.ok());
    await Promise.all([answered(), page.keyboard.press('y')]);
    await Promise.all([answered(), page.keyboard.press('n')]);
    const answers = () =>
      page
        .locator('[data-doubt] input:checked')
        .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    expect(await answers()).toEqual(['same', 'not same']);
    await page.getByRole('button', { name: 'Count again' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Count again' }).waitFor({ state: 'detached' });
    const counted = await page.locator('dl').first().textContent();
    expect(counted).toMatch(/people\s*3|3\s*people/);
    for (const look of [{ theme: 'dark' as const }, { width: 390 }]) {
      const other = await journey.open(owner.email, look);
      await other.goto(page.url());
      await seen('Maybe here already', other);
      expect(await barriers(other)).toEqual([]);
      await other.context().close();
    }
    await page.keyboard.press('Control+Enter');
    await seen('Everything has been read');
    expect(await page.locator('dl').first().textContent()).toBe(counted);
  });

  test('what is exactly the same is merged by itself, told, and taken back for good', async () => {
    await page.getByText('1 exact duplicate was merged by itself').waitFor({ timeout: 30_000 });
    await page.getByRole('link', { name: 'Look at them' }).click();
    const back = page.getByRole('button', { name: /^Take back that Zwillinde Exakt/ });
    await back.waitFor();
    expect(await barriers(page)).toEqual([]);
    for (const look of [{ theme: 'dark' as const }, { width: 390 }]) {
      const other = await journey.open(owner.email, look);
      await other.goto(page.url());
      await other.getByRole('button', { name: /^Take back that/ }).waitFor();
      expect(await barriers(other)).toEqual([]);
      await other.context().close();
    }
    await back.click();
    await seen('are two again');
    await seen('Nothing was merged by itself');
  });
});
