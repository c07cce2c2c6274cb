import { z } from 'zod';
import { Id, InstantText } from '../platform/values.ts';

/** Who of us knows a person best, by the contact that was had; how much is nobody's business. */
export const BestContact = z.object({
  personId: Id,
  userId: Id,
  name: z.string(),
  lastContactAt: InstantText,
});
export type BestContact = z.infer<typeof BestContact>;
export const BestContactsView = z.object({ rows: z.array(BestContact) });
