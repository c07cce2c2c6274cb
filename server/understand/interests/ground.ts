import {
  bitsOf,
  commonGround,
  type Interest,
  type Spread,
} from '../../../models/common-ground/common-ground.ts';
import { meetingOf } from '../../../models/common-ground/tree.ts';
import type {
  CommonGroundView,
  Fit,
  SeedOffer,
  SharedInterest,
} from '../../../shared/understand/interests/interests.ts';
import { PartyNotFound } from '../../identify/parties/errors.ts';
import { findStanding } from '../../identify/parties/parties.ts';
import { companyToday } from '../../interact/dealings/sides.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { objectsToPersonal } from '../disclosure/objections.ts';
import { ambitionFor, mayPromptPersonally } from './ambition.ts';
import { interestsOf, type KnownInterest } from './known.ts';
import { chanceOf, learntBy } from './learning.ts';
import { newsFor } from './news.ts';
import { type Nodes, namesOf, readNodes } from './nodes.ts';
import { listSeeds } from './seeds.ts';
import { publicSpread } from './spread.ts';
import { isAmong, leftAlone, usesWith } from './told.ts';

/** Of colleagues who fit somebody, so many are shown; one is always shown to oneself. */
const mostFits = 5;
const mostSeeds = 2;
const halfLifeDays = 180;

/** Everything of common ground with one person, with the eyes of whoever asks. */
export async function viewCommonGround(
  transaction: Transaction,
  asked: string,
): Promise<CommonGroundView> {
  const { actor } = transaction;
  const person = await findStanding(transaction, 'person', asked);
  if (!person) throw new PartyNotFound();
  const ambition = await ambitionFor(transaction, person.id);
  const can = { write: actor.kind === 'user' && !actor.readOnly && actor.level !== 'reader' };
  const objects = await objectsToPersonal(transaction, person.id);
  if (!(await mayPromptPersonally(transaction, person.id)))
    return {
      ambition,
      objects,
      interests: [],
      fits: [],
      seeds: [],
      used: [],
      leftAlone: [],
      nodes: {},
      can,
    };
  const nodes = await readNodes(transaction);
  const alone = await leftAlone(transaction, person.id);
  const interests = await broachable(transaction, person.id, nodes, alone);
  const used = await usesWith(transaction, person.id);
  const spread = await publicSpread(transaction, nodes);
  const fits = await fitsWith(transaction, nodes, spread, interests);
  const offers = await offersFor(transaction, person.id, nodes, spread, interests);
  const seeds = offers.slice(0, mostSeeds);
  const named = [
    ...interests.map(({ node }) => node),
    ...fits.flatMap((fit) => fit.shared.flatMap(({ node, ours }) => [node, ours.node])),
    ...seeds.map(({ node }) => node),
    ...used.map(({ node }) => nodes.standing(node)),
    ...alone.map(({ node }) => node),
  ];
  return {
    ambition,
    objects,
    interests: interests.map(({ known }) => known),
    fits,
    seeds,
    used: used.map((use) => ({ ...use, node: nodes.standing(use.node) ?? use.node })),
    leftAlone: alone,
    nodes: namesOf(
      nodes,
      named.filter((node) => node !== undefined),
    ),
    can,
  };
}

/** What one knows of their interests, without what is left alone with them. */
async function broachable(
  transaction: Transaction,
  personId: string,
  nodes: Nodes,
  alone: readonly { node: string }[],
): Promise<KnownInterest[]> {
  const interests = await interestsOf(transaction, personId, nodes);
  return interests.filter(({ node }) => !node || !isAmong(nodes, node, alone));
}

/** The widest fields, such as sport, are no common ground: nearly everybody has something there. */
const bitsIn =
  ({ tree }: Nodes, spread: Spread) =>
  (node: string): number =>
    tree.get(node) === null ? 0 : bitsOf(spread, node);

/** Who of us has what in common with somebody, the best fit first; oneself in any case. */
async function fitsWith(
  transaction: Transaction,
  nodes: Nodes,
  spread: Spread,
  interests: readonly KnownInterest[],
): Promise<Fit[]> {
  const { db, actor } = transaction;
  const theirs = new Map<string, KnownInterest>();
  for (const interest of interests) {
    const { node, known } = interest;
    if (!node) continue;
    const other = theirs.get(node);
    if (!other || other.known.involvement < known.involvement) theirs.set(node, interest);
  }
  const rows = await db
    .selectFrom('own_interests')
    .innerJoin('users', (join) =>
      join
        .onRef('users.workspace_id', '=', 'own_interests.workspace_id')
        .onRef('users.id', '=', 'own_interests.user_id'),
    )
    .select(['user_id', 'users.name', 'text', 'node', 'involvement'])
    .where('own_interests.workspace_id', '=', actor.workspaceId)
    .where('users.disabled_at', 'is', null)
    .where('node', 'is not', null)
    .orderBy('own_interests.id')
    .execute();
  const bits = bitsIn(nodes, spread);
  const them = [...theirs].map(([topic, { known }]) => ({
    topic,
    involvement: known.involvement,
  }));
  const fits = [...Map.groupBy(rows, ({ user_id }) => user_id)].map(([userId, some]): Fit => {
    const ours = new Map<string, (typeof some)[number]>();
    for (const row of some) {
      const node = nodes.standing(row.node ?? '');
      if (!node) continue;
      const other = ours.get(node);
      if (!other || other.involvement < row.involvement) ours.set(node, row);
    }
    const us: Interest[] = [...ours].map(([topic, { involvement }]) => ({ topic, involvement }));
    const { total, shared } = commonGround(nodes.tree, bits, them, us);
    return {
      user: { id: userId, name: some[0]!.name },
      isMe: userId === actor.userId,
      total,
      shared: shared.map(
        ({ topic, one, other, bits: known, worth }): SharedInterest => ({
          node: topic,
          theirs: theirs.get(one.topic)!.known,
          ours: {
            text: ours.get(other.topic)!.text,
            node: other.topic,
            involvement: other.involvement,
          },
          bits: known,
          count: spread.counts.get(topic) ?? 0,
          of: spread.of,
          worth,
        }),
      ),
    };
  });
  const ranked = fits
    .filter(({ total }) => total > 0)
    .toSorted((a, b) => b.total - a.total || (a.user.id < b.user.id ? -1 : 1));
  return ranked.filter(({ isMe }, at) => isMe || at < mostFits);
}

/**
 * What to volunteer: seeds of one’s own and of the company that meet an interest of theirs, were not told them
 * before, and are not too old; what is picked up more often comes first.
 */
async function offersFor(
  transaction: Transaction,
  personId: string,
  nodes: Nodes,
  spread: Spread,
  interests: readonly KnownInterest[],
): Promise<SeedOffer[]> {
  const told = new Set((await usesWith(transaction, personId)).map(({ seedId }) => seedId));
  const learnt = new Map((await learntBy(transaction, nodes)).map((one) => [one.node, one]));
  const bits = bitsIn(nodes, spread);
  const now = Temporal.Now.instant();
  const today = (await companyToday(transaction)).toString();
  const offers = (await listSeeds(transaction))
    .filter(
      ({ id, visibility, owner, from, until }) =>
        !told.has(id) &&
        (from === null || from <= today) &&
        (until === null || until >= today) &&
        (visibility === 'everyone' || owner.id === transaction.actor.userId),
    )
    .flatMap((seed): SeedOffer[] => {
      const age = now.since(Temporal.Instant.from(seed.createdAt)).total('days');
      const freshness = 2 ** (-Math.max(0, age) / halfLifeDays);
      const meetings = seed.nodes.flatMap((about) =>
        interests.flatMap(({ node, known }): SeedOffer[] => {
          const ours = nodes.standing(about);
          const met = node && ours ? meetingOf(nodes.tree, node, ours) : null;
          if (met === null) return [];
          const chance = chanceOf(learnt.get(met) ?? { used: 0, pickedUp: 0 });
          const specific = bits(met);
          return [
            {
              seed: { id: seed.id, text: seed.text, visibility: seed.visibility },
              node: met,
              theirs: known,
              bits: specific,
              count: spread.counts.get(met) ?? 0,
              of: spread.of,
              involvement: known.involvement,
              freshness,
              chance,
              worth: specific * known.involvement * freshness * chance,
            },
          ];
        }),
      );
      const best = meetings.toSorted((a, b) => b.worth - a.worth)[0];
      return best && best.worth > 0 ? [best] : [];
    });
  return offers
    .toSorted((a, b) => b.worth - a.worth || (a.seed.id < b.seed.id ? -1 : 1))
    .slice(0, mostSeeds);
}

/** The best seed for each of these people, for whoever asks; what is common is read once for all of them. */
export async function bestSeeds(
  transaction: Transaction,
  personIds: readonly string[],
): Promise<Map<string, SeedOffer>> {
  const best = new Map<string, SeedOffer>();
  if (personIds.length === 0 || (await listSeeds(transaction)).length === 0) return best;
  const nodes = await readNodes(transaction);
  const spread = await publicSpread(transaction, nodes);
  for (const personId of personIds) {
    if (!(await mayPromptPersonally(transaction, personId))) continue;
    const alone = await leftAlone(transaction, personId);
    const interests = await broachable(transaction, personId, nodes, alone);
    if (interests.length === 0) continue;
    const [offer] = await offersFor(transaction, personId, nodes, spread, interests);
    if (offer) best.set(personId, offer);
  }
  return best;
}

/** A seed that stands to be told to one person, and what it is about, for whoever says it was told. */
export async function tellable(
  transaction: Transaction,
  personId: string,
  seedId: string,
): Promise<{ visibility: 'everyone' | 'private'; node: string } | undefined> {
  const offer = await offerOf(transaction, personId, seedId);
  if (offer) return { visibility: offer.seed.visibility, node: offer.node };
  const news = await newsFor(transaction, personId, await companyToday(transaction));
  if (!news.some(({ id }) => id === seedId)) return undefined;
  const seed = (await listSeeds(transaction)).find(({ id }) => id === seedId);
  return seed && { visibility: 'everyone', node: seed.nodes[0]! };
}

async function offerOf(
  transaction: Transaction,
  personId: string,
  seedId: string,
): Promise<SeedOffer | undefined> {
  if (!(await mayPromptPersonally(transaction, personId))) return undefined;
  const nodes = await readNodes(transaction);
  const alone = await leftAlone(transaction, personId);
  const interests = await broachable(transaction, personId, nodes, alone);
  const spread = await publicSpread(transaction, nodes);
  const offers = await offersFor(transaction, personId, nodes, spread, interests);
  return offers.find(({ seed }) => seed.id === seedId);
}
