import type { OwnField } from '../../../shared/identify/fields.ts';
import type { PostalAddress, Topic, TopicValue } from '../../../shared/identify/statements.ts';
import { currencyDigits } from '../../../shared/platform/currencies.ts';
import type { StrategyTopic } from '../../../shared/strategy/strategy.ts';
import { type CompanyWords, roleName } from '../../../shared/strategy/words.ts';
import { dateIn, localeOf, nameOf, type PageLanguage, pageWords } from './words.ts';

/** What the words of a value need to know besides the value. */
export interface Wording {
  language: PageLanguage;
  company: CompanyWords;
  topics: readonly StrategyTopic[];
  fields: ReadonlyMap<string, OwnField>;
}

interface Said {
  topic: Topic;
  value: unknown;
  label: string | null;
  fieldId?: string | null | undefined;
}

/** How a value is called on the page. */
export function labelOf({ topic, value, label, fieldId }: Said, wording: Wording): string {
  const { language, topics, fields } = wording;
  if (topic === 'field')
    return fields.get(fieldId ?? '')?.label ?? nameOf('topic', topic, language);
  if (topic === 'extra' && label) return label;
  if (topic === 'own') {
    const { key } = value as TopicValue<'own'>;
    const name = topics.find((one) => one.key === key)?.name;
    return name?.[language] || name?.en || name?.de || key;
  }
  return nameOf('topic', topic, language);
}

/** A value in plain words. Of other people it names nobody. */
export function valueWords({ topic, value, fieldId }: Said, wording: Wording): string {
  const { language, company } = wording;
  switch (topic) {
    case 'name':
      return (value as TopicValue<'name'>).display;
    case 'address': {
      const { street, postalCode, locality, region, country, text } = value as PostalAddress;
      const lines = [street, `${postalCode} ${locality}`.trim(), region, country];
      return lines.filter(Boolean).join(', ') || text;
    }
    case 'affiliation': {
      const { companyName, title, department, from, to } = value as TopicValue<'affiliation'>;
      return [title, department, companyName, span(from, to, language)].filter(Boolean).join(', ');
    }
    case 'role': {
      const { role, from, to } = value as TopicValue<'role'>;
      const { one } = roleName(role, company, language);
      return [one, span(from, to, language)].filter(Boolean).join(', ');
    }
    case 'birthday':
      return birthday(value as string, language);
    case 'budget': {
      const { money, period } = value as TopicValue<'budget'>;
      return [moneyWords(money, language), nameOf('period', period, language)]
        .filter(Boolean)
        .join(' ');
    }
    case 'life event': {
      const { text, date } = value as TopicValue<'life event'>;
      return date ? `${text}, ${dateIn(language, date)}` : text;
    }
    case 'competitor offer': {
      const { text, from } = value as TopicValue<'competitor offer'>;
      return from ? `${text} (${from})` : text;
    }
    case 'need':
    case 'wish':
    case 'interest':
    case 'own':
      return (value as { text: string }).text;
    case 'field':
      return fieldWords(value, wording.fields.get(fieldId ?? ''), language);
    default:
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
}

function fieldWords(value: unknown, field: OwnField | undefined, language: PageLanguage): string {
  const words = pageWords[language];
  if (Array.isArray(value)) return value.map((one) => fieldWords(one, field, language)).join(', ');
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (field?.type === 'user') return words.notNamed;
  if (value && typeof value === 'object') {
    if ('name' in value) return field?.type === 'person' ? words.notNamed : String(value.name);
    return JSON.stringify(value);
  }
  const choice = field?.settings.choices?.find(({ key }) => key === value);
  if (choice) return choice.label;
  if (field?.type === 'money' && typeof value === 'number' && field.settings.currency)
    return moneyWords({ amount: value, currency: field.settings.currency }, language);
  if (field?.type === 'date' && typeof value === 'string') return dateIn(language, value);
  return typeof value === 'number' ? value.toLocaleString(localeOf(language)) : String(value);
}

export function moneyWords(
  { amount, currency }: { amount: number; currency: string },
  language: PageLanguage,
): string {
  return (amount / 10 ** currencyDigits(currency)).toLocaleString(localeOf(language), {
    style: 'currency',
    currency,
  });
}

function birthday(value: string, language: PageLanguage): string {
  if (!value.startsWith('-')) return dateIn(language, value);
  // 2000 was a leap year, so that the 29th of February is a day of it.
  return Temporal.PlainDate.from(`2000${value.slice(1)}`).toLocaleString(localeOf(language), {
    day: 'numeric',
    month: 'long',
  });
}

function span(from: string | undefined, to: string | undefined, language: PageLanguage): string {
  if (!from && !to) return '';
  return [from ? dateIn(language, from) : '', to ? dateIn(language, to) : ''].join(' – ').trim();
}

/** Values that what somebody wrote can come in place of, as it stands. */
const plain: readonly Topic[] = ['email', 'phone', 'web', 'note', 'goal', 'decision', 'family'];
const withText: readonly Topic[] = ['need', 'wish', 'interest', 'life event', 'own'];

/** What somebody wrote as a value that comes in place of another; undefined where a person has to read it. */
export function correctedValue(topic: Topic, before: unknown, said: string): unknown {
  const text = said.trim();
  if (text === '') return undefined;
  if (plain.includes(topic)) return text;
  if (topic === 'name') return { display: text };
  if (!withText.includes(topic)) return undefined;
  const { node: _node, ...kept } = before as Record<string, unknown>;
  return { ...kept, text };
}
