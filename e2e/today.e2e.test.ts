import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { at, barriers, Journey, owner } from './journey.ts';

let journey: Journey;
let elsewhere: Page;
const today = Temporal.Now.plainDateISO();
const inDays = (days: number) => today.add({ days }).toString();
const zone = Temporal.Now.timeZoneId();

async function add(path: string, data: unknown): Promise<string> {
  const answer = await elsewhere.request.post(`/api/v1/${path}`, {
    headers: { origin: journey.server.address },
    data,
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as { id: string }).id;
}

beforeAll(async () => {
  journey = await Journey.begin();
  elsewhere = await journey.open(owner.email);
}, 90_000);

afterAll(() => journey?.end());

let kim = '';
beforeEach(() => {
  kim = '';
});

async function show(page: Page): Promise<void> {
  await page.goto('/today');
  await page.locator('main h1').waitFor();
  await page.waitForLoadState('networkidle').catch(() => undefined);
}

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
  await show(page);
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
  await show(page);
  await page.getByText('Call them').first().waitFor();
  expect(await barriers(page)).toEqual([]);
  const isWider = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(isWider).toBe(false);
  await page.context().close();
});
