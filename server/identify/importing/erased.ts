import type { Transaction } from '../../platform/access/actor.ts';
import type { Problem } from '../../platform/import/reader.ts';
import { originText, suppressedAmong } from '../privacy/suppression.ts';
import { isAddress, type ToldDraft } from './told.ts';

/** Leaves out whoever asked to be erased: by an address, by what their source called them, or by our own id. */
export async function leaveOutErased(
  transaction: Transaction,
  drafts: readonly ToldDraft[],
): Promise<{ welcome: readonly ToldDraft[]; problems: Problem[] }> {
  const textsOf = ({ told, origin, draft: { uid } }: ToldDraft) => [
    ...told.filter(isAddress).map(({ valueKey }) => valueKey),
    ...[origin, uid].flatMap((source) => (source ? [originText(source)] : [])),
  ];
  const suppressed = await suppressedAmong(transaction, drafts.flatMap(textsOf));
  if (suppressed.size === 0) return { welcome: drafts, problems: [] };
  const isErased = (draft: ToldDraft) => textsOf(draft).some((text) => suppressed.has(text));
  return {
    welcome: drafts.filter((draft) => !isErased(draft)),
    problems: drafts.filter(isErased).map(({ locator: { entry: _, ...place } }) => ({
      locator: place,
      code: 'contact.erased',
      severity: 'error',
      message:
        'Somebody who asked to be erased; left out. If they have come back to you themselves, an owner lifts the block in Settings → Privacy.',
    })),
  };
}
