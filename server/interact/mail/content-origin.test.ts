import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { bring, letter } from '../importing/testing.ts';

let company: Company;
let max: Colleague;
let mail: string;

beforeAll(async () => {
  company = await openCompany({ RAPPORT_CONTENT_URL: 'http://content.example' });
  ({ max } = company);
  const html = letter({
    from: 'Ida Holm <ida@lanterns.example>',
    to: 'max@kettle.example',
    subject: 'Look',
    headers: 'MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8',
    text: '<p>Hello</p><script>alert(1)</script><img src="https://spy.example/x.png">',
  });
  await bring(company, max, { 'a.eml': html }, { visibility: 'private' });
  const [row] = await company.sql<{ id: string }>('select id from activities');
  mail = row!.id;
});
afterAll(() => company.close());

const opened = (address: string) => {
  const { host, pathname } = new URL(address);
  return company.stranger.send('GET', pathname, { headers: { host } });
};

test('a mail is shown from the other origin, by a link that only its reader gets', async () => {
  const link = (await max.get(`activities/${mail}/html`)).headers.get('location')!;
  expect(link).toMatch(/^http:\/\/content\.example\/content\//);
  const shown = await opened(link);
  expect(shown.status).toBe(200);
  expect(shown.text).toContain('Hello');
  expect(shown.text).not.toMatch(/<script|spy\.example/);
  expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect((await company.olga.get(`activities/${mail}/html`)).status).toBe(404);
});

test('a link that was changed, or used by somebody who lost the right, opens nothing', async () => {
  const link = (await max.get(`activities/${mail}/html`)).headers.get('location')!;
  expect((await opened(`${link.slice(0, -2)}xx`)).status).toBe(404);
  await company.sql('update users set disabled_at = now() where id = $1', [max.id]);
  company.house.actors.forget();
  expect((await opened(link)).status).toBe(404);
  await company.sql('update users set disabled_at = null where id = $1', [max.id]);
});

test('the app is not to be found on the content origin', async () => {
  expect((await opened('http://content.example/api/v1/people')).status).toBe(404);
  expect((await opened('http://content.example/')).status).toBe(404);
});
