import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers, Journey, owner } from './journey.ts';

/** A colleague switches a booking page on, a stranger books an hour, and cancels it by the link. */

let journey: Journey;
let page: Page;
let stranger: Page;
let address: string;

beforeAll(async () => {
  journey = await Journey.begin({});
  page = await journey.open(owner.email);
  const browser = page.context().browser() as Browser;
  stranger = await (await browser.newContext({ locale: 'en-GB' })).newPage();
}, 90_000);

afterAll(async () => {
  await stranger?.context().close();
  await journey?.end();
});

test('is switched on in the settings', async () => {
  await page.goto('/settings/booking');
  await page.getByRole('checkbox', { name: 'Others may book a meeting with me' }).press('Space');
  await page.getByRole('textbox', { name: 'Monday' }).fill('whenever');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Write it like 9:00–12:00, 13:00–17:00.').waitFor();
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])
    await page.getByRole('textbox', { name: day }).fill('9-12, 13:30-17');
  await page.getByRole('button', { name: 'Save' }).click();
  const link = page.getByRole('link', { name: 'Look at it' });
  await link.waitFor();
  address = (await link.getAttribute('href'))!;
  expect(await barriers(page)).toEqual([]);
});

test('shows a stranger the free hours, and takes one', async () => {
  await stranger.goto(address);
  await stranger.getByRole('heading', { name: /^Choose an hour with/ }).waitFor();
  expect(await barriers(stranger)).toEqual([]);
  await stranger
    .getByRole('radio')
    .last()
    .evaluate((radio: HTMLInputElement) => {
      radio.closest('details')!.open = true;
      radio.click();
    });
  await stranger.getByLabel('Name').fill('Kim <b>Vale</b>');
  await stranger.getByLabel('E-mail').fill('kim@vale.example');
  await stranger.getByLabel(/What is it about/).fill('Lamps');
  await stranger.getByRole('button', { name: 'Book' }).click();
  await stranger.getByText('It is booked').waitFor();
  expect(await barriers(stranger)).toEqual([]);
});

test('stands in the calendar, and whoever has the link cancels it', async () => {
  await page.goto('/people');
  await page.getByRole('link', { name: 'Kim <b>Vale</b>' }).first().click();
  await page.getByRole('heading', { name: 'Kim <b>Vale</b>' }).first().waitFor();
  await stranger.getByRole('button', { name: 'Cancel the meeting' }).click();
  await stranger.getByText('This meeting is cancelled.').waitFor();
  const days = 30;
  const meetings = await page.evaluate(async (ahead) => {
    const from = new Date().toISOString();
    const to = new Date(Date.now() + ahead * 86_400_000).toISOString();
    const answer = await fetch(`/api/v1/agenda?from=${from}&to=${to}`);
    return (await answer.json()).meetings as { cancelled: boolean; title: string }[];
  }, days);
  expect(meetings).toMatchObject([{ title: 'Kim <b>Vale</b>', cancelled: true }]);
});
