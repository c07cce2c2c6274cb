import { z } from 'zod';
import { DateText, Id, Version } from '../../platform/values.ts';

/** Whose commitment it is: ours to them, or theirs to us. */
export const PromiseDirection = z.enum(['ours', 'theirs']);
export type PromiseDirection = z.infer<typeof PromiseDirection>;

export const promiseOutcomes = ['kept', 'broken', 'released'] as const;
export const PromiseOutcome = z.enum(promiseOutcomes);
export type PromiseOutcome = z.infer<typeof PromiseOutcome>;

export const PromiseState = z.enum(['open', 'late', ...promiseOutcomes]);
export type PromiseState = z.infer<typeof PromiseState>;

/** A promise that nobody has settled is late from the day after it was due, without anybody writing that down. */
export function promiseState(
  { outcome, due }: { outcome: PromiseOutcome | null; due: string },
  today: Temporal.PlainDate,
): PromiseState {
  if (outcome) return outcome;
  return Temporal.PlainDate.compare(Temporal.PlainDate.from(due), today) < 0 ? 'late' : 'open';
}

const What = z.string().trim().min(1, 'Say what was promised.').max(500);

export const PromiseInput = z.strictObject({
  partyId: Id,
  direction: PromiseDirection,
  what: What,
  due: DateText,
  /** Who of us sees to it; whoever writes it down unless said otherwise. */
  keeperId: Id.optional(),
  /** The entry of the timeline in which it was given. */
  activityId: Id.optional(),
});
export type PromiseInput = z.infer<typeof PromiseInput>;

export const PromiseChange = z.strictObject({
  direction: PromiseDirection.optional(),
  what: What.optional(),
  due: DateText.optional(),
  keeperId: Id.optional(),
  version: Version,
});
export type PromiseChange = z.infer<typeof PromiseChange>;

/** How it ended and on which day; without an outcome it is open again. */
export const PromiseSettlement = z.strictObject({
  outcome: PromiseOutcome.nullable(),
  on: DateText.optional(),
  version: Version,
});
export type PromiseSettlement = z.infer<typeof PromiseSettlement>;

export const PromiseView = z.object({
  id: Id,
  direction: PromiseDirection,
  what: z.string(),
  due: DateText,
  state: PromiseState,
  settledOn: DateText.nullable(),
  keeper: z.object({ id: Id, name: z.string() }),
  activityId: Id.nullable(),
  version: Version,
  can: z.object({ edit: z.boolean() }),
});
export type PromiseView = z.infer<typeof PromiseView>;
