import { soundOf } from '../../../models/linkage/sound.ts';
import { editDistance, jaroWinkler } from '../../../models/linkage/strings.ts';
import { isSameGivenName } from '../../../shared/identify/duplicates/nicknames.ts';
import type { DuplicateField } from '../../../shared/identify/duplicates/pairs.ts';
import { plain } from '../../../shared/identify/duplicates/plain.ts';
import {
  mailboxName,
  type Place,
  type Profile,
} from '../../../shared/identify/duplicates/profile.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';

/**
 * Which levels a field knows, from the same to different, with how often each is met among true pairs (m) and
 * among strangers (u) where nothing has been learned yet: what a small company's own few records are added to.
 */
interface FieldLevels {
  field: DuplicateField;
  levels: readonly string[];
  m: readonly number[];
  u: readonly number[];
}

const place: FieldLevels[] = [
  {
    field: 'street',
    levels: ['same', 'similar', 'different'],
    m: [0.6, 0.2, 0.2],
    u: [0.002, 0.008, 0.99],
  },
  {
    field: 'number',
    levels: ['same', 'similar', 'different'],
    m: [0.75, 0.1, 0.15],
    u: [0.03, 0.07, 0.9],
  },
  {
    field: 'postcode',
    levels: ['same', 'similar', 'different'],
    m: [0.75, 0.1, 0.15],
    u: [0.01, 0.02, 0.97],
  },
  {
    field: 'city',
    levels: ['same', 'similar', 'different'],
    m: [0.75, 0.1, 0.15],
    u: [0.04, 0.02, 0.94],
  },
];

const phone: FieldLevels = {
  field: 'phone',
  levels: ['same', 'similar', 'different'],
  m: [0.5, 0.05, 0.45],
  u: [0.0005, 0.0005, 0.999],
};

const levelsOf: Record<PartyKind, readonly FieldLevels[]> = {
  person: [
    {
      field: 'given',
      levels: ['same', 'variant', 'similar', 'initial', 'crossed', 'different'],
      m: [0.72, 0.1, 0.09, 0.03, 0.02, 0.04],
      u: [0.012, 0.006, 0.01, 0.05, 0.00002, 0.92198],
    },
    {
      field: 'family',
      levels: ['same', 'part', 'similar', 'different'],
      m: [0.84, 0.03, 0.09, 0.04],
      u: [0.004, 0.001, 0.006, 0.989],
    },
    {
      field: 'email',
      levels: ['same', 'mailbox', 'similar', 'different'],
      m: [0.4, 0.15, 0.05, 0.4],
      u: [0.00002, 0.0003, 0.001, 0.99868],
    },
    phone,
    {
      field: 'birthday',
      levels: ['same', 'similar', 'part', 'different'],
      m: [0.85, 0.08, 0.04, 0.03],
      u: [0.00005, 0.001, 0.02, 0.97895],
    },
    {
      field: 'company',
      levels: ['same', 'similar', 'different'],
      m: [0.5, 0.1, 0.4],
      u: [0.005, 0.005, 0.99],
    },
    ...place,
  ],
  company: [
    {
      field: 'name',
      levels: ['same', 'part', 'similar', 'different'],
      m: [0.6, 0.2, 0.12, 0.08],
      u: [0.0005, 0.005, 0.004, 0.9905],
    },
    {
      field: 'domain',
      levels: ['same', 'mailbox', 'different'],
      m: [0.4, 0.25, 0.35],
      u: [0.0001, 0.0002, 0.9997],
    },
    phone,
    ...place,
  ],
};

export function fieldsOf(kind: PartyKind): readonly FieldLevels[] {
  return levelsOf[kind];
}

/** What a comparison of one field came to, with what was compared. */
export interface Comparison {
  /** Index into the levels of the field; null where either side says nothing. */
  level: number | null;
  one: string;
  other: string;
}

const nothing: Comparison = { level: null, one: '', other: '' };

/** Compares two profiles of one kind, field by field, in the order of `fieldsOf`. */
export function compare(one: Profile, other: Profile): Comparison[] {
  const named = new Map<DuplicateField, Comparison>(
    one.kind === 'person'
      ? [
          ...personName(one, other),
          ['birthday', compareBirthdays(one.birthday, other.birthday)],
          ['company', closest(one.firms, other.firms, firmLevel)],
          ['email', compareEmails(one, other)],
        ]
      : [
          ['name', compareTexts(one.firm, other.firm, companyLevel)],
          ['domain', closest(one.domains, other.domains, domainLevel)],
        ],
  );
  named.set('phone', closest(one.phones, other.phones, phoneLevel));
  for (const [field, comparison] of comparePlaces(one.places, other.places)) {
    named.set(field, comparison);
  }
  return fieldsOf(one.kind).map(({ field }) => named.get(field) ?? nothing);
}

type Level = (one: string, other: string) => number;

function compareTexts(one: string, other: string, level: Level): Comparison {
  return one && other ? { level: level(one, other), one, other } : nothing;
}

/** Of several values on either side the two that are closest. */
function closest(some: readonly string[], others: readonly string[], level: Level): Comparison {
  let best = nothing;
  for (const one of some) {
    for (const other of others) {
      const found = level(one, other);
      if (best.level === null || found < best.level) best = { level: found, one, other };
    }
  }
  return best;
}

function personName(one: Profile, other: Profile): [DuplicateField, Comparison][] {
  const straight: [DuplicateField, Comparison][] = [
    ['given', compareTexts(one.given, other.given, givenLevel)],
    ['family', compareTexts(one.family, other.family, familyLevel)],
  ];
  const isStrange = straight.every(([, { level }]) => level === null || level >= 3);
  const isCrossed =
    isStrange && isAlike(one.given, other.family) && isAlike(one.family, other.given);
  if (!isCrossed) return straight;
  // One slip made both, so that it counts once.
  return [
    [
      'given',
      { level: 4, one: `${one.given} ${one.family}`, other: `${other.given} ${other.family}` },
    ],
  ];
}

function isAlike(one: string, other: string): boolean {
  return one !== '' && other !== '' && (one === other || jaroWinkler(one, other) >= 0.92);
}

const givenLevel: Level = (one, other) => {
  if (one === other) return 0;
  const [first = '', ...more] = one.split(' ');
  const [second = '', ...others] = other.split(' ');
  if (first.length === 1 || second.length === 1) return first[0] === second[0] ? 3 : 5;
  if (isSameGivenName(first, second)) return 1;
  // "Maria Anna" is called Anna as often as not.
  if (more.some((each) => isSameGivenName(each, second))) return 1;
  if (others.some((each) => isSameGivenName(each, first))) return 1;
  return isMistyped(first, second) || isMistyped(one, other) ? 2 : 5;
};

const familyLevel: Level = (one, other) => {
  if (one === other || one.replaceAll(' ', '') === other.replaceAll(' ', '')) return 0;
  const others = other.split(' ');
  // "Müller-Schmidt" was Müller, or is.
  if (one.split(' ').some((word) => word.length > 3 && others.includes(word))) return 1;
  if (isMistyped(one, other)) return 2;
  return soundOf(one) === soundOf(other) && jaroWinkler(one, other) >= 0.8 ? 2 : 3;
};

/** One slip in a short word, more in a longer one. */
function isMistyped(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  if (shorter < 3) return false;
  return jaroWinkler(one, other) >= 0.9 || editDistance(one, other, 2) <= (shorter >= 6 ? 2 : 1);
}

const emailLevel: Level = (one, other) => {
  if (one === other) return 0;
  const [name, otherName] = [mailboxName(one), mailboxName(other)];
  if (name.length < 4 || otherName.length < 4) return 3;
  if (name === otherName) return 1;
  return editDistance(one, other, 2) <= 2 || jaroWinkler(name, otherName) >= 0.93 ? 2 : 3;
};

/** Names at two firms make alike addresses of themselves: "anna.gruber" twice says no more than the names do. */
function compareEmails(one: Profile, other: Profile): Comparison {
  const found = closest(one.emails, other.emails, emailLevel);
  const boxes = [mailboxName(found.one), mailboxName(found.other)] as const;
  // A number that both have behind the name says something; two numbers only tell namesakes apart.
  const [first, second] = found.level === 2 ? boxes.map((box) => box.replace(/\d+$/, '')) : boxes;
  const isAlikeOnly = found.level === 1 || found.level === 2;
  return isAlikeOnly && followsFromName(first!, one) && followsFromName(second!, other)
    ? nothing
    : found;
}

/** Whether the mailbox is the name, or an initial and one of its parts, in either order. */
function followsFromName(mailbox: string, { given, family }: Profile): boolean {
  const usual = (name: string) => [name.replaceAll(' ', ''), ...name.split(' ')].filter(Boolean);
  const firsts = usual(given).flatMap((first) => [first, first[0]!]);
  const lasts = usual(family).flatMap((last) => [last, last[0]!]);
  return (
    firsts.includes(mailbox) ||
    lasts.includes(mailbox) ||
    firsts.some((first) =>
      lasts.some((last) => mailbox === plain(first + last) || mailbox === plain(last + first)),
    )
  );
}

const phoneLevel: Level = (one, other) => {
  if (one === other) return 0;
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one];
  const bare = shorter.replace(/^0+/, '');
  // As written before its country was known.
  if (bare.length >= 7 && longer.endsWith(bare)) return 0;
  return shorter.length >= 8 && editDistance(one, other, 1) <= 1 ? 1 : 2;
};

const firmLevel: Level = (one, other) => {
  if (one === other) return 0;
  return jaroWinkler(one, other) >= 0.9 || isPartOf(one, other) ? 1 : 2;
};

const companyLevel: Level = (one, other) => {
  if (one === other || sorted(one) === sorted(other)) return 0;
  if (isPartOf(one, other)) return 1;
  return isMistyped(one.replaceAll(' ', ''), other.replaceAll(' ', '')) ||
    wordsAlike(one, other) >= 0.75
    ? 2
    : 3;
};

const domainLevel: Level = (one, other) => {
  if (one === other) return 0;
  return one.split('.')[0] === other.split('.')[0] ? 1 : 2;
};

function sorted(words: string): string {
  return words.split(' ').sort().join(' ');
}

/** Every telling word of the shorter name stands in the longer one. */
function isPartOf(one: string, other: string): boolean {
  const [shorter, longer] = [one.split(' '), other.split(' ')].sort(
    (some, others) => some.length - others.length,
  ) as [string[], string[]];
  return shorter.join('').length > 3 && shorter.every((word) => longer.includes(word));
}

/** The share of words that have a like in the other name. */
function wordsAlike(one: string, other: string): number {
  const [words, others] = [one.split(' '), other.split(' ')];
  const found = words.filter((word) => others.some((each) => isAlike(word, each))).length;
  return (2 * found) / (words.length + others.length);
}

function compareBirthdays(one: string, other: string): Comparison {
  if (!one || !other) return nothing;
  return { level: birthdayLevel(one, other), one, other };
}

const birthdayLevel: Level = (one, other) => {
  if (one === other) return 0;
  const [year, month, day] = partsOfDay(one);
  const [otherYear, otherMonth, otherDay] = partsOfDay(other);
  const sameDay = month === otherMonth && day === otherDay;
  if (year === '' || otherYear === '') return sameDay ? 1 : 3;
  const isTurned = year === otherYear && month === otherDay && day === otherMonth;
  if (isTurned || editDistance(year + month + day, otherYear + otherMonth + otherDay, 1) <= 1)
    return 1;
  const agreeing = [year === otherYear, month === otherMonth, day === otherDay].filter(
    Boolean,
  ).length;
  return agreeing === 2 ? 2 : 3;
};

/** "--04-23" has no year. */
function partsOfDay(day: string): [string, string, string] {
  return [/^\d{4}/.exec(day)?.[0] ?? '', day.slice(-5, -3), day.slice(-2)];
}

const streetLevel: Level = (one, other) => {
  if (one === other) return 0;
  return jaroWinkler(one, other) >= 0.88 || wordsAlike(one, other) >= 0.6 ? 1 : 2;
};
const numberLevel: Level = (one, other) => {
  if (one === other) return 0;
  return Number.parseInt(one, 10) === Number.parseInt(other, 10) ||
    (editDistance(one, other, 1) <= 1 && one.length > 1)
    ? 1
    : 2;
};
const postcodeLevel: Level = (one, other) => {
  if (one === other) return 0;
  return editDistance(one, other, 1) <= 1 && one.length > 3 ? 1 : 2;
};
const cityLevel: Level = (one, other) => {
  if (one === other) return 0;
  return isMistyped(one, other) || isPartOf(one, other) ? 1 : 2;
};

type PlaceField = 'street' | 'number' | 'postcode' | 'city';
const placeLevels: [PlaceField, Level][] = [
  ['street', streetLevel],
  ['number', numberLevel],
  ['postcode', postcodeLevel],
  ['city', cityLevel],
];

/** Of several addresses the two that are closest. */
function comparePlaces(
  some: readonly Place[],
  others: readonly Place[],
): [PlaceField, Comparison][] {
  let best: [PlaceField, Comparison][] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const one of some) {
    for (const other of others) {
      const compared = placeLevels.map(([field, level]): [PlaceField, Comparison] => [
        field,
        compareTexts(one[field], other[field], level),
      ]);
      const distance = compared.reduce((sum, [, { level }]) => sum + (level ?? 1), 0);
      if (distance < least) {
        best = compared;
        least = distance;
      }
    }
  }
  return best;
}
