import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, barriers, Journey, owner } from './journey.ts';

/** Some of a list: taken along as a file, chosen on a phone, looked after by oneself. */

let journey: Journey;
const ids: string[] = [];

beforeAll(async () => {
  journey = await Journey.begin();
  const elsewhere = await journey.open(owner.email);
  for (const name of ['Anna Berger', 'Ben Huber', 'Cleo Maier', 'Dora Novak']) {
    const answer = await elsewhere.request.post('/api/v1/people', {
      headers: { origin: journey.server.address },
      data: { name, addresses: [{ locality: 'Graz' }] },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    ids.push(((await answer.json()) as { id: string }).id);
  }
}, 60_000);
afterAll(() => journey?.end());

const row = (page: Page, at: number) => page.locator(`[data-row="${ids[at]!}"]`);
const card = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

test('the chosen rows become a file, and nobody else is in it', async () => {
  const page = await journey.open(owner.email);
  await page.goto('/people');
  for (const each of [0, 2]) await row(page, each).locator('[data-cell="0"]').click();
  await page.getByText('2 selected').waitFor();
  await page.getByRole('toolbar').getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export 2 records' });
  await dialog.getByRole('button', { name: /Kind of file/ }).click();
  await page.getByRole('option', { name: /^CSV/ }).click();
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download' }).click();
  const file = readFileSync(await (await coming).path(), 'utf8');
  expect(file).toContain('Anna Berger');
  expect(file).toContain('Cleo Maier');
  expect(file).not.toContain('Ben Huber');
  await page.context().close();
});

test.each(['light', 'dark'] as const)(
  'on a phone a long touch begins to choose, taps go on, and what is chosen is assigned, in the %s',
  async (theme) => {
    const page = await journey.open(owner.email, { width: 390, theme });
    await page.goto('/people');
    const anna = card(page, 'Anna Berger');
    await anna.waitFor();
    const touch = { pointerType: 'touch', bubbles: true, clientX: 100, clientY: 100 };
    await anna.dispatchEvent('pointerdown', touch);
    const box = anna.getByRole('checkbox', { name: 'Select Anna Berger' });
    await box.waitFor();
    await anna.dispatchEvent('pointerup', touch);
    await anna.dispatchEvent('click', { bubbles: true });
    expect(await box.getAttribute('aria-checked')).toBe('true');
    await card(page, 'Ben Huber').getByText('Ben Huber').click();
    await page.getByText('2 selected').waitFor();
    expect(await barriers(page)).toEqual([]);
    for (const name of ['Tag', 'Assign', 'Edit field', 'Export', 'Move to trash']) {
      await page.getByRole('toolbar').getByRole('button', { name }).waitFor();
    }
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('2 selected').waitFor({ state: 'detached' });
    await card(page, 'Ben Huber').getByText('Ben Huber').click();
    await page.waitForURL(at(`/people/${ids[1]!}`));
    await page.context().close();
  },
);

test('whom one looks after oneself is one key away', async () => {
  const page = await journey.open(owner.email);
  await page.goto('/people');
  await row(page, 3).waitFor();
  const me = await page.evaluate(async () => {
    const answer = await fetch('/api/v1/session');
    return ((await answer.json()) as { user: { id: string } }).user.id;
  });
  const changed = await page.request.patch(`/api/v1/people/${ids[3]!}`, {
    headers: { origin: journey.server.address },
    data: { assignedTo: me, version: 1 },
  });
  expect(changed.ok(), await changed.text()).toBe(true);
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await page.getByRole('heading', { level: 1, name: 'My people' }).waitFor();
  await row(page, 3).waitFor();
  await row(page, 0).waitFor({ state: 'detached' });
  await page
    .getByRole('link', { name: 'People' })
    .and(page.locator('[aria-current=page]'))
    .waitFor();
  await page.context().close();
});

test('the filter knows a company by one name, whether it is chosen or written', async () => {
  const page = await journey.open(owner.email);
  await page.goto('/people');
  await row(page, 0).waitFor();
  await page.keyboard.press('f');
  const field = page.getByRole('combobox', { name: 'Field' });
  await field.waitFor();
  await page.keyboard.type('Comp');
  await page.getByRole('option', { name: 'Company' }).waitFor();
  expect(await page.getByRole('option', { name: 'Company' }).count()).toBe(1);
  await page.context().close();
});
