import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barriers, Journey, owner } from './journey.ts';

let journey: Journey;
let page: Page;
let anna: string;

beforeAll(async () => {
  journey = await Journey.begin();
  page = await journey.open(owner.email);
  const add = async (data: unknown) => {
    const answer = await page.request.post('/api/v1/people', {
      headers: { origin: journey.server.address },
      data,
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    return ((await answer.json()) as { id: string }).id;
  };
  anna = await add({
    name: 'Anna Gruber',
    phones: ['+43 316 123456'],
    roles: [{ role: 'customer' }],
  });
  await add({ name: '=HYPERLINK("http://evil.example")', emails: ['mallory@evil.example'] });
}, 60_000);
afterAll(() => journey?.end());

const contentOf = async (download: Download) => readFile((await download.path())!, 'utf8');

async function openDialog(on: Page, path = '/people'): Promise<void> {
  await on.goto(path);
  await on.getByText('Anna Gruber').first().waitFor();
  await on.getByRole('button', { name: 'Export', exact: true }).click();
  await on.getByRole('dialog').waitFor();
}

const chooseFormat = async (on: Page, name: string | RegExp) => {
  await on.getByRole('button', { name: /Kind of file/ }).click();
  await on.getByRole('option', { name }).click();
};

describe('a list is taken along', () => {
  test('as a table of what it shows, in three clicks, and nothing in it is calculated', async () => {
    await openDialog(page);
    await chooseFormat(page, 'CSV');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('People.csv');
    const [headings, ...rows] = (await contentOf(download)).trimEnd().split('\r\n');
    expect(headings).toMatch(/^\ufeff"Name","Company","E-mail","Phone","Role"/);
    expect(rows).toHaveLength(2);
    expect(rows.join('\n')).toContain(`"'+43316123456","Customer"`);
    expect(rows.join('\n')).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  });

  test('as the filter leaves it', async () => {
    const filter = encodeURIComponent(JSON.stringify(['name', 'contains', 'gruber']));
    await openDialog(page, `/people?filter=${filter}`);
    await chooseFormat(page, /NDJSON/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);
    const lines = (await contentOf(download)).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).name)).toEqual(['Anna Gruber']);
  });

  test('and a single person as a card for the phone', async () => {
    await page.goto(`/people/${anna}`);
    await page
      .getByRole('button', { name: /Actions for|More/ })
      .first()
      .click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Download as vCard' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('Anna Gruber.vcf');
    expect(await contentOf(download)).toContain('TEL:+43316123456');
  });
});

test('everything is taken along as one archive, made while one goes on working', async () => {
  await page.goto('/settings/data');
  await page.getByRole('button', { name: 'Make an archive of everything' }).click();
  const link = page.getByRole('link', { name: 'Download' });
  await link.waitFor({ timeout: 30_000 });
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(file.suggestedFilename()).toMatch(/^Kettle & Daughters \d{4}-\d{2}-\d{2}\.zip$/);
  expect((await readFile((await file.path())!)).subarray(0, 2).toString()).toBe('PK');
});

test.each([
  { theme: 'light' as const, width: 1440 },
  { theme: 'dark' as const, width: 390 },
])('nobody is kept out: $theme, $width wide', async (look) => {
  const other = await journey.open(owner.email, look);
  await openDialog(other);
  expect(await barriers(other)).toEqual([]);
  await other.goto('/settings/data');
  await other.getByRole('button', { name: 'Make an archive of everything' }).waitFor();
  expect(await barriers(other)).toEqual([]);
  await other.context().close();
});
