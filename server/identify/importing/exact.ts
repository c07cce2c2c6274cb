import type { Fact } from '../../../shared/identify/exporting/record.ts';
import type { DraftProblem, PartyDraft } from '../../../shared/identify/party-draft.ts';
import { type TopicValue, topicValues } from '../../../shared/identify/statements.ts';
import type { Locator } from '../../platform/import/reader.ts';
import { prepareValue, UnusableValue } from '../statements/values.ts';
import { originOf } from './origin.ts';
import { fieldOfHeading, type OwnColumns, referenceOf, valueOfCell } from './own-columns.ts';
import type { Told, ToldDraft } from './told.ts';

/** Where a person worked, as the file says it; the company may be a record of the same export. */
export interface Employment {
  value: TopicValue<'affiliation'>;
  label: string | null;
  /** By what the company is known again; empty when the file names it only. */
  origin: string;
}

/** Nothing is concluded from what we wrote ourselves: no company from an address, no desk, no other reading. */
export function prepareExact(draft: PartyDraft, locator: Locator, own: OwnColumns): ToldDraft {
  const problems: DraftProblem[] = [];
  const told: Told[] = [];
  const employments: Employment[] = [];
  for (const fact of draft.exact ?? []) {
    const value = usable(fact);
    const filled = fact.topic === 'extra' && ownFieldTold(own, draft.kind, fact);
    if (filled) {
      told.push(filled);
      continue;
    }
    if (value === undefined) {
      told.push(asExtra(fact));
      problems.push({
        code: 'contact.unusable-value',
        message: `A value of the kind “${fact.topic}” is not as Rapport writes it. It is kept beside the record as it stood there.`,
        severity: 'warning',
        field: fact.topic,
      });
    } else if (fact.topic === 'affiliation' && draft.kind === 'person') {
      const affiliation = value.value as TopicValue<'affiliation'>;
      const { companyId } = affiliation;
      employments.push({
        value: affiliation,
        label: fact.label,
        origin: companyId ? originOf('company', companyId) : '',
      });
    } else told.push({ topic: fact.topic, ...value, label: fact.label, basis: 'seen' });
  }
  return {
    draft,
    locator,
    told,
    desks: [],
    problems: problems.map((problem) => ({ ...problem, locator })),
    ownAddresses: [],
    origin: draft.uid ? originOf(draft.kind, draft.uid) : '',
    domain: undefined,
    companyKey: '',
    employments,
  };
}

/** The stored form. Numbers were read once already, when their country was known, or could not be. */
function usable({ topic, value }: Fact): { value: unknown; valueKey: string } | undefined {
  const read = topicValues[topic].safeParse(value);
  if (!read.success) return undefined;
  try {
    return prepareValue(topic, read.data, '');
  } catch (error) {
    if (error instanceof UnusableValue) return undefined;
    throw error;
  }
}

/** What we wrote of a field of the company's own, where there is such a field. */
function ownFieldTold(
  own: OwnColumns,
  kind: PartyDraft['kind'],
  { value, label }: Fact,
): Told | undefined {
  const field = fieldOfHeading(own, kind, label ?? '');
  const reference = field && referenceOf(field, String(value));
  if (reference) return reference;
  const read = field && valueOfCell(own, field, String(value));
  if (!field || !read || read.problem !== undefined) return undefined;
  const { value: meant, valueKey } = read;
  return { topic: 'field', fieldId: field.id, value: meant, valueKey, label: null, basis: 'seen' };
}

function asExtra({ topic, value }: Fact): Told {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  const prepared = prepareValue('extra', text.slice(0, 20_000).toWellFormed() || '–', '');
  return { topic: 'extra', ...prepared, label: topic, basis: 'seen' };
}

/** Two spans of one role, or two times at one company, are two values, though they have one key. */
export function isSameValue(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const { companyName: _, ...told } = value as Record<string, unknown>;
  return JSON.stringify(
    Object.entries(told)
      .filter(([, part]) => part !== '')
      .sort(),
  );
}
