import type { PartyKind, PartyView } from '../../../shared/identify/parties.ts';
import { settledTopics, type Topic, type TopicValue } from '../../../shared/identify/statements.ts';
import type { Say } from '../../ui/words.ts';
import { countryName, shownBirthday, shownMonth } from '../parties/time.ts';
import { topicMessages } from '../parties/topics.ts';
import { labelWords, roleWords } from '../parties/words.ts';
import { isUnderstood, understoodWords } from './understood.ts';

export type Statement = PartyView['statements'][number];

/** The value of a statement; the server let in nothing but the shape of its topic. */
export function valueAs<T extends Topic>(statement: { value: unknown }, _topic: T): TopicValue<T> {
  return statement.value as TopicValue<T>;
}

interface Reading {
  say: Say;
  locale: string;
}

/** A value as one text; lines are separated as people write them. */
export function shownValue(
  { topic, value }: { topic: Topic; value: unknown },
  { say, locale }: Reading,
): string {
  switch (topic) {
    case 'name':
      return (value as TopicValue<'name'>).display;
    case 'address':
      return addressLines(value as TopicValue<'address'>, locale).join('\n');
    case 'affiliation': {
      const { title, department, companyName, ...span } = value as TopicValue<'affiliation'>;
      const where = [department, companyName].filter(Boolean).join(', ');
      return [title, where, spanWords(span, { say, locale })].filter(Boolean).join('\n');
    }
    case 'role': {
      const { role, ...span } = value as TopicValue<'role'>;
      return [roleWords(say, role), spanWords(span, { say, locale })].filter(Boolean).join(' ');
    }
    case 'birthday':
      return shownBirthday(value as TopicValue<'birthday'>, locale);
    case 'web':
      return (value as TopicValue<'web'>).replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
    case 'field':
      return plainValue(value);
    default:
      return isUnderstood(topic) ? understoodWords(topic, value, { say, locale }) : String(value);
  }
}

/** A value whose field the reader does not see any more: its words without those of the field. */
function plainValue(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return 'name' in value ? String(value.name) : Object.values(value).join(' ');
}

function addressLines(address: TopicValue<'address'>, locale: string): string[] {
  const { street, postalCode, locality, region, country, text } = address;
  const lines = [
    street,
    [postalCode, locality].filter(Boolean).join(' '),
    region,
    country && countryName(country, locale),
  ].filter(Boolean);
  return lines.length > 0 ? lines : text.split('\n');
}

/** "since March 2021", "2019 – 2021", "until 2021", or nothing. */
export function spanWords(
  { from, to }: { from?: string | null; to?: string | null },
  { say, locale }: Reading,
): string {
  if (from && to)
    return say('identify.span.fromTo', {
      from: shownMonth(from, locale),
      to: shownMonth(to, locale),
    });
  if (from) return say('identify.span.since', { from: shownMonth(from, locale) });
  if (to) return say('identify.span.until', { to: shownMonth(to, locale) });
  return '';
}

/** Whether a role or a place of work is over. */
export function isOver(
  { to }: { to?: string | null },
  today = Temporal.Now.plainDateISO(),
): boolean {
  return to != null && Temporal.PlainDate.compare(to, today) < 0;
}

/** What a value is called: its label where it has one, else what it is. */
export function rowLabel(
  { topic, label, value }: Pick<Statement, 'topic' | 'label'> & { value?: unknown },
  say: Say,
): string {
  if (topic === 'extra') return label || say(topicMessages.extra);
  if (topic === 'need' && value && (value as TopicValue<'need'>).kind === 'constraint')
    return say('understand.need.constraint');
  return labelWords(say, label) || say(topicMessages[topic]);
}

export interface FactGroup {
  id:
    | 'contact'
    | 'work'
    | 'roles'
    | 'needs'
    | 'situation'
    | 'personal'
    | 'places'
    | 'about'
    | 'own'
    | 'notes';
  topics: readonly Topic[];
}

const groups: Record<PartyKind, readonly FactGroup[]> = {
  person: [
    { id: 'contact', topics: ['email', 'phone', 'web', 'handle'] },
    { id: 'work', topics: ['affiliation'] },
    { id: 'roles', topics: ['role'] },
    { id: 'needs', topics: ['need', 'goal', 'wish'] },
    { id: 'situation', topics: ['decision', 'budget', 'competitor offer', 'own'] },
    { id: 'personal', topics: ['interest', 'family', 'life event'] },
    { id: 'places', topics: ['address'] },
    { id: 'about', topics: ['name', 'birthday', 'extra'] },
    { id: 'own', topics: ['field'] },
    { id: 'notes', topics: ['note'] },
  ],
  company: [
    { id: 'contact', topics: ['email', 'phone', 'web', 'domain', 'handle'] },
    { id: 'roles', topics: ['role'] },
    { id: 'needs', topics: ['need', 'goal', 'wish'] },
    { id: 'situation', topics: ['decision', 'budget', 'competitor offer', 'own'] },
    { id: 'places', topics: ['address'] },
    { id: 'about', topics: ['name', 'extra'] },
    { id: 'own', topics: ['field'] },
    { id: 'notes', topics: ['note'] },
  ],
};

/** All current values in the order of the page, each group in the order of its topics. */
export function groupFacts(
  kind: PartyKind,
  statements: readonly Statement[],
): (FactGroup & { facts: Statement[] })[] {
  return groups[kind].map((group) => ({
    ...group,
    facts: group.topics.flatMap((topic) => statements.filter((one) => one.topic === topic)),
  }));
}

/** Topics a record of this kind may have one more value of. */
export function addableTopics(kind: PartyKind, statements: readonly Statement[]): Topic[] {
  const has = new Set(statements.map(({ topic }) => topic));
  return groups[kind]
    .flatMap(({ topics }) => topics)
    .filter(
      (topic) => topic !== 'field' && topic !== 'own' && !(single.has(topic) && has.has(topic)),
    );
}

const single = new Set<Topic>(settledTopics);
