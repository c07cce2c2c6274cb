import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure, type Log } from '../../failure.ts';
import { type Account, spawnedAs } from './account.ts';
import type { Binaries } from './binaries.ts';

export interface Postmaster {
  /** Settles with the reason when the database ends without having been asked to. */
  lost: Promise<Failure>;
  stop(): Promise<void>;
}

const fastShutdown = 'SIGINT';
const immediateShutdown = 'SIGQUIT';

/** Starts PostgreSQL on a cluster and returns once it takes connections. */
export async function launch(options: {
  binaries: Binaries;
  cluster: string;
  account: Account | undefined;
  settings: Record<string, string>;
  logFile: string;
}): Promise<Postmaster> {
  const { binaries, cluster, account, logFile } = options;
  const flags = Object.entries(options.settings).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const output = openSync(logFile, 'w', 0o600);
  // A process group of its own: Ctrl-C in the terminal must reach the server alone, which finishes
  // its work and then stops the database.
  const child = spawn(binaries.postgres, ['-D', cluster, ...flags], {
    ...spawnedAs(account),
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  // An unexpected end is told by `lost`; the process itself need not keep the server alive.
  child.unref();

  let stopping = false;
  const ended = new Promise<Failure>((resolve) => {
    child.once('error', (error) => resolve(endedBy(error.message, logFile)));
    child.once('exit', (code, signal) => resolve(endedBy(signal ?? `status ${code}`, logFile)));
  });
  const lost = new Promise<Failure>((resolve) => {
    ended.then((reason) => stopping || resolve(reason));
  });

  const deadline = performance.now() + 120_000; // recovery after a crash replays what was written
  while (!isReady(cluster, child.pid)) {
    const failed = await Promise.race([ended, pause(10)]);
    if (failed) throw failed;
    if (performance.now() > deadline) {
      child.kill(immediateShutdown);
      throw new Failure(
        `The embedded database did not become ready within two minutes; its data is unchanged. The last it said, in ${logFile}: ${lastLines(logFile)}`,
      );
    }
  }

  return {
    lost,
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.ref();
      const exit = once(child, 'exit');
      signal(binaries, child, fastShutdown);
      if (await Promise.race([exit, pause(20_000, undefined, { ref: false })])) return;
      // Safe as well: what was committed is on disk, and the next start replays it.
      signal(binaries, child, immediateShutdown);
      await exit;
    },
  };
}

function signal(binaries: Binaries, child: ChildProcess, name: NodeJS.Signals): void {
  // Windows has no signals; PostgreSQL listens to a pipe there that its own tool knows.
  if (process.platform === 'win32')
    spawnSync(binaries.pgCtl, ['kill', name.slice(3), `${child.pid}`]);
  else child.kill(name);
}

// The eighth line of this file is how PostgreSQL tells its own tools that it takes connections.
function isReady(cluster: string, pid: number | undefined): boolean {
  const lines = postmasterFile(cluster);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

function postmasterFile(cluster: string): string[] {
  try {
    return readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

const endedBy = (how: string, logFile: string) =>
  new Failure(
    `The embedded database ended (${how}). What was saved is kept. The last it said, in ${logFile}: ${lastLines(logFile)}`,
  );

const lastLines = (logFile: string) =>
  existsSync(logFile)
    ? readFileSync(logFile, 'utf8').trim().split('\n').slice(-4).join('\n  ')
    : '';

/**
 * Ends what a killed server left running on this cluster. To be called only under the lock of the
 * data folder: whatever still runs there then has lost its server. A fast shutdown and a new start
 * are preferred to adoption, because the new database then has this version's settings and is a
 * child whose end we notice.
 */
export async function endLeftover(cluster: string, log: Log): Promise<void> {
  const pid = Number(postmasterFile(cluster)[0]);
  if (!pid) return;
  let running = processesOf(cluster, pid);
  if (running.length > 0) {
    log.info('A database left running by a server that was killed is being stopped first.');
    // Without its postmaster (killed as well) the rest ends by itself, or when asked.
    const first = running.includes(pid) ? [pid] : running;
    for (const [ask, patience] of [
      [fastShutdown, 20_000],
      [immediateShutdown, 10_000],
    ] as const) {
      for (const each of first) tryToSignal(each, ask);
      const deadline = performance.now() + patience;
      while (running.length > 0 && performance.now() < deadline) {
        await pause(20);
        running = processesOf(cluster, pid);
      }
    }
    if (running.length > 0) {
      throw new Failure(
        `A database left by an earlier server still runs on ${cluster} (process ${running.join(', ')}) and does not stop. Its data is kept. End that process, then start again.`,
      );
    }
  }
  // PostgreSQL would take any process that has got this number since for its predecessor.
  rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
}

function tryToSignal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Every process of PostgreSQL stands in its cluster's folder; a reused number does not. */
function processesOf(cluster: string, postmaster: number): number[] {
  if (process.platform !== 'linux')
    return commandOf(postmaster).includes(cluster) ? [postmaster] : [];
  const folder = realpathSync(cluster);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const standsThere = readlinkSync(`/proc/${pid}/cwd`) === folder;
        return standsThere && readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
      } catch {
        return false; // ended meanwhile, or another user's
      }
    })
    .map(Number);
}

const commandOf = (pid: number) =>
  spawnSync('ps', ['-o', 'command=', '-p', `${pid}`], { encoding: 'utf8' }).stdout ?? '';
