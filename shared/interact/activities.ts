import { z } from 'zod';
import { ActivityVisibility } from '../platform/access.ts';
import { Id, InstantText, Version } from '../platform/values.ts';
import { CallOutcome, EntryCall } from './calls.ts';
import { EntryTerms } from './dealings/terms.ts';

export const activityKinds = [
  'email',
  'call',
  'meeting',
  'note',
  'task',
  'offer',
  'purchase',
  'case message',
  'campaign message',
  'form',
  'mention',
  'message',
] as const;
export const ActivityKind = z.enum(activityKinds);
export type ActivityKind = z.infer<typeof ActivityKind>;

export const directions = ['in', 'out', 'internal', 'between others'] as const;
export const touches = ['personal', 'list', 'bulk', 'automatic'] as const;
export const participantRoles = [
  'from',
  'to',
  'cc',
  'bcc',
  'organizer',
  'attendee',
  'caller',
  'called',
  'about',
] as const;

export const ParticipantView = z.object({
  role: z.enum(participantRoles),
  name: z.string().nullable(),
  address: z.string().nullable(),
  addressId: Id.nullable(),
  partyId: Id.nullable(),
  ours: z.boolean(),
});
export type ParticipantView = z.infer<typeof ParticipantView>;

/** One entry of a timeline. Subject and preview are null where only the headers are shared. */
export const TimelineEntry = z.object({
  id: Id,
  kind: ActivityKind,
  occurredAt: InstantText,
  endsAt: InstantText.nullable(),
  wallStart: z.string().nullable(),
  zone: z.string().nullable(),
  allDay: z.boolean(),
  direction: z.enum(directions).nullable(),
  touch: z.enum(touches),
  /** The same for all mails of one conversation. */
  thread: z.string().nullable(),
  attachments: z.number(),
  cancelled: z.boolean(),
  visibility: ActivityVisibility,
  ownerId: Id,
  subject: z.string().nullable(),
  preview: z.string().nullable(),
  place: z.string().nullable(),
  headersOnly: z.boolean(),
  /** Of an offer or a purchase, where they were written down and the reader sees them. */
  terms: EntryTerms.nullable(),
  /** Of a call: how it went, as far as anybody said. */
  call: EntryCall.nullable(),
  participants: z.array(ParticipantView),
  version: Version,
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const TimelineQuery = z.strictObject({
  kinds: z
    .string()
    .optional()
    .transform((text, context) => {
      if (!text) return undefined;
      const kinds = z.array(ActivityKind).safeParse(text.split(','));
      if (kinds.success) return kinds.data;
      context.addIssue(
        `Use kinds from this list, separated by commas: ${activityKinds.join(', ')}.`,
      );
      return z.NEVER;
    }),
  /** Start at the newest entry of this month and before, e.g. 2026-03 (UTC). */
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Give a month like 2026-03.')
    .refine((month) => !month.startsWith('0000'), 'Give a month like 2026-03.')
    .optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const TimelineSummary = z.object({
  kinds: z.array(z.object({ kind: ActivityKind, count: z.number() })),
  months: z.array(z.object({ month: z.string(), count: z.number() })),
});

export const AttachmentView = z.object({
  id: Id,
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number(),
  inline: z.boolean(),
});

/** Why a mail that was sent to a capture address stayed what it is. */
export const ForwardTrouble = z.enum(['stranger', 'unreadable', 'several']);
export type ForwardTrouble = z.infer<typeof ForwardTrouble>;

/** One activity opened: own words, quoted text and signature apart, so that a screen can fold them. */
export const ActivityView = TimelineEntry.extend({
  body: z.array(
    z.object({
      part: z.enum(['new', 'attribution', 'quoted', 'signature', 'footer']),
      text: z.string(),
    }),
  ),
  hasHtml: z.boolean(),
  /** A mail that came through a capture address: who forwarded it, or why it was not taken apart. */
  forward: z.object({ by: z.string(), trouble: ForwardTrouble.nullable() }).nullable(),
  files: z.array(AttachmentView),
  can: z.object({ edit: z.boolean() }),
});
export type ActivityView = z.infer<typeof ActivityView>;

/** A note, a call, a meeting, or a mail that passed elsewhere, written down by hand. */
export const ActivityInput = z.strictObject({
  kind: z.enum(['note', 'call', 'meeting', 'email']),
  partyIds: z.array(Id).min(1).max(50),
  text: z.string().trim().min(1).max(100_000),
  subject: z.string().trim().max(500).optional(),
  occurredAt: InstantText.optional(),
  minutes: z
    .number()
    .int()
    .min(0)
    .max(24 * 60)
    .optional(),
  direction: z.enum(['in', 'out']).optional(),
  /** Of a call: whether they were reached. */
  outcome: CallOutcome.optional(),
  visibility: ActivityVisibility.default('everyone'),
  teamId: Id.optional(),
});
export type ActivityInput = z.input<typeof ActivityInput>;

export const ActivityChange = z.strictObject({
  text: z.string().trim().min(1).max(100_000).optional(),
  subject: z.string().trim().max(500).nullable().optional(),
  occurredAt: InstantText.optional(),
  visibility: ActivityVisibility.optional(),
  teamId: Id.optional(),
  version: Version,
});
