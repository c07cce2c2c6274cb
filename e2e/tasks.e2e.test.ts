import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, barriers, Journey, owner, show } from './journey.ts';

let journey: Journey;
let elsewhere: Page;
let kim = '';
const today = Temporal.Now.plainDateISO();
const inDays = (days: number) => today.add({ days }).toString();

const add = (path: string, data: unknown) => journey.make(elsewhere, path, data);

beforeAll(async () => {
  journey = await Journey.begin();
  elsewhere = await journey.open(owner.email);
  kim = await add('people', { name: 'Kim Customer', roles: [{ role: 'customer' }] });
}, 90_000);

afterAll(() => journey?.end());

const block = (page: Page, name: string) =>
  page.locator('section', { has: page.getByRole('heading', { name, exact: true }) });

test('one line makes a task of a record, which is done and opened again without the mouse', async () => {
  const page = await journey.open(owner.email, { width: 1440 });
  await show(page, `/people/${kim}`);
  const tasks = block(page, 'Tasks');
  await tasks.getByText('Nothing is to be done here.').waitFor();
  await page.keyboard.press('t');
  const box = page.getByRole('dialog', { name: 'Add task' });
  await box.getByRole('textbox').waitFor();
  await page.keyboard.type('Send the samples every Monday at 10, remind me 1 hour before');
  for (const chip of ['Kim Customer', 'Send the samples', 'every Monday', 'one hour before'])
    await box.getByText(chip, { exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await box.waitFor({ state: 'detached' });
  await tasks.getByText('Send the samples', { exact: true }).waitFor();
  await tasks.getByText('every Monday').waitFor();

  await tasks.getByRole('button', { name: 'Done: Send the samples' }).focus();
  await page.keyboard.press('Enter');
  // The next of the series stands there, and what was done stands on the timeline.
  await page.getByRole('region', { name: 'Timeline' }).getByText('Done', { exact: true }).waitFor();
  await tasks.getByText('Send the samples', { exact: true }).waitFor();
  await page.keyboard.press('Control+z');
  await page
    .getByRole('region', { name: 'Timeline' })
    .getByText('Done', { exact: true })
    .waitFor({ state: 'detached' });
  await page.context().close();
});

test('from a list the box is about the focused row, and the full form changes everything', async () => {
  const page = await journey.open(owner.email, { width: 1440 });
  await show(page, '/people');
  await page.getByRole('link', { name: 'Kim Customer' }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('t');
  const box = page.getByRole('dialog', { name: 'Add task' });
  await box.getByText('Kim Customer', { exact: true }).waitFor();
  await box.getByRole('textbox').fill('Ask about the fair');
  await box.getByRole('button', { name: 'All fields' }).click();
  const form = page.getByRole('dialog', { name: 'Add task' });
  await form.getByRole('textbox', { name: 'Note' }).fill('Hall 4');
  await form.getByRole('button', { name: 'Save task' }).click();
  await form.waitFor({ state: 'detached' });
  await show(page, `/people/${kim}`);
  await page.waitForURL(at(`/people/${kim}`));
  await block(page, 'Tasks').getByText('Hall 4').waitFor();
  await page.context().close();
});

test.each(['light', 'dark'] as const)('nobody is shut out of tasks, %s', async (theme) => {
  await add('tasks', {
    title: 'Late with a long name that goes on and on until it needs a second line',
    zone: 'Europe/Vienna',
    partyIds: [kim],
    due: { on: inDays(-3) },
  });
  const page = await journey.open(owner.email, { theme, width: 1440 });
  await show(page, `/people/${kim}`);
  await block(page, 'Tasks')
    .getByText(/^Late with/)
    .first()
    .waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('t');
  await page.getByRole('dialog', { name: 'Add task' }).getByRole('textbox').fill('Call Tuesday 10');
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'All fields' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Note' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.context().close();
});
