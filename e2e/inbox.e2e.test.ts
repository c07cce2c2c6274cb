import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { letter } from '../server/interact/importing/testing.ts';
import { Effort } from './effort.ts';
import { barriers, Journey, owner, password } from './journey.ts';

let journey: Journey;
let ada: Page;
const ben = { name: 'Ben Holt', email: 'ben@kettle.example' };

async function send<Answer>(method: 'POST' | 'PUT', path: string, data: unknown): Promise<Answer> {
  const answer = await ada.request.fetch(path, {
    method,
    headers: {
      origin: journey.server.address,
      ...(Buffer.isBuffer(data) ? { 'content-type': 'application/octet-stream' } : {}),
    },
    data,
  });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  const text = await answer.text();
  return (text ? JSON.parse(text) : undefined) as Answer;
}

const writers = ['Ida Holm', 'Kai Stone', 'Lea Winter', 'Max Field'];

/** Mail reaches Ada's mailbox, the first of these the longest ago. */
async function mailArrives(
  subjects: readonly string[],
  { visibility = 'private', hours = 9, answers = '' } = {},
): Promise<void> {
  const { id } = await send<{ id: string }>('POST', '/api/v1/imports', { visibility });
  for (const [index, subject] of subjects.entries()) {
    const name = writers[index % writers.length]!;
    const at = Temporal.Now.instant().subtract({ minutes: hours * 60 - index * 30 });
    const mail = letter({
      from: `${name} <${name.split(' ')[0]!.toLowerCase()}@lanterns.example>`,
      to: owner.email,
      subject,
      id: `${subject.replaceAll(/\W/g, '')}@lanterns.example`,
      ...(answers ? { answers: `${answers.replaceAll(/\W/g, '')}@lanterns.example` } : {}),
      at: new Date(at.epochMilliseconds).toUTCString(),
      text: `About: ${subject}. Please answer soon.`,
    });
    await send('PUT', `/api/v1/imports/${id}/files?name=${String(index)}.eml`, Buffer.from(mail));
  }
  await send('POST', `/api/v1/imports/${id}/start`, {});
  await expect
    .poll(
      async () => {
        const answer = await ada.request.get(`/api/v1/imports/${id}`);
        return ((await answer.json()) as { status: string }).status;
      },
      { timeout: 30_000 },
    )
    .toBe('done');
}

beforeAll(async () => {
  journey = await Journey.begin();
  ada = await journey.open(owner.email);
  const { link } = await send<{ link: string }>('POST', '/api/v1/invitations', {
    email: ben.email,
    level: 'member',
  });
  const stranger = await journey.open();
  const joined = await stranger.request.post('/api/auth/invitations/accept', {
    headers: { origin: journey.server.address },
    data: { token: link.split('#')[1], name: ben.name, password },
  });
  expect(joined.ok(), await joined.text()).toBe(true);
}, 90_000);

afterAll(() => journey?.end());

/** The mail that stands beside the list. */
const shown = (page: Page, subject: string) =>
  page.getByRole('article', { name: subject, exact: true });
const row = (page: Page, subject: string) =>
  page.getByRole('listitem').filter({ hasText: subject });

test('before anything is connected the page says what connecting asks for', async () => {
  const page = await journey.open(owner.email);
  await page.goto('/inbox');
  await page.getByText('Your mail is not connected yet').waitFor();
  await page.getByText('Never deletes, moves or changes a mail').waitFor();
  await page.getByRole('link', { name: 'Connect a mailbox' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.context().close();
});

test('three mails are seen to with one key, two keys and a key that takes it back', async () => {
  await mailArrives(['Oak boards', 'A visit', 'The invoice']);
  const page = await journey.open(owner.email);
  await page.goto('/today');
  await page.getByRole('link', { name: /Inbox.*3 waiting/ }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  // Whoever has waited longest is open already.
  await shown(page, 'Oak boards').getByText('About: Oak boards.').waitFor();
  await page.getByRole('complementary', { name: 'Who this is' }).getByText('Ida Holm').waitFor();
  expect(await barriers(page)).toEqual([]);

  const one = new Effort(page);
  await one.press('e');
  await shown(page, 'A visit').getByText('About: A visit.').waitFor();
  await row(page, 'Oak boards').waitFor({ state: 'detached' });
  expect(one.actions).toBe(1);

  const two = new Effort(page);
  await two.press('h');
  await page.getByRole('option', { name: 'Later today' }).waitFor();
  await two.press('Enter');
  await shown(page, 'The invoice').getByText('About: The invoice.').waitFor();
  await row(page, 'A visit').waitFor({ state: 'detached' });
  expect(two.actions).toBe(2);

  await page.keyboard.press('e');
  await page.getByText('Nothing waits').waitFor();
  await page.keyboard.press('Control+z');
  await shown(page, 'The invoice').waitFor();
  await page.getByRole('link', { name: /Inbox.*1 waiting/ }).waitFor();

  // A further mail brings back what was done.
  await mailArrives(['Re: Oak boards'], { hours: 1, answers: 'Oak boards' });
  await row(page, 'Re: Oak boards').waitFor();
  await page.keyboard.press('j');
  await shown(page, 'Re: Oak boards').waitFor();
  await page.keyboard.press('4');
  await row(page, 'A visit').getByText('Snoozed').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.context().close();
}, 90_000);

test('a sender of whom there is no record becomes one with one press', async () => {
  await mailArrives(['First contact'], { hours: 2 });
  const page = await journey.open(owner.email);
  await page.goto('/inbox');
  await row(page, 'First contact').click();
  const beside = page.getByRole('complementary', { name: 'Who this is' });
  await shown(page, 'First contact').waitFor();
  await beside.getByRole('button', { name: 'Add to people' }).click();
  await beside.getByRole('heading', { name: 'Promises' }).waitFor();
  await beside.getByRole('link', { name: 'Ida Holm' }).waitFor();
  await page.context().close();
}, 60_000);

test('colleagues who share a mailbox see at once who answers, and that somebody is writing', async () => {
  await mailArrives(['A shared question'], { visibility: 'everyone', hours: 3 });
  const page = await journey.open(owner.email, { width: 1440 });
  const other = await journey.open(ben.email, { width: 1440 });
  await other.goto('/inbox?whose=all');
  await row(other, 'A shared question').waitFor();
  await row(other, 'First contact').waitFor({ state: 'detached' });
  await row(other, 'A shared question').click();
  await shown(other, 'A shared question').waitFor();

  await page.goto('/inbox?whose=nobody');
  await shown(page, 'A shared question').waitFor();
  await page.getByText('Ben Holt is here too').waitFor({ state: 'attached' });
  await page.keyboard.press('a');
  await page.getByRole('option', { name: 'Ben Holt' }).waitFor();
  await page.keyboard.type('ben');
  await page.keyboard.press('Enter');
  await page.getByText('Ben Holt answers it, and is told.').waitFor();
  // Nothing was pressed on the other screen.
  await row(other, 'A shared question').getByText('Ben Holt').waitFor();
  await other.getByRole('link', { name: /Notifications.*1 unread/ }).waitFor();
  await other.getByRole('link', { name: /Inbox.*1 waiting/ }).waitFor();

  await send('POST', '/api/v1/connections', {
    kind: 'imap',
    name: 'Ada',
    visibility: 'private',
    settings: {
      address: owner.email,
      host: 'imap.kettle.example',
      port: 993,
      encryption: 'tls',
      user: owner.email,
      smtp: { host: 'smtp.kettle.example', port: 465, encryption: 'tls' },
    },
    secret: { password: 'none' },
  });
  await page.goto('/inbox?whose=all');
  await row(page, 'A shared question').click();
  await shown(page, 'A shared question').getByRole('button', { name: 'Reply' }).waitFor();
  await page.keyboard.press('r');
  const composer = page.getByRole('complementary', { name: 'Write a mail' });
  await composer.getByLabel('Subject').waitFor();
  await other.getByText('Ada Kettle is writing an answer').waitFor();

  await shown(other, 'A shared question').getByRole('button', { name: 'Done' }).click();
  await composer.getByText('Ben Holt has meanwhile said that this is done.').waitFor();
  await page.keyboard.press('Escape');
  await composer.waitFor({ state: 'detached' });
  await page.context().close();
  await other.context().close();
}, 120_000);

test.each([
  { theme: 'light' as const, width: 390 },
  { theme: 'dark' as const, width: 390 },
  { theme: 'dark' as const, width: 1440 },
])(
  'nobody is kept out, $theme, $width wide',
  async (look) => {
    const page = await journey.open(owner.email, look);
    await page.goto('/inbox?split=everything');
    await row(page, 'The invoice').waitFor();
    expect(await barriers(page)).toEqual([]);
    await row(page, 'The invoice').getByText('About: The invoice').click();
    await shown(page, 'The invoice').getByText('Please answer soon.').waitFor();
    expect(await barriers(page)).toEqual([]);
    if (look.width === 390) {
      await page.getByRole('button', { name: 'Back to the list' }).click();
      await row(page, 'The invoice').waitFor();
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem', { name: 'Companies' }).waitFor();
      expect(await barriers(page)).toEqual([]);
    }
    await page.context().close();
  },
  60_000,
);
