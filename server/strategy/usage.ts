import { leaving, type Referred } from '../../shared/strategy/retiring.ts';
import type { StrategyChoices } from '../../shared/strategy/strategy.ts';
import { asHouse, type Transaction } from '../platform/access/actor.ts';

/** Which of these keys records refer to; asked as the house, because nobody sees all of them. */
type Used = (transaction: Transaction, keys: readonly string[]) => Promise<readonly string[]>;
const askers = new Map<Referred, Used[]>();

/** A higher room says which keys of the strategy its records hold. */
export function refersTo(part: Referred, used: Used): void {
  askers.set(part, [...(askers.get(part) ?? []), used]);
}

/** Of the keys that would leave the strategy, those that records still refer to. */
export async function stillUsed(
  transaction: Transaction,
  before: StrategyChoices,
  after: StrategyChoices,
): Promise<Record<Referred, ReadonlySet<string>>> {
  const used = async (part: Referred) => {
    const keys = leaving(before, after, part);
    if (keys.length === 0) return new Set<string>();
    return asHouse(transaction, async (house) => {
      const found: string[] = [];
      for (const ask of askers.get(part) ?? []) found.push(...(await ask(house, keys)));
      return new Set(found);
    });
  };
  return {
    relationships: await used('relationships'),
    topics: await used('topics'),
    stages: await used('stages'),
  };
}
