import {
  normaliseDomain,
  normaliseEmail,
  registrableDomain,
  seenAddress,
} from '../../../shared/identify/addresses.ts';
import { companyKey } from '../../../shared/identify/company-names.ts';
import { displayName } from '../../../shared/identify/names.ts';
import { parsePhone } from '../../../shared/identify/phones.ts';
import type { PostalAddress, Topic, TopicValue } from '../../../shared/identify/statements.ts';
import { Refusal } from '../../../shared/platform/errors.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';

export class UnusableValue extends Refusal {
  constructor(topic: Topic, message: string) {
    super('statement.unusable-value', 422, message, { fields: { [topic]: message } });
  }
}

export interface PreparedValue {
  value: unknown;
  valueKey: string;
}

/** Index rows stay small: keys are for comparing, the value itself is kept whole. */
const longestKey = 500;

/**
 * Brings a value into the one form in which it is stored, with the key under which two statements of the
 * same thing meet. `country` reads phone numbers that have no international prefix.
 */
export function prepareValue(topic: Topic, given: unknown, country: string): PreparedValue {
  const { value, key } = prepare(topic, given, country);
  return { value, valueKey: key.slice(0, longestKey).toWellFormed() };
}

function prepare(topic: Topic, given: unknown, country: string): { value: unknown; key: string } {
  switch (topic) {
    case 'name': {
      const name = given as TopicValue<'name'>;
      const display = displayName(name.display);
      if (display === '')
        throw new UnusableValue(topic, 'The name has no visible characters. Write a name.');
      return { value: { ...name, display }, key: foldForSearch(display) };
    }
    case 'email': {
      const address = normaliseEmail(given as string);
      if (!address) {
        throw new UnusableValue(
          topic,
          `"${given}" is no e-mail address. Write it like anna@example.org.`,
        );
      }
      return { value: address, key: address };
    }
    case 'handle': {
      const key = seenAddress(given as string)?.key;
      if (!key) throw new UnusableValue(topic, 'This has no visible characters.');
      return { value: key, key };
    }
    case 'phone': {
      const phone = parsePhone(given as string, country);
      return { value: phone.value, key: phone.value };
    }
    case 'address': {
      const address = given as PostalAddress;
      const key = Object.values(address).map(foldForSearch).filter(Boolean).join(' ');
      if (key === '')
        throw new UnusableValue(topic, 'The address is empty. Write at least one line of it.');
      return { value: address, key };
    }
    case 'web': {
      const address = webAddress(given as string);
      if (!address) {
        throw new UnusableValue(
          topic,
          `"${given}" is no web address. Write it like https://example.org.`,
        );
      }
      return { value: address, key: address.toLowerCase() };
    }
    case 'domain': {
      const domain = normaliseDomain(given as string);
      const registrable = domain && registrableDomain(domain);
      if (!registrable)
        throw new UnusableValue(topic, `"${given}" is no domain. Write it like example.org.`);
      return { value: registrable, key: registrable };
    }
    case 'affiliation': {
      const affiliation = given as TopicValue<'affiliation'>;
      const companyName = displayName(affiliation.companyName);
      return {
        value: { ...affiliation, companyName },
        key: `${companyKey(companyName)} ${foldForSearch(affiliation.title)}`.trim(),
      };
    }
    case 'role': {
      const { role } = given as TopicValue<'role'>;
      return { value: given, key: role };
    }
    case 'birthday':
      return { value: checkedBirthday(given as string), key: given as string };
    case 'note':
    case 'tag':
    case 'extra':
    case 'goal':
    case 'decision':
    case 'family':
      return { value: given, key: foldForSearch(given as string) };
    case 'need':
    case 'interest': {
      const { text } = given as TopicValue<'need' | 'interest'>;
      return { value: given, key: foldForSearch(text) };
    }
    case 'wish': {
      const { kind, text } = given as TopicValue<'wish'>;
      return { value: given, key: `${kind} ${foldForSearch(text)}` };
    }
    case 'budget': {
      const { money, period } = given as TopicValue<'budget'>;
      return { value: given, key: `${money.amount} ${money.currency} ${period}` };
    }
    case 'competitor offer': {
      const { text, from } = given as TopicValue<'competitor offer'>;
      return { value: given, key: [text, from].map(foldForSearch).join(' ').trim() };
    }
    case 'life event': {
      const { text, date = '' } = given as TopicValue<'life event'>;
      return { value: given, key: `${foldForSearch(text)} ${date}`.trim() };
    }
    case 'own': {
      const { key, text } = given as TopicValue<'own'>;
      return { value: given, key: `${key} ${foldForSearch(text)}` };
    }
    case 'field':
      throw new TypeError('A value of a field is prepared by its field.');
  }
}

/** A web address that a click may open: http or https only, a scheme added where it is missing. */
export function webAddress(text: string): string | null {
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  const url = URL.parse(withScheme);
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname.includes('.')) return null;
  return url.href;
}

function checkedBirthday(text: string): string {
  const [month = 0, day = 0] = text.slice(-5).split('-').map(Number);
  const year = text.startsWith('--') ? 2000 : Number(text.slice(0, 4));
  try {
    Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    throw new UnusableValue(
      'birthday',
      `${text} is no day of the calendar. Write it like 1980-04-23.`,
    );
  }
  return text;
}
