import { z } from 'zod';
import { PartyVisibility } from '../platform/access.ts';
import { Filter } from '../platform/filters.ts';
import { Id, InstantText, Zone } from '../platform/values.ts';

/** Lists of people or of companies; a tag alone may stand on either. */
export const BulkKind = z.enum(['person', 'company', 'party']);
export type BulkKind = z.infer<typeof BulkKind>;

/** Chosen one by one, everything that a filter finds but a few, or everything with a tag. */
export const Selection = z.union([
  z.strictObject({ ids: z.array(Id).min(1).max(5_000) }),
  z.strictObject({
    filter: Filter.nullable(),
    except: z.array(Id).max(5_000).default([]),
    zone: Zone.optional(),
  }),
  z.strictObject({ tag: z.string().trim().min(1).max(100) }),
]);
export type Selection = z.infer<typeof Selection>;

/** What one value of a field is, of whatever type. */
export const BulkValue = z.union([
  z.string().trim().min(1).max(20_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(200)).max(200),
  z.strictObject({ amount: z.number().int(), currency: z.string().max(3) }),
]);
export type BulkValue = z.infer<typeof BulkValue>;

/** What is done to each of them. Fields are those of the catalog. */
export const BulkChange = z
  .discriminatedUnion('do', [
    z.strictObject({ do: z.literal('add'), field: z.string(), value: BulkValue }),
    z.strictObject({ do: z.literal('remove'), field: z.string(), value: BulkValue }),
    /** One value in place of another, as when two tags become one. */
    z.strictObject({
      do: z.literal('replace'),
      field: z.string(),
      from: BulkValue,
      value: BulkValue,
    }),
    /** The one value of a field, or none. */
    z.strictObject({ do: z.literal('set'), field: z.string(), value: BulkValue.nullable() }),
    z.strictObject({ do: z.literal('assign'), to: Id.nullable() }),
    z.strictObject({
      do: z.literal('share'),
      visibility: PartyVisibility,
      teamId: Id.optional(),
    }),
    z.strictObject({ do: z.literal('trash') }),
  ])
  .refine(
    (change) =>
      change.do !== 'share' || change.visibility !== 'team' || change.teamId !== undefined,
    { path: ['teamId'], message: 'Choose the team that may see these.' },
  );
export type BulkChange = z.infer<typeof BulkChange>;

/** What an act did: one change to all of its records, or what was written into the cells of these fields. */
export const ActChange = z.union([
  BulkChange,
  z.strictObject({ do: z.literal('cells'), fields: z.array(z.string()) }),
]);
export type ActChange = z.infer<typeof ActChange>;

export const BulkInput = z
  .strictObject({ kind: BulkKind, selection: Selection, change: BulkChange })
  .refine(({ kind, selection }) => (kind === 'party') === 'tag' in selection, {
    path: ['kind'],
    message: 'Say whether people or companies are meant; only a tag is looked for among both.',
  });
export type BulkInput = z.infer<typeof BulkInput>;

/** Why a record was left as it is. */
export const refusalReasons = [
  'not yours',
  'company',
  'taken',
  'gone',
  'changed',
  'unseen',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export const LeftAlone = z.object({
  id: Id,
  kind: z.enum(['person', 'company']),
  name: z.string(),
  because: z.enum(refusalReasons),
});
export type LeftAlone = z.infer<typeof LeftAlone>;

/** What would be done, before it is. */
export const BulkPreview = z.object({
  /** How many are selected. */
  matching: z.number().int(),
  /** How many of those may be changed. */
  editable: z.number().int(),
  refused: z.array(LeftAlone),
});
export type BulkPreview = z.infer<typeof BulkPreview>;

export const bulkStatuses = ['waiting', 'running', 'done', 'failed', 'undoing', 'undone'] as const;

export const BulkCounts = z.object({
  changed: z.number().int().default(0),
  unchanged: z.number().int().default(0),
  refused: z.number().int().default(0),
  restored: z.number().int().default(0),
  kept: z.number().int().default(0),
});
export type BulkCounts = z.infer<typeof BulkCounts>;

export const BulkAct = z.object({
  id: Id,
  kind: BulkKind,
  change: ActChange,
  status: z.enum(bulkStatuses),
  /** How many records it concerns, and how many of them are done. */
  total: z.number().int(),
  done: z.number().int(),
  counts: BulkCounts,
  /** Records it could not change, the first of them by name. */
  refused: z.array(LeftAlone),
  /** Records its undo left alone, because somebody has changed them since. */
  kept: z.array(LeftAlone),
  error: z.string().nullable(),
  createdAt: InstantText,
  finishedAt: InstantText.nullable(),
  undoneAt: InstantText.nullable(),
});
export type BulkAct = z.infer<typeof BulkAct>;

export type BulkVerb = 'add' | 'remove' | 'replace' | 'set';

/** What can be done with a field of many records at once. A name or an address of one's own is nobody else's. */
export const bulkFields: Readonly<Record<string, readonly BulkVerb[]>> = {
  tag: ['add', 'remove', 'replace'],
  role: ['add', 'remove', 'replace'],
  phone: ['set'],
  web: ['set'],
  city: ['set'],
  country: ['set'],
};
