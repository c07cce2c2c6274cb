import { soundOf } from '../../../models/linkage/sound.ts';
import { fullForm } from '../../../shared/identify/duplicates/nicknames.ts';
import { mailboxName, type Profile } from '../../../shared/identify/duplicates/profile.ts';

/**
 * The keys under which records meet that may be the same. Two records are compared when they have one in
 * common that not too many others have. Each kind of key begins with a letter of its own.
 */
export function keysOf(profile: Profile): string[] {
  const keys = profile.kind === 'person' ? personKeys(profile) : companyKeys(profile);
  return [...new Set(keys)].map((key) => key.slice(0, longestKey));
}

const longestKey = 80;

/** A key that more have leads nowhere: what so many share tells nobody from another. */
export const mostUnderKey = 40;

/**
 * A key points with equal right at each of the others that hold it. What all keys of a pair add up to has to
 * come to this much before the two are compared: of a dozen people who have no more than a name in common,
 * no two can be told to be the same.
 */
export const worthComparing = 0.1;

/** What of a field a kind of key decides: there a comparison under that key teaches nothing. */
export const fieldsOfKey: Record<string, readonly string[]> = {
  n: ['given', 'family', 'name'],
  s: ['given', 'family', 'name'],
  f: ['given', 'family'],
  z: ['family', 'postcode', 'city', 'name'],
  b: ['birthday'],
  y: ['given', 'birthday'],
  e: ['email'],
  l: ['email'],
  p: ['phone'],
  a: ['street', 'number', 'postcode', 'city'],
  w: ['family', 'company'],
  d: ['domain'],
};

/** A name as it is whole, whichever part comes first and however short the given name is called. */
export function nameKey({ given, family }: Profile): string | undefined {
  const first = given.split(' ')[0] ?? '';
  if (!first || !family) return first ? `n:${first}` : undefined;
  return `n:${[fullForm(first), family].filter(Boolean).sort().join(' ')}`;
}

export const phoneKey = (phone: string): string => `p:${phone.slice(-tellingDigits)}`;

function personKeys(profile: Profile): string[] {
  const { given, family, emails, phones, places, birthday, firms } = profile;
  const first = given.split(' ')[0] ?? '';
  const name = nameKey(profile);
  const sounds = [soundOf(first), ...family.split(' ').slice(-1).map(soundOf)].sort();
  const last = family.split(' ').at(-1) ?? '';
  return [
    ...(name ? [name] : []),
    // A family name alone is no more than a beginning.
    ...(first && family ? [`s:${sounds.join(' ')}`, `f:${last} ${first[0]}`] : []),
    ...places.flatMap(({ postcode, city }) =>
      last
        ? [postcode && `z:${last} ${postcode}`, city && `z:${last} ${city}`].filter(Boolean)
        : [],
    ),
    ...(first
      ? places.map(({ postcode }) => postcode && `z:${first} ${postcode}`).filter(Boolean)
      : []),
    ...(/^\d{4}/.test(birthday)
      ? [`b:${birthday}`, ...(first ? [`y:${fullForm(first)} ${birthday.slice(0, 7)}`] : [])]
      : []),
    ...(last && birthday ? [`y:${last} ${birthday.slice(-5)}`] : []),
    ...(last ? firms.map((firm) => `w:${soundOf(last)} ${firm}`) : []),
    ...sharedKeys({ emails, phones, places }),
  ];
}

function companyKeys({ firm, domains, emails, phones, places }: Profile): string[] {
  const words = firm.split(' ').filter((word) => word.length > 1);
  const telling = words.toSorted((one, other) => other.length - one.length)[0] ?? '';
  return [
    ...(words.length > 0
      ? [`n:${words.toSorted().join(' ')}`, `s:${words.slice(0, 2).map(soundOf).join(' ')}`]
      : []),
    ...(telling.length > 3
      ? places.map(({ city }) => city && `z:${telling} ${city}`).filter(Boolean)
      : []),
    ...domains.map((domain) => `d:${domain.split('.')[0]}`),
    ...sharedKeys({ emails, phones, places }),
  ];
}

/** Digits at the end of a number that tell it, whether its country is known or not. */
const tellingDigits = 8;

function sharedKeys({
  emails,
  phones,
  places,
}: Pick<Profile, 'emails' | 'phones' | 'places'>): string[] {
  return [
    ...emails.map((email) => `e:${email}`),
    ...emails
      .map(mailboxName)
      .filter((name) => name.length > 4)
      .map((name) => `l:${name}`),
    ...phones.filter(({ length }) => length > 5).map(phoneKey),
    ...places.flatMap(({ street, number, postcode, city }) =>
      street && number
        ? [
            `a:${number} ${soundOf(street.split(' ')[0] ?? '')} ${postcode || city}`,
            ...(postcode && city ? [`a:${number} ${street} ${city}`] : []),
          ]
        : [],
    ),
  ];
}
