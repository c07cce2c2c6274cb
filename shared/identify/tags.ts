import { z } from 'zod';

/** A tag somebody has given, and how many people and companies bear it. */
export const TagView = z.object({
  tag: z.string(),
  count: z.number().int(),
  /** False where there are more than were counted. */
  exact: z.boolean(),
});
export type TagView = z.infer<typeof TagView>;
