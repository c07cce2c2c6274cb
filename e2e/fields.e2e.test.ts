import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers, Journey, owner } from './journey.ts';

let journey: Journey;
let page: Page;

beforeAll(async () => {
  journey = await Journey.begin();
  page = await journey.open(owner.email);
}, 60_000);

afterAll(() => journey.end());

const row = (name: string) => page.getByRole('row').filter({ hasText: name });

test('an owner defines a field with choices, by keyboard', async () => {
  await page.goto('/settings/fields');
  await page.getByRole('button', { name: 'Add a field for people' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Label' }).fill('Favourite drink');
  await dialog.getByRole('button', { name: /What it holds/ }).press('Enter');
  await page.getByRole('option', { name: 'One choice' }).press('Enter');
  await dialog.getByRole('textbox', { name: 'New choice' }).fill('Tea, Coffee, Hot chocolate');
  await dialog.getByRole('button', { name: 'Add', exact: true }).first().press('Enter');
  await dialog.getByRole('textbox', { name: 'Choice 3' }).waitFor();
  await dialog.getByText('Ask for it when a person is added').click();
  expect(await barriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add', exact: true }).last().press('Enter');
  await page.getByText('“Favourite drink” can be filled in now.').waitFor();
});

test('it is asked for of somebody new, and changed on the record in three actions', async () => {
  await page.goto('/people');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('+');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Ida Lindqvist');
  await dialog.getByRole('combobox', { name: 'Favourite drink' }).fill('Tea');
  await page.getByRole('option', { name: 'Tea' }).click();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Ida Lindqvist' }).waitFor();
  const facts = page.getByRole('region', { name: 'Own fields' });
  await facts.getByText('Tea').click();
  await facts.getByRole('combobox', { name: 'Favourite drink' }).fill('Hot');
  await page.getByRole('option', { name: 'Hot chocolate' }).click();
  await page.keyboard.press('Enter');
  await facts.getByText('Hot chocolate').waitFor();
  await facts.getByRole('form').waitFor({ state: 'detached' });
  await page.reload();
  await facts.getByText('Hot chocolate').waitFor();
  expect(await barriers(page)).toEqual([]);
});

test('the list is filtered by it, shows it, and stands in its order', async () => {
  const add = (name: string, drink: string) =>
    page.context().request.post('/api/v1/people', {
      headers: { origin: journey.server.address },
      data: { name, values: { favouriteDrink: drink } },
    });
  await add('Jonas Wolf', 'coffee');
  await add('Klara Fuchs', 'tea');
  await page.goto('/people');
  await row('Jonas Wolf').waitFor();
  await page.keyboard.press('f');
  await page.getByRole('combobox', { name: 'Field' }).fill('Favourite');
  await page.getByRole('option', { name: 'Favourite drink' }).click();
  await page.getByRole('combobox', { name: 'Value' }).fill('Coffee');
  await page.getByRole('option', { name: 'Coffee' }).click();
  await page.keyboard.press('Enter');
  await row('Ida Lindqvist').waitFor({ state: 'detached' });
  await row('Jonas Wolf').waitFor();
  await page.goto('/people?sort=-favouriteDrink');
  await row('Klara Fuchs').waitFor();
  const names = await page.getByRole('row').allInnerTexts();
  const order = ['Ida Lindqvist', 'Jonas Wolf', 'Klara Fuchs'].map((name) =>
    names.findIndex((text) => text.includes(name)),
  );
  expect(order).toEqual([...order].sort((one, other) => one - other));
});

test('a retired field is gone from the record, and undo brings it back with its value', async () => {
  await page.goto('/settings/fields');
  await page.getByRole('button', { name: 'More for Favourite drink' }).click();
  await page.getByRole('menuitem', { name: 'Retire' }).click();
  await page.getByText('1 retired field').waitFor();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await page.getByText('1 retired field').waitFor({ state: 'detached' });
  await page.goto('/people');
  await page.getByRole('link', { name: 'Ida Lindqvist' }).click();
  await page.getByRole('region', { name: 'Own fields' }).getByText('Hot chocolate').waitFor();
});
