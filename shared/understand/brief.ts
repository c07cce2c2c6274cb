import { z } from 'zod';
import { StatementView, type Topic } from '../identify/statements.ts';
import { ActivityKind } from '../interact/activities.ts';
import { PromiseState } from '../interact/dealings/promises.ts';
import { Money } from '../platform/money.ts';
import { DateText, Id, InstantText, Version, Zone } from '../platform/values.ts';
import { AssumptionView } from './assumptions.ts';
import { FactView } from './facts.ts';
import { SeedOffer } from './interests/interests.ts';

/** What a conversation on business may begin from; what is personal is no assumption to be verified. */
export const briefTopics = [
  'need',
  'goal',
  'budget',
  'decision',
  'competitor offer',
  'affiliation',
  'email',
  'phone',
  'own',
] as const satisfies readonly Topic[];

/** A value with where it comes from and how far it may be believed. */
export const BriefFact = z.object({ statement: StatementView, trust: FactView });
export type BriefFact = z.infer<typeof BriefFact>;

const BriefPromise = z.object({
  id: Id,
  what: z.string(),
  due: DateText,
  state: PromiseState,
  keeper: z.string(),
  version: Version,
});

/** What to promise at the end, as far as something waits for it. */
export const nextPromises = ['answer', 'offer', 'need'] as const;

/** What to know before a contact, in the order of a conversation. */
export const BriefView = z.object({
  person: z.object({
    id: Id,
    name: z.string(),
    title: z.string().nullable(),
    company: z.object({ id: Id.nullable(), name: z.string() }).nullable(),
  }),
  greeting: z.object({
    lastContact: z
      .object({
        activityId: Id,
        kind: ActivityKind,
        at: InstantText,
        words: z.string().nullable(),
      })
      .nullable(),
    /** Form of address and language, as they wish. */
    wishes: z.array(BriefFact),
  }),
  volunteer: z.object({
    /** The names of the topics that the seeds are about. */
    nodes: z.record(z.string(), z.object({ en: z.string(), de: z.string() })),
    seeds: z.array(SeedOffer),
    /** What the company as a whole has to tell these days, not told to them yet. */
    news: z.array(
      z.object({ id: Id, name: z.string(), text: z.string(), until: DateText.nullable() }),
    ),
  }),
  matter: z.object({
    waiting: z.array(
      z.object({ activityId: Id, subject: z.string().nullable(), since: InstantText }),
    ),
    offers: z.array(
      z.object({
        id: Id,
        what: z.string(),
        price: Money.nullable(),
        date: DateText,
        validUntil: DateText.nullable(),
      }),
    ),
    tasks: z.array(z.object({ id: Id, title: z.string(), due: DateText.nullable() })),
    needs: z.array(BriefFact),
    entries: z.array(
      z.object({ id: Id, kind: ActivityKind, at: InstantText, words: z.string().nullable() }),
    ),
  }),
  /** What we may not assume. */
  doubts: z.object({ assumptions: z.array(AssumptionView), fading: z.array(BriefFact) }),
  /** Wishes to obey, beside those of the greeting. */
  wishes: z.array(BriefFact),
  promises: z.object({
    ours: z.array(BriefPromise),
    theirs: z.array(BriefPromise),
    next: z.object({ kind: z.enum(nextPromises), words: z.string(), due: DateText }).nullable(),
  }),
  can: z.object({ write: z.boolean(), edit: z.boolean() }),
});
export type BriefView = z.infer<typeof BriefView>;
export const BriefQuery = z.strictObject({ zone: Zone });
