import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barriers, Journey, owner, show } from './journey.ts';

let journey: Journey;
/** A colleague elsewhere: writes through the interface that programs use. */
let elsewhere: Page;
const ids = { elisabeth: '', lisa: '' };

const add = (path: string, data: unknown) => journey.make(elsewhere, path, data);

/** A busy machine answers in a second or two. */
const eventually = <Value>(look: () => Value) => expect.poll(look, { timeout: 20_000 });

beforeAll(async () => {
  journey = await Journey.begin();
  elsewhere = await journey.open(owner.email);
  ids.elisabeth = await add('people', {
    name: 'Elisabeth Gruber',
    emails: ['elisabeth@brandt.example'],
    phones: ['+43 316 222333'],
    note: 'Prefers calls before nine.',
  });
  ids.lisa = await add('people', {
    name: 'Lisa Gruber',
    phones: ['+43 316 222333', '+43 664 1234567'],
  });
  for (const name of ['Maximiliane von und zu Oberammergau', 'Maximilane von und zu Oberammergau'])
    await add('people', { name, phones: ['+49 8822 92310'] });
  // The server looks for them in the background.
  for (let proposed = 0; proposed < 2; await pause(200)) {
    const answer = await elsewhere.request.get('/api/v1/duplicates');
    proposed = ((await answer.json()) as { rows: unknown[] }).rows.length;
  }
}, 60_000);

afterAll(() => journey?.end());

describe('nobody is kept out', () => {
  test.each([
    { theme: 'light' as const, width: 1440 },
    { theme: 'dark' as const, width: 1440 },
    { theme: 'light' as const, width: 390 },
    { theme: 'dark' as const, width: 390 },
  ])('$theme, $width wide', async (look) => {
    const page = await journey.open(owner.email, look);
    const found: Record<string, string[]> = {};
    await show(page, '/duplicates');
    await page.locator('[data-pair]').first().waitFor();
    found.list = await barriers(page);
    await page.getByRole('button', { name: 'Why?' }).first().click();
    await page.getByRole('dialog').waitFor();
    // The buttons by which a screen reader leaves a layer belong to no region of the page.
    found.why = (await barriers(page)).filter((barrier) => !barrier.startsWith('region:'));
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Choose what shows …' }).first().click();
    await page.getByRole('dialog', { name: 'Merge two records' }).waitFor();
    found.dialog = await barriers(page);
    await page.keyboard.press('Escape');
    await show(page, `/people/${ids.lisa}`);
    await page.getByText('May be the same as').waitFor();
    found.notice = await barriers(page);
    await show(page, '/duplicates?list=merged');
    found.merged = await barriers(page);
    expect(Object.entries(found).filter(([, list]) => list.length > 0)).toEqual([]);
    await page.context().close();
  });
});

describe('a pair that is the same', () => {
  test('is merged with one key and two again with one more, which leads back to where it was', async () => {
    const page = await journey.open(owner.email);
    await show(page, '/duplicates');
    const gruber = page.locator('[data-pair]').filter({ hasText: 'Lisa Gruber' });
    await gruber.waitFor();
    const before = await page.locator('[data-pair]').count();
    while ((await gruber.getAttribute('aria-current')) !== 'true') await page.keyboard.press('j');
    await page.keyboard.press('y');
    await page.getByText('Lisa Gruber is now part of Elisabeth Gruber').waitFor();
    await eventually(() => page.locator('[data-pair]').count()).toBe(before - 1);
    await page.keyboard.press('Control+z');
    await page.getByText('are two again').waitFor();
    await eventually(() => page.locator('[data-pair]').count()).toBe(before);
    await page.context().close();
  });

  test('shows what was chosen, leads from the old address, and is taken apart from the list', async () => {
    const page = await journey.open(owner.email);
    await show(page, `/people/${ids.elisabeth}`);
    await page.getByRole('button', { name: 'Choose what shows …' }).click();
    await page.getByRole('button', { name: /Shows as Name/ }).click();
    await page.getByRole('option', { name: 'Lisa Gruber' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click();
    await page.getByRole('heading', { level: 1, name: 'Lisa Gruber' }).waitFor();
    await page.goto(`/people/${ids.lisa}`);
    await eventually(() => page.url()).toContain(ids.elisabeth);
    await show(page, '/duplicates?list=merged');
    await page.getByRole('button', { name: /^Take .* apart$/ }).click();
    await page.getByText('are two again').waitFor();
    await show(page, `/people/${ids.elisabeth}`);
    await page.getByRole('heading', { level: 1, name: 'Elisabeth Gruber' }).waitFor();
    await page.context().close();
  });
});

test('whoever writes somebody down is shown who is here already, and goes there instead', async () => {
  const page = await journey.open(owner.email);
  await show(page, '/people');
  await page.keyboard.press('+');
  await page.getByRole('textbox', { name: 'Name' }).waitFor();
  await page.keyboard.type('Sissi Gruber');
  const known = page.getByRole('region', { name: 'Is it one of these?' });
  await known.waitFor();
  await known.getByRole('link', { name: 'Elisabeth Gruber' }).click();
  await eventually(() => page.url()).toContain(ids.elisabeth);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.context().close();
});

test('two who only look alike are not proposed again', async () => {
  const page = await journey.open(owner.email);
  await show(page, '/duplicates');
  const pair = page.locator('[data-pair]').filter({ hasText: 'Oberammergau' });
  await pair.waitFor();
  while ((await pair.getAttribute('aria-current')) !== 'true') await page.keyboard.press('j');
  await page.keyboard.press('n');
  await page.getByText('are not proposed again').waitFor();
  await pair.waitFor({ state: 'detached' });
  await page.reload();
  await page.locator('[data-pair]').first().waitFor();
  expect(await pair.count()).toBe(0);
  await page.context().close();
});
