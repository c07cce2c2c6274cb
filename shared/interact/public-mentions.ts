import { z } from 'zod';
import { Id, InstantText, Version } from '../platform/values.ts';

export const mentionJudgements = ['good', 'bad', 'not ours'] as const;
export const MentionJudgement = z.enum(mentionJudgements);
export type MentionJudgement = z.infer<typeof MentionJudgement>;

/** Answered, or deliberately left as it is. */
export const mentionOutcomes = ['answered', 'left'] as const;
export const MentionOutcome = z.enum(mentionOutcomes);
export type MentionOutcome = z.infer<typeof MentionOutcome>;

const Somebody = z.object({ id: Id, name: z.string() });

/** Where the company was named in public. Whatever stands in it is shown as it is written. */
export const MentionView = z.object({
  id: Id,
  at: InstantText,
  source: z.string(),
  author: z.string(),
  /** Where it stands; empty where no page is named. */
  url: z.string(),
  title: z.string(),
  text: z.string(),
  /** Who wrote it, where they told us themselves that this is their page. */
  person: Somebody.nullable(),
  judgement: MentionJudgement.nullable(),
  assignee: Somebody.nullable(),
  outcome: MentionOutcome.nullable(),
  /** From the moment it stood there until it was answered or left. */
  minutes: z.number().nullable(),
  version: Version,
});
export type MentionView = z.infer<typeof MentionView>;

/** What is open; or what is settled, which says whose is no concern of ours as well. */
export const MentionsQuery = z.strictObject({ state: z.enum(['open', 'settled']).default('open') });
export const Mentions = z.object({ rows: z.array(MentionView) });
export type Mentions = z.infer<typeof Mentions>;

export const MentionChange = z.strictObject({
  judgement: MentionJudgement.nullable().optional(),
  assignedTo: Id.nullable().optional(),
  outcome: MentionOutcome.nullable().optional(),
  version: Version,
});
export type MentionChange = z.infer<typeof MentionChange>;

export const MentionState = z.object({
  judgement: MentionJudgement.nullable(),
  assignedTo: Id.nullable(),
  outcome: MentionOutcome.nullable(),
});
export type MentionState = z.infer<typeof MentionState>;
