import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { at, barriers, Journey, owner, password } from './journey.ts';

let journey: Journey;
let page: Page;

beforeAll(async () => {
  journey = await Journey.begin();
  page = await journey.open(owner.email);
}, 60_000);

afterAll(() => journey.end());

const pages = [
  'me',
  'team',
  'fields',
  'tokens',
  'company',
  'connections',
  'capture-rules',
  'audit',
  'about',
];
const ben = {
  name: 'Ben von und zu der Wiesenthal-Hohenstein-Kettenbrücke zu Graz',
  email: 'ben@kettle.example',
};

async function save() {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.').first().waitFor();
}

test.each([
  { theme: 'light' as const, width: 1280 },
  { theme: 'dark' as const, width: 1280 },
  { theme: 'light' as const, width: 390 },
])('every page is free of barriers: $theme, $width wide', async (look) => {
  const other = await journey.open(owner.email, look);
  for (const one of pages) {
    await other.goto(`/settings/${one}`);
    await other.getByRole('heading', { level: 1 }).waitFor();
    await other.waitForLoadState('networkidle');
    expect(await barriers(other), one).toEqual([]);
  }
  await other.context().close();
});

describe('oneself', () => {
  test('a setting is found by everyday words, with the keyboard alone', async () => {
    await page.goto('/settings');
    await page.getByRole('heading', { name: 'Name and address' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('dark mode');
    await page.getByText('1 setting', { exact: true }).waitFor();
    await page.keyboard.press('Tab');
    for (let steps = 0; steps < 20; steps++) {
      if (await page.locator('a:focus', { hasText: 'Look and language' }).count()) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: 'Dark' }).waitFor();
    expect(page.url()).toContain('/settings/me#looks');
  });

  test('one’s name is the one colleagues read', async () => {
    await page.goto('/settings/me');
    await page.getByRole('textbox', { name: 'Your name' }).fill('Ada B. Kettle');
    await save();
    await page.goto('/settings/team');
    await page.getByText('Ada B. Kettle').first().waitFor();
  });

  test('what the server refuses is read in the language of the page', async () => {
    const german = await journey.open(owner.email);
    await german.addInitScript(() => {
      localStorage.setItem('rapport.look', JSON.stringify({ language: 'de' }));
    });
    await german.goto('/settings/me');
    const form = german.getByRole('form', { name: 'Passwort' });
    await form.getByLabel('Bisheriges Passwort').fill('mondays like red kettles');
    await form.getByLabel('Neues Passwort').fill('mondays like blue kettles');
    await form.getByRole('button', { name: 'Passwort ändern' }).click();
    await form.getByText('Das ist nicht Ihr bisheriges Passwort.').waitFor();
    await german.goto('/join#used');
    await german.getByText('Diese Einladung gilt nicht').first().waitFor();
    await german.getByText('Bitten Sie um eine neue.').waitFor();
    await german.context().close();
  });

  test('a weak password is refused beside its field, a good one ends every other session', async () => {
    const phone = await journey.open(owner.email);
    await phone.goto('/settings/me');
    await phone.getByText('this browser', { exact: true }).waitFor();

    await page.goto('/settings/me');
    const form = page.getByRole('form', { name: 'Password' });
    await form.getByLabel('Current password').fill(password);
    await form.getByLabel('New password').fill('passwordpassword');
    await form.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('among the first that are guessed').waitFor();
    await form.getByLabel('New password').fill('mondays like blue kettles');
    await form.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('You are signed out everywhere else.').first().waitFor();
    await phone.reload();
    await phone.waitForURL(/sign-in/);
    await phone.context().close();

    await form.getByLabel('Current password').fill('mondays like blue kettles');
    await form.getByLabel('New password').fill(password);
    await form.getByRole('button', { name: 'Change password' }).click();
    await expect.poll(() => form.getByLabel('New password').inputValue()).toBe('');
  });

  test('a session elsewhere can be ended', async () => {
    const phone = await journey.open(owner.email);
    await phone.goto('/settings/me');
    await phone.getByText('this browser', { exact: true }).waitFor();
    await page.goto('/settings/me');
    await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await page.getByText('You are signed out everywhere else.').first().waitFor();
    await phone.reload();
    await phone.waitForURL(/sign-in/);
    await phone.context().close();
  });
});

describe('colleagues', () => {
  let link: string;

  test('an owner invites by a link that is shown once', async () => {
    await page.goto('/settings/team');
    const form = page.getByRole('form', { name: 'Invite somebody' });
    await form.getByRole('textbox', { name: 'E-mail' }).fill(ben.email);
    await form.getByRole('button', { name: 'Make invitation' }).click();
    link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
    expect(link).toContain('/join#');
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  test('whoever is invited chooses a name and a password and is in', async () => {
    const invited = await journey.open();
    await invited.goto(link);
    await invited.getByRole('heading', { name: 'Join Kettle & Daughters' }).waitFor();
    expect(await barriers(invited)).toEqual([]);
    await invited.getByRole('textbox', { name: 'Your name' }).fill(ben.name);
    await invited.getByLabel('Password', { exact: true }).fill('too short');
    await invited.getByRole('button', { name: 'Join' }).click();
    await invited.getByText('Use at least 15 characters.', { exact: false }).first().waitFor();
    await invited.getByLabel('Password', { exact: true }).fill(password);
    await invited.getByRole('button', { name: 'Join' }).click();
    await invited.waitForURL(at('/today'));
    await invited.goto('/settings/team');
    await invited.getByText('Owners change who is here').waitFor();
    expect(await invited.getByRole('heading', { name: 'Invitations' }).count()).toBe(0);
    await invited.goto('/settings/company');
    await invited.getByText('Owners change these.').waitFor();
    await invited.context().close();
  });

  test('a link that was used says so', async () => {
    const late = await journey.open();
    await late.goto(link);
    await late.getByText('This invitation does not work').waitFor();
    expect(await barriers(late)).toEqual([]);
    await late.context().close();
  });

  test('an owner changes a level, and can take that back', async () => {
    await page.goto('/settings/team');
    const level = page.getByRole('button', { name: `Access level of ${ben.name}` });
    await level.click();
    await page.getByRole('option', { name: /^Manager/ }).click();
    await page.getByText(`${ben.name}: Manager from now on`, { exact: false }).first().waitFor();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await level.filter({ hasText: 'Member' }).waitFor();
  });

  test('a team is made and filled', async () => {
    await page.getByRole('textbox', { name: 'New team' }).fill('South');
    await page.getByRole('button', { name: 'Add team' }).click();
    await page.getByRole('button', { name: 'Members South' }).click();
    await page.getByRole('menuitemcheckbox', { name: ben.name }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('listitem').filter({ hasText: 'South' }).getByText(ben.name).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  test('whoever is shut out is out, and can be let in again', async () => {
    const shutOut = await journey.open(ben.email);
    await shutOut.goto('/settings/me');
    await shutOut.getByText('this browser', { exact: true }).waitFor();
    await page.getByRole('button', { name: `More for ${ben.name}` }).click();
    await page.getByRole('menuitem', { name: /Shut out/ }).click();
    await page.getByText('shut out', { exact: true }).waitFor();
    await shutOut.reload();
    await shutOut.waitForURL(/sign-in/);
    await page.getByRole('button', { name: `More for ${ben.name}` }).click();
    await page.getByRole('menuitem', { name: 'Let in again' }).click();
    await page.getByText('shut out', { exact: true }).waitFor({ state: 'detached' });
    await shutOut.context().close();
  });
});

describe('programs and the company', () => {
  test('a token is shown once, works, and ends when revoked', async () => {
    await page.goto('/settings/tokens');
    await page.getByRole('textbox', { name: 'What is it for?' }).fill('Newsletter export');
    await page.getByRole('button', { name: 'Make token' }).click();
    const token = await page.getByRole('textbox', { name: 'Token' }).inputValue();
    const ask = () =>
      fetch(`${journey.server.address}/api/v1/session`, {
        headers: { authorization: `Bearer ${token}` },
      });
    expect((await ask()).status).toBe(200);
    expect(await barriers(page)).toEqual([]);
    await page.reload();
    await page.getByRole('button', { name: 'Revoke Newsletter export' }).waitFor();
    expect(await page.getByText(token).count()).toBe(0);
    await page.getByRole('button', { name: 'Revoke Newsletter export' }).click();
    await page.getByText('You have no tokens.').waitFor();
    expect((await ask()).status).toBe(401);
  });

  test('the company gets its country, and the change can be undone', async () => {
    await page.goto('/settings/company');
    const country = page.getByRole('combobox', { name: 'Country' });
    await country.fill('Austria');
    await page.getByRole('option', { name: 'Austria' }).click();
    await save();
    await page.reload();
    await expect.poll(() => country.inputValue()).toBe('Austria');
  });

  test('about says that server and database answer', async () => {
    await page.goto('/settings/about');
    await page.getByText('answers', { exact: true }).nth(1).waitFor();
    expect(await page.getByRole('link', { name: /Reference/ }).getAttribute('href')).toBe('/api');
  });

  test('an address that is no setting leads nowhere', async () => {
    await page.goto('/settings/nothing');
    await page.getByText('There is nothing here').waitFor();
  });
});
