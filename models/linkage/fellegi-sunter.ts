/**
 * Record linkage after Fellegi and Sunter (1969). Two records are compared field by field; each comparison
 * falls on one of a few levels (the same, a variant, different). A level speaks for one entity as strongly as
 * it is more frequent among true pairs (m) than among pairs of strangers (u): log2(m/u) bits, added up over
 * the fields, which are taken to be independent given the truth. What is missing says nothing.
 */

/** How often each level of a field is met, among true pairs and among strangers; each list sums to 1. */
export interface FieldParameters {
  m: readonly number[];
  u: readonly number[];
}

export interface LinkageParameters {
  fields: readonly FieldParameters[];
  /** The share of true pairs among all pairs of records there are. */
  prior: number;
}

/** The level on which each field fell; null where either side says nothing. */
export type Pattern = readonly (number | null)[];

/** No level is impossible, whatever a sample lacked. */
const rarest = 1e-7;

export function weightOf({ m, u }: FieldParameters, level: number | null): number {
  if (level === null) return 0;
  return Math.log2(Math.max(m[level] ?? 0, rarest) / Math.max(u[level] ?? 0, rarest));
}

/** What is known before anything is compared: log2 of the odds that two records are one entity. */
export function priorWeight(prior: number): number {
  return Math.log2(prior / (1 - prior));
}

/** The probability that belongs to a sum of weights, the prior's among them. */
export function probabilityOf(weight: number): number {
  return 1 / (1 + 2 ** -weight);
}

/**
 * Winkler (2000): agreement on a rare value says more than on a frequent one. In place of the share of all
 * strangers who agree stands that of those who agree on this very value: its own share among the records.
 */
export function rarityWeight(u: number, share: number): number {
  return Math.log2(Math.max(u, rarest) / Math.max(share, rarest));
}

/** Compared pairs by pattern: thousands of pairs share a few hundred patterns, and one weight. */
export class PatternCounts {
  readonly #counts = new Map<string, { pattern: Pattern; count: number }>();
  total = 0;

  add(pattern: Pattern, count = 1): void {
    const key = pattern.join();
    const known = this.#counts.get(key);
    if (known) known.count += count;
    else this.#counts.set(key, { pattern, count });
    this.total += count;
  }

  *[Symbol.iterator](): Iterator<{ pattern: Pattern; count: number }> {
    yield* this.#counts.values();
  }
}

/**
 * The levels of strangers, from pairs drawn at random: nearly all of them are strangers. `assumed` counts as
 * `trust` pairs, so that a small sample is not taken at its word.
 */
export function levelShares(
  patterns: PatternCounts,
  assumed: readonly (readonly number[])[],
  trust: number,
): number[][] {
  return assumed.map((shares, field) => {
    const counts = shares.map((share) => share * trust);
    for (const { pattern, count } of patterns) {
      const level = pattern[field];
      if (level !== null && level !== undefined) counts[level]! += count;
    }
    return normalised(counts);
  });
}

export interface Estimate {
  /** The share of true pairs among the pairs that were looked at. */
  share: number;
  m: number[][];
}

/**
 * m by expectation and maximisation (Dempster, Laird and Rubin 1977; for linkage Winkler 1988) over pairs
 * that agree on a blocking rule. u stays fixed. Fields that the rule decides say nothing here and are left
 * out (`held`). `assumed` counts as `trust` true pairs.
 */
export function estimateMatches(
  patterns: PatternCounts,
  { fields }: Pick<LinkageParameters, 'fields'>,
  held: ReadonlySet<number>,
  trust: number,
  rounds = 30,
): Estimate {
  let m = fields.map((field) => [...field.m]);
  let share = 0.3;
  for (let round = 0; round < rounds; round++) {
    const sums = fields.map((field) => field.m.map((each) => each * trust));
    let matches = 0;
    const current = fields.map(({ u }, at) => ({ m: m[at]!, u }));
    for (const { pattern, count } of patterns) {
      let weight = priorWeight(share);
      for (const [at, level] of pattern.entries()) {
        if (!held.has(at)) weight += weightOf(current[at]!, level);
      }
      const expected = probabilityOf(weight) * count;
      matches += expected;
      for (const [at, level] of pattern.entries()) {
        if (level !== null && !held.has(at)) sums[at]![level]! += expected;
      }
    }
    m = sums.map(normalised);
    share = clamp(matches / Math.max(1, patterns.total));
  }
  return { share, m };
}

/**
 * The share of true pairs among all `possible` pairs, of which the ones compared hold practically all: the
 * expected number of them, worked out with the share it is to be until both agree.
 */
export function estimatePrior(
  patterns: PatternCounts,
  parameters: LinkageParameters,
  possible: number,
  rounds = 20,
): number {
  let { prior } = parameters;
  const weights = [...patterns].map(({ pattern, count }) => ({
    weight: pattern.reduce<number>(
      (sum, level, at) => sum + weightOf(parameters.fields[at]!, level),
      0,
    ),
    count,
  }));
  for (let round = 0; round < rounds; round++) {
    const before = priorWeight(prior);
    const matches = weights.reduce(
      (sum, { weight, count }) => sum + count * probabilityOf(before + weight),
      0,
    );
    prior = clamp(matches / possible);
  }
  return prior;
}

function clamp(share: number): number {
  return Math.min(0.99, Math.max(1e-12, share));
}

function normalised(counts: readonly number[]): number[] {
  const sum = counts.reduce((total, count) => total + count, 0);
  return counts.map((count) => (sum > 0 ? count / sum : 1 / counts.length));
}
