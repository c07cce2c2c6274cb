import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, barriers, Journey, owner } from './journey.ts';

let journey: Journey;
let elsewhere: Page;
let ada = '';
const today = Temporal.Now.plainDateISO();
const inDays = (days: number) => today.add({ days }).toString();

const add = (path: string, data: unknown) => journey.make(elsewhere, path, data);

beforeAll(async () => {
  journey = await Journey.begin();
  elsewhere = await journey.open(owner.email);
  ada = await add('people', { name: 'Ada van der Long-Name-und-noch-viel-länger-Unterberg' });
  const value = { text: 'A roof', kind: 'need', priority: 1, offering: 'Roof of larch' };
  await add(`people/${ada}/statements`, { topic: 'need', value, version: 1 });
  const wish = { kind: 'form of address', text: 'Frau Magister' };
  await add(`people/${ada}/statements`, { topic: 'wish', value: wish, version: 2 });
  await add('promises', { partyId: ada, direction: 'ours', what: 'The drawing', due: inDays(-1) });
  await add('seeds', {
    name: 'Open workshop',
    text: 'The workshop is open to all.',
    nodes: ['choir'],
    visibility: 'everyone',
    until: inDays(5),
  });
}, 90_000);

afterAll(() => journey?.end());

test('before a contact one key says everything, and the promise to close with is made there', async () => {
  const page = await journey.open(owner.email);
  await page.goto(`/people/${ada}`);
  await page.getByRole('link', { name: 'Brief' }).waitFor();
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.keyboard.press('b');
  await page.waitForURL(at(`/people/${ada}/brief`));
  await page.getByText('Frau Magister').first().waitFor();
  await page.getByText('Open workshop, till').waitFor();
  await page.getByText('The drawing, due').waitFor();
  await page.getByRole('button', { name: /I told them/ }).click();
  await page.getByText('Noted as told.').waitFor();
  await page.getByText('Open workshop, till').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Promise it' }).click();
  await page.getByText('To offer “Roof of larch”, due').first().waitFor();
  await page.getByRole('button', { name: 'Promise it' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'For an e-mail' }).click();
  await page.getByRole('button', { name: 'For a talk' }).waitFor();
  expect(await page.getByText('Not to be assumed').count()).toBe(0);
  await page.context().close();
}, 60_000);

test.each([{ theme: 'light' as const }, { theme: 'dark' as const, width: 390 }])(
  'nobody is shut out of a brief, %o',
  async (look) => {
    const page = await journey.open(owner.email, look);
    await page.goto(`/people/${ada}/brief`);
    await page.getByText('Frau Magister').first().waitFor();
    expect(await barriers(page)).toEqual([]);
    const isWider = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(isWider).toBe(false);
    await page.context().close();
  },
);
