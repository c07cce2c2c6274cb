import type { PostalAddress, Topic, TopicValue } from '../../../shared/identify/statements.ts';
import type { OwnFieldView } from '../fields/shown.ts';
import type { CompanyChoice } from '../parties/CompanyBox.tsx';
import type { Stated } from '../parties/stating.ts';
import {
  emptyParts,
  isUnderstood,
  type Parts,
  partsOf,
  type UnderstoodTopic,
  valueOfParts,
} from './understood.ts';
import { type Statement, valueAs } from './values.ts';

/** Topics whose value is a text of one or more lines. */
export const textTopics = [
  'email',
  'phone',
  'web',
  'domain',
  'tag',
  'note',
  'handle',
  'extra',
] as const;
export type TextTopic = (typeof textTopics)[number];

export interface Span {
  from: Temporal.PlainDate | null;
  to: Temporal.PlainDate | null;
}

/** A value while somebody writes it: what the boxes hold, complete or not. */
export type Draft =
  | { topic: TextTopic; text: string; label: string }
  | { topic: 'name'; text: string }
  | { topic: 'address'; address: PostalAddress; label: string }
  | { topic: 'birthday'; day: string; month: string; year: string }
  | { topic: UnderstoodTopic; parts: Parts }
  | { topic: 'field'; field: OwnFieldView; value: unknown }
  | { topic: 'role'; role: string; span: Span }
  | {
      topic: 'affiliation';
      company: CompanyChoice | null;
      title: string;
      department: string;
      span: Span;
    };

const noSpan: Span = { from: null, to: null };

/** An empty value of a topic, of a topic of the strategy's own by its `key`, or of a field of the company's own. */
export function emptyDraft(about: Topic | OwnFieldView, key = '', text = ''): Draft {
  if (typeof about === 'object')
    return { topic: 'field', field: about, value: about.default ?? undefined };
  const topic = about;
  if (isUnderstood(topic)) {
    const parts = emptyParts(topic);
    return {
      topic,
      parts: { ...parts, ...(topic === 'own' ? { key } : {}), ...(text ? { text } : {}) },
    };
  }
  switch (topic) {
    case 'name':
      return { topic, text: '' };
    case 'address':
      return {
        topic,
        address: { street: '', locality: '', region: '', postalCode: '', country: '', text: '' },
        label: '',
      };
    case 'birthday':
      return { topic, day: '', month: '', year: '' };
    case 'role':
      return { topic, role: '', span: noSpan };
    case 'affiliation':
      return { topic, company: null, title: '', department: '', span: noSpan };
    case 'field':
      throw new TypeError('A value of a field is of one in particular.');
    default:
      return { topic, text: '', label: '' };
  }
}

export function draftOf(fact: Statement, field?: OwnFieldView): Draft {
  const { topic } = fact;
  if (field) return { topic: 'field', field, value: fact.value };
  if (isUnderstood(topic)) return { topic, parts: partsOf(topic, fact.value) };
  const label = fact.label ?? '';
  switch (topic) {
    case 'name':
      return { topic, text: valueAs(fact, topic).display };
    case 'address':
      return { topic, address: valueAs(fact, topic), label };
    case 'birthday': {
      const text = valueAs(fact, topic);
      const [month = '', day = ''] = text.slice(-5).split('-');
      return {
        topic,
        day: String(Number(day)),
        month,
        year: text.startsWith('--') ? '' : text.slice(0, 4),
      };
    }
    case 'role': {
      const { role, ...span } = valueAs(fact, topic);
      return { topic, role, span: spanOf(span) };
    }
    case 'affiliation': {
      const { companyId, companyName, title, department, ...span } = valueAs(fact, topic);
      return {
        topic,
        company: { ...(companyId ? { id: companyId } : {}), name: companyName },
        title,
        department,
        span: spanOf(span),
      };
    }
    case 'field':
      throw new TypeError('A value of a field is of one in particular.');
    default:
      return { topic, text: String(fact.value), label };
  }
}

type Said<Input = Stated> = Input extends unknown ? Omit<Input, 'basis' | 'replaces'> : never;

/** What is sent, or null while something is missing. The basis is chosen beside the boxes. */
export function statedOf(draft: Draft): Said | null {
  if ('parts' in draft) {
    const value = valueOfParts(draft.topic, draft.parts);
    // The boxes hold the parts of this topic and of no other.
    return value === null ? null : ({ topic: draft.topic, value } as Said);
  }
  switch (draft.topic) {
    case 'name':
      return draft.text.trim()
        ? { topic: draft.topic, value: { display: draft.text.trim() } }
        : null;
    case 'address': {
      const { address, label } = draft;
      const isEmpty = Object.values(address).every((line) => line.trim() === '');
      return isEmpty ? null : { topic: draft.topic, value: address, ...labelled(label) };
    }
    case 'birthday': {
      const { day, month, year } = draft;
      if (!/^\d{1,2}$/.test(day.trim()) || !month || !/^(\d{4})?$/.test(year.trim())) return null;
      const value = `${year.trim() || '-'}-${month}-${day.trim().padStart(2, '0')}`;
      return { topic: draft.topic, value };
    }
    case 'field':
      return draft.value === undefined
        ? null
        : { topic: draft.topic, field: draft.field.name, value: draft.value };
    case 'role':
      return draft.role.trim()
        ? { topic: draft.topic, value: { role: draft.role.trim(), ...datesOf(draft.span) } }
        : null;
    case 'affiliation': {
      const { company, title, department, span } = draft;
      if (!company) return null;
      const value: TopicValue<'affiliation'> = {
        ...(company.id ? { companyId: company.id } : {}),
        companyName: company.name,
        title: title.trim(),
        department: department.trim(),
        ...datesOf(span),
      };
      return { topic: draft.topic, value };
    }
    default:
      return draft.text.trim()
        ? { topic: draft.topic, value: draft.text.trim(), ...labelled(draft.label) }
        : null;
  }
}

function labelled(label: string): { label?: string } {
  return label.trim() ? { label: label.trim() } : {};
}

function spanOf({ from, to }: { from?: string; to?: string }): Span {
  return {
    from: from ? Temporal.PlainDate.from(from) : null,
    to: to ? Temporal.PlainDate.from(to) : null,
  };
}

function datesOf({ from, to }: Span): { from?: string; to?: string } {
  return {
    ...(from ? { from: from.toString() } : {}),
    ...(to ? { to: to.toString() } : {}),
  };
}
