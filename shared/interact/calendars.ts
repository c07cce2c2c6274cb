import { z } from 'zod';
import { PartyKind } from '../identify/parties.ts';
import { Id, InstantText } from '../platform/values.ts';
import { MailFolderView, ParkedReason } from './mailboxes.ts';

/** A calendar or an address book of a connection, with its entries accounted for as a folder's messages are. */
export const CollectionView = MailFolderView.extend({
  /** Whether the server lets us write there. */
  writable: z.boolean(),
  /** What is made here goes there. */
  takesOurs: z.boolean(),
});
export type CollectionView = z.infer<typeof CollectionView>;

export const CalendarSourceView = z.object({
  id: Id,
  folders: z.array(CollectionView),
  /** Of an address book: who stays here although their card is no longer there. */
  removed: z.array(z.object({ id: Id, kind: PartyKind, name: z.string(), removedAt: InstantText })),
  can: z.object({ edit: z.boolean() }),
});
export type CalendarSourceView = z.infer<typeof CalendarSourceView>;

/** An entry that waits or is parked: enough to find it in the other program. */
export const ParkedEntry = z.object({
  collectionId: Id,
  folder: z.string(),
  href: z.string(),
  state: z.enum(['waiting', 'parked']),
  reason: ParkedReason,
  subject: z.string(),
  tries: z.number(),
  nextTryAt: InstantText.nullable(),
});
export type ParkedEntry = z.infer<typeof ParkedEntry>;

export const CollectionChange = z
  .strictObject({
    wanted: z.boolean().nullable().optional(),
    /** Whether meetings made here go there; at most one calendar of a connection takes them. */
    takesOurs: z.boolean().optional(),
  })
  .refine(
    ({ wanted, takesOurs }) => wanted !== undefined || takesOurs !== undefined,
    'Say what is to change.',
  );

/** Whose word counts, where both sides changed the same. */
export const DisputeInput = z.strictObject({
  collectionId: Id,
  href: z.string().min(1).max(2_000),
  keep: z.enum(['ours', 'theirs']),
});
export type DisputeInput = z.infer<typeof DisputeInput>;
