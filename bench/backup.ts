import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { columnList, quoted, tablesToKeep } from '../server/platform/backup/tables.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './measuring.ts';

/** Everything into one compressed, checksummed file, against reading all tables by COPY and keeping nothing. */
export async function backupFigures({ installation, server }: Bench): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-bench-backup-'));
  try {
    const before = await timeOfCopies(server.owner);
    const file = path.join(folder, 'company.rapport');
    const began = performance.now();
    await installation.run(['backup', file, '--json']);
    const taken = performance.now() - began;
    const copied = (before + (await timeOfCopies(server.owner))) / 2;
    const share = copied / taken;
    return [
      {
        name: 'Backup',
        measured: `${(taken / 1_000).toFixed(1)} s`,
        compared: `${(100 * share).toFixed(0)} % of the speed of a bare COPY of all tables (${(copied / 1_000).toFixed(1)} s); ${(statSync(file).size / 2 ** 20).toFixed(0)} MB`,
        target: '≥ 50 %',
        reached: share >= 0.5,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timeOfCopies(owner: pg.ClientConfig): Promise<number> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    const tables = await tablesToKeep(client);
    const began = performance.now();
    for (const { name, columns } of tables) {
      const rows = client.query(copyTo(`copy ${quoted(name)} (${columnList(columns)}) to stdout`));
      for await (const _ of rows) {
        // Only read.
      }
    }
    return performance.now() - began;
  } finally {
    await client.end();
  }
}
