import { sql } from 'kysely';
import { asActor, systemActor, type Transaction } from '../access/actor.ts';
import type { Database } from '../database/database.ts';
import { beginning, type Entry, type Head, hashOfSaid, link } from './chain.ts';

const batch = 1000;

/**
 * Gives every new entry of a workspace its place in the chain. Whoever writes does not wait for it: entries
 * are there at once and sealed a moment later, by one process at a time. Answers where the chain ends now;
 * undefined while another process seals.
 */
export async function sealEntries(db: Database, workspaceId: string): Promise<Head | undefined> {
  for (;;) {
    const sealed = await asActor(db, systemActor(workspaceId), sealSome);
    if (!sealed || sealed.count < batch) return sealed?.head;
  }
}

async function sealSome({ db, actor }: Transaction) {
  const { workspaceId } = actor;
  const { rows: locks } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`rapport.audit ${workspaceId}`}, 0)) as held`.execute(
    db,
  );
  if (!locks[0]!.held) return undefined;
  let head = await headOf({ db, actor });
  // An import counts into its entry until that is sealed, which is not at every moment.
  const { rows } = await sql<Entry & { said: string | null; salt: Buffer }>`
    select id, at, actor, actor_id as "actorId", source, subject, subject_id as "subjectId", verb,
      import_id as "importId", count, said, salt
    from audit_entries
    where workspace_id = ${workspaceId} and position is null
      and (import_id is null or at < now() - interval '1 minute')
    order by id limit ${batch} for update`.execute(db);
  const sealed = rows.map((row) => {
    const saidHash = hashOfSaid(row.salt, row.said ?? '');
    head = link(head, row, saidHash);
    return { id: row.id, saidHash, ...head };
  });
  if (sealed.length > 0) {
    await sql`
      update audit_entries e set position = s.position, hash = s.hash, said_sha256 = s.said_sha256
      from unnest(${sealed.map(({ id }) => id)}::uuid[], ${sealed.map(({ position }) => position)}::bigint[],
        ${sealed.map(({ hash }) => hash)}::bytea[], ${sealed.map(({ saidHash }) => saidHash)}::bytea[])
        as s (id, position, hash, said_sha256)
      where e.workspace_id = ${workspaceId} and e.id = s.id`.execute(db);
  }
  return { head, count: rows.length };
}

/** The last link of the chain. */
export async function headOf({ db, actor: { workspaceId } }: Transaction): Promise<Head> {
  const { rows } = await sql<{ position: string; hash: Buffer }>`
    select position::text, hash from audit_entries
    where workspace_id = ${workspaceId} and position is not null
    order by audit_entries.position desc limit 1`.execute(db);
  const [last] = rows;
  return last ? { position: Number(last.position), hash: last.hash } : beginning(workspaceId);
}
