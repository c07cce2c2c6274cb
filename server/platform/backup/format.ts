import { z } from 'zod';

/**
 * A backup is a tar archive, compressed with Zstandard, that any tool can open:
 *
 * - `rapport-backup.json`: what it is, first, so that a foreign file is known at once.
 * - `tables/SCHEMA.NAME/NNNNNN.copy`: rows in PostgreSQL's COPY text, which every version reads alike.
 * - `files/WORKSPACE/SHA256`: contents, named by their own checksum.
 * - `end.json`: counts and checksums of all of it, last, so that a file cut short is known too.
 */
export const names = { head: 'rapport-backup.json', end: 'end.json' } as const;

const format = 1;

export const Head = z.object({
  format: z.literal(format),
  takenAt: z.string(),
  /** The schema the rows belong to. */
  migrations: z.array(z.string()),
});
export type Head = z.infer<typeof Head>;

const TableSummary = z.object({
  columns: z.array(z.string()),
  rows: z.number().int(),
  sha256: z.string(),
});

export const End = z.object({
  /** By "schema.name", in an order in which they can be filled. */
  tables: z.record(z.string(), TableSummary),
  files: z.number().int(),
  fileBytes: z.number().int(),
});
export type End = z.infer<typeof End>;

export const headOf = (migrations: string[]): Head => ({
  format,
  takenAt: Temporal.Now.instant().toString({ smallestUnit: 'second' }),
  migrations,
});

/** A line of COPY text is a row: line ends within values are written as \n. */
export function lineEndsIn(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count++;
  return count;
}
