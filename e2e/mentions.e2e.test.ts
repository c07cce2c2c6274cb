import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers, Journey, owner } from './journey.ts';

/** A feed is watched for the name of the company; what it says is judged, given to somebody and answered. */

let feeds: Server;
let address: string;
let journey: Journey;
let page: Page;

beforeAll(async () => {
  const at = new Date(Temporal.Now.instant().subtract({ hours: 3 }).epochMilliseconds);
  feeds = createServer((_, response) =>
    response.end(
      `<rss version="2.0"><channel><item><guid>1</guid><link>https://news.example/1</link>
        <title>Kettle and Daughters saved our harvest</title><pubDate>${at.toUTCString()}</pubDate>
        <description>The new kettle of Kettle and Daughters works.</description></item></channel></rss>`,
    ),
  );
  await new Promise<void>((done) => feeds.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${(feeds.address() as AddressInfo).port}`;
  address = `http://${host}/rss`;
  journey = await Journey.begin({ settings: { RAPPORT_ALLOWED_HOSTS: host } });
  page = await journey.open(owner.email, { width: 1440 });
});
afterAll(async () => {
  await journey?.end();
  feeds.closeAllConnections();
  feeds.close();
});

test('from the first look at a feed to the answer, with Undo', async () => {
  await page.goto('/inbox');
  await page.getByRole('link', { name: 'Mentions' }).click();
  await page.getByText('Nobody has named you').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Watch a source' }).click();
  const dialog = page.getByRole('dialog', { name: 'Watch a source' });
  await dialog.getByRole('textbox', { name: 'Address' }).fill(address);
  await dialog.getByRole('textbox', { name: 'Names of the company' }).fill(owner.name);
  await dialog.getByRole('button', { name: 'Watch' }).click();
  await dialog.getByText(/is the name of somebody here/).waitFor();
  await dialog.getByRole('textbox', { name: 'Names of the company' }).fill('Kettle and Daughters');
  await dialog.getByRole('textbox', { name: 'Name of the source' }).fill('Harbour News');
  await dialog.getByRole('button', { name: 'Watch' }).click();
  await dialog.waitFor({ state: 'detached' });

  const mention = page.getByRole('article').filter({ hasText: 'saved our harvest' });
  await mention.waitFor({ timeout: 30_000 });
  expect(await barriers(page)).toEqual([]);
  await mention.getByText('Good', { exact: true }).click();
  await page.getByText('Noted').first().waitFor();
  await mention.getByRole('button', { name: /Give it to/ }).click();
  await page.getByRole('option', { name: owner.name }).click();
  await mention.getByRole('button', { name: /Ada Kettle/ }).waitFor();
  await mention.getByRole('button', { name: 'It was answered' }).click();
  await page.getByText('Nobody has named you').waitFor();
  await page
    .getByRole('radio', { name: 'Settled' })
    .or(page.getByRole('button', { name: 'Settled' }))
    .first()
    .click();
  await page.getByText(/answered after 3 hours/).waitFor();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await page.getByText(/answered after 3 hours/).waitFor({ state: 'detached' });
});
