import { topics } from '../../../shared/identify/statements.ts';
import type { StrategyTopic } from '../../../shared/strategy/strategy.ts';

/** Topics that the strategy names and we do not, and still asks for. */
export function ownTopics(named: readonly StrategyTopic[] = []): readonly StrategyTopic[] {
  return named.filter(({ key, retired }) => !retired && !topics.some((one) => one === key));
}

/** What the strategy calls a topic of its own; its key where nobody names it any more. */
export function ownTopicName(
  named: readonly StrategyTopic[] | undefined,
  key: string,
  locale: string,
): string {
  const name = named?.find((one) => one.key === key)?.name;
  return (locale.startsWith('de') ? name?.de : name?.en) || name?.en || name?.de || key;
}
