import { remember } from '../../platform/remember.ts';
import { isFreeMailDomain, isRoleAddress, registrableDomain } from '../addresses.ts';
import { companyKey } from '../company-names.ts';
import { partsToSortBy } from '../names.ts';
import type { PartyKind } from '../parties.ts';
import { phoneDigits } from '../phones.ts';
import type { PostalAddress, Topic, TopicValue } from '../statements.ts';
import { plain } from './plain.ts';

/** A postal address, each part in the form in which it is compared. */
export interface Place {
  street: string;
  number: string;
  postcode: string;
  city: string;
  /** As it was written, for showing. */
  shown: string;
}

/** What of a person or company tells it from others. Empty where nothing is known. */
export interface Profile {
  kind: PartyKind;
  /** As it is shown. */
  name: string;
  given: string;
  family: string;
  /** "Jr", "II": father and son have everything else in common. */
  generation: string;
  /** A company's name without its legal form. */
  firm: string;
  emails: string[];
  phones: string[];
  places: Place[];
  birthday: string;
  /** Where a person works; for a company, its domains. */
  firms: string[];
  domains: string[];
}

interface Known {
  topic: Topic;
  value: unknown;
}

/** Reads what current statements say of somebody. */
export function profileOf(kind: PartyKind, statements: readonly Known[]): Profile {
  const all = <T extends Topic>(topic: T) =>
    statements
      .filter((statement) => statement.topic === topic)
      // Statements are validated when they are written.
      .map(({ value }) => value as TopicValue<T>);
  const name = all('name').at(0);
  const display = name?.display ?? '';
  const emails = all('email').map((email) => email.toLowerCase());
  return {
    kind,
    name: display,
    ...(kind === 'person' ? personName(display, name) : { given: '', family: '', generation: '' }),
    firm: kind === 'company' ? firmName(display) : '',
    emails,
    phones: distinct(all('phone').map(phoneDigits)),
    places: all('address').map(placeOf),
    birthday: all('birthday').at(0) ?? '',
    firms: distinct(all('affiliation').map(({ companyName }) => firmName(companyName))),
    domains:
      kind === 'company'
        ? distinct([
            ...all('domain'),
            ...emails
              .map((email) => registrableDomain(email.slice(email.lastIndexOf('@') + 1)) ?? '')
              .filter((domain) => !isFreeMailDomain(domain)),
          ])
        : [],
  };
}

/** The profile that a form half filled in, or a row of a file, would have. */
export function profileOfDraft(draft: {
  kind: PartyKind;
  name: string;
  given?: string;
  family?: string;
  emails?: string[];
  phones?: string[];
  addresses?: Partial<PostalAddress>[];
  birthday?: string;
  firms?: string[];
  domains?: string[];
}): Profile {
  const said = <T>(topic: Topic, values: readonly T[] = []) =>
    values.map((value) => ({ topic, value }));
  return {
    ...profileOf(draft.kind, [
      { topic: 'name', value: { display: draft.name, given: draft.given, family: draft.family } },
      ...said('email', draft.emails),
      ...said('phone', draft.phones),
      ...said(
        'address',
        draft.addresses?.map((address) => ({ ...noAddress, ...address })),
      ),
      ...said('birthday', draft.birthday ? [draft.birthday] : []),
      ...said(
        'affiliation',
        draft.firms?.map((companyName) => ({ companyName })),
      ),
      ...said('domain', draft.domains),
    ]),
  };
}

const noAddress: PostalAddress = {
  street: '',
  locality: '',
  region: '',
  postalCode: '',
  country: '',
  text: '',
};

function personName(
  display: string,
  parts: { given?: string | undefined; family?: string | undefined } | undefined,
): Pick<Profile, 'given' | 'family' | 'generation'> {
  const generation = /(?:^|[\s,])(jr|sr|junior|senior|ii|iii|iv)\.?$/iu.exec(display)?.[1] ?? '';
  const { given = '', family = '' } =
    parts?.given || parts?.family ? parts : partsToSortBy(display);
  return {
    given: plain(given.replace(titles, '')),
    family: plain(family),
    generation: generation.toLowerCase().slice(0, 2),
  };
}

const titles = /^(?:(?:dr|prof|mag|ing|dipl|mr|mrs|ms|herr|frau)(?:\.\s*|\s+)(?=\S))+/iu;

function firmName(name: string): string {
  return plain(companyKey(name));
}

/** "Hauptstraße 12/3" as street and number; "12 High Street" alike. */
function placeOf({ street, locality, region, postalCode, text }: PostalAddress): Place {
  const town = [postalCode, locality].filter(Boolean).join(' ');
  const [first = ''] = text.split('\n');
  // Of an address that is only a town the text is that town, which is no street beside it.
  const isTown = [town, locality, region].some((part) => plain(part) === plain(first));
  const line = street || (isTown ? '' : first);
  const number =
    /^(\d+[a-z]?)\b/iu.exec(line)?.[1] ?? /\b(\d+[a-z]?)(?:\b|\/)/iu.exec(line)?.[1] ?? '';
  return {
    street: streetName(line.replace(number, ' ')),
    number: number.toLowerCase(),
    postcode: plain(postalCode).replace(/ /g, ''),
    city: plain(locality),
    shown: [street || (isTown ? '' : text.replace(/\s*\n\s*/g, ', ')), town]
      .filter(Boolean)
      .join(', '),
  };
}

/** Kinds of streets as they are shortened; what is left of a name tells the street. */
function streetName(line: string): string {
  return plain(line)
    .replace(/\d+/g, ' ')
    .replace(/(?<=[a-z]{3})(?:strasse|straße|str)\b/g, 'str')
    .replace(/\bstreet\b/g, 'st')
    .replace(/\bavenue\b/g, 'ave')
    .replace(/\bboulevard\b|\bblvd?\b|\bblv\b/g, 'blv')
    .replace(/\broad\b/g, 'rd')
    .replace(/\bplace\b/g, 'pl')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** The part before the @ that names somebody, without what mail providers and people add to it. */
export const mailboxName = remember((email) => {
  if (isRoleAddress(email)) return '';
  const local = email.slice(0, Math.max(0, email.lastIndexOf('@'))).split('+')[0] ?? '';
  return plain(local.replace(/[._-]/g, '')).replace(/[^a-z0-9]/g, '');
}, 10_000);

function distinct(texts: string[]): string[] {
  return [...new Set(texts.filter(Boolean))];
}
