import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers, Journey, owner, show } from './journey.ts';

let journey: Journey;
let elsewhere: Page;
let senior = '';

const add = (path: string, data: unknown) => journey.make(elsewhere, path, data);

beforeAll(async () => {
  journey = await Journey.begin();
  elsewhere = await journey.open(owner.email);
  senior = await add('people', { name: 'Sam Senior' });
  const value = { text: 'Specialised teachers for reading', priority: 1 };
  await add(`people/${senior}/statements`, { topic: 'need', value, version: 1 });
  const affiliation = { title: 'Teacher of reading', companyName: 'Lernwerkstatt' };
  const teacher = await add('people', { name: 'Ines Hartl', affiliation });
  const sister = await add('people', { name: 'Olga Hartl' });
  await add('ties', { kind: 'sibling', fromId: teacher, toId: sister });
  await add('activities', { kind: 'meeting', partyIds: [sister], text: 'Coffee.' });
}, 90_000);

afterAll(() => journey?.end());

test('for a need, whoever could help is found by key, with why and over whom', async () => {
  const page = await journey.open(owner.email, { width: 1440 });
  await show(page, `/people/${senior}`);
  await page
    .getByRole('region', { name: 'What they need' })
    .getByRole('article', { name: 'Specialised teachers for reading' })
    .waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Shift+I');
  await page.getByRole('heading', { name: 'Who do we know?' }).waitFor();
  await page.getByRole('button', { name: 'Specialised teachers for reading' }).click();
  const hit = page.getByRole('article', { name: 'Ines Hartl' });
  await hit.getByText('Teacher of reading, Lernwerkstatt').last().waitFor();
  await hit.getByText(/You know Olga Hartl best .* Ines Hartl .* Olga Hartl/).waitFor();
  expect(await barriers(page)).toEqual([]);
  await hit.getByRole('button', { name: /Why/ }).click();
  await page.getByText('not known of them').waitFor();
  expect((await barriers(page)).filter((barrier) => !barrier.startsWith('region'))).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: 'What is needed?' }).fill('somebody with a crane');
  await page.keyboard.press('Enter');
  await page.getByText('Nobody we know, by these words').waitFor();
});

test('what nothing of ours meets stands together, until something does', async () => {
  const page = await journey.open(owner.email, { width: 1440 });
  await show(page, '/today');
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  const unmet = page.getByRole('list', { name: 'Needs that nothing meets yet' });
  await unmet.getByRole('article', { name: 'Specialised teachers for reading' }).waitFor();
  await page.getByRole('button', { name: 'Add an offering' }).click();
  await page.getByRole('textbox', { name: 'What we offer' }).fill('Reading evenings');
  await page.getByRole('textbox', { name: 'Which need it meets' }).fill('Reading with a teacher');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('It is on the list.').waitFor();
  expect(await barriers(page)).toEqual([]);
  await unmet.getByRole('button', { name: /What meets it/ }).click();
  await page.getByRole('menuitem', { name: /Reading evenings/ }).click();
  await page.getByText('Nothing is left open').waitFor();
  await show(page, `/people/${senior}`);
  const need = page.getByRole('article', { name: 'Specialised teachers for reading' });
  await need.getByText('Met by Reading evenings').waitFor();
  await need.getByRole('button', { name: 'Not Reading evenings' }).click();
  await page.getByText('The need is open again.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await need.getByText('Met by Reading evenings').waitFor();
});

test('a need is written down without naming whoever it is known from', async () => {
  const page = await journey.open(owner.email, { width: 1440 });
  await show(page, `/people/${senior}`);
  await page.getByRole('button', { name: 'Write down a need without naming a source' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Write what they need.').waitFor();
  await page.getByRole('textbox', { name: 'What do they need?' }).fill('A quiet room');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The need is noted, without a source.').waitFor();
  await page.getByRole('article', { name: 'A quiet room' }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('article', { name: 'A quiet room' }).waitFor({ state: 'detached' });
});
