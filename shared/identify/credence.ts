import { ourConstants } from '../strategy/models.ts';
import type { StrategyChoices } from '../strategy/strategy.ts';
import type { Basis, StatementSource, Topic, TopicValue } from './statements.ts';

/** What facts are about: the topics of statements, with a title apart from its company. */
export type FactTopic = Topic | 'title' | `own ${string}`;

/** What a statement is about, as facts fade: of the strategy's own topics each by itself. */
export function factTopic({ topic, value }: { topic: Topic; value: unknown }): FactTopic {
  return topic === 'own' ? `own ${(value as TopicValue<'own'>).key}` : topic;
}

const month = 365.25 / 12;
const year = 365.25;

/** After how many days half of a credence is gone. */
export const halfLives: Record<Topic | 'title', number> = {
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
  goal: 9 * month,
  decision: year,
  wish: 5 * year,
  own: 2.5 * year,
};

/** By what a company measures: what each way of knowing is worth on the day, how facts fade, and the lines. */
export interface Measures {
  weights: Record<Exclude<Basis, 'calculated'>, number>;
  halfLife: (topic: FactTopic) => number;
  known: number;
  assumption: number;
}

/** The half-life of a topic and every constant is the strategy's where it has one, and ours elsewhere. */
export function measuresOf({
  constants,
  topics,
}: Pick<StrategyChoices, 'constants' | 'topics'>): Measures {
  const stated = new Map(
    topics.map(({ key, halfLifeDays }) => [key, halfLifeDays ?? Number.POSITIVE_INFINITY]),
  );
  return {
    weights: {
      told: constants.basisTold,
      seen: constants.basisSeen,
      'third party': constants.basisThirdParty,
      assumed: constants.basisAssumed,
    },
    halfLife: (topic) => {
      const key = topic.startsWith('own ') ? topic.slice(4) : topic;
      // A title fades with the place where it is held.
      const named = stated.get(key) ?? (topic === 'title' ? stated.get('affiliation') : undefined);
      return named ?? halfLives[topic.startsWith('own ') ? 'own' : (topic as Topic | 'title')];
    },
    known: constants.knownLine,
    assumption: constants.assumptionLine,
  };
}

export const ourMeasures = measuresOf({ constants: ourConstants, topics: [] });

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
  measures = ourMeasures,
): number {
  const newest = new Map<string, Testimony>();
  let best = 0;
  for (const one of said) {
    if (one.basis === 'assumed' || one.basis === 'calculated') {
      best = Math.max(best, single(one, topic, now, measures));
      continue;
    }
    const other = newest.get(one.witness);
    if (!other || isNewer(one, other, measures)) newest.set(one.witness, one);
  }
  let doubt = 1;
  for (const one of newest.values()) doubt *= 1 - single(one, topic, now, measures);
  return Math.max(best, 1 - doubt);
}

function isNewer(one: Testimony, other: Testimony, measures: Measures): boolean {
  const order = Temporal.Instant.compare(one.confirmedAt, other.confirmedAt);
  // Said twice in the same moment, the surer way of knowing it counts, in whichever order they are read.
  return order > 0 || (order === 0 && weightOf(one, measures) > weightOf(other, measures));
}

/** `b · 2^(−a/h)`. What is calculated is as sure as the least sure of its inputs, which have aged themselves. */
export function single(
  one: Testimony,
  topic: FactTopic,
  now: Temporal.Instant,
  measures = ourMeasures,
): number {
  if (one.basis === 'calculated' && one.inputs && one.inputs.length > 0) {
    return Math.min(...one.inputs);
  }
  const days = one.confirmedAt.until(now).total('hours') / 24;
  return weightOf(one, measures) * 2 ** (-Math.max(0, days) / measures.halfLife(topic));
}

/** A calculated value of unknown inputs is worth no more than an assumption. */
export function weightOf({ basis }: Testimony, { weights }: Measures): number {
  return weights[basis === 'calculated' ? 'assumed' : basis];
}

export function factLine(value: number, { known, assumption } = ourMeasures): FactLine {
  if (value >= known) return 'known';
  return value >= assumption ? 'fading' : 'assumption';
}

/** What somebody told of themselves has them for its witness, whoever of us wrote it down; a file is one. */
export function witnessOf(basis: Basis, source: StatementSource): string {
  switch (source.kind) {
    case 'person':
      return basis === 'told' ? 'themselves' : `person ${source.userId}`;
    case 'import':
      return `file ${source.importId} ${source.file}`;
    case 'activity':
      return basis === 'told' ? 'themselves' : `message ${source.activityId}`;
    case 'seed':
    case 'default':
    case 'unnamed':
      return source.kind;
  }
}
