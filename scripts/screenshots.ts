/**
 * Takes the pictures of the README: a server on an empty data folder, an invented company that brings its
 * files, and a browser that looks around. `node scripts/screenshots.ts [NAME …]`; without names, all.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import * as invented from './invented-company.ts';

const root = path.join(import.meta.dirname, '..');
const folder = path.join(root, 'docs/images');
const password = 'oiled oak under wet boots';
const mostKilobytes = 190;

const wanted = process.argv.slice(2);
const today = Temporal.Now.plainDateISO();
const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'rapport-pictures-'));
// The database runs as another user when this runs as root.
chmodSync(dataFolder, 0o711);
const address = `http://127.0.0.1:${String(await freePort())}`;
const server = await startServer();
const browser = await chromium.launch({
  executablePath: process.env.RAPPORT_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  mkdirSync(folder, { recursive: true });
  await lookAround();
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await once(server, 'exit');
  rmSync(dataFolder, { recursive: true, force: true });
}

async function lookAround(): Promise<void> {
  const marlene = await setUp();
  const desk = await open(marlene);

  await desk.goto('/import');
  await desk
    .getByTestId('files')
    .setInputFiles([
      file('customers and suppliers.csv', invented.contactsCsv()),
      file('address book.vcf', invented.addressBook()),
      file('calendar.ics', invented.calendar(today)),
      file('mail of three seasons.mbox', invented.mailbox(today)),
    ]);
  await desk.getByText('Whose mailbox is it?').waitFor();
  await desk.getByRole('button', { name: 'Start import', disabled: false }).waitFor();
  await desk.setViewportSize({ width: 1280, height: 1240 });
  await take(desk, 'import-questions');
  await desk.setViewportSize({ width: 1280, height: 800 });
  // A table is among them: what will happen is counted first.
  await desk.keyboard.press('Control+Enter');
  await desk.getByText('What will happen').waitFor({ timeout: 60_000 });
  await desk.keyboard.press('Control+Enter');
  await desk.getByText('Everything has been read').waitFor({ timeout: 60_000 });
  const importPage = desk.url();

  const ids = new Map<string, string>();
  for (const [name] of invented.contacts) ids.set(name, await idOf(marlene, 'people', name));
  const ingrid = ids.get('Ingrid Solheim')!;
  for (const { daysAgo, kind, with: name, text, ...more } of invented.entries) {
    const occurredAt = today
      .subtract({ days: daysAgo })
      .toZonedDateTime({ timeZone: invented.company.zone, plainTime: { hour: 8, minute: 40 } })
      .toInstant()
      .toString();
    const partyIds = [ids.get(name)!];
    await send(marlene, 'activities', { kind, partyIds, text, occurredAt, ...more });
  }

  const dayIn = (inDays: number) => today.add({ days: inDays }).toString();
  for (const { title, inDays, time, with: name } of invented.tasks) {
    const due = { on: dayIn(inDays), time };
    const { zone } = invented.company;
    await send(marlene, 'tasks', { title, due, zone, partyIds: [ids.get(name)!] });
  }
  for (const { inDays, with: name, ...promise } of invented.promises) {
    await send(marlene, 'promises', { ...promise, due: dayIn(inDays), partyId: ids.get(name)! });
  }
  await desk.goto('/today');
  await desk.getByText(invented.promises[0].what).waitFor();
  await desk.getByText('Worth your minutes').waitFor();
  await desk.setViewportSize({ width: 1280, height: 800 });
  await take(desk, 'today');

  const inbox = await open(marlene, { width: 1416, height: 760 });
  await inbox.goto('/inbox?split=all');
  await inbox.getByRole('listitem').filter({ hasText: 'Ingrid Solheim' }).first().click();
  await inbox.getByRole('region', { name: 'This message contains' }).waitFor();
  await take(inbox, 'inbox');

  await desk.goto(importPage);
  await desk.getByText('Everything has been read').waitFor();
  await desk.getByRole('button', { name: 'Take back …' }).click();
  await desk
    .getByRole('dialog')
    .getByText(/This removes/)
    .waitFor();
  await take(desk, 'import-undo');

  const filter = JSON.stringify({
    all: [
      ['role', 'is', 'customer'],
      ['lastContact', 'within days', 90],
    ],
  });
  const list = `/people?filter=${encodeURIComponent(filter)}&sort=-lastContact`;
  const wide = await open(marlene, { width: 1416, height: 540 });
  await show(wide, list);
  await take(wide, 'people');

  const dark = await open(marlene, { theme: 'dark' });
  await show(dark, `/people/${ingrid}`);
  await take(dark, 'person-dark');

  await show(desk, '/people');
  await desk.keyboard.press('c');
  await desk.getByRole('dialog').getByRole('textbox').first().waitFor();
  await desk.keyboard.type(
    'Called Ingrid Solheim yesterday at 3pm about the oak stairs, she wants the offer by Friday',
  );
  await take(desk, 'capture');
  await desk.keyboard.press('Escape');

  const nordlys = await idOf(marlene, 'companies', 'Nordlys Hotels');
  await show(desk, `/companies/${nordlys}`);
  await take(desk, 'company');

  await show(desk, '/settings/team');
  await take(desk, 'team');

  const phone = await open(marlene, { width: 390, height: 844 });
  await show(phone, '/people?sort=-lastContact');
  await take(phone, 'phone-people');
  const darkPhone = await open(marlene, { theme: 'dark', width: 390, height: 844 });
  await show(darkPhone, `/people/${ingrid}`);
  await take(darkPhone, 'phone-person-dark');
}

/** The company with its owner, colleagues and teams; returns the owner's browser. */
async function setUp(): Promise<BrowserContext> {
  const marlene = await browser.newContext({ baseURL: address, locale: 'en-GB' });
  const { company, owner, colleagues, teams } = invented;
  await post(marlene, '/api/auth/setup', { companyName: company.name, ...owner, password });
  await marlene.request.patch('/api/v1/workspace', {
    headers: { origin: address },
    data: { country: company.country, zone: company.zone },
  });
  for (const { name, email, level } of colleagues) {
    const { link } = (await send(marlene, 'invitations', { email, level })) as { link: string };
    const invited = await browser.newContext({ baseURL: address });
    const token = new URL(link).hash.slice(1);
    await post(invited, '/api/auth/invitations/accept', { token, name, password });
    await invited.close();
  }
  const answer = await marlene.request.get('/api/v1/users');
  const { rows } = (await answer.json()) as { rows: { id: string; name: string }[] };
  for (const { name, members } of teams) {
    const { id } = (await send(marlene, 'teams', { name })) as { id: string };
    for (const user of rows.filter((row) => members.includes(row.name))) {
      const put = await marlene.request.put(`/api/v1/teams/${id}/users/${user.id}`, {
        headers: { origin: address },
      });
      if (!put.ok()) throw new Error(await put.text());
    }
  }
  return marlene;
}

function file(name: string, text: string) {
  return {
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(text),
  };
}

async function idOf(context: BrowserContext, list: string, name: string): Promise<string> {
  const filter = JSON.stringify(['name', 'is', name]);
  const answer = await context.request.get(`/api/v1/${list}?filter=${encodeURIComponent(filter)}`);
  const { rows } = (await answer.json()) as { rows: { id: string }[] };
  if (!rows[0]) throw new Error(`${name} did not arrive.`);
  return rows[0].id;
}

function send(context: BrowserContext, route: string, data: object): Promise<unknown> {
  return post(context, `/api/v1/${route}`, data);
}

async function post(context: BrowserContext, route: string, data: object): Promise<unknown> {
  const answer = await context.request.post(route, { headers: { origin: address }, data });
  if (!answer.ok()) throw new Error(`${route}: ${await answer.text()}`);
  return answer.json();
}

/** Another window of the same person, with their session. */
async function open(
  of: BrowserContext,
  {
    theme = 'light',
    width = 1280,
    height = 800,
  }: { theme?: 'light' | 'dark'; width?: number; height?: number } = {},
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: address,
    locale: 'en-GB',
    timezoneId: invented.company.zone,
    reducedMotion: 'reduce',
    colorScheme: theme,
    viewport: { width, height },
    storageState: await of.storageState(),
  });
  context.setDefaultTimeout(20_000);
  return context.newPage();
}

async function show(page: Page, where: string): Promise<void> {
  await page.goto(where);
  await page.locator('main h1').waitFor();
}

async function take(page: Page, name: string): Promise<void> {
  if (wanted.length > 0 && !wanted.includes(name)) return;
  // Live updates keep a connection open, so the network alone does not tell when all is there.
  await page.waitForFunction('!document.querySelector("[aria-busy=true]")').catch(() => undefined);
  await pause(800);
  const target = path.join(folder, `${name}.png`);
  await page.screenshot({ path: target, animations: 'disabled', caret: 'hide' });
  const { size } = statSync(target);
  console.log(`${String(Math.round(size / 1024)).padStart(4)} KB  ${path.relative(root, target)}`);
  if (size > mostKilobytes * 1024)
    throw new Error(`${name}.png is larger than ${mostKilobytes} KB.`);
}

/** As `npm start` does it: the web app is built where it is not, or was changed since. */
async function startServer() {
  const child = spawn(process.execPath, [path.join(root, 'bin/rapport.js'), 'start'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: new URL(address).port,
      RAPPORT_DATA: path.join(dataFolder, 'data'),
    },
  });
  const ready = Promise.withResolvers<void>();
  child.stdout.setEncoding('utf8').on('data', (line: string) => {
    if (line.includes('is ready at')) ready.resolve();
  });
  child.once('exit', (code) => ready.reject(new Error(`The server ended with ${String(code)}.`)));
  await ready.promise;
  return child;
}

async function freePort(): Promise<number> {
  const listening = createServer().listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  listening.close();
  await once(listening, 'close');
  return port;
}
