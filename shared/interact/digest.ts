import { z } from 'zod';
import { Id, Zone } from '../platform/values.ts';

export const digestLanguages = ['en', 'de'] as const;
export type DigestLanguage = (typeof digestLanguages)[number];

/** The day by e-mail: when, by whose clock, in which words, and from which mailbox of one's own. */
export const DigestChoice = z.strictObject({
  from: Id,
  hour: z.number().int().min(0).max(23),
  weekdaysOnly: z.boolean(),
  zone: Zone,
  language: z.enum(digestLanguages),
});
export type DigestChoice = z.infer<typeof DigestChoice>;

/** Null: none is sent, which is so until somebody wants one. */
export const DigestView = z.object({ digest: DigestChoice.nullable() });
export type DigestView = z.infer<typeof DigestView>;

/** Begins the Message-ID of every digest, by which a mailbox knows its own and leaves it out. */
export const digestIds = 'rapport-digest.';
