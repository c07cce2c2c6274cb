import { sql } from 'kysely';
import type { Topic } from '../../../shared/identify/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { refreshValues } from '../fields/projection.ts';
import { project } from '../statements/projection.ts';
import { clearProjection, writeProjection } from '../statements/statements.ts';
import { followsFrom } from './edits.ts';
import { currentOf, type Held, type Stated } from './records.ts';

/** When a change happened; rows keep the moment they had before where an undo puts it back. */
export type UpdatedAt = (id: string) => string;

/**
 * Works out again what follows from some topics and writes it, for records of which `stated` is all that was said.
 * `assigned` says whose they are from now on, where the act says that too: a row is written once.
 */
export async function followTopics(
  house: Transaction,
  topics: readonly Topic[],
  held: readonly Held[],
  stated: ReadonlyMap<string, Stated[]>,
  updatedAt: UpdatedAt,
  assigned?: ReadonlyMap<string, string | null>,
): Promise<void> {
  const projected = held.map((subject) => ({
    subject,
    projection: project(subject.kind, currentOf(stated.get(subject.id))),
  }));
  const follows = followsFrom(topics);
  await updateParties(
    house,
    projected.map(({ subject: { id, assigned_to }, projection: { fields } }) => ({
      id,
      updated_at: updatedAt(id),
      ...(assigned && {
        assigned_to: assigned.has(id) ? assigned.get(id) : assigned_to,
      }),
      ...(follows.fields
        ? Object.fromEntries(follows.fields.map((name) => [name, fields[name]]))
        : fields),
    })),
  );
  if (topics.includes('field')) {
    await refreshValues(
      house,
      held.map(({ id }) => id),
    );
  }
  if (follows.lookUps.length === 0) return;
  await clearProjection(
    house,
    held.map(({ id }) => id),
    follows.lookUps,
  );
  await writeProjection(house, projected, follows.lookUps);
}

/** Writes columns of many parties with one statement, each under its next version. */
export async function updateParties(
  { db, actor }: Transaction,
  rows: readonly { id: string; updated_at: string; [column: string]: unknown }[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).filter((name) => name !== 'id');
  await sql`
    update parties set version = parties.version + 1,
      ${sql.join(columns.map((name) => sql`${sql.ref(name)} = new.${sql.ref(name)}`))}
    from json_populate_recordset(null::parties, ${JSON.stringify(rows)}::json) as new
    where parties.workspace_id = ${actor.workspaceId} and parties.id = new.id`.execute(db);
}

/** Statements that no longer count; those replaced name the one in their place. */
export async function supersede(
  { db, actor }: Transaction,
  superseded: readonly { id: string; by: string | null }[],
  at: string,
): Promise<void> {
  if (superseded.length === 0) return;
  await sql`
    update statements set superseded_at = ${at}::timestamptz, superseded_by = replaced.by
    from json_to_recordset(${JSON.stringify(superseded)}::json) as replaced (id uuid, by uuid)
    where statements.workspace_id = ${actor.workspaceId} and statements.id = replaced.id`.execute(
    db,
  );
}
