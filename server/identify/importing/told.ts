import { companyDomainOf, isRoleAddress } from '../../../shared/identify/addresses.ts';
import { companyKey } from '../../../shared/identify/company-names.ts';
import { isOwnMailbox, whoWrites } from '../../../shared/identify/desks.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { DraftProblem, PartyDraft } from '../../../shared/identify/party-draft.ts';
import { phoneDigits } from '../../../shared/identify/phones.ts';
import type { Basis, Topic } from '../../../shared/identify/statements.ts';
import type { Item, Locator, Problem } from '../../platform/import/reader.ts';
import { companyDomain } from '../parties/creation.ts';
import { prepareValue, UnusableValue } from '../statements/values.ts';
import { type Employment, prepareExact } from './exact.ts';
import { digest, originOf } from './origin.ts';
import {
  fieldOfHeading,
  noOwnColumns,
  type OwnColumns,
  referenceOf,
  valueOfCell,
} from './own-columns.ts';

/** A statement a source makes, not yet bound to a party. */
export interface Told {
  topic: Topic;
  value: unknown;
  valueKey: string;
  label: string | null;
  basis: Basis;
  /** The field of the company's own that it is a value of, and the key of the same value without a field. */
  fieldId?: string;
  /** The field leads to somebody, whom the value only names until they are looked up. */
  refersTo?: PartyKind;
  unfiledKey?: string;
}

/** An address in a person's row that is their company's. */
export interface Desk extends Told {
  /** The domain of the company; undefined where anybody opens a mailbox. */
  domain: string | undefined;
}

/** A draft with everything about it that needs no database: the next batch is told while one is written. */
export interface ToldDraft {
  draft: PartyDraft;
  locator: Locator;
  /** What is told of the party itself. */
  told: Told[];
  desks: Desk[];
  problems: Problem[];
  /** The addresses that are nobody else's, by which it is known again. */
  ownAddresses: string[];
  /** By what it is known again without an address of its own; empty when it has one. */
  origin: string;
  /** The domain by which its company is known. */
  domain: string | undefined;
  companyKey: string;
  /** Of a record that we exported ourselves: where the person worked and works, and when. */
  employments?: Employment[];
}

export function prepareContacts(
  items: Item<PartyDraft>[],
  country: string,
  own: OwnColumns = noOwnColumns,
): ToldDraft[] {
  return items.map(({ value, locator }) => {
    if (value.exact) return prepareExact(value, locator, own);
    const draft = tellsOfCompany(value) ? { ...value, kind: 'company' as const } : value;
    const { told: all, problems } = tellDraft(draft, country, own);
    const { told, desks, ownAddresses } = sortAddresses(draft, all);
    const company = draft.kind === 'company' ? draft.name : (draft.affiliation?.companyName ?? '');
    return {
      draft,
      locator,
      told,
      desks,
      problems: problems.map((problem) => ({ ...problem, locator })),
      ownAddresses,
      origin: ownAddresses.length > 0 ? '' : originKey(draft, all),
      domain: domainOf(draft, ownAddresses, desks),
      companyKey: company && companyKey(company),
    };
  });
}

/** A row that names nobody beside a desk's address, or whom the domain is named after, is the company's. */
function tellsOfCompany({ kind, name, nameParts, affiliation, birthday, emails }: PartyDraft) {
  if (kind === 'company' || nameParts || affiliation || birthday || emails.length === 0)
    return false;
  return emails.every(({ value }) => {
    const who = whoWrites(value, name);
    return who.kind === 'company' && (who.name !== '' || name === '' || name.includes('@'));
  });
}

/**
 * Whose addresses stand in a row. A company's are all its own; of a person's those of a desk belong to the
 * company, which is the one named or that of the domain. Where neither is known, a desk's address stays with
 * the person, who is not known by it alone: somebody else may sit there.
 */
function sortAddresses(
  draft: PartyDraft,
  told: Told[],
): Pick<ToldDraft, 'told' | 'desks' | 'ownAddresses'> {
  const addresses = told.filter(isAddress);
  const keys = addresses.map(({ valueKey }) => valueKey);
  const hasCompany = Boolean(draft.affiliation?.companyName);
  const isDesks = (address: string) =>
    draft.kind === 'person' &&
    isRoleAddress(address) &&
    (hasCompany || !isOwnMailbox(address, draft.name));
  const ownAddresses = keys.filter((key) => !isDesks(key));
  const isNameless = draft.name === '' && ownAddresses.length === 0;
  if (isNameless || ownAddresses.length === keys.length)
    return { told, desks: [], ownAddresses: keys };
  const desks = addresses
    .filter(({ topic, valueKey }) => topic === 'email' && isDesks(valueKey))
    .map((desk) => ({ ...desk, domain: companyDomainOf(desk.valueKey) ?? undefined }))
    .filter(({ domain }) => hasCompany || domain);
  const given = new Set(desks.map(({ valueKey }) => valueKey));
  return {
    told: told.filter((each) => each.topic !== 'email' || !given.has(each.valueKey)),
    desks,
    ownAddresses,
  };
}

/** What a draft says, each value in its stored form; what is unusable is kept as an extra value. */
function tellDraft(
  draft: PartyDraft,
  country: string,
  own: OwnColumns,
): { told: Told[]; problems: DraftProblem[] } {
  const told: Told[] = [];
  const problems: DraftProblem[] = [];
  const add = (topic: Topic, value: unknown, label = '') => {
    try {
      told.push({
        topic,
        ...prepareValue(topic, value, country),
        label: label || null,
        basis: 'seen',
      });
    } catch (error) {
      if (!(error instanceof UnusableValue)) throw error;
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      told.push({
        topic: 'extra',
        ...prepareValue('extra', text, country),
        label: topic,
        basis: 'seen',
      });
      problems.push({
        code: 'contact.unusable-value',
        message: `${error.message} It is kept beside the record as it was written.`,
        severity: 'warning',
        field: topic,
      });
    }
  };
  const { nameParts: parts } = draft;
  if (draft.name) {
    add('name', {
      display: draft.name,
      ...(parts?.given ? { given: parts.given.slice(0, 300) } : {}),
      ...(parts?.family ? { family: parts.family.slice(0, 300) } : {}),
    });
  }
  for (const { value, label } of draft.emails) add('email', value, label);
  for (const handle of draft.handles ?? []) add('handle', handle);
  for (const { value, label } of draft.phones) {
    // The reader has parsed it already; once more would take a tenth of the whole import.
    if (isDialable(value)) {
      told.push({ topic: 'phone', value, valueKey: value, label: label || null, basis: 'seen' });
    } else add('phone', value, label);
  }
  for (const { label, ...address } of draft.addresses) add('address', address, label);
  for (const { value, label } of draft.urls) add('web', value, label);
  for (const role of draft.roles) add('role', { role });
  if (draft.birthday && draft.kind === 'person') add('birthday', draft.birthday);
  if (draft.note) add('note', draft.note);
  for (const tag of draft.tags ?? []) add('tag', tag.slice(0, 100));
  for (const { label, value } of draft.extra) {
    if (!value) continue;
    const field = fieldOfHeading(own, draft.kind, label);
    const reference = field && referenceOf(field, value);
    if (reference) {
      const { valueKey: unfiledKey } = prepareValue('extra', value, country);
      told.push({ ...reference, unfiledKey });
      continue;
    }
    const read = field && valueOfCell(own, field, value);
    if (field && read && read.problem === undefined) {
      const { valueKey: unfiledKey } = prepareValue('extra', value, country);
      const { value: meant, valueKey } = read;
      told.push({
        topic: 'field',
        fieldId: field.id,
        value: meant,
        valueKey,
        unfiledKey,
        label: null,
        basis: 'seen',
      });
      continue;
    }
    add('extra', value, label.slice(0, 100));
    if (field && read?.problem) {
      problems.push({
        code: 'contact.unusable-value',
        message: `${read.problem} It is kept beside the record as it was written.`,
        severity: 'warning',
        field: field.name,
      });
    }
  }
  if (draft.photo) {
    problems.push({
      code: 'contact.photo',
      message: 'The photo was left out: Rapport keeps no pictures of people yet.',
      severity: 'warning',
      field: 'photo',
    });
  }
  return { told, problems };
}

const e164 = /^\+[1-9]\d{6,14}$/;

function isDialable(phone: string): boolean {
  return e164.test(phone);
}

/**
 * Whether one is the other as it was written before its country was known: "0664 1234567" of +43 664 1234567.
 * Between two numbers of one person the digits behind the country and the trunk zero are proof enough.
 */
export function isSameNumberUnread(unread: string, dialable: string): boolean {
  if (isDialable(unread) || !isDialable(dialable)) return false;
  const digits = phoneDigits(unread).replace(/^0+/, '');
  const country = dialable.length - 1 - digits.length;
  return digits.length >= 6 && country >= 1 && country <= 3 && dialable.endsWith(digits);
}

export function isAddress({ topic }: { topic: Topic }): boolean {
  return topic === 'email' || topic === 'handle';
}

/** The domain by which a draft's company is known, where its addresses are no free-mail ones. */
function domainOf(draft: PartyDraft, ownAddresses: string[], desks: Desk[]): string | undefined {
  if (draft.kind === 'company') {
    return companyDomain(
      draft.urls.map(({ value }) => value),
      draft.emails.map(({ value }) => value),
    );
  }
  for (const address of ownAddresses) {
    const domain = companyDomainOf(address);
    if (domain) return domain;
  }
  return desks.find(({ domain }) => domain)?.domain;
}

/**
 * Without an address of its own, a source's own identifier or else the whole of what it says makes a party the same:
 * a second import of the same file finds everybody again, and two namesakes stay two. That a column has become
 * a field of the company's own meanwhile makes nobody another.
 */
function originKey(draft: PartyDraft, told: Told[]): string {
  if (draft.uid) return originOf(draft.kind, draft.uid);
  return digest(['said', draft.kind, ...told.map(saidOf).sort()]);
}

function saidOf({ topic, valueKey, unfiledKey }: Told): string {
  return unfiledKey === undefined ? `${topic} ${valueKey}` : `extra ${unfiledKey}`;
}

export function distinct<T>(values: T[]): T[] {
  return [...new Set(values.filter((value) => value !== ''))];
}
