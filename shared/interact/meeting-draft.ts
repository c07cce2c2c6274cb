import { z } from 'zod';

/** A moment as a calendar writes it: what the clock on the wall showed, where, and the instant that was. */
export const Moment = z.object({
  /** "2026-03-29T09:00:00", or "2026-03-29" for a whole day. */
  wall: z.string(),
  /** IANA name, or an offset such as "+05:30" for a zone that only its file describes. */
  zone: z.string(),
  /** ISO instant in UTC. */
  instant: z.string(),
});
export type Moment = z.infer<typeof Moment>;

export const MeetingDraft = z.object({
  uid: z.string(),
  /** Which instance of a series this replaces. */
  recurrenceId: Moment.optional(),
  /** METHOD of the calendar: REQUEST, CANCEL, REPLY …; empty for an export. */
  method: z.string(),
  summary: z.string(),
  description: z.string(),
  location: z.string(),
  start: Moment,
  end: Moment,
  allDay: z.boolean(),
  organizer: z.object({ name: z.string(), address: z.string() }).optional(),
  attendees: z.array(
    z.object({
      name: z.string(),
      /** Empty when only a name is given. */
      address: z.string(),
      partstat: z.string(),
      role: z.string(),
      /** INDIVIDUAL, GROUP, ROOM, RESOURCE. */
      kind: z.string(),
    }),
  ),
  status: z.enum(['confirmed', 'tentative', 'cancelled']),
  url: z.string(),
  sequence: z.int(),
  created: z.string().optional(),
  lastModified: z.string().optional(),
  /** When this state of it was written down (DTSTAMP). */
  stamped: z.string().optional(),
  categories: z.array(z.string()),
  recurrence: z
    .object({
      /** The rules as written, for the screen. */
      rules: z.array(z.string()),
      /** Each time it takes place, in order; those with a card of their own in the file are left out. */
      instances: z.array(
        z.object({
          start: Moment,
          end: Moment,
          /** The instant it was planned for, where the rest of a series was moved. */
          planned: z.string().optional(),
        }),
      ),
    })
    .optional(),
});
export type MeetingDraft = z.infer<typeof MeetingDraft>;
