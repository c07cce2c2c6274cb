import { z } from 'zod';
import { Id } from '../platform/values.ts';
import { BulkValue } from './bulk.ts';
import { PartyKind, PartyRow } from './parties.ts';
import { cellLimits } from './writable-columns.ts';

/**
 * What somebody puts into a cell: text as people write it, which is empty to take the value away, or a value
 * as the API has it. `null` leaves the cell as it is.
 */
const Cell = z.union([
  z.string().max(20_000),
  z.strictObject({ is: BulkValue.nullable() }),
  z.null(),
]);
export type Cell = z.infer<typeof Cell>;

const CellsRow = z.strictObject({
  id: Id,
  cells: z.array(Cell).max(cellLimits.columns),
  /** What stood in each cell when it was looked at: one that shows something else by now is left alone. */
  was: z.array(z.unknown()).max(cellLimits.columns).optional(),
});

const tooMuch = `This is more than ${cellLimits.rows} rows or ${cellLimits.cells} cells. Paste it in parts, or bring it through an import; nothing was changed.`;

export const CellsInput = z
  .strictObject({
    kind: PartyKind,
    fields: z.array(z.string().min(1).max(100)).min(1).max(cellLimits.columns),
    rows: z.array(CellsRow).min(1).max(cellLimits.rows, tooMuch),
    /** How numbers are written here, where the country of the company does not decide it. */
    decimalMark: z.enum(['.', ',']).optional(),
  })
  .refine(({ fields, rows }) => fields.length * rows.length <= cellLimits.cells, {
    path: ['rows'],
    message: tooMuch,
  })
  .refine(({ fields }) => new Set(fields).size === fields.length, {
    path: ['fields'],
    message: 'Name each field once.',
  })
  .refine(({ rows }) => new Set(rows.map(({ id }) => id.toLowerCase())).size === rows.length, {
    path: ['rows'],
    message: 'Name each record once.',
  })
  .refine(
    ({ fields, rows }) =>
      rows.every(
        ({ cells, was }) =>
          cells.length === fields.length && (was ?? cells).length === fields.length,
      ),
    { path: ['rows'], message: 'Give each row as many cells as there are fields.' },
  );
export type CellsInput = z.input<typeof CellsInput>;

/** Why a cell stays as it is. */
export const cellReasons = [
  'not yours',
  'gone',
  'changed',
  'taken',
  'field',
  'unmatched',
  'value',
] as const;
export type CellReason = (typeof cellReasons)[number];

export const RefusedCell = z.object({
  id: Id,
  /** Absent where the reader may not see the record, or where it is gone. */
  name: z.string().nullable(),
  /** null for all of the row. */
  field: z.string().nullable(),
  because: z.enum(cellReasons),
  /** What is wrong and what to do about it. */
  message: z.string(),
  given: z.unknown(),
  /** What stands in the cell by now, where somebody has changed it. */
  now: z.unknown().optional(),
});
export type RefusedCell = z.infer<typeof RefusedCell>;

export const CellsResult = z.object({
  /** The act to take back; null where nothing was changed. */
  act: Id.nullable(),
  counts: z.object({
    records: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    refused: z.number().int(),
  }),
  byField: z.array(
    z.object({
      field: z.string(),
      changed: z.number().int(),
      unchanged: z.number().int(),
      refused: z.number().int(),
      /** Values that would be taken away. */
      emptied: z.number().int(),
    }),
  ),
  /** The first of what changes, cell by cell. */
  changes: z.array(
    z.object({
      id: Id,
      name: z.string(),
      field: z.string(),
      before: z.unknown(),
      after: z.unknown(),
    }),
  ),
  /** The first of what is refused. */
  refused: z.array(RefusedCell),
  /** Words that no choice, colleague, person or company is called, and how often each was given. */
  unmatched: z.array(z.object({ field: z.string(), given: z.string(), count: z.number().int() })),
  /** The changed records as lists show them now. */
  rows: z.array(PartyRow),
});
export type CellsResult = z.infer<typeof CellsResult>;
