import { sql } from 'kysely';
import {
  type Candidate,
  perMinute,
  rank,
  taughtBy,
} from '../../../models/next-action/next-action.ts';
import { nextContact } from '../../../models/warmth/next-contact.ts';
import type { ConsentChannel } from '../../../shared/identify/consent.ts';
import type { StrategyChoices } from '../../../shared/strategy/strategy.ts';
import {
  type ActionsView,
  type ActionView,
  mostActions,
  treatments,
} from '../../../shared/understand/actions.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { currentChoices } from '../../strategy/strategy.ts';
import { bestSeeds } from '../interests/ground.ts';
import { type Basis, currentBasis } from '../warmth/basis.ts';
import { chanceDays, contactsWith, stateAt } from '../warmth/quiet.ts';
import { answersOf } from './answering.ts';
import { limitsFor, sellingShares } from './limits.ts';
import { acceptedShare, type Found, type Known, look } from './looking.ts';
import { keptRates, type Worths, worthOf } from './worth.ts';

/** Questions are suggested about business alone. */
const askable = ['need', 'decision', 'budget'] as const;
/** Something is volunteered to so many of those one is in touch with. */
const mostSeeded = 10;

type Basics = Pick<ActionView['why'], 'probability' | 'basis' | 'of'>;
interface Weighed extends Candidate {
  found: Found;
  basics: Basics;
  ways: ConsentChannel[] | null;
  parts: ActionView['why']['parts'];
  topic: ActionView['topic'];
}

/** What is worth somebody's minutes now, with why. What Today shows in blocks of its own is not shown twice. */
export async function viewActions(
  transaction: Transaction,
  zone: string,
  now = Temporal.Now.instant(),
): Promise<ActionsView> {
  const today = now.toZonedDateTimeISO(zone).toPlainDate().toString();
  const ranked = await rankedActions(transaction, zone, now);
  const elsewhere = (one: ActionView) =>
    one.kind === 'promise' && one.on !== null && one.on <= today;
  const { proposalsEach } = (await currentChoices(transaction)).constants;
  const met = new Map<string, number>();
  const rows = ranked
    .filter((one) => !elsewhere(one))
    .filter(({ party: { id } }) => {
      met.set(id, (met.get(id) ?? 0) + 1);
      return met.get(id)! <= proposalsEach;
    });
  return { rows: rows.slice(0, mostActions), more: Math.max(0, rows.length - mostActions) };
}

/** Everything that could be done, the most worth its minutes first. */
export async function rankedActions(
  transaction: Transaction,
  zone: string,
  now = Temporal.Now.instant(),
): Promise<ActionView[]> {
  const { actor } = transaction;
  if (actor.kind !== 'user' || actor.readOnly || actor.level === 'reader') return [];
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const { found, alive } = await look(transaction, now, today);
  const choices = await currentChoices(transaction);
  const asks = await missingTopics(transaction, alive, choices);
  const seeds = await seedsFor(transaction, alive);
  const all = [
    ...found,
    ...asks.map(({ found: ask }) => ask),
    ...seeds.map(({ found: seed }) => seed),
  ];
  const parties = [...new Map(all.map(({ party }) => [party.id, party])).values()];
  if (parties.length === 0) return [];
  const ids = parties.map(({ id }) => id);
  const answers = await answersOf(transaction, ids, now);
  const basis = await currentBasis(transaction);
  const met = await contactsWith(transaction, ids);
  const limits = await limitsFor(transaction, parties, { now, zone, choices, basis, met });
  const worths = await worthOf(transaction, ids, now, today);
  const selling = await sellingShares(transaction, ids, now, choices.constants.reciprocityWindow);
  const rates = await keptRates(transaction, today);
  const accepted = await acceptedShare(transaction, today);
  const { priorKept, priorBroken, usualStake } = choices.constants;
  const weights = new Map(asks.map(({ found: ask, weight, topic }) => [ask, { weight, topic }]));
  const picked = new Map(seeds.map(({ found: seed, chance, of }) => [seed, { chance, of }]));
  const rate = ({ yes, all: due }: { yes: number; all: number }) => {
    const [a, b] = [Math.max(priorKept, 0.5), Math.max(priorBroken, 0.5)];
    return (a + yes) / (a + b + due);
  };
  const chanceWith = (partyId: string) => againWithin(basis, met.get(partyId) ?? [], now);
  const basicsOf = (one: Found): Basics => {
    switch (one.kind) {
      case 'promise':
        return { probability: rate(rates.ours), basis: 'our kept rate', of: rates.ours };
      case 'thank':
        return { probability: rate(rates.theirs), basis: 'their kept rate', of: rates.theirs };
      case 'follow up':
        return {
          probability: (1 + accepted.yes) / (2 + accepted.all),
          basis: 'accepted offers',
          of: accepted,
        };
      case 'verify':
        return { probability: one.doubt!, basis: 'doubt', of: null };
      case 'revive':
        return { probability: 1 - chanceWith(one.party.id), basis: 'silence', of: null };
      case 'answer':
        return { probability: chanceWith(one.party.id), basis: 'contact', of: null };
      case 'ask':
        return { probability: weights.get(one)!.weight, basis: 'weight of topic', of: null };
      case 'seed': {
        const { chance, of } = picked.get(one)!;
        return { probability: chance, basis: 'picked up', of };
      }
    }
  };
  const weighed = all.flatMap((one): Weighed[] => {
    const ways = limits.waysFor(one);
    if (ways === undefined || answers.keepsAway(one)) return [];
    const { minutes, share, sells } = treatments[one.kind];
    const basics = basicsOf(one);
    const { value, parts } = stakeOf(one, worths, usualStake * 100);
    return [
      {
        kind: one.kind,
        party: one.party.id,
        about: one.about,
        probability: basics.probability,
        value,
        share,
        damping: sells ? 1 - (selling.get(one.party.id) ?? 0.25) : 1,
        minutes,
        found: one,
        basics,
        ways,
        parts,
        topic: weights.get(one)?.topic ?? null,
      },
    ];
  });
  const taught = taughtBy(answers.taught);
  return rank(weighed, taught.of, { perParty: Number.POSITIVE_INFINITY, most: weighed.length }).map(
    ({ candidate }) => {
      const each = taught.of(candidate.kind);
      const worth = perMinute(candidate, each.mean);
      const { found: one } = candidate;
      const { id, kind, name } = one.party;
      return {
        kind: one.kind,
        party: { id, kind, name },
        about: one.about,
        words: one.words ?? null,
        topic: candidate.topic,
        on: one.on ?? null,
        since: one.since ?? null,
        activityId: one.activityId ?? null,
        conversationId: one.conversationId ?? null,
        version: one.version ?? null,
        minutes: candidate.minutes,
        wishes: limits.wishes(id),
        ways: candidate.ways,
        why: {
          ...candidate.basics,
          taught: each,
          damping: candidate.damping,
          value: { amount: Math.round(candidate.value), currency: worths.currency },
          share: candidate.share,
          parts: candidate.parts,
          benefit: worth * candidate.minutes,
          perMinute: worth,
        },
      };
    },
  );
}

/** That there is contact again by itself within a month; one of two where nobody can tell. */
function againWithin(
  basis: Basis,
  contacts: Parameters<typeof stateAt>[0],
  now: Temporal.Instant,
): number {
  const state = stateAt(contacts, now.epochMilliseconds, basis.halfLifeDays);
  if (!state) return 0.5;
  return nextContact(basis.rhythms, basis.nextContact ?? undefined, state, chanceDays);
}

/** What is at stake: of an offer or an assumption its own amount, else the relationship, else what is usual. */
function stakeOf(
  { kind, party, amount }: Found,
  worths: Worths,
  usual: number,
): { value: number; parts: ActionView['why']['parts'] } {
  if (amount && amount.currency === worths.currency && amount.amount > 0) {
    const source = kind === 'verify' ? 'rests on it' : 'this offer';
    return { value: amount.amount, parts: [{ source, amount: amount.amount, count: 1 }] };
  }
  const parts = worths.of(party.id);
  const value = parts.reduce((sum, part) => sum + part.amount, 0);
  if (value > 0) return { value, parts };
  return { value: usual, parts: [{ source: 'usual', amount: usual, count: 0 }] };
}

/** Of those one is in touch with, the weightiest business topic of which nothing is known yet. */
async function missingTopics(
  { db, actor }: Transaction,
  alive: readonly { party: Known; since: string | null }[],
  { topics }: StrategyChoices,
): Promise<{ found: Found; weight: number; topic: { en: string; de: string } }[]> {
  const ids = alive.map(({ party }) => party.id);
  if (ids.length === 0) return [];
  // A need by a way that is nobody's business is no reason not to ask.
  const { rows } = await sql<{ party_id: string; topic: string }>`
    select distinct party_id, topic from statements
    where workspace_id = ${actor.workspaceId} and party_id = any (${ids}::uuid[])
      and topic = any (${[...askable]}) and superseded_at is null
      and source ->> 'kind' <> 'unnamed'`.execute(db);
  const known = new Set(rows.map(({ party_id, topic }) => `${party_id} ${topic}`));
  return alive.flatMap(({ party, since }) => {
    const mattering = topics.filter(
      ({ retired, weight, relationships }) =>
        !retired &&
        weight > 0 &&
        (relationships.length === 0 || relationships.some((role) => party.roles.includes(role))),
    );
    const all = mattering.reduce((sum, { weight }) => sum + weight, 0);
    const [missing] = mattering
      .filter(
        ({ key }) => askable.some((topic) => topic === key) && !known.has(`${party.id} ${key}`),
      )
      .toSorted((one, other) => other.weight - one.weight || (one.key < other.key ? -1 : 1));
    if (!missing) return [];
    return [
      {
        found: {
          kind: 'ask' as const,
          party,
          about: missing.key,
          ...(since ? { since } : {}),
        },
        weight: missing.weight / all,
        topic: missing.name,
      },
    ];
  });
}

async function seedsFor(
  transaction: Transaction,
  alive: readonly { party: Known; since: string | null }[],
): Promise<{ found: Found; chance: number; of: { yes: number; all: number } | null }[]> {
  const people = alive.filter(({ party }) => party.kind === 'person').slice(0, mostSeeded);
  const offers = await bestSeeds(
    transaction,
    people.map(({ party }) => party.id),
  );
  return people.flatMap(({ party }) => {
    const offer = offers.get(party.id);
    if (!offer) return [];
    return [
      {
        found: {
          kind: 'seed' as const,
          party,
          about: offer.seed.id,
          words: offer.seed.text,
        },
        chance: offer.chance * offer.freshness * offer.involvement,
        of: null,
      },
    ];
  });
}
