import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ImportView } from '../shared/platform/import/imports.ts';
import { barriers, Journey, owner } from './journey.ts';

/** A mail of somebody known, who has changed and asks for something: what it contains is answered by keys. */

let journey: Journey;
let page: Page;
let person: string;
let mail: string;

beforeAll(async () => {
  journey = await Journey.begin();
  page = await journey.open(owner.email, { width: 1440 });
  const emails = ['ida@lanterns.example'];
  ({ id: person } = await send<{ id: string }>('POST', 'people', {
    data: { name: 'Ida Holm', emails },
  }));
  const sent = new Date(Temporal.Now.instant().subtract({ hours: 2 }).epochMilliseconds);
  const text = [
    'From: Ida Holm <ida@lanterns.example>',
    `To: ${owner.email}`,
    'Subject: Price list',
    `Date: ${sent.toUTCString()}`,
    '',
    'Dear Ada,',
    '',
    'could you send me the price list by Friday? I will order in any case.',
    '',
    'Best regards',
    'Ida Holm',
    'Head of Purchasing',
    'Lantern Works Ltd',
    '+44 20 7946 0123',
    '',
  ].join('\r\n');
  const { id } = await send<{ id: string }>('POST', 'imports', { data: {} });
  await send('PUT', `imports/${id}/files?name=mail.eml`, {
    data: Buffer.from(text),
    headers: { 'content-type': 'application/octet-stream' },
  });
  await send('POST', `imports/${id}/start`, { data: {} });
  await vi.waitUntil(
    async () => (await send<ImportView>('GET', `imports/${id}`)).status === 'done',
    { timeout: 60_000, interval: 200 },
  );
  const { rows } = await send<{ rows: { id: string }[] }>('GET', `people/${person}/timeline`);
  mail = rows[0]!.id;
});
afterAll(() => journey?.end());

async function send<Answer>(method: string, where: string, options = {}): Promise<Answer> {
  const answer = await page.request.fetch(`/api/v1/${where}`, {
    method,
    ...options,
    headers: { origin: journey.server.address, ...('headers' in options ? options.headers! : {}) },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json().catch(() => undefined)) as Answer;
}

const open = async (at: Page) => {
  await at.goto(`/people/${person}?activity=${mail}`);
  // Coming from a link the keyboard stands on the entry.
  await at.locator('[role="listitem"]:focus').filter({ hasText: 'Price list' }).waitFor();
  await at.keyboard.press('Enter');
  return at.getByRole('region', { name: 'This message contains' });
};

test('yes and no by one key each, with the next one under the fingers', async () => {
  const contained = await open(page);
  await contained.getByRole('listitem').first().waitFor();
  expect(await contained.getByRole('listitem').allInnerTexts()).toMatchObject([
    expect.stringContaining('A number of Ida Holm'),
    expect.stringContaining('Head of Purchasing, Lantern Works Ltd'),
    expect.stringContaining('could you send me the price list by Friday?'),
    expect.stringContaining('I will order in any case.'),
  ]);
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('y');
  await vi.waitUntil(async () => (await contained.getByRole('listitem').count()) === 3);
  await page.getByText('Written down').first().waitFor();
  await page.keyboard.press('n');
  await vi.waitUntil(async () => (await contained.getByRole('listitem').count()) === 2);
  await page.getByText('Left out').first().waitFor();
  await page.getByText('+44 20 7946 0123').first().waitFor();

  await contained.getByRole('button', { name: /^Yes\s*: A request/ }).click();
  await vi.waitUntil(async () => (await contained.getByRole('listitem').count()) === 1);
  // What was answered stays answered.
  const later = await open(page);
  await later.getByText('I will order in any case.').waitFor();
  expect(await later.getByRole('listitem').count()).toBe(1);
});

test('on a phone it is one line until it is opened', async () => {
  const phone = await journey.open(owner.email, { width: 390, theme: 'dark' });
  const contained = await open(phone);
  const line = contained.getByRole('button', { name: 'One thing to confirm' });
  await line.click();
  await contained.getByText('I will order in any case.').waitFor();
  expect(await barriers(phone)).toEqual([]);
  await phone.context().close();
});
