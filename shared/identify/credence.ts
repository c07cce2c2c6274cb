import type { Basis, StatementSource, Topic } from './statements.ts';

/** What each way of knowing is worth on the day (product.md, credence). */
const weights: Record<Exclude<Basis, 'calculated'>, number> = {
  told: 0.95,
  seen: 0.85,
  'third party': 0.6,
  assumed: 0.3,
};

/** What facts are about: the topics of statements, with a title apart from its company, and those to come. */
export type FactTopic =
  | Topic
  | 'title'
  | 'interest'
  | 'need'
  | 'budget'
  | 'competitor offer'
  | 'family'
  | 'life event';

const month = 365.25 / 12;
const year = 365.25;

/** After how many days half of a credence is gone. */
export const halfLives: Record<FactTopic, number> = {
  name: Infinity,
  birthday: Infinity,
  'life event': Infinity,
  family: 10 * year,
  address: 5 * year,
  interest: 5 * year,
  domain: 5 * year,
  web: 5 * year,
  email: 3 * year,
  phone: 3 * year,
  handle: 3 * year,
  title: 2.5 * year,
  affiliation: 2.5 * year,
  role: 2.5 * year,
  note: 2.5 * year,
  tag: 2.5 * year,
  extra: 2.5 * year,
  field: 2.5 * year,
  need: 9 * month,
  budget: 3 * month,
  'competitor offer': 2 * month,
};

/** One record that says a thing. */
export interface Testimony {
  basis: Basis;
  /** Who or what says so (`witnessOf`). */
  witness: string;
  confirmedAt: Temporal.Instant;
  /** The credences of what a calculated value was worked out from. */
  inputs?: readonly number[];
}

export const factLines = ['known', 'fading', 'assumption'] as const;
export type FactLine = (typeof factLines)[number];

/**
 * How far a value may be believed, from 0 to 1. Witnesses that do not depend on each other make it surer
 * (noisy-or); of several records of one witness the newest counts; what is assumed or calculated is no
 * witness, so that of those the best counts.
 */
export function credence(
  said: readonly Testimony[],
  topic: FactTopic,
  now: Temporal.Instant,
): number {
  const newest = new Map<string, Testimony>();
  let best = 0;
  for (const one of said) {
    if (one.basis === 'assumed' || one.basis === 'calculated') {
      best = Math.max(best, single(one, topic, now));
      continue;
    }
    const other = newest.get(one.witness);
    if (!other || isNewer(one, other)) newest.set(one.witness, one);
  }
  let doubt = 1;
  for (const one of newest.values()) doubt *= 1 - single(one, topic, now);
  return Math.max(best, 1 - doubt);
}

function isNewer(one: Testimony, other: Testimony): boolean {
  const order = Temporal.Instant.compare(one.confirmedAt, other.confirmedAt);
  // Said twice in the same moment, the surer way of knowing it counts, in whichever order they are read.
  return order > 0 || (order === 0 && weightOf(one) > weightOf(other));
}

/** `b · 2^(−a/h)`. What is calculated is as sure as the least sure of its inputs, which have aged themselves. */
function single(one: Testimony, topic: FactTopic, now: Temporal.Instant): number {
  if (one.basis === 'calculated' && one.inputs && one.inputs.length > 0) {
    return Math.min(...one.inputs);
  }
  const days = one.confirmedAt.until(now).total('hours') / 24;
  return weightOf(one) * 2 ** (-Math.max(0, days) / halfLives[topic]);
}

/** A calculated value of unknown inputs is worth no more than an assumption. */
function weightOf({ basis }: Testimony): number {
  return weights[basis === 'calculated' ? 'assumed' : basis];
}

export function factLine(value: number): FactLine {
  if (value >= 0.7) return 'known';
  return value >= 0.4 ? 'fading' : 'assumption';
}

/** What somebody told of themselves has them for its witness, whoever of us wrote it down; a file is one. */
export function witnessOf(basis: Basis, source: StatementSource): string {
  switch (source.kind) {
    case 'person':
      return basis === 'told' ? 'themselves' : `person ${source.userId}`;
    case 'import':
      return `file ${source.importId} ${source.file}`;
    case 'activity':
      return `message ${source.activityId}`;
    case 'seed':
    case 'default':
      return source.kind;
  }
}
