import { companyKey } from '../../../shared/identify/company-names.ts';
import {
  type PostalAddress,
  singleTopics,
  type Topic,
  type TopicValue,
} from '../../../shared/identify/statements.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import { type CurrentStatement, shownStatements } from '../statements/projection.ts';
import type { ToldDraft } from './told.ts';

/** One thing that a card or a record says, by what makes it the same on either side. */
export interface CardFact {
  topic: Topic;
  key: string;
}

/** What both sides said when they were last compared: a difference that stood then is nobody's change. */
export interface AgreedCard {
  there: CardFact[];
  here: CardFact[];
  /** Changed on both sides to something different: somebody has to choose. */
  disputed: Topic[];
  /** Somebody chose what the card says. */
  take: Topic[];
}

export interface FactHere extends CardFact {
  statement: CurrentStatement;
}

/** Of these a card has one place. */
export const hasOnePlace = (topic: Topic) =>
  topic === 'affiliation' || singleTopics.includes(topic);

export function factsThere({ told, draft: { affiliation, kind } }: ToldDraft): CardFact[] {
  const facts = told.map(({ topic, value, valueKey, label, fieldId }) => ({
    topic,
    key: keyOf(topic, value, valueKey, fieldId ?? label),
  }));
  return kind === 'person' && affiliation?.companyName
    ? [...facts, { topic: 'affiliation', key: employmentKey(affiliation) }]
    : facts;
}

/** What a record says that a card has a place for: of a name, a birthday and an employment the one that counts. */
export function factsHere(statements: readonly CurrentStatement[]): FactHere[] {
  const shown = shownStatements(statements);
  return statements
    .filter(
      (statement) => !hasOnePlace(statement.topic) || shown.get(statement.topic) === statement,
    )
    .map((statement) => {
      const { topic, value, valueKey, label, fieldId } = statement;
      const key =
        topic === 'affiliation'
          ? employmentKey(value as TopicValue<'affiliation'>)
          : keyOf(topic, value, valueKey, fieldId ?? label);
      return { topic, key, statement };
    });
}

function keyOf(topic: Topic, value: unknown, valueKey: string, place: string | null): string {
  if (topic === 'extra' || topic === 'field') return `${place ?? ''}\n${valueKey}`;
  if (topic !== 'address') return valueKey;
  // Programs write the whole of an address in different ways; its parts stay what they are.
  const { street, locality, region, postalCode, country, text } = value as PostalAddress;
  const parts = [street, locality, region, postalCode, country];
  return parts.map(foldForSearch).filter(Boolean).join('\n') || foldForSearch(text);
}

function employmentKey({
  companyName,
  title,
  department,
}: Pick<TopicValue<'affiliation'>, 'companyName' | 'title' | 'department'>): string {
  return [companyKey(companyName), foldForSearch(title), foldForSearch(department)].join('\n');
}

export function keysOf(facts: readonly CardFact[], topic: Topic): Set<string> {
  return new Set(facts.filter((fact) => fact.topic === topic).map(({ key }) => key));
}

export const bare = (facts: readonly CardFact[]): CardFact[] =>
  facts.map(({ topic, key }) => ({ topic, key }));

/** Whether a record says what was agreed; in what order does not matter. */
export function isSameCard(one: readonly CardFact[], other: readonly CardFact[]): boolean {
  const told = (facts: readonly CardFact[]) =>
    new Set(facts.map(({ topic, key }) => `${topic}\n${key}`));
  return told(one).symmetricDifference(told(other)).size === 0;
}
