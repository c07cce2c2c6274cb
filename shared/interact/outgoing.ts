import { z } from 'zod';
import { connectionProblems } from '../platform/connections.ts';
import { DateText, Id, InstantText, Version, Zone } from '../platform/values.ts';
import { bounceReasons } from './mail/delivery-report.ts';

/** What becomes of a mail that is written here (RFC 5321 knows an answer, or none). */
export const outgoingStates = [
  'draft',
  /** Until its hour. */
  'waiting',
  /** A server may be taking it this moment. */
  'handed',
  'accepted',
  /** "Not now": tried again. */
  'deferred',
  'failed',
  /** The line was lost while the server took it: whether it went out, nobody knows. */
  'unknown',
] as const;
export const OutgoingState = z.enum(outgoingStates);
export type OutgoingState = z.infer<typeof OutgoingState>;

/** Why a mail did not even come to its server. */
export const OutgoingProblem = z.enum([...connectionProblems, 'no mailbox']);
export type OutgoingProblem = z.infer<typeof OutgoingProblem>;

export const recipientStates = [
  'open',
  'handed',
  'accepted',
  'deferred',
  'failed',
  'unknown',
] as const;
export type RecipientState = (typeof recipientStates)[number];

export const recipientRoles = ['to', 'cc', 'bcc'] as const;
export type RecipientRole = (typeof recipientRoles)[number];

/** A mail can be taken back for as long. */
export const undoSeconds = 10;
/** Files of one mail, together; most servers take 25 MB with what the encoding adds. */
export const mostFileBytes = 18_000_000;
export const mostRecipients = 100;

/** As it is typed: what is no address yet is told when it is to be sent. */
const Recipient = z.strictObject({
  address: z.string().trim().min(1).max(320),
  name: z.string().trim().max(300).default(''),
});
const Recipients = z.array(Recipient).max(mostRecipients);

const parts = {
  /** The mailbox it goes out from. */
  from: Id.nullable(),
  to: Recipients,
  cc: Recipients,
  bcc: Recipients,
  subject: z.string().max(1_000),
  html: z.string().max(500_000),
  followUpOn: DateText.nullable(),
};

/** A mail that is begun; `answers` the entry of the timeline it replies to. */
export const DraftInput = z.strictObject({
  from: parts.from.default(null),
  to: parts.to.default([]),
  cc: parts.cc.default([]),
  bcc: parts.bcc.default([]),
  subject: parts.subject.default(''),
  html: parts.html.default(''),
  answers: Id.optional(),
});
export type DraftInput = z.input<typeof DraftInput>;

export const DraftChange = z.strictObject({
  version: Version,
  from: parts.from.optional(),
  to: parts.to.optional(),
  cc: parts.cc.optional(),
  bcc: parts.bcc.optional(),
  subject: parts.subject.optional(),
  html: parts.html.optional(),
  followUpOn: parts.followUpOn.optional(),
});
export type DraftChange = z.input<typeof DraftChange>;

/** To be sent: now, which leaves time to take it back, or at an hour of the clock where its writer is. */
export const ReleaseInput = z.strictObject({
  version: Version,
  at: z
    .strictObject({
      local: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'Give a day and an hour.'),
      zone: Zone,
    })
    .optional(),
});
export type ReleaseInput = z.input<typeof ReleaseInput>;

/** What somebody found out about a mail nobody knows of. */
export const SettlementInput = z.strictObject({ version: Version, arrived: z.boolean() });

export const RecipientView = z.object({
  role: z.enum(recipientRoles),
  address: z.string(),
  name: z.string(),
  state: z.enum(recipientStates),
  /** The server's words about this one. */
  words: z.string().nullable(),
  /** Why it came back after the server had taken it. */
  bounce: z.enum(bounceReasons).nullable(),
});
export type RecipientView = z.infer<typeof RecipientView>;

export const OutgoingView = z.object({
  id: Id,
  state: OutgoingState,
  from: Id.nullable(),
  recipients: z.array(RecipientView),
  subject: z.string(),
  html: z.string(),
  answers: Id.nullable(),
  files: z.array(z.object({ id: Id, name: z.string(), bytes: z.number() })),
  sendAt: InstantText.nullable(),
  sendZone: z.string().nullable(),
  nextTryAt: InstantText.nullable(),
  problem: OutgoingProblem.nullable(),
  words: z.string().nullable(),
  followUpOn: DateText.nullable(),
  activityId: Id.nullable(),
  updatedAt: InstantText,
  version: Version,
});
export type OutgoingView = z.infer<typeof OutgoingView>;

/** A mailbox of one's own that can send. */
export const SenderView = z.object({
  id: Id,
  name: z.string(),
  address: z.string(),
  signature: z.string(),
});
export type SenderView = z.infer<typeof SenderView>;

export const SignatureInput = z.strictObject({ html: z.string().max(20_000) });

export const OutgoingFileQuery = z.strictObject({ name: z.string().trim().min(1).max(255) });

export const SuggestionQuery = z.strictObject({ q: z.string().trim().min(1).max(200) });
export const Suggestion = z.object({ address: z.string(), name: z.string() });
export type Suggestion = z.infer<typeof Suggestion>;

/** Which of these addresses are doubtful; with commas between them. */
export const DoubtsQuery = z.strictObject({ addresses: z.string().max(40_000) });

/** Mail to this address came back, so that nobody seems to be behind it. */
export const AddressDoubt = z.object({
  id: Id,
  address: z.string(),
  reason: z.enum(bounceReasons),
  /** The server's own. */
  words: z.string().nullable(),
});
export type AddressDoubt = z.infer<typeof AddressDoubt>;
