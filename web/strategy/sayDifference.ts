import type { Difference, ListName } from '../../shared/strategy/differences.ts';
import type { GermanStyle } from '../../shared/strategy/german.ts';
import type { ConstantKey } from '../../shared/strategy/models.ts';
import type { OwnWord } from '../../shared/strategy/own-words.ts';
import { type Said, saidIn } from '../../shared/strategy/said.ts';
import type { StrategyChoices } from '../../shared/strategy/strategy.ts';
import { roleName, wordFor } from '../../shared/strategy/words.ts';
import { spokenLanguage } from '../app/ownWords.ts';
import type { MessageId } from '../locales/ids.ts';
import type { Say } from '../ui/words.ts';
import { purposeMessages } from './Purpose.tsx';
import {
  audienceMessages,
  channelMessages,
  constantMessages,
  listMessages,
  outcomeMessages,
  sidebarMessages,
  styleMessages,
} from './words.ts';

/** A difference as one reads it: what it concerns, and how that was and will be. */
export interface Told {
  what: string;
  before?: string;
  after?: string;
}

interface Reading {
  say: Say;
  before: StrategyChoices;
  after: StrategyChoices;
}

const fieldMessages: Record<string, MessageId> = {
  meaning: 'strategy.kind.meaning',
  rhythmDays: 'strategy.field.rhythm',
  channel: 'strategy.kind.channel',
  contactsPerMonth: 'strategy.kind.contacts',
  minutesPerMonth: 'strategy.kind.effort',
  whoSees: 'strategy.kind.sees',
  sidebar: 'strategy.kind.sidebar',
  retired: 'strategy.field.retired',
  text: 'strategy.field.text',
  dueDays: 'strategy.promise.due',
  name: 'strategy.name',
  weight: 'strategy.topic.weight',
  halfLifeDays: 'strategy.topic.halfLife',
  relationships: 'strategy.topic.kinds',
  outcome: 'strategy.stage.outcome',
  probability: 'strategy.stage.probability',
  questions: 'strategy.stage.questions',
};

const limitMessages: Record<string, MessageId> = {
  contactsPerMonth: 'strategy.limits.contacts',
  quietFrom: 'strategy.limits.quietFrom',
  quietUntil: 'strategy.limits.quietUntil',
};

/** One difference in the reader's words. */
export function sayDifference(one: Difference, reading: Reading): Told {
  const { say, before, after } = reading;
  switch (one.kind) {
    case 'set':
      return {
        what:
          one.in === 'purpose'
            ? say(purposeMessages[one.field as keyof typeof purposeMessages])
            : one.in === 'limits'
              ? say(limitMessages[one.field]!)
              : say(constantMessages[one.field as ConstantKey]),
        before: shown(one.field, one.before, reading),
        after: shown(one.field, one.after, reading),
      };
    case 'style':
      return {
        what: say('strategy.german.style'),
        before: say(styleMessages[one.before as GermanStyle]),
        after: say(styleMessages[one.after as GermanStyle]),
      };
    case 'word':
      return {
        what: say(one.language === 'en' ? 'strategy.diff.wordEn' : 'strategy.diff.wordDe', {
          name: roleName(one.role, before, spokenLanguage()).one,
        }),
        before: bothForms(wordFor(one.role, before)[one.language]),
        after: bothForms(wordFor(one.role, after)[one.language]),
      };
    case 'added':
      return {
        what: say('strategy.diff.added', { list: say(listMessages[one.in]) }),
        after: nameIn(one.in, one.after, after),
      };
    case 'removed':
      return {
        what: say('strategy.diff.removed', { list: say(listMessages[one.in]) }),
        before: nameIn(one.in, one.before, before),
      };
    case 'changed':
      return {
        what: say('strategy.diff.changed', {
          list: say(listMessages[one.in]),
          name: nameIn(one.in, one.item, after),
          field: say(fieldMessages[one.field]!),
        }),
        before: shown(one.field, one.before, reading),
        after: shown(one.field, one.after, reading),
      };
    case 'ordered':
      return {
        what: say('strategy.diff.ordered', { list: say(listMessages[one.in]) }),
        before: namesIn(one.in, one.before, before, after),
        after: namesIn(one.in, one.after, after, before),
      };
  }
}

const bothForms = ({ one, many }: OwnWord['en'] & object) => `${one}, ${many}`;

/** How a thing of a list is called. */
function nameIn(list: ListName, item: Record<string, unknown>, choices: StrategyChoices): string {
  const language = spokenLanguage();
  if (list === 'relationships') return roleName(String(item.role), choices, language).many;
  const text = (item.name ?? item.text) as Said;
  return saidIn(text, language) || String(item.key);
}

function namesIn(
  list: ListName,
  keys: readonly string[],
  choices: StrategyChoices,
  other: StrategyChoices,
): string {
  const items = [...choices[list], ...other[list]] as unknown as Record<string, unknown>[];
  const field = list === 'relationships' ? 'role' : 'key';
  return keys
    .map((key) => {
      const item = items.find((each) => each[field] === key);
      return item ? nameIn(list, item, choices) : key;
    })
    .join(', ');
}

const closed: Record<string, Record<string, MessageId>> = {
  channel: channelMessages,
  whoSees: audienceMessages,
  sidebar: sidebarMessages,
  outcome: outcomeMessages,
};

/** What a value says when there is none, which differs from field to field. */
const none: Record<string, MessageId> = {
  rhythmDays: 'strategy.kind.noRhythm',
  halfLifeDays: 'strategy.topic.lasts',
  dueDays: 'strategy.promise.always',
  quietFrom: 'strategy.none',
  quietUntil: 'strategy.none',
};

function shown(field: string, value: unknown, { say, after }: Reading): string {
  const language = spokenLanguage();
  if (value === null || value === undefined) return say(none[field] ?? 'strategy.noLimit');
  if (field === 'rhythmDays') return say('strategy.kind.every', { days: value });
  if (field === 'halfLifeDays' || field === 'dueDays')
    return say('strategy.unit.dayCount', { count: value });
  if (field === 'weight') return `${String(Math.round(Number(value) * 100))} %`;
  if (field === 'probability') return `${String(value)} %`;
  if (typeof value === 'boolean') return say(value ? 'strategy.yes' : 'strategy.no');
  if (field in closed) return say(closed[field]![String(value)]!);
  if (field === 'relationships')
    return (
      (value as string[]).map((role) => roleName(role, after, language).many).join(', ') ||
      say('strategy.topic.all')
    );
  if (field === 'questions')
    return (
      (value as Said[]).map((one) => saidIn(one, language)).join(' / ') || say('strategy.none')
    );
  if (typeof value === 'object') return saidIn(value as Said, language) || say('strategy.empty');
  return String(value);
}
