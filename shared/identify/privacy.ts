import { z } from 'zod';
import { Id, InstantText } from '../platform/values.ts';

/** How much of what an erasure takes. */
export const ErasureCounts = z.record(z.string(), z.number().int().nonnegative());
export type ErasureCounts = z.infer<typeof ErasureCounts>;

export const ErasurePreview = z.object({
  name: z.string(),
  /** What has to be typed. */
  confirm: z.string(),
  counts: ErasureCounts,
});
export type ErasurePreview = z.infer<typeof ErasurePreview>;

export const ErasureInput = z.strictObject({ confirm: z.string().max(500) });
export const ErasureDone = z.object({ counts: ErasureCounts });

export const ErasuresView = z.object({
  rows: z.array(
    z.object({ id: Id, at: InstantText, by: z.string().nullable(), counts: ErasureCounts }),
  ),
  /** How many addresses must not come in again. */
  blocked: z.number().int(),
});
export type ErasuresView = z.infer<typeof ErasuresView>;

export const LiftInput = z.strictObject({
  address: z.string().trim().min(1, 'Give the address.').max(320),
});

export const DisclosureQuery = z.strictObject({
  language: z.enum(['en', 'de']),
  /** Read at the door: a link can set no header. */
  workspace: Id.optional(),
});
