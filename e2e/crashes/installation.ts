import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { openAuth } from '../../server/platform/auth/auth.ts';
import { findOperator } from '../../server/platform/auth/commands.ts';
import { memberships } from '../../server/platform/auth/memberships.ts';
import { setUp } from '../../server/platform/auth/setup.ts';
import { createToken } from '../../server/platform/auth/tokens.ts';
import type { Holder } from '../../server/platform/database/lock.ts';
import { openEgress } from '../../server/platform/egress/egress.ts';
import type { ImportView } from '../../shared/platform/import/imports.ts';

const root = path.join(import.meta.dirname, '../..');

/** A server in a process of its own, as `npm start` runs it, to be killed by its number. */
export class Server {
  readonly process: ChildProcess;
  address = '';
  /** What it said on both channels. */
  said = '';
  /** Its exit status, or the signal that ended it. */
  readonly ended: Promise<number | string>;

  static readonly #running = new Set<Server>();

  constructor(environment: NodeJS.ProcessEnv) {
    Server.#running.add(this);
    this.process = spawn(process.execPath, [path.join(root, 'server', 'cli.ts'), 'start'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, HOST: '127.0.0.1', PORT: '0', ...environment },
    });
    for (const channel of [this.process.stdout!, this.process.stderr!]) {
      channel.setEncoding('utf8').on('data', (text: string) => {
        this.said += text;
      });
    }
    this.ended = once(this.process, 'close').then(([status, signal]) => {
      Server.#running.delete(this);
      return status ?? signal;
    });
  }

  /** Starts one and waits until it serves. */
  static async start(environment: NodeJS.ProcessEnv): Promise<Server> {
    const server = new Server(environment);
    const ready = Promise.withResolvers<void>();
    server.process.stdout!.on('data', () => {
      const address = /ready at (http:\/\/\S+)/.exec(server.said)?.[1];
      if (!address) return;
      server.address = address;
      ready.resolve();
    });
    const ended = server.ended.then((how) => {
      throw new Error(`The server ended (${how}) before it was ready: ${server.said}`);
    });
    await Promise.race([ready.promise, ended]);
    // From here on its end is what the test is about.
    ended.catch(() => undefined);
    return server;
  }

  /** Ends every server a failed test left behind. */
  static async stopAll(): Promise<void> {
    await Promise.all([...Server.#running].map((server) => server.stop()));
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  async stop(): Promise<void> {
    this.process.kill('SIGTERM');
    await this.ended;
  }
}

/** A person of the company, at the API with a token. */
export class Client {
  readonly address: string;
  readonly token: string;

  constructor(address: string, token: string) {
    this.address = address;
    this.token = token;
  }

  async send<Answer>(
    method: string,
    where: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const isFile = body instanceof Uint8Array;
    const response = await fetch(`${this.address}/api/v1${where}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined
          ? {}
          : { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: isFile ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${where}: ${response.status} ${text}`);
    return JSON.parse(text) as Answer;
  }
}

/** Brings files and starts their import. */
export async function bring(
  client: Client,
  files: { name: string; bytes: Uint8Array }[],
): Promise<string> {
  const { id } = await client.send<{ id: string }>('POST', '/imports', { country: 'AT' });
  for (const { name, bytes } of files) {
    await client.send('PUT', `/imports/${id}/files?name=${name}`, bytes);
  }
  await client.send('POST', `/imports/${id}/start`);
  return id;
}

/** Waits until an import has ended, whatever happens meanwhile to the server or its database. */
export async function ended(client: Client, id: string): Promise<ImportView> {
  for (;;) {
    const view = await client.send<ImportView>('GET', `/imports/${id}`).catch(() => undefined);
    if (view && !['waiting', 'running', 'undoing'].includes(view.status)) return view;
    await pause(50);
  }
}

export interface Owner {
  workspaceId: string;
  userId: string;
  token: string;
}

/** The company's first run, without a browser. */
export async function setUpCompany(serving: pg.ClientConfig): Promise<Owner> {
  const egress = openEgress({});
  const auth = openAuth({
    egress,
    database: serving,
    publicUrl: 'http://127.0.0.1',
    secret: 'only for the length of these few lines of a test',
    memberships,
  });
  try {
    await setUp(auth, {
      companyName: 'Kettle',
      name: 'Anna Berg',
      email: 'anna@kettle.example',
      password: 'kettles like blue mondays',
    });
    const { userId, workspaceId } = await findOperator(auth);
    const { token } = await createToken(auth, { userId, workspaceId, name: 'test', scope: 'full' });
    return { workspaceId, userId, token };
  } finally {
    await auth.close();
    await egress.close();
  }
}

export const servingOf = (dataDir: string): pg.ClientConfig =>
  (JSON.parse(readFileSync(path.join(dataDir, 'running.json'), 'utf8')) as Holder).database!
    .servingConfig;

/** Data folders of one installation, stopped and set up, to be copied for every try. */
export class Installation {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-crash-'));
  owner!: Owner;

  constructor() {
    // The database runs as another user when the tests run as root.
    chmodSync(this.folder, 0o711);
  }

  async make(): Promise<void> {
    const dataDir = path.join(this.folder, 'first');
    const server = await Server.start({ RAPPORT_DATA: dataDir });
    this.owner = await setUpCompany(servingOf(dataDir));
    await server.stop();
  }

  /** A data folder as it was after the first run. */
  copy(name: string): string {
    return this.copyOf(path.join(this.folder, 'first'), name);
  }

  copyOf(stopped: string, name: string): string {
    const dataDir = path.join(this.folder, name);
    execFileSync('cp', ['-a', stopped, dataDir]);
    return dataDir;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
