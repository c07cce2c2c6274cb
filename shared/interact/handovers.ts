import { z } from 'zod';
import { PartyKind } from '../identify/parties.ts';
import { DateText, Id, InstantText, Version } from '../platform/values.ts';

/** For good, for as long as somebody is away, or for a reason of its own. */
export const HandoverReason = z.enum(['leaving', 'away', 'other']);
export type HandoverReason = z.infer<typeof HandoverReason>;

/**
 * Proposed, then accepted; begun once responsibility has moved, at once or on its day; ended when it went
 * back. Declined and withdrawn ones never moved anything.
 */
export const HandoverState = z.enum([
  'proposed',
  'accepted',
  'begun',
  'declined',
  'withdrawn',
  'ended',
]);
export type HandoverState = z.infer<typeof HandoverState>;

const Words = z.string().trim().max(10_000).default('');

export const HandoverInput = z
  .strictObject({
    /** These records, or everything this colleague looks after. */
    partyIds: z.array(Id).min(1).max(500).optional(),
    allOf: Id.optional(),
    to: Id,
    reason: HandoverReason,
    from: DateText.optional(),
    until: DateText.optional(),
    note: Words,
  })
  .refine(({ partyIds, allOf }) => (partyIds === undefined) !== (allOf === undefined), {
    path: ['partyIds'],
    message: 'Name either records or a colleague.',
  })
  .refine(({ reason, until }) => reason !== 'away' || until !== undefined, {
    path: ['until'],
    message: 'Say until when, so that it comes back by itself.',
  })
  .refine(({ from, until }) => !until || until >= (from ?? ''), {
    path: ['until'],
    message: 'It ends before it begins.',
  });
export type HandoverInput = z.input<typeof HandoverInput>;

export const HandoverAnswer = z.strictObject({ version: Version, answer: Words });

const Named = z.object({ id: Id, name: z.string() });

export const HandoverRow = z.object({
  id: Id,
  from: Named,
  to: Named,
  proposedBy: Named,
  reason: HandoverReason,
  begins: DateText.nullable(),
  until: DateText.nullable(),
  note: z.string(),
  answer: z.string(),
  /** How many records it was proposed for. */
  records: z.number().int(),
  state: HandoverState,
  proposedAt: InstantText,
  version: Version,
  can: z.object({ answer: z.boolean(), withdraw: z.boolean(), end: z.boolean() }),
});
export type HandoverRow = z.infer<typeof HandoverRow>;

/** The records of a handover that the reader sees. */
export const HandoverView = HandoverRow.extend({
  items: z.array(z.object({ partyId: Id, kind: PartyKind, name: z.string(), taken: z.boolean() })),
});
export type HandoverView = z.infer<typeof HandoverView>;

export const Proposed = z.object({
  id: Id,
  event: Id,
  /** How many records it is about, and how many were left out because the successor cannot see them. */
  records: z.number().int(),
  leftOut: z.number().int(),
});
export type Proposed = z.infer<typeof Proposed>;
