import type { Topic } from '../../../shared/identify/statements.ts';
import { otherLabel } from '../statements/projection.ts';
import {
  type AgreedCard,
  bare,
  type CardFact,
  type FactHere,
  factsHere,
  factsThere,
  hasOnePlace,
  keysOf,
} from './card-facts.ts';
import type { Gaining } from './gaining.ts';
import type { ToldDraft } from './told.ts';
import type { Building } from './writing.ts';

/** Which record a card is known to be, and what both said the last time; null: nothing was compared yet. */
export interface CardLink {
  partyId: string;
  agreed: AgreedCard | null;
}

/** What became of a card. */
export interface SettledCard {
  partyId: string;
  /** Up to which version of the record it was compared; 0: something of it has yet to go to the card. */
  version: number;
  agreed: AgreedCard;
}

/** Cards of a book that is followed, by their part: those known, and those met now. */
export interface CardSource {
  linked: ReadonlyMap<number, CardLink>;
  settled: Map<number, SettledCard>;
  /** Known to be somebody who is in the trash here, or is gone for good. */
  deleted: Set<number>;
}

/**
 * Brings what a known card says now into its record: what changed there only is followed, what changed here only
 * stays, and where the same was changed on both sides to something different, both are kept and told apart.
 */
export function follow(
  party: Building,
  contact: ToldDraft,
  agreed: AgreedCard,
  gaining: Gaining,
  employ: () => void,
): AgreedCard {
  const there = factsThere(contact);
  const disputed = new Set(agreed.disputed.filter((topic) => !agreed.take.includes(topic)));
  const settled = new Map<Topic, CardFact[]>();
  const topics = new Set([...agreed.there, ...there].map(({ topic }) => topic));
  for (const topic of topics) {
    const isTaken = agreed.take.includes(topic);
    const was = isTaken ? new Set<string>() : keysOf(agreed.there, topic);
    const now = keysOf(there, topic);
    const came = now.difference(was);
    const gone = was.difference(now);
    if (came.size === 0 && gone.size === 0) continue;
    const change = { party, contact, gaining, employ, topic, came, gone, agreed };
    if (!hasOnePlace(topic)) settled.set(topic, followMany(change));
    else {
      const facts = followOne(change, isTaken);
      if (facts === 'disputed') disputed.add(topic);
      else {
        disputed.delete(topic);
        settled.set(topic, facts);
      }
    }
  }
  return {
    there: bare(there),
    here: [
      ...agreed.here.filter(({ topic }) => !settled.has(topic)),
      ...[...settled.values()].flatMap(bare),
    ],
    disputed: [...disputed],
    take: [],
  };
}

interface Change {
  party: Building;
  contact: ToldDraft;
  gaining: Gaining;
  employ: () => void;
  topic: Topic;
  came: Set<string>;
  gone: Set<string>;
  agreed: AgreedCard;
}

const standing = ({ party, topic }: Change): FactHere[] =>
  factsHere(party.statements).filter((fact) => fact.topic === topic);

/** What a card has one place for: in the place of the one that stands, unless that was changed here. */
function followOne(change: Change, isTaken: boolean): CardFact[] | 'disputed' {
  const { party, topic, came, agreed } = change;
  const [here] = standing(change);
  const held = keysOf(agreed.here, topic);
  if (here && came.has(here.key)) return [here];
  const isChangedHere = !isTaken && (here ? !held.has(here.key) : held.size > 0);
  if (came.size === 0) {
    // A card that lost its name names nobody else.
    if (here && !isChangedHere && topic !== 'name') withdraw(party, [here.statement.id]);
    return isChangedHere ? agreed.here.filter((fact) => fact.topic === topic) : standing(change);
  }
  if (isChangedHere) {
    const from = party.added.length;
    state(change);
    for (const added of party.added.slice(from)) {
      if (added.topic !== topic) continue;
      added.label = otherLabel;
      const statement = party.statements.find(({ id }) => id === added.id);
      if (statement) statement.label = otherLabel;
    }
    return 'disputed';
  }
  const replaced = party.statements.filter(
    (statement) =>
      statement.topic === topic &&
      (statement === here?.statement || factsHere([statement]).some(({ key }) => came.has(key))),
  );
  inPlaceOf(
    party,
    replaced.map(({ id }) => id),
    () => state(change),
  );
  return standing(change);
}

/** What may stand beside others: a value that was changed there is changed here, where it still stands as it was. */
function followMany(change: Change): CardFact[] {
  const { party, contact, gaining, topic, came, gone, agreed } = change;
  const held = keysOf(agreed.here, topic);
  const movable = standing(change).filter(({ key }) => gone.has(key) && held.has(key));
  const isHere = new Set(standing(change).map(({ key }) => key));
  const moved = new Set<string>();
  for (const told of contact.told) {
    const [fact] = factsThere({
      ...contact,
      told: [told],
      draft: { ...contact.draft, kind: 'company' },
    });
    if (told.topic !== topic || !came.has(fact!.key) || isHere.has(fact!.key)) continue;
    const old = movable.shift();
    inPlaceOf(party, old ? [old.statement.id] : [], () =>
      gaining.state(party, told, contact.locator),
    );
    if (old) moved.add(old.key);
  }
  withdraw(
    party,
    movable.map(({ statement }) => statement.id),
  );
  for (const { key } of movable) moved.add(key);
  const stands = keysOf(standing(change), topic);
  const kept = [...held].filter((key) => !moved.has(key));
  return [...new Set([...kept, ...came.intersection(stands)])].map((key) => ({ topic, key }));
}

function state({ party, contact, gaining, employ, topic }: Change): void {
  if (topic === 'affiliation') employ();
  for (const told of contact.told) {
    if (told.topic === topic) gaining.state(party, told, contact.locator);
  }
}

/** What is added stands where the statements stood in whose place it comes; if nothing is, they stay. */
function inPlaceOf(party: Building, ids: readonly string[], add: () => void): void {
  const before = [...party.statements];
  const place = before.findIndex(({ id }) => ids.includes(id));
  const from = party.added.length;
  party.statements = before.filter(({ id }) => !ids.includes(id));
  add();
  const [first] = party.added.slice(from);
  if (!first) {
    party.statements = before;
    return;
  }
  if (place >= 0) {
    const fresh = party.statements.splice(before.length - ids.length);
    party.statements.splice(place, 0, ...fresh);
  }
  for (const id of ids) party.superseded.push({ id, by: first.id });
}

function withdraw(party: Building, ids: readonly string[]): void {
  party.statements = party.statements.filter(({ id }) => !ids.includes(id));
  for (const id of ids) party.superseded.push({ id, by: null });
}
