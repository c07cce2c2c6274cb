import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { allowedHosts, type Resolve } from './destination.ts';
import { type Egress, openEgress } from './egress.ts';
import { Unanswered } from './errors.ts';
import { isPublic } from './ranges.ts';

const opened: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

function door(options: Parameters<typeof openEgress>[0] = {}): Egress {
  const egress = openEgress(options);
  opened.push(egress);
  return egress;
}

async function serve(answer: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  return { server, port: (server.address() as AddressInfo).port };
}

const always =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

async function reasonOf(asked: Promise<unknown>): Promise<string> {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Unanswered);
  return (error as Unanswered).reason;
}

describe('somebody inside the network', () => {
  /** What listens on this machine, as a database or a cloud's own service would. */
  let port: number;
  let connections = 0;
  const inside = createSocketServer((socket) => {
    connections++;
    socket.destroy();
  });
  beforeAll(async () => {
    inside.listen(0);
    await once(inside, 'listening');
    port = (inside.address() as AddressInfo).port;
  });
  afterAll(() => inside.close());

  const hosts = [
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '127.255.255.254',
    '0',
    '0.0.0.0',
    '0x7f.0.0.1',
    '0x7f000001',
    '0X7F.1',
    '0177.0.0.1',
    '017700000001',
    '2130706433',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '127%2e0%2e0%2e1',
    'localhost',
    'LOCALHOST',
    'localhost.',
    'localhost%00',
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[0:0:0:0:0:ffff:a9fe:a9fe]',
    '[::ffff:169.254.169.254]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b::169.254.169.254]',
    '[64:ff9b:1::a00:1]',
    '[2002:7f00:1::]',
    '[2002:a9fe:a9fe::]',
    '[2001:0:7f00:1::]',
    '[fe80::1]',
    '[fe80::1%25eth0]',
    '[fec0::1]',
    '[fc00::1]',
    '[fd00::1]',
    '[fd00:ec2::254]',
    '[ff02::1]',
    '[2001:db8::1]',
    '[3fff::1]',
    '[100::1]',
    '[5f00::1]',
    '169.254.169.254',
    '0xa9fea9fe',
    '2852039166',
    '0251.0376.0251.0376',
    '168.63.129.16',
    '100.100.100.200',
    '100.64.0.1',
    '10.0.0.1',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '192.0.0.192',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.7',
    '203.0.113.9',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
  ];

  test.each(hosts)('is not reached at %s', async (host) => {
    const egress = door();
    for (const address of [
      `https://${host}`,
      `https://${host}:${port}`,
      `http://${host}:${port}`,
      `https://${host}:443/.well-known/openid-configuration`,
    ]) {
      expect(['private', 'port', 'address', 'unknown host']).toContain(
        await reasonOf(egress.ask(address)),
      );
    }
    expect(connections).toBe(0);
  });

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '::1',
    '::ffff:127.0.0.1',
    'fd12::1',
    'fe80::1%eth0',
  ])('is not reached by a name that leads to %s', async (address) => {
    const egress = door({ resolve: always(address) });
    expect(await reasonOf(egress.ask('https://partner.example'))).toBe('private');
  });

  test('is not reached by a name that leads outside as well', async () => {
    const egress = door({ resolve: always('93.184.215.14', '127.0.0.1') });
    expect(await reasonOf(egress.ask('https://partner.example'))).toBe('private');
  });

  test('is not reached by a name that changes its mind: it is looked up once for each connection', async () => {
    let asked = 0;
    const flipping: Resolve = async () => {
      asked++;
      return [{ address: asked === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
    };
    const { port: allowedPort } = await serve((_, answer) => answer.end('from the one allowed'));
    const egress = door({
      resolve: flipping,
      allowed: allowedHosts([`sso.office.example:${allowedPort}`]),
    });
    const answer = await egress.ask(`http://sso.office.example:${allowedPort}/`);
    expect(await answer.text()).toBe('from the one allowed');
    expect(asked).toBe(1);
  });

  test.each([
    'http://partner.example',
    'ftp://partner.example',
    'file:///etc/passwd',
    'gopher://x',
    'data:,x',
    'no address',
    'https://ada:secret@partner.example',
    'unix:/run/postgresql',
  ])('is not reached by an address of another kind: %s', async (address) => {
    const egress = door({ resolve: always('93.184.215.14') });
    expect(await reasonOf(egress.ask(address))).toBe('address');
  });

  test.each([22, 25, 80, 3306, 5432, 6379, 8443])('nor is port %i of anybody', async (odd) => {
    const egress = door({ resolve: always('93.184.215.14') });
    expect(await reasonOf(egress.ask(`https://partner.example:${odd}`))).toBe('port');
  });

  test('is not reached by a redirect, which is an answer like another', async () => {
    let inner = 0;
    const { port: innerPort } = await serve((_, answer) => {
      inner++;
      answer.end('secret');
    });
    const { port: outerPort } = await serve((_, answer) =>
      answer.writeHead(302, { location: `http://127.0.0.1:${innerPort}/` }).end(),
    );
    const egress = door({ allowed: allowedHosts([`127.0.0.1:${outerPort}`]) });
    const answer = await egress.ask(`http://127.0.0.1:${outerPort}/`);
    expect(answer.status).toBe(302);
    expect(inner).toBe(0);
  });
});

describe('what the operator allows', () => {
  test('is that host at that port and nothing beside it', async () => {
    const { port } = await serve((_, answer) => answer.end('hello'));
    const { port: other } = await serve((_, answer) => answer.end('other'));
    const egress = door({ allowed: allowedHosts([`127.0.0.1:${port}`]) });
    expect(await (await egress.ask(`http://127.0.0.1:${port}/`)).text()).toBe('hello');
    expect(await reasonOf(egress.ask(`http://127.0.0.1:${other}/`))).toBe('address');
    expect(await reasonOf(egress.ask(`http://localhost:${port}/`))).toBe('address');
  });

  test.each(['169.254.169.254', '0.0.0.0', '::ffff:10.0.0.1', 'fe80::1', '100.100.100.200'])(
    'is never that a name leads to %s',
    async (address) => {
      const egress = door({
        resolve: always(address),
        allowed: allowedHosts(['sso.office.example']),
      });
      expect(await reasonOf(egress.ask('https://sso.office.example'))).toBe('private');
    },
  );

  test('is written as host and port, usually that of https', () => {
    expect([...allowedHosts(['sso.office.example', ' 10.0.0.7:8443', '[fd00::1]:80'])]).toEqual([
      'sso.office.example:443',
      '10.0.0.7:8443',
      '[fd00::1]:80',
    ]);
    for (const wrong of ['', 'https://sso.office.example', '10.0.0.0/8', 'a b', 'x@y'])
      expect(() => allowedHosts([wrong]), wrong).toThrow(TypeError);
  });
});

describe('an answer', () => {
  const ask = async (
    listener: RequestListener,
    limits = { milliseconds: 400, bytes: 10_000 },
  ): Promise<Response> => {
    const { port } = await serve(listener);
    const egress = door({ allowed: allowedHosts([`127.0.0.1:${port}`]), limits });
    return egress.ask(`http://127.0.0.1:${port}/`);
  };

  test('beyond measure is not read to its end', async () => {
    const endless: RequestListener = (_, answer) => {
      const more = () => {
        while (answer.write('x'.repeat(5000)));
      };
      answer.on('drain', more);
      more();
    };
    expect(await reasonOf(ask(endless))).toBe('too large');
  });

  test('that drips is waited for only so long', async () => {
    const dripping: RequestListener = (_, answer) => {
      const timer = setInterval(() => answer.write('x'), 50);
      answer.on('close', () => clearInterval(timer));
    };
    expect(await reasonOf(ask(dripping))).toBe('too slow');
    expect(await reasonOf(ask(() => {}))).toBe('too slow');
  });

  test('that is packed is not unpacked', async () => {
    const packed: RequestListener = (_, answer) =>
      answer.writeHead(200, { 'content-encoding': 'gzip' }).end('x');
    expect(await reasonOf(ask(packed))).toBe('no answer');
  });

  test('with headers without end is refused', async () => {
    const large: RequestListener = (_, answer) =>
      answer.writeHead(200, { 'x-large': 'x'.repeat(100_000) }).end('x');
    expect(await reasonOf(ask(large))).toBe('no answer');
  });

  test('comes with its status, its headers and its bytes', async () => {
    const answer = await ask((_, to) =>
      to.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"x"}'),
    );
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual({ error: 'x' });
    expect((await ask((_, to) => to.writeHead(204).end())).status).toBe(204);
  });

  test('that does not come says why', async () => {
    const { server, port } = await serve(() => {});
    server.close();
    await once(server, 'close');
    const egress = door({ allowed: allowedHosts([`127.0.0.1:${port}`]) });
    expect(await reasonOf(egress.ask(`http://127.0.0.1:${port}/`))).toBe('no answer');
    const nowhere = Object.assign(new Error('no'), { code: 'ENOTFOUND' });
    const lost = door({ resolve: () => Promise.reject(nowhere) });
    expect(await reasonOf(lost.ask('https://nobody.example'))).toBe('unknown host');
    // It speaks no TLS.
    const plain = await serve((_, answer) => answer.end());
    const wary = door({ allowed: allowedHosts([`127.0.0.1:${plain.port}`]) });
    expect(await reasonOf(wary.ask(`https://127.0.0.1:${plain.port}/`))).toBe('certificate');
  });
});

describe('whichever way an address inside is written', () => {
  const octet = fc.integer({ min: 0, max: 255 });
  const inside = fc.oneof(
    fc.tuple(fc.constant(10), octet, octet, octet),
    fc.tuple(fc.constant(127), octet, octet, octet),
    fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
    fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
    fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
  );
  const number = ([a, b, c, d]: readonly number[]) => ((a! * 256 + b!) * 256 + c!) * 256 + d!;
  const hex = (value: number) => value.toString(16).padStart(4, '0');
  const wrapped = (value: number) => `${hex(value >>> 16)}:${hex(value & 0xffff)}`;
  const ways: ((parts: readonly number[]) => string)[] = [
    (parts) => parts.join('.'),
    (parts) => parts.map((part) => `0${part.toString(8)}`).join('.'),
    (parts) => parts.map((part) => `0x${part.toString(16)}`).join('.'),
    (parts) => String(number(parts)),
    (parts) => `0x${number(parts).toString(16)}`,
    (parts) => `${parts[0]}.${number([0, ...parts.slice(1)])}`,
    (parts) => `[::ffff:${parts.join('.')}]`,
    (parts) => `[::${wrapped(number(parts))}]`,
    (parts) => `[64:ff9b::${wrapped(number(parts))}]`,
    (parts) => `[2002:${wrapped(number(parts))}::1]`,
  ];

  property.prop([inside, fc.constantFrom(...ways)])('it is seen to be inside', (parts, write) => {
    const { hostname } = new URL(`https://${write(parts)}`);
    expect(isPublic(hostname.replace(/^\[|\]$/g, ''))).toBe(false);
  });

  test('and what is everybody’s is not', () => {
    for (const address of ['93.184.215.14', '1.1.1.1', '172.32.0.1', '2606:4700::1111', '2a00::1'])
      expect(isPublic(address), address).toBe(true);
  });
});
