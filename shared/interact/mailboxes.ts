import { z } from 'zod';
import { Id, InstantText } from '../platform/values.ts';

/** Why a message of a mailbox is not here although it was looked at. */
export const leftOutReasons = [
  /** One of the rules of what is never captured. */
  'rule',
  /** Written and never sent. */
  'draft',
  /** Somebody in it was erased, and nothing of them is to come back. */
  'erased',
  /** The day that the house itself sends its reader. */
  'digest',
  /** Of a calendar: a task, a journal, opening hours. */
  'not a meeting',
  /** Of an address book: a list of contacts, or a card that names nobody. */
  'not a contact',
  /** Of an address book: somebody known here to others than the connection is for, or not its owner's to change. */
  'known to others',
  /** Of an address book: somebody who was put into the trash here. */
  'deleted here',
] as const;
export const LeftOutReason = z.enum(leftOutReasons);
export type LeftOutReason = z.infer<typeof LeftOutReason>;

/** Why a message waits to be tried again, and is parked after three times. */
export const parkedReasons = [
  'too large',
  'no date',
  'not a message',
  /** The server listed it and did not hand it over. */
  'not delivered',
  /** Reading it took too long or too much memory. */
  'unreadable',
  'failed',
  /** Of a calendar or a card: the same was changed here and there to something different, and somebody has to choose. */
  'changed on both sides',
  /** Of a calendar or a card: the server did not take what was changed here. */
  'refused',
] as const;
export const ParkedReason = z.enum(parkedReasons);
export type ParkedReason = z.infer<typeof ParkedReason>;

/** What folders are for, as the server or their names say (RFC 6154). */
export const folderRoles = [
  'inbox',
  'sent',
  'archive',
  'all',
  'drafts',
  'junk',
  'trash',
  'flagged',
] as const;
export const FolderRole = z.enum(folderRoles);
export type FolderRole = z.infer<typeof FolderRole>;

/** One folder of a mailbox, with its messages accounted for: `onServer` is the sum of the four others. */
export const MailFolderView = z.object({
  id: Id,
  path: z.string(),
  role: FolderRole.nullable(),
  /** Whether its messages are captured. */
  wanted: z.boolean(),
  /** Somebody said so; else it follows from what the folder is for. */
  isChosen: z.boolean(),
  /** As last counted there; null before the first look. */
  onServer: z.number().nullable(),
  captured: z.number(),
  leftOut: z.partialRecord(LeftOutReason, z.number()),
  waiting: z.number(),
  parked: z.number(),
  /** On the server, and not looked at yet. */
  toCome: z.number(),
  seenAt: InstantText.nullable(),
});
export type MailFolderView = z.infer<typeof MailFolderView>;

export const MailboxView = z.object({
  id: Id,
  folders: z.array(MailFolderView),
  can: z.object({ edit: z.boolean() }),
});
export type MailboxView = z.infer<typeof MailboxView>;

/** A message that waits or is parked: enough to find it in the mail program. */
export const ParkedMessage = z.object({
  folder: z.string(),
  uid: z.number(),
  state: z.enum(['waiting', 'parked']),
  reason: ParkedReason,
  subject: z.string(),
  sentAt: InstantText.nullable(),
  tries: z.number(),
  nextTryAt: InstantText.nullable(),
});
export type ParkedMessage = z.infer<typeof ParkedMessage>;

/** null: whatever follows from what the folder is for. */
export const MailFolderChange = z.strictObject({ wanted: z.boolean().nullable() });

export const captureRuleKinds = ['address', 'domain', 'word', 'label'] as const;
/** What is never captured: mail with an address, of a domain, with a word in its subject or text, with a label. */
export const CaptureRuleInput = z.strictObject({
  kind: z.enum(captureRuleKinds),
  value: z.string().trim().min(1, 'Say what is never to be captured.').max(320),
  /** For everybody's mailboxes (owners only), or for one's own. */
  forEveryone: z.boolean().default(false),
});
export type CaptureRuleInput = z.infer<typeof CaptureRuleInput>;

export const CaptureRuleView = z.object({
  id: Id,
  kind: z.enum(captureRuleKinds),
  value: z.string(),
  forEveryone: z.boolean(),
  can: z.object({ remove: z.boolean() }),
});
export type CaptureRuleView = z.infer<typeof CaptureRuleView>;
