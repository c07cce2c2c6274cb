import { sql } from 'kysely';
import type { DealingsView } from '../../../shared/interact/dealings/dealings.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { mayEdit } from '../../platform/access/reach.ts';
import { contractsWith } from './contracts.ts';
import { madeOffersTo, offersOf } from './offers.ts';
import { promisesWith } from './promises.ts';
import { paidOnTime, purchasesFrom } from './purchases.ts';
import { companyToday, findStandingSide, mayNote } from './sides.ts';
import { suppliesOf } from './supplies.ts';

/** What lies between us and one party, in one answer. */
export async function viewDealings(
  transaction: Transaction,
  partyId: string,
): Promise<DealingsView> {
  const side = await findStandingSide(transaction, partyId);
  const today = await companyToday(transaction);
  const isOpen = side.trashed_at === null;
  return {
    promises: await promisesWith(transaction, side, today),
    supplies: await suppliesOf(transaction, side, today),
    offers: await offersOf(transaction, side, today),
    made: await madeOffersTo(transaction, side, today),
    purchases: await purchasesFrom(transaction, side, today),
    contracts: await contractsWith(transaction, side, today),
    paid: await paidOnTime(transaction, side, today),
    can: {
      note: isOpen && mayNote(transaction),
      editSupplies: isOpen && mayEdit(transaction, side),
    },
  };
}

/** Removes for good what was taken out before this moment. */
export async function purgeDealings(
  { db, actor }: Transaction,
  before: Temporal.Instant,
): Promise<void> {
  for (const table of ['promises', 'supplies', 'contracts']) {
    await sql`delete from ${sql.table(table)}
      where workspace_id = ${actor.workspaceId} and removed_at < ${before.toString()}`.execute(db);
  }
}
