import type { ParsedMessage } from '../../../shared/interact/mail/message.ts';
import type { FrequentWriter } from '../../../shared/platform/import/imports.ts';
import { asActor, type UserActor } from '../../platform/access/actor.ts';
import type { House } from '../../platform/house.ts';
import { ImportNotFound } from '../../platform/import/errors.ts';
import { findImport } from '../../platform/import/imports.ts';
import { formatOf } from '../../platform/import/registry.ts';
import { readInWorker } from '../../platform/workers/reading.ts';

const mailFormats = ['mbox', 'eml', 'emlx'];
/** A mailbox shows whose it is long before its end. */
const patience = 5_000;
const mostWriters = 30;

/** Who writes most in the mail of an import: one of them may be the mailbox's owner. */
export async function frequentWriters(
  house: House,
  actor: UserActor,
  importId: string,
): Promise<FrequentWriter[]> {
  const files = await asActor(house.db, actor, async (transaction) => {
    if (!(await findImport(transaction, importId))) throw new ImportNotFound();
    return transaction.db
      .selectFrom('import_files')
      .select(['format', 'about'])
      .where('workspace_id', '=', actor.workspaceId)
      .where('import_id', '=', importId)
      .where('format', 'in', mailFormats)
      .where('status', '=', 'waiting')
      .orderBy('position')
      .execute();
  });
  const writers = new Map<string, FrequentWriter>();
  const until = performance.now() + patience;
  for (const { format, about } of files) {
    const { module, name } = formatOf(format)!.reader;
    const { path } = about as unknown as { path: string };
    for await (const batch of readInWorker<ParsedMessage>({
      module,
      name,
      path,
      signal: house.closing,
    })) {
      for (const { value } of batch.items) count(writers, value);
      if (performance.now() > until) break;
    }
    if (performance.now() > until) break;
  }
  return [...writers.values()].sort((a, b) => b.messages - a.messages).slice(0, mostWriters);
}

function count(writers: Map<string, FrequentWriter>, { from, kind }: ParsedMessage): void {
  if (!from?.key || kind === 'automatic' || kind === 'bulk') return;
  const writer = writers.get(from.key) ?? { address: from.key, name: '', messages: 0 };
  writer.messages++;
  writer.name ||= from.name;
  writers.set(from.key, writer);
}
