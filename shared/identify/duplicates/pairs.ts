import { z } from 'zod';
import { Id, InstantText } from '../../platform/values.ts';
import { PartyKind, PartyRow } from '../parties.ts';
import { StatementView, type Topic } from '../statements.ts';

/** What two records are compared by. */
export const duplicateFields = [
  'given',
  'family',
  'name',
  'email',
  'phone',
  'birthday',
  'company',
  'domain',
  'street',
  'number',
  'postcode',
  'city',
] as const;
export type DuplicateField = (typeof duplicateFields)[number];

/** How two values of a field compare. */
export const likenesses = [
  'same',
  'variant',
  'similar',
  'initial',
  'crossed',
  'part',
  'mailbox',
  'different',
] as const;
export type Likeness = (typeof likenesses)[number];

/** One field's share in the judgement: bits for (or, below zero, against) one and the same. */
export const Reason = z.object({
  field: z.enum(duplicateFields),
  likeness: z.enum(likenesses),
  weight: z.number(),
  values: z.tuple([z.string(), z.string()]),
});
export type Reason = z.infer<typeof Reason>;

/** `before` and the weights of the reasons add up to `weight`, whose probability is `probability`. */
export const Judgement = z.object({
  before: z.number(),
  reasons: z.array(Reason),
  weight: z.number(),
  probability: z.number(),
  /** The same beyond reasonable doubt: full name, something nobody else has, and nothing against it. */
  certain: z.boolean(),
  /** Certain, and the same in all that both say: what may be merged by itself. */
  exact: z.boolean().optional(),
});
export type Judgement = z.infer<typeof Judgement>;

export const pairStates = ['proposed', 'not same', 'merged'] as const;
export const PairState = z.enum(pairStates);
export type PairState = z.infer<typeof PairState>;

/** A side of a pair: the record as in a list, with what else tells it from others. */
export const PairSide = PartyRow.extend({
  statements: z.array(StatementView),
});
export type PairSide = z.infer<typeof PairSide>;

export const PairView = z.object({
  id: Id,
  kind: PartyKind,
  state: PairState,
  judgement: Judgement,
  sides: z.tuple([PairSide, PairSide]),
  /** Which of the two is proposed to stay. */
  keep: Id,
  foundAt: InstantText,
  can: z.object({
    merge: z.boolean(),
    /** One is seen by fewer people than the other, and a merge would show them what was private. */
    share: z.boolean(),
    decide: z.boolean(),
  }),
});
export type PairView = z.infer<typeof PairView>;

/** Somebody who may be meant by what is being typed. */
export const CandidateView = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  title: z.string().nullable(),
  companyName: z.string().nullable(),
  city: z.string().nullable(),
  judgement: Judgement,
});
export type CandidateView = z.infer<typeof CandidateView>;

/** What a form holds while it is being filled in. */
export const CandidateQuery = z.strictObject({
  kind: PartyKind,
  name: z.string().trim().max(500).default(''),
  email: z.string().trim().max(320).default(''),
  phone: z.string().trim().max(100).default(''),
  web: z.string().trim().max(2_000).default(''),
  company: z.string().trim().max(500).default(''),
});
export type CandidateQuery = z.input<typeof CandidateQuery>;

/** Topics of which one value shows at the head of a record; of the others all stand side by side. */
export const shownTopics = [
  'name',
  'birthday',
  'domain',
  'email',
  'phone',
  'address',
  'web',
  'affiliation',
] as const satisfies readonly Topic[];
export type ShownTopic = (typeof shownTopics)[number];

export const MergeInput = z
  .strictObject({
    kind: PartyKind,
    /** Stays, with everything the other brings. */
    keep: Id,
    /** Becomes part of the one that stays; its id leads there. */
    absorb: Id,
    /** Which value shows where each has one of its own; otherwise that of the one that stays. */
    show: z.partialRecord(z.enum(shownTopics), Id).default({}),
    /** The same for fields of the company's own, of which each has one value: statements by field. */
    fields: z.record(Id, Id).default({}),
  })
  .refine(({ keep, absorb }) => keep !== absorb, {
    path: ['absorb'],
    message: 'Choose two different records.',
  });
export type MergeInput = z.input<typeof MergeInput>;

export const MergeView = z.object({
  id: Id,
  kind: PartyKind,
  keptId: Id,
  keptName: z.string(),
  absorbedId: Id,
  absorbedName: z.string(),
  at: InstantText,
  by: z.string().nullable(),
  /** Nobody did it: both were exactly the same. */
  byItself: z.boolean(),
  /** Until when it can be taken back. */
  until: InstantText,
  can: z.object({ undo: z.boolean() }),
});
export type MergeView = z.infer<typeof MergeView>;

/** How long a merge can be taken back. */
export const mergeDays = 30;
