import { createHash } from 'node:crypto';
import type { Confirmed } from '../../../shared/identify/importing/choosing.ts';
import {
  keyOfMapping,
  TableMapping,
  type TableView,
} from '../../../shared/identify/importing/mapping.ts';
import { roleWordsOf } from '../../../shared/identify/importing/role-words.ts';
import { asActor, type Transaction, type UserActor } from '../../platform/access/actor.ts';
import type { House } from '../../platform/house.ts';
import { ImportNotFound } from '../../platform/import/errors.ts';
import { findImport } from '../../platform/import/imports.ts';
import { chooseMappings, keptMappings } from '../../platform/import/mappings.ts';
import type { KeptMapping } from '../../platform/import/registry.ts';
import { readInWorker } from '../../platform/workers/reading.ts';
import { viewWords } from '../../strategy/words.ts';
import type { FoundTable } from './previews.reader.ts';
import type { TableOptions } from './sheet-table.ts';

const tableFormats = ['csv', 'xlsx'];
/** Tables one person can look through before an import. */
const mostTables = 50;

/** The tables of an import that has not started, with what their columns would become. */
export async function viewTables(
  house: House,
  actor: UserActor,
  importId: string,
): Promise<{ rows: TableView[]; problems: { file: string; message: string }[] }> {
  const { files, confirmed, roleWords } = await asActor(house.db, actor, async (transaction) => {
    const found = await findImport(transaction, importId);
    if (!found) throw new ImportNotFound();
    const files = await transaction.db
      .selectFrom('import_files')
      .select(['id', 'name', 'format', 'about'])
      .where('workspace_id', '=', actor.workspaceId)
      .where('import_id', '=', importId)
      .where('format', 'in', tableFormats)
      .where('status', '=', 'waiting')
      .orderBy('position')
      .limit(mostTables)
      .execute();
    return {
      files,
      confirmed: confirmedIn(await keptMappings(transaction, found)),
      roleWords: roleWordsOf(await viewWords(transaction)),
    };
  });
  const rows: TableView[] = [];
  const problems: { file: string; message: string }[] = [];
  for (const { id, name, format, about } of files) {
    if (rows.length >= mostTables) break;
    try {
      for await (const batch of readInWorker<FoundTable>({
        module: new URL('./previews.reader.ts', import.meta.url),
        name: format === 'csv' ? 'csvTables' : 'workbookTables',
        path: (about as unknown as { path: string }).path,
        options: { mappings: confirmed, roleWords } satisfies TableOptions,
        signal: house.closing,
      })) {
        for (const { value } of batch.items) rows.push({ fileId: id, file: name, ...value });
        problems.push(...batch.problems.map(({ message }) => ({ file: name, message })));
      }
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ReaderStuck') throw error;
      problems.push({ file: name, message: error.message });
    }
  }
  return { rows: rows.slice(0, mostTables), problems };
}

/** Says what the columns of an import's tables become. */
export async function confirmMappings(
  transaction: Transaction,
  importId: string,
  mappings: TableMapping[],
): Promise<void> {
  const byKey = new Map(mappings.map((mapping) => [keyOfMapping(mapping), mapping]));
  await chooseMappings(
    transaction,
    importId,
    [...byKey].map(([key, mapping]) => ({
      headings: createHash('sha256').update(key).digest('base64url'),
      mapping,
    })),
  );
}

/** What was kept in a form that is still understood. */
export function confirmedIn(kept: readonly KeptMapping[]): Confirmed[] {
  return kept.flatMap(({ source, id, mapping }) => {
    const read = TableMapping.safeParse(mapping);
    return read.success ? [{ source, id, mapping: read.data }] : [];
  });
}
