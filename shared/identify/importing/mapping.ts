import { z } from 'zod';
import { foldForSearch } from '../../platform/folding.ts';
import { ColumnMapping, identifiesSomebody, Mapping } from './columns.ts';
import type { Field } from './header-words.ts';

/** More columns than any table a person can look through. */
const mostColumns = 16_384;

/** What a person confirmed for the tables that have exactly these headings. */
export const TableMapping = Mapping.extend({
  /** Null for a table without headings: it is known by its number of columns. */
  headers: z.array(z.string().max(1_000)).max(mostColumns).nullable(),
  columns: z
    .array(
      ColumnMapping.extend({
        header: z.string().max(1_000),
        label: z.string().max(100),
        slot: z.string().max(10),
        why: z.string().max(500).default(''),
        confidence: z.number().min(0).max(1).default(1),
      }),
    )
    .max(mostColumns),
}).superRefine(({ headers, columns }, check) => {
  if (headers && headers.length !== columns.length) {
    check.addIssue({
      code: 'custom',
      path: ['columns'],
      message: 'A mapping names every column of its table, in the order of the headings.',
    });
  }
  if (columns.some(({ column }, index) => column !== index)) {
    check.addIssue({
      code: 'custom',
      path: ['columns'],
      message: 'The columns of a mapping are numbered from 0 without a gap.',
    });
  }
});
export type TableMapping = z.infer<typeof TableMapping>;

/** Where the mapping of a table comes from. */
export const mappingSources = ['chosen', 'remembered', 'program', 'proposed'] as const;
export type MappingSource = (typeof mappingSources)[number];

export const TableView = z.object({
  fileId: z.string(),
  file: z.string(),
  /** The sheet of a workbook, or the way inside an archive. */
  entry: z.string().nullable(),
  headers: z.array(z.string()).nullable(),
  /** Rows looked at. */
  rows: z.number(),
  columns: z.array(
    z.object({
      /** Some different values as they stand. */
      samples: z.array(z.string()),
      /** Of the rows looked at, those that hold something here. */
      filled: z.number(),
    }),
  ),
  mapping: Mapping,
  source: z.enum(mappingSources),
  /** The program whose export this is, or the id of what was remembered. */
  named: z.string().nullable(),
});
export type TableView = z.infer<typeof TableView>;

/** The headings as the key by which a table is known again; stray blanks and capitals do not matter. */
export function headingsKey(headers: readonly string[] | null, width: number): string {
  return headers
    ? headers.map((header) => foldForSearch(header.trim())).join('\u001f')
    : `without headings, ${width} columns`;
}

export function keyOfMapping({ headers, columns }: TableMapping): string {
  return headingsKey(headers, columns.length);
}

/** The mapping that was made for these headings, if there is one. */
export function mappingFor(
  mappings: readonly TableMapping[],
  headers: readonly string[] | null,
  width: number,
): TableMapping | undefined {
  const key = headingsKey(headers, width);
  return mappings.find((mapping) => keyOfMapping(mapping) === key);
}

/** Fields of which a record has one value: a second column is kept as a fact beside it. */
const single = new Set<Field>([
  ...(['name', 'given', 'family', 'additional', 'suffix', 'company', 'title'] as const),
  ...(['department', 'birthday', 'uid', 'photo', 'owner'] as const),
]);

export type Concern =
  /** Nothing says who a row is: nothing would be imported. */
  | { kind: 'nobody' }
  /** Several columns for a field of one value: the first that is filled counts. */
  | { kind: 'same field'; field: Field; columns: number[] }
  /** A column that holds something would be left out. */
  | { kind: 'left out'; column: number; filled: number };

/** What a mapping would lose, told before it does. */
export function concernsOf(mapping: Mapping, filled: readonly number[]): Concern[] {
  const concerns: Concern[] = [];
  if (!identifiesSomebody(mapping)) concerns.push({ kind: 'nobody' });
  const byField = Map.groupBy(
    mapping.columns.filter(({ field }) => single.has(field)),
    ({ field }) => field,
  );
  for (const [field, columns] of byField) {
    const full = columns.filter(({ column }) => (filled[column] ?? 1) > 0);
    if (full.length > 1) {
      concerns.push({ kind: 'same field', field, columns: full.map(({ column }) => column) });
    }
  }
  for (const { column, field } of mapping.about ? [] : mapping.columns) {
    const values = filled[column] ?? 0;
    if (field === 'skip' && values > 0) concerns.push({ kind: 'left out', column, filled: values });
  }
  return concerns;
}
