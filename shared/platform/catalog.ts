import { z } from 'zod';
import { type Operator, operators } from './filters.ts';

/** What a field holds; it decides the operators, the input and the way it is shown. */
export const fieldTypes = [
  'text',
  'choice',
  'date',
  'instant',
  'number',
  'boolean',
  'user',
  'party',
] as const;
export type FieldType = (typeof fieldTypes)[number];

export const operatorsOf: Record<FieldType, readonly Operator[]> = {
  text: ['is', 'is not', 'one of', 'contains', 'starts with', 'empty', 'not empty'],
  choice: ['is', 'is not', 'one of', 'empty', 'not empty'],
  date: ['is', 'before', 'after', 'empty', 'not empty'],
  instant: ['before', 'after', 'within days', 'older than days', 'empty', 'not empty'],
  number: ['is', 'at least', 'at most', 'empty', 'not empty'],
  boolean: ['is'],
  user: ['is', 'is not', 'one of', 'empty', 'not empty'],
  party: ['is', 'is not', 'empty', 'not empty'],
};

/** A field as the catalog shows it to screens, exports and programs. */
export const FieldView = z.object({
  name: z.string(),
  type: z.enum(fieldTypes),
  operators: z.array(z.enum(operators)),
  choices: z.array(z.string()).optional(),
  sortable: z.boolean(),
  editable: z.boolean(),
});
export type FieldView = z.infer<typeof FieldView>;

export const EntityView = z.object({
  name: z.enum(['person', 'company']),
  fields: z.array(FieldView),
});
export type EntityView = z.infer<typeof EntityView>;
