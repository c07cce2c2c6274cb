import { betaQuantile } from './special.ts';

/** What is believed of anybody before a promise of theirs fell due: eight kept on time of ten. */
export const keptPrior = { kept: 8, missed: 2 };

const least = 0.5;

export interface KeptRate {
  kept: number;
  missed: number;
  /** The mean of what can be believed now. */
  mean: number;
  /** Where it lies with these chances, from–to. */
  range80: readonly [number, number];
  range95: readonly [number, number];
}

/** How often promises are kept on time: Beta(8, 2) before, Beta(8 + kept, 2 + missed) after. */
export function keptRate(kept: number, missed: number, prior = keptPrior): KeptRate {
  // A distribution needs something on both sides, whatever the company says it begins with.
  const a = Math.max(prior.kept + kept, least);
  const b = Math.max(prior.missed + missed, least);
  const range = (share: number) =>
    [betaQuantile(a, b, (1 - share) / 2), betaQuantile(a, b, (1 + share) / 2)] as const;
  return { kept, missed, mean: a / (a + b), range80: range(0.8), range95: range(0.95) };
}
