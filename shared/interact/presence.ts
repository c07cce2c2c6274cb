import { z } from 'zod';
import { Id } from '../platform/values.ts';

/** That somebody has a record open, or has left it. */
export const Presence = z.strictObject({ partyId: Id, here: z.boolean() });
export type Presence = z.infer<typeof Presence>;

/** How often a page that stays open says so again. */
export const beatEvery = 45_000;
/** Whoever was not heard of for this long is gone, whatever became of their browser. */
export const goneAfter = 100_000;
