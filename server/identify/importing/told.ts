import { createHash } from 'node:crypto';
import {
  isFreeMailDomain,
  isRoleAddress,
  registrableDomain,
} from '../../../shared/identify/addresses.ts';
import { companyKey } from '../../../shared/identify/company-names.ts';
import type { DraftProblem, PartyDraft } from '../../../shared/identify/party-draft.ts';
import type { Basis, Topic } from '../../../shared/identify/statements.ts';
import type { Item, Locator, Problem } from '../../platform/import/reader.ts';
import { companyDomain } from '../parties/creation.ts';
import { prepareValue, UnusableValue } from '../statements/values.ts';

/** A statement a source makes, not yet bound to a party. */
export interface Told {
  topic: Topic;
  value: unknown;
  valueKey: string;
  label: string | null;
  basis: Basis;
}

/** A draft with everything about it that needs no database: the next batch is told while one is written. */
export interface ToldDraft {
  draft: PartyDraft;
  locator: Locator;
  told: Told[];
  problems: Problem[];
  /** By what it is known again without an address; empty when it has one. */
  origin: string;
  domain: string | undefined;
  companyKey: string;
}

export function prepareContacts(items: Item<PartyDraft>[], country: string): ToldDraft[] {
  return items.map(({ value: draft, locator }) => {
    const { told, problems } = tellDraft(draft, country);
    const company = draft.kind === 'company' ? draft.name : (draft.affiliation?.companyName ?? '');
    return {
      draft,
      locator,
      told,
      problems: problems.map((problem) => ({ ...problem, locator })),
      origin: originKey(draft, told),
      domain: domainOf(draft),
      companyKey: company && companyKey(company),
    };
  });
}

/** What a draft says, each value in its stored form; what is unusable is kept as an extra value. */
function tellDraft(draft: PartyDraft, country: string): { told: Told[]; problems: DraftProblem[] } {
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
    if (/^\+[1-9]\d{6,14}$/.test(value)) {
      told.push({ topic: 'phone', value, valueKey: value, label: label || null, basis: 'seen' });
    } else add('phone', value, label);
  }
  for (const { label, ...address } of draft.addresses) add('address', address, label);
  for (const { value, label } of draft.urls) add('web', value, label);
  for (const role of draft.roles) add('role', { role });
  if (draft.birthday && draft.kind === 'person') add('birthday', draft.birthday);
  if (draft.note) add('note', draft.note);
  for (const tag of draft.tags ?? []) add('tag', tag.slice(0, 100));
  for (const { label, value } of draft.extra) if (value) add('extra', value, label.slice(0, 100));
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

export function isAddress({ topic }: { topic: Topic }): boolean {
  return topic === 'email' || topic === 'handle';
}

/** The domain by which a draft's company is known, where its addresses are no free-mail ones. */
function domainOf(draft: PartyDraft): string | undefined {
  if (draft.kind === 'company') {
    return companyDomain(
      draft.urls.map(({ value }) => value),
      draft.emails.map(({ value }) => value),
    );
  }
  for (const { value } of draft.emails) {
    const domain = registrableDomain(value.split('@').at(-1) ?? '');
    if (domain && !isFreeMailDomain(domain) && !isRoleAddress(value)) return domain;
  }
  return undefined;
}

/**
 * Without an address, a source's own identifier or else the whole of what it says makes a party the same:
 * a second import of the same file finds everybody again, and two namesakes stay two.
 */
function originKey(draft: PartyDraft, told: Told[]): string {
  if (told.some(isAddress)) return '';
  const said = draft.uid
    ? ['uid', draft.kind, draft.uid]
    : ['said', draft.kind, ...told.map(({ topic, valueKey }) => `${topic} ${valueKey}`).sort()];
  return createHash('sha256').update(said.join('\n')).digest('base64url').slice(0, 32);
}

export function distinct<T>(values: T[]): T[] {
  return [...new Set(values.filter((value) => value !== ''))];
}
