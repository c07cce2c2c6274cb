import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appointment } from '../server/interact/calendars/testing.ts';
import { davPassword, openRadicale, type Radicale } from '../server/testing/radicale.ts';
import { barriers, Journey, owner, show } from './journey.ts';

/** A calendar of a real CalDAV server is connected, shown, and written to. */

let radicale: Radicale;
let calendar: string;
let journey: Journey;
let page: Page;

const day = '2099-03-10';

beforeAll(async () => {
  radicale = await openRadicale(['ada']);
  calendar = await radicale.make('ada', 'Work');
  const type = { 'content-type': 'text/calendar' };
  const lamps = appointment({ uid: 'one', title: 'Lamps for the hall' });
  await radicale.send('PUT', 'ada', `${calendar}one.ics`, lamps, type);
  journey = await Journey.begin({ settings: { RAPPORT_ALLOWED_HOSTS: radicale.host } });
  page = await journey.open(owner.email);
}, 90_000);

afterAll(async () => {
  await journey?.end();
  await radicale?.close();
});

test('is empty at first and says what to do', async () => {
  await show(page, '/calendar');
  await page.getByRole('heading', { name: 'Your calendar is not here yet' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('link', { name: 'Connect a calendar' }).click();
  await page.getByRole('button', { name: 'Connect a calendar' }).waitFor();
});

test('is connected from the name of its server, and accounts for its entries', async () => {
  await page.getByRole('button', { name: 'Connect a calendar' }).click();
  await page.getByRole('textbox', { name: 'Server' }).fill(radicale.url);
  await page.locator('input[name="settings.user"]').fill('ada');
  await page.locator('input[name="secret.password"]').fill(davPassword);
  await page.getByRole('radio', { name: 'Share everything' }).press('Space');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByText('1 on the server = 1 captured').waitFor();
  expect(await barriers(page)).toEqual([]);
});

test('shows the same as week and as list', async () => {
  await show(page, `/calendar?view=week&on=${day}`);
  const entry = page.getByRole('button', { name: /Ida Holm/ });
  await entry.waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('3');
  await page.getByRole('button', { name: 'Lamps for the hall' }).waitFor();
  expect(await barriers(page)).toEqual([]);
});

test('a meeting that is cancelled here is cancelled in the calendar', async () => {
  await page.getByRole('button', { name: 'Lamps for the hall' }).click();
  await page.getByRole('button', { name: 'Cancel the meeting' }).click();
  await page.getByText('It stays visible as cancelled').waitFor();
  await expect
    .poll(async () => (await radicale.send('GET', 'ada', `${calendar}one.ics`)).text, {
      timeout: 20_000,
    })
    .toContain('STATUS:CANCELLED');
});
