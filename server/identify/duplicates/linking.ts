import {
  estimateMatches,
  estimatePrior,
  type FieldParameters,
  type LinkageParameters,
  levelShares,
  PatternCounts,
  priorWeight,
  probabilityOf,
  rarityWeight,
  weightOf,
} from '../../../models/linkage/fellegi-sunter.ts';
import { randomPairs } from '../../../models/linkage/random.ts';
import type {
  DuplicateField,
  Judgement,
  Likeness,
  Reason,
} from '../../../shared/identify/duplicates/pairs.ts';
import { plain } from '../../../shared/identify/duplicates/plain.ts';
import type { Profile } from '../../../shared/identify/duplicates/profile.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { type Comparison, compare, fieldsOf } from './comparing.ts';
import { fieldsOfKey, keysOf, mostUnderKey, nameKey, phoneKey, worthComparing } from './keys.ts';

/** What has been learned about one kind of record, without anybody having said which pairs are the same. */
export interface LinkageModel extends LinkageParameters {
  kind: PartyKind;
  /** The share of each frequent value among the records that have one, by field. */
  shares: Partial<Record<DuplicateField, Record<string, number>>>;
  /** The share that a value has which is not among the frequent ones. */
  rare: number;
  /** Of the pairs with one family name at one address, the share that has different given names. */
  households: number;
  /** How many records were looked at. */
  learnedFrom: number;
}

/** Before anything was learned: as many duplicates as address books usually have. */
const usualDuplicates = 0.02;

export function unlearned(kind: PartyKind, records: number): LinkageModel {
  return {
    kind,
    fields: fieldsOf(kind).map(({ m, u }) => ({ m, u })),
    prior: usualDuplicates / Math.max(50, records),
    shares: {},
    rare: 1 / Math.max(1_000, records),
    households: usualHouseholds,
    learnedFrom: 0,
  };
}

/** How much the assumed shares weigh against what is counted, in pairs. */
const trustInStrangers = 200;
const trustInMatches = 20;

const mostRandomPairs = 40_000;
/** Of the pairs under one kind of key, as many as tell its levels. */
const mostPairsOfRule = 20_000;

/**
 * Learns from records alone: u from pairs drawn at random, m by EM within each kind of key (leaving out what
 * that key decides), the shares of values by counting, and the share of true pairs from all that were compared.
 * Of very many records a sample of `strangers` is enough for the first; true pairs are found among
 * `neighbours`, who stand side by side in the order of their names. `of` is how many there are in all.
 */
export function learn(
  kind: PartyKind,
  strangers: readonly Profile[],
  neighbours = strangers,
  of = neighbours.length,
): LinkageModel {
  const assumed = unlearned(kind, of);
  const drawn = new PatternCounts();
  for (const [one, other] of randomPairs(strangers, mostRandomPairs)) drawn.add(levels(one, other));
  const u = levelShares(
    drawn,
    assumed.fields.map((field) => field.u),
    trustInStrangers,
  );
  const fields = assumed.fields.map(({ m }, at) => ({ m, u: u[at]! }));
  const blocked = pairsByRule(neighbours);
  const m = learnMatches(kind, fields, blocked);
  const parameters = { ...assumed, fields: fields.map((field, at) => ({ u: field.u, m: m[at]! })) };
  const compared = new PatternCounts();
  const holders = holdersAmong(neighbours);
  for (const [pair, pattern] of blocked.compared) {
    const [one, other] = pair.split(' ').map((at) => neighbours[Number(at)]!) as [Profile, Profile];
    const likeness = new Map(
      fieldsOf(kind).flatMap(({ field, levels }, at): [DuplicateField, Likeness][] => {
        const level = pattern[at] ?? null;
        return level === null ? [] : [[field, levels[level] as Likeness]];
      }),
    );
    compared.add(pattern, 1 / rivals(one, other, likeness, holders));
  }
  // Each neighbour may have its like among all records: that many pairs these comparisons stand for.
  const possible = (neighbours.length * Math.max(1, of - 1)) / 2;
  const found = estimatePrior(
    compared,
    { ...parameters, prior: 1 / Math.max(10, neighbours.length) },
    possible,
  );
  return {
    ...parameters,
    prior: Math.max(found, assumed.prior / 10),
    shares: frequentValues(strangers),
    rare: 1 / Math.max(1_000, strangers.length),
    households: householdsAmong(kind, blocked),
    learnedFrom: strangers.length,
  };
}

interface Blocked {
  /** Every pair that was compared, once. */
  compared: Map<string, (number | null)[]>;
  /** The same by the kind of key they share. */
  byRule: Map<string, PatternCounts>;
}

/** The records under each key that at least two hold and not too many. */
function underKeys(profiles: readonly Profile[]): [key: string, under: number[]][] {
  const byKey = new Map<string, number[]>();
  for (const [at, profile] of profiles.entries()) {
    for (const key of keysOf(profile)) {
      const under = byKey.get(key);
      if (under) under.push(at);
      else byKey.set(key, [at]);
    }
  }
  return [...byKey].filter(([, { length }]) => length > 1 && length <= mostUnderKey);
}

function pairsByRule(profiles: readonly Profile[]): Blocked {
  const compared: Blocked['compared'] = new Map();
  const byRule: Blocked['byRule'] = new Map();
  for (const [key, under] of underKeys(profiles)) {
    const counts = byRule.get(key[0]!) ?? new PatternCounts();
    byRule.set(key[0]!, counts);
    for (const [at, one] of under.entries()) {
      for (const other of under.slice(at + 1)) {
        const pair = `${one} ${other}`;
        let pattern = compared.get(pair);
        if (!pattern) {
          pattern = levels(profiles[one]!, profiles[other]!);
          compared.set(pair, pattern);
        }
        if (counts.total < mostPairsOfRule) counts.add(pattern);
      }
    }
  }
  return { compared, byRule };
}

/** m of each kind of key, weighed by the number of true pairs found under it. */
function learnMatches(kind: PartyKind, fields: FieldParameters[], { byRule }: Blocked): number[][] {
  const names = fieldsOf(kind).map(({ field }) => field);
  const sums = fields.map(({ m }) => m.map((share) => share * trustInMatches));
  for (const [rule, patterns] of byRule) {
    const decided = new Set(
      names.flatMap((name, at) => (fieldsOfKey[rule]?.includes(name) ? [at] : [])),
    );
    const { share, m } = estimateMatches(patterns, { fields }, decided, trustInMatches);
    const matches = share * patterns.total;
    for (const [at, shares] of m.entries()) {
      if (decided.has(at)) continue;
      for (const [level, each] of shares.entries()) sums[at]![level]! += each * matches;
    }
  }
  return sums.map((counts) => {
    const sum = counts.reduce((total, count) => total + count, 0);
    return counts.map((count) => count / sum);
  });
}

/** Of people at one address, before anything was learned. */
const usualHouseholds = 0.5;
const trustInHouseholds = 10;
/** Fewer than this, and the records know no households: each person was written down alone. */
const someHouseholds = 0.15;

function householdsAmong(kind: PartyKind, { compared }: Blocked): number {
  if (kind === 'company') return 0;
  const names = fieldsOf(kind).map(({ field }) => field);
  const at = (field: DuplicateField) => names.indexOf(field);
  const [given, family, street, number] = [at('given'), at('family'), at('street'), at('number')];
  const different = fieldsOf(kind)[given]!.levels.indexOf('different');
  let together = trustInHouseholds;
  let apart = trustInHouseholds * usualHouseholds;
  for (const pattern of compared.values()) {
    if (pattern[given] === null || ![family, street, number].every((each) => pattern[each] === 0))
      continue;
    together++;
    if (pattern[given] === different) apart++;
  }
  return apart / together;
}

const levels = (one: Profile, other: Profile) => compare(one, other).map(({ level }) => level);

/** The fields whose values are unlike in frequency, and how to read them of a profile. */
const weighed: [DuplicateField, (profile: Profile) => string[]][] = [
  ['given', ({ given }) => [given]],
  ['family', ({ family }) => [family]],
  ['city', ({ places }) => places.map(({ city }) => city)],
  ['postcode', ({ places }) => places.map(({ postcode }) => postcode)],
  ['company', ({ firms }) => firms],
  ['name', ({ firm }) => [firm]],
];
const mostValues = 400;

function frequentValues(profiles: readonly Profile[]): LinkageModel['shares'] {
  const shares: LinkageModel['shares'] = {};
  for (const [field, valuesOf] of weighed) {
    const counts = new Map<string, number>();
    let total = 0;
    for (const profile of profiles) {
      for (const value of valuesOf(profile)) {
        if (!value) continue;
        counts.set(value, (counts.get(value) ?? 0) + 1);
        total++;
      }
    }
    const frequent = [...counts]
      .filter(([, count]) => count > 2)
      .sort(([, one], [, other]) => other - one)
      .slice(0, mostValues);
    if (total > 0) {
      shares[field] = Object.fromEntries(frequent.map(([value, count]) => [value, count / total]));
    }
  }
  return shares;
}

/** Bits that a value's rarity may add: what a small sample never met is not therefore unique. */
const mostForRarity = 4;

/** How many records hold a key, where that is known at once: a reception's telephone, a name that many have. */
export type Holders = (key: string) => number | undefined;

/** Weighs all fields of a pair. */
export function judge(
  model: LinkageModel,
  one: Profile,
  other: Profile,
  holders: Holders = () => undefined,
): Judgement {
  const comparisons = compare(one, other);
  const kinds = fieldsOf(model.kind);
  const before = round(priorWeight(model.prior));
  const reasons = comparisons.flatMap((comparison, at) => {
    const { field, levels: names } = kinds[at]!;
    const { level } = comparison;
    if (level === null) return [];
    const parameters = model.fields[at]!;
    const weight =
      weightOf(parameters, level) + rarity(model, field, parameters, comparison, holders);
    return [
      {
        field,
        likeness: names[level] as Likeness,
        weight: round(weight),
        values: [shown(comparison.one), shown(comparison.other)] as [string, string],
      },
    ];
  });
  const likeness = new Map(reasons.map((reason) => [reason.field, reason.likeness]));
  const family = reasons.find(({ field }) => field === 'family');
  if (family)
    family.weight = round(family.weight - Math.log2(rivals(one, other, likeness, holders)));
  const sum = round(reasons.reduce((total, reason) => total + reason.weight, before));
  const told = { before, reasons, weight: sum, probability: round(probabilityOf(sum), 6) };
  const apart =
    (model.households >= someHouseholds && isRelative(likeness)) ||
    isNeighbour(likeness) ||
    one.generation !== other.generation;
  if (apart) {
    return {
      ...told,
      probability: Math.min(told.probability, 0.01),
      certain: false,
      exact: false,
    };
  }
  const certain = told.probability >= certainFrom && isCertain(model.kind, likeness);
  return { ...told, certain, exact: certain && isExact(one, other, reasons, holders) };
}

/** From here on a pair is proposed. */
export const proposedFrom = 0.5;
const certainFrom = 0.99;

function rarity(
  model: LinkageModel,
  field: DuplicateField,
  { u }: FieldParameters,
  { level, one }: Comparison,
  holders: Holders,
): number {
  if (level !== 0) return 0;
  const sharing = field === 'phone' ? holders(phoneKey(one)) : undefined;
  // A pair holds it twice already, whatever else is true.
  if (sharing !== undefined && sharing > 2) return -Math.log2(sharing / 2);
  const shares = model.shares[field];
  if (!shares) return 0;
  const bits = rarityWeight(u[0] ?? 0, shares[one] ?? model.rare);
  return Math.max(-mostForRarity, Math.min(mostForRarity, bits));
}

/**
 * Where no more than a name speaks for a pair, it speaks with equal right for every pair of namesakes: of k who
 * have it, each is the like of one among k − 1 at most. Given and family names go together more often than the
 * model, which takes them for independent, can know.
 */
function rivals(one: Profile, other: Profile, likeness: Likenesses, holders: Holders): number {
  const name = nameKey(one);
  if (one.kind === 'company' || name === undefined || name !== nameKey(other)) return 1;
  for (const [field, like] of likeness) {
    const isOfName = field === 'given' || field === 'family';
    // Addresses of namesakes are like each other because they are made of the name.
    const speaks = like !== 'different' && !(field === 'email' && like === 'similar');
    if (!isOfName && speaks) return 1;
  }
  return Math.max(1, (holders(name) ?? 0) - 1);
}

function holdersAmong(profiles: readonly Profile[]): Holders {
  const counts = new Map<string, number>();
  for (const name of profiles.map(nameKey))
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  return (key) => counts.get(key);
}

type Likenesses = ReadonlyMap<DuplicateField, Likeness>;

/**
 * People of one household share a name, an address and a telephone, which the model takes for independent
 * proofs. Another given name is proof against all of those; a birthday or an address of one's own is not shared.
 */
function isRelative(likeness: Likenesses): boolean {
  if (likeness.get('given') !== 'different') return false;
  return likeness.get('email') !== 'same' && likeness.get('birthday') !== 'same';
}

/** The same holds for firms in one building: another name is another firm, unless a number or domain is its own. */
function isNeighbour(likeness: Likenesses): boolean {
  if (likeness.get('name') !== 'different') return false;
  const domain = likeness.get('domain');
  return domain !== 'same' && domain !== 'mailbox' && likeness.get('phone') !== 'same';
}

function isCertain(kind: PartyKind, likeness: Likenesses): boolean {
  const is = (field: DuplicateField, ...wanted: Likeness[]) =>
    wanted.includes(likeness.get(field) as Likeness);
  if (kind === 'company') {
    const atPlace = is('street', 'same') && is('number', 'same');
    return is('name', 'same') && (is('domain', 'same') || is('phone', 'same') || atPlace);
  }
  const named = is('given', 'same') && is('family', 'same');
  const proven = is('birthday', 'same') || is('phone', 'same') || is('email', 'same', 'mailbox');
  return named && proven && !is('birthday', 'different', 'part', 'similar');
}

/**
 * Nothing that both say differs, not by a letter and not by a legal form, and the proof is their own: not the
 * number of a reception or a household that others have too. What is merged without asking is no likelihood.
 */
function isExact(
  one: Profile,
  other: Profile,
  reasons: readonly Reason[],
  holders: Holders,
): boolean {
  if (reasons.some(({ likeness }) => likeness !== 'same')) return false;
  if (one.kind === 'company' && plain(one.name) !== plain(other.name)) return false;
  const same = new Map(reasons.map(({ field, values: [value] }) => [field, value]));
  // Two addresses made of the name are no reason for or against, and yet two.
  if (one.emails.length > 0 && other.emails.length > 0 && !same.has('email')) return false;
  const phone = same.get('phone');
  if (phone !== undefined && (holders(phoneKey(phone)) ?? 0) <= 2) return true;
  return one.kind === 'company'
    ? same.has('domain') || (same.has('street') && same.has('number'))
    : same.has('email') || same.has('birthday');
}

function round(value: number, digits = 2): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}

const shown = (value: string) => value.slice(0, 120);

/** All pairs among these that the model holds for the same: for whole files at once, such as in a trial. */
export function linkAll(model: LinkageModel, profiles: readonly Profile[]) {
  const pairs = new Map<string, number>();
  const holding = new Map<string, number>();
  for (const profile of profiles)
    for (const key of keysOf(profile)) holding.set(key, (holding.get(key) ?? 0) + 1);
  for (const [, under] of underKeys(profiles)) {
    for (const [at, one] of under.entries()) {
      for (const other of under.slice(at + 1)) {
        const pair = `${one} ${other}`;
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1 / (under.length - 1));
      }
    }
  }
  const found: { one: number; other: number; judgement: Judgement }[] = [];
  for (const [pair, told] of pairs) {
    if (told < worthComparing) continue;
    const [one, other] = pair.split(' ').map(Number) as [number, number];
    const judgement = judge(model, profiles[one]!, profiles[other]!, (key) =>
      key.startsWith('n:') ? holding.get(key) : undefined,
    );
    if (judgement.probability >= proposedFrom) found.push({ one, other, judgement });
  }
  return found;
}
