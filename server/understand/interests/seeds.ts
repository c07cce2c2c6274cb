import { z } from 'zod';
import {
  InterestVisibility,
  type Seed,
  type SeedChange,
  type SeedInput,
} from '../../../shared/understand/interests/interests.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { audienceOf, ChangedMeanwhile, ReadOnly } from '../../platform/access/reach.ts';
import { nextId } from '../../platform/database/ids.ts';
import { record } from '../../platform/events/events.ts';
import { requireUnchanged, undoable } from '../../platform/events/undo.ts';
import { SeedNotFound, SeedNotYours, SeedOutOfOrder, TooManySeeds } from './errors.ts';
import { requireNode } from './own.ts';

const mostSeeds = 200;

/** What the actor could volunteer: one’s own and the company’s, the newest first. */
export async function listSeeds(
  transaction: Transaction,
  { removed = false }: { removed?: boolean } = {},
): Promise<Seed[]> {
  const { db, actor } = transaction;
  const rows = await db
    .selectFrom('seeds')
    .leftJoin('users', (join) =>
      join
        .onRef('users.workspace_id', '=', 'seeds.workspace_id')
        .onRef('users.id', '=', 'seeds.owner_id'),
    )
    .select([
      'seeds.id',
      'seeds.text',
      'seeds.nodes',
      'seeds.name',
      'from_on',
      'until_on',
      'seeds.visibility',
      'seeds.owner_id',
      'users.name as owner',
      'seeds.created_at',
      'seeds.version',
    ])
    .where('seeds.workspace_id', '=', actor.workspaceId)
    .where('seeds.removed_at', removed ? 'is not' : 'is', null)
    .orderBy('seeds.created_at', 'desc')
    .orderBy('seeds.id')
    .limit(2_000)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    nodes: row.nodes,
    name: row.name,
    from: row.from_on?.toString() ?? null,
    until: row.until_on?.toString() ?? null,
    visibility: InterestVisibility.parse(row.visibility),
    owner: { id: row.owner_id, name: row.owner ?? '' },
    createdAt: row.created_at.toString(),
    version: row.version,
    can: {
      edit:
        actor.kind === 'user' &&
        !actor.readOnly &&
        actor.level !== 'reader' &&
        (actor.level === 'owner' || row.owner_id === actor.userId),
    },
  }));
}

export async function addSeed(
  transaction: Transaction,
  { text, nodes, name, from, until, visibility }: z.output<typeof SeedInput>,
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  if (actor.kind !== 'user') throw new ReadOnly();
  await requireNode(transaction, 'nodes', nodes);
  const own = (await listSeeds(transaction)).filter(({ owner }) => owner.id === actor.userId);
  if (own.length >= mostSeeds) throw new TooManySeeds();
  const id = nextId();
  const audience = audienceOf(actor.workspaceId, visibility, actor.userId, null);
  await db
    .insertInto('seeds')
    .values({
      workspace_id: actor.workspaceId,
      id,
      audience,
      visibility,
      owner_id: actor.userId,
      text,
      nodes,
      name,
      from_on: dayOf(from),
      until_on: dayOf(until),
    })
    .execute();
  const after = { text, nodes, name, from, until };
  return { id, event: await tell(transaction, id, audience, 'added', { after }) };
}

export async function changeSeed(
  transaction: Transaction,
  id: string,
  { version, ...change }: SeedChange,
): Promise<{ event: string; version: number }> {
  const seed = await seedToEdit(transaction, id, version);
  if (change.nodes) await requireNode(transaction, 'nodes', change.nodes);
  const before = saidOf(seed);
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const after = { ...before, ...Object.fromEntries(given) };
  if (after.from && after.until && after.from > after.until) throw new SeedOutOfOrder();
  const { from, until, ...words } = after;
  const audience = await write(transaction, seed, {
    ...words,
    from_on: dayOf(from),
    until_on: dayOf(until),
  });
  const event = await tell(transaction, id, audience, 'changed', { before, after });
  return { event, version: version + 1 };
}

const saidOf = ({ text, nodes, name, from, until }: Seed) => ({ text, nodes, name, from, until });
const dayOf = (text: string | null) => (text ? Temporal.PlainDate.from(text) : null);

/** Offered to nobody any more; to whom it was told stays written, so that nobody is told twice. */
export async function removeSeed(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<{ event: string; version: number }> {
  const seed = await seedToEdit(transaction, id, version);
  const audience = await write(transaction, seed, { removed_at: Temporal.Now.instant() });
  return { event: await tell(transaction, id, audience, 'removed'), version: version + 1 };
}

async function restoreSeed(
  transaction: Transaction,
  id: string,
): Promise<{ event: string; version: number }> {
  const seed = (await listSeeds(transaction, { removed: true })).find((one) => one.id === id);
  if (!seed) throw new SeedNotFound();
  if (!seed.can.edit) throw new SeedNotYours();
  const audience = await write(transaction, seed, { removed_at: null });
  return { event: await tell(transaction, id, audience, 'restored'), version: seed.version + 1 };
}

async function seedToEdit(transaction: Transaction, id: string, version?: number): Promise<Seed> {
  const seed = (await listSeeds(transaction)).find((one) => one.id === id);
  if (!seed) throw new SeedNotFound();
  if (!seed.can.edit) throw new SeedNotYours();
  if (version !== undefined && seed.version !== version) throw new ChangedMeanwhile();
  return seed;
}

async function write(
  { db, actor }: Transaction,
  { id, version }: Seed,
  change: {
    text?: string;
    nodes?: string[];
    name?: string;
    from_on?: Temporal.PlainDate | null;
    until_on?: Temporal.PlainDate | null;
    removed_at?: Temporal.Instant | null;
  },
): Promise<string> {
  const row = await db
    .updateTable('seeds')
    .set({ ...change, version: version + 1 })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('audience')
    .executeTakeFirst();
  if (!row) throw new ChangedMeanwhile();
  return row.audience;
}

async function tell(
  transaction: Transaction,
  id: string,
  audience: string,
  verb: 'added' | 'changed' | 'removed' | 'restored',
  what: { before?: object; after?: object } = {},
): Promise<string> {
  const [event] = await record(transaction, {
    subject: 'seed',
    subjectId: id,
    audience,
    verb,
    ...what,
  });
  return event!;
}

const Said = z.object({
  text: z.string(),
  nodes: z.array(z.string()),
  name: z.string().default(''),
  from: z.string().nullable().default(null),
  until: z.string().nullable().default(null),
});

export function registerSeedUndo(): void {
  const remove = async (transaction: Transaction, { subjectId }: { subjectId: string }) => {
    const { version } = await seedToEdit(transaction, subjectId);
    return removeSeed(transaction, subjectId, version);
  };
  undoable('seed', 'added', remove, 'removed');
  undoable('seed', 'restored', remove, 'removed');
  undoable(
    'seed',
    'removed',
    (transaction, { subjectId }) => restoreSeed(transaction, subjectId),
    'restored',
  );
  undoable('seed', 'changed', async (transaction, { subjectId, before, after }) => {
    const seed = await seedToEdit(transaction, subjectId);
    requireUnchanged(saidOf(seed), Said.parse(after));
    return changeSeed(transaction, subjectId, { ...Said.parse(before), version: seed.version });
  });
}
