import { stat } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { asActor, systemActor } from '../../platform/access/actor.ts';
import type { Database } from '../../platform/database/database.ts';
import { openFiles } from '../../platform/files/files.ts';
import { type Finding, inOrder, trouble } from './findings.ts';

const sampled = 5_000;

/** Whether every file that the database names lies on the disk with as many bytes as it should have. */
export async function missingFiles(
  db: Database,
  dataDir: string,
  workspaceId: string,
  thorough: boolean,
): Promise<Finding> {
  const rows = await asActor(db, systemActor(workspaceId), async (transaction) => {
    const { rows } = await sql<{ sha256: string; bytes: number }>`
      select distinct sha256, bytes from attachments where workspace_id = ${workspaceId}
      ${thorough ? sql`` : sql`limit ${sql.lit(sampled)}`}`.execute(transaction.db);
    return rows;
  });
  const files = openFiles(path.join(dataDir, 'files'));
  const missing: string[] = [];
  for (const { sha256, bytes } of rows) {
    const there = await stat(files.pathOf(workspaceId, sha256)).catch(() => undefined);
    if (there?.size !== bytes) missing.push(sha256);
  }
  const what = 'every file that came with a mail lies on the disk, whole';
  return missing.length > 0
    ? trouble(
        what,
        `${missing.length.toLocaleString('en')} do not; put them back from a backup of ${dataDir}`,
        missing.slice(0, 5),
      )
    : inOrder(what);
}
