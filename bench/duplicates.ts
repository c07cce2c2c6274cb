import { randomUUIDv7 } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { candidatesFor } from '../server/identify/duplicates/candidates.ts';
import { keysOf } from '../server/identify/duplicates/keys.ts';
import { findActor } from '../server/platform/access/actors.ts';
import { openDatabase } from '../server/platform/database/database.ts';
import { phone } from '../server/seed/parties.ts';
import { Chance } from '../server/seed/random.ts';
import { table } from '../server/seed/tables.ts';
import { World } from '../server/seed/world.ts';
import { profileOfDraft } from '../shared/identify/duplicates/profile.ts';
import type { Bench } from './bench.ts';
import { importContacts } from './importing-csv.ts';
import { type Figure, milliseconds, Times } from './measuring.ts';
import { Recorder } from './statements.ts';

/**
 * An import of contacts with the look for duplicates that follows it in the background, against the import alone.
 */
export async function duplicateFigures(bench: Bench): Promise<Figure[]> {
  const { server, ownWorkspaceId, sizes } = bench;
  await nobodyWaits(server.serving, bench.actor.workspaceId);
  await nobodyWaits(server.serving, ownWorkspaceId);
  const { imported } = await importContacts(bench, sizes.contacts, 2_718);
  const began = performance.now();
  await nobodyWaits(server.serving, ownWorkspaceId);
  const checked = performance.now() - began;
  return [
    {
      name: `Look for duplicates after an import of ${sizes.contacts.toLocaleString('en')} contacts`,
      measured: `${(checked / 1_000).toFixed(1)} s`,
      compared: `import and look together ${((imported + checked) / imported).toFixed(2)}× of ${(imported / 1_000).toFixed(1)} s (the import)`,
      target: '≤ 3×',
      reached: imported + checked <= 3 * imported,
    },
  ];
}

/** Whom one new person may be, among a million: the statements of the request, through the bare driver. */
export async function candidateFigures({
  server,
  bare,
  actor,
  ownWorkspaceId,
}: Bench): Promise<Figure[]> {
  const people = 1_000_000;
  await fill(server.owner, ownWorkspaceId, actor.userId, people);
  const { db } = openDatabase(server.serving, 1);
  const recorder = new Recorder(
    server.serving,
    (await findActor(db, actor.userId, ownWorkspaceId))!,
  );
  await db.destroy();
  const times = new Times();
  const world = new World(seed, people);
  for (let turn = 0; turn < 300; turn++) {
    const { given, family, email, country } = world.person((turn * 7_919) % people);
    const draft = {
      kind: 'person' as const,
      name: `${given} ${family}`,
      email: turn % 3 === 0 ? (email ?? '') : '',
      phone: turn % 2 === 0 ? phone(new Chance(seed, table.people, turn, 2), country) : '',
      web: '',
      company: '',
    };
    const recording = await recorder.record((transaction) => candidatesFor(transaction, draft));
    await bare.replay(recording);
    const began = performance.now();
    await bare.replay(recording);
    times.add(performance.now() - began);
  }
  await recorder.close();
  return [
    {
      name: 'Duplicate candidates for one new person among a million, p95',
      measured: milliseconds(times.at(0.95)),
      compared: `p50 ${milliseconds(times.at(0.5))}; all statements of the request through the bare driver`,
      target: '≤ 20 ms',
      reached: times.at(0.95) <= 20,
    },
  ];
}

/** Until everybody who has changed was looked at. */
export async function nobodyWaits(serving: pg.ClientConfig, workspaceId: string): Promise<void> {
  await asHouse(serving, workspaceId, async (client) => {
    while (await someoneWaits(client, workspaceId)) await pause(100);
  });
}

/** Takes everybody off the list of those to look at: a million would take longer than what is measured of them. */
export async function nobodyIsLookedAt(
  serving: pg.ClientConfig,
  workspaceId: string,
): Promise<void> {
  await asHouse(serving, workspaceId, async (client) => {
    await client.query('set statement_timeout = 0');
    // Whoever is just being looked at may bring others back.
    while (await someoneWaits(client, workspaceId)) {
      await client.query('delete from duplicate_checks where workspace_id = $1', [workspaceId]);
      await pause(1_000);
    }
  });
}

async function someoneWaits(client: pg.Client, workspaceId: string): Promise<boolean> {
  const { rows } = await client.query(
    'select from duplicate_checks where workspace_id = $1 limit 1',
    [workspaceId],
  );
  return rows.length > 0;
}

async function asHouse(
  serving: pg.ClientConfig,
  workspaceId: string,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client(serving);
  await client.connect();
  try {
    await client.query(
      `select set_config('rapport.actor', 'system', false), set_config('rapport.workspace', $1, false),
         set_config('rapport.audiences', $1, false)`,
      [workspaceId],
    );
    await work(client);
  } finally {
    await client.end();
  }
}

const seed = 31_415;
const atOnce = 20_000;

/** So many people with name, address, number and the keys they are found by, put where they belong at once. */
async function fill(
  owner: pg.ClientConfig,
  workspaceId: string,
  userId: string,
  people: number,
): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  const world = new World(seed, people);
  try {
    await client.query(
      `select set_config('rapport.actor', 'system', false), set_config('rapport.workspace', $1, false),
         set_config('rapport.audiences', $1, false)`,
      [workspaceId],
    );
    await client.query(`
      create temporary table filling_people (id uuid, name text, email text, phone text, city text);
      create temporary table filling_keys (id uuid, key text)`);
    for (let from = 0; from < people; from += atOnce) {
      const rows: string[] = [];
      const keys: string[] = [];
      for (let place = from; place < Math.min(people, from + atOnce); place++) {
        const { given, family, email, country } = world.person(place);
        const chance = new Chance(seed, table.people, place, 2);
        const number = chance.happens(0.7) ? phone(chance, country) : '';
        const [city] = chance.pick(country.towns);
        const id = randomUUIDv7();
        const profile = profileOfDraft({
          kind: 'person',
          name: `${given} ${family}`,
          given,
          family,
          emails: email ? [email] : [],
          phones: number ? [number] : [],
          addresses: [{ locality: city }],
        });
        rows.push([id, `${given} ${family}`, email ?? '\\N', number || '\\N', city].join('\t'));
        for (const key of keysOf(profile)) keys.push(`${id}\t${key}`);
      }
      await client.query('begin');
      await client.query('truncate filling_people, filling_keys');
      await copy(client, 'filling_people', rows);
      await copy(client, 'filling_keys', keys);
      await client.query(
        `insert into parties (workspace_id, id, kind, audience, visibility, owner_id, name, sort_name, search_text,
           email, phone, city)
         select $1, id, 'person', $1, 'everyone', $2, name, lower(name), lower(name), email, phone, city
         from filling_people`,
        [workspaceId, userId],
      );
      for (const [topic, value] of [
        ['name', `jsonb_build_object('display', name)`],
        ['email', 'to_jsonb(email)'],
        ['phone', 'to_jsonb(phone)'],
        [
          'address',
          `jsonb_build_object('street', '', 'locality', city, 'region', '', 'postalCode', '', 'country', '', 'text', '')`,
        ],
      ]) {
        await client.query(
          `insert into statements (workspace_id, id, party_id, audience, topic, value, value_key, basis, source, stated_at)
           select $1, gen_random_uuid(), id, $1, '${topic}', ${value}, '', 'seen', '{"kind":"seed"}', now()
           from filling_people where ${topic === 'address' ? 'city' : topic} is not null`,
          [workspaceId],
        );
      }
      await client.query(
        `insert into duplicate_keys (workspace_id, party_id, audience, kind, key)
         select $1, id, $1, 'person', key from filling_keys`,
        [workspaceId],
      );
      // They have their keys, and nobody need look at them.
      await client.query('delete from duplicate_checks where workspace_id = $1', [workspaceId]);
      await client.query('commit');
    }
    await client.query('analyze parties, statements, duplicate_keys');
  } finally {
    await client.end();
  }
}

async function copy(client: pg.Client, name: string, lines: string[]): Promise<void> {
  await pipeline(
    Readable.from([`${lines.join('\n')}\n`]),
    client.query(copyFrom(`copy ${name} from stdin`)),
  );
}
