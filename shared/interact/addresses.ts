import { z } from 'zod';
import { PartyKind } from '../identify/parties.ts';
import { Id } from '../platform/values.ts';

/** An address met in mail that belongs to nobody yet. */
export const AddressCandidate = z.object({
  id: Id,
  address: z.string(),
  name: z.string().nullable(),
  mailable: z.boolean(),
  /** Messages they wrote, and messages that were written to them. */
  written: z.number(),
  received: z.number(),
  /** Met in an exported chat: a number, or a name as one telephone knows it. */
  isChat: z.boolean(),
});
export type AddressCandidate = z.infer<typeof AddressCandidate>;

export const AddressQuery = z.strictObject({
  /** Only addresses met in this import. */
  import: Id.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** Whose it is, of those who are here. */
export const AddressTie = z.strictObject({ partyId: Id });

export const Promoted = z.object({ id: Id, kind: PartyKind, event: Id });
