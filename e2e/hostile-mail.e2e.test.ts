import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { attackHost, attacks } from '../server/interact/mail/attacks.ts';
import type { ImportView } from '../shared/platform/import/imports.ts';
import { Journey, owner } from './journey.ts';

/**
 * Hostile mails in the frame in which people read them. Every other host leads to a trap, so that even a
 * connection opened ahead of a request is seen.
 */

const everyNth = process.env.RAPPORT_TEST_LONG === '1' ? 1 : 60;
const mails = Object.entries(attacks)
  .flatMap(([family, all]) =>
    all.map((html, index) => ({ subject: `The ${index + 1}th of ${family}`, html })),
  )
  .filter((_, index) => index % everyNth === 0);
const pictured = {
  subject: 'A picture from elsewhere',
  html: `<img src="https://${attackHost}/picture.png">`,
};

vi.setConfig({ testTimeout: 60_000 + mails.length * 10_000, hookTimeout: 180_000 });

let journey: Journey;
let page: Page;
let trap: Server;
/** What reached the trap, and what the browser says it asked of anybody but the app. */
const asked: string[] = [];
/** Dialogs, windows, and what the frame refused to run because it had not been taken out. */
const happened: string[] = [];
let person: string;
let activityOf: Map<string, string>;

beforeAll(async () => {
  trap = createServer((socket) => {
    socket.once('data', (bytes) => {
      // The name stands in the first bytes, with TLS and without.
      if (bytes.includes(attackHost)) asked.push(`connection: ${bytes.length} bytes`);
      socket.destroy();
    });
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(trap, 'listening');
  const { port } = trap.address() as AddressInfo;
  journey = await Journey.begin({
    browser: [`--host-resolver-rules=MAP * 127.0.0.1:${port}, EXCLUDE 127.0.0.1`],
  });
  page = await journey.open(owner.email);
  await bringMails();
  const context = page.context();
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (!['data:', 'blob:'].includes(protocol) && origin !== journey.server.address)
      asked.push(request.url());
  });
  context.on('page', (opened) => happened.push(`window ${opened.url()}`));
  context.on('dialog', async (dialog) => {
    happened.push(`dialog ${dialog.message()}`);
    await dialog.dismiss();
  });
  context.on('console', (message) => {
    if (/Blocked script|Content Security Policy|Refused to|Unsafe attempt/.test(message.text()))
      happened.push(message.text());
  });
});
afterAll(async () => {
  await journey?.end();
  trap?.close();
});

async function send<Answer>(method: string, where: string, options = {}): Promise<Answer> {
  const answer = await page.request.fetch(`/api/v1/${where}`, {
    method,
    ...options,
    headers: { origin: journey.server.address, ...('headers' in options ? options.headers! : {}) },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json().catch(() => undefined)) as Answer;
}

/** A mailbox with all of them, from one person. */
async function bringMails(): Promise<void> {
  const emails = ['mallory@letters.example'];
  ({ id: person } = await send<{ id: string }>('POST', 'people', {
    data: { name: 'Mallory', emails },
  }));
  const first = Temporal.ZonedDateTime.from('2026-03-03T09:00[UTC]');
  const mailbox = [...mails, pictured].map(({ subject, html }, index) =>
    [
      'From mallory@letters.example Tue Mar  3 09:00:00 2026',
      'From: Mallory <mallory@letters.example>',
      `To: ${owner.email}`,
      `Subject: ${subject}`,
      `Date: ${new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'UTC' }).format(first.add({ hours: index }).epochMilliseconds).replace(',', '')} +0000`,
      `Message-ID: <${index}@letters.example>`,
      'MIME-Version: 1.0',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      ...Buffer.from(html)
        .toString('base64')
        .match(/.{1,76}/g)!,
      '',
    ].join('\n'),
  );
  const { id } = await send<{ id: string }>('POST', 'imports', { data: {} });
  await send('PUT', `imports/${id}/files?name=hostile.mbox`, {
    data: Buffer.from(mailbox.join('\n')),
    headers: { 'content-type': 'application/octet-stream' },
  });
  await send('POST', `imports/${id}/start`, { data: {} });
  await vi.waitUntil(
    async () => (await send<ImportView>('GET', `imports/${id}`)).status === 'done',
    { timeout: 120_000, interval: 300 },
  );

  activityOf = new Map();
  let cursor: string | null = null;
  do {
    const page: TimelinePage = await send(
      'GET',
      `people/${person}/timeline?limit=200${cursor ? `&cursor=${cursor}` : ''}`,
    );
    for (const row of page.rows) activityOf.set(row.subject ?? '', row.id);
    cursor = page.next;
  } while (cursor);
}

interface TimelinePage {
  rows: { id: string; subject: string | null }[];
  next: string | null;
}

/** Opens a mail from its person's timeline, as it was sent. */
async function read(subject: string) {
  await page.goto(`/people/${person}?activity=${activityOf.get(subject)}`);
  // Coming from a link the keyboard stands on the entry.
  await page.locator('[role="listitem"]:focus').filter({ hasText: subject }).waitFor();
  await page.keyboard.press('Enter');
  const asSent = page.getByRole('button', { name: 'As it was sent' });
  await asSent.waitFor();
  const shown = page.waitForResponse(
    (response) => response.url().includes('/html') && response.request().method() === 'GET',
  );
  await asSent.click();
  expect((await shown).status()).toBe(200);
  return page.locator('iframe');
}

test(`${mails.length} hostile mails run nothing, ask nobody and lead nowhere`, async () => {
  for (const { subject, html } of mails) {
    const frame = await read(subject);
    const app = page.url();
    const content = await (await frame.elementHandle())!.contentFrame();
    await content!.waitForLoadState('load');
    const document = content!.url();
    // The mouse comes by and presses, for what waits for it.
    const { x, y, width, height } = (await frame.boundingBox())!;
    await page.mouse.move(x + 5, y + 5);
    await page.mouse.move(x + width / 3, y + 60, { steps: 3 });
    await page.mouse.click(x + width / 3, y + Math.min(60, height / 2));
    await page.mouse.wheel(0, 100);
    await page.waitForTimeout(200);
    const told = `${subject}: ${html}`;
    expect(asked, told).toEqual([]);
    expect(happened, told).toEqual([]);
    expect(page.url(), told).toBe(app);
    // Within its own document it may scroll.
    expect(content!.url().replace(/#.*/, ''), told).toBe(document);
  }
});

test('a picture from elsewhere is asked for when the reader wants it, and the trap sees that', async () => {
  await read(pictured.subject);
  await page.waitForTimeout(300);
  expect(asked).toEqual([]);
  await page.getByRole('button', { name: 'Load images' }).click();
  await expect.poll(() => asked).toContain(`https://${attackHost}/picture.png`);
  await expect.poll(() => asked.join('\n')).toContain('connection');
});
