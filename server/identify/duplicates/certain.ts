import { clustersOf } from '../../../models/linkage/clusters.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { mergeParties } from './merging.ts';
import { certainPairs } from './pairs.ts';

/** So many are merged with one press; the rest with the next. */
const mostAtOnce = 200;

/** How many pairs one press would merge. */
export async function countCertain(transaction: Transaction): Promise<number> {
  return (await certainPairs(transaction, mostAtOnce)).length;
}

/** Merges every pair that is certain, of those the actor may; each is a merge of its own, with its own way back. */
export async function mergeCertain(
  transaction: Transaction,
): Promise<{ merges: { id: string; kind: PartyKind; keptId: string }[] }> {
  const pairs = await certainPairs(transaction, mostAtOnce);
  const kinds = new Map<string, PartyKind>();
  const fullness = new Map<string, number>();
  for (const { kind, sides, statements } of pairs) {
    for (const [at, id] of sides.entries()) {
      kinds.set(id, kind);
      fullness.set(id, statements[at]!);
    }
  }
  const merges: { id: string; kind: PartyKind; keptId: string }[] = [];
  for (const group of clustersOf(pairs.map(({ sides }) => sides))) {
    // The one that says most stays; ids grow with time, so of equals it is the oldest.
    const [keep, ...others] = group.toSorted(
      (one, other) => fullness.get(other)! - fullness.get(one)! || (one < other ? -1 : 1),
    );
    for (const absorb of others) {
      const kind = kinds.get(absorb)!;
      const { id } = await mergeParties(transaction, {
        kind,
        keep: keep!,
        absorb,
        show: {},
        fields: {},
      });
      merges.push({ id, kind, keptId: keep! });
    }
  }
  return { merges };
}
