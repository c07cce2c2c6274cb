import { z } from 'zod';
import { PartyKind } from '../identify/parties.ts';
import { ActivityVisibility } from '../platform/access.ts';
import { Id, InstantText, Version } from '../platform/values.ts';
import { TimelineEntry } from './activities.ts';

/** Who is waited for: customers, everybody else, those we stand in each other's word with; and all there is. */
export const inboxSplits = ['customers', 'others', 'promises', 'everything'] as const;
export const InboxSplit = z.enum(inboxSplits);
export type InboxSplit = z.infer<typeof InboxSplit>;

/** What one must answer oneself, what nobody of several has taken on, or all that one may see. */
export const inboxShares = ['mine', 'nobody', 'all'] as const;
export const InboxShare = z.enum(inboxShares);
export type InboxShare = z.infer<typeof InboxShare>;

export const ConversationView = z.object({
  id: Id,
  /** The newest mail that somebody wrote to us in person. */
  newestId: Id,
  newestAt: InstantText,
  /** The first that nobody has answered or settled; null: nobody waits. */
  waitsSince: InstantText.nullable(),
  snoozedUntil: InstantText.nullable(),
  settled: z.object({ as: z.enum(['done', 'answered']), by: z.string().nullable() }).nullable(),
  from: z.object({
    name: z.string(),
    address: z.string().nullable(),
    addressId: Id.nullable(),
    /** Whose record it is; null: of nobody, or of somebody the reader may not see. */
    party: z
      .object({
        id: Id,
        kind: PartyKind,
        name: z.string(),
        company: z.string().nullable(),
        roles: z.array(z.string()),
      })
      .nullable(),
  }),
  subject: z.string().nullable(),
  preview: z.string().nullable(),
  attachments: z.number().int(),
  /** Whose mailbox it came to, and whether others see to it too. */
  owner: z.object({ id: Id, name: z.string() }),
  isShared: z.boolean(),
  visibility: ActivityVisibility,
  assigned: z.object({ id: Id, name: z.string() }).nullable(),
  version: Version,
  can: z.object({ triage: z.boolean(), share: z.boolean() }),
});
export type ConversationView = z.infer<typeof ConversationView>;

/** A conversation opened: its mails, the oldest first. */
export const OpenConversation = ConversationView.extend({
  mails: z.array(TimelineEntry),
  /** The last that went out to them, and from whose mailbox. */
  lastAnswer: z.object({ at: InstantText, byId: Id, by: z.string() }).nullable(),
});
export type OpenConversation = z.infer<typeof OpenConversation>;

export const InboxQuery = z.strictObject({
  split: InboxSplit.default('everything'),
  whose: InboxShare.default('mine'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const InboxCountsQuery = z.strictObject({ whose: InboxShare.default('mine') });

/** How many wait in each split, up to `most`; and how many of shared mailboxes nobody has taken on. */
export const InboxCounts = z.object({
  customers: z.number().int(),
  others: z.number().int(),
  promises: z.number().int(),
  nobody: z.number().int(),
  hasShared: z.boolean(),
  /** No mail that waited for anybody has come yet. */
  isEmpty: z.boolean(),
  most: z.number().int(),
});
export type InboxCounts = z.infer<typeof InboxCounts>;

/** How many wait for whoever asks, up to a hundred. */
export const WaitingCount = z.object({ count: z.number().int(), more: z.boolean() });
export type WaitingCount = z.infer<typeof WaitingCount>;

/** Done, or to be seen to after all. */
export const Settlement = z.strictObject({ done: z.boolean(), version: Version });

/** Out of sight until then; null: it is back. A mail that comes meanwhile brings it back at once. */
export const ConversationSnooze = z.strictObject({
  until: InstantText.nullable(),
  version: Version,
});

/** Who answers it; null: nobody yet. */
export const Assignment = z.strictObject({ userId: Id.nullable(), version: Version });

/** Who may read its mails. */
export const Sharing = z.strictObject({
  visibility: ActivityVisibility,
  teamId: Id.optional(),
  version: Version,
});
