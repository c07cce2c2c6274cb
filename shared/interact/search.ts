import { z } from 'zod';
import { Id, InstantText } from '../platform/values.ts';

export const SearchQuery = z.strictObject({
  q: z.string().trim().min(1).max(200),
  /** Leave activities out, as the "@" prefix of the palette does. */
  only: z.enum(['parties', 'activities']).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

export const SearchHit = z.object({
  kind: z.enum(['person', 'company', 'activity']),
  id: Id,
  title: z.string(),
  subtitle: z.string(),
  /** For an activity: when it was, and on whose timeline it stands. */
  at: InstantText.nullable(),
  partyId: Id.nullable(),
  partyKind: z.enum(['person', 'company']).nullable(),
});
export type SearchHit = z.infer<typeof SearchHit>;
