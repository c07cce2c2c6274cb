import { z } from 'zod';
import { PartyKind } from '../../identify/parties.ts';
import { topicValues } from '../../identify/statements.ts';
import { ActivityVisibility } from '../../platform/access.ts';
import { Id, InstantText } from '../../platform/values.ts';
import { ContractInput } from '../dealings/contracts.ts';
import { entryKinds } from './kinds.ts';

/** Somebody whom the line names for the first time. */
export const CapturedParty = z.strictObject({
  kind: PartyKind,
  name: z.string().trim().min(1).max(500),
  emails: z.array(topicValues.email).max(10).default([]),
  phones: z.array(topicValues.phone).max(10).default([]),
  web: z.array(topicValues.web).max(10).default([]),
  title: z.string().trim().max(300).default(''),
  /** Where they work: a company that is known, or the name of one. */
  companyId: Id.optional(),
  companyName: z.string().trim().max(500).optional(),
  note: z.string().trim().max(100_000).optional(),
});

/** A value of somebody known that the line tells. */
export const CapturedFact = z.strictObject({
  partyId: Id,
  topic: z.enum(['email', 'phone', 'web']),
  value: z.string().trim().min(1).max(2_000),
});

/** Everything that one line of the capture box says, written down in one act. */
export const CaptureInput = z
  .strictObject({
    entry: z
      .strictObject({
        kind: z.enum(entryKinds),
        text: z.string().trim().min(1).max(100_000),
        occurredAt: InstantText.optional(),
        minutes: z
          .number()
          .int()
          .min(0)
          .max(24 * 60)
          .optional(),
        direction: z.enum(['in', 'out']).optional(),
        visibility: ActivityVisibility.default('everyone'),
      })
      .optional(),
    about: z.array(Id).max(50).default([]),
    added: z.array(CapturedParty).max(10).default([]),
    facts: z.array(CapturedFact).max(20).default([]),
    /** With the one whom the line names, known or new. */
    contract: ContractInput.omit({ partyId: true }).optional(),
  })
  .refine(({ contract, about, added }) => !contract || about.length + added.length === 1, {
    path: ['about'],
    message: 'Say with whom the contract is: one person or company.',
  })
  .refine(({ entry, about, added }) => !entry || about.length + added.length > 0, {
    path: ['about'],
    message: 'Say whom it is about: somebody known, or somebody new.',
  })
  .refine(
    ({ entry, added, facts, contract }) =>
      entry || contract || added.length > 0 || facts.length > 0,
    {
      path: ['entry'],
      message: 'There is nothing to write down: give a text, somebody new, or a value.',
    },
  );
export type CaptureInput = z.input<typeof CaptureInput>;

export const Captured = z.object({
  event: Id,
  activityId: Id.nullable(),
  /** Those who were added, in the order given. */
  added: z.array(z.object({ kind: PartyKind, id: Id, name: z.string() })),
});
export type Captured = z.infer<typeof Captured>;
