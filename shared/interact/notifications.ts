import { z } from 'zod';
import { PartyKind } from '../identify/parties.ts';
import { Id, InstantText } from '../platform/values.ts';
import { HandoverState } from './handovers.ts';

/** Of what one is told, the most personal first. */
export const notificationKinds = [
  'mention',
  'question',
  'answer',
  'comment',
  'assigned',
  'handover',
  'task',
  'reminder',
  'changed',
  'unanswered',
  'undelivered',
  'form',
  'booking',
  'promise',
  'public mention',
  'page',
] as const;
export const NotificationKind = z.enum(notificationKinds);
export type NotificationKind = z.infer<typeof NotificationKind>;

/** Why one is told. */
export const reasons = [
  'mentioned',
  'asked',
  'asking',
  'following',
  'responsible',
  'taking over',
  'handing over',
  'given a task',
  'task accepted',
  'task given back',
  'task done',
  'wished',
  'sending',
  'form',
  'booked',
  'moved',
  'cancelled',
  'untold',
  'keeping',
  'given a mention',
  'page',
] as const;
export type Reason = (typeof reasons)[number];

export const NotificationView = z.object({
  id: Id,
  kind: NotificationKind,
  because: z.enum(reasons),
  /** Who acted last; null: the house. */
  actor: z.string().nullable(),
  others: z.boolean(),
  /** How often it happened since it was last read, or to how many records at once. */
  count: z.number().int(),
  at: InstantText,
  read: z.boolean(),
  /** The record it is about and leads to; null for an act on many, and for a handover. */
  party: z.object({ id: Id, kind: PartyKind, name: z.string() }).nullable(),
  activityId: Id.nullable(),
  handover: z
    .object({
      id: Id,
      state: HandoverState,
      from: z.string(),
      to: z.string(),
      records: z.number().int(),
    })
    .nullable(),
  /** The beginning of what was said, with names; or of the entry it is about. */
  words: z.string().nullable(),
});
export type NotificationView = z.infer<typeof NotificationView>;

export const NotificationsQuery = z.strictObject({
  only: z.enum(['unread']).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

/** Up to a hundred are counted. */
export const UnreadCount = z.object({ count: z.number().int(), more: z.boolean() });
export type UnreadCount = z.infer<typeof UnreadCount>;

/** These, or all there are up to now, are marked; the answer names those that changed. */
export const ReadMark = z.strictObject({
  ids: z.array(Id).min(1).max(1_000).optional(),
  read: z.boolean(),
});
export const Marked = z.object({ ids: z.array(Id) });

export const NotificationChoices = z.strictObject({
  silent: z.array(NotificationKind).max(notificationKinds.length),
});
export type NotificationChoices = z.infer<typeof NotificationChoices>;
