import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers, Journey, owner } from './journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await Journey.begin();
}, 90_000);
afterAll(() => journey?.end());

test('a gateway is connected, and a message stands on the timeline of whoever wrote it', async () => {
  const page = await journey.open(owner.email, { width: 1440 });
  const made = await page.request.post('/api/v1/people', {
    headers: { origin: journey.server.address },
    data: { name: 'Anna Gruber', phones: ['+43 664 1234567'] },
  });
  const { id: anna } = (await made.json()) as { id: string };
  await page.goto('/settings/hooks');
  await page.getByRole('textbox', { name: 'Name' }).fill('Our gateway');
  await page.getByRole('button', { name: /What reports here/ }).click();
  await page.getByRole('option', { name: 'A gateway: SMS and chats' }).click();
  await page.getByRole('button', { name: 'Connect a gateway' }).click();
  await page.getByText('Our gateway is connected').waitFor();
  const address = await page.getByRole('textbox', { name: 'Address' }).inputValue();
  const secret = await page.getByRole('textbox', { name: 'Secret' }).inputValue();
  const body = JSON.stringify({
    message: 'm-1',
    direction: 'in',
    number: '+43 664 1234567',
    at: '2026-03-02T09:00:00Z',
    way: 'whatsapp',
    text: 'Are the boards ready?',
  });
  const id = randomUUID();
  const timestamp = String(Math.floor(Temporal.Now.instant().epochMilliseconds / 1000));
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
  const answer = await fetch(address, { method: 'POST', headers, body });
  expect(answer.status, await answer.text()).toBe(200);
  await page.getByRole('button', { name: 'Telephones Our gateway' }).click();
  await page.getByText('Messages at numbers that are not in the list').waitFor();
  expect(await barriers(page)).toEqual([]);

  await page.goto(`/people/${anna}`);
  await page.getByText('Are the boards ready?').first().waitFor();
  await page.getByText('WhatsApp').first().waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.context().close();
});
