import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Effort } from './effort.ts';
import { barriers, Journey, owner, show } from './journey.ts';

let journey: Journey;
/** A colleague elsewhere: writes through the interface that programs use. */
let elsewhere: Page;
const ids = { anna: '', brandt: '', shy: '' };

const add = (path: string, data: unknown) => journey.make(elsewhere, path, data);

/** A company, a person with many values and a history, and one of whom only a number is known. */
async function people(): Promise<void> {
  ids.brandt = await add('companies', {
    name: 'Brandt Maschinenbau',
    web: ['https://brandt.example'],
  });
  ids.anna = await add('people', {
    name: 'Anna Gruber',
    emails: ['anna@brandt.example', 'anna@home.example'],
    phones: ['+43 316 123456'],
    affiliation: {
      companyId: ids.brandt,
      companyName: 'Brandt',
      title: 'Buyer',
      from: '2021-03-01',
    },
    roles: [{ role: 'customer', from: '2021-03-01' }],
    addresses: [{ street: 'Gasse 1', locality: 'Graz', country: 'AT' }],
    note: 'Prefers calls before nine.',
  });
  ids.shy = await add('people', { phones: ['+43 664 1234567'] });
  for (const [at, name] of [
    'Ines Köhler',
    'أحمد الفارسي',
    'Maximiliane von und zu Oberammergau',
  ].entries())
    await add('people', { name, emails: [`person${String(at)}@example.org`] });
  for (let day = 1; day <= 20; day += 1)
    await add('activities', {
      kind: (['note', 'call', 'meeting'] as const)[day % 3],
      partyIds: [ids.anna],
      text: `Talked about the stairs, part ${String(day)}.`,
      occurredAt: Temporal.Now.instant()
        .subtract({ hours: day * 30 })
        .toString(),
    });
}

beforeAll(async () => {
  journey = await Journey.begin();
  elsewhere = await journey.open(owner.email);
  await people();
}, 60_000);

afterAll(() => journey?.end());

/** A busy machine answers in a second or two. */
const eventually = <Value>(look: () => Value) => expect.poll(look, { timeout: 15_000 });

describe('with the keyboard alone', () => {
  let page: Page;
  let effort: Effort;
  beforeEach(async () => {
    page = await journey.open(owner.email);
    effort = new Effort(page);
  });
  afterEach(() => page.context().close());

  test('a call is logged in three actions, and taken back with one', async () => {
    await show(page, `/people/${ids.anna}`);
    await effort.press('l');
    await page.getByRole('textbox', { name: 'Text' }).waitFor();
    await effort.type('Called about the oak.');
    await effort.press('Control+Enter');
    await page.getByText('Called about the oak.').waitFor();
    expect(effort.actions).toBeLessThanOrEqual(3);
    await page.keyboard.press('Control+z');
    await page.getByText('Called about the oak.').waitFor({ state: 'detached' });
  });

  test('a value corrected in place keeps its place and the focus', async () => {
    await show(page, `/people/${ids.anna}`);
    await page.keyboard.press('1');
    await effort.press('Enter');
    await page.getByRole('textbox', { name: 'E-mail' }).waitFor();
    await effort.type('anna.gruber@brandt.example');
    await effort.press('Enter');
    const first = page.locator('[data-fact]').first();
    await page.getByText('E-mail saved').waitFor();
    await eventually(() => first.textContent()).toBe('anna.gruber@brandt.example');
    await eventually(() => page.locator('[data-fact]:focus').textContent()).toBe(
      'anna.gruber@brandt.example',
    );
    await page.keyboard.press('Control+z');
    await eventually(() => first.textContent()).toBe('anna@brandt.example');
  });

  test('a list is walked, peeked at and opened, and the address says so', async () => {
    await show(page, '/people');
    await page.locator('[data-row]').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Space');
    await eventually(() => page.url()).toContain('peek=');
    await page.keyboard.press('Escape');
    await eventually(() => page.url()).not.toContain('peek=');
    await page.keyboard.press('Enter');
    await eventually(() => page.url()).toMatch(/people\/[0-9a-f-]{36}$/);
  });

  test('somebody is put into the trash from the list and comes back', async () => {
    await show(page, '/people');
    const row = page.locator(`[data-row="${ids.shy}"]`);
    await row.waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('.');
    await page.getByRole('menuitem', { name: 'Put into the trash' }).waitFor();
    const before = await page.locator('[data-row]').count();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await eventually(() => page.locator('[data-row]').count()).toBe(before - 1);
    await page.keyboard.press('Control+z');
    await eventually(() => page.locator('[data-row]').count()).toBe(before);
  });
});

describe('what a colleague writes', () => {
  test('appears on the open page by itself', async () => {
    const page = await journey.open(owner.email);
    await show(page, `/people/${ids.anna}`);
    await page.getByText('part 1.').first().waitFor();
    await add('activities', {
      kind: 'note',
      partyIds: [ids.anna],
      text: 'The colleague was quicker.',
    });
    await page.getByText('The colleague was quicker.').waitFor({ timeout: 10_000 });
    await page.context().close();
  });
});

describe('nobody is kept out', () => {
  test.each([
    { theme: 'light' as const, width: 1440 },
    { theme: 'dark' as const, width: 1440 },
    { theme: 'light' as const, width: 390 },
    { theme: 'dark' as const, width: 390 },
  ])('$theme, $width wide', async (look) => {
    const page = await journey.open(owner.email, look);
    const none = encodeURIComponent(JSON.stringify(['name', 'is', 'nobody']));
    const found: Record<string, string[]> = {};
    for (const path of [
      '/people',
      `/people?filter=${none}`,
      '/companies',
      `/people/${ids.anna}`,
      `/people/${ids.anna}?pane=history`,
      `/people/${ids.shy}`,
      `/companies/${ids.brandt}`,
    ]) {
      await show(page, path);
      found[path] = await barriers(page);
    }
    await show(page, `/people/${ids.anna}`);
    await page.keyboard.press('l');
    await page.getByRole('group', { name: 'Log a call' }).waitFor();
    found.log = await barriers(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('1');
    await page.locator('[data-fact]').first().click();
    await page.getByRole('textbox', { name: 'E-mail' }).waitFor();
    found.editor = await barriers(page);
    await show(page, '/people');
    await page.keyboard.press('+');
    await page.getByRole('dialog').waitFor();
    found.dialog = await barriers(page);
    expect(Object.entries(found).filter(([, list]) => list.length > 0)).toEqual([]);
    await page.context().close();
  });
});
