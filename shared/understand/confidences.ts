import { z } from 'zod';
import { Id, InstantText } from '../platform/values.ts';

/** What is sensitive: kept for named confidants alone, and never used to suggest anything. */
export const sensitiveSubjects = [
  'health',
  'belief',
  'politics',
  'family trouble',
  'third person',
] as const;
export type SensitiveSubject = (typeof sensitiveSubjects)[number];

/** On what the law lets us keep it (GDPR, articles 6 and 9). */
export const legalGrounds = [
  'consent',
  'vital',
  'public',
  'claims',
  'contract',
  'interest',
] as const;
export type LegalGround = (typeof legalGrounds)[number];

/** Of health, belief and politics a contract or an interest of ours is not enough (article 9). */
export function groundsFor(subject: SensitiveSubject): readonly LegalGround[] {
  return subject === 'family trouble' || subject === 'third person'
    ? legalGrounds
    : legalGrounds.filter((ground) => ground !== 'contract' && ground !== 'interest');
}

const confidants = z.array(Id).max(19);

export const ConfidenceInput = z
  .strictObject({
    partyId: Id,
    subject: z.enum(sensitiveSubjects),
    detail: z.string().trim().min(1).max(2_000),
    ground: z.enum(legalGrounds),
    groundNote: z.string().trim().max(500).default(''),
    toldBy: z.enum(['themselves', 'third person']).default('themselves'),
    /** Whether whoever it is about could be shown it, where somebody else confided it. */
    mayBeShown: z.boolean().default(true),
    /** Who of us may know, beside whoever writes it down. */
    confidants: confidants.default([]),
    /** What everybody else may know: the need that follows, in words that lead to nothing. */
    need: z.string().trim().max(2_000).default(''),
  })
  .refine(({ subject, ground }) => groundsFor(subject).includes(ground), {
    path: ['ground'],
    message:
      'For health, belief and politics the law asks for consent, a vital interest, their own publication or a legal claim.',
  });
export type ConfidenceInput = z.infer<typeof ConfidenceInput>;

export const ConfidantsChange = z.strictObject({ confidants });

export const ConfidenceView = z.object({
  id: Id,
  subject: z.enum(sensitiveSubjects),
  detail: z.string(),
  ground: z.enum(legalGrounds),
  groundNote: z.string(),
  toldBy: z.enum(['themselves', 'third person']),
  confidants: z.array(z.object({ id: Id, name: z.string() })),
  need: z.string().nullable(),
  statedAt: InstantText,
  statedBy: z.string().nullable(),
});
export type ConfidenceView = z.infer<typeof ConfidenceView>;
export const ConfidencesView = z.object({ rows: z.array(ConfidenceView) });
export type ConfidencesView = z.infer<typeof ConfidencesView>;
export const ConfidencesQuery = z.object({ party: Id });
