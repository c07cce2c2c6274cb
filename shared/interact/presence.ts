import { z } from 'zod';
import { Id } from '../platform/values.ts';

/** That somebody has a record or a conversation open, or answers it; or has left it. */
export const Presence = z.union([
  z.strictObject({ partyId: Id, here: z.boolean() }),
  z.strictObject({ conversationId: Id, here: z.boolean(), writing: z.boolean().default(false) }),
]);
export type Presence = z.input<typeof Presence>;
