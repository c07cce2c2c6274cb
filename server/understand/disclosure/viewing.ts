import type { PagesView } from '../../../shared/understand/private-pages.ts';
import { findStandingSide, mayNote } from '../../interact/dealings/sides.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { mayEdit } from '../../platform/access/reach.ts';
import { viewActs } from './acts.ts';
import { pagesOf } from './links.ts';

/** The links to somebody and what came through them, for whoever sees the record. */
export async function viewPages(transaction: Transaction, partyId: string): Promise<PagesView> {
  const side = await findStandingSide(transaction, partyId);
  const isOpen = side.trashed_at === null;
  return {
    pages: await pagesOf(transaction, side.id),
    acts: await viewActs(transaction, side.id),
    can: {
      make: isOpen && side.kind === 'person' && mayNote(transaction),
      edit: isOpen && mayEdit(transaction, side),
    },
  };
}
