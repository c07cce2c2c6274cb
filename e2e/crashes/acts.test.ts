import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { checkInvariants } from '../../server/invariants.ts';
import { asActor, systemActor } from '../../server/platform/access/actor.ts';
import { openDatabase } from '../../server/platform/database/database.ts';
import type { BulkAct } from '../../shared/identify/bulk.ts';
import { randomOf, sampleFiles } from './files.ts';
import { bring, Client, ended, Installation, Server, servingOf } from './installation.ts';
import { contentOf, differences, ofActs } from './tables.ts';

const long = process.env.RAPPORT_TEST_LONG === '1';
const runs = long ? 200 : 1;
const seed = Number(process.env.RAPPORT_TEST_SEED) || Math.floor(Math.random() * 2 ** 31);
const random = randomOf(seed);

vi.setConfig({ testTimeout: runs * 60_000, hookTimeout: 240_000 });

const installation = new Installation();
let people: { id: string; name: string }[];

/** Data folders of a stopped server at which an act begins, by their names. */
const beginnings = new Map<string, string>();
const ids = { merge: '', bulk: '' };

beforeAll(async () => {
  console.log(`Kills at moments of seed ${seed}; the same again with RAPPORT_TEST_SEED=${seed}.`);
  await installation.make();
  const imported = installation.copy('imported');
  await serving(imported, async (client) => {
    const id = await bring(
      client,
      sampleFiles(seed, { rows: 900, cards: 50, mails: 200, events: 40 }),
    );
    expect((await ended(client, id)).status).toBe('done');
    const filter = JSON.stringify(['email', 'not empty']);
    ({ rows: people } = await client.send<{ rows: typeof people }>(
      'GET',
      `/people?sort=-lastContact&limit=50&filter=${encodeURIComponent(filter)}`,
    ));
  });
  beginnings.set('imported', imported);
  const merged = installation.copyOf(imported, 'merged');
  await serving(merged, async (client) => {
    ids.merge = (await merge(client)).id;
  });
  beginnings.set('merged', merged);
  const tagged = installation.copyOf(imported, 'tagged');
  await serving(tagged, async (client) => {
    ids.bulk = (await tagEverybody(client)).id;
    await settled(tagged);
  });
  beginnings.set('tagged', tagged);
});
afterAll(async () => {
  await Server.stopAll();
  installation.remove();
});

const merge = (client: Client) =>
  client.send<{ id: string }>('POST', '/merges', {
    kind: 'person',
    keep: people[0]!.id,
    absorb: people[1]!.id,
  });
const tagEverybody = (client: Client) =>
  client.send<BulkAct>('POST', '/bulk', {
    kind: 'person',
    selection: { filter: null },
    change: { do: 'add', field: 'tag', value: 'Spring fair' },
  });

/** Works with a server on this folder and stops it. */
async function serving(dataDir: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const server = await Server.start({ RAPPORT_DATA: dataDir });
  await work(new Client(server.address, installation.owner.token));
  await server.stop();
}

/** Until nothing is under way in the background that an act has left to it. */
async function settled(dataDir: string): Promise<void> {
  const { db } = openDatabase(servingOf(dataDir), 1);
  const underWay = () =>
    asActor(db, systemActor(installation.owner.workspaceId), async (house) => {
      const { rows } = await sql<{ id: string }>`
        select id from bulk_acts where status in ('waiting', 'running', 'undoing')`.execute(
        house.db,
      );
      return rows.length > 0;
    });
  try {
    while (await underWay()) await pause(50);
  } finally {
    await db.destroy();
  }
}

/** Everything in the database, after a look at whether it is consistent. */
async function content(dataDir: string): Promise<string[]> {
  const { db } = openDatabase(servingOf(dataDir), 1);
  const { workspaceId } = installation.owner;
  try {
    const broken = (await checkInvariants(db, workspaceId)).filter(({ count }) => count > 0);
    expect(broken).toEqual([]);
    return await contentOf(db, workspaceId, ofActs);
  } finally {
    await db.destroy();
  }
}

test.each([
  { what: 'a merge', from: 'imported', act: merge },
  {
    what: 'the undo of a merge',
    from: 'merged',
    act: (client: Client) => client.send('POST', `/merges/${ids.merge}/undo`),
  },
  { what: 'a change of many records', from: 'imported', act: tagEverybody },
  {
    what: 'the undo of a change of many records',
    from: 'tagged',
    act: (client: Client) => client.send('POST', `/bulk/${ids.bulk}/undo`),
  },
  {
    what: 'an erasure',
    from: 'imported',
    act: (client: Client) =>
      client.send('POST', `/people/${people[0]!.id}/erasure`, { confirm: people[0]!.name }),
  },
])('a server killed during $what leaves all of it or nothing', async ({ what, from, act }) => {
  const name = what.replaceAll(' ', '-');
  const beginning = beginnings.get(from)!;
  const undisturbed = installation.copyOf(beginning, `${name}-undisturbed`);
  let before: string[] = [];
  let after: string[] = [];
  let seconds = 0;
  await serving(undisturbed, async (client) => {
    before = await content(undisturbed);
    const began = performance.now();
    await act(client);
    await settled(undisturbed);
    seconds = (performance.now() - began) / 1_000;
    after = await content(undisturbed);
  });
  rmSync(undisturbed, { recursive: true });
  expect(differences(before, after)).not.toEqual([]);

  for (let run = 1; run <= runs; run++) {
    const dataDir = installation.copyOf(beginning, `${name}-${run}`);
    const killed = await Server.start({ RAPPORT_DATA: dataDir });
    let isAnswered = false;
    const asked = act(new Client(killed.address, installation.owner.token)).then(
      () => {
        isAnswered = true;
      },
      () => undefined,
    );
    const moment = random() * seconds;
    await pause(moment * 1_000);
    const wasAnswered = isAnswered;
    await killed.kill();
    await asked;

    await serving(dataDir, async () => {
      await settled(dataDir);
      const found = await content(dataDir);
      const label = `${what}, run ${run} of seed ${seed}, killed after ${moment.toFixed(3)} s`;
      const isUntouched = differences(before, found).length === 0;
      // What was confirmed holds; what was not is there whole or not at all.
      if (wasAnswered || !isUntouched) expect(differences(after, found), label).toEqual([]);
    });
    rmSync(dataDir, { recursive: true });
  }
});
