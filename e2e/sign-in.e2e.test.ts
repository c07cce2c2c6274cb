import { createHmac } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { at, barriers, Journey, owner, password } from './journey.ts';

let journey: Journey;
let page: Page;
/** Passkeys belong to a name, which 127.0.0.1 is not. */
let home: string;

beforeAll(async () => {
  journey = await Journey.begin({ withOwner: false });
  home = journey.server.address.replace('127.0.0.1', 'localhost');
  page = await journey.open();
  // The browser in which the first account was made is one its owner knows.
  const made = await page.request.post(`${home}/api/auth/setup`, {
    headers: { origin: home },
    data: { companyName: 'Kettle & Daughters', ...owner, password },
  });
  expect(made.ok()).toBe(true);
  await page.context().clearCookies({ name: 'rapport.session_token' });
}, 60_000);

afterAll(() => journey.end());

async function typePassword(of: Page) {
  await of.goto(`${home}/sign-in`);
  await of.getByLabel('E-mail').fill(owner.email);
  await of.getByRole('textbox', { name: 'Password' }).fill(password);
  await of.keyboard.press('Enter');
}

async function looksRight(of: Page) {
  // What a working button has said to screen readers stays in the page for seconds, its name does not.
  await of.evaluate(() => {
    for (const said of document.querySelectorAll('[data-live-announcer] [role=img]')) said.remove();
  });
  for (const colorScheme of ['light', 'dark'] as const) {
    await of.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await barriers(of), colorScheme).toEqual([]);
  }
  await of.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

/** What an authenticator app shows, as RFC 6238 says; `steps` half minutes from now. */
function codeOf(secret: string, steps = 0): string {
  const bits = [...secret.replaceAll(' ', '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter))
    .map((five) => five.toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac('sha1', key).update(counter).digest();
  const number = mac.readUInt32BE(mac.at(-1)! & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

describe('an authenticator app', () => {
  let recovery: string;
  let secret: string;

  test('is set up by a picture or by typing, and proved by a first code', async () => {
    await typePassword(page);
    await page.waitForURL(at('/today'));
    await page.goto(`${home}/settings/me#secondFactor`);
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    secret = await page.getByRole('textbox', { name: 'Secret' }).inputValue();
    await looksRight(page);
    await page.getByRole('textbox', { name: 'Code' }).fill('000000');
    await page.keyboard.press('Enter');
    await page.getByText('This code is not right').first().waitFor();
    await page.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret, -1));
    await page.keyboard.press('Enter');
    await page.getByText('Keep these recovery codes now').waitFor();
    recovery = (await page.locator('ol li').first().textContent())!;
    expect(recovery).toMatch(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/);
    await looksRight(page);
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('10 recovery codes are left.').waitFor();
  });

  test('is asked for after the password; a recovery code does as well', async () => {
    const phone = await journey.open(undefined, { width: 390 });
    await typePassword(phone);
    await phone.getByRole('heading', { name: 'Enter the code of your app' }).waitFor();
    await looksRight(phone);
    await phone.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret));
    await phone.keyboard.press('Enter');
    await phone.waitForURL(at('/today'));
    await phone.context().close();

    const borrowed = await journey.open();
    await typePassword(borrowed);
    await borrowed.getByRole('textbox', { name: 'Code' }).fill(recovery.toUpperCase());
    await borrowed.keyboard.press('Enter');
    await borrowed.waitForURL(at('/today'));
    await borrowed.context().close();
  });

  test('what signed in elsewhere is told here, and can be recognised', async () => {
    await page.goto(`${home}/people`);
    const told = page.getByRole('complementary', { name: 'New sign-in' });
    await told.waitFor();
    await looksRight(page);
    for (let device = 0; device < 2; device++) {
      await told.getByRole('button', { name: 'Yes, it was me' }).click();
      await page.waitForLoadState('networkidle');
    }
    await expect.poll(() => told.count()).toBe(0);
    await page.goto(`${home}/settings/me#sessions`);
    await page.getByText('by password and recovery code').waitFor();
  });

  test('is turned off by the password', async () => {
    await page.goto(`${home}/settings/me`);
    await page.getByRole('button', { name: 'Turn off' }).click();
    const box = page.getByRole('dialog', { name: 'Is it you?' });
    await box.getByLabel('Password or code').fill('wrong wrong wrong');
    await page.keyboard.press('Enter');
    await box.getByText('This is not your current password').first().waitFor();
    await looksRight(page);
    await box.getByLabel('Password or code').fill(password);
    await page.keyboard.press('Enter');
    await page.getByText('The app is no longer asked for').first().waitFor();
  });
});

describe('a passkey', () => {
  test('is made in the settings and opens the account in two actions, without an address', async () => {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto(`${home}/settings/me#passkeys`);
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('Your passkey is there').first().waitFor();
    await page.getByText('not used yet').waitFor();
    await looksRight(page);

    await page.context().clearCookies();
    await page.goto(`${home}/people`);
    await page.waitForURL(/sign-in/);
    await looksRight(page);
    // The second action is the finger on the device.
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.waitForURL(at('/people'));
  });

  test('is enough where the company asks for more than a password; a password alone leads to setting it up', async () => {
    await page.goto(`${home}/settings/team#protection`);
    await page.getByText('At once', { exact: true }).click();
    await page.getByRole('button', { name: 'Ask for it' }).click();
    await page.getByText('a password alone is not enough here').waitFor();
    await looksRight(page);

    const elsewhere = await journey.open();
    await typePassword(elsewhere);
    await elsewhere.getByRole('heading', { name: 'One more step' }).waitFor();
    await looksRight(elsewhere);
    await elsewhere.goto(`${home}/companies`);
    await elsewhere.getByRole('heading', { name: 'One more step' }).waitFor();
    await elsewhere.getByRole('button', { name: 'Set up' }).click();
    const typed = await elsewhere.getByRole('textbox', { name: 'Secret' }).inputValue();
    await elsewhere.getByRole('textbox', { name: 'Code' }).fill(codeOf(typed));
    await elsewhere.keyboard.press('Enter');
    await elsewhere.getByRole('button', { name: 'I have kept them' }).click();
    await elsewhere.waitForURL(at('/today'));
    await elsewhere.context().close();
  });
});
