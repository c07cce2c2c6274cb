import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers, Journey, owner } from './journey.ts';

/** Whom do we have: clean the list with the keyboard, regret, keep it for next time. */

let journey: Journey;
let elsewhere: Page;

beforeAll(async () => {
  journey = await Journey.begin();
  elsewhere = await journey.open(owner.email);
  for (let at = 0; at < 130; at += 1) {
    const answer = await elsewhere.request.post('/api/v1/people', {
      headers: { origin: journey.server.address },
      data: {
        name: `Person ${String(at).padStart(3, '0')}`,
        addresses: [{ locality: at % 10 === 9 ? 'Linz' : 'Graz' }],
        ...(at % 2 ? { roles: [{ role: 'customer' }] } : {}),
      },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
  }
}, 120_000);
afterAll(() => journey?.end());

const inGraz = encodeURIComponent(JSON.stringify({ all: [['city', 'is', 'Graz']] }));
const eventually = <Value>(look: () => Value) => expect.poll(look, { timeout: 20_000 });

async function show(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('main h1').waitFor();
  await page.locator('[role=grid] [data-row]').first().waitFor();
}

const status = (page: Page, words: RegExp) => page.getByRole('status').filter({ hasText: words });

test('everybody in Graz is tagged and assigned from the keyboard, and what was wrong is taken back', async () => {
  const page = await journey.open(owner.email);
  await show(page, `/people?filter=${inGraz}`);
  await status(page, /^117 people$/).waitFor();

  await page.keyboard.press('Shift+X');
  await status(page, /117 selected/).waitFor();
  await page.keyboard.press('#');
  const box = page.getByRole('combobox', { name: 'Tag' });
  await box.waitFor();
  await page.getByText('117 records will be changed.').waitFor();
  await page.keyboard.type('Spring fair');
  await page.getByRole('option', { name: /Spring fair/ }).waitFor();
  await page.keyboard.press('Enter');
  // Chosen, and not waited for: the next Enter is meant for the question.
  await page.getByRole('option', { name: /Spring fair/ }).waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await page.getByText('Tag: 117 records changed.').waitFor();
  await page.getByRole('gridcell', { name: 'Spring fair' }).first().waitFor();

  await page.keyboard.press('Shift+X');
  await page.keyboard.press('a');
  await page.getByRole('combobox', { name: 'Looked after by' }).waitFor();
  await page.keyboard.type('Ada');
  await page.getByRole('option', { name: owner.name }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: owner.name }).waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await page.getByText('Assign: 117 records changed.').waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText('117 records are as they were before.').waitFor();

  const first = page.locator('[data-row]').first();
  const id = await first.getAttribute('data-row');
  await page.goto(`/people/${String(id)}`);
  await page.getByRole('button', { name: 'Take the tag Spring fair away' }).waitFor();
  await page.context().close();
}, 90_000);

test('a list is saved as a view, pinned, changed, discarded and opened again', async () => {
  const page = await journey.open(owner.email);
  await show(page, `/people?filter=${inGraz}`);
  await page.keyboard.press('Shift+F');
  await page.getByRole('textbox', { name: /^Name/ }).waitFor();
  await page.keyboard.type('Graz people');
  await page.keyboard.press('Enter');
  await eventually(() => page.locator('main h1').textContent()).toBe('Graz people');
  const pinned = page.getByRole('link', { name: 'Graz people' });
  await pinned.waitFor();

  await page.getByRole('button', { name: 'Show all' }).click();
  await status(page, /^130 people$/).waitFor();
  await page.getByText('Changed', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await status(page, /^117 people$/).waitFor();
  await page.getByText('Changed', { exact: true }).waitFor({ state: 'detached' });

  await page.goto('/companies');
  await pinned.click();
  await eventually(() => page.locator('main h1').textContent()).toBe('Graz people');
  await status(page, /^117 people$/).waitFor();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    expect(await barriers(page)).toEqual([]);
  }
  await page.context().close();
}, 90_000);

test('a sentence has brackets, and a list whose field is gone opens without it', async () => {
  const page = await journey.open(owner.email);
  const filter = {
    any: [
      {
        all: [
          ['city', 'is', 'Linz'],
          ['role', 'is', 'customer'],
        ],
      },
      {
        not: {
          any: [
            ['city', 'is', 'Linz'],
            ['city', 'is', 'Graz'],
          ],
        },
      },
    ],
  };
  await show(page, `/people?filter=${encodeURIComponent(JSON.stringify(filter))}`);
  await status(page, /^13 people$/).waitFor();
  await page.getByRole('button', { name: 'or', exact: true }).first().click();
  await page.getByRole('menuitemradio', { name: 'none of these holds' }).click();
  await status(page, /^117 people$/).waitFor();

  const lost = {
    all: [
      ['city', 'is', 'Linz'],
      ['shoeSize', 'is', 45],
    ],
  };
  await show(page, `/people?filter=${encodeURIComponent(JSON.stringify(lost))}`);
  await page.getByText(/asked for shoeSize/).waitFor();
  await status(page, /^13 people$/).waitFor();
  await page.context().close();
}, 90_000);

test.each(['light', 'dark'] as const)(
  'nothing bars anybody from changing many at once, on the phone either, in the %s',
  async (theme) => {
    const page = await journey.open(owner.email, { theme });
    await show(page, `/people?filter=${inGraz}`);
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByRole('toolbar', { name: 'Actions for the selection' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Edit field' }).click();
    await page.getByText('1 record will be changed.').waitFor();
    // The first Escape closes what the box suggests, the second the dialog.
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.goto('/settings/tags');
    await page.getByText('Spring fair').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.context().close();

    const phone = await journey.open(owner.email, { theme, width: 390 });
    await phone.goto('/people');
    await phone.getByText('Person 000').first().waitFor();
    expect(await barriers(phone)).toEqual([]);
    await phone.context().close();
  },
  90_000,
);
