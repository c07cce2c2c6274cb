import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers, Journey, owner } from './journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await Journey.begin();
}, 90_000);
afterAll(() => journey?.end());

test('a shop is connected, and what somebody bought stands on their timeline', async () => {
  const page = await journey.open(owner.email, { width: 1440 });
  const made = await page.request.post('/api/v1/people', {
    headers: { origin: journey.server.address },
    data: { name: 'Anna Gruber', emails: ['anna@gruber.example'] },
  });
  const { id: anna } = (await made.json()) as { id: string };
  await page.goto('/settings/hooks');
  await page.getByRole('textbox', { name: 'Name' }).fill('Our shop');
  await page.getByRole('button', { name: /What reports here/ }).click();
  await page.getByRole('option', { name: 'A shop or till: what is bought' }).click();
  await page.getByRole('button', { name: 'Connect a shop or till' }).click();
  await page.getByText('Our shop is connected').waitFor();
  expect(await barriers(page)).toEqual([]);
  const address = await page.getByRole('textbox', { name: 'Address' }).inputValue();
  const secret = await page.getByRole('textbox', { name: 'Secret' }).inputValue();
  const tell = async (customer: object, order: string) => {
    const body = JSON.stringify({
      order,
      at: '2026-03-02T09:00:00Z',
      amount: 84_500,
      currency: 'EUR',
      lines: [{ what: 'Oak boards', quantity: 12 }],
      customer,
    });
    const id = randomUUID();
    const timestamp = String(Math.floor(Temporal.Now.instant().epochMilliseconds / 1000));
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const signature = createHmac('sha256', key)
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64');
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    };
    const answer = await fetch(address, { method: 'POST', headers, body });
    expect(answer.status, await answer.text()).toBe(200);
  };
  await tell({ email: 'anna@gruber.example' }, '1001');
  await tell({ email: 'nobody@gruber.example' }, '1002');
  await page.reload();
  await page.getByRole('button', { name: 'Messages Our shop' }).click();
  await page.getByText('Nobody is known by this customer’s address yet.').waitFor();
  await page.getByRole('button', { name: 'Belongs to Our shop' }).click();
  await page.getByText('What is bought is written down as theirs.').waitFor();
  expect(await barriers(page)).toEqual([]);

  await page.goto(`/people/${anna}`);
  await page.getByText('Oak boards').first().waitFor();
  await page.getByText('€845.00').first().waitFor();
  await page.getByText('Bought').first().waitFor();
  await page.context().close();
});
