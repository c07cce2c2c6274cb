import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { World } from '../server/seed/world.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './measuring.ts';
import { peakOf } from './memory.ts';

/** What an import of contacts writes. */
const tables = ['parties', 'statements', 'party_emails', 'affiliations', 'party_roles', 'events'];

/**
 * A file of contacts brought in by the command while the server runs, against COPY of every row that this
 * wrote, as the owner and without policies, into copies of the same tables with the same indexes.
 */
export async function csvImportFigures(bench: Bench): Promise<Figure[]> {
  const { installation, server, ownWorkspaceId, turns } = bench;
  const rows = turns.reads * 50;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-bench-csv-'));
  const file = path.join(folder, 'contacts.csv');
  try {
    await pipeline(Readable.from(lines(rows)), createWriteStream(file));
    const client = new pg.Client(server.owner);
    await client.connect();
    try {
      const began = performance.now();
      await installation.run(['import', file, '--json']);
      const imported = performance.now() - began;
      const peak = peakOf(server.pid);
      const copied = await timeOfCopy(client, ownWorkspaceId);
      const perSecond = (1_000 * rows) / imported;
      return [
        {
          name: `CSV import of ${rows.toLocaleString('en')} contacts`,
          measured: `${(imported / 1_000).toFixed(1)} s`,
          compared: `${(imported / copied).toFixed(2)}× of ${(copied / 1_000).toFixed(1)} s (COPY of the rows it wrote)`,
          target: '≤ 3×',
          reached: imported <= 3 * copied,
        },
        {
          name: 'CSV import, speed',
          measured: `${perSecond.toFixed(0)} rows/s`,
          compared: 'existing CRMs: 160–670 rows/s',
          target: '≥ 5000 rows/s',
          reached: perSecond >= 5_000,
        },
        {
          name: 'CSV import, largest memory of the server',
          measured: `${peak.toFixed(0)} MB`,
          compared: 'resident set of the server process since its start',
          target: '< 400 MB',
          reached: peak < 400,
        },
      ];
    } finally {
      await client.end();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Another made-up company's contacts, so that none is known already. */
function* lines(rows: number): Generator<string> {
  const world = new World(4_711, rows);
  yield 'First name,Last name,E-mail,Company,City\n';
  for (let place = 0; place < rows; place++) {
    const { given, family, email, company, country } = world.person(place);
    const employer = company < 0 ? '' : world.company(company).name;
    yield `"${given}","${family}",${email ?? ''},"${employer}","${country.towns[place % country.towns.length]![0]}"\n`;
  }
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += 65_536) yield bytes.subarray(from, from + 65_536);
}

async function timeOfCopy(client: pg.Client, workspaceId: string): Promise<number> {
  await client.query(
    `select set_config('rapport.actor', 'system', false), set_config('rapport.workspace', $1, false),
       set_config('rapport.audiences', $1, false)`,
    [workspaceId],
  );
  let time = 0;
  for (const table of tables) {
    const written = await buffer(
      client.query(
        copyTo(`copy (select * from ${table} where workspace_id = '${workspaceId}') to stdout`),
      ),
    );
    await client.query(`create table bench_${table} (like ${table} including all)`);
    const began = performance.now();
    await pipeline(
      Readable.from(pieces(written)),
      client.query(copyFrom(`copy bench_${table} from stdin`)),
    );
    time += performance.now() - began;
    await client.query(`drop table bench_${table}`);
  }
  return time;
}
