import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { phone, titles } from '../server/seed/parties.ts';
import { Chance } from '../server/seed/random.ts';
import { table } from '../server/seed/tables.ts';
import { World } from '../server/seed/world.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './measuring.ts';
import { forgetPeak, peakOf } from './memory.ts';

/** What an import of contacts writes. */
const tables = ['parties', 'statements', 'party_emails', 'affiliations', 'party_roles', 'events'];

/**
 * A file of contacts brought in by the command while the server runs, against COPY of every row that this
 * wrote, as the owner and without policies, into copies of the same tables with the same indexes.
 */
export async function csvImportFigures(bench: Bench): Promise<Figure[]> {
  const { server, ownWorkspaceId, sizes } = bench;
  const { imported, peak } = await importContacts(bench, sizes.contacts, 4_711);
  const copied = await timeOfCopy(server.owner, ownWorkspaceId);
  return [
    {
      name: `CSV import of ${sizes.contacts.toLocaleString('en')} contacts`,
      measured: `${(imported / 1_000).toFixed(1)} s`,
      compared: `${(imported / copied).toFixed(2)}× of ${(copied / 1_000).toFixed(1)} s (COPY of the rows it wrote)`,
      target: '≤ 3×',
      reached: imported <= 3 * copied,
    },
    ...speedAndMemory('CSV import', sizes.contacts, imported, peak),
  ];
}

/** A file ten times as long as the usual one: memory must not grow with it. */
export async function largeCsvFigures(bench: Bench): Promise<Figure[]> {
  const rows = 1_000_000;
  const { imported, peak } = await importContacts(bench, rows, 1_147);
  return speedAndMemory('CSV import of a million contacts', rows, imported, peak);
}

function speedAndMemory(name: string, rows: number, imported: number, peak: number): Figure[] {
  const perSecond = (1_000 * rows) / imported;
  return [
    {
      name: `${name}, speed`,
      measured: `${perSecond.toFixed(0)} rows/s`,
      compared: 'existing CRMs: 160–670 rows/s',
      target: '≥ 5000 rows/s',
      reached: perSecond >= 5_000,
    },
    {
      name: `${name}, memory`,
      measured: `${peak.toFixed(0)} MB`,
      compared: 'largest resident set of the server process meanwhile',
      target: '< 400 MB',
      reached: peak < 400,
    },
  ];
}

/** Brings in a made-up company's contacts and tells how long it took and what the server held at most. */
export async function importContacts({ installation, server }: Bench, rows: number, seed: number) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-bench-csv-'));
  const file = path.join(folder, 'contacts.csv');
  try {
    await pipeline(Readable.from(lines(rows, seed)), createWriteStream(file));
    forgetPeak(server.pid);
    const began = performance.now();
    await installation.run(['import', file, '--json']);
    return { imported: performance.now() - began, peak: peakOf(server.pid) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As other programs export contacts: five people a company, one in twelve has no e-mail. */
function* lines(rows: number, seed: number): Generator<string> {
  const world = new World(seed, rows);
  yield 'First name,Last name,E-mail,Phone,Company,Job title,City\n';
  for (let place = 0; place < rows; place++) {
    const { given, family, email, company, country } = world.person(place);
    const chance = new Chance(seed, table.people, place, 2);
    const [employer, title] =
      company < 0 ? ['', ''] : [world.company(company).name, chance.pick(titles[country.language])];
    const number = chance.happens(0.7) ? phone(chance, country) : '';
    const [city] = chance.pick(country.towns);
    yield `"${given}","${family}",${email ?? ''},${number},"${employer}","${title}","${city}"\n`;
  }
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += 65_536) yield bytes.subarray(from, from + 65_536);
}

async function timeOfCopy(owner: pg.ClientConfig, workspaceId: string): Promise<number> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    return await copyAll(client, workspaceId);
  } finally {
    await client.end();
  }
}

async function copyAll(client: pg.Client, workspaceId: string): Promise<number> {
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
