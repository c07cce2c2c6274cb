import { sql } from 'kysely';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Files } from '../../platform/files/files.ts';

export async function contentsOf(
  files: Files,
  workspaceId: string,
  sha256: string,
): Promise<Buffer> {
  const { stream } = await files.read(workspaceId, sha256);
  return Buffer.from(await new Response(stream).arrayBuffer());
}

/** Which of these contents some mail that is written or on its way still needs. */
export async function neededContents(
  { db, actor }: Transaction,
  contents: string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ sha256: string }>`
    select sha256 from outgoing_files
    where workspace_id = ${actor.workspaceId} and sha256 = any (${contents}::text[])
    union select sha256 from outgoing_mails
    where workspace_id = ${actor.workspaceId} and sha256 = any (${contents}::text[])`.execute(db);
  return new Set(rows.map(({ sha256 }) => sha256));
}
