import { z } from 'zod';

/** What somebody wants to be told while they write. */
export const WritingChoices = z.strictObject({ toneHints: z.boolean() });
export type WritingChoices = z.infer<typeof WritingChoices>;
