import { z } from 'zod';
import { PartyKind } from '../identify/parties.ts';
import { Id, InstantText, Version } from '../platform/values.ts';

/** Whether the other side was reached, as whoever called says. */
export const callOutcomes = ['reached', 'not reached', 'message'] as const;
export const CallOutcome = z.enum(callOutcomes);
export type CallOutcome = z.infer<typeof CallOutcome>;

export const CallState = z.enum(['ringing', 'talking', 'missed', 'not reached', 'ended', 'noted']);
export type CallState = z.infer<typeof CallState>;

/** What the timeline tells of a call. */
export const EntryCall = z.object({
  state: CallState,
  outcome: CallOutcome.nullable(),
  number: z.string().nullable(),
});
export type EntryCall = z.infer<typeof EntryCall>;

/** What telephone systems tell of one call, each moment once or often and in any order. */
export const callEvents = ['ringing', 'answered', 'ended', 'missed'] as const;

/** A message of a telephone system. Fields it has besides are passed over. */
export const CallMessage = z.object({
  event: z.enum(callEvents),
  /** Its own name for the call: the same in all messages about it. */
  call: z.string().trim().min(1).max(200),
  direction: z.enum(['in', 'out']),
  /** The other side, as it is dialled; empty where it is withheld. */
  number: z.string().trim().max(100).default(''),
  /** Which of our telephones. */
  extension: z.string().trim().max(50).default(''),
  /** When what it tells happened. */
  at: InstantText,
});
export type CallMessage = z.output<typeof CallMessage>;

export interface CallMoments {
  direction: 'in' | 'out';
  rangAt: Temporal.Instant | null;
  answeredAt: Temporal.Instant | null;
  endedAt: Temporal.Instant | null;
  missedAt: Temporal.Instant | null;
}

const columns = {
  ringing: 'rangAt',
  answered: 'answeredAt',
  ended: 'endedAt',
  missed: 'missedAt',
} as const satisfies Record<CallMessage['event'], keyof CallMoments>;

/** Which of two is kept, so that the order in which messages arrive does not matter. */
const kept = { ringing: -1, answered: -1, ended: 1, missed: 1 } as const;

/** What is known of a call once this message is known too; commutative, associative and idempotent. */
export function withMessage(
  moments: CallMoments,
  { event, at }: Pick<CallMessage, 'event' | 'at'>,
): CallMoments {
  const column = columns[event];
  const told = Temporal.Instant.from(at);
  const known = moments[column];
  const wins = known === null || Temporal.Instant.compare(told, known) === kept[event];
  return wins ? { ...moments, [column]: told } : moments;
}

/** How a call stands, by its moments alone; one that somebody wrote down themselves has none. */
export function callState({
  direction,
  rangAt,
  answeredAt,
  endedAt,
  missedAt,
}: CallMoments): CallState {
  if (!rangAt && !answeredAt && !endedAt && !missedAt) return 'noted';
  if (answeredAt) return endedAt ? 'ended' : 'talking';
  // A system that tells only the end of a call does not say whether anybody answered.
  if (missedAt || (endedAt && rangAt)) return direction === 'in' ? 'missed' : 'not reached';
  return endedAt ? 'ended' : 'ringing';
}

/** From when to when it lasted, for the timeline. */
export function callSpan({ rangAt, answeredAt, endedAt, missedAt }: CallMoments): {
  from: Temporal.Instant | null;
  to: Temporal.Instant | null;
} {
  const from = rangAt ?? answeredAt ?? endedAt ?? missedAt;
  const isOrdered = answeredAt && endedAt && Temporal.Instant.compare(answeredAt, endedAt) <= 0;
  return { from, to: isOrdered ? endedAt : null };
}

/** A call as the notice of it and the list of calls without a line show it. */
export const CallView = z.object({
  id: Id,
  state: CallState,
  direction: z.enum(['in', 'out']),
  number: z.string().nullable(),
  extension: z.string().nullable(),
  at: InstantText,
  seconds: z.number().nullable(),
  /** Those known under the number; several where they share it. */
  people: z.array(z.object({ id: Id, kind: PartyKind, name: z.string() })),
  version: Version,
});
export type CallView = z.infer<typeof CallView>;

/** One line about a call; an empty one says that there is nothing to say. */
export const CallNote = z.strictObject({
  text: z.string().trim().max(100_000),
  outcome: CallOutcome.optional(),
  /** Who it was, where several share the number or nobody was known under it. */
  partyId: Id.optional(),
  version: Version,
});
export type CallNote = z.output<typeof CallNote>;
