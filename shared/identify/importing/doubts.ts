import { z } from 'zod';
import { Id } from '../../platform/values.ts';
import { Judgement } from '../duplicates/pairs.ts';
import { PartyKind } from '../parties.ts';

/** Where a row stands; the same in a check and in the run after it. */
export const RowPlace = z.strictObject({
  fileId: Id,
  entry: z.string().max(2_000).nullable(),
  line: z.number().int().nullable(),
  part: z.number().int().nullable(),
});
export type RowPlace = z.infer<typeof RowPlace>;

export const rowDecisions = ['same', 'not same'] as const;
export const RowDecision = z.enum(rowDecisions);
export type RowDecision = z.infer<typeof RowDecision>;

/** Whether a row is about a record that is here: then it adds to that record, else it becomes one of its own. */
export const DecidedRow = z.strictObject({
  place: RowPlace,
  recordId: Id,
  decision: RowDecision,
});
export type DecidedRow = z.infer<typeof DecidedRow>;

/** What is asked of somebody; null takes an answer back. */
export const RowAnswer = DecidedRow.extend({ decision: RowDecision.nullable() });
export type RowAnswer = z.infer<typeof RowAnswer>;

const Shown = z.object({
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  companyName: z.string().nullable(),
  city: z.string().nullable(),
});

/** A row that may be somebody who is here already, with what speaks for and against it. */
export const Doubt = z.object({
  place: RowPlace,
  file: z.string(),
  kind: PartyKind,
  row: Shown,
  record: Shown.extend({ id: Id }),
  judgement: Judgement,
});
export type Doubt = z.infer<typeof Doubt>;

export const DoubtView = Doubt.extend({ decision: RowDecision.nullable() });
export type DoubtView = z.infer<typeof DoubtView>;

export function keyOfPlace({ fileId, entry, line, part }: RowPlace): string {
  return [fileId, entry, line, part].join('\u001f');
}

export function keyOfDoubt({ place, record }: { place: RowPlace; record: { id: string } }): string {
  return `${keyOfPlace(place)}\u001f${record.id}`;
}
