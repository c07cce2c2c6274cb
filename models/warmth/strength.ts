/**
 * How strong contact is: `s = Σ wₖ · 2^(−age / 45 days)`, and warmth `1 − e^(−s/4)`.
 *
 * The sum is kept as its value at one moment that never changes: as every term halves in the same time,
 * `s(now) = 2^(−(now − moment) / 45 d) · Σ wₖ · 2^((atₖ − moment) / 45 d)`. So an activity adds one number,
 * whenever it happened and in whatever order it is told, and whatever is taken back subtracts the same number.
 * Each number is a whole one of `2^−32` units (nine digits of a weight at that moment, more afterwards), and
 * the sum is exact; floating point would keep a remainder of what was taken back.
 */

export const halfLifeDays = 45;
const dayMs = 86_400_000;
/** The same moment stands in the migration 0082; what was years before it is nothing today. */
const momentMs = Date.UTC(2000, 0, 1);
const scale = 32;

const halfLives = (atMs: number, days: number): number => (atMs - momentMs) / dayMs / days;

/** What an activity adds to the sum. */
export function amount(weight: number, atMs: number, days = halfLifeDays): bigint {
  const age = halfLives(atMs, days);
  const whole = Math.floor(age);
  const mantissa = BigInt(Math.round(weight * 2 ** (age - whole) * 2 ** scale));
  return whole >= 0 ? mantissa << BigInt(whole) : mantissa >> BigInt(-whole);
}

/** The logarithm to base 2 of a sum, of whatever size. */
function log2(sum: bigint): number {
  const digits = sum.toString(2);
  const first = digits.slice(0, 60);
  return Math.log2(Number.parseInt(first, 2)) + digits.length - first.length - scale;
}

/** How strong it is at a moment. */
export const strengthAt = (sum: bigint, nowMs: number, days = halfLifeDays): number =>
  sum <= 0n ? 0 : 2 ** (log2(sum) - halfLives(nowMs, days));

/** From nothing (0) to as close as can be (1). */
export const warmthOf = (strength: number): number => -Math.expm1(-strength / 4);

/** The strength that a warmth stands for. */
export const strengthOf = (warmth: number): number => -4 * Math.log1p(-warmth);

/**
 * The moment at which a strength will have come down to one. Later is warmer, now and ever after: a list
 * sorted by it needs no change as time passes.
 */
export const isOneAt = (strength: number, nowMs: number, days = halfLifeDays): number =>
  nowMs + Math.log2(strength) * days * dayMs;
