import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, barriers, Journey, owner, password, show } from './journey.ts';

let journey: Journey;
let elsewhere: Page;
const ben = { name: 'Ben Holt', email: 'ben@kettle.example' };
const ids = { anna: '', emil: '', handover: '' };

async function send<Answer>(path: string, data: unknown): Promise<Answer> {
  const answer = await elsewhere.request.post(path, {
    headers: { origin: journey.server.address },
    data,
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as Answer;
}

beforeAll(async () => {
  journey = await Journey.begin();
  elsewhere = await journey.open(owner.email);
  const { link } = await send<{ link: string }>('/api/v1/invitations', {
    email: ben.email,
    level: 'member',
  });
  const stranger = await journey.open();
  const joined = await stranger.request.post('/api/auth/invitations/accept', {
    headers: { origin: journey.server.address },
    data: { token: link.split('#')[1], name: ben.name, password },
  });
  expect(joined.ok(), await joined.text()).toBe(true);
  const people = await send<{ id: string }>('/api/v1/people', { name: 'Anna Gruber' });
  ids.anna = people.id;
  // What the last test looks at, whichever of the others ran.
  ids.emil = (await send<{ id: string }>('/api/v1/people', { name: 'Emil Kern' })).id;
  await send('/api/v1/comments', { about: { partyId: ids.emil }, text: 'Met at the fair.' });
  const { rows } = (await (await elsewhere.request.get('/api/v1/users')).json()) as {
    rows: { id: string; email: string }[];
  };
  const to = rows.find(({ email }) => email === ben.email)!.id;
  const given = { partyIds: [ids.emil], to, reason: 'other', note: 'Prefers mornings.' };
  ids.handover = (await send<{ id: string }>('/api/v1/handovers', given)).id;
}, 90_000);

afterAll(() => journey?.end());

const box = (page: Page) => page.getByRole('textbox', { name: 'Write a comment' });

test('a colleague is named with the keyboard, hears of it at once and answers beside the record', async () => {
  const ada = await journey.open(owner.email, { width: 1440 });
  const other = await journey.open(ben.email, { width: 1440 });
  await show(other, '/notifications');
  await other.getByText('Ada Kettle proposes that Ben Holt takes over one record').waitFor();

  await show(ada, `/people/${ids.anna}`);
  await ada.keyboard.press('Shift+C');
  await box(ada).waitFor();
  await box(ada).focus();
  await ada.keyboard.type('Ask @Be');
  await ada.getByRole('option', { name: 'Ben Holt' }).waitFor();
  await ada.keyboard.press('Enter');
  await ada.keyboard.type('about the oak.');
  await ada.keyboard.press('Control+Enter');
  await ada.getByText('Comment added').waitFor();
  await ada.getByRole('button', { name: '1 comment' }).waitFor();

  // Nothing was pressed on the other screen.
  await other.getByText('Ada Kettle named you in a comment · Anna Gruber').waitFor();
  await other.getByRole('link', { name: /Notifications.*2 unread/ }).waitFor();
  await other.getByText('Ask @Ben Holt about the oak.').click();
  await other.waitForURL(at(`/people/${ids.anna}`));
  await other.getByText('You follow this because you were named here.').waitFor();
  await box(other).focus();
  await other.keyboard.type('Beech would do.');
  await other.keyboard.press('Control+Enter');
  await ada.getByText('Beech would do.').waitFor();
  await ada.getByText('Ben Holt is here too').waitFor({ state: 'attached' });
  await other.getByRole('link', { name: /Notifications.*1 unread/ }).waitFor();

  await other.keyboard.press('Control+z');
  await box(other).waitFor();
  await other.context().close();
  await ada.getByText('Ben Holt is here too').waitFor({ state: 'detached' });
  await ada.context().close();
});

test('whoever cannot see a record is not named there before it is shared', async () => {
  const { id } = await send<{ id: string }>('/api/v1/people', {
    name: 'Doris Secret',
    visibility: 'private',
  });
  const ada = await journey.open(owner.email, { width: 1440 });
  await show(ada, `/people/${id}?pane=comments`);
  await box(ada).waitFor();
  await box(ada).focus();
  await ada.keyboard.type('@Ben');
  await ada.getByRole('option', { name: /cannot see this/ }).waitFor();
  await ada.keyboard.press('Enter');
  await ada
    .getByText('Ben Holt cannot see this and would not be told.', { exact: false })
    .waitFor();
  expect(await ada.getByRole('button', { name: 'Comment', exact: true }).isDisabled()).toBe(true);
  await ada.getByRole('button', { name: 'Share with everyone' }).click();
  await ada
    .getByText('cannot see this and would not', { exact: false })
    .waitFor({ state: 'detached' });
  await ada.getByRole('button', { name: 'Comment', exact: true }).click();
  await ada.getByText('Comment added').waitFor();
  await ada.context().close();
});

test('a record is given to a colleague with a few keys, and taken back', async () => {
  const ada = await journey.open(owner.email, { width: 1440 });
  await show(ada, `/people/${ids.anna}`);
  await ada.keyboard.press('a');
  await ada.getByPlaceholder('Who looks after Anna Gruber?').waitFor();
  await ada.keyboard.type('ben');
  await ada.getByRole('option', { name: 'Ben Holt' }).waitFor();
  await ada.keyboard.press('Enter');
  await ada.getByText('Ben Holt looks after it now').waitFor();
  const other = await journey.open(ben.email);
  await show(other, '/notifications');
  await other.getByText('Ada Kettle gave you this to look after · Anna Gruber').waitFor();
  await ada.keyboard.press('Control+z');
  await other
    .getByText('Ada Kettle gave you this to look after · Anna Gruber')
    .waitFor({ state: 'detached' });
  await other.context().close();
  await ada.context().close();
});

test('a question stays one until it is answered', async () => {
  const { id } = await send<{ id: string }>('/api/v1/people', { name: 'Cleo Kern' });
  const ada = await journey.open(owner.email, { width: 1440 });
  await show(ada, `/people/${id}?pane=comments`);
  await box(ada).waitFor();
  await box(ada).focus();
  await ada.keyboard.type('@Be');
  await ada.getByRole('option', { name: 'Ben Holt' }).waitFor();
  await ada.keyboard.press('Enter');
  await ada.keyboard.type('who was on site?');
  await ada.getByText('Ask Ben Holt: shown as a question', { exact: false }).click();
  await ada.getByRole('button', { name: 'Ask', exact: true }).click();
  await ada.getByText('Question asked').waitFor();
  const other = await journey.open(ben.email, { width: 1440 });
  await show(other, '/notifications');
  await other.getByText('Ada Kettle asks you · Cleo Kern').click();
  await other.waitForURL(at(`/people/${id}`));
  await other.getByRole('button', { name: 'Answer' }).click();
  await other.getByRole('textbox', { name: 'Answer to Ada Kettle' }).waitFor();
  await other.keyboard.type('Tom was.');
  await other.keyboard.press('Control+Enter');
  await ada.getByText('Answered').waitFor();
  await other.context().close();
  await ada.context().close();
});

test('a relationship is handed over, taken over with one key and given back', async () => {
  const { id } = await send<{ id: string }>('/api/v1/people', { name: 'Doro Lang' });
  const ada = await journey.open(owner.email, { width: 1440 });
  await show(ada, `/people/${id}`);
  await ada.keyboard.press('Shift+H');
  const dialog = ada.getByRole('dialog', { name: 'Hand over Doro Lang' });
  await dialog.getByRole('combobox', { name: 'To' }).waitFor();
  await ada.keyboard.type('Ben');
  await ada.getByRole('option', { name: 'Ben Holt' }).waitFor();
  await ada.keyboard.press('Enter');
  await ada.getByRole('option').first().waitFor({ state: 'detached' });
  await dialog.getByRole('textbox', { name: 'What should they know?' }).fill('Prefers mornings.');
  await dialog.getByRole('button', { name: 'Propose' }).click();
  await ada.getByRole('heading', { level: 1, name: 'Ada Kettle → Ben Holt' }).waitFor();
  await ada.getByText('Waiting for an answer').waitFor();

  const other = await journey.open(ben.email, { width: 1440 });
  await show(other, '/notifications');
  const proposal = 'Ada Kettle proposes that Ben Holt takes over one record';
  // The newest stands first.
  await other.getByText(proposal).first().click();
  await other.getByText('Prefers mornings.').waitFor();
  await other.getByRole('textbox', { name: 'Introduction' }).waitFor();
  await other.keyboard.press('y');
  await other.getByText('Taken over').waitFor();
  // The other screen hears of it.
  await ada.getByText('Taken over').waitFor();
  await ada.getByRole('button', { name: 'Give back now' }).click();
  await ada.getByText('Given back').first().waitFor();
  await other.getByText('Given back').first().waitFor();
  await other.context().close();
  await ada.context().close();
});

test('all is marked as read with one key, and that is taken back', async () => {
  const { id } = await send<{ id: string }>('/api/v1/people', { name: 'Ben’s customer' });
  const users = await elsewhere.request.get('/api/v1/users');
  const { rows } = (await users.json()) as { rows: { id: string; email: string }[] };
  const to = rows.find(({ email }) => email === ben.email)!.id;
  await send('/api/v1/comments', { about: { partyId: id }, text: `@[${to}] please look` });
  const other = await journey.open(ben.email);
  await show(other, '/notifications');
  await other.getByText('@Ben Holt please look').waitFor();
  await other.keyboard.press('Shift+E');
  await other.getByText('Nothing unread').waitFor();
  await other.keyboard.press('Control+z');
  await other.getByText('@Ben Holt please look').waitFor();
  await other.context().close();
});

test.each([
  { theme: 'light' as const, width: 1440 },
  { theme: 'dark' as const, width: 1440 },
  { theme: 'light' as const, width: 390 },
  { theme: 'dark' as const, width: 390 },
])('nobody is kept out, $theme, $width wide', async (look) => {
  const page = await journey.open(ben.email, look);
  const found: Record<string, string[]> = {};
  for (const path of [
    '/notifications?which=all',
    '/handovers',
    `/handovers/${ids.handover}`,
    `/people/${ids.emil}?pane=comments`,
  ]) {
    await show(page, path);
    if (path.includes('comments')) {
      await box(page).waitFor();
      await page.getByText('Met at the fair.').waitFor();
    }
    if (path.includes(ids.handover)) await page.getByText('Last contacts').waitFor();
    found[path] = await barriers(page);
  }
  await box(page).focus();
  await page.keyboard.type('@Ad');
  await page.getByRole('option').waitFor();
  found.names = await barriers(page);
  expect(Object.entries(found).filter(([, list]) => list.length > 0)).toEqual([]);
  await page.context().close();
});
