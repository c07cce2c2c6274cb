import { existsSync, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import { newestDay } from '../../platform/backup/keeping.ts';
import { type Config, projectRoot } from '../../platform/config/config.ts';
import { type Finding, inOrder, trouble } from './findings.ts';

const gibibyte = 2 ** 30;
/** Below this, an import or the database's own log fills the disk before anybody looks again. */
const leastFree = gibibyte;

export function examineInstallation({ dataDir, backups }: Config): Finding[] {
  return [
    node(),
    webApp(),
    ...(existsSync(dataDir) ? [secrets(dataDir), space(dataDir)] : []),
    ...(backups && existsSync(backups) ? [recentBackup(backups)] : []),
  ];
}

function node(): Finding {
  const { optionalDependencies } = JSON.parse(
    readFileSync(path.join(projectRoot, 'package.json'), 'utf8'),
  );
  const pinned: string | undefined =
    optionalDependencies[`node-${process.platform}-${process.arch}`];
  const running = process.versions.node;
  const what = `Node ${running}`;
  return pinned && pinned !== running
    ? trouble(
        what,
        `this version of Rapport was tested with ${pinned}; \`npm start\` and bin/rapport.js use that one`,
      )
    : inOrder(what);
}

function webApp(): Finding {
  const isBuilt = existsSync(path.join(projectRoot, 'dist', 'web', 'index.html'));
  return isBuilt
    ? inOrder('the web app is built')
    : trouble('the web app is built', '`npm start` builds it');
}

/** Passwords of the database and the key of the sessions are for the server alone. */
function secrets(dataDir: string): Finding {
  const what = `nobody else reads the secrets in ${dataDir}`;
  if (process.platform === 'win32') return inOrder(what);
  const open = ['session-secret', 'database.json', 'running.json']
    .map((name) => path.join(dataDir, name))
    .filter((file) => existsSync(file) && (statSync(file).mode & 0o077) !== 0);
  return open.length > 0 ? trouble(what, `others may; chmod 600 ${open.join(' ')}`) : inOrder(what);
}

/** Made every night, or at the next start; none for days means that something keeps them from being made. */
function recentBackup(folder: string): Finding {
  const newest = newestDay(readdirSync(folder));
  const what = `a backup of the last days lies in ${folder}`;
  const limit = Temporal.Now.plainDateISO('UTC').subtract({ days: 3 });
  if (newest && Temporal.PlainDate.compare(newest, limit) >= 0) return inOrder(what);
  const found = newest ? `the newest is of ${newest}` : 'there is none';
  return trouble(what, `${found}; keep the server running, and read what it logs at night`);
}

function space(dataDir: string): Finding {
  const { bavail, bsize } = statfsSync(dataDir);
  const free = bavail * bsize;
  const what = `${(free / gibibyte).toFixed(1)} GB free for the data`;
  return free < leastFree
    ? trouble(what, 'too little for an import; make room or move RAPPORT_DATA')
    : inOrder(what);
}
