import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { checkInvariants } from '../../server/invariants.ts';
import { asActor, systemActor } from '../../server/platform/access/actor.ts';
import { openDatabase } from '../../server/platform/database/database.ts';
import { DatabaseServer } from './database-server.ts';
import { randomOf, sampleFiles } from './files.ts';
import { bring, Client, ended, type Owner, Server, setUpCompany } from './installation.ts';

const runs = process.env.RAPPORT_TEST_LONG === '1' ? 50 : 3;
const seed = Number(process.env.RAPPORT_TEST_SEED) || Math.floor(Math.random() * 2 ** 31);
const random = randomOf(seed);
const writers = 6;
const healing = 5_000;

vi.setConfig({ testTimeout: runs * 60_000, hookTimeout: 120_000 });

const folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-restart-'));
const database = new DatabaseServer();
let server: Server;
let owner: Owner;

beforeAll(async () => {
  console.log(
    `Restarts at moments of seed ${seed}; the same again with RAPPORT_TEST_SEED=${seed}.`,
  );
  await database.start();
  server = await Server.start({ ...database.environment, RAPPORT_DATA: folder });
  owner = await setUpCompany(database.reached.servingConfig);
});
afterAll(async () => {
  await Server.stopAll();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a database that restarts under load loses nothing that was confirmed, and is used again at once', async () => {
  const confirmed: string[] = [];
  for (let run = 1; run <= runs; run++) {
    let stop = false;
    let backSince: number | undefined;
    let refused: Error | undefined;
    const healed = Promise.withResolvers<number>();
    const client = new Client(server.address, owner.token);
    const id = await bring(
      client,
      sampleFiles(run, { rows: 1_500, cards: 0, mails: 0, events: 0 }),
    );
    const writing = Array.from({ length: writers }, async (_, writer) => {
      for (let count = 0; !stop; count++) {
        const email = `run${run}-writer${writer}-${count}@load.example`;
        try {
          await client.send(
            'POST',
            '/people',
            { name: email, emails: [email] },
            { 'idempotency-key': email },
          );
          confirmed.push(email);
          if (backSince !== undefined) healed.resolve(performance.now() - backSince);
        } catch (error) {
          refused = error as Error;
          // Told that it was not done; a person would press the button again.
          await pause(50);
        }
      }
    });
    await pause(200 + random() * 1_000);
    await database.restartImmediately();
    backSince = performance.now();
    const after = await Promise.race([healed.promise, pause(healing, Number.POSITIVE_INFINITY)]);
    await pause(200);
    stop = true;
    await Promise.all(writing);
    expect(server.process.exitCode, server.said).toBe(null);
    expect(
      after,
      `run ${run} of seed ${seed}: milliseconds until a change was possible again (${refused?.message})`,
    ).toBeLessThan(healing);

    const view = await ended(client, id);
    expect(view.status, `run ${run} of seed ${seed}: ${view.error}`).toBe('done');
  }

  const { db } = openDatabase(database.reached.servingConfig, 1);
  try {
    const rows = await asActor(db, systemActor(owner.workspaceId), (transaction) =>
      transaction.db.selectFrom('party_emails').select('address').execute(),
    );
    const present = new Set(rows.map(({ address }) => address));
    expect(confirmed.length).toBeGreaterThan(runs * writers);
    expect(confirmed.filter((email) => !present.has(email))).toEqual([]);
    const broken = await checkInvariants(db, owner.workspaceId);
    expect(broken.filter(({ count }) => count > 0)).toEqual([]);
  } finally {
    await db.destroy();
  }
});
