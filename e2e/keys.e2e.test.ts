import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Journey, owner } from './journey.ts';

/** The keys of ux.md, as far as there is something for them to do: what `?` has to name on each page. */
const everywhere = {
  'app.palette': 'Mod+K, /',
  'app.capture': 'C',
  'app.keys': '?',
  'app.rail': '[',
  'app.undo': 'Mod+Z',
  'app.escape': 'Escape',
  'go./people': 'G P',
  'go./companies': 'G O',
  'go./duplicates': 'G U',
  'go./strategy': 'G R',
  'go./settings': 'G ,',
};
const list = {
  'list.next': 'J',
  'list.previous': 'K',
  'list.open': 'Enter',
  'list.peek': 'Space',
  'list.select': 'X',
  'list.extendDown': 'Shift+J',
  'list.extendUp': 'Shift+K',
  'list.filter': 'F',
  'list.saveView': 'Shift+F',
  'list.add': '+',
  'list.acts': '.',
};
const record = {
  'record.log': 'L',
  'record.mail': 'M',
  'record.facts': '1',
  'record.edit': 'F2',
  'record.timeline': '2',
  'record.more': '3',
  'record.tag': '#',
  'record.addTie': 'Shift+T',
  'record.network': 'Shift+N',
  'record.pane': ']',
};

let journey: Journey;
let page: Page;
let anna: string;

beforeAll(async () => {
  journey = await Journey.begin();
  page = await journey.open(owner.email);
  const answer = await page.request.post('/api/v1/people', {
    headers: { origin: journey.server.address },
    data: { name: 'Anna Gruber', emails: ['anna@brandt.example'] },
  });
  anna = ((await answer.json()) as { id: string }).id;
}, 60_000);

afterAll(() => journey?.end());

/** What the help names on this page: by its id, the keys as they are read out. */
async function named(path: string): Promise<Record<string, string>> {
  await page.goto(path);
  await page.locator('main h1').waitFor();
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.keyboard.press('?');
  await page.getByRole('region', { name: 'Keys of this screen' }).waitFor();
  const rows = await page
    .locator('[data-key]')
    .evaluateAll((found) =>
      found.map((row) => [
        row.getAttribute('data-key'),
        row.querySelector('.sr-only')?.textContent,
      ]),
    );
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  return Object.fromEntries(rows) as Record<string, string>;
}

describe('`?` names the keys of', () => {
  test.each([
    ['the list of people', () => '/people', { ...list, 'app.palette': 'Mod+K, /' }],
    ['the list of companies', () => '/companies', { 'list.add': '+', 'list.filter': 'F' }],
    ['a person', () => `/people/${anna}`, record],
    ['the settings', () => '/settings/me', { 'settings.search': '/' }],
    ['the import', () => '/settings/import', { 'import.files': '+' }],
    ['the strategy', () => '/strategy', { 'strategy.next': 'Alt+ArrowDown' }],
  ])('%s', async (_, path, expected) => {
    const shown = await named(path());
    expect(shown).toMatchObject({ ...everywhere, ...expected });
  });
});

describe('what it names works', () => {
  test.each([
    ['g p', '/people'],
    ['g o', '/companies'],
    ['g u', '/duplicates'],
    ['g r', '/strategy'],
  ])('%s', async (keys, path) => {
    await page.goto('/settings/me');
    await page.locator('main h1').waitFor();
    for (const key of keys.split(' ')) await page.keyboard.press(key);
    await page.waitForURL((address) => address.pathname === path);
  });

  test('] opens and closes the side pane of a record', async () => {
    await page.goto(`/people/${anna}`);
    await page.getByRole('heading', { level: 1, name: 'Anna Gruber' }).waitFor();
    await page.keyboard.press(']');
    await page.waitForURL((address) => address.searchParams.get('pane') === 'history');
    await page.keyboard.press(']');
    await page.waitForURL((address) => !address.searchParams.has('pane'));
  });

  test('C writes down from every page', async () => {
    for (const path of ['/people', '/settings/me', `/people/${anna}`]) {
      await page.goto(path);
      await page.locator('main h1').waitFor();
      await page.keyboard.press('c');
      await page.getByRole('textbox', { name: 'What happened?' }).waitFor();
      await page.keyboard.press('Escape');
    }
  });
});
