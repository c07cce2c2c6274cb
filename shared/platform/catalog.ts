import { z } from 'zod';
import { type Operator, operators } from './filters.ts';
import { Id } from './values.ts';

/** What a field holds; it decides the operators, the input and the way it is shown. */
export const fieldTypes = [
  'text',
  'choice',
  'date',
  'instant',
  'number',
  'money',
  'boolean',
  'user',
  'party',
  'tag',
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** Texts that are more than a few words on one line. */
export const fieldFormats = ['long', 'web'] as const;

export const operatorsOf: Record<FieldType, readonly Operator[]> = {
  text: ['is', 'is not', 'one of', 'contains', 'starts with', 'empty', 'not empty'],
  choice: ['is', 'is not', 'one of', 'empty', 'not empty'],
  date: [
    'is',
    'before',
    'after',
    'during',
    'within days',
    'next days',
    'older than days',
    'empty',
    'not empty',
  ],
  instant: [
    'before',
    'after',
    'during',
    'within days',
    'next days',
    'older than days',
    'empty',
    'not empty',
  ],
  number: ['is', 'at least', 'at most', 'empty', 'not empty'],
  money: ['is', 'at least', 'at most', 'empty', 'not empty'],
  boolean: ['is'],
  user: ['is', 'is not', 'one of', 'empty', 'not empty'],
  party: ['is', 'is not', 'empty', 'not empty'],
  tag: ['is', 'is not', 'one of', 'empty', 'not empty'],
};

/** A field as the catalog shows it to screens, exports and programs. */
export const FieldView = z.object({
  name: z.string(),
  type: z.enum(fieldTypes),
  operators: z.array(z.enum(operators)),
  choices: z.array(z.string()).optional(),
  /** It holds several of its choices at once. */
  many: z.boolean().optional(),
  sortable: z.boolean(),
  editable: z.boolean(),
  /** Of a field of the company's own: its id, and what somebody has called it and its choices. */
  own: Id.optional(),
  label: z.string().optional(),
  help: z.string().optional(),
  choiceLabels: z.record(z.string(), z.string()).optional(),
  /** Choices that records still have and nobody is offered any more. */
  retiredChoices: z.array(z.string()).optional(),
  format: z.enum(fieldFormats).optional(),
  /** Digits of a number behind the point; an amount has those of its currency and is in minor units. */
  decimals: z.number().optional(),
  currency: z.string().optional(),
  /** Whom a reference leads to. */
  party: z.enum(['person', 'company']).optional(),
  /** It stands in the form for somebody new, with the value that is assumed. */
  asked: z.boolean().optional(),
  default: z.unknown().optional(),
});
export type FieldView = z.infer<typeof FieldView>;

export const EntityView = z.object({
  name: z.enum(['person', 'company']),
  fields: z.array(FieldView),
});
export type EntityView = z.infer<typeof EntityView>;
