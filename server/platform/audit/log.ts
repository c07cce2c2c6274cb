import { sql } from 'kysely';
import type { AuditEntry, AuditQuery } from '../../../shared/platform/audit.ts';
import type { Transaction } from '../access/actor.ts';

/** Subjects that concern who may come in and what they may do. */
const accountSubjects = ['account', 'user', 'team', 'workspace'];

interface Said {
  actor?: string;
  label?: string;
  fields?: string[];
  particulars?: Record<string, unknown>;
}

/** The audit log, newest first. Its ids are in order of time, so one index serves every reading. */
export async function readLog(
  { db, actor }: Transaction,
  { kind, by, subject, from, to, cursor, limit }: AuditQuery,
): Promise<{ rows: AuditEntry[]; next: string | null }> {
  let query = db
    .selectFrom('audit_entries')
    .select(['id', 'at', 'actor_id', 'source', 'subject', 'subject_id', 'verb', 'said', 'count'])
    .select(['import_id', sql<boolean>`position is not null`.as('is_sealed')])
    .where('workspace_id', '=', actor.workspaceId)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (by) query = query.where('actor_id', '=', by);
  if (subject) query = query.where('subject_id', '=', subject);
  if (kind === 'accounts') query = query.where('subject', 'in', accountSubjects);
  if (kind === 'records') query = query.where('subject', 'not in', accountSubjects);
  if (from) query = query.where('id', '>=', firstIdAt(from));
  if (to) query = query.where('id', '<', firstIdAt(to));
  if (cursor) query = query.where('id', '<', cursor);
  const found = await query.execute();
  const rows = found.slice(0, limit).map((row) => {
    const said = JSON.parse(row.said ?? '{}') as Said;
    return {
      id: row.id,
      at: row.at.toString(),
      actorId: row.actor_id,
      actorName: said.actor ?? null,
      source: row.source,
      subject: row.subject,
      subjectId: row.subject_id,
      label: said.label ?? null,
      verb: row.verb,
      fields: said.fields ?? [],
      particulars: said.particulars ?? {},
      importId: row.import_id,
      count: row.count,
      isSealed: row.is_sealed,
    };
  });
  return { rows, next: found.length > limit ? rows.at(-1)!.id : null };
}

/** The smallest UUIDv7 of a moment (RFC 9562: 48 bits of milliseconds come first). */
function firstIdAt(instant: string): string {
  const hex = Math.max(0, Temporal.Instant.from(instant).epochMilliseconds)
    .toString(16)
    .padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
}
