import { z } from 'zod';
import { PartyVisibility } from '../access.ts';
import { Id, InstantText } from '../values.ts';

export const importStatuses = [
  'collecting',
  'waiting',
  'running',
  'done',
  'failed',
  'cancelled',
  'undoing',
  'undone',
] as const;

/** Whose mailbox the mail is: it decides what is outgoing and what incoming. */
export const Mailbox = z.discriminatedUnion('whose', [
  z.strictObject({ whose: z.literal('mine') }),
  z.strictObject({ whose: z.literal('colleague'), userId: Id }),
  /** Somebody of ours who is no user here: their address counts as ours from now on. */
  z.strictObject({ whose: z.literal('writer'), address: z.string().min(1).max(1_000) }),
  /** Mail between others (a mailing list, an archive): nobody in it is us. */
  z.strictObject({ whose: z.literal('others') }),
]);
export type Mailbox = z.infer<typeof Mailbox>;

/** Whose telephone exported chats are from, and how its owner is called in them where that is no name of theirs. */
export const ChatPhone = z.strictObject({
  /** A colleague; left out: whoever brings them. */
  userId: Id.optional(),
  calledAs: z.string().trim().max(300).optional(),
});
export type ChatPhone = z.infer<typeof ChatPhone>;

export const ImportOptions = z.strictObject({
  mailbox: Mailbox.default({ whose: 'mine' }),
  chats: ChatPhone.optional(),
  visibility: PartyVisibility.default('everyone'),
  teamId: Id.optional(),
  /** Country for phone numbers without a prefix, and zone for times without one. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  zone: z.string().max(100).optional(),
});
export type ImportOptions = z.infer<typeof ImportOptions>;

/** What an import has done so far. */
export const ImportCounts = z.object({
  items: z.number().default(0),
  people: z.number().default(0),
  companies: z.number().default(0),
  activities: z.number().default(0),
  statements: z.number().default(0),
  /** Already here, and gained something. */
  updated: z.number().default(0),
  /** Already here, unchanged. */
  known: z.number().default(0),
  errors: z.number().default(0),
  warnings: z.number().default(0),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

/** What an import would do, counted by doing it and taking it back. */
export const ImportCheck = z.object({
  counts: ImportCounts,
  checkedAt: InstantText,
  /** Files whose kind is counted only when they are read: mail, calendars and archives. */
  uncounted: z.number(),
  /** Something was decided about single rows since: to be counted again. */
  isStale: z.boolean().optional(),
});
export type ImportCheck = z.infer<typeof ImportCheck>;

export const ImportFileView = z.object({
  id: Id,
  name: z.string(),
  bytes: z.number(),
  bytesRead: z.number(),
  format: z.string(),
  /** Why it was recognised as this format, or what to do instead. */
  reason: z.string().nullable(),
  status: z.enum(['waiting', 'running', 'done', 'failed']),
  counts: ImportCounts,
});

export const ImportView = z.object({
  id: Id,
  status: z.enum(importStatuses),
  options: ImportOptions,
  visibility: PartyVisibility,
  ownerId: Id,
  counts: ImportCounts,
  /** Null until it was checked, and again after anything about it has changed. */
  check: ImportCheck.nullable(),
  error: z.string().nullable(),
  createdAt: InstantText,
  startedAt: InstantText.nullable(),
  finishedAt: InstantText.nullable(),
  undoneAt: InstantText.nullable(),
  /** The first of its files; `totals` counts all of them. */
  files: z.array(ImportFileView),
  totals: z.object({ files: z.number(), bytes: z.number(), bytesRead: z.number() }),
  can: z.object({ start: z.boolean(), cancel: z.boolean(), undo: z.boolean() }),
});
export type ImportView = z.infer<typeof ImportView>;

/** The cell that a problem is about, as it was read. */
export const ProblemCell = z.object({
  column: z.number().int(),
  header: z.string(),
  value: z.string(),
});
export type ProblemCell = z.infer<typeof ProblemCell>;

/** With the part of the file in which its table lies. */
export const PlacedCell = ProblemCell.extend({ entry: z.string().nullable() });

export const ImportProblemView = z.object({
  id: Id,
  fileId: Id,
  file: z.string(),
  line: z.number().nullable(),
  part: z.number().nullable(),
  entry: z.string().nullable(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  field: z.string().nullable(),
  message: z.string(),
  /** Where one cell is to blame. */
  cell: PlacedCell.nullable(),
});
export type ImportProblemView = z.infer<typeof ImportProblemView>;

/** Who writes most in the mail files of an import: the candidates for "whose mailbox is it". */
export const FrequentWriter = z.object({
  address: z.string(),
  name: z.string(),
  messages: z.number(),
});
export type FrequentWriter = z.infer<typeof FrequentWriter>;

/** Why a record of an import stays when the import is taken back: what people added to it since. */
export const keptBecause = ['values', 'edited', 'notes', 'people'] as const;

/** What would stay when an import is taken back, because a person worked on it since. */
export const UndoPreview = z.object({
  removes: z.object({
    people: z.number(),
    companies: z.number(),
    activities: z.number(),
    statements: z.number(),
  }),
  keeps: z.array(
    z.object({ id: Id, kind: z.string(), name: z.string(), because: z.array(z.enum(keptBecause)) }),
  ),
  keptCount: z.number(),
});
export type UndoPreview = z.infer<typeof UndoPreview>;
