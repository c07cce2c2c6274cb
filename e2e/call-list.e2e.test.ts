import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers, Journey, owner } from './journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await Journey.begin();
}, 90_000);
afterAll(() => journey?.end());

const list = [
  'Typ;Datum;Name;Rufnummer;Nebenstelle;Eigene Rufnummer;Dauer',
  '1;24.02.25 14:05;;+43 664 1234567;Telefon;5550011;0:05',
  '4;24.02.25 15:05;;+43 664 1234567;Telefon;5550011;0:00',
].join('\n');

test('a list of calls is known as one, shown, counted, and stands on the timeline', async () => {
  const page = await journey.open(owner.email, { width: 1440 });
  const made = await page.request.post('/api/v1/people', {
    headers: { origin: journey.server.address },
    data: { name: 'Anna Gruber', phones: ['+43 664 1234567'] },
  });
  const { id: anna } = (await made.json()) as { id: string };
  await page.goto('/import');
  await page
    .getByTestId('files')
    .setInputFiles([{ name: 'Anrufliste.csv', mimeType: 'text/csv', buffer: Buffer.from(list) }]);
  await page.getByRole('button', { name: /The rows are/ }).waitFor();
  await page.getByRole('button', { name: /Telephone calls/ }).waitFor();
  await page.getByRole('button', { name: /Dauer becomes/ }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: /The rows are/ }).click();
  await page.getByRole('option', { name: 'People and companies' }).click();
  await page
    .getByRole('button', { name: /Rufnummer becomes/ })
    .first()
    .waitFor();
  await page.getByRole('button', { name: /The rows are/ }).click();
  await page.getByRole('option', { name: 'Telephone calls' }).click();
  await page.getByRole('button', { name: /How long/ }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('What will happen').first().waitFor();
  await page.getByRole('button', { name: 'Start import' }).click();
  await page.getByText('Everything has been read').waitFor();
  const timeline = await page.request.get(`/api/v1/people/${anna}/timeline`);
  const { rows } = (await timeline.json()) as { rows: { direction: string }[] };
  expect(rows.map(({ direction }) => direction)).toEqual(['out', 'in']);
  await page.goto(`/people/${anna}`);
  await page.getByText('24 February').first().waitFor();
  await page.context().close();
});
