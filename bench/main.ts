import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { findActor } from '../server/platform/access/actors.ts';
import { sha256 } from '../server/platform/auth/sessions.ts';
import { projectRoot } from '../server/platform/config/config.ts';
import { openDatabase } from '../server/platform/database/database.ts';
import { backupFigures } from './backup.ts';
import type { Bench } from './bench.ts';
import { browserFigures } from './browser.ts';
import { bulkFigures } from './bulk.ts';
import { pasteFigures } from './cells.ts';
import { openClient } from './client.ts';
import { candidateFigures, duplicateFigures, nobodyIsLookedAt, nobodyWaits } from './duplicates.ts';
import { everyListFigures } from './every-list.ts';
import { firstScript } from './first-script.ts';
import { csvImportFigures, largeCsvFigures } from './importing-csv.ts';
import { mboxImportFigures } from './importing-mbox.ts';
import { Installation, type RunningServer } from './installation.ts';
import { listFigures } from './lists.ts';
import { largeMailboxFigures, mailboxSyncFigures } from './mailbox-sync.ts';
import type { Figure } from './measuring.ts';
import { idleMemory, memoryUnderLoad } from './memory.ts';
import { ownFieldFigures } from './own-fields.ts';
import { recordFigures, timelineFigures } from './reads.ts';
import { recalculationFigures } from './recalculation.ts';
import { table, writeReport } from './report.ts';
import { searchFigures } from './searching.ts';
import { startFigures } from './starts.ts';
import { BareDriver, Recorder } from './statements.ts';
import { todayFigures } from './today.ts';
import { createFigures, editFigures } from './writes.ts';

export interface BenchRequest {
  people: number;
  activitiesEach: number;
  seed: number;
  /** Only figures whose names contain one of these. */
  only: string[] | undefined;
  log: (line: string) => void;
}

/** The size at which the figures of docs/benchmarks.md are taken. */
export const fullSize = 100_000;

/** A report is written from this size on; a quick look replaces nothing. */
const reportSize = 20_000;

const owner = {
  email: 'owner@lindwurm.example',
  name: 'Olga Owner',
  password: 'kettles like blue mondays',
};

/** Takes every figure on a fresh installation and returns whether all targets were reached. */
export async function bench({
  people,
  activitiesEach,
  seed,
  only,
  log,
}: BenchRequest): Promise<boolean> {
  const load = os.loadavg()[0]!;
  const installation = new Installation();
  const figures: Figure[] = [];
  try {
    log('starting for the first time and again');
    figures.push(...(await startFigures(installation)));
    await installation.run(
      [
        'user',
        'add',
        '--email',
        owner.email,
        '--name',
        owner.name,
        '--company',
        'Lindwurm',
        '--password-stdin',
      ],
      { input: owner.password },
    );
    log(`making a company of ${people} people`);
    const began = performance.now();
    const seeded = JSON.parse(
      lastLine(
        await installation.run([
          'seed',
          '--people',
          `${people}`,
          '--activities',
          `${activitiesEach}`,
          '--seed',
          `${seed}`,
          '--owner',
          owner.email,
          '--json',
        ]),
      ),
    ) as { workspaceId: string };
    figures.push({
      name: `Seed of ${people.toLocaleString('en')} people`,
      measured: `${((performance.now() - began) / 1_000).toFixed(0)} s`,
      compared: '',
      target: '≤ 180 s',
      reached: performance.now() - began <= 180_000,
    });
    const looking = await installation.start();
    try {
      if (people <= fullSize) {
        log('looking for duplicates among them');
        await nobodyWaits(looking.serving, seeded.workspaceId);
      } else {
        log('without looking for duplicates among them');
        await nobodyIsLookedAt(looking.serving, seeded.workspaceId);
      }
    } finally {
      await looking.stop();
    }
    const server = await installation.start();
    try {
      figures.push(await idleMemory(server.pid));
      const set = await prepare(installation, server, seeded.workspaceId, people);
      try {
        const wanted = [...stories, ...(only ? longStories : [])].filter(
          ([name]) => !only || only.some((wanted) => name.includes(wanted)),
        );
        for (const [name, story] of wanted) {
          log(name);
          const told = await story(set).catch((error) => notTaken(name, error));
          figures.push(...told);
          for (const { name: line, measured, compared } of told)
            log(`  ${line}: ${measured}; ${compared}`);
        }
      } finally {
        // A connection that the stopping server cut would hide why a figure could not be taken.
        await set.recorder.close();
        await set.bare.end();
        await set.client.close();
      }
    } finally {
      await server.stop();
    }
  } finally {
    installation.remove();
  }
  console.log(`\n${table(figures)}\n`);
  if (people >= reportSize && !only) {
    mkdirSync(path.join(projectRoot, 'docs'), { recursive: true });
    log(
      `written to ${writeReport(figures, { people, seed, load, database: 'embedded PostgreSQL' })}`,
    );
  }
  return figures.every(({ reached }) => reached !== false);
}

/** One figure that cannot be taken does not cost the others; it is named as missing. */
function notTaken(name: string, error: unknown): Figure[] {
  const why = (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
  return [{ name, measured: 'not taken', compared: why, target: '', reached: false }];
}

const stories: [string, (bench: Bench) => Promise<Figure[]>][] = [
  ['lists', listFigures],
  ['timeline', timelineFigures],
  ['record', recordFigures],
  ['today', todayFigures],
  ['create', createFigures],
  ['edit', editFigures],
  ['search', searchFigures],
  ['memory under load', async (set) => [await memoryUnderLoad(set)]],
  ['browser', async (set) => [firstScript(), ...(await browserFigures(set))]],
  ['backup', backupFigures],
  ['bulk', bulkFigures],
  ['paste', pasteFigures],
  ['CSV import', csvImportFigures],
  ['mbox import', mboxImportFigures],
  ['mailbox sync', mailboxSyncFigures],
  ['duplicates', duplicateFigures],
  ['recalculation', recalculationFigures],
  // Last: whatever is read after it has the fields with it.
  ['own fields', ownFieldFigures],
];

/** These take many minutes, so they are taken when asked for by name. */
const longStories: typeof stories = [
  ['million contacts', largeCsvFigures],
  ['million likes', candidateFigures],
  ['large mailbox', largeMailboxFigures],
  ['every list', everyListFigures],
];

async function prepare(
  installation: Installation,
  server: RunningServer,
  workspaceId: string,
  people: number,
): Promise<Bench> {
  const { db } = openDatabase(server.serving, 1);
  const { userId, token, ownWorkspaceId } = await openDoor(server, workspaceId);
  const actor = (await findActor(db, userId, workspaceId))!;
  await db.destroy();
  const bare = new BareDriver(server.serving);
  await bare.connect();
  return {
    installation,
    server,
    client: openClient(server.address, token),
    token,
    owner,
    recorder: new Recorder(server.serving, actor),
    bare,
    actor,
    ownWorkspaceId,
    people: await busyAndQuietPeople(server, workspaceId),
    ...(people >= fullSize
      ? {
          turns: { reads: 2_000, writes: 600 },
          sizes: { contacts: 100_000, mails: 20_000 },
        }
      : { turns: { reads: 600, writes: 200 }, sizes: { contacts: 10_000, mails: 3_000 } }),
  };
}

/** A token for the workspace of the figures; the command gives one for the company's own. */
async function openDoor(server: RunningServer, workspaceId: string) {
  const token = `rp_${randomBytes(32).toString('base64url')}`;
  const client = new pg.Client(server.serving);
  await client.connect();
  try {
    await client.query("set rapport.actor = 'auth'");
    const { rows } = await client.query<{ id: string }>(
      'select id from auth.users where email = $1',
      [owner.email],
    );
    const userId = rows[0]!.id;
    await client.query(
      `insert into auth.api_tokens (id, user_id, workspace_id, name, token_sha256, scope)
       values ($1, $2, $3, 'bench', $4, 'full')`,
      [randomUUIDv7(), userId, workspaceId, sha256(token)],
    );
    await client.query(`select set_config('rapport.user', $1, false)`, [userId]);
    const places = await client.query<{ workspace_id: string }>(
      'select workspace_id from users where id = $1 and workspace_id <> $2',
      [userId, workspaceId],
    );
    return { userId, token, ownWorkspaceId: places.rows[0]!.workspace_id };
  } finally {
    await client.end();
  }
}

/** Twenty people: every second one with a long history, the others as they come. */
async function busyAndQuietPeople(server: RunningServer, workspaceId: string): Promise<string[]> {
  const client = new pg.Client(server.serving);
  await client.connect();
  try {
    await client.query(
      `select set_config('rapport.actor', 'system', false), set_config('rapport.workspace', $1, false),
         set_config('rapport.audiences', $1, false)`,
      [workspaceId],
    );
    const { rows } = await client.query<{ busy: string; other: string }>(`
      with met as (
        select e.party_id, count(*) as times from participants p
        join seen_addresses s on s.workspace_id = p.workspace_id and s.id = p.address_id
        join party_emails e on e.workspace_id = s.workspace_id and e.address = s.address
        join parties on parties.workspace_id = e.workspace_id and parties.id = e.party_id and parties.kind = 'person' and parties.visibility = 'everyone'
        where not p.ours group by 1 having count(*) >= 5),
      busy as (select party_id, row_number() over (order by times desc, party_id) as place from met),
      other as (select party_id, row_number() over (order by party_id desc) as place from met)
      select busy.party_id as busy, other.party_id as other from busy join other using (place)
      order by place limit 10`);
    return [...new Set(rows.flatMap(({ busy, other }) => [busy, other]))];
  } finally {
    await client.end();
  }
}

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1)!;
