import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { workbook } from '../server/platform/import/workbook/made-by-hand.ts';
import { Effort } from './effort.ts';
import { at, Journey, owner, password } from './journey.ts';

/** The budgets of everyday work, each with the keyboard alone and with the pointer alone (typing is typing). */
type Hand = 'keyboard' | 'pointer';
const hands: Hand[] = ['keyboard', 'pointer'];

/** A busy machine answers in a second or two. */
const patience = 20_000;
const eventually = <Value>(look: () => Value) => expect.poll(look, { timeout: patience });

describe('in the sample company', () => {
  let journey: Journey;
  let page: Page;
  let effort: Effort;

  beforeAll(async () => {
    journey = await Journey.begin();
  }, 60_000);
  afterAll(() => journey?.end());
  beforeEach(async () => {
    page = await journey.open(owner.email);
    effort = new Effort(page);
    const { request } = page.context();
    const headers = { origin: journey.server.address };
    const { id } = (await (await request.put('/api/v1/sample', { headers })).json()) as {
      id: string;
    };
    await request.post('/api/auth/switch-workspace', { headers, data: { id } });
    await page.goto('/today');
    await page.getByRole('listitem').first().waitFor();
    await page.waitForLoadState('networkidle').catch(() => undefined);
  });
  afterEach(() => page?.context().close());

  const thing = (text: string) =>
    page.getByRole('list', { name: 'Today' }).getByRole('listitem').filter({ hasText: text });

  test.each(hands)('E3: a meeting of the calendar is confirmed in 1 with the %s', async (hand) => {
    if (hand === 'keyboard') await effort.press('y');
    else await effort.click(page.getByRole('button', { name: 'Took place' }).first());
    await page.getByText(/^Took place: /).waitFor();
    expect(effort.actions).toBeLessThanOrEqual(1);
  });

  test.each(hands)('E10: a promise is marked kept in 1 with the %s', async (hand) => {
    const what = hand === 'keyboard' ? 'A sample of the smoked oak' : 'The care instructions';
    if (hand === 'keyboard') await effort.press('e');
    else await effort.click(thing(what).getByRole('button', { name: 'Kept' }));
    await page.getByText(`Kept: ${what}`).waitFor();
    await thing(what).waitFor({ state: 'detached' });
    expect(effort.actions).toBeLessThanOrEqual(1);
  });
});

describe('in a company with people', () => {
  let journey: Journey;
  let elsewhere: Page;
  let page: Page;
  let effort: Effort;
  let anna = '';
  let bruno = '';

  beforeAll(async () => {
    journey = await Journey.begin();
    elsewhere = await journey.open(owner.email);
    anna = await add({
      name: 'Anna Gruber',
      emails: ['anna@brandt.example'],
      phones: ['+43 664 1234567'],
    });
    bruno = await add({ name: 'Bruno Moser' });
  }, 60_000);
  afterAll(() => journey?.end());
  beforeEach(async () => {
    page = await journey.open(owner.email);
    effort = new Effort(page);
  });
  afterEach(() => page?.context().close());

  async function add(person: { name: string; emails?: string[]; phones?: string[] }) {
    const answer = await elsewhere.request.post('/api/v1/people', {
      headers: { origin: journey.server.address },
      data: person,
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    return ((await answer.json()) as { id: string }).id;
  }

  async function show(path: string): Promise<void> {
    await page.goto(path);
    await page.locator('main h1').waitFor();
    await page.waitForLoadState('networkidle').catch(() => undefined);
  }

  test.each(hands)(
    'E1: a call is logged on the page of a person in 3 with the %s',
    async (hand) => {
      await show(`/people/${bruno}`);
      if (hand === 'keyboard') await effort.press('l');
      else await effort.click(page.getByRole('button', { name: /^Log/ }).first());
      await page.getByRole('textbox', { name: 'Text' }).waitFor();
      await effort.type(`Asked for a price, with the ${hand}`);
      if (hand === 'keyboard') await effort.press('Control+Enter');
      else await effort.click(page.getByRole('button', { name: 'Save' }));
      await page.locator('[data-at]', { hasText: `with the ${hand}` }).waitFor();
      expect(effort.actions).toBeLessThanOrEqual(3);
    },
  );

  test.each(hands)('E1: and from the list in 3 with the %s', async (hand) => {
    await show('/people');
    const row = page.locator('[data-row]', { hasText: 'Bruno Moser' });
    await row.waitFor();
    await row.hover();
    if (hand === 'keyboard') await effort.press('l');
    else {
      await effort.click(row.getByRole('button', { name: /Bruno Moser/ }));
      await effort.click(page.getByRole('menuitem', { name: /Log/ }));
    }
    await page.getByRole('dialog').getByRole('textbox', { name: 'Text' }).waitFor();
    await effort.type(`From the list, with the ${hand}`);
    await effort.press('Control+Enter');
    await page.getByText('Written down', { exact: true }).waitFor();
    expect(effort.actions).toBeLessThanOrEqual(hand === 'keyboard' ? 3 : 4);
  });

  test.each([
    ['keyboard' as const, 4],
    ['pointer' as const, 5],
  ])('E2: a call is logged from anywhere with the %s in %i', async (hand, budget) => {
    await show('/companies');
    if (hand === 'keyboard') await effort.press('c');
    else await effort.click(page.getByRole('button', { name: /^Write down/ }).first());
    await page.getByRole('dialog').getByRole('textbox').first().waitFor();
    await effort.type('called Bruno Moser about the oak');
    if (hand === 'keyboard') await effort.press('Control+Enter');
    else await effort.click(page.getByRole('dialog').getByRole('button', { name: /^Write down/ }));
    await page.getByText('Written down').waitFor();
    expect(effort.actions).toBeLessThanOrEqual(budget);
  });

  test.each(hands)('E13: a fact is edited in place in 3 with the %s', async (hand) => {
    const before = hand === 'keyboard' ? 'anna@brandt.example' : 'keyboard@brandt.example';
    await show(`/people/${anna}`);
    const fact = page.locator('[data-fact]', { hasText: before });
    await fact.waitFor();
    if (hand === 'keyboard') await effort.press('F2');
    else await effort.click(fact);
    await page.getByRole('textbox', { name: 'E-mail' }).waitFor();
    await effort.type(`${hand}@brandt.example`);
    await effort.press('Enter');
    await page.locator('[data-fact]', { hasText: `${hand}@brandt.example` }).waitFor();
    await page.getByText('E-mail saved').waitFor();
    expect(effort.actions).toBeLessThanOrEqual(3);
  });

  test.each(hands)(
    'E16: a duplicate is merged in 1 and taken back in 1 with the %s',
    async (hand) => {
      const phone = hand === 'keyboard' ? '+43 316 222333' : '+43 316 444555';
      const surname = hand === 'keyboard' ? 'Brunner' : 'Leitner';
      await add({ name: `Elisabeth ${surname}`, phones: [phone] });
      await add({ name: `Lisa ${surname}`, phones: [phone] });
      for (let rows = 0; rows === 0; await pause(200)) {
        const answer = await elsewhere.request.get('/api/v1/duplicates');
        rows = ((await answer.json()) as { rows: unknown[] }).rows.length;
      }
      await show('/duplicates');
      const card = page.locator('[data-pair]', { hasText: surname });
      await card.waitFor();
      if (hand === 'keyboard') await effort.press('y');
      else await effort.click(card.getByRole('button', { name: 'Merge', exact: true }));
      await page.getByText('is now part of').waitFor();
      await card.waitFor({ state: 'detached' });
      expect(effort.actions).toBe(1);
      const back = new Effort(page);
      if (hand === 'keyboard') await back.press('Control+z');
      else await back.click(page.getByRole('button', { name: 'Undo' }));
      await page.getByText('are two again').waitFor();
      await card.waitFor();
      expect(back.actions).toBe(1);
      // The next hand finds its own pair alone.
      await card.getByRole('button', { name: 'Not the same' }).click();
      await card.waitFor({ state: 'detached' });
    },
  );

  test.each([
    ['keyboard' as const, 'a part of the name', 'grub'],
    ['pointer' as const, 'a part of the name', 'grub'],
    ['keyboard' as const, 'a part of the phone', '664 1234'],
    ['pointer' as const, 'a part of the phone', '664 1234'],
  ])('E20: a person is found in 3 with the %s by %s', async (hand, _, part) => {
    await show('/companies');
    if (hand === 'keyboard') await effort.press('Control+k');
    else await effort.click(page.getByRole('button', { name: /^Search/ }).first());
    await page.getByRole('combobox').or(page.getByRole('searchbox')).first().waitFor();
    await effort.type(part);
    const found = page.getByRole('option', { name: /Anna Gruber/ });
    await found.waitFor();
    if (hand === 'keyboard') await effort.press('Enter');
    else await effort.click(found);
    await page.waitForURL(at(`/people/${anna}`));
    expect(effort.actions).toBeLessThanOrEqual(3);
  });

  test.each(hands)('E17: a file of 1 000 rows is in with 6 with the %s', async (hand) => {
    const heading = ['First name', 'Last name', 'Email', 'Company', 'Phone'];
    const rows = Array.from({ length: 1_000 }, (_, n) => [
      `Ada ${n}`,
      `Wren-${hand}-${n}`,
      `ada${n}@${hand}.example`,
      `Sails ${hand} ${n % 40}`,
      `+43 316 ${300_000 + n}`,
    ]);
    const file = {
      name: `${hand}.xlsx`,
      mimeType: 'application/octet-stream',
      buffer: workbook([{ name: 'Customers', rows: [heading, ...rows] }]),
    };
    await show('/settings/import');
    const choose = page.getByRole('button', { name: 'Choose files' });
    await choose.waitFor();
    await effort.choose(file, () =>
      hand === 'keyboard' ? effort.press('+') : effort.click(choose),
    );
    for (const [said, button] of [
      ['What the columns become', 'Check first'],
      ['What will happen', 'Start import'],
    ] as const) {
      await page.getByText(said).first().waitFor({ timeout: patience });
      if (hand === 'keyboard') await effort.press('Control+Enter');
      else await effort.click(page.getByRole('main').getByRole('button', { name: button }));
    }
    await page.getByText('Everything has been read').waitFor({ timeout: 60_000 });
    expect(effort.actions).toBeLessThanOrEqual(6);
  });
});

describe('on the first run', () => {
  test.each(hands)(
    'E21: a sample company is there with 1 with the %s',
    async (hand) => {
      const journey = await Journey.begin({ withOwner: false });
      try {
        const page = await journey.open();
        await page.goto('/');
        await page.getByRole('textbox', { name: 'Company name' }).fill('Kettle & Daughters');
        await page.getByRole('textbox', { name: 'Your name' }).fill(owner.name);
        await page.getByRole('textbox', { name: 'E-mail' }).fill(owner.email);
        await page.getByRole('textbox', { name: 'Password' }).fill(password);
        await page.keyboard.press('Enter');
        const look = page.getByRole('button', { name: /Look around/ });
        await look.waitFor();
        const effort = new Effort(page);
        if (hand === 'keyboard') await effort.press('Enter');
        else await effort.click(look);
        await page.getByRole('heading', { name: 'Today' }).waitFor({ timeout: 30_000 });
        expect(effort.actions).toBe(1);
        await eventually(() => page.getByRole('listitem').count()).toBeGreaterThan(5);
      } finally {
        await journey.end();
      }
    },
    90_000,
  );
});
