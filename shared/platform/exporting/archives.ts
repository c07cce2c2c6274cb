import { z } from 'zod';
import { Id, InstantText } from '../values.ts';

export const ArchiveInput = z.strictObject({
  /** Of the explanations inside. */
  language: z.enum(['en', 'de']).default('en'),
});

/** An archive of everything one may see, on its way or ready to be fetched. */
export const ArchiveView = z.object({
  id: Id,
  status: z.enum(['waiting', 'running', 'done', 'failed', 'expired']),
  partsDone: z.number(),
  parts: z.number(),
  part: z.string().nullable(),
  rows: z.number(),
  bytes: z.number().nullable(),
  error: z.string().nullable(),
  createdAt: InstantText,
  finishedAt: InstantText.nullable(),
  expiresAt: InstantText.nullable(),
});
export type ArchiveView = z.infer<typeof ArchiveView>;
