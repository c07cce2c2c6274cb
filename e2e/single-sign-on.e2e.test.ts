import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { client, IdentityProvider } from '../server/testing/identity-provider.ts';
import { at, barriers, freePort, Journey, owner } from './journey.ts';

let journey: Journey;
let page: Page;
let provider: IdentityProvider;

beforeAll(async () => {
  const port = await freePort();
  provider = await IdentityProvider.start([
    `http://127.0.0.1:${port}/api/auth/single-sign-on/callback`,
  ]);
  provider.people.set('Ada', { sub: 'Ada', email: owner.email, email_verified: true });
  provider.people.set('Ben', {
    sub: 'Ben',
    name: 'Ben von und zu der Wiesenthal-Hohenstein-Kettenbrücke zu Graz',
    email: 'ben@kettle.example',
    email_verified: true,
  });
  provider.people.set('Eve', { sub: 'Eve', email: 'eve@else.example', email_verified: true });
  journey = await Journey.begin({
    port,
    settings: { RAPPORT_ALLOWED_HOSTS: provider.host },
  });
  page = await journey.open(owner.email);
}, 60_000);

afterAll(async () => {
  await journey.end();
  await provider.close();
});

async function looksRight(of: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await of.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await barriers(of), colorScheme).toEqual([]);
  }
  await of.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

/** From the sign-in page to the provider's, where somebody says who they are. */
async function comeInAs(of: Page, name: string) {
  await of.goto('/sign-in');
  await of.getByRole('button', { name: 'Continue with single sign-on' }).click();
  await of.getByRole('heading', { name: 'Who is it?' }).waitFor();
  await of.getByRole('link', { name }).click();
}

test('an owner sets it up, and is told in plain words what is wrong until it is right', async () => {
  await page.goto('/settings/team#singleSignOn');
  const section = page.locator('#singleSignOn');
  await section.getByRole('button', { name: 'Set up' }).click();
  const form = page.getByRole('form', { name: 'Single sign-on' });
  const test = form.getByRole('button', { name: 'Test the connection' });
  await form.getByLabel('Address of the provider').fill('https://10.0.0.1');
  await form.getByLabel('Client ID').fill(client.id);
  await form.getByRole('textbox', { name: 'Client secret' }).fill('not the secret');
  await test.click();
  await form.getByText('10.0.0.1:443 leads into a private network').waitFor();
  await form.getByLabel('Address of the provider').fill(`${provider.issuer}/nowhere`);
  await test.click();
  await form.getByText('not as a provider of OpenID Connect does').waitFor();
  await form.getByLabel('Address of the provider').fill(provider.issuer);
  await test.click();
  await form.getByText('does not accept this client ID with this secret').waitFor();
  await form.getByRole('textbox', { name: 'Client secret' }).fill(client.secret);
  await test.click();
  await form.getByText('The provider answers and knows these credentials.').waitFor();
  await looksRight(page);
  await form.getByLabel('E-mail domains of the company').fill('@kettle.example');
  await form.getByText('Everybody whom the provider knows').click();
  await form.getByRole('button', { name: 'Save' }).click();
  await section.getByText('kettle.example').waitFor();
  await looksRight(page);
});

test('a colleague comes in by it, whom nobody had to invite', async () => {
  const ben = await journey.open();
  await ben.goto('/sign-in');
  await ben.getByRole('button', { name: 'Continue with single sign-on' }).waitFor();
  await looksRight(ben);
  await comeInAs(ben, 'Ben');
  await ben.waitForURL(at('/today'));
  await ben.goto('/settings/me');
  await ben.getByText('have no password here').waitFor();
  await ben.getByText('ben@kettle.example · last used').waitFor();
  await looksRight(ben);
  await ben.context().close();
});

test('somebody of another company does not, and is told why', async () => {
  const eve = await journey.open();
  await comeInAs(eve, 'Eve');
  await eve.getByText('does not belong to the company').waitFor();
  await looksRight(eve);
  await eve.context().close();
});

test('an owner who came in by it makes it the only way; passwords lead to it', async () => {
  const before = await journey.open(owner.email);
  const ada = await journey.open();
  await comeInAs(ada, 'Ada');
  await ada.waitForURL(at('/today'));
  await ada.goto('/settings/team#singleSignOn');
  const section = ada.locator('#singleSignOn');
  await section.getByRole('button', { name: 'Change' }).click();
  await section.getByText('Only single sign-on opens this company').click();
  await section.getByRole('button', { name: 'Save' }).click();
  await section.getByText('the only way in').waitFor();

  // An owner with a password is asked for more than it.
  await before.goto('/people');
  await before.getByRole('heading', { name: 'One more step' }).waitFor();
  await before.context().close();
  await ada.context().close();
});
