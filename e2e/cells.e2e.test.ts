import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers, Journey, owner } from './journey.ts';

/** A list is worked through like a spreadsheet: cell by cell, in ranges, and back again. */

let journey: Journey;
let elsewhere: Page;

async function add(path: string, data: object): Promise<void> {
  const answer = await elsewhere.request.post(`/api/v1/${path}`, {
    headers: { origin: journey.server.address },
    data,
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

beforeAll(async () => {
  journey = await Journey.begin();
  elsewhere = await journey.open(owner.email);
  const choices = [
    { key: 'gold', label: 'Gold' },
    { key: 'silver', label: 'Silver' },
  ];
  await add('fields', {
    kind: 'person',
    label: 'Level',
    type: 'choice',
    settings: { choices },
  });
  await add('fields', {
    kind: 'person',
    label: 'Budget',
    type: 'money',
    settings: { currency: 'EUR' },
  });
  for (let at = 0; at < 130; at += 1) {
    await add('people', {
      name: `Person ${String(at).padStart(3, '0')}`,
      addresses: [{ locality: 'Graz' }],
    });
  }
}, 120_000);
afterAll(() => journey?.end());

const columns = ['name', 'email', 'phone', 'role', 'city', 'level', 'budget'];
const eventually = <Value>(look: () => Value) => expect.poll(look, { timeout: 20_000 });

async function show(page: Page, filter?: unknown): Promise<void> {
  // Which columns show is how one likes the list on this device.
  await page.addInitScript((names) => {
    const all =
      'companyName title email phone role tag city country lastContact warmth quiet web assignedTo owner visibility created updated level budget';
    const hidden = all.split(' ').filter((one) => !names.includes(one));
    localStorage.setItem('rapport.list.person', JSON.stringify({ hidden }));
  }, columns);
  await page.goto(
    filter ? `/people?filter=${encodeURIComponent(JSON.stringify(filter))}` : '/people',
  );
  await page.locator('[role=grid] [data-row]').first().waitFor();
}

const cell = (page: Page, row: number, column: number) =>
  page.locator(`[aria-rowindex="${String(row + 2)}"] [data-cell="${String(column)}"]`);

test('a cell is written with the keyboard, the next one with Tab, and both are taken back', async () => {
  const page = await journey.open(owner.email);
  await show(page);
  // The check box is the first cell, the name the second.
  await cell(page, 0, 2).click();
  await page.keyboard.type('zero@people.example');
  await page.keyboard.press('Tab');
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Phone' }).fill('+43 664 1234567');
  await page.keyboard.press('Enter');
  await page.getByRole('gridcell', { name: 'zero@people.example' }).waitFor();
  await page.getByRole('gridcell', { name: '+436641234567' }).waitFor();

  await cell(page, 1, 2).click();
  await page.keyboard.type('zero@people.example');
  await page.keyboard.press('Enter');
  await page.getByText(/Person 001, E-mail: .* already belongs to another person/).waitFor();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  const box = page.getByRole('group', { name: 'Person 001: E-mail' });
  await box.getByRole('alert').filter({ hasText: 'already belongs' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await eventually(() => cell(page, 1, 2).textContent()).toBe('');

  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await page.getByText('Taken back: Person 000, Phone: written.').waitFor();
  await eventually(() => cell(page, 0, 3).textContent()).toBe('');

  // What was done before the page was opened anew is taken back all the same, and on any page.
  await page.goto('/companies');
  await page.locator('main h1').waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').or(page.getByRole('searchbox')).first().waitFor();
  await page.keyboard.type('>undo');
  await page.getByRole('option', { name: /Undo: 1 value written in a list/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Taken back: 1 value written in a list').waitFor();
  await show(page);
  await eventually(() => cell(page, 0, 2).textContent()).toBe('');
  await page.context().close();
}, 90_000);

test('a choice is chosen, filled down, and a row that no longer fits the filter stays until it is loaded again', async () => {
  const page = await journey.open(owner.email);
  await show(page, { all: [['city', 'is', 'Graz']] });
  await cell(page, 0, 6).click();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'Gold' }).waitFor();
  await page.keyboard.type('sil');
  await page.keyboard.press('Enter');
  await page.getByRole('gridcell', { name: 'Silver' }).waitFor();
  await cell(page, 0, 6).click();
  for (let more = 0; more < 4; more += 1) await page.keyboard.press('Shift+ArrowDown');
  await page.getByText('5 by 1 cells').waitFor({ state: 'attached' });
  await page.keyboard.press('Control+d');
  await page.getByText('4 cells written.').waitFor();
  await eventually(() => page.getByRole('gridcell', { name: 'Silver' }).count()).toBe(5);

  await cell(page, 1, 5).click();
  await page.keyboard.type('Linz');
  await page.keyboard.press('Enter');
  await page.getByText('One row that you wrote in stands elsewhere').waitFor();
  await eventually(() => cell(page, 1, 5).textContent()).toBe('Linz');
  await eventually(() => cell(page, 1, 1).textContent()).toContain('Person 001');
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Load again' }).click();
  await eventually(() => cell(page, 1, 1).textContent()).toContain('Person 002');
  await page.context().close();
}, 90_000);

test('a block from a spreadsheet is looked at before it is written, and one undo takes it back', async () => {
  const page = await journey.open(owner.email);
  await show(page);
  const block = Array.from(
    { length: 120 },
    (_, at) => `+43 664 ${String(5_000 + at)}\t${at === 7 ? 'villain' : 'customer'}\tWien`,
  ).join('\n');
  await page.evaluate((text) => navigator.clipboard.writeText(text), block);
  await cell(page, 2, 3).click();
  await page.keyboard.press('Control+v');
  const dialog = page.getByRole('dialog', { name: 'Before it is written' });
  await dialog.getByText(/359 cells change in 120 records/).waitFor();
  await dialog.getByText('“villain” is unknown in').waitFor();
  expect(await barriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Write 359 cells' }).click();
  await page.getByText(/359 cells written\. One stays as it is: Person 009/).waitFor();
  await eventually(() => cell(page, 2, 5).textContent()).toBe('Wien');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await page.getByText('359 values are as they were before.').waitFor({ timeout: 30_000 });
  await eventually(() => cell(page, 2, 5).textContent()).toBe('Graz');
  await page.context().close();
}, 120_000);

test('what is copied from the list is taken by a spreadsheet, and by the list again', async () => {
  const page = await journey.open(owner.email);
  await show(page);
  await cell(page, 0, 1).click({ position: { x: 4, y: 4 } });
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+c');
  await page.getByText('4 cells copied.').waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text.split(/\r?\n/).map((line) => line.split('\t')[0])).toEqual([
    'Person 000',
    'Person 001',
  ]);
  await page.context().close();
}, 60_000);

test('nothing about the cells stands in the way of anybody, in the dark either', async () => {
  const page = await journey.open(owner.email, { theme: 'dark' });
  await show(page);
  await cell(page, 0, 6).click();
  await page.keyboard.press('Shift+ArrowDown');
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'Gold' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await cell(page, 0, 2).click();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'E-mail' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.context().close();
}, 60_000);
