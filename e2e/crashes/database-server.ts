import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { databaseAccount } from '../../server/platform/database/embedded/account.ts';
import { type Binaries, findBinaries } from '../../server/platform/database/embedded/binaries.ts';
import {
  bootstrap,
  type Connections,
  connections,
  newPasswords,
} from '../../server/platform/database/embedded/bootstrap.ts';
import { createCluster } from '../../server/platform/database/embedded/cluster.ts';
import { launch, type Postmaster } from '../../server/platform/database/embedded/postmaster.ts';
import { settings } from '../../server/platform/database/embedded/settings.ts';

/** A PostgreSQL server of the company's own, beside Rapport, that can be restarted under it. */
export class DatabaseServer {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-database-'));
  readonly #account = databaseAccount();
  readonly #binaries: Binaries = findBinaries(this.#account);
  readonly #passwords = newPasswords();
  #port = 0;
  #postmaster: Postmaster | undefined;
  reached!: Connections;

  async start(): Promise<void> {
    if (this.#account) chownSync(this.#folder, this.#account.uid, this.#account.gid);
    await createCluster(this.#cluster, {
      binaries: this.#binaries,
      account: this.#account,
      password: this.#passwords.superuser,
      throwAway: true,
    });
    this.#port = await freePort();
    this.reached = connections({ port: this.#port }, this.#passwords);
    await this.#launch();
    await bootstrap(this.reached, this.#passwords);
  }

  /** As after a crash: nobody is waited for, and what was committed is replayed from the log. */
  async restartImmediately(): Promise<void> {
    const file = path.join(this.#cluster, 'postmaster.pid');
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    process.kill(pid, 'SIGQUIT');
    while (isRunning(pid)) await pause(10);
    await this.#launch();
  }

  /** What a Rapport server needs in its environment to use this database. */
  get environment(): { DATABASE_URL: string; DATABASE_OWNER_URL: string } {
    const urlOf = ({ user, password }: Connections['servingConfig']) =>
      `postgresql://${user}:${password}@127.0.0.1:${this.#port}/rapport`;
    return {
      DATABASE_URL: urlOf(this.reached.servingConfig),
      DATABASE_OWNER_URL: urlOf(this.reached.ownerConfig),
    };
  }

  async stop(): Promise<void> {
    await this.#postmaster?.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #cluster(): string {
    return path.join(this.#folder, 'postgres');
  }

  async #launch(): Promise<void> {
    this.#postmaster = await launch({
      binaries: this.#binaries,
      cluster: this.#cluster,
      account: this.#account,
      settings: settings({ port: this.#port }, this.#binaries.major),
      logFile: path.join(this.#folder, 'postgres.log'),
    });
  }
}

/** A process that has ended and was not yet noticed by its parent runs no more. */
function isRunning(pid: number): boolean {
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', `${pid}`], { encoding: 'utf8' }).startsWith(
      'Z',
    );
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
