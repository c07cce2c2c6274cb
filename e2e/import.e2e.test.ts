import { readFile } from 'node:fs/promises';
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barriers, Journey, owner } from './journey.ts';

let journey: Journey;
let page: Page;

beforeAll(async () => {
  journey = await Journey.begin();
  page = await journey.open(owner.email);
}, 60_000);

afterAll(() => journey.end());

const longName = 'contacts of everyone we have met at fairs since the spring of 2019.csv';

const contacts = [
  'First Name,Last Name,E-mail,Company,Birthday',
  'Anna,Gruber,anna@gruber.example,Gruber & Co,1980-05-04',
  'Bela,Novak,bela@novak.example,Novak,31.02.1990',
  ',,,,',
  ',,not an address,,',
].join('\n');

const mail = (from: string, to: string, id: string, answers?: string) =>
  [
    `From ${from} Mon Mar  3 10:00:00 2025`,
    `From: ${from}`,
    `To: ${to}`,
    `Message-ID: <${id}@test.example>`,
    ...(answers ? [`In-Reply-To: <${answers}@test.example>`] : []),
    'Date: Mon, 3 Mar 2025 10:00:00 +0000',
    `Subject: Kettles`,
    '',
    'How are the kettles?',
    '',
  ].join('\n');

const mailbox = [
  ...[1, 2, 3, 4].map((n) => mail('carla@carla.example', 'list@list.example', `c${n}`)),
  mail('dora@dora.example', 'carla@carla.example', 'd1', 'c1'),
].join('\n');

const file = (name: string, text: string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(text),
});

async function bring(...files: ReturnType<typeof file>[]) {
  await page.goto('/import');
  await page.getByTestId('files').setInputFiles(files);
  await seen('Not started');
}

async function seen(words: string | RegExp) {
  await page.getByText(words).first().waitFor();
}

/** What was chosen has reached the server. */
async function answered(choose: () => Promise<void>) {
  await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'PATCH' && response.ok()),
    choose(),
  ]);
}

describe('bringing files', () => {
  test('an empty page says what to bring, whichever the theme and the screen', async () => {
    for (const look of [{}, { theme: 'dark' as const }, { width: 390 }]) {
      const other = await journey.open(owner.email, look);
      await other.goto('/import');
      await other.getByRole('button', { name: 'Choose files' }).waitFor();
      expect(await barriers(other)).toEqual([]);
      await other.context().close();
    }
  });

  test('files dropped anywhere on the page become one import', async () => {
    await page.goto('/import');
    await page.getByRole('button', { name: 'Choose files' }).waitFor();
    await page.evaluate(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['a'], 'photo.jpg'));
      dataTransfer.items.add(new File([${JSON.stringify(contacts)}], 'contacts.csv'));
      document.querySelector('h1').dispatchEvent(
        new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    })()`);
    await seen('2 files');
    await seen('Not recognised');
    await page.getByRole('button', { name: 'Cancel import' }).click();
    await page.waitForURL(/\/import$/);
    await seen('Stopped');
  });

  test('a file that cannot be sent says so, and goes when sent again', async () => {
    await page.route('**/files?name=two.csv', (route) => route.abort());
    await bring(file('one.csv', contacts), file('two.csv', contacts));
    await seen('The server cannot be reached.');
    await page.getByRole('button', { name: 'Start import', disabled: false }).waitFor();
    await page.unroute('**/files?name=two.csv');
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByText('Not sent').waitFor({ state: 'detached' });
    await page.getByText('Table', { exact: true }).nth(1).waitFor();
  });

  test('after a reload in the middle the page knows which files to bring again', async () => {
    await page.route('**/files?name=slow.csv', () => undefined);
    await bring(file('quick.csv', contacts), file('slow.csv', contacts));
    await page.getByText('Table', { exact: true }).waitFor();
    page.once('dialog', (dialog) => dialog.accept());
    await page.reload();
    await seen('1 file did not arrive');
    await page.unroute('**/files?name=slow.csv');
    await page.getByTestId('files').setInputFiles(file('slow.csv', contacts));
    await page.getByText('did not arrive').waitFor({ state: 'detached' });
    await page.getByText('Table', { exact: true }).nth(1).waitFor();
  });
});

describe('whoever is quicker than the line', () => {
  const later = (milliseconds: number) => ({
    async run(route: Route) {
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      await route.continue();
    },
  });
  const whose = () => page.getByRole('combobox', { name: /Frequent writer/ });

  test('keeps what they were typing when another file arrives', async () => {
    await page.route('**/files?name=late.csv', later(3_000).run);
    await page.route('**/writers', later(1_000).run);
    await bring(file('list.mbox', mailbox), file('late.csv', contacts));
    await page.getByRole('radio', { name: /frequent writers/ }).check();
    await whose().focus();
    await page.keyboard.type('carla');
    await page.getByText('Table', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    expect(await whose().inputValue()).toContain('carla@carla.example');
  });

  test('is told why a key cannot do its work yet', async () => {
    await page
      .getByRole('radio', { name: /a colleague|An archive of others/ })
      .first()
      .check();
    await page.getByRole('radio', { name: /frequent writers/ }).check();
    await page.keyboard.press('Control+Enter');
    await page
      .locator('[role=alert], [role=status], [role=alertdialog]')
      .filter({ hasText: 'Say whose mailbox it is.' })
      .nth(1)
      .waitFor();
  });

  test('starts as soon as the answers have been saved', async () => {
    await page.route('**/api/v1/imports/*', (route) =>
      route.request().method() === 'PATCH' ? later(1_500).run(route) : route.continue(),
    );
    await whose().focus();
    await page.keyboard.type('carla');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+Enter');
    await seen('What will happen');
    await page.keyboard.press('Control+Enter');
    await seen('Everything has been read');
    await page.unrouteAll();
    const id = page.url().split('/').at(-1) ?? '';
    const { options } = (await (await page.request.get(`/api/v1/imports/${id}`)).json()) as {
      options: unknown;
    };
    expect(options).toMatchObject({ mailbox: { whose: 'writer', address: 'carla@carla.example' } });
  });

  test('sees nothing of it once it is taken back', async () => {
    await page.getByRole('button', { name: 'Take back …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Take back', exact: true }).click();
    await seen('This import was taken back');
  });
});

describe('an import from the drop to the way back', () => {
  test('the questions are those its files raise, and answers outlast a reload', async () => {
    await bring(file(longName, contacts));
    await seen('Who may see it?');
    expect(await page.getByText('Whose mailbox is it?').count()).toBe(0);
    await page.getByTestId('files').setInputFiles(file('list.mbox', mailbox));
    await seen('Whose mailbox is it?');
    expect(await barriers(page)).toEqual([]);

    await page.getByRole('radio', { name: /frequent writers/ }).check();
    await seen('Say whose mailbox it is.');
    expect(await page.getByRole('button', { name: 'Start import' }).isEnabled()).toBe(false);
    await page.getByRole('combobox', { name: /Frequent writer/ }).click();
    await page.getByRole('option', { name: /carla@carla\.example/ }).waitFor();
    await page.keyboard.press('Escape');

    await answered(() => page.getByRole('radio', { name: /An archive of others/ }).check());
    await page.reload();
    const chosen = page.getByRole('radio', { name: /An archive of others/ });
    await chosen.waitFor();
    expect(await chosen.isChecked()).toBe(true);
  });

  test('the keyboard checks and starts it, and the report says what came of it', async () => {
    await page.keyboard.press('Control+Enter');
    await seen('What will happen');
    await page.keyboard.press('Control+Enter');
    await seen('Everything has been read');
    expect(await page.locator('dl').first().textContent()).toMatch(/people\s*2/);
    await seen('What could not be taken over as it stands');
    expect(await barriers(page)).toEqual([]);
  });

  test('the problems can be filtered, opened and taken along', async () => {
    await page.getByRole('radio', { name: /To check/ }).click();
    await page.getByRole('row', { name: /31\.02\.1990/ }).waitFor();
    await page.getByRole('row', { name: /31\.02\.1990/ }).press('Enter');
    await page.getByRole('dialog').getByText('31.02.1990').waitFor();
    await page.keyboard.press('Escape');
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as CSV' }).click();
    const text = await readFile(await (await waiting).path(), 'utf8');
    expect(text).toContain('File,Inside the archive,Line');
    expect(text).toContain(longName);
  });

  test('a frequent writer becomes a person with one press', async () => {
    const row = page.getByRole('listitem').filter({ hasText: 'carla@carla.example' });
    await row.getByRole('button', { name: /Add as person/ }).click();
    await row.getByRole('link', { name: /Open/ }).waitFor();
  });

  test('taking it back shows first what stays and why', async () => {
    // Somebody comes back to it later.
    await page.reload();
    await page.getByRole('button', { name: 'Take back …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/This removes/).waitFor();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Take back', exact: true }).click();
    await seen('This import was taken back');
    await page.goto('/import');
    await seen('Taken back');
    expect(await barriers(page)).toEqual([]);
  });
});
