import { z } from 'zod';
import { Id, InstantText } from '../platform/values.ts';
import { pageActs, pageDays, settlements } from './page-rules.ts';

export const PageInput = z.strictObject({
  partyId: Id,
  days: z.union(pageDays.map((days) => z.literal(days))).default(30),
});
export type PageInput = z.input<typeof PageInput>;

export const PagesQuery = z.strictObject({ party: Id });

export const PreviewQuery = z.strictObject({
  party: Id,
  language: z.enum(['en', 'de']),
  /** Read at the door: what is shown in a frame can set no header. */
  workspace: Id.optional(),
});

/** `resting`: the record was merged since, and nobody has looked at what the link would show. */
export const pageStates = ['open', 'expired', 'revoked', 'resting', 'ended'] as const;
export const PageState = z.enum(pageStates);
export type PageState = z.infer<typeof PageState>;

export const PageView = z.object({
  id: Id,
  madeBy: z.string(),
  madeAt: InstantText,
  expiresAt: InstantText,
  state: PageState,
});
export type PageView = z.infer<typeof PageView>;

export const PageActKind = z.enum(pageActs);
export const SettlementOutcome = z.enum(settlements);

export const PageActView = z.object({
  id: Id,
  kind: PageActKind,
  at: InstantText,
  /** What is not right, as it stands; null once it is gone. */
  value: z.object({ topic: z.string(), text: z.string() }).nullable(),
  said: z.string(),
  purpose: z.string().nullable(),
  outcome: SettlementOutcome.nullable(),
  answer: z.string(),
  settledBy: z.string().nullable(),
  /** Whether what was said can come in place of the value by itself. */
  takesOver: z.boolean(),
});
export type PageActView = z.infer<typeof PageActView>;

export const PagesView = z.object({
  pages: z.array(PageView),
  acts: z.array(PageActView),
  can: z.object({ make: z.boolean(), edit: z.boolean() }),
});
export type PagesView = z.infer<typeof PagesView>;

/** The address stands in this answer and nowhere else. */
export const MadePage = z.object({
  id: Id,
  address: z.string(),
  expiresAt: InstantText,
  event: Id,
});
export type MadePage = z.infer<typeof MadePage>;

export const Settlement = z.strictObject({
  outcome: SettlementOutcome,
  answer: z.string().trim().max(2_000).default(''),
});
export type Settlement = z.input<typeof Settlement>;
