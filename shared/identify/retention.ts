import { z } from 'zod';
import { Id, InstantText, Version } from '../platform/values.ts';

/** What a period can be set for; each room says what of its has had its time. */
export const retentionKinds = ['mails', 'meetings', 'notes', 'people', 'audit'] as const;
export const RetentionKind = z.enum(retentionKinds);
export type RetentionKind = z.infer<typeof RetentionKind>;

export const RetentionRule = z.object({
  kind: RetentionKind,
  /** Null: for ever. */
  months: z.number().int().min(1).max(1200).nullable(),
  /** 0 until it was set for the first time. */
  version: z.number().int().min(0),
  last: z.object({ at: InstantText, count: z.number().int() }).nullable(),
});
export type RetentionRule = z.infer<typeof RetentionRule>;
export const RetentionView = z.object({ rows: z.array(RetentionRule) });
export type RetentionView = z.infer<typeof RetentionView>;

export const RetentionChange = z.strictObject({
  months: z
    .number()
    .int()
    .min(1, 'Keep it for a month at least.')
    .max(1200, 'Keep it for ever instead.')
    .nullable(),
  version: z.number().int().min(0),
});
export type RetentionChange = z.infer<typeof RetentionChange>;

export const RetentionPreview = z.object({
  /** How much of each kind with a period would go now. */
  counts: z.partialRecord(RetentionKind, z.number().int().nonnegative()),
});
export type RetentionPreview = z.infer<typeof RetentionPreview>;
export const RetentionDone = z.object({ event: Id, version: Version });
export const RetentionParam = z.object({ kind: RetentionKind });
