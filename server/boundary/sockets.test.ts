import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Company } from '../testing/company.ts';
import { openCompany } from '../testing/company.ts';
import { rowHash } from '../testing/installation.ts';

/** What is only seen on the wire: requests that two servers in a row could take apart differently. */

let company: Company;
let server: ReturnType<typeof serve>;
let port: number;
let signedIn: string;
beforeAll(async () => {
  company = await openCompany();
  server = serve({ fetch: company.app.fetch, hostname: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  signedIn = Object.entries(company.max.headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
});
afterAll(async () => {
  server.close();
  await company.close();
});

/** Sends these bytes as they are and reads what comes back until the connection is closed or silent. */
async function sendRaw(text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.on('error', () => socket.destroy());
  socket.setTimeout(700, () => socket.destroy());
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

const body = '{"name":"Smuggled"}';
const head = (lines: string[]) =>
  `POST /api/v1/people HTTP/1.1\r\nhost: rapport.example\r\n${signedIn}content-type: application/json\r\n${lines.join('\r\n')}\r\n\r\n`;
const chunked = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`;

describe('on the wire', () => {
  test('an ordinary request is answered, in one piece or in chunks', async () => {
    const whole = await sendRaw(head([`content-length: ${body.length}`]) + body);
    expect(whole).toMatch(/^HTTP\/1.1 201 /);
    const pieces = await sendRaw(head(['transfer-encoding: chunked']) + chunked(body));
    expect(pieces).toMatch(/^HTTP\/1.1 201 /);
  });

  test.for([
    ['two lengths', [`content-length: ${body.length}`, 'content-length: 3'], body],
    ['a length and chunks', [`content-length: 4`, 'transfer-encoding: chunked'], chunked(body)],
    [
      'chunks said twice',
      ['transfer-encoding: chunked', 'transfer-encoding: identity'],
      chunked(body),
    ],
    ['a chunk of no number', ['transfer-encoding: chunked'], `zz\r\n${body}\r\n0\r\n\r\n`],
    ['a negative length', ['content-length: -1'], body],
    ['a header over two lines', ['content-length:', ` ${body.length}`], body],
    ['a space before the colon', [`content-length : ${body.length}`], body],
    ['a bare line feed', [`x: y\ncontent-length: ${body.length}`], body],
  ] as const)('with %s it is not', async ([, lines, sent]) => {
    const before = await rowHash(company);
    const answer = await sendRaw(head([...lines]) + sent);
    expect(answer).toMatch(/^(HTTP\/1.1 (400|411|501) |$)/);
    expect(answer.match(/HTTP\/1\.1/g)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(await rowHash(company)).toBe(before);
  });

  test('a body that never ends is cut off at its limit, whatever was promised', async () => {
    const endless = `${(65_536).toString(16)}\r\n${' '.repeat(65_536)}\r\n`.repeat(40);
    const answer = await sendRaw(head(['transfer-encoding: chunked']) + endless);
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });

  test('a promised body that does not come changes nothing and holds no connection of the database', async () => {
    const before = await rowHash(company);
    const slow = Array.from({ length: 40 }, () =>
      sendRaw(head([`content-length: ${body.length}`]) + body.slice(0, 5)),
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    const started = performance.now();
    expect((await company.max.get('people')).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(500);
    await Promise.all(slow);
    expect(await rowHash(company)).toBe(before);
  });
});
