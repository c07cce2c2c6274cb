import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPostOffice, type PostOffice } from '../server/interact/sending/testing.ts';
import { at, barriers, Journey, owner, password } from './journey.ts';

let journey: Journey;
let office: PostOffice;
let page: Page;
beforeAll(async () => {
  office = await openPostOffice();
  journey = await Journey.begin({
    settings: { RAPPORT_ALLOWED_HOSTS: `127.0.0.1:${office.port}` },
  });
  page = await journey.open(owner.email);
});
afterAll(async () => {
  await journey?.end();
  await office?.close();
});

async function send<Answer>(from: Page, path: string, data: unknown): Promise<Answer> {
  const answer = await from.request.post(path, {
    headers: { origin: journey.server.address },
    data,
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as Answer;
}

const settings = async (on: Page) => {
  await on.goto('/settings/me');
  await on.waitForURL(at('/settings/me'));
};

test('the day comes by e-mail once somebody wants it, from a mailbox of their own', async () => {
  await settings(page);
  await page.getByText('Connect one first.').waitFor();
  await send(page, '/api/v1/connections', {
    kind: 'imap',
    name: 'Ada',
    visibility: 'everyone',
    settings: {
      address: owner.email,
      host: '127.0.0.1',
      port: 143,
      encryption: 'none',
      user: owner.email,
      smtp: { host: '127.0.0.1', port: office.port, encryption: 'none' },
    },
    secret: { password: 'right' },
  });
  await page.reload();
  const wish = page.getByRole('checkbox', { name: 'My day by e-mail' });
  expect(await wish.isChecked()).toBe(false);
  await page.getByText('My day by e-mail').click();
  await page.getByRole('checkbox', { name: 'Not at weekends' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Send me one now' }).click();
  await page.getByText(`Your day is on its way to ${owner.email}`).waitFor();
  await expect
    .poll(() => office.received.map(({ to }) => to), { timeout: 30_000 })
    .toEqual([[owner.email]]);
  expect(office.received[0]!.raw).toContain('Auto-Submitted: auto-generated');
  await page.getByText('My day by e-mail').click();
  await page.getByRole('checkbox', { name: 'Not at weekends' }).waitFor({ state: 'detached' });
}, 90_000);

test('what one is told is shown outside the page, where one wants that', async () => {
  const ben = { name: 'Ben Holt', email: 'ben@kettle.example' };
  const invited = await send<{ link: string }>(page, '/api/v1/invitations', {
    email: ben.email,
    level: 'member',
  });
  const stranger = await journey.open();
  await send(stranger, '/api/auth/invitations/accept', {
    token: invited.link.split('#')[1],
    name: ben.name,
    password,
  });
  const his = await journey.open(ben.email);
  await his.context().grantPermissions(['notifications']);
  // What the operating system is asked to show cannot be read back from it.
  await his.addInitScript(() => {
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    ServiceWorkerRegistration.prototype.showNotification = (title, options) => {
      shown.push(`${title} | ${options?.body}`);
      return Promise.resolve();
    };
  });
  await settings(his);
  const wish = his.getByRole('checkbox', { name: 'Tell me in this browser as well' });
  await his.getByText('Tell me in this browser as well').click();
  await expect.poll(() => wish.isChecked(), { timeout: 10_000 }).toBe(true);
  const shown = () => his.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
  const { id: anna } = await send<{ id: string }>(page, '/api/v1/people', { name: 'Anna Gruber' });
  const { rows } = (await (await page.request.get('/api/v1/users')).json()) as {
    rows: { id: string; email: string }[];
  };
  const benId = rows.find(({ email }) => email === ben.email)!.id;
  await his.evaluate(() => {
    document.hasFocus = () => false;
  });
  const about = { partyId: anna };
  await send(page, '/api/v1/comments', { about, text: `@[${benId}] was in Graz with her.` });
  await expect
    .poll(shown, { timeout: 30_000 })
    .toEqual(['Ada Kettle named you in a comment · Anna Gruber | @Ben Holt was in Graz with her.']);
}, 90_000);

test('what a phone shares waits until somebody says what becomes of it', async () => {
  const phone = await journey.open(owner.email, { width: 390 });
  await phone.goto('/share');
  await phone.getByText('Nothing waits here').waitFor();
  await phone.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js');
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      );
    // As the system hands it over, which no browser without an installed app does.
    const form = document.createElement('form');
    Object.assign(form, { method: 'post', action: '/share', enctype: 'multipart/form-data' });
    const words = { title: 'Oak boards', text: 'Called Anna Gruber about oak', url: '' };
    for (const [name, value] of Object.entries(words)) {
      const field = document.createElement('input');
      Object.assign(field, { name, value });
      form.append(field);
    }
    const files = document.createElement('input');
    Object.assign(files, { type: 'file', name: 'files', multiple: true });
    const carried = new DataTransfer();
    const card = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ida Fink\r\nEND:VCARD\r\n';
    carried.items.add(new File([card], 'Ida Fink – größer.vcf', { type: 'text/vcard' }));
    files.files = carried.files;
    form.append(files);
    document.body.append(form);
    form.submit();
  });
  await phone.waitForURL(at('/share'));
  await phone.getByText('Called Anna Gruber about oak').waitFor();
  await phone.getByText('Ida Fink – größer.vcf').waitFor();
  expect(await barriers(phone)).toEqual([]);
  await phone.getByRole('button', { name: 'Import the file' }).click();
  await phone.waitForURL(/\/settings\/import\//);
  await phone.getByText('Ida Fink – größer.vcf').waitFor();
  await phone.goto('/share');
  await phone.getByText('Nothing waits here').waitFor();
}, 90_000);
