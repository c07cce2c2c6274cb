import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type pg from 'pg';
import { projectRoot } from '../server/platform/config/config.ts';
import { readHolder } from '../server/platform/database/lock.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;
const command = path.join(projectRoot, 'server/cli.ts');

/** As bin/rapport.js starts a server. */
const frugal = ['--max-old-space-size=224', '--max-semi-space-size=16'];

/** An installation of its own in a folder that is removed afterwards, with the settings everybody gets. */
export class Installation {
  readonly dataDir = makeFolder();

  /** Where a mail server may listen that this installation is allowed to ask. */
  mailPort = 0;
  #port = 0;

  /** Starts the server as `npm start` does once everything is installed. */
  async start(): Promise<RunningServer> {
    // Browsers name the port in their Origin, so the server must know it from the start.
    this.#port ||= await freePort();
    this.mailPort ||= await freePort();
    const began = performance.now();
    const child = spawn(process.execPath, [...frugal, command, 'start'], {
      cwd: projectRoot,
      env: this.#environment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    // A run that is broken off leaves neither a server nor its folder behind.
    const breakOff = async () => {
      child.kill('SIGTERM');
      await ended;
      this.remove();
      process.exit(130);
    };
    for (const signal of signals) process.once(signal, breakOff);
    const ready = Promise.withResolvers<string>();
    createInterface(child.stdout).on('line', (line) => {
      const address = /ready at (\S+)/.exec(line)?.[1];
      if (address) ready.resolve(address);
    });
    void ended.then(() => ready.reject(new Error('The server ended before it was ready.')));
    const address = await ready.promise;
    const startedIn = performance.now() - began;
    const { database } = readHolder(this.dataDir)!;
    return {
      address,
      startedIn,
      pid: child.pid!,
      owner: database!.ownerConfig,
      serving: database!.servingConfig,
      async stop() {
        for (const signal of signals) process.off(signal, breakOff);
        child.kill('SIGTERM');
        await ended;
      },
    };
  }

  /** Runs a command of the installation and returns what it printed. */
  async run(args: string[], options: { input?: string } = {}): Promise<string> {
    const child = spawn(process.execPath, [command, ...args], {
      cwd: projectRoot,
      env: this.#environment(),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdin.end(options.input ?? '');
    const lines: string[] = [];
    child.stdout.setEncoding('utf8').on('data', (text: string) => lines.push(text));
    const [status] = await once(child, 'close');
    if (status !== 0) throw new Error(`rapport ${args[0]} ended with ${status}.`);
    return lines.join('');
  }

  remove(): void {
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  #environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(this.#port),
      RAPPORT_DATA: this.dataDir,
      RAPPORT_ALLOWED_HOSTS: `127.0.0.1:${this.mailPort || 1}`,
      // As bin/rapport.js sets it.
      NODE_COMPILE_CACHE: path.join(projectRoot, 'node_modules', '.cache', 'compiled'),
    };
  }
}

/** Open to the user that the database runs as, so that it lies here and goes with the rest. */
function makeFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-bench-'));
  chmodSync(folder, 0o711);
  return folder;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export interface RunningServer {
  address: string;
  /** Milliseconds from the start of the process to the line that says it is ready. */
  startedIn: number;
  pid: number;
  owner: pg.ClientConfig;
  serving: pg.ClientConfig;
  stop: () => Promise<void>;
}
