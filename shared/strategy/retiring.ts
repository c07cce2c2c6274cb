import type { StrategyChoices } from './strategy.ts';

/** Keys that records refer to, by the part of the strategy that gives them their meaning. */
export const referred = { relationships: 'role', topics: 'key', stages: 'key' } as const;
export type Referred = keyof typeof referred;

/** Keys that stood in the strategy before and would be gone. */
export function leaving(before: StrategyChoices, after: StrategyChoices, part: Referred): string[] {
  const keyOf = (item: object) => String((item as Record<string, unknown>)[referred[part]]);
  const staying = new Set(after[part].map(keyOf));
  return before[part].map(keyOf).filter((key) => !staying.has(key));
}

/**
 * What leaves the strategy and is still in use is retired instead: it is no longer offered, and records
 * that have it keep it under its name.
 */
export function withRetired(
  before: StrategyChoices,
  after: StrategyChoices,
  inUse: Record<Referred, ReadonlySet<string>>,
): StrategyChoices {
  const kept = <Part extends Referred>(part: Part) => {
    const keyOf = (item: object) => String((item as Record<string, unknown>)[referred[part]]);
    const gone = new Set(leaving(before, after, part).filter((key) => inUse[part].has(key)));
    const retired = before[part].filter((item) => gone.has(keyOf(item)));
    return [
      ...after[part],
      ...retired.map((item) => ({ ...item, retired: true })),
    ] as StrategyChoices[Part];
  };
  const relationships = kept('relationships');
  const words = { ...after.words };
  for (const { role, retired } of relationships) {
    const word = before.words[role];
    if (retired && !words[role] && word) words[role] = word;
  }
  return { ...after, relationships, topics: kept('topics'), stages: kept('stages'), words };
}
