import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers, Journey, owner, show } from './journey.ts';

let journey: Journey;
let elsewhere: Page;
const ids = { brandt: '', holding: '', anna: '', ben: '' };

const add = (path: string, data: unknown) => journey.make(elsewhere, path, data);

beforeAll(async () => {
  journey = await Journey.begin();
  elsewhere = await journey.open(owner.email);
  ids.brandt = await add('companies', { name: 'Brandt Maschinenbau' });
  ids.holding = await add('companies', { name: 'Brandt Holding International Aktiengesellschaft' });
  const affiliation = { companyId: ids.brandt, companyName: 'Brandt' };
  ids.anna = await add('people', { name: 'Anna Gruber', affiliation });
  ids.ben = await add('people', { name: 'Ben Huber', affiliation });
  await add('ties', { kind: 'subsidiary of', fromId: ids.brandt, toId: ids.holding });
  await add('ties', { kind: 'introduced by', fromId: ids.ben, toId: ids.holding });
  await add('tie-kinds', { name: 'mentor of', reverseName: 'mentored by' });
}, 90_000);

afterAll(() => journey?.end());

test('a tie is added with the keyboard, read from both ends, and taken back', async () => {
  const page = await journey.open(owner.email, { width: 1440 });
  await show(page, `/people/${ids.anna}`);
  await page.keyboard.press('Shift+T');
  await page.getByRole('combobox', { name: 'Anna Gruber …' }).waitFor();
  await page.keyboard.type('reports');
  await page.getByRole('option', { name: /reports to/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Person or company' }).focus();
  await page.keyboard.type('Ben');
  await page.getByRole('option', { name: /Ben Huber/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('option').first().waitFor({ state: 'detached' });
  await page.keyboard.press('Control+Enter');
  await page.getByText('Tie added').waitFor();
  const ties = page.locator('section', { has: page.getByRole('heading', { name: 'Ties' }) });
  await ties.getByText('reports to').waitFor();
  await show(page, `/people/${ids.ben}`);
  await ties.getByText('leads').waitFor();
  await ties.getByRole('link', { name: 'Anna Gruber' }).waitFor();

  await ties.getByRole('button', { name: 'More for the tie to Anna Gruber' }).click();
  await page.getByRole('menuitem', { name: 'Withdraw' }).click();
  await ties.getByText('leads').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await ties.getByText('leads').waitFor();
  await page.context().close();
});

test('who decides is set on the company’s map, and the gap closes', async () => {
  const page = await journey.open(owner.email, { width: 1440 });
  await show(page, `/companies/${ids.brandt}`);
  await page.getByText('Nobody knows who decides.').waitFor();
  const people = page.locator('[data-person]');
  await people.first().focus();
  await page.keyboard.press('ArrowDown');
  expect(await page.locator('[data-person]:focus').textContent()).toBe('Ben Huber');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemcheckbox', { name: 'Decides' }).click();
  await page.getByText('Nobody knows who decides.').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: 'Decides' }).getByText('Ben Huber').waitFor();
  await page.context().close();
});

test('the network is walked with the arrows and opens whoever is chosen', async () => {
  const page = await journey.open(owner.email, { width: 1440 });
  await show(page, `/companies/${ids.holding}`);
  await page.keyboard.press('Shift+N');
  const picture = page.locator('figure svg');
  await picture.waitFor();
  await picture.locator('a[tabindex="0"]').focus();
  const focused = () => page.locator('figure a:focus').getAttribute('aria-label');
  expect(await focused()).toContain('Brandt Holding');
  for (const arrow of ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown']) {
    await page.keyboard.press(arrow);
    if (!(await focused())?.startsWith('Brandt Holding')) break;
  }
  const [name] = (await focused())!.split('.');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name }).waitFor();
  expect(page.url()).toContain('pane=network');
  await page.context().close();
});

test.each([
  { theme: 'light' as const, width: 1440 },
  { theme: 'dark' as const, width: 1440 },
  { theme: 'light' as const, width: 390 },
  { theme: 'dark' as const, width: 390 },
])('nobody is kept out, $theme, $width wide', async (look) => {
  const page = await journey.open(owner.email, look);
  const found: Record<string, string[]> = {};
  for (const path of [
    `/people/${ids.ben}`,
    `/companies/${ids.brandt}`,
    `/companies/${ids.brandt}?pane=network`,
    '/settings/company',
  ]) {
    await show(page, path);
    if (look.width < 700 && !path.includes('?') && !path.startsWith('/settings'))
      await page.getByRole('radio', { name: 'More' }).click();
    if (path.includes('network')) await page.locator('figure svg').waitFor();
    found[path] = await barriers(page);
  }
  await show(page, `/people/${ids.ben}`);
  if (look.width < 700) await page.getByRole('radio', { name: 'More' }).click();
  await page.getByRole('button', { name: 'Add a tie' }).click();
  await page.getByRole('group', { name: 'Add a tie' }).waitFor();
  // To another box, away from the button and from the list that opens with the focus and hides the rest.
  await page.mouse.move(0, 0);
  await page.locator('textarea').last().focus();
  await page.getByRole('listbox').waitFor({ state: 'detached' });
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
  found.editor = await barriers(page);
  expect(Object.entries(found).filter(([, list]) => list.length > 0)).toEqual([]);
  await page.context().close();
});
