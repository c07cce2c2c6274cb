import { sql } from 'kysely';
import type { RefusalReason } from '../../../shared/identify/bulk.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Topic } from '../../../shared/identify/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { violatedConstraint } from '../../platform/database/failures.ts';
import { inPlace } from '../statements/places.ts';
import type { CurrentStatement } from '../statements/projection.ts';

/** A record held for the change: nobody else writes to it until the transaction ends. */
export interface Held {
  id: string;
  kind: PartyKind;
  audience: string;
  visibility: string;
  owner_id: string;
  assigned_to: string | null;
  trashed_at: Temporal.Instant | null;
  updated_at: string;
}

/** Why a record stays as it is; its name is read when somebody who may see it asks. */
export interface Left {
  id: string;
  because: RefusalReason;
}

/**
 * Holds those of these records that the actor may edit. PostgreSQL asks the policy for edits of whoever locks
 * a row, so that this decides, and not a second telling of the rule.
 */
export async function hold({ db, actor }: Transaction, ids: string[]): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select id, kind, audience, visibility, owner_id, assigned_to, trashed_at, updated_at::text as updated_at
    from parties where workspace_id = ${actor.workspaceId} and id = any (${ids}::uuid[])
    order by id for no key update`.execute(db);
  return rows;
}

/** Those of them that the actor sees at all. */
export async function seenAmong({ db, actor }: Transaction, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id from parties where workspace_id = ${actor.workspaceId} and id = any (${ids}::uuid[])
      and trashed_at is null`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

export interface Stated extends CurrentStatement {
  party_id: string;
  stated_at: string;
  superseded_at: string | null;
  superseded_by: string | null;
}

/** Everything ever stated about these records, on some topics or on all, in the order it was. */
export async function statementsOf(
  { db, actor }: Transaction,
  ids: string[],
  topic: Topic | undefined,
): Promise<Map<string, Stated[]>> {
  const { rows } = await sql<Stated>`
    select id, party_id, topic, value, value_key as "valueKey", label, stated_at::text as stated_at,
      superseded_at::text as superseded_at, superseded_by, field_id as "fieldId"
    from statements where workspace_id = ${actor.workspaceId} and party_id = any (${ids}::uuid[])
      ${topic ? sql`and topic = ${topic}` : sql``}
    order by party_id, statements.stated_at, id`.execute(db);
  return Map.groupBy(rows, ({ party_id }) => party_id);
}

export function currentOf(stated: readonly Stated[] | undefined): CurrentStatement[] {
  return inPlace(stated ?? []);
}

/**
 * Does the work for all at once. Where an address or a domain is taken it is done once more one by one, and
 * those whose it is not are left alone.
 */
export async function allOrOneByOne(
  { db }: Transaction,
  held: Held[],
  work: (held: Held[]) => Promise<number>,
): Promise<{ changed: number; taken: Left[] }> {
  const attempt = async (some: Held[]): Promise<number | undefined> => {
    await sql`savepoint part`.execute(db);
    try {
      const changed = await work(some);
      await sql`release savepoint part`.execute(db);
      return changed;
    } catch (error) {
      if (!violatedConstraint(error)) throw error;
      await sql`rollback to savepoint part`.execute(db);
      await sql`release savepoint part`.execute(db);
      return undefined;
    }
  };
  if (held.length === 0) return { changed: 0, taken: [] };
  const together = await attempt(held);
  if (together !== undefined) return { changed: together, taken: [] };
  let changed = 0;
  const taken: Left[] = [];
  for (const one of held) {
    const done = await attempt([one]);
    if (done === undefined) taken.push({ id: one.id, because: 'taken' });
    else changed += done;
  }
  return { changed, taken };
}
