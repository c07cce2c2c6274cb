import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Everybody's password at the calendar servers of the tests. */
export const davPassword = 'known-to-the-tests-alone';

/** An honest CalDAV and CardDAV server of this machine, on a port of the loopback, with a folder of its own. */
export interface Radicale {
  port: number;
  /** What the operator has to name, so that the server may be asked. */
  host: string;
  url: string;
  /** As another program of the same person does it; answers with the status and the ETag. */
  send: (
    method: string,
    user: string,
    href: string,
    body?: string,
    headers?: Record<string, string>,
  ) => Promise<{ status: number; etag: string | null; text: string }>;
  /** Makes a calendar or an address book, with a slash at its end. */
  make: (user: string, name: string, kind?: 'calendar' | 'address book') => Promise<string>;
  stop: () => Promise<void>;
  start: () => Promise<void>;
  close: () => Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const kinds = {
  calendar: ['<C:calendar/>', 'urn:ietf:params:xml:ns:caldav'],
  'address book': ['<C:addressbook/>', 'urn:ietf:params:xml:ns:carddav'],
} as const;

/** Starts a server in which these users may sign in. Debian's package radicale has to be installed. */
export async function openRadicale(users: readonly string[]): Promise<Radicale> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-radicale-'));
  const port = await freePort();
  const file = path.join(folder, 'config');
  writeFileSync(
    path.join(folder, 'users'),
    users.map((user) => `${user}:${davPassword}\n`).join(''),
  );
  writeFileSync(
    file,
    `[server]
hosts = 127.0.0.1:${port}
max_connections = 50
[auth]
type = htpasswd
htpasswd_filename = ${folder}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = ${folder}/collections
[web]
type = none
[logging]
level = error
`,
  );
  let server: ReturnType<typeof spawn> | undefined;
  const isOpen = async () => {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return true;
    } catch {
      return false;
    } finally {
      socket.destroy();
    }
  };
  const start = async () => {
    server = spawn('/usr/bin/radicale', ['-C', file], { stdio: 'ignore' });
    for (let tries = 0; !(await isOpen()); tries++) {
      if (tries === 600 || server.exitCode !== null) throw new Error('Radicale does not start.');
      await pause(50);
    }
  };
  const stop = async () => {
    if (!server || server.exitCode !== null) return;
    server.kill('SIGTERM');
    await once(server, 'exit');
  };
  await start();
  const url = `http://127.0.0.1:${port}`;
  const send: Radicale['send'] = async (method, user, href, body, headers = {}) => {
    const response = await fetch(`${url}${href}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${user}:${davPassword}`).toString('base64')}`,
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    return {
      status: response.status,
      etag: response.headers.get('etag'),
      text: await response.text(),
    };
  };
  return {
    port,
    host: `127.0.0.1:${port}`,
    url,
    send,
    async make(user, name, kind = 'calendar') {
      const [type, namespace] = kinds[kind];
      const href = `/${user}/${crypto.randomUUID()}/`;
      const { status, text } = await send(
        'MKCOL',
        user,
        href,
        `<?xml version="1.0"?><D:mkcol xmlns:D="DAV:" xmlns:C="${namespace}"><D:set><D:prop><D:resourcetype><D:collection/>${type}</D:resourcetype><D:displayname>${name}</D:displayname></D:prop></D:set></D:mkcol>`,
      );
      if (status !== 201) throw new Error(`Radicale made no collection: ${text}`);
      return href;
    },
    start,
    stop,
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
