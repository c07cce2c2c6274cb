import { minimum } from './minimum.ts';
import { betaAbove, betaOdds, lnGamma } from './special.ts';

/**
 * How long it usually is between two contacts with somebody. The gaps of one relationship follow a gamma
 * distribution with the shape of all and a rate of its own; the rates follow a gamma distribution too. This
 * is the gamma-gamma model of Fader and Hardie (2013, note 025) with days in place of spend: the rate of a
 * relationship with gaps of sum `S` is Gamma(a + n·k, b + S) afterwards, and its next gap has the compound
 * gamma distribution of Dubey (1970): gap / (b + S) is the odds of a Beta(k, a + n·k).
 */
export interface Rhythms {
  /** Of the gaps within a relationship: 1 is pure chance, more is regular, less comes in bursts. */
  shape: number;
  /** Of the rates over all relationships: the larger, the more alike they are. */
  a: number;
  b: number;
}

/** All that counts of the gaps of one relationship, in days. */
export interface Gaps {
  count: number;
  sum: number;
  sumOfLogs: number;
}

export const noGaps: Gaps = { count: 0, sum: 0, sumOfLogs: 0 };

/** Until a company has gaps of its own: half of all within a month, one in ten longer than seven. */
export const usualRhythms: Rhythms = { shape: 0.9, a: 1.7, b: 60 };

/** Fewer say too little about the others. */
export const fewestGaps = 30;

/** Contacts closer than this are one, such as the mails of an afternoon. */
export const shortestGapDays = 1;
const dayMs = 86_400_000;

/** The gaps between these moments, oldest first. */
export function gapsBetween(moments: readonly number[]): Gaps {
  let { count, sum, sumOfLogs } = noGaps;
  let last = Number.NaN;
  for (const moment of moments) {
    const days = (moment - last) / dayMs;
    if (days >= shortestGapDays) {
      count++;
      sum += days;
      sumOfLogs += Math.log(days);
    }
    last = moment;
  }
  return { count, sum, sumOfLogs };
}

/** The logarithm of how likely gaps are, whatever the rate of their relationship. */
export function logLikelihood({ shape, a, b }: Rhythms, { count, sum, sumOfLogs }: Gaps): number {
  if (count === 0) return 0;
  return (
    a * Math.log(b) -
    lnGamma(a) +
    lnGamma(a + count * shape) -
    (a + count * shape) * Math.log(b + sum) +
    (shape - 1) * sumOfLogs -
    count * lnGamma(shape)
  );
}

/** What is most likely about all, from the gaps of each; `usualRhythms` where there are too few. */
export function fitRhythms(all: readonly Gaps[]): Rhythms {
  const some = all.filter(({ count }) => count > 0);
  if (some.reduce((sum, { count }) => sum + count, 0) < fewestGaps) return usualRhythms;
  const unlikeliness = (logs: readonly number[]): number => {
    // Where all are alike the likeliest prior is infinitely sharp: a bound ends the search there.
    if (logs.some((each) => Math.abs(each) > 12)) return Number.POSITIVE_INFINITY;
    const rhythms = rhythmsOf(logs);
    const { shape, a, b } = rhythms;
    const constant = a * Math.log(b) - lnGamma(a);
    const ofShape = lnGamma(shape);
    const byCount = new Map<number, number>();
    let sum = 0;
    for (const { count, sum: days, sumOfLogs } of some) {
      let rises = byCount.get(count);
      if (rises === undefined) {
        rises = constant + lnGamma(a + count * shape) - count * ofShape;
        byCount.set(count, rises);
      }
      sum += rises - (a + count * shape) * Math.log(b + days) + (shape - 1) * sumOfLogs;
    }
    return -sum;
  };
  const { shape, a, b } = usualRhythms;
  return rhythmsOf(minimum(unlikeliness, [Math.log(shape), Math.log(a), Math.log(b)]));
}

const rhythmsOf = ([shape = 0, a = 0, b = 0]: readonly number[]): Rhythms => ({
  shape: Math.exp(shape),
  a: Math.exp(a),
  b: Math.exp(b),
});

/** How likely the next gap is longer than these days. */
export function stillSilent({ shape, a, b }: Rhythms, gaps: Gaps, days: number): number {
  if (days <= 0) return 1;
  const whole = b + gaps.sum + days;
  return betaAbove(shape, a + gaps.count * shape, days / whole, (b + gaps.sum) / whole);
}

/** The days that a share of the next gaps stays below. */
export const gapQuantile = ({ shape, a, b }: Rhythms, gaps: Gaps, share: number): number =>
  (b + gaps.sum) * betaOdds(shape, a + gaps.count * shape, share);

/** After so many days of silence: how likely the next contact comes within so many more. */
export function chanceWithin(
  rhythms: Rhythms,
  { gaps, silentDays }: Silence,
  days: number,
): number {
  const until = stillSilent(rhythms, gaps, silentDays);
  return until === 0 ? 0 : 1 - stillSilent(rhythms, gaps, silentDays + days) / until;
}

/** A relationship whose last contact is so many days ago. */
export interface Silence {
  gaps: Gaps;
  silentDays: number;
}
