import { z } from 'zod';
import { Id, InstantText, isUsableInstant, Version } from '../platform/values.ts';
import { TodayMeeting } from './today/today.ts';

/** A meeting as it stands in one's calendar. */
export const AgendaMeeting = TodayMeeting.extend({
  /** The day, or the first of the days, of one without a time; and the day behind its last one. */
  days: z.object({ from: z.iso.date(), until: z.iso.date() }).nullable(),
  cancelled: z.boolean(),
  /** It is on a calendar or was written down by this colleague, and is theirs to move. */
  isMine: z.boolean(),
  /** It is one of the times of a series in a calendar that follows what is changed here. */
  isOfSeries: z.boolean(),
  can: z.object({ edit: z.boolean() }),
});
export type AgendaMeeting = z.infer<typeof AgendaMeeting>;

const longest = 62;

/** The meetings that touch a stretch of time. */
export const AgendaQuery = z.strictObject({ from: InstantText, to: InstantText }).refine(
  ({ from, to }) => {
    // Asked also where one of them is no moment, which is told by itself.
    if (!isUsableInstant(from) || !isUsableInstant(to)) return true;
    const hours = Temporal.Instant.from(from).until(Temporal.Instant.from(to)).total('hours');
    return hours > 0 && hours <= longest * 24;
  },
  { message: `Ask for at most ${longest} days, the end behind the beginning.`, path: ['to'] },
);

export const AgendaView = z.object({
  meetings: z.array(AgendaMeeting),
  /** There is more in this stretch than is shown. */
  isCut: z.boolean(),
});
export type AgendaView = z.infer<typeof AgendaView>;

export const CallingOff = z.strictObject({ cancelled: z.boolean(), version: Version });
export type CallingOff = z.infer<typeof CallingOff>;
export const CalledOff = z.object({ event: Id, version: Version });

/** What is to become of a meeting and of all times of its series that are still to come. */
export const SeriesChange = z.union([
  z.strictObject({ occurredAt: InstantText, version: Version }),
  CallingOff,
]);
export type SeriesChange = z.infer<typeof SeriesChange>;
export const SeriesChanged = z.object({ event: Id, meetings: z.number().int() });
