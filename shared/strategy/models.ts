/** A constant of the models (product.md) that a company may set otherwise: its unit, bounds and our value. */
export interface Constant {
  unit: 'share' | 'percent' | 'days' | 'months' | 'points' | 'times' | 'money';
  least: number;
  most: number;
  /** Whole numbers only, or steps of this size. */
  step: number;
  ours: number;
}

const share = (ours: number): Constant => ({ unit: 'share', least: 0, most: 1, step: 0.01, ours });
const points = (ours: number): Constant => ({
  unit: 'points',
  least: 0,
  most: 100,
  step: 0.1,
  ours,
});

/** How sure a fact is by the way we know it, and the lines between known, fading and assumption. */
const credence = {
  basisTold: share(0.95),
  basisSeen: share(0.85),
  basisThirdParty: share(0.6),
  basisAssumed: share(0.3),
  knownLine: share(0.7),
  assumptionLine: share(0.4),
} satisfies Record<string, Constant>;

/** How much a contact warms a relationship, and how fast that cools. */
const warmth = {
  warmthMeeting: points(3),
  warmthCall: points(2),
  warmthEmail: points(1),
  warmthCampaign: points(0.1),
  warmthHalfLife: { unit: 'days', least: 1, most: 1_000, step: 1, ours: 45 },
  reciprocityWindow: { unit: 'days', least: 7, most: 1_000, step: 1, ours: 180 },
  /** Quiet beyond this part of a relationship's own gaps is gone quiet. */
  quietPercentile: { unit: 'percent', least: 50, most: 99, step: 1, ours: 90 },
} satisfies Record<string, Constant>;

/** Promises, value and campaigns. */
const results = {
  /** The beginning of every kept rate: as if so many had been kept and broken before. */
  priorKept: { unit: 'times', least: 0, most: 100, step: 1, ours: 8 },
  priorBroken: { unit: 'times', least: 0, most: 100, step: 1, ours: 2 },
  currentValueMonths: { unit: 'months', least: 1, most: 60, step: 1, ours: 12 },
  expectedValueMonths: { unit: 'months', least: 1, most: 120, step: 1, ours: 36 },
  /** A price cut in the last part of a quote's life, with nothing asked in return, may be one out of fear. */
  fearDiscountWindow: { unit: 'percent', least: 0, most: 50, step: 1, ours: 10 },
  /** People of a campaign's audience who are left alone, so that its effect can be measured. */
  holdOut: { unit: 'percent', least: 0, most: 50, step: 1, ours: 10 },
} satisfies Record<string, Constant>;

/** What is worth doing next. */
const actions = {
  /** What a relationship is taken to be worth in a year of which no order and no offer tells. */
  usualStake: { unit: 'money', least: 0, most: 1_000_000, step: 1, ours: 500 },
  /** So many proposals about one person stand on a day at once. */
  proposalsEach: { unit: 'times', least: 1, most: 10, step: 1, ours: 1 },
} satisfies Record<string, Constant>;

export const constantGroups = { credence, warmth, results, actions } as const;
export const constants = { ...credence, ...warmth, ...results, ...actions };
export type ConstantKey = keyof typeof constants;
export const constantKeys = Object.keys(constants) as ConstantKey[];
export const ourConstants = Object.fromEntries(
  constantKeys.map((key) => [key, constants[key].ours]),
) as Record<ConstantKey, number>;
