import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkInvariants } from '../../server/invariants.ts';
import { openDatabase } from '../../server/platform/database/database.ts';
import { randomOf, sampleFiles } from './files.ts';
import { bring, Client, ended, Installation, Server, servingOf } from './installation.ts';
import { contentOf, differences } from './tables.ts';

const long = process.env.RAPPORT_TEST_LONG === '1';
const runs = long ? 200 : 3;
const seed = Number(process.env.RAPPORT_TEST_SEED) || Math.floor(Math.random() * 2 ** 31);
const random = randomOf(seed);
const size = { rows: 1_500, cards: 250, mails: 600, events: 80 };

vi.setConfig({ testTimeout: runs * 60_000, hookTimeout: 120_000 });

const installation = new Installation();
const files = sampleFiles(seed, size);

/** What undisturbed work leaves behind, and how long it took, for choosing the moment of the blow. */
let undisturbed: { content: string[]; seconds: number };
let undone: { content: string[]; seconds: number };
let imported: string;
let importId: string;

beforeAll(async () => {
  console.log(`Kills at moments of seed ${seed}; the same again with RAPPORT_TEST_SEED=${seed}.`);
  await installation.make();
  imported = installation.copy('imported');
  const server = await Server.start({ RAPPORT_DATA: imported });
  const client = new Client(server.address, installation.owner.token);
  const begun = performance.now();
  const id = await bring(client, files);
  const before = await ended(client, id);
  expect(before.status, before.error ?? '').toBe('done');
  importId = id;
  const seconds = (performance.now() - begun) / 1_000;
  undisturbed = { content: await content(imported), seconds };
  await server.stop();

  const again = installation.copyOf(imported, 'undone');
  const second = await Server.start({ RAPPORT_DATA: again });
  const after = new Client(second.address, installation.owner.token);
  const undoBegun = performance.now();
  await after.send('POST', `/imports/${id}/undo`);
  await ended(after, id);
  // What is told of the import stays; of what it brought nothing does.
  const told = /^(?:events|imports|import_files|import_problems) /;
  expect((await content(again)).filter((line) => !told.test(line))).toEqual([]);
  undone = { content: await content(again), seconds: (performance.now() - undoBegun) / 1_000 };
  await second.stop();
});
afterAll(async () => {
  await Server.stopAll();
  installation.remove();
});

/** Everything in the database, after a look at whether it is consistent. */
async function content(dataDir: string): Promise<string[]> {
  const { db } = openDatabase(servingOf(dataDir), 1);
  const { workspaceId } = installation.owner;
  try {
    const broken = (await checkInvariants(db, workspaceId)).filter(({ count }) => count > 0);
    expect(broken).toEqual([]);
    return await contentOf(db, workspaceId);
  } finally {
    await db.destroy();
  }
}

describe('a server that is killed', () => {
  test('in the middle of an import goes on with it, to exactly the same result', async () => {
    for (let run = 1; run <= runs; run++) {
      const dataDir = installation.copy(`run${run}`);
      const first = await Server.start({ RAPPORT_DATA: dataDir });
      const id = await bring(new Client(first.address, installation.owner.token), files);
      const after = random() * undisturbed.seconds;
      await pause(after * 1_000);
      // Whoever only stops it must come to the same.
      await (run % 3 === 0 ? first.stop() : first.kill());

      const server = await Server.start({ RAPPORT_DATA: dataDir });
      const view = await ended(new Client(server.address, installation.owner.token), id);
      const label = `run ${run} of seed ${seed}, ended after ${after.toFixed(3)} s`;
      expect(view.status, `${label}: ${view.error}`).toBe('done');
      expect(differences(undisturbed.content, await content(dataDir)), label).toEqual([]);
      await server.stop();
      rmSync(dataDir, { recursive: true });
    }
  });

  test('in the middle of an undo leaves all or nothing, and takes it back at the next start', async () => {
    const id = importId;
    for (let run = 1; run <= runs; run++) {
      const dataDir = installation.copyOf(imported, `undo${run}`);
      const killed = await Server.start({ RAPPORT_DATA: dataDir });
      await new Client(killed.address, installation.owner.token).send(
        'POST',
        `/imports/${id}/undo`,
      );
      const after = random() * undone.seconds;
      await pause(after * 1_000);
      await killed.kill();

      const server = await Server.start({ RAPPORT_DATA: dataDir });
      const view = await ended(new Client(server.address, installation.owner.token), id);
      const label = `run ${run} of seed ${seed}, killed after ${after.toFixed(3)} s`;
      expect(view.status, `${label}: ${view.error}`).toBe('undone');
      expect(differences(undone.content, await content(dataDir)), label).toEqual([]);
      await server.stop();
      rmSync(dataDir, { recursive: true });
    }
  });
});
