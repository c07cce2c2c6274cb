import { z } from 'zod';
import { Id } from '../platform/values.ts';

/** An address book of one's own, as it stands to one person or company. */
export const BookOfParty = z.object({
  collectionId: Id,
  connectionId: Id,
  book: z.string(),
  connection: z.string(),
  isIn: z.boolean(),
  /** What the server is yet to be told. */
  wish: z.enum(['put', 'take out']).nullable(),
});
export type BookOfParty = z.infer<typeof BookOfParty>;

/** Whether somebody is to stand in an address book. */
export const BookWish = z.strictObject({ partyId: Id, collectionId: Id, isIn: z.boolean() });
export type BookWish = z.infer<typeof BookWish>;
