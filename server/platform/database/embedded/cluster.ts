import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { Failure } from '../../failure.ts';
import { type Account, spawnedAs } from './account.ts';
import type { Binaries } from './binaries.ts';

/** The cluster's superuser; it makes roles and extensions at the start and never serves. */
export const superuser = 'postgres';

/**
 * Makes a cluster whose text is UTF-8 in the builtin locale, the same on every machine. It is built
 * aside, flushed to the disk and moved into place, so that a crash leaves none or a whole one.
 */
export async function createCluster(
  cluster: string,
  options: {
    binaries: Binaries;
    account: Account | undefined;
    password: string;
    throwAway?: boolean;
  },
): Promise<void> {
  const { binaries, account } = options;
  const draft = `${cluster}.new`;
  const passwordFile = `${draft}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (account) for (const each of [draft, passwordFile]) chownSync(each, account.uid, account.gid);
  try {
    await initdb([
      ...[
        '-D',
        draft,
        '--username',
        superuser,
        '--pwfile',
        passwordFile,
        '--auth',
        'scram-sha-256',
      ],
      ...['--encoding', 'UTF8', '--locale', 'C', '--data-checksums', '--no-instructions'],
      ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
      // One flush at the end is faster than one for each file on the way.
      '--no-sync',
    ]);
    if (!options.throwAway) await initdb(['-D', draft, '--sync-only']);
    chmodSync(draft, 0o700);
    renameSync(draft, cluster);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }

  async function initdb(args: string[]) {
    const child = spawn(binaries.initdb, args, {
      ...spawnedAs(account),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const [status] = await once(child, 'close');
    if (status !== 0) {
      throw new Failure(
        `The embedded database could not be created in ${path.dirname(cluster)}; nothing was left there. PostgreSQL says: ${said.trim()}`,
      );
    }
  }
}

/** Undefined when there is no cluster yet. */
export function majorVersionOf(cluster: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8'), 10);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
