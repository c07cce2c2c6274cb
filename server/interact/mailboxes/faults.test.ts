import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { ImapSettings } from '../../../shared/platform/connections.ts';
import { findActor } from '../../platform/access/actors.ts';
import { ConnectionTrouble } from '../../platform/connections/errors.ts';
import { Unanswered } from '../../platform/egress/errors.ts';
import { type Company, openCompany } from '../../testing/company.ts';
import { type Dovecot, mailPassword, openDovecot } from '../../testing/dovecot.ts';
import { letter } from '../importing/testing.ts';
import type { Mailbox } from './capturing.ts';
import { openMailbox } from './client.ts';
import { MailboxSession } from './session.ts';

const long = process.env.RAPPORT_TEST_LONG === '1';
const user = 'max@kettle.example';
const mails = 30;

vi.setConfig({ testTimeout: long ? 900_000 : 60_000 });

let dovecot: Dovecot;
let company: Company;
/** Between us and the server: lets so many bytes of its answers through. */
let line: Server;
let lets = Number.POSITIVE_INFINITY;
let passed = 0;
/** What it says instead of the server. */
let says: ((socket: Socket) => void) | undefined;

beforeAll(async () => {
  dovecot = await openDovecot();
  line = createServer((socket) => {
    socket.on('error', () => undefined);
    if (says) {
      says(socket);
      return;
    }
    const server = connect(dovecot.port, '127.0.0.1');
    server.on('error', () => socket.destroy());
    let left = lets;
    server.on('data', (bytes) => {
      passed += bytes.length;
      socket.write(Buffer.from(bytes).subarray(0, Math.max(0, left)));
      left -= bytes.length;
      if (left <= 0) {
        socket.destroy();
        server.destroy();
      }
    });
    socket.on('data', (bytes) => server.write(bytes));
    socket.on('close', () => server.destroy());
    server.on('close', () => socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(line, 'listening');
  company = await openCompany({
    RAPPORT_ALLOWED_HOSTS: `127.0.0.1:${(line.address() as AddressInfo).port}`,
  });
  dovecot.fill(
    user,
    Array.from({ length: mails }, (_, index) =>
      letter({
        from: `Ida Holm <ida${index}@lanterns.example>`,
        to: user,
        subject: `Letter ${index}`,
        id: `letter-${index}@lanterns.example`,
        text: `What was said in letter ${index}. ${'So it went on. '.repeat(20)}`,
      }),
    ),
  );
});
afterAll(async () => {
  line.close();
  await company.close();
  await dovecot.close();
});
afterEach(() => {
  lets = Number.POSITIVE_INFINITY;
  says = undefined;
});

async function newMailbox(): Promise<Mailbox> {
  const { house, max, workspaces } = company;
  const settings: ImapSettings = {
    address: user,
    host: '127.0.0.1',
    port: (line.address() as AddressInfo).port,
    encryption: 'none',
    user,
  };
  const { body } = await max.post('connections', {
    kind: 'imap',
    name: user,
    visibility: 'everyone',
    settings,
    secret: { password: mailPassword },
  });
  return {
    house,
    id: body.id,
    name: user,
    reach: { audience: workspaces.kettle, visibility: 'everyone', ownerId: max.id },
    actor: (await findActor(house.db, max.id, workspaces.kettle))!,
    settings,
    secret: { password: mailPassword },
    signal: new AbortController().signal,
    caughtUp: async () => undefined,
  };
}

/** Once through everything there is; what breaks it. */
async function bringOnce(mailbox: Mailbox): Promise<unknown> {
  try {
    const client = await openMailbox(mailbox.house, mailbox.settings, mailbox.secret);
    try {
      await (await MailboxSession.open(mailbox, client)).bringUpToDate();
    } finally {
      client.close();
    }
    return undefined;
  } catch (error) {
    return error;
  }
}

const kept = async () => {
  const [row] = await company.sql<{ mails: string; different: string; shortest: string }>(
    `select count(*) as mails, count(distinct a.identity) as different, min(length(t.body)) as shortest
     from activities a join activity_texts t on t.activity_id = a.id`,
  );
  return row;
};

test('a line that is cut at any byte leaves whole mails or none, and the next one goes on', async () => {
  const whole = await newMailbox();
  passed = 0;
  expect(await bringOnce(whole)).toBeUndefined();
  const expected = await kept();
  expect(expected).toMatchObject({ mails: String(mails), different: String(mails) });
  const bytes = passed;

  const cuts = long ? 300 : 14;
  for (let cut = 1; cut <= cuts; cut++) {
    await company.sql('delete from connections; delete from activities; delete from thread_links');
    const mailbox = await newMailbox();
    lets = Math.floor((bytes * cut) / (cuts + 1));
    expect(await bringOnce(mailbox), `cut after ${lets} of ${bytes} bytes`).toBeInstanceOf(Error);
    const { mails: some, different, shortest } = (await kept())!;
    expect(different).toBe(some);
    if (Number(some) > 0) expect(Number(shortest)).toBeGreaterThanOrEqual(300);
    lets = Number.POSITIVE_INFINITY;
    expect(await bringOnce(mailbox), `after a cut at ${cut} of ${cuts}`).toBeUndefined();
    expect(await kept()).toEqual(expected);
  }
});

const greets = (socket: Socket) => socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n');
/** Lets anybody in, and then says `answer` to the first command of a session. */
const afterLogin = (answer: (socket: Socket, tag: string) => void) => (socket: Socket) => {
  greets(socket);
  socket.on('data', (bytes) => {
    for (const command of bytes.toString('latin1').split('\r\n').filter(Boolean)) {
      const [tag = '', verb = ''] = command.split(' ');
      if (/^(LOGIN|AUTHENTICATE|CAPABILITY|ID|NAMESPACE|ENABLE|NOOP)$/i.test(verb))
        socket.write(`${tag} OK done\r\n`);
      else answer(socket, tag);
    }
  });
};

test.each([
  ['hangs up at once', (socket: Socket) => void socket.destroy()],
  ['says goodbye', (socket: Socket) => void socket.end('* BYE too busy\r\n')],
  [
    'speaks another language',
    (socket: Socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
  ],
  [
    'announces a gigabyte',
    afterLogin((socket) => void socket.write('* LIST () "/" {1073741824}\r\nabc')),
  ],
  [
    'never ends a line',
    afterLogin((socket) => {
      const write = () => {
        while (!socket.destroyed && socket.write('x'.repeat(65_536)));
        if (!socket.destroyed) socket.once('drain', write);
      };
      write();
    }),
  ],
  ['closes instead of answering', afterLogin((socket) => void socket.end('* BYE\r\n'))],
])('a server that %s costs no memory and is told in a word', async (_, answer) => {
  const mailbox = await newMailbox();
  says = answer;
  const before = process.memoryUsage().rss;
  const trouble = await bringOnce(mailbox);
  expect(
    trouble instanceof ConnectionTrouble || trouble instanceof Unanswered,
    String(trouble),
  ).toBe(true);
  // The hostile server itself lives in this process too.
  expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(150);
});
