import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveApp } from '../platform/http/serving.ts';
import type { Company } from '../testing/company.ts';
import { openCompany } from '../testing/company.ts';
import { rowHash } from '../testing/installation.ts';

/** What is only seen on the wire: requests that two servers in a row could take apart differently. */

const long = process.env.RAPPORT_TEST_LONG === '1';

let company: Company;
let server: ReturnType<typeof serveApp>;
let port: number;
let signedIn: string;
beforeAll(async () => {
  company = await openCompany();
  server = serveApp(company.app, { hostname: '127.0.0.1', port: 0 });
  port = await portOf(server);
  signedIn = Object.entries(company.max.headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
});
afterAll(async () => {
  server.close();
  await company.close();
});

async function portOf(server: ReturnType<typeof serveApp>): Promise<number> {
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Speaks to the server as it likes, and hears whatever comes back until the connection is closed. */
async function converse(to: number, speak: (socket: Socket) => void): Promise<string> {
  const socket = connect(to, '127.0.0.1');
  const closed = new Promise((resolve) => socket.on('close', resolve));
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.on('error', () => socket.destroy());
  speak(socket);
  await closed;
  return answer;
}

/** Sends these bytes as they are; silence ends it too. */
function sendRaw(text: string): Promise<string> {
  return converse(port, (socket) => {
    socket.setTimeout(700, () => socket.destroy());
    socket.write(text);
  });
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
    const first = await Promise.race([company.max.get('people'), ...slow]);
    expect(first).toMatchObject({ status: 200 });
    await Promise.all(slow);
    expect(await rowHash(company)).toBe(before);
  });

  test('whoever sends a letter at a time is told that it took too long, and the others are served', async () => {
    const before = await rowHash(company);
    const memory = process.memoryUsage().rss;
    const patience = { headers: 600, body: 600, file: 60_000 };
    const impatient = serveApp(company.app, { hostname: '127.0.0.1', port: 0 }, patience);
    const to = await portOf(impatient);
    const clients = long ? 1_000 : 40;
    const heads = Array.from({ length: clients }, () =>
      converse(to, (socket) => {
        const letters = head([`content-length: ${body.length}`])[Symbol.iterator]();
        const speaking = setInterval(() => socket.write(letters.next().value ?? ''), 100);
        socket.on('close', () => clearInterval(speaking));
      }),
    );
    const bodies = Array.from({ length: clients }, () =>
      converse(to, (socket) => {
        socket.write(head([`content-length: ${body.length}`]) + body.slice(0, 5));
      }),
    );
    expect((await fetch(`http://127.0.0.1:${to}/readyz`)).status).toBe(200);
    for (const answer of await Promise.all(bodies)) expect(answer).toMatch(/^HTTP\/1.1 408 /);
    // Whoever goes on speaking may not hear the answer.
    for (const answer of await Promise.all(heads)) expect(answer).toMatch(/^(HTTP\/1.1 40[08] |$)/);
    expect(process.memoryUsage().rss - memory).toBeLessThan(100_000_000);
    expect(await rowHash(company)).toBe(before);
    expect(company.faults).toEqual([]);
    impatient.close();
  });

  test('a file may take longer than anything else', async () => {
    const patience = { headers: 300, body: 300, file: 60_000 };
    const impatient = serveApp(company.app, { hostname: '127.0.0.1', port: 0 }, patience);
    const to = await portOf(impatient);
    const { body: started } = await company.max.post('imports', {});
    const lines = [
      `PUT /api/v1/imports/${started.id}/files?name=a.csv HTTP/1.1\r\nhost: rapport.example`,
      `${signedIn}content-type: application/octet-stream`,
      'content-length: 11',
      'connection: close\r\n\r\nName\n',
    ];
    const answer = await converse(to, (socket) => {
      socket.write(lines.join('\r\n'));
      setTimeout(() => socket.write('Adina\n'), 1_000);
    });
    expect(answer).toMatch(/^HTTP\/1.1 201 /);
    impatient.close();
  });
});
