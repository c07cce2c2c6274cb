import { randomUUIDv7 } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { sql } from 'kysely';
import { Refusal } from '../../shared/platform/errors.ts';
import { asActor, type UserActor } from '../platform/access/actor.ts';
import type { House } from '../platform/house.ts';
import { recountEverything } from '../understand/warmth/following.ts';
import { Clock } from './clock.ts';
import { writeDay } from './day.ts';
import { writeDealings } from './dealings.ts';
import { fillWorkspace } from './seed.ts';
import { World } from './world.ts';

/** Enough for every list to scroll and every story to have a past; made within a second or two. */
const size = { seed: 1, people: 200 };

export class NotASample extends Refusal {
  constructor() {
    super(
      'sample.not-one',
      409,
      'This is a company of your own and no sample. Nothing was removed.',
    );
  }
}

export class NowhereElse extends Refusal {
  constructor() {
    super(
      'sample.nowhere-else',
      409,
      'You have no other workspace to go back to. Nothing was removed.',
    );
  }
}

/**
 * A made-up company to look around in, of which this user is an owner: the one they have, or a new one.
 * Everybody gets their own, because it is for trying out, and nobody should disturb another at that.
 */
export async function findOrMakeSample(house: House, actor: UserActor): Promise<string> {
  const workspaceId = await findOrFillSample(house, actor);
  // Of one that was there all is counted already.
  await recountEverything(house.db, workspaceId);
  return workspaceId;
}

async function findOrFillSample(
  { pool, actors }: House,
  { userId, workspaceId: from }: UserActor,
): Promise<string> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    // Whoever presses twice waits here, and then finds the first one's.
    await client.query(
      `select pg_advisory_xact_lock(hashtextextended('rapport.sample ' || $1, 0))`,
      [userId],
    );
    await client.query(
      `select set_config('rapport.actor', 'user', true), set_config('rapport.user', $1, true)`,
      [userId],
    );
    const { rows } = await client.query<{
      id: string;
      name: string;
      email: string;
      sample: boolean;
    }>(
      `select u.workspace_id as id, u.name, u.email, w.kind = 'sample' and u.level = 'owner' as sample
       from users u join workspaces w using (workspace_id)
       where u.id = $1 and u.disabled_at is null order by w.created_at`,
      [userId],
    );
    const known = rows.find(({ sample }) => sample);
    if (known) {
      await client.query('commit');
      return known.id;
    }
    const { name, email } = rows.find(({ id }) => id === from)!;
    const workspaceId = randomUUIDv7();
    const world = new World(size.seed, size.people);
    await fillWorkspace(client, workspaceId, world, new Clock(Temporal.Now.instant()), {
      owner: { id: userId, name, email },
    });
    await writeDealings(client, workspaceId, Temporal.Now.plainDateISO('UTC'));
    await writeDay(client, workspaceId, userId, Temporal.Now.instant());
    await client.query('commit');
    actors.forget();
    return workspaceId;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Throws the sample company away that the actor is in, with every row and file of it. */
export async function removeSample(house: House, actor: UserActor): Promise<void> {
  const { workspaceId, userId } = actor;
  const importIds = await asActor(
    house.db,
    actor,
    async ({ db }) => {
      const places = await db
        .selectFrom('users')
        .innerJoin('workspaces', 'workspaces.workspace_id', 'users.workspace_id')
        .select(['users.workspace_id as id', 'workspaces.kind'])
        .where('users.id', '=', userId)
        .where('users.disabled_at', 'is', null)
        .execute();
      if (places.find(({ id }) => id === workspaceId)?.kind !== 'sample') throw new NotASample();
      if (places.length < 2) throw new NowhereElse();
      const imports = await db
        .selectFrom('imports')
        .select('id')
        .where('workspace_id', '=', workspaceId)
        .execute();
      await sql`select remove_sample()`.execute(db);
      return imports.map(({ id }) => id);
    },
    1,
  );
  house.actors.forget();
  house.auth.sessions.forget();
  // Whatever is left over when the power fails here, nobody can reach; the daily sweep takes uploads away.
  await house.files.removeWorkspace(workspaceId);
  for (const id of importIds) await rm(house.files.uploads(id), { recursive: true, force: true });
}
