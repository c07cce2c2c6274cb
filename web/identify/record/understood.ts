import {
  personalTopics,
  type Topic,
  type TopicValue,
  understoodTopics,
} from '../../../shared/identify/statements.ts';
import { currencyDigits } from '../../../shared/platform/currencies.ts';
import type { MessageId } from '../../locales/ids.ts';
import type { Say } from '../../ui/words.ts';

export type UnderstoodTopic = (typeof understoodTopics)[number];

export function isUnderstood(topic: Topic): topic is UnderstoodTopic {
  return understoodTopics.some((one) => one === topic);
}

export const isPersonal = (topic: Topic): boolean => personalTopics.includes(topic);

/** Values that are a text and nothing else. */
export const plainTopics: readonly UnderstoodTopic[] = ['goal', 'decision', 'family'];

export const priorityMessages: Record<string, MessageId> = {
  '1': 'understand.priority.1',
  '2': 'understand.priority.2',
  '3': 'understand.priority.3',
};

export const wishMessages: Record<TopicValue<'wish'>['kind'], MessageId> = {
  'form of address': 'understand.wish.formOfAddress',
  language: 'understand.wish.language',
  channel: 'understand.wish.channel',
  hours: 'understand.wish.hours',
  format: 'understand.wish.format',
  billing: 'understand.wish.billing',
  never: 'understand.wish.never',
  other: 'understand.wish.other',
};

export const periodMessages: Record<TopicValue<'budget'>['period'], MessageId> = {
  once: 'understand.period.once',
  month: 'understand.period.month',
  quarter: 'understand.period.quarter',
  year: 'understand.period.year',
};

/** How much somebody lives for an interest, in three steps of the scale from 0 to 1. */
export const involvementMessages: Record<string, MessageId> = {
  '0.2': 'understand.involvement.little',
  '0.5': 'understand.involvement.some',
  '1': 'understand.involvement.much',
};

/** What is understood of somebody, as lines of text. */
export function understoodWords(
  topic: UnderstoodTopic,
  value: unknown,
  { say, locale }: { say: Say; locale: string },
): string {
  switch (topic) {
    case 'need': {
      const { text, priority, offering } = value as TopicValue<'need'>;
      const urgent = priority === 1 ? say('understand.priority.1') : '';
      const met = offering ? say('understand.need.metBy', { offering }) : '';
      return [text, urgent, met].filter(Boolean).join('\n');
    }
    case 'wish': {
      const { kind, text } = value as TopicValue<'wish'>;
      return kind === 'other' ? text : `${say(wishMessages[kind])}: ${text}`;
    }
    case 'budget': {
      const { money, period } = value as TopicValue<'budget'>;
      const amount = new Intl.NumberFormat(locale, {
        style: 'currency',
        currency: money.currency,
      }).format(money.amount / 10 ** currencyDigits(money.currency));
      return period === 'once'
        ? amount
        : say('understand.budget.each', { amount, period: say(periodMessages[period]) });
    }
    case 'competitor offer': {
      const { text, from } = value as TopicValue<'competitor offer'>;
      return from ? `${text}\n${say('understand.offer.from', { from })}` : text;
    }
    case 'life event': {
      const { text, date } = value as TopicValue<'life event'>;
      const day =
        date &&
        Temporal.PlainDate.from(date).toLocaleString(locale, {
          year: 'numeric',
          month: 'long',
          day: 'numeric',
        });
      return day ? `${text}\n${day}` : text;
    }
    case 'interest':
    case 'own':
      return (value as TopicValue<'interest' | 'own'>).text;
    default:
      return String(value);
  }
}

/** A value as the boxes hold it, each part a text. */
export type Parts = Readonly<Record<string, string>>;

export function emptyParts(topic: UnderstoodTopic): Parts {
  switch (topic) {
    case 'need':
      return { text: '', kind: 'need', priority: '2', offering: '' };
    case 'wish':
      return { text: '', kind: 'channel' };
    case 'budget':
      return { minor: '', currency: 'EUR', period: 'once' };
    case 'interest':
      return { text: '', involvement: '0.5' };
    default:
      return { text: '' };
  }
}

export function partsOf(topic: UnderstoodTopic, value: unknown): Parts {
  if (plainTopics.includes(topic)) return { text: String(value) };
  if (topic === 'budget') {
    const { money, period } = value as TopicValue<'budget'>;
    return { minor: String(money.amount), currency: money.currency, period };
  }
  const parts = Object.entries(value as object);
  return Object.fromEntries(parts.map(([name, part]) => [name, String(part)]));
}

/** The value that the boxes say, or null while something is missing. */
export function valueOfParts(topic: UnderstoodTopic, parts: Parts): unknown {
  if (topic === 'budget') {
    const { minor = '', currency = '', period } = parts;
    if (!/^\d+$/.test(minor) || !/^[A-Z]{3}$/.test(currency)) return null;
    return { money: { amount: Number(minor), currency }, period };
  }
  const text = (parts.text ?? '').trim();
  if (text === '') return null;
  switch (topic) {
    case 'need':
      return {
        text,
        kind: parts.kind,
        priority: Number(parts.priority),
        offering: (parts.offering ?? '').trim(),
      };
    case 'wish':
      return { kind: parts.kind, text };
    case 'competitor offer':
      return { text, from: (parts.from ?? '').trim() };
    case 'interest':
      return {
        text,
        ...(parts.node ? { node: parts.node } : {}),
        involvement: Number(parts.involvement),
      };
    case 'life event':
      return { text, ...(parts.date ? { date: parts.date } : {}) };
    case 'own':
      return parts.key ? { key: parts.key, text } : null;
    default:
      return text;
  }
}
