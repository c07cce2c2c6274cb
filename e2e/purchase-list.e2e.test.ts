import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers, Journey, owner } from './journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await Journey.begin();
}, 90_000);
afterAll(() => journey?.end());

const list = [
  'Bestellnummer;Bestelldatum;E-Mail;Artikel;Menge;Betrag;Währung',
  '1001;02.03.2026;anna@gruber.example;Eichenbretter;12;800,00;EUR',
  '1001;02.03.2026;anna@gruber.example;Tischöl;1;45,00;EUR',
  'C-7;05.03.2026;anna@gruber.example;Tischöl;-1;45,00;EUR',
].join('\n');

test('a list of purchases is known as one, shown, counted, and stands on the timeline', async () => {
  const page = await journey.open(owner.email, { width: 1440 });
  const made = await page.request.post('/api/v1/people', {
    headers: { origin: journey.server.address },
    data: { name: 'Anna Gruber', emails: ['anna@gruber.example'] },
  });
  const { id: anna } = (await made.json()) as { id: string };
  await page.goto('/import');
  await page
    .getByTestId('files')
    .setInputFiles([{ name: 'Bestellungen.csv', mimeType: 'text/csv', buffer: Buffer.from(list) }]);
  await page.getByRole('button', { name: /The rows are/ }).waitFor();
  await page.getByRole('button', { name: /Purchases/ }).waitFor();
  await page.getByRole('button', { name: /Betrag becomes/ }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: /The rows are/ }).click();
  await page.getByRole('option', { name: 'People and companies' }).click();
  await page
    .getByRole('button', { name: /E-Mail becomes/ })
    .first()
    .waitFor();
  await page.getByRole('button', { name: /The rows are/ }).click();
  await page.getByRole('option', { name: 'Purchases' }).click();
  await page.getByRole('button', { name: /Number of the order/ }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('What will happen').first().waitFor();
  await page.getByRole('button', { name: 'Start import' }).click();
  await page.getByText('Everything has been read').waitFor();
  const timeline = await page.request.get(`/api/v1/people/${anna}/timeline`);
  const { rows } = (await timeline.json()) as { rows: { terms: { state: string } }[] };
  expect(rows.map(({ terms }) => terms.state)).toEqual(['returned', 'bought']);
  await page.goto(`/people/${anna}`);
  await page.getByText('€845.00').first().waitFor();
  await page.getByText('Given back').first().waitFor();
  await page.context().close();
});
