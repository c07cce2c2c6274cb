import { afterAll, beforeAll, expect, test } from 'vitest';
import { zip } from '../server/platform/import/zip-made-by-hand.ts';
import { barriers, Journey, owner } from './journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await Journey.begin();
}, 90_000);
afterAll(() => journey?.end());

const chat = [
  '[02.11.26, 14:05:00] Anna vom Dach: Sind die Bretter fertig?',
  '[02.11.26, 14:06:00] Anna vom Dach: \u200e<Anhang: 00000002-PHOTO.jpg>',
  '[02.11.26, 14:07:00] ada kettle: Ja, alle vierzig',
].join('\n');

test('an exported chat is brought, and whoever wrote it is tied to a person who is here', async () => {
  const page = await journey.open(owner.email, { width: 1440 });
  const made = await page.request.post('/api/v1/people', {
    headers: { origin: journey.server.address },
    data: { name: 'Anna Gruber' },
  });
  const { id: anna } = (await made.json()) as { id: string };
  await page.goto('/import');
  await page.getByTestId('files').setInputFiles([
    {
      name: 'WhatsApp Chat - Anna vom Dach.zip',
      mimeType: 'application/zip',
      buffer: zip([
        { name: '_chat.txt', content: chat },
        { name: '00000002-PHOTO.jpg', content: Buffer.from([0xff, 0xd8, 0xff, 1]) },
      ]),
    },
    {
      name: 'WhatsApp Chat with Ben.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('02.11.26, 14:05 - Ben: Hallo\n02.11.26, 14:06 - Addi: Servus\n'),
    },
  ]);
  await page.getByText('WhatsApp chat').first().waitFor();
  await page.getByText('Whose phone are the chats from?').waitFor();
  await page.getByRole('textbox', { name: 'What the owner is called' }).fill('Addi');
  await page.getByRole('textbox', { name: 'What the owner is called' }).blur();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Start import' }).click();
  await page.getByRole('button', { name: 'Somebody here Anna vom Dach' }).click();
  await page.getByRole('combobox', { name: 'Person or company' }).fill('Anna G');
  await page.getByRole('option', { name: /Anna Gruber/ }).click();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'It is them' }).click();
  await page.getByRole('link', { name: 'Open Anna vom Dach' }).waitFor();
  await page.goto(`/people/${anna}`);
  await page.getByText('Ja, alle vierzig').first().waitFor();
  await page.context().close();
});
