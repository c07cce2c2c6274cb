import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { card } from '../server/interact/address-books/testing.ts';
import { davPassword, openRadicale, type Radicale } from '../server/testing/radicale.ts';
import { barriers, Journey, owner, show } from './journey.ts';

/** An address book of a real CardDAV server is connected, followed, and written to. */

let radicale: Radicale;
let book: string;
let journey: Journey;
let page: Page;
const type = { 'content-type': 'text/vcard' };
/** Names are as long as people have them, and mean nothing to a page. */
const longName = 'Maximiliane-Theodora <b>von</b> Hohenlichtenstein-Wolkenburg';

beforeAll(async () => {
  radicale = await openRadicale(['ada']);
  book = await radicale.make('ada', 'Customers', 'address book');
  const ida = card({
    uid: 'ida',
    name: 'Ida Holm',
    phone: '+43 664 1234567',
    more: ['X-MOOD:calm'],
  });
  await radicale.send('PUT', 'ada', `${book}ida.vcf`, ida, type);
  const max = card({ uid: 'max', name: longName, email: 'max@lanterns.example' });
  await radicale.send('PUT', 'ada', `${book}max.vcf`, max, type);
  journey = await Journey.begin({ settings: { RAPPORT_ALLOWED_HOSTS: radicale.host } });
  page = await journey.open(owner.email);
}, 90_000);

afterAll(async () => {
  await journey?.end();
  await radicale?.close();
});

test('is connected from the name of its server, and accounts for its cards', async () => {
  await show(page, '/settings/connections');
  await page.getByRole('button', { name: 'Connect an address book' }).click();
  await page.getByRole('textbox', { name: 'Server' }).fill(radicale.url);
  await page.locator('input[name="settings.user"]').fill('ada');
  await page.locator('input[name="secret.password"]').fill(davPassword);
  await page.getByRole('radio', { name: 'Share everything' }).press('Space');
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByText('2 on the server = 2 captured').waitFor();
  expect(await barriers(page)).toEqual([]);
});

test('writes what is changed here into the card, and keeps what else stands in it', async () => {
  await show(page, '/people');
  await page.getByRole('link', { name: 'Ida Holm' }).first().click();
  await page.getByRole('checkbox', { name: /In “Customers”/ }).waitFor();
  expect(await page.getByRole('checkbox', { name: /In “Customers”/ }).isChecked()).toBe(true);
  const answer = await page.evaluate(async () => {
    const id = location.pathname.split('/').at(-1);
    const party = await (await fetch(`/api/v1/people/${id}`)).json();
    const old = party.statements.find(({ topic }: { topic: string }) => topic === 'phone');
    const told = await fetch(`/api/v1/people/${id}/statements`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        topic: 'phone',
        value: '+43 1 9998877',
        version: party.version,
        replaces: old.id,
      }),
    });
    return told.status;
  });
  expect(answer).toBeLessThan(300);
  const onServer = async () => (await radicale.send('GET', 'ada', `${book}ida.vcf`)).text;
  await expect.poll(onServer, { timeout: 30_000 }).toContain('TEL;TYPE=CELL:+4319998877');
  expect(await onServer()).toContain('X-MOOD:calm');
});

test('asks before a card is deleted, and keeps everything here', async () => {
  await page.getByRole('checkbox', { name: /In “Customers”/ }).press('Space');
  await page.getByRole('button', { name: 'Delete the card' }).click();
  await expect
    .poll(async () => (await radicale.send('GET', 'ada', `${book}ida.vcf`)).status, {
      timeout: 30_000,
    })
    .toBe(404);
  await show(page, '/people');
  await page.getByRole('link', { name: 'Ida Holm' }).first().waitFor();
});

test('tells whose card another program deleted', async () => {
  await radicale.send('DELETE', 'ada', `${book}max.vcf`);
  await show(page, '/settings/connections');
  await page.getByRole('button', { name: /^Pause/ }).click();
  await page.getByRole('button', { name: /^Go on/ }).click();
  await page.getByRole('link', { name: /127\.0\.0\.1/ }).click();
  await page.getByRole('heading', { name: 'No longer in the book' }).waitFor();
  await page.getByRole('link', { name: longName }).waitFor();
  expect(await barriers(page)).toEqual([]);
});
