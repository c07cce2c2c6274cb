import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Failure } from '../../failure.ts';

/** Ids of the system account that PostgreSQL's processes run as. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

// PostgreSQL asks the system for its own account's name, so an id without an entry will not do.
const preferred = ['rapport', 'postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root, rightly. Undefined when this server is no root itself: then
 * the database runs as the same user.
 */
export function databaseAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = accounts();
  for (const name of preferred) {
    const account = known.find((candidate) => candidate.name === name);
    if (account) return account;
  }
  throw new Failure(
    `Rapport was started as root, and its database must not run as root. There is none of the users ${preferred.join(', ')} on this machine: make one (useradd --system rapport), or start Rapport as an ordinary user.`,
  );
}

/** The account that owns something, by its number; numbers without a name exist in containers. */
export function accountOf({ uid, gid }: { uid: number; gid: number }): Account {
  return accounts().find((each) => each.uid === uid) ?? { name: `number ${uid}`, uid, gid };
}

function accounts(): Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

/** How child processes of the database are spawned, whoever we are and wherever we stand. */
export function spawnedAs(account: Account | undefined) {
  return {
    ...(account && { uid: account.uid, gid: account.gid }),
    // The current directory may be one that the account cannot enter.
    cwd: '/',
    // LANG and LC_* of the machine must not decide how names sort, and secrets stay with us.
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  };
}

/** Asks the system itself, because modes, access lists and mounts all have a say. */
export function canEnter(account: Account | undefined, folder: string): boolean {
  if (!account) return true;
  const { error, status } = spawnSync('/bin/sh', ['-c', 'test -x "$0"', folder], {
    ...spawnedAs(account),
    stdio: 'ignore',
  });
  if (error) {
    throw new Failure(
      `Rapport was started as root and could not run a process as the user ${account.name} (${error.message}), as its database needs. Start Rapport as an ordinary user instead.`,
    );
  }
  return status === 0;
}
