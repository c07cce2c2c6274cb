import { z } from 'zod';
import {
  credence,
  factLine,
  factLines,
  factTopic,
  type Measures,
  ourMeasures,
  single,
  type Testimony,
  weightOf,
  witnessOf,
} from '../identify/credence.ts';
import {
  Basis,
  PersonalWay,
  StatementInput,
  StatementSource,
  settledTopics,
  Topic,
  type TopicValue,
} from '../identify/statements.ts';
import { Id, InstantText } from '../platform/values.ts';
import type { StrategyTopic } from '../strategy/strategy.ts';

/** A statement, current or not, as far as facts are read from it. */
export interface Saying {
  id: string;
  topic: Topic;
  value: unknown;
  valueKey: string;
  label: string | null;
  fieldId?: string | null;
  basis: Basis;
  source: StatementSource;
  confirmedAt: Temporal.Instant;
  isCurrent: boolean;
  /** Another one came in its place; what was taken back says nothing any more. */
  isReplaced: boolean;
}

/** A value with everything that speaks for it. */
export interface Fact {
  topic: Topic;
  /** The statements by which it is current. */
  current: Saying[];
  testimonies: Saying[];
  credence: number;
  line: (typeof factLines)[number];
  /** Under the line, or nothing but a belief. */
  isAssumption: boolean;
  /** The newest moment at which somebody said so. */
  confirmedAt: Temporal.Instant;
  halfLife: number;
}

/** Two statements with one of these say the same. */
export function sayingOf({
  topic,
  value,
  valueKey,
  label,
  fieldId,
}: Pick<Saying, 'topic' | 'value' | 'valueKey' | 'label' | 'fieldId'>): string {
  switch (topic) {
    case 'role':
    case 'affiliation': {
      const { from = '', to = '' } = value as TopicValue<'role'>;
      return JSON.stringify([topic, valueKey, from, to]);
    }
    case 'extra':
      return JSON.stringify([topic, valueKey, label]);
    case 'field':
      return JSON.stringify([topic, JSON.stringify(value), fieldId]);
    default:
      return JSON.stringify([topic, valueKey]);
  }
}

export function testimonyOf({ basis, source, confirmedAt }: Saying): Testimony {
  return { basis, witness: witnessOf(basis, source), confirmedAt };
}

/** All current values of somebody, each with how far it may be believed; in the order of what is said. */
export function readFacts(
  said: readonly Saying[],
  now: Temporal.Instant,
  measures: Measures = ourMeasures,
): Fact[] {
  const facts: Fact[] = [];
  const telling = said.filter(({ isCurrent, isReplaced }) => isCurrent || isReplaced);
  for (const testimonies of Map.groupBy(telling, sayingOf).values()) {
    const current = testimonies.filter(({ isCurrent }) => isCurrent);
    const [first] = current;
    if (!first) continue;
    const about = factTopic(first);
    const value = credence(testimonies.map(testimonyOf), about, now, measures);
    const line = factLine(value, measures);
    facts.push({
      topic: first.topic,
      current,
      testimonies,
      credence: value,
      line,
      isAssumption: line === 'assumption' || testimonies.every(({ basis }) => basis === 'assumed'),
      confirmedAt: testimonies
        .map(({ confirmedAt }) => confirmedAt)
        .reduce((one, other) => (Temporal.Instant.compare(one, other) >= 0 ? one : other)),
      halfLife: measures.halfLife(about),
    });
  }
  return facts;
}

/** Facts that cannot both be true, by topic. */
export function conflictsAmong(facts: readonly Fact[]): Fact[][] {
  const settled = facts.filter(({ topic }) => settledTopics.includes(topic));
  return [...Map.groupBy(settled, ({ topic }) => topic).values()].filter(
    (several) => several.length > 1,
  );
}

export const ageRings = ['full', 'half', 'empty'] as const;
export type AgeRing = (typeof ageRings)[number];

/** Full below half of the half-life, half-full up to one of them, empty beyond (ux.md 4.6). */
export function ageRing(days: number, halfLife: number): AgeRing {
  if (days < halfLife / 2) return 'full';
  return days <= halfLife ? 'half' : 'empty';
}

export function daysBetween(from: Temporal.Instant, now: Temporal.Instant): number {
  return Math.max(0, from.until(now).total('hours') / 24);
}

/** Under which key of the strategy a fact is one that matters. */
function strategyKey({ topic, current }: Fact): string {
  return topic === 'own' ? (current[0]!.value as TopicValue<'own'>).key : topic;
}

export const KnownTopic = z.object({
  key: z.string(),
  weight: z.number(),
  /** The credence of the best that is known of it; 0 where nothing is. */
  credence: z.number(),
});
export const Depth = z.object({ value: z.number().nullable(), topics: z.array(KnownTopic) });
export type Depth = z.infer<typeof Depth>;

/** How well we know somebody: Σ w·max credence / Σ w over the topics that matter for what they are to us. */
export function depthOf(
  facts: readonly Fact[],
  topics: readonly StrategyTopic[],
  about: { roles: readonly string[]; kind: 'person' | 'company' },
): Depth {
  const best = new Map<string, number>();
  for (const fact of facts) {
    const key = strategyKey(fact);
    best.set(key, Math.max(best.get(key) ?? 0, fact.credence));
  }
  const mattering = topics
    .filter(
      ({ retired, relationships, weight, key }) =>
        !retired &&
        weight > 0 &&
        (relationships.length === 0 || relationships.some((role) => about.roles.includes(role))) &&
        (about.kind === 'person' || !ofPeople.includes(key)),
    )
    .map(({ key, weight }) => ({ key, weight, credence: rounded(best.get(key) ?? 0) }))
    .sort((one, other) => other.weight - one.weight);
  const weights = mattering.reduce((sum, { weight }) => sum + weight, 0);
  const known = mattering.reduce((sum, { weight, credence: sure }) => sum + weight * sure, 0);
  return { value: weights === 0 ? null : rounded(known / weights), topics: mattering };
}

/** Sure to the fourth place: what stands beyond changes with every minute. */
export const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

const ofPeople: readonly string[] = ['affiliation', 'birthday', 'interest', 'family', 'life event'];

/** What one record contributes, for whoever asks why. */
export interface Share {
  saying: Saying;
  weight: number;
  days: number;
  credence: number;
  /** Another saying of the same witness is newer, or an assumption is no witness: it does not count. */
  counts: boolean;
}

/** The ingredients of a credence, in the order in which they were said. */
export function sharesOf(
  { testimonies, current }: Fact,
  now: Temporal.Instant,
  measures: Measures = ourMeasures,
): Share[] {
  const about = factTopic(current[0]!);
  const shares = testimonies.map((saying) => {
    const testimony = testimonyOf(saying);
    return {
      saying,
      witness: testimony.witness,
      isBelief: saying.basis === 'assumed' || saying.basis === 'calculated',
      weight: weightOf(testimony, measures),
      days: daysBetween(saying.confirmedAt, now),
      credence: single(testimony, about, now, measures),
    };
  });
  const isLater = (one: (typeof shares)[number], other: (typeof shares)[number]) => {
    const order = Temporal.Instant.compare(one.saying.confirmedAt, other.saying.confirmedAt);
    return order > 0 || (order === 0 && one.weight > other.weight);
  };
  const witnesses = shares.filter(({ isBelief }) => !isBelief);
  const newest = new Map<string, (typeof shares)[number]>();
  for (const share of witnesses) {
    const other = newest.get(share.witness);
    if (!other || isLater(share, other)) newest.set(share.witness, share);
  }
  const best = shares
    .filter(({ isBelief }) => isBelief)
    .reduce<(typeof shares)[number] | undefined>(
      (one, other) => (one && one.credence >= other.credence ? one : other),
      undefined,
    );
  const together =
    1 - [...newest.values()].reduce((doubt, share) => doubt * (1 - share.credence), 1);
  const beliefWins = best !== undefined && best.credence > together;
  return shares.map((share) => ({
    saying: share.saying,
    weight: share.weight,
    days: share.days,
    credence: share.credence,
    counts: beliefWins ? share === best : newest.get(share.witness) === share,
  }));
}

export const FactView = z.object({
  /** The statements by which it is current. */
  statements: z.array(Id),
  topic: Topic,
  credence: z.number(),
  line: z.enum(factLines),
  isAssumption: z.boolean(),
  confirmedAt: InstantText,
  /** Null: it does not fade. */
  halfLifeDays: z.number().nullable(),
  ring: z.enum(ageRings),
  /** By how many records it is known. */
  records: z.number().int(),
});
export type FactView = z.infer<typeof FactView>;

export const FactsView = z.object({
  rows: z.array(FactView),
  /** Statements that cannot all be true, topic by topic. */
  conflicts: z.array(z.object({ topic: Topic, statements: z.array(Id) })),
  depth: Depth,
});
export type FactsView = z.infer<typeof FactsView>;
export const FactsQuery = z.object({ party: Id });

export const WhyView = z.object({
  credence: z.number(),
  line: z.enum(factLines),
  halfLifeDays: z.number().nullable(),
  shares: z.array(
    z.object({
      id: Id,
      basis: Basis,
      source: StatementSource,
      statedBy: z.string().nullable(),
      confirmedAt: InstantText,
      weight: z.number(),
      days: z.number(),
      credence: z.number(),
      counts: z.boolean(),
    }),
  ),
});
export type WhyView = z.infer<typeof WhyView>;

/** By what somebody vouches for a value: as it was known until now, or by something better. */
export const Evidence = z.strictObject({
  basis: z.enum(['told', 'seen', 'third party']).optional(),
  way: PersonalWay.optional(),
  /** The entry in which it stands. */
  activityId: Id.optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** What stands in an entry of the timeline, as a fact about one of those it is about. */
export const MarkedFact = z.strictObject({
  partyId: Id,
  activityId: Id,
  said: StatementInput,
});
export type MarkedFact = z.infer<typeof MarkedFact>;
