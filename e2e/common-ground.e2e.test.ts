import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers, Journey, owner, show } from './journey.ts';

let journey: Journey;
let elsewhere: Page;
let ada = '';

const add = (path: string, data: unknown) => journey.make(elsewhere, path, data);

beforeAll(async () => {
  journey = await Journey.begin();
  elsewhere = await journey.open(owner.email);
  ada = await add('people', { name: 'Ada Sailor' });
  // Sailing is worth something only where others do something else.
  for (const name of ['Ben Runner', 'Cleo Runner', 'Dora Runner']) {
    const id = await add('people', { name });
    const value = { text: 'Runs', node: 'marathon', involvement: 0.5 };
    await elsewhere.request.post(`/api/v1/people/${id}/statements`, {
      headers: { origin: journey.server.address },
      data: { topic: 'interest', value, version: 1 },
    });
  }
}, 90_000);

afterAll(() => journey?.end());

test('what one shares with somebody is noted by key, explains itself, and silences at weather', async () => {
  const page = await journey.open(owner.email, { width: 1440 });
  await show(page, '/settings/interests');
  await page.getByRole('button', { name: 'Add an interest' }).click();
  await page.getByRole('combobox', { name: 'Interest' }).fill('jollenseg');
  await page.getByRole('option', { name: /Dinghy sailing/ }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Interest added.').waitFor();
  await page.getByRole('button', { name: 'Add something to tell' }).click();
  await page.getByRole('textbox', { name: 'What there is to tell' }).fill('I built my own dinghy.');
  await page.getByRole('combobox', { name: 'Add an interest it is about' }).fill('dinghy');
  await page.getByRole('option', { name: /Dinghy sailing/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Take Dinghy sailing away' })
    .waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('listitem').getByText('I built my own dinghy.').waitFor();
  expect(await barriers(page)).toEqual([]);

  await show(page, `/people/${ada}`);
  await page.getByText('No interests of theirs are known.').waitFor();
  await page.keyboard.press('i');
  await page.getByRole('combobox', { name: 'Interest' }).fill('yacht');
  await page.getByRole('option', { name: /Yacht sailing/ }).click();
  await page.getByRole('textbox', { name: 'In words' }).fill('Sails a yacht on the Adriatic');
  await page.getByRole('button', { name: 'Save' }).click();
  const shared = page.getByRole('list', { name: 'What Ada Sailor and You have in common' });
  await shared.getByText('Sailing', { exact: true }).first().waitFor();
  await shared.getByRole('button', { name: /Why/ }).click();
  await page.getByText('The smaller involvement').waitFor();
  // The layer itself stands outside the landmarks of the page.
  expect((await barriers(page)).filter((barrier) => !barrier.startsWith('region'))).toEqual([]);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'I told them' }).click();
  await page.getByRole('button', { name: 'Picked up', exact: true }).click();
  await page.getByText('Told by you').waitFor();
  await page.getByRole('button', { name: /How close to come/ }).click();
  await page.getByRole('menuitemradio', { name: /Weather/ }).click();
  await page.getByText('You keep to weather talk here').waitFor();
  expect(await page.getByText('I built my own dinghy.').count()).toBe(0);
}, 60_000);

test('the list of interests is walked and changed by keyboard, and a circle is refused', async () => {
  const page = await journey.open(owner.email, { width: 1440 });
  await show(page, '/settings/interest-nodes');
  const tree = page.getByRole('tree');
  await tree.getByRole('treeitem', { name: 'Sport', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await tree.getByRole('treeitem', { name: 'Water sports' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await tree.getByRole('treeitem', { name: 'Water sports' }).waitFor({ state: 'detached' });
  await page.getByRole('searchbox', { name: 'Find an interest' }).fill('wassersport');
  const water = tree.getByRole('treeitem', { name: 'Water sports' });
  await water.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Stands below' }).fill('dinghy');
  await page.getByRole('option', { name: /Dinghy sailing/ }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/"Dinghy sailing" stands below "Water sports"/).waitFor();
  expect(await barriers(page)).toEqual([]);
}, 60_000);
