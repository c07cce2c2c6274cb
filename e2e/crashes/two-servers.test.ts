import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, expect, test, vi } from 'vitest';
import { checkInvariants } from '../../server/invariants.ts';
import { asActor, systemActor } from '../../server/platform/access/actor.ts';
import { openDatabase } from '../../server/platform/database/database.ts';
import { DatabaseServer } from './database-server.ts';
import { sampleFiles } from './files.ts';
import { bring, Client, ended, Server, setUpCompany } from './installation.ts';

vi.setConfig({ testTimeout: 180_000 });

const folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-servers-'));
// The database runs as another user when the tests run as root.
chmodSync(folder, 0o711);
const database = new DatabaseServer();
afterAll(async () => {
  await Server.stopAll();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a second server on the same data folder refuses, names the first and touches nothing', async () => {
  const dataDir = path.join(folder, 'embedded');
  const first = await Server.start({ RAPPORT_DATA: dataDir });
  // The database itself is at work in its own folder; its first line is its process.
  const look = () => [
    readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0],
    ...readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
      .filter((name) => !name.startsWith(`postgres${path.sep}`))
      .map((name) => `${name} ${statSync(path.join(dataDir, name)).mtimeMs}`),
  ];
  const before = look();
  const second = new Server({ RAPPORT_DATA: dataDir });
  expect(await second.ended).toBe(1);
  expect(second.said).toContain(`process ${first.process.pid}`);
  expect(second.said).toContain(first.address);
  expect(second.said).not.toContain('    at ');
  expect(look()).toEqual(before);
  expect((await fetch(`${first.address}/readyz`)).status).toBe(200);
  await first.stop();
});

test('of two servers that start at the same moment on a new folder one serves, and the other names it', async () => {
  const environment = { RAPPORT_DATA: path.join(folder, 'new') };
  const servers = [new Server(environment), new Server(environment)];
  const [first] = await Promise.race(
    servers.map(async (server) => [server, await server.ended] as const),
  );
  const other = servers.find((server) => server !== first)!;
  expect(await first.ended).toBe(1);
  expect(first.said).toContain(`process ${other.process.pid}`);
  await expect.poll(() => other.said, { timeout: 60_000 }).toContain('ready at');
  await other.stop();
  // What the two left behind is whole: it starts again.
  await (await Server.start(environment)).stop();
});

test('two servers on one database carry an import out once, also when one of them is killed', async () => {
  await database.start();
  const environment = { ...database.environment, RAPPORT_DATA: path.join(folder, 'shared') };
  const one = await Server.start(environment);
  const two = await Server.start(environment);
  const owner = await setUpCompany(database.reached.servingConfig);
  const clients = [one, two].map(({ address }) => new Client(address, owner.token));
  const [first, second] = clients as [Client, Client];
  const { db } = openDatabase(database.reached.servingConfig, 1);
  try {
    const files = sampleFiles(31, { rows: 1_500, cards: 100, mails: 100, events: 30 });
    const id = await bring(first, files);
    // While one of the two is at it, a third comes up and looks for what was left behind.
    const three = await Server.start(environment);
    const view = await ended(second, id);
    expect(view.status, view.error ?? '').toBe('done');
    const done = await asActor(db, systemActor(owner.workspaceId), (transaction) =>
      transaction.db.selectFrom('events').select('id').where('verb', '=', 'done').execute(),
    );
    expect(done).toHaveLength(1);
    await three.stop();

    // Whichever of them carries the next one out, the others are still there to go on with it.
    const next = sampleFiles(32, { rows: 3_000, cards: 100, mails: 100, events: 30 });
    const again = await bring(second, next);
    await pause(700);
    await one.kill();
    const finished = await ended(second, again);
    expect(finished.status, finished.error ?? '').toBe('done');
    // Each server would see to what is due daily; it is done once.
    const superuser = new pg.Client(database.reached.superuserConfig);
    await superuser.connect();
    const { rows } = await superuser.query(`select id from jobs.job where name = 'upkeep'`);
    await superuser.end();
    expect(rows).toHaveLength(1);
    const broken = await checkInvariants(db, owner.workspaceId);
    expect(broken.filter(({ count }) => count > 0)).toEqual([]);
  } finally {
    await db.destroy();
  }
  await two.stop();
});
