import { randomUUIDv7 } from 'node:crypto';
import type { Transaction } from '../access/actor.ts';
import { ImportStarted } from './errors.ts';
import { forgetCheck, ownImport } from './imports.ts';
import type { KeptMapping } from './registry.ts';

/** What was confirmed for a row of headings, under the key by which its room knows them again. */
export interface ConfirmedMapping {
  headings: string;
  mapping: unknown;
}

/** Says what the columns of an import's tables become; until it starts. */
export async function chooseMappings(
  transaction: Transaction,
  id: string,
  mappings: ConfirmedMapping[],
): Promise<void> {
  const { db, actor } = transaction;
  const found = await ownImport(transaction, id);
  if (found.status !== 'collecting') throw new ImportStarted();
  await db
    .updateTable('imports')
    .set({ mappings: JSON.stringify(mappings) })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
  await forgetCheck(transaction, id);
}

/** What was confirmed for this import, and before it by people who see the same. */
export async function keptMappings(
  { db, actor }: Transaction,
  { mappings, audience }: { mappings: unknown; audience: string },
): Promise<KeptMapping[]> {
  const remembered = await db
    .selectFrom('import_mappings')
    .select(['id', 'mapping'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('audience', 'in', [audience, actor.workspaceId])
    .orderBy('confirmed_at', 'desc')
    .limit(1_000)
    .execute();
  return [
    ...(mappings as ConfirmedMapping[]).map(({ mapping }) => ({
      source: 'chosen' as const,
      id: null,
      mapping,
    })),
    ...remembered.map(({ id, mapping }) => ({ source: 'remembered' as const, id, mapping })),
  ];
}

/** What was confirmed for an import that begins is there for the next file with the same headings. */
export async function rememberMappings(
  { db, actor }: Transaction,
  { mappings, audience }: { mappings: unknown; audience: string },
): Promise<void> {
  for (const { headings, mapping } of mappings as ConfirmedMapping[]) {
    const confirmed = {
      mapping: JSON.stringify(mapping),
      confirmed_by: actor.userId,
      confirmed_at: Temporal.Now.instant(),
    };
    await db
      .insertInto('import_mappings')
      .values({
        workspace_id: actor.workspaceId,
        id: randomUUIDv7(),
        audience,
        headings,
        ...confirmed,
      })
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'audience', 'headings']).doUpdateSet(confirmed),
      )
      .execute();
  }
}

/** The next file with these headings is looked at anew. */
export async function forgetMapping({ db, actor }: Transaction, id: string): Promise<void> {
  await db
    .deleteFrom('import_mappings')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
}
