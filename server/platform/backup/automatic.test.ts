import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Company, openCompany } from '../../testing/company.ts';
import { rowHash } from '../../testing/installation.ts';
import { cloneDatabase } from '../../testing/postgres.ts';
import { readConfig } from '../config/config.ts';
import { MigrationFailed } from '../database/migrate.ts';
import { backUp } from './automatic.ts';
import { nameOfDay } from './keeping.ts';
import { verifyBackup } from './reading.ts';
import { upgrade } from './upgrading.ts';

let company: Company;
let folder: string;
const today = Temporal.Now.plainDateISO('UTC');

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-nightly-'));
  company = await openCompany({ RAPPORT_BACKUPS: path.join(folder, 'nightly') });
  await company.olga.post('people', { name: 'Ada Wren' });
});
afterAll(async () => {
  await company.close();
  rmSync(folder, { recursive: true, force: true });
});

const addressOf = ({ host, port, user, password, database }: pg.ClientConfig) =>
  `postgresql://${user}:${password}@localhost/${database}?host=${host}&port=${port}`;

test('every night one backup is made, and those that have had their time go', async () => {
  const nightly = path.join(folder, 'nightly');
  const old = nameOfDay(today.subtract({ years: 3 }));
  const others = Array.from({ length: 30 }, (_, ago) =>
    nameOfDay(today.subtract({ days: ago + 1 })),
  );
  await mkdir(nightly);
  for (const name of [old, ...others, 'notes.txt']) await writeFile(path.join(nightly, name), '');
  const { owner, serving } = company;
  await backUp(company.house, {
    ...process.env,
    DATABASE_URL: addressOf(serving),
    DATABASE_OWNER_URL: addressOf(owner),
  });
  const there = await readdir(nightly);
  expect(there).toEqual(expect.arrayContaining([nameOfDay(today), others[0], 'notes.txt']));
  expect(there.length).toBeLessThan(20);
  const { end } = await verifyBackup(path.join(nightly, nameOfDay(today)));
  expect(end.tables['public.parties']?.rows).toBe(1);
});

test('before an upgrade a backup is made, and an upgrade that fails leaves everything as it was', async () => {
  const config = readConfig({ RAPPORT_DATA: path.join(folder, 'used') });
  const step = '0015_what_an_import_touched.sql';
  // A step that was taken already fails when it is taken again.
  await company.sql('delete from migrations where name = $1', [step]);
  const before = await rowHash(company);
  await expect(upgrade(company.owner, config)).rejects.toThrow(MigrationFailed);
  expect(await rowHash(company)).toBe(before);
  const [name, ...more] = await readdir(config.backups!);
  expect(more).toEqual([]);
  expect(name).toMatch(/^before-0015_what_an_import_touched-/);
  await verifyBackup(path.join(config.backups!, name!));
  await company.sql('insert into migrations (name) values ($1)', [step]);
});

test('where nobody has begun, there is nothing to back up', async () => {
  const config = readConfig({ RAPPORT_DATA: path.join(folder, 'new') });
  const unused = await cloneDatabase(inject('cluster'));
  const client = new pg.Client(unused.ownerConfig);
  await client.connect();
  await client.query('drop owned by current_user');
  await client.end();
  await upgrade(unused.ownerConfig, config);
  await expect(readdir(config.backups!)).rejects.toThrow('ENOENT');
  await unused.drop();
});
