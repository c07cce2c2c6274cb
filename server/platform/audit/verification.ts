import { sql } from 'kysely';
import type { AuditVerification } from '../../../shared/platform/audit.ts';
import { asActor, systemActor } from '../access/actor.ts';
import type { Database } from '../database/database.ts';
import { beginning, type Entry, hashOfSaid, link } from './chain.ts';
import { type NotedHead, readHeads } from './heads.ts';

const batch = 2000;
const mostFaults = 20;

type Row = Entry & {
  position: string;
  hash: Buffer;
  said: string | null;
  salt: Buffer | null;
  saidHash: Buffer;
};
type Fault = AuditVerification['faults'][number];

/** Reads the whole log of a workspace again, link by link, and compares its end with what was noted aside. */
export function verifyLog(
  db: Database,
  dataDir: string,
  workspaceId: string,
): Promise<AuditVerification> {
  // Noted before reading: what is sealed meanwhile lies beyond it.
  const noted = readHeads(dataDir, workspaceId);
  return asActor(db, systemActor(workspaceId), (transaction) =>
    verifyChain(transaction.db, workspaceId, noted),
  );
}

async function verifyChain(
  db: Database,
  workspaceId: string,
  noted: NotedHead[],
): Promise<AuditVerification> {
  const faults: Fault[] = [];
  const marks = new Map(noted.map(({ position, hash }) => [position, hash]));
  let head = beginning(workspaceId);
  for (;;) {
    const rows = await read(db, workspaceId, head.position);
    for (const row of rows) {
      const position = Number(row.position);
      const at = row.at.toString();
      const isAfterGap = position !== head.position + 1;
      if (isAfterGap) faults.push({ kind: 'removed', position: head.position + 1, at });
      // After a gap the link before is not known; the next entry shows whether this one is whole.
      const fits = isAfterGap || link(head, row, row.saidHash).hash.equals(row.hash);
      const isSaid =
        row.said === null || (row.salt && hashOfSaid(row.salt, row.said).equals(row.saidHash));
      const mark = marks.get(position);
      if (!fits || !isSaid) faults.push({ kind: 'changed', position, at });
      else if (mark && !mark.equals(row.hash)) faults.push({ kind: 'rewritten', position, at });
      head = { position, hash: row.hash };
    }
    if (rows.length < batch || faults.length >= mostFaults) break;
  }
  const last = noted.at(-1);
  if (last && last.position > head.position && faults.length < mostFaults) {
    faults.push({ kind: 'cut off', position: head.position + 1, at: `${last.day}T00:00:00Z` });
  }
  return { entries: head.position, faults };
}

async function read(db: Database, workspaceId: string, after: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select position::text, id, at, actor, actor_id as "actorId", source, subject,
      subject_id as "subjectId", verb, import_id as "importId", count, said, salt,
      said_sha256 as "saidHash", hash
    from audit_entries where workspace_id = ${workspaceId} and position > ${after}
    order by audit_entries.position limit ${batch}`.execute(db);
  return rows;
}
