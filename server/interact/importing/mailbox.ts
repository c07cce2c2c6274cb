import type { Transaction } from '../../platform/access/actor.ts';
import type { Importing } from '../../platform/import/registry.ts';

/**
 * Whose mailbox it is decides what is outgoing. A writer of an archive who stands for us is remembered as
 * one of our addresses, with the import that said so, and forgotten when that import is taken back.
 */
export async function claimMailbox(transaction: Transaction, importing: Importing): Promise<void> {
  const { mailbox } = importing.options;
  if (mailbox.whose !== 'writer' || importing.memory.has('mailbox')) return;
  const { db, actor } = transaction;
  await db
    .insertInto('own_addresses')
    .values({
      workspace_id: actor.workspaceId,
      audience: importing.reach.audience,
      address: mailbox.address,
      user_id: null,
      import_id: importing.importId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  importing.memory.set('mailbox', true);
}
