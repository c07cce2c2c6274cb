import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { DealingsView } from '../shared/interact/dealings/dealings.ts';
import type { ImportView } from '../shared/platform/import/imports.ts';
import { barriers, Journey, owner } from './journey.ts';

/** What we send and sign is found: an offer in a PDF by one key, a contract by one line. */

let journey: Journey;
let page: Page;
let person: string;

beforeAll(async () => {
  journey = await Journey.begin();
  page = await journey.open(owner.email, { width: 1440 });
  ({ id: person } = await send<{ id: string }>('POST', 'people', {
    data: { name: 'Ida Holm', emails: ['ida@lanterns.example'], roles: [{ role: 'customer' }] },
  }));
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

/** As a browser prints it: fonts, columns and all. */
async function printed(html: string): Promise<Buffer> {
  const sheet = await page.context().newPage();
  await sheet.setContent(html);
  const pdf = await sheet.pdf({ format: 'A4' });
  await sheet.close();
  return pdf;
}

async function sent(file: Buffer): Promise<string> {
  const at = new Date(Temporal.Now.instant().subtract({ hours: 2 }).epochMilliseconds);
  const mail = [
    `From: ${owner.email}`,
    'To: Ida Holm <ida@lanterns.example>',
    'Subject: Boilers for the hall',
    `Date: ${at.toUTCString()}`,
    'Content-Type: multipart/mixed; boundary="part"',
    '',
    '--part',
    'Content-Type: text/plain',
    '',
    'As discussed.',
    '--part',
    'Content-Type: application/pdf',
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment; filename="Angebot 2026-014.pdf"',
    '',
    ...(file.toString('base64').match(/.{1,76}/g) ?? []),
    '--part--',
    '',
  ].join('\r\n');
  const { id } = await send<{ id: string }>('POST', 'imports', { data: {} });
  await send('PUT', `imports/${id}/files?name=mail.eml`, {
    data: Buffer.from(mail),
    headers: { 'content-type': 'application/octet-stream' },
  });
  await send('POST', `imports/${id}/start`, { data: {} });
  await vi.waitUntil(
    async () => (await send<ImportView>('GET', `imports/${id}`)).status === 'done',
    { timeout: 60_000, interval: 200 },
  );
  const { rows } = await send<{ rows: { id: string }[] }>('GET', `people/${person}/timeline`);
  return rows[0]!.id;
}

const block = (name: string) =>
  page.locator('section', { has: page.getByRole('heading', { name, exact: true }) });
const dealings = () => send<DealingsView>('GET', `dealings?party=${person}`);

test('an offer in a PDF that we sent is recorded by one key, and taken back by Undo', async () => {
  const mail = await sent(
    await printed(`<style>body{font:12px sans-serif}td:last-child{text-align:right;width:40%}</style>
      <h1>Angebot Nr. 2026-014</h1><p>Linz, 1. Juni 2026</p>
      <table><tr><td>2 Kessel K 40</td><td>4.000,00 €</td></tr>
      <tr><td>zzgl. 20 % USt</td><td>800,00 €</td></tr>
      <tr><td><b>Gesamtbetrag brutto</b></td><td><b>4.800,00 €</b></td></tr></table>
      <p>Dieses Angebot ist gültig bis 30. Juni 2099.</p>`),
  );
  await page.goto(`/people/${person}?activity=${mail}`);
  await page.locator('[role="listitem"]:focus').filter({ hasText: 'Boilers' }).waitFor();
  await page.keyboard.press('Enter');
  const contained = page.getByRole('region', { name: 'This message contains' });
  await contained
    .getByText(/An offer over €4,800\.00, valid until .*2099: record it\?/)
    .first()
    .waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('y');
  await page.getByText('Written down').first().waitFor();
  const ours = block('Our offers to them');
  await ours.getByText('€4,800.00').waitFor();
  await ours.getByText(/2026-014 · with tax/).waitFor();
  expect((await dealings()).made).toMatchObject([
    { price: { amount: 480_000, currency: 'EUR' }, validUntil: '2099-06-30', tax: 'gross' },
  ]);
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await vi.waitUntil(async () => (await dealings()).made.length === 0);
  await contained
    .getByText(/An offer over/)
    .first()
    .waitFor();
});

test('a contract is one line of the capture box, with its next day on the page', async () => {
  await page.goto(`/people/${person}`);
  await page.getByRole('heading', { name: 'Ida Holm' }).first().waitFor();
  await page.keyboard.press('c');
  const box = page.getByRole('dialog');
  await box
    .getByRole('textbox', { name: 'What happened?' })
    .fill('Maintenance contract from 1 Jan 2098 to 31 Dec 2099, 3 months notice, renews yearly');
  await box.getByText(/Contract: Maintenance contract/).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await box.waitFor({ state: 'detached' });
  const contracts = block('Contracts');
  await contracts.getByText('Maintenance contract').waitFor();
  await contracts.getByText(/begins/).waitFor();
  expect((await dealings()).contracts).toMatchObject([
    { to: '2099-12-31', notice: { count: 3, unit: 'months' }, renewsMonths: 12 },
  ]);
});
