import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPostOffice, type PostOffice } from '../server/interact/sending/testing.ts';
import { at, barriers, Journey, owner } from './journey.ts';

let journey: Journey;
let office: PostOffice;
let page: Page;
beforeAll(async () => {
  office = await openPostOffice();
  journey = await Journey.begin({
    settings: { RAPPORT_ALLOWED_HOSTS: `127.0.0.1:${office.port}` },
  });
  page = await journey.open(owner.email);
});
afterAll(async () => {
  await journey?.end();
  await office?.close();
});

const composer = () => page.getByRole('complementary', { name: 'Write a mail' });

test('somebody writes from the page of a person, takes it back, sends it, and it stands on the timeline', async () => {
  const { request } = page.context();
  const headers = { origin: journey.server.address };
  const { id } = await (
    await request.post('/api/v1/people', {
      headers,
      data: { name: 'Ida Fink', emails: ['ida@fink.example'] },
    })
  ).json();
  await request.post('/api/v1/connections', {
    headers,
    data: {
      kind: 'imap',
      name: 'Ada',
      visibility: 'everyone',
      settings: {
        address: owner.email,
        host: '127.0.0.1',
        port: 143,
        encryption: 'none',
        user: owner.email,
        smtp: { host: '127.0.0.1', port: office.port, encryption: 'none' },
      },
      secret: { password: 'right' },
    },
  });
  await page.goto(`/people/${id}`);
  await page.waitForURL(at(`/people/${id}`));
  await page.getByRole('heading', { name: 'Ida Fink' }).waitFor();
  await page.keyboard.press('m');
  await composer().getByLabel('Subject').fill('Oak boards');
  await composer().getByRole('textbox', { name: 'Text' }).click();
  await page.keyboard.type('They are ready for you.');
  expect(await barriers(page)).toEqual([]);
  await composer().getByText('Kept as a draft').waitFor();

  // Closing keeps it; it is found again on its page.
  await page.keyboard.press('Escape');
  await composer().waitFor({ state: 'detached' });
  await page.goto('/outgoing');
  await page.waitForURL(at('/outgoing'));
  await page.getByRole('button', { name: 'Write on' }).click();
  await composer().getByText('They are ready for you.').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Sent.', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await composer().getByText('They are ready for you.').waitFor();
  expect(office.received).toEqual([]);

  await composer().getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('Waiting', { exact: true }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await expect
    .poll(() => office.received.map(({ to }) => to), { timeout: 30_000 })
    .toEqual([['ida@fink.example']]);
  await page.getByText('Nothing is on its way').waitFor();

  await page.goto(`/people/${id}`);
  await page.getByRole('region', { name: 'Timeline' }).getByText('Oak boards').first().waitFor();
}, 120_000);

test('it is readable in the dark and on a phone', async () => {
  const dark = await journey.open(owner.email, { theme: 'dark', width: 390 });
  await dark.goto('/outgoing');
  await dark.getByRole('button', { name: 'Write a mail' }).click();
  await dark.getByRole('textbox', { name: 'Text' }).waitFor();
  expect(await barriers(dark)).toEqual([]);
}, 60_000);
