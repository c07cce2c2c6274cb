import { z } from 'zod';
import { Id, InstantText } from './values.ts';

/** What somebody tells about the tool. The page is its address without what names a record. */
export const HelpNoteInput = z.strictObject({
  text: z.string().trim().min(1).max(5_000),
  page: z
    .string()
    .trim()
    .max(500)
    .transform((page) =>
      page
        .replace(/[?#].*$/s, '')
        .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '…'),
    ),
});
export type HelpNoteInput = z.input<typeof HelpNoteInput>;

export const HelpNote = z.object({
  id: Id,
  text: z.string(),
  page: z.string(),
  version: z.string(),
  userId: Id,
  userName: z.string(),
  createdAt: InstantText,
  settledAt: InstantText.nullable(),
});
export type HelpNote = z.infer<typeof HelpNote>;

/** What the practice asks for, in this order. Each takes half a minute. */
export const practiceSteps = ['capture', 'why', 'correct', 'view', 'undo'] as const;
export const PracticeStep = z.enum(practiceSteps);
export type PracticeStep = z.infer<typeof PracticeStep>;

/** On a phone these are enough. */
export const practiceOnPhone: readonly PracticeStep[] = ['capture', 'why', 'undo'];

export const PracticeView = z.object({
  done: z.array(PracticeStep),
  skipped: z.array(PracticeStep),
  /** Put away; it is found again under `?`. */
  isClosed: z.boolean(),
});
export type PracticeView = z.infer<typeof PracticeView>;

export const PracticeChange = z.strictObject({
  seen: PracticeStep.optional(),
  skip: PracticeStep.optional(),
  isClosed: z.boolean().optional(),
});
export type PracticeChange = z.infer<typeof PracticeChange>;
