import { z } from 'zod';
import { Id, InstantText, Version } from '../platform/values.ts';

/** What is talked about: a person or company, or an entry of the timeline. */
export const About = z.union([z.strictObject({ partyId: Id }), z.strictObject({ activityId: Id })]);
export type About = z.infer<typeof About>;

const inAddress = { party: Id.optional(), activity: Id.optional() };
interface InAddress {
  party?: string | undefined;
  activity?: string | undefined;
}
const namesOne = ({ party, activity }: InAddress) =>
  (party === undefined) !== (activity === undefined);
const oneOnly = 'Name either a party or an activity.';
const aboutOf = ({ party, activity }: InAddress): About =>
  party ? { partyId: party } : { activityId: activity! };

/** The same in an address. */
export const AboutQuery = z
  .strictObject(inAddress)
  .refine(namesOne, oneOnly)
  .transform((query) => ({ about: aboutOf(query) }));

export const CommentsQuery = z
  .strictObject({
    ...inAddress,
    cursor: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  })
  .refine(namesOne, oneOnly)
  .transform(({ cursor, limit, ...query }) => ({ about: aboutOf(query), cursor, limit }));

/** Colleagues are named by their ids, `@[id]` (mentions.ts). */
const CommentText = z.string().trim().min(1).max(10_000);

export const CommentInput = z.strictObject({
  about: About,
  text: CommentText,
  /** Makes it a question to these colleagues. */
  asks: z.array(Id).min(1).max(20).optional(),
  /** The question that it answers. */
  answers: Id.optional(),
});
export type CommentInput = z.infer<typeof CommentInput>;

export const CommentChange = z.strictObject({ text: CommentText, version: Version });
export type CommentChange = z.infer<typeof CommentChange>;

const Named = z.object({ id: Id, name: z.string() });

export const CommentView = z.object({
  id: Id,
  author: Named,
  text: z.string(),
  /** Everybody the text names. */
  mentioned: z.array(Named),
  /** Whom the question was put to; null for what is no question. */
  asked: z.array(Named).nullable(),
  answers: Id.nullable(),
  writtenAt: InstantText,
  editedAt: InstantText.nullable(),
  version: Version,
  can: z.object({ edit: z.boolean(), remove: z.boolean() }),
});
export type CommentView = z.infer<typeof CommentView>;

/** A colleague who could be mentioned, and whether they would see it. */
export const Listener = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  sees: z.boolean(),
  /** Of the reader's own teams those that the colleague is in: shared with one of them, they would see it. */
  through: z.array(Named),
});
export type Listener = z.infer<typeof Listener>;
export const Listeners = z.object({
  rows: z.array(Listener),
  /** Whether the reader may share it with more people. */
  canShare: z.boolean(),
});
export type Listeners = z.infer<typeof Listeners>;

export const followReasons = ['wished', 'mentioned', 'asked', 'commented', 'responsible'] as const;
/** Whether one hears of something, and why. */
export const FollowView = z.object({
  following: z.boolean(),
  because: z.enum(followReasons).nullable(),
});
export type FollowView = z.infer<typeof FollowView>;
export const FollowInput = z.strictObject({ about: About, following: z.boolean() });
