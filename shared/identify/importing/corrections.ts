import { z } from 'zod';
import { RowPlace } from './doubts.ts';

/** What is read in place of a cell that could not be; null reads again what stands there. */
export const CellCorrection = z.strictObject({
  place: RowPlace,
  column: z.number().int().min(0).max(16_384),
  value: z.string().max(20_000).nullable(),
});
export type CellCorrection = z.infer<typeof CellCorrection>;

/** The corrected cells of one file by the part of their table, each by its column. */
export type Corrections = Record<string, Record<number, string>>;

export function keyOfPart(entry: string | null | undefined, part: number | null): string {
  return `${entry ?? ''}\u001f${part}`;
}
