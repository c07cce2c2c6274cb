import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barriers, Journey, owner } from './journey.ts';

let journey: Journey;
let page: Page;
let otto: string;
const ids = new Map<string, string>();

beforeAll(async () => {
  journey = await Journey.begin();
  page = await journey.open(owner.email);
  const add = async (home: 'people' | 'companies', data: object) => {
    const answer = await page.request.post(`/api/v1/${home}`, {
      headers: { origin: journey.server.address },
      data,
    });
    return ((await answer.json()) as { id: string }).id;
  };
  otto = await add('people', { name: 'Otto Brandt' });
  ids.set('Anna Huber', await add('people', { name: 'Anna Huber' }));
  ids.set('Anna Berger', await add('people', { name: 'Anna Berger' }));
  await add('companies', { name: 'Nordwind GmbH' });
  await page.goto('/people');
  await page.getByRole('link', { name: 'Otto Brandt' }).waitFor();
}, 60_000);

afterAll(() => journey?.end());

const box = (on = page) => on.getByRole('textbox', { name: 'What happened?' });
const understood = (on = page) => on.getByRole('group', { name: 'What was understood' });
const open = async (on = page) => {
  await on.keyboard.press('c');
  await box(on).waitFor();
};

describe('one line for whatever just happened', () => {
  test('four acts from anywhere, and it stands on the timeline', async () => {
    await open();
    await page.keyboard.type('Called Otto Brandt about the offer, he wants it by Friday');
    await understood().getByRole('button', { name: 'Who Otto Brandt' }).waitFor();
    await understood().getByRole('button', { name: 'What Call: we called' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('Written down').waitFor();
    await page.goto(`/people/${otto}`);
    await page.getByText('he wants it by Friday').first().waitFor();
  });

  test('on a record’s page it is about that record, and Undo takes it back', async () => {
    await open();
    await page.keyboard.type('Likes jazz');
    await understood().getByRole('button', { name: 'Who Otto Brandt' }).waitFor();
    await page.keyboard.press('Enter');
    const entry = page.getByRole('list', { name: 'Timeline' }).getByText('Likes jazz');
    await entry.waitFor();
    await page.keyboard.press('Control+z');
    await entry.waitFor({ state: 'detached' });
  });

  test('German is understood as well, with somebody new and the company we know', async () => {
    await page.goto('/people');
    await page.getByRole('link', { name: 'Otto Brandt' }).waitFor();
    await open();
    await page.keyboard.type('neu Petra Neumann, Nordwind, Einkauf, petra@nordwind.example');
    await understood().getByText('Nordwind GmbH').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Added: Petra Neumann').waitFor();
    const row = page.locator('[data-row]').filter({ hasText: 'Petra Neumann' });
    await row.getByText('Nordwind GmbH').waitFor();
  });
});

describe('putting right what was understood', () => {
  test('a name that several have is asked about, by keys alone', async () => {
    await open();
    await page.keyboard.type('Met Anna');
    const which = understood().getByRole('button', { name: /Which Anna\?/ });
    await which.waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Choose who is meant').waitFor();
    await which.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Anna Huber' }).press('Enter');
    await understood().getByRole('button', { name: 'Who Anna Huber' }).waitFor();
    await box().focus();
    await page.keyboard.press('Enter');
    await page.getByText('Written down', { exact: true }).first().waitFor();
    await page.goto(`/people/${ids.get('Anna Huber')}`);
    await page.getByRole('list', { name: 'Timeline' }).getByText('Met Anna').waitFor();
  });

  test('an @ offers names, Backspace takes a chip out', async () => {
    await page.goto('/people');
    await page.getByRole('link', { name: 'Otto Brandt' }).waitFor();
    await open();
    await page.keyboard.type('Lunch @berg');
    await page.getByRole('option', { name: /Anna Berger/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    const chip = understood().getByRole('button', { name: 'Who Anna Berger' });
    await chip.waitFor();
    await chip.focus();
    await page.keyboard.press('Backspace');
    await chip.waitFor({ state: 'detached' });
    expect(await box().inputValue()).toBe('Lunch @Anna Berger ');
  });

  test('what was begun is there again after closing and after loading the page anew', async () => {
    await page.keyboard.press('Escape');
    await box().waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('link', { name: 'Otto Brandt' }).waitFor();
    await open();
    expect(await box().inputValue()).toBe('Lunch @Anna Berger ');
    await box().fill('Called Otto Brandt');
    await understood().getByRole('button', { name: 'Who Otto Brandt' }).waitFor();
    await page.keyboard.press('Enter');
    await box().waitFor({ state: 'detached' });
  });
});

test.each([
  { theme: 'light' as const, width: 1280 },
  { theme: 'dark' as const, width: 1280 },
  { theme: 'light' as const, width: 390 },
  { theme: 'dark' as const, width: 390 },
])('nobody is kept out: $theme, $width wide', async (look) => {
  const other = await journey.open(owner.email, look);
  await other.goto('/people');
  await other.getByText('Otto Brandt').first().waitFor();
  if (look.width < 1000) await other.getByRole('button', { name: 'Note' }).click();
  else await open(other);
  await box(other).fill(
    'Met Petra Neumann-Hofbauer from Nordwind yesterday at 3pm, +43 660 1234567',
  );
  await understood(other).getByRole('button', { name: 'Who Nordwind GmbH' }).waitFor();
  if (process.env.CAPTURE_SHOTS)
    await other.screenshot({
      path: `${process.env.CAPTURE_SHOTS}/box-${look.theme}-${look.width}.png`,
    });
  expect(await barriers(other)).toEqual([]);
  await other.context().close();
});
