import { z } from 'zod';
import { PartyKind } from '../../identify/parties.ts';
import { Id, InstantText, Version, Zone } from '../../platform/values.ts';
import { activityKinds } from '../activities.ts';
import { PromiseDirection, PromiseState } from '../dealings/promises.ts';
import { TaskView } from '../tasks/tasks.ts';

/** By whose clock it is today. */
export const TodayQuery = z.strictObject({ zone: Zone });

const TodayParty = z.object({ id: Id, kind: PartyKind, name: z.string() });
export type TodayParty = z.infer<typeof TodayParty>;

export const TodayMeeting = z.object({
  id: Id,
  title: z.string().nullable(),
  startsAt: InstantText,
  endsAt: InstantText.nullable(),
  allDay: z.boolean(),
  place: z.string().nullable(),
  parties: z.array(TodayParty),
  /** Names of those who are nobody's record. */
  others: z.array(z.string()),
  /** It has a time, and somebody known was to be there. */
  sure: z.boolean(),
  version: Version,
});
export type TodayMeeting = z.infer<typeof TodayMeeting>;

export const TodayPromise = z.object({
  id: Id,
  direction: PromiseDirection,
  what: z.string(),
  due: z.string(),
  state: PromiseState,
  party: TodayParty,
  version: Version,
});
export type TodayPromise = z.infer<typeof TodayPromise>;

/** What one colleague did with one of my customers since yesterday. */
export const TeamLine = z.object({
  /** Of the latest of it. */
  id: Id,
  at: InstantText,
  actor: z.string(),
  party: TodayParty,
  /** The kind of entry that was written; null: something else of the record was changed. */
  entry: z.enum(activityKinds).nullable(),
  activityId: Id.nullable(),
  count: z.number().int(),
});
export type TeamLine = z.infer<typeof TeamLine>;

/** What deserves attention now, block by block, the most urgent first. */
export const TodayView = z.object({
  next: z.array(TodayMeeting),
  promises: z.array(TodayPromise),
  tasks: z.array(TaskView),
  confirm: z.array(TodayMeeting),
  team: z.array(TeamLine),
  /** Tasks of later days. */
  upcoming: z.array(TaskView),
  /** What was put off and is not shown till then. */
  snoozed: z.number().int(),
  /** Since Monday, of mine: promises kept, tasks done. */
  week: z.object({ kept: z.number().int(), done: z.number().int() }),
  /** Nobody is known here yet. */
  isEmpty: z.boolean(),
});
export type TodayView = z.infer<typeof TodayView>;

/** Whether it took place; null: nobody has said so. */
export const MeetingOutcome = z.strictObject({
  tookPlace: z.boolean().nullable(),
  note: z.string().trim().max(2_000).optional(),
  version: Version,
});
export type MeetingOutcome = z.infer<typeof MeetingOutcome>;

export const MeetingsConfirmed = z.strictObject({
  meetings: z
    .array(z.strictObject({ id: Id, version: Version }))
    .min(1)
    .max(100),
});

/** Put off until then; null: it is back. */
export const Snooze = z.strictObject({ itemId: Id, until: InstantText.nullable() });
