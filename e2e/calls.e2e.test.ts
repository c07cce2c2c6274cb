import { createHmac, randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, barriers, Journey, owner, show } from './journey.ts';

let journey: Journey;
let elsewhere: Page;
let anna = '';

beforeAll(async () => {
  journey = await Journey.begin();
  elsewhere = await journey.open(owner.email);
  anna = await add('people', { name: 'Anna Gruber', phones: ['+43 664 1234567'] });
}, 90_000);
afterAll(() => journey?.end());

const add = (path: string, data: unknown) => journey.make(elsewhere, path, data);

/** The telephone system, as it was told the address and the secret. */
async function tell(door: { address: string; secret: string }, message: object): Promise<void> {
  const body = JSON.stringify(message);
  const id = randomUUID();
  const timestamp = String(Math.floor(Temporal.Now.instant().epochMilliseconds / 1000));
  const key = Buffer.from(door.secret.replace('whsec_', ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  const answer = await fetch(door.address, {
    method: 'POST',
    headers: {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
    body,
  });
  expect(answer.status, await answer.text()).toBe(200);
}

test('a telephone system is connected, opens the caller while it rings, and the call gets its line', async () => {
  const page = await journey.open(owner.email, { width: 1440 });
  await show(page, '/settings/hooks');
  await page.getByRole('textbox', { name: 'Name' }).fill('Our exchange');
  await page.keyboard.press('Enter');
  await page.getByText('Our exchange is connected').waitFor();
  const door = {
    address: await page.getByRole('textbox', { name: 'Address' }).inputValue(),
    secret: await page.getByRole('textbox', { name: 'Secret' }).inputValue(),
  };
  await page.getByRole('button', { name: 'Telephones Our exchange' }).click();
  await page.getByRole('textbox', { name: 'Extension' }).first().fill('11');
  await page
    .getByRole('button', { name: /Belongs to/ })
    .first()
    .click();
  await page.getByRole('option', { name: owner.name }).click();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save telephones' }).click();
  await page.getByText('Telephones of Our exchange saved').waitFor();

  await show(page, '/companies');
  const call = { call: 'c-1', direction: 'in', number: '0043 664 1234567', extension: '11' };
  const second = (n: number) =>
    Temporal.Instant.from('2026-03-02T09:00:00Z').add({ seconds: n }).toString();
  await tell(door, { ...call, event: 'ringing', at: second(0) });
  const notice = page.getByRole('alert', { name: 'Incoming or outgoing call' });
  await notice.getByText('Call from Anna Gruber').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Shift+L');
  await page.waitForURL(at(`/people/${anna}`));
  await tell(door, { ...call, event: 'answered', at: second(9) });
  await tell(door, { ...call, event: 'ended', at: second(249) });
  await page.getByText('4 minutes').waitFor();

  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await page.waitForURL(at('/calls'));
  const line = page.getByRole('textbox', { name: 'What was it about?' });
  await line.waitFor();
  expect(await barriers(page)).toEqual([]);
  await line.fill('Wants oak by May');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Every call has its line').waitFor();
  await page.keyboard.press('Control+z');
  await page.getByRole('textbox', { name: 'What was it about?' }).waitFor();

  await show(page, '/settings/hooks');
  await page.getByText('3 messages taken, 0 refused in 30 days').waitFor();
  await page.getByRole('button', { name: 'Messages Our exchange' }).click();
  await page.getByText('Taken').first().waitFor();
  await page.context().close();
});

test('an unknown number offers a new person, who then has the call', async () => {
  const page = await journey.open(owner.email, { width: 390, theme: 'dark' });
  const made = await elsewhere.request.post('/api/v1/hooks', {
    headers: { origin: journey.server.address },
    data: { name: 'Second exchange', purpose: 'telephone' },
  });
  const door = (await made.json()) as { address: string; secret: string };
  await show(page, '/people');
  await tell(door, {
    event: 'ringing',
    call: 'c-2',
    direction: 'in',
    number: '+43 316 222333',
    at: '2026-03-03T09:00:00Z',
  });
  const notice = page.getByRole('alert', { name: 'Incoming or outgoing call' });
  await notice.getByText('Call from +43316222333').waitFor();
  expect(await barriers(page)).toEqual([]);
  await notice.getByRole('button', { name: 'New person' }).click();
  const dialog = page.getByRole('dialog', { name: 'New person' });
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Otto Neumann');
  expect(await dialog.getByRole('textbox', { name: 'Phone' }).inputValue()).toBe('+43316222333');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await page.locator('main h1', { hasText: 'Otto Neumann' }).waitFor();
  await page.getByText('Phone call').waitFor();
  await page.context().close();
});

test('whoever pressed a number and comes back logs the call with one key', async () => {
  const page = await journey.open(owner.email);
  await show(page, '/people');
  const number = page.locator('[data-row]', { hasText: 'Anna Gruber' }).locator('a[href^="tel:"]');
  // The telephone of this machine, which it has not got, is not asked.
  await page.evaluate(() =>
    document.addEventListener('click', (event) => event.preventDefault(), { once: true }),
  );
  await number.click();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.getByText('Called Anna Gruber?').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.locator('main h1').focus();
  await page.keyboard.press('l');
  const box = page.getByRole('dialog', { name: 'Log: Anna Gruber' });
  await box.getByRole('textbox', { name: 'Text' }).waitFor();
  await page.keyboard.type('Comes on Friday');
  await box.getByRole('button', { name: 'Details' }).click();
  await box.getByRole('textbox', { name: 'When' }).fill('when the roses bloomed');
  await box.getByText('This is no moment.').waitFor();
  await box.getByRole('textbox', { name: 'When' }).fill('yesterday 15:00, 20 min.');
  await box.getByText('15:00').waitFor();
  await box.getByRole('radio', { name: 'Reached', exact: true }).click({ force: true });
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Written down', { exact: true }).waitFor();
  await show(page, `/people/${anna}`);
  await page.getByText('Comes on Friday').waitFor();
  await page.getByText('20 minutes').waitFor();
  await page.context().close();
});
