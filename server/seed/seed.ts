import { randomUUIDv7 } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import pg from 'pg';
import { ActivityWriter } from './activities.ts';
import { Clock } from './clock.ts';
import { setAside } from './indexes.ts';
import { Load, loadedTables } from './loading.ts';
import { PartyWriter } from './parties.ts';
import { type Plan, planActivities } from './plan.ts';
import type { Staff } from './staff.ts';
import { World } from './world.ts';

export interface SeedRequest {
  people: number;
  seed: number;
  /** Mails, meetings, calls and notes a person, on average; ten by default. */
  activitiesEach?: number;
  /** Everything lies before (some meetings after) this; the present by default. */
  now?: Temporal.Instant;
  /** Somebody with an account, who becomes an owner of the sample company. */
  owner?: { id: string; name: string; email: string };
  onProgress?: (done: number, of: number) => void;
}

export interface Seeded {
  workspaceId: string;
  staff: Staff;
  counts: Counts;
}

/** Rows by table. */
export type Counts = Record<string, number>;

/** Small enough to be nothing in memory, large enough for few round trips. */
const rowsPerBatch = 25_000;

/**
 * Makes a synthetic company in a workspace of its own, in one transaction: it is there whole or not at
 * all. The same number of people and seed give the same rows, apart from the workspace's id and the
 * clock, by whole days of which every moment is moved along.
 *
 * It works as the owner of the tables, because only that role may take their indexes off meanwhile; the
 * policies bind it as well, so it acts as the house.
 */
export async function seedCompany(owner: pg.ClientConfig, request: SeedRequest): Promise<Seeded> {
  const world = new World(request.seed, request.people);
  const clock = new Clock(request.now ?? Temporal.Now.instant());
  const workspaceId = randomUUIDv7();
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query(forBulk);
    await client.query('begin');
    const counts = await fillWorkspace(
      client,
      workspaceId,
      world,
      clock,
      request,
      async (write) => {
        const putBack = await setAside(client);
        const written = await write();
        await putBack();
        return written;
      },
    );
    await client.query('commit');
    // What the planner knows, and what a scan may skip, would otherwise come minutes later by itself.
    await client.query(`vacuum (analyze) ${loadedTables.join(', ')}`);
    return { workspaceId, staff: world.staff, counts };
  } finally {
    await client.end();
  }
}

/** Writes a world into a new workspace, inside the transaction of `client`, as the house. */
export async function fillWorkspace(
  client: pg.ClientBase,
  workspaceId: string,
  world: World,
  clock: Clock,
  { owner, activitiesEach = 10, onProgress }: Omit<SeedRequest, 'people' | 'seed' | 'now'>,
  around: (write: () => Promise<Counts>) => Promise<Counts> = (write) => write(),
): Promise<Counts> {
  await client.query(
    `select set_config('rapport.actor', 'system', true), set_config('rapport.workspace', $1, true),
       set_config('rapport.audiences', $1, true)`,
    [workspaceId],
  );
  await writeStaff(client, workspaceId, world.staff, owner);
  const plan = planActivities(world, activitiesEach);
  return around(() => writeRecords(client, workspaceId, world, { clock, plan, onProgress }));
}

/**
 * A batch stays in memory on its way, search indexes take rows in large portions, and the last commit alone
 * waits for the disk: before it nothing of this counts.
 */
const forBulk = `
  set synchronous_commit = on;
  set statement_timeout = 0;
  set work_mem = '64MB';
  set maintenance_work_mem = '128MB';
  set temp_buffers = '64MB';
  set gin_pending_list_limit = '64MB'`;

async function writeStaff(
  client: pg.ClientBase,
  workspaceId: string,
  { company, domain, users, teams }: Staff,
  owner: SeedRequest['owner'],
): Promise<void> {
  await client.query(
    `insert into workspaces (workspace_id, name, kind, country) values ($1, $2, 'sample', 'AT')`,
    [workspaceId, company],
  );
  const everyone = owner ? [...users, { ...owner, level: 'owner' }] : users;
  await client.query(
    `insert into users (workspace_id, id, name, email, level)
     select $1, * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[])`,
    [
      workspaceId,
      everyone.map(({ id }) => id),
      everyone.map(({ name }) => name),
      everyone.map(({ email }) => email),
      everyone.map(({ level }) => level),
    ],
  );
  await client.query(
    `insert into teams (workspace_id, id, name) select $1, * from unnest($2::uuid[], $3::text[])`,
    [workspaceId, teams.map(({ id }) => id), teams.map(({ name }) => name)],
  );
  const places = users.flatMap((user) => user.teams.map((team) => [teams[team]!.id, user.id]));
  await client.query(
    `insert into team_users (workspace_id, team_id, user_id) select $1, * from unnest($2::uuid[], $3::uuid[])`,
    [workspaceId, places.map(([team]) => team), places.map(([, user]) => user)],
  );
  await client.query(
    `insert into own_addresses (workspace_id, audience, address, user_id, name)
     select $1, $1, * from unnest($2::text[], $3::uuid[], $4::text[])`,
    [
      workspaceId,
      [...users.map(({ email }) => email), domain],
      [...users.map(({ id }) => id), null],
      [...users.map(({ name }) => name), company],
    ],
  );
}

async function writeRecords(
  client: pg.ClientBase,
  workspaceId: string,
  world: World,
  { clock, plan, onProgress }: { clock: Clock; plan: Plan } & Pick<SeedRequest, 'onProgress'>,
): Promise<Counts> {
  const load = new Load(client, workspaceId);
  await load.prepare();
  const total = world.companies + world.people + plan.count;
  let done = 0;
  const one = async () => {
    done++;
    // The connection gets no turn by itself, and the database waits between two pieces of a batch.
    if (done % 20 === 0) await turn();
    if (load.rows < rowsPerBatch) return;
    await load.send();
    onProgress?.(done, total);
  };
  const parties = new PartyWriter(world, clock, load);
  for (let place = 0; place < world.companies; place++) {
    parties.company(place);
    await one();
  }
  for (let place = 0; place < world.people; place++) {
    const last = plan.lastContact[place]!;
    parties.person(place, Number.isNaN(last) ? null : last);
    await one();
  }
  const activities = new ActivityWriter(world, plan, clock, load, parties.events);
  activities.addresses();
  for (let rank = 0; rank < plan.count; rank++) {
    activities.activity(rank);
    await one();
  }
  await load.arrived();
  onProgress?.(total, total);
  return load.counts;
}
