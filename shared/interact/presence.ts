import { z } from 'zod';
import { Id } from '../platform/values.ts';

/** That somebody has a record open, or has left it. */
export const Presence = z.strictObject({ partyId: Id, here: z.boolean() });
export type Presence = z.infer<typeof Presence>;
