import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers, Journey, owner } from './journey.ts';

/** A colleague sees what a person would read, makes a link, and answers what the person asks behind it. */

let journey: Journey;
let page: Page;
let person: Page;
let sam = '';
let address = '';

const add = (path: string, data: unknown) => journey.make(page, path, data);

beforeAll(async () => {
  journey = await Journey.begin({});
  page = await journey.open(owner.email, { width: 1440 });
  sam = await add('people', {
    name: 'Sam Senior',
    emails: ['sam@school.example'],
    phones: ['+43 1 5550000'],
  });
  await add(`people/${sam}/statements`, {
    topic: 'interest',
    value: { text: 'Football' },
    version: 1,
  });
  await add('promises', {
    direction: 'ours',
    what: 'To send the plan',
    due: '2027-01-31',
    partyId: sam,
  });
  await add('activities', { kind: 'call', partyIds: [sam], text: 'About the new programme' });
  await page.request.post(`/api/v1/people/${sam}/consents`, {
    headers: { origin: journey.server.address },
    data: { purpose: 'newsletter', channels: ['email'], decision: 'given', source: 'spoken' },
  });
  const browser = page.context().browser() as Browser;
  const phone = await browser.newContext({
    locale: 'de-DE',
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: false,
  });
  person = await phone.newPage();
}, 90_000);

afterAll(async () => {
  await person?.context().close();
  await journey?.end();
});

test('from a person one sees what they would read, and makes a link', async () => {
  await page.goto(`/people/${sam}`);
  await page.getByRole('link', { name: 'Page this person may see' }).click();
  await page.getByRole('heading', { name: 'Page this person may see' }).waitFor();
  const preview = page.frameLocator('iframe[title="What they would read"]');
  await preview.getByText('Football').waitFor();
  await preview.getByText('sam@school.example').waitFor();
  await page.getByRole('radio', { name: 'Deutsch' }).click();
  await preview.getByRole('heading', { name: 'Was wir über Sie wissen' }).waitFor();
  await page.getByText('Nobody has a link to this page.').waitFor();
  expect(await barriers(page, 'iframe')).toEqual([]);
  await page.getByRole('button', { name: 'Make a private link' }).click();
  const box = page.getByRole('textbox', { name: 'Private link' });
  await box.waitFor();
  address = await box.inputValue();
  expect(address).toMatch(/\/private\/[\w-]{46}$/);
  expect(await barriers(page, 'iframe')).toEqual([]);
});

test('behind it the person reads, in their language, without a script and by the keyboard', async () => {
  const asked: string[] = [];
  person.on('request', (request) => asked.push(new URL(request.url()).origin));
  await person.goto(address);
  await person.getByRole('heading', { name: 'Was wir über Sie wissen' }).waitFor();
  await person.getByText('Football').waitFor();
  await person.getByRole('link', { name: 'English' }).press('Enter');
  await person.getByRole('heading', { name: 'What we know about you' }).waitFor();
  await person.getByText('To send the plan').waitFor();
  const { wide, shown } = await person.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    shown: document.documentElement.clientWidth,
  }));
  expect(wide).toBe(shown);
  expect(new Set(asked)).toEqual(new Set([new URL(address).origin]));
});

test('what they say is not right waits for us, and what they stop is stopped at once', async () => {
  await person.getByRole('link', { name: /This is not right: Phone/ }).click();
  await person.getByRole('textbox', { name: 'What is right instead' }).fill('+43 1 5551111');
  await person.getByRole('button', { name: 'Send' }).click();
  await person.getByText('Thank you. It is noted').waitFor();
  await person.getByText('A colleague looks at it.').waitFor();
  await person.getByRole('link', { name: /Stop: Newsletter/ }).click();
  await person.getByRole('button', { name: 'Stop it' }).click();
  await person.getByText('Done. From now on we keep to it.').waitFor();
  await person.getByText('no, you withdrew your consent').waitFor();
});

test('a colleague takes it over, and takes that back', async () => {
  await page.goto(`/people/${sam}`);
  await page.getByText('1 request waits').waitFor();
  await page.getByRole('link', { name: 'Page this person may see' }).click();
  await page.getByRole('button', { name: 'Take it over' }).click();
  await page.getByText(/Taken over by/).waitFor();
  expect(await barriers(page, 'iframe')).toEqual([]);
  await person.goto(`${address}?language=en`);
  await person.getByText('It was put right.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Keep ours' }).click();
  await page.getByRole('textbox', { name: 'Why it stays' }).fill('It rings');
  await page.getByRole('dialog').getByRole('button', { name: 'Keep ours' }).click();
  await page.getByText(/Kept by .*It rings/).waitFor();
  await page.goto(`/people/${sam}?pane=history`);
  await page.getByText('Said by their own page that something is not right').waitFor();
  await page.getByText('Private link made').waitFor();
});

test('an ended link leads nowhere', async () => {
  await page.goto(`/people/${sam}/page`);
  await page.getByRole('button', { name: 'End it' }).click();
  await page.getByText('Link ended').waitFor();
  await person.goto(address);
  await person.getByText('Unter dieser Adresse ist nichts, oder nicht mehr.').waitFor();
});
