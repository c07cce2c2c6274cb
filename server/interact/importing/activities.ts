import { sql } from 'kysely';
import type { Transaction } from '../../platform/access/actor.ts';
import { type Happening, recordQuietly } from '../../platform/events/events.ts';
import { type Importing, readersOfContent } from '../../platform/import/registry.ts';

/** Activities with this identity that are here already, among those the same people see. */
export async function knownIdentities(
  { db, actor }: Transaction,
  audience: string,
  identities: string[],
): Promise<Map<string, string>> {
  if (identities.length === 0) return new Map();
  const rows = await db
    .selectFrom('activities')
    .select(['id', 'identity'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('audience', 'in', [...new Set([audience, actor.workspaceId])])
    .where(sql<boolean>`identity = any (${identities}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.identity!, row.id]));
}

/** The columns every captured activity of an import has. */
export function capturedBy({ importId, reach, headersOnly, actor }: Importing) {
  return {
    workspace_id: actor.workspaceId,
    audience: reach.audience,
    visibility: headersOnly ? ('headers' as const) : reach.visibility,
    owner_id: reach.ownerId,
    created_by: actor.userId,
    import_id: importId,
    version: 1,
  };
}

export async function recordCaptured(
  transaction: Transaction,
  importing: Importing,
  activities: { id: string; kind: string }[],
): Promise<void> {
  await recordQuietly(
    transaction,
    activities.map(
      ({ id, kind }): Happening => ({
        subject: 'activity',
        subjectId: id,
        audience: readersOfContent(importing),
        verb: 'captured',
        particulars: { kind },
        importId: importing.importId,
      }),
    ),
  );
}
