import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { PartyVisibility } from '../../../shared/platform/access.ts';
import { Refusal } from '../../../shared/platform/errors.ts';
import { Filter } from '../../../shared/platform/filters.ts';
import { Id } from '../../../shared/platform/values.ts';
import {
  densities,
  type SavedView,
  type ViewChange,
  type ViewInput,
} from '../../../shared/platform/views.ts';
import type { Transaction } from '../access/actor.ts';
import { audienceOf, ChangedMeanwhile, NotYourTeam, ReadOnly } from '../access/reach.ts';
import { announce, record } from '../events/events.ts';
import { undoable } from '../events/undo.ts';

export class ViewNotFound extends Refusal {
  constructor() {
    super('view.not-found', 404, 'There is no such view, or you may not see it.');
  }
}

export class ViewNotYours extends Refusal {
  constructor() {
    super(
      'view.not-yours',
      403,
      'Only who made a view, or an owner of the workspace, changes it. Save it as a view of your own instead.',
    );
  }
}

export class TooManyViews extends Refusal {
  constructor() {
    super('view.too-many', 409, 'You have 500 views. Remove one before you save another.');
  }
}

interface Row {
  id: string;
  entity: SavedView['entity'];
  name: string;
  visibility: SavedView['visibility'];
  audience: string;
  owner_id: string;
  filter: SavedView['filter'];
  sort: string;
  columns: string[] | null;
  density: SavedView['density'];
  version: number;
  updated_at: Temporal.Instant;
  removed_at: Temporal.Instant | null;
  position: number | null;
}

const mostViews = 500;

/** The views the actor may use, by name; with the place of those in their own sidebar. */
export async function listViews(transaction: Transaction): Promise<SavedView[]> {
  const { rows } = await read(
    transaction,
    sql`v.removed_at is null order by v.name, v.id limit 1000`,
  );
  return rows.map((row) => viewOf(transaction, row));
}

function read({ db, actor }: Transaction, which: ReturnType<typeof sql>) {
  return sql<Row>`
    select v.*, p.position from saved_views v
    left join view_pins p on p.workspace_id = v.workspace_id and p.view_id = v.id
      and p.user_id = ${actor.userId}
    where v.workspace_id = ${actor.workspaceId} and ${which}`.execute(db);
}

async function find(transaction: Transaction, id: string): Promise<Row> {
  const { rows } = await read(transaction, sql`v.id = ${id}`);
  if (!rows[0]) throw new ViewNotFound();
  return rows[0];
}

function mayEdit({ actor }: Transaction, view: Pick<Row, 'owner_id'>): boolean {
  return (
    actor.kind === 'user' &&
    !actor.readOnly &&
    (actor.level === 'owner' || view.owner_id === actor.userId)
  );
}

function viewOf(transaction: Transaction, row: Row): SavedView {
  return {
    id: row.id,
    entity: row.entity,
    name: row.name,
    visibility: row.visibility,
    teamId: row.visibility === 'team' ? row.audience : null,
    ownerId: row.owner_id,
    filter: row.filter,
    sort: row.sort,
    columns: row.columns,
    density: row.density,
    pin: row.position,
    version: row.version,
    updatedAt: row.updated_at.toString(),
    can: { edit: mayEdit(transaction, row) },
  };
}

export async function createView(
  transaction: Transaction,
  input: z.output<typeof ViewInput>,
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  if (actor.kind !== 'user') throw new ReadOnly();
  const { count } = await db
    .selectFrom('saved_views')
    .select(db.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', actor.workspaceId)
    .where('owner_id', '=', actor.userId)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (count >= mostViews) throw new TooManyViews();
  const id = randomUUIDv7();
  const audience = reachOf(transaction, input.visibility, actor.userId, input.teamId);
  await db
    .insertInto('saved_views')
    .values({
      workspace_id: actor.workspaceId,
      id,
      audience,
      visibility: input.visibility,
      owner_id: actor.userId,
      entity: input.entity,
      name: input.name,
      filter: input.filter && JSON.stringify(input.filter),
      sort: input.sort,
      columns: input.columns,
      density: input.density,
    })
    .execute();
  const [event] = await record(transaction, {
    subject: 'view',
    subjectId: id,
    audience,
    verb: 'created',
    after: { name: input.name },
  });
  return { id, event: event! };
}

function reachOf(
  { actor }: Transaction,
  visibility: string,
  ownerId: string,
  teamId: string | undefined | null,
): string {
  const audience = audienceOf(actor.workspaceId, visibility, ownerId, teamId);
  if (actor.kind === 'user' && !actor.audiences.includes(audience)) throw new NotYourTeam();
  return audience;
}

/** Changes what a view shows, its name, or who sees it. */
export async function changeView(
  transaction: Transaction,
  id: string,
  change: ViewChange,
): Promise<{ event: string; version: number }> {
  const view = await own(transaction, id, change.version);
  const { version: _, teamId, ...parts } = change;
  const audience = change.visibility
    ? reachOf(transaction, change.visibility, view.owner_id, teamId)
    : view.audience;
  const given = Object.fromEntries(
    Object.entries(parts).filter(([, value]) => value !== undefined),
  );
  await write(transaction, view, {
    ...given,
    ...('filter' in given ? { filter: parts.filter ? JSON.stringify(parts.filter) : null } : {}),
    audience,
  });
  const before = viewOf(transaction, view);
  const [event] = await record(transaction, {
    subject: 'view',
    subjectId: id,
    audience,
    verb: 'changed',
    before: {
      ...Object.fromEntries(
        Object.keys(given).map((name) => [name, before[name as keyof SavedView]]),
      ),
      ...(change.visibility ? { teamId: before.teamId } : {}),
    },
    after: { ...given, ...(change.visibility ? { teamId: teamId ?? null } : {}) },
  });
  return { event: event!, version: view.version + 1 };
}

/** Takes a view out of everybody's lists; its undo brings it back, pins included. */
export async function removeView(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<{ event: string; version: number }> {
  const view = await own(transaction, id, version);
  return setRemoved(transaction, view, true);
}

async function setRemoved(
  transaction: Transaction,
  view: Row,
  removed: boolean,
): Promise<{ event: string; version: number }> {
  await write(transaction, view, { removed_at: removed ? Temporal.Now.instant() : null });
  const [event] = await record(transaction, {
    subject: 'view',
    subjectId: view.id,
    audience: view.audience,
    verb: removed ? 'removed' : 'restored',
  });
  return { event: event!, version: view.version + 1 };
}

async function own(transaction: Transaction, id: string, version?: number): Promise<Row> {
  const view = await find(transaction, id);
  if (!mayEdit(transaction, view)) throw new ViewNotYours();
  if (version !== undefined && view.removed_at) throw new ViewNotFound();
  if (version !== undefined && view.version !== version) throw new ChangedMeanwhile();
  return view;
}

async function write(
  { db, actor }: Transaction,
  view: Row,
  change: Record<string, unknown>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('saved_views')
    .set({ ...change, version: view.version + 1, updated_at: Temporal.Now.instant() })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', view.id)
    .where('version', '=', view.version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
}

/** Which views stand in the actor's own sidebar, from the top; those not named go out of it. */
export async function pinViews(transaction: Transaction, ids: string[]): Promise<void> {
  const { db, actor } = transaction;
  if (actor.kind !== 'user') throw new ReadOnly();
  const wanted = [...new Set(ids)];
  const { rows } = await read(
    transaction,
    sql`v.id = any (${wanted}::uuid[]) and v.removed_at is null`,
  );
  if (rows.length < wanted.length) throw new ViewNotFound();
  await db
    .deleteFrom('view_pins')
    .where('workspace_id', '=', actor.workspaceId)
    .where('user_id', '=', actor.userId)
    .execute();
  if (wanted.length > 0) {
    await db
      .insertInto('view_pins')
      .values(
        wanted.map((id, index) => ({
          workspace_id: actor.workspaceId,
          audience: actor.userId,
          user_id: actor.userId,
          view_id: id,
          position: index + 1,
        })),
      )
      .execute();
  }
  await announce(transaction, {
    subject: 'view',
    id: actor.userId,
    audience: actor.userId,
    verb: 'pinned',
  });
}

const Before = z.object({
  name: z.string().optional(),
  visibility: PartyVisibility.optional(),
  teamId: Id.nullable().optional(),
  filter: Filter.nullable().optional(),
  sort: z.string().optional(),
  columns: z.array(z.string()).nullable().optional(),
  density: z.enum(densities).nullable().optional(),
});

/** How acts on views are taken back. */
export function registerViewUndo(): void {
  undoable(
    'view',
    'created',
    async (transaction, { subjectId }) =>
      setRemoved(transaction, await own(transaction, subjectId), true),
    'removed',
  );
  undoable(
    'view',
    'removed',
    async (transaction, { subjectId }) =>
      setRemoved(transaction, await own(transaction, subjectId), false),
    'restored',
  );
  undoable(
    'view',
    'restored',
    async (transaction, { subjectId }) =>
      setRemoved(transaction, await own(transaction, subjectId), true),
    'removed',
  );
  undoable('view', 'changed', async (transaction, { subjectId, before }) => {
    const { teamId, ...change } = Before.parse(before ?? {});
    const { version } = await own(transaction, subjectId);
    return changeView(transaction, subjectId, {
      ...change,
      ...(teamId ? { teamId } : {}),
      version,
    });
  });
}
