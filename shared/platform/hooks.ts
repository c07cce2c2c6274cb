import { z } from 'zod';
import { Id, InstantText, Version } from './values.ts';

/** What another system may tell us through a door of its own. */
export const hookPurposes = ['telephone', 'purchases', 'messages'] as const;
export const HookPurpose = z.enum(hookPurposes);
export type HookPurpose = z.infer<typeof HookPurpose>;

const Name = z.string().trim().min(1, 'Give it a name.').max(100);

/** Whose telephone is which. */
export const HookExtension = z.strictObject({
  extension: z.string().trim().min(1, 'Give the number of the telephone.').max(50),
  userId: Id,
});

export const HookInput = z.strictObject({
  name: Name,
  purpose: HookPurpose,
  /** With whose rights what arrives is written, where it does not say for whom it is. Without it: one's own. */
  keeperId: Id.optional(),
});
export type HookInput = z.output<typeof HookInput>;

export const HookChange = z.strictObject({
  name: Name.optional(),
  keeperId: Id.optional(),
  paused: z.boolean().optional(),
  extensions: z
    .array(HookExtension)
    .max(1_000)
    .refine(
      (rows) => new Set(rows.map(({ extension }) => extension)).size === rows.length,
      'Each telephone belongs to one colleague.',
    )
    .optional(),
  version: Version,
});
export type HookChange = z.output<typeof HookChange>;

export const HookView = z.object({
  id: Id,
  name: z.string(),
  purpose: HookPurpose,
  /** Where the other system sends what it has to tell. */
  address: z.string(),
  keeper: z.object({ id: Id, name: z.string() }),
  extensions: z.array(HookExtension),
  pausedAt: InstantText.nullable(),
  /** Until when the secret before this one counts as well. */
  earlierUntil: InstantText.nullable(),
  lastAt: InstantText.nullable(),
  /** Of the last 30 days. */
  taken: z.number(),
  refused: z.number(),
  version: Version,
});
export type HookView = z.infer<typeof HookView>;

/** The secret is told here and nowhere else, once. */
export const HookMade = z.object({ id: Id, event: Id, address: z.string(), secret: z.string() });
export type HookMade = z.infer<typeof HookMade>;

export const DeliveryView = z.object({
  id: Id,
  messageId: z.string().nullable(),
  outcome: z.enum(['taken', 'refused']),
  /** Of one that was refused: why, as its sender was told. Of one that was taken: what is missing, if anything. */
  reason: z.string(),
  /** How often it came. */
  times: z.number(),
  firstAt: InstantText,
  lastAt: InstantText,
});
export type DeliveryView = z.infer<typeof DeliveryView>;
