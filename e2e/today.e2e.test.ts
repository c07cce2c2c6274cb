import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { at, barriers, Journey, owner, show } from './journey.ts';

let journey: Journey;
let elsewhere: Page;
const today = Temporal.Now.plainDateISO();
const inDays = (days: number) => today.add({ days }).toString();
const zone = Temporal.Now.timeZoneId();

const add = (path: string, data: unknown) => journey.make(elsewhere, path, data);

beforeAll(async () => {
  journey = await Journey.begin();
  elsewhere = await journey.open(owner.email);
}, 90_000);

afterAll(() => journey?.end());

let kim = '';
beforeEach(() => {
  kim = '';
});

const day = (page: Page) => show(page, '/today');

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.querySelector('bdi')?.textContent ?? null);

test('a new house says how to begin, and is where one arrives', async () => {
  const page = await journey.open(owner.email);
  await page.goto('/');
  await page.waitForURL(at('/today'));
  await page.getByText('Nothing here yet').waitFor();
  await page.getByRole('link', { name: 'Import a file' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.context().close();
});

test('what waits is answered key by key, and the focus goes on to the next', async () => {
  kim = await add('people', { name: 'Kim Customer', roles: [{ role: 'customer' }] });
  await add('promises', {
    partyId: kim,
    direction: 'ours',
    what: 'The price list',
    due: inDays(0),
  });
  for (const title of ['First task', 'Second task', 'Third task'])
    await add('tasks', { title, zone, partyIds: [kim], due: { on: inDays(-1) } });
  const page = await journey.open(owner.email);
  await day(page);
  await page.getByText('The price list').waitFor();
  // Nobody stands anywhere yet: the first that can be done is.
  await page.keyboard.press('e');
  await page.getByText('Kept: The price list').waitFor();
  await expect.poll(() => focused(page)).toBe('First task');
  await page.keyboard.press('e');
  await expect.poll(() => focused(page)).toBe('Second task');
  await page.keyboard.press('h');
  await expect.poll(() => focused(page)).toBe('Third task');
  await page.getByText('one put off').waitFor();
  await page.keyboard.press('e');
  await page.getByText('Done for now').waitFor();
  await page.getByText('This week: one promise kept, 2 tasks done.').waitFor();
  await page.keyboard.press('Control+z');
  await page.getByRole('listitem').filter({ hasText: 'Third task' }).waitFor();
  await page.context().close();
});

test('what is worth one’s minutes says why, and learns from each answer', async () => {
  const offer = async (name: string, amount: number) => {
    const partyId = await add('people', { name });
    const price = { amount, currency: 'EUR' };
    await add('offers', { partyId, direction: 'out', what: 'Oak table', date: inDays(-10), price });
  };
  await offer('Lea Offered', 480_000);
  await offer('Ole Offered', 240_000);
  const page = await journey.open(owner.email);
  await day(page);
  const row = page.getByRole('listitem').filter({ hasText: 'Ask Lea Offered about our offer' });
  await row.getByText('10 minutes').waitFor();
  await row.getByRole('button', { name: /Why\?/ }).click();
  await page.getByText('What your answers have taught').waitFor();
  await page.getByText('€4,800.00: this offer').waitFor();
  expect((await barriers(page)).filter((barrier) => !barrier.startsWith('region'))).toEqual([]);
  await page.keyboard.press('Escape');
  await row.getByRole('button', { name: 'More about this proposal' }).click();
  await page.getByRole('menuitem', { name: 'Never for Lea Offered' }).click();
  await page.getByText('Not proposed for Lea Offered any more.').waitFor();
  await row.waitFor({ state: 'detached' });
  const other = page.getByRole('listitem').filter({ hasText: 'Ask Ole Offered about our offer' });
  await other.getByRole('button', { name: 'Done' }).click();
  await other.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await other.waitFor();
  await page.goto('/settings/learnt');
  await page.getByText('75%', { exact: false }).first().waitFor({ state: 'detached' });
  await page.getByText('done 0, not now 0, never 1').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Propose again' }).click();
  await page.getByText('Nothing is kept away.').waitFor();
  await day(page);
  await row.waitFor();
  await page.context().close();
}, 60_000);

test.each([
  { theme: 'light' as const },
  { theme: 'dark' as const },
  { theme: 'light' as const, width: 390 },
  { theme: 'dark' as const, width: 390 },
])('nobody is shut out of the day, %o', async (look) => {
  kim = await add('people', { name: 'Kim van der Long-Name-und-noch-viel-länger' });
  await add('promises', { partyId: kim, direction: 'theirs', what: 'A drawing', due: inDays(-2) });
  await add('tasks', { title: 'Call them', zone, partyIds: [kim], due: { on: inDays(0) } });
  await add('activities', {
    kind: 'meeting',
    partyIds: [kim],
    text: 'Workshop',
    occurredAt: Temporal.Now.instant().add({ minutes: 1 }).toString(),
    minutes: 10,
  });
  const page = await journey.open(owner.email, look);
  await day(page);
  await page.getByText('Call them').first().waitFor();
  expect(await barriers(page)).toEqual([]);
  const isWider = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(isWider).toBe(false);
  await page.context().close();
});
