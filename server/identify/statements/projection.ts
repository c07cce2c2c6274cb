import { isRoleAddress } from '../../../shared/identify/addresses.ts';
import { companyKey } from '../../../shared/identify/company-names.ts';
import { sortKey } from '../../../shared/identify/names.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { phoneDigits } from '../../../shared/identify/phones.ts';
import { singleTopics, type Topic, type TopicValue } from '../../../shared/identify/statements.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';

/** A current statement, as far as the projection reads it. */
export interface CurrentStatement {
  id: string;
  topic: Topic;
  value: unknown;
  valueKey: string;
  label: string | null;
  /** Of a value of the company's own fields, which the projection itself does not read. */
  fieldId?: string | null;
}

/** The label of a further value of a topic that has one. */
export const otherLabel = 'other';

/** A party's current fields, worked out from its current statements and from nothing else. */
export interface Projection {
  fields: {
    name: string;
    sort_name: string;
    search_text: string;
    email: string | null;
    phone: string | null;
    web: string | null;
    title: string | null;
    company_id: string | null;
    company_name: string | null;
    street: string | null;
    city: string | null;
    region: string | null;
    postal_code: string | null;
    country: string | null;
    birthday: string | null;
    domain: string | null;
    name_key: string | null;
    roles: string[];
    tags: string[];
  };
  emails: { address: string; statementId: string }[];
  affiliations: {
    statementId: string;
    companyId: string;
    title: string | null;
    department: string | null;
    from: string | null;
    to: string | null;
    isPrimary: boolean;
  }[];
  roles: {
    statementId: string;
    role: string;
    from: string | null;
    to: string | null;
  }[];
  tags: { statementId: string; tag: string; key: string }[];
}

/**
 * `statements` come oldest first. Of several values the preferred one counts, else the one stated first:
 * a later file does not change which address a person is greeted by.
 */
export function project(kind: PartyKind, statements: CurrentStatement[]): Projection {
  const byTopic = Map.groupBy(statements, ({ topic }) => topic);
  const all = <T extends Topic>(
    topic: T,
  ): { statement: CurrentStatement; value: TopicValue<T> }[] =>
    byTopic.get(topic)?.map((statement) => ({
      statement,
      // Statements are validated when they are written.
      value: statement.value as TopicValue<T>,
    })) ?? [];

  /** A file that says otherwise about what is known already adds its value under the label "other". */
  const single = <T extends Topic>(topic: T) =>
    all(topic).findLast(({ statement }) => statement.label !== otherLabel)?.value;

  const emails = all('email');
  const phones = all('phone');
  const domain = single('domain') ?? null;
  const address = preferred(all('address'))?.value;
  // Any name is better than none.
  const name = single('name') ?? all('name')[0]?.value;

  const affiliations = all('affiliation').map(({ statement, value }) => ({
    statementId: statement.id,
    companyId: value.companyId ?? '',
    companyName: value.companyName,
    title: value.title || null,
    department: value.department || null,
    from: value.from ?? null,
    to: value.to ?? null,
    isPreferred: isPreferred(statement.label),
    isOther: statement.label === otherLabel,
  }));
  const present = affiliations.filter(isPresent);
  const primary =
    present.findLast(({ isPreferred }) => isPreferred) ??
    present.findLast(({ isOther }) => !isOther) ??
    present.at(-1);

  const roles = all('role').map(({ statement, value }) => ({
    statementId: statement.id,
    role: value.role,
    from: value.from ?? null,
    to: value.to ?? null,
  }));

  const tags = onePerKey(all('tag'));

  const email = preferred(emails)?.value ?? null;
  const handle = all('handle')[0]?.value;
  const phone = preferred(phones)?.value ?? null;
  // A desk is one of many in its company: without a name the domain says more than "office@".
  const known =
    kind === 'company' ? [domain, email, phone, handle] : [email, phone, domain, handle];
  const display = name?.display || known.find(Boolean) || '';
  const fields: Projection['fields'] = {
    name: display,
    sort_name: (kind === 'person'
      ? sortKey(display, name && partsOf(name))
      : foldForSearch(display)
    ).slice(0, longestSortName),
    search_text: '',
    email,
    phone,
    web: preferred(all('web'))?.value ?? null,
    title: kind === 'person' ? (primary?.title ?? null) : null,
    company_id: kind === 'person' ? (primary?.companyId ?? null) : null,
    company_name: kind === 'person' ? (primary?.companyName ?? null) : null,
    street: address?.street || null,
    city: address?.locality.slice(0, longestCity) || null,
    region: address?.region || null,
    postal_code: address?.postalCode || null,
    country: address?.country || null,
    birthday: kind === 'person' ? (single('birthday') ?? null) : null,
    domain: kind === 'company' ? domain : null,
    name_key: kind === 'company' ? companyKey(display) : null,
    roles: fitting([...new Set(roles.filter(isPresent).map(({ role }) => role))].sort()),
    tags: tags.map(({ tag }) => tag),
  };
  fields.search_text = searchText(
    [
      display,
      fields.company_name,
      fields.title,
      domain,
      fields.city,
      ...emails.map(({ value }) => value),
    ],
    phones.map(({ value }) => value),
  );
  return {
    fields,
    emails: [...emails, ...all('handle')].map(({ statement }) => ({
      address: statement.valueKey,
      statementId: statement.id,
    })),
    affiliations: affiliations.map(
      ({ companyName: _, isPreferred: __, isOther: ___, ...affiliation }) => ({
        ...affiliation,
        isPrimary: affiliation.statementId === primary?.statementId,
      }),
    ),
    roles,
    tags,
  };
}

/** Which statement stands at the head of a record for each topic that has such a place. */
export function shownStatements(
  statements: readonly CurrentStatement[],
): Map<Topic, CurrentStatement> {
  const shown = new Map<Topic, CurrentStatement>();
  for (const [topic, given] of Map.groupBy(statements, (statement) => statement.topic)) {
    const first = singleTopics.includes(topic)
      ? (given.findLast(({ label }) => label !== otherLabel) ?? given[0])
      : topic === 'affiliation'
        ? primaryOf(given)
        : preferred(given.map((statement) => ({ statement })))?.statement;
    if (first) shown.set(topic, first);
  }
  return shown;
}

function primaryOf(affiliations: CurrentStatement[]): CurrentStatement | undefined {
  const present = affiliations.filter(({ value }) => {
    const { from = null, to = null } = value as TopicValue<'affiliation'>;
    return isPresent({ from, to });
  });
  return (
    present.findLast(({ label }) => isPreferred(label)) ??
    present.findLast(({ label }) => label !== otherLabel) ??
    present.at(-1)
  );
}

/** Two spellings of one tag are one tag, written as it was first. */
function onePerKey(tags: { statement: CurrentStatement; value: string }[]): Projection['tags'] {
  const byKey = new Map<string, Projection['tags'][number]>();
  for (const { statement, value } of tags) {
    const { id, valueKey } = statement;
    if (!byKey.has(valueKey)) byKey.set(valueKey, { statementId: id, tag: value, key: valueKey });
  }
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Whether a role or a place of work is one of today. */
export function isPresent({ from, to }: { from: string | null; to: string | null }): boolean {
  if (from === null && to === null) return true;
  const today = Temporal.Now.plainDateISO().toString();
  return (from === null || from <= today) && (to === null || to >= today);
}

/** The one preferred, else the one stated first that serves best: somebody is to be reached by it. */
function preferred<Each extends { statement: CurrentStatement }>(values: Each[]) {
  if (values.length < 2) return values[0];
  const ranked = values.map((each) => ({ each, rank: reach(each.statement) }));
  const best = Math.min(...ranked.map(({ rank }) => rank));
  return ranked.find(({ rank }) => rank === best)?.each;
}

/** How well somebody is reached: a desk answers for them, in the car they seldom sit, a fax never speaks. */
function reach({ topic, valueKey, label }: CurrentStatement): number {
  const folded = foldForSearch(label ?? '');
  if (topic === 'phone' && noTelephone.test(folded)) return 3;
  if (isPreferred(label)) return 0;
  if (topic === 'email') return isRoleAddress(valueKey) ? 2 : 1;
  if (topic !== 'phone') return 1;
  return carPhone.test(folded) ? 2 : 1;
}

/** The label of the one among several that is to be used, as vCards write it, beside its other words. */
export const preferredLabel = 'pref';

export function isPreferred(label: string | null): boolean {
  return foldForSearch(label ?? '').includes(preferredLabel);
}

/** Labels as imports give them, and as vCards and people write them in the languages of imports. */
const noTelephone =
  /fax|faks|telecop|pager|beeper|piepser|localizador|avertisseur|assist|asist|telex|tlx|\btty|\btdd\b|textphone|modem|\bbbs\b/;
const carPhone = /\bcar\b|\bauto|voiture|coche/;

function partsOf(name: TopicValue<'name'>): { given?: string; family?: string } | undefined {
  if (!name.given && !name.family) return undefined;
  return {
    ...(name.given ? { given: name.given } : {}),
    ...(name.family ? { family: name.family } : {}),
  };
}

/** An entry of the lists' indexes holds the name by which to sort, city, roles and more, in 2,700 bytes. */
const longestSortName = 150;
const longestCity = 200;
const mostBytesOfRoles = 600;

/** Far more than anybody has: of twenty roles with long names of their own the last may not be shown. */
function fitting(roles: string[]): string[] {
  let bytes = 0;
  return roles.filter((role) => {
    bytes += Buffer.byteLength(role) + 4;
    return bytes <= mostBytesOfRoles;
  });
}

/** Longer texts cost index and find nothing more. */
const longestSearchText = 2_000;

function searchText(texts: (string | null)[], phones: string[]): string {
  const words = texts.filter((text) => text !== null).map(foldForSearch);
  return [...words, ...phones.map(phoneDigits)].join(' ').slice(0, longestSearchText);
}
