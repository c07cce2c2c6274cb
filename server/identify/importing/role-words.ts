import { type RoleWords, roleWordsOf } from '../../../shared/identify/importing/role-words.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Importing } from '../../platform/import/registry.ts';
import { viewWords } from '../../strategy/words.ts';

const place = 'role words';

/** Reads what the company calls customers and others, once for all files of an import. */
export async function readRoleWords(
  transaction: Transaction,
  { memory }: Pick<Importing, 'memory'>,
): Promise<void> {
  memory.set(place, roleWordsOf(await viewWords(transaction)));
}

export function roleWords({ memory }: Pick<Importing, 'memory'>): RoleWords | undefined {
  return memory.get(place) as RoleWords | undefined;
}
