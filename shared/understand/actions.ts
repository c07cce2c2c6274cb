import { z } from 'zod';
import { consentChannels } from '../identify/consent.ts';
import { PartyKind } from '../identify/parties.ts';
import { Money } from '../platform/money.ts';
import { DateText, Id, InstantText, Version, Zone } from '../platform/values.ts';

/** What Rapport proposes to do next. */
export const actionKinds = [
  'promise',
  'answer',
  'follow up',
  'verify',
  'revive',
  'ask',
  'seed',
  'thank',
] as const;
export const ActionKind = z.enum(actionKinds);
export type ActionKind = z.infer<typeof ActionKind>;

/** How a kind is weighed and treated, before anybody's answers. */
interface Treatment {
  /** What it usually takes. */
  minutes: number;
  /** The part of what is at stake that hangs on it: our estimate, which a Why names as such. */
  share: number;
  /** We would begin a contact that nobody waits for: rhythm, wishes, consent and fatigue are asked. */
  begins: boolean;
  /** It asks or sells rather than gives: dampened where somebody is sold to a lot. */
  sells: boolean;
  /** After it is done, the same is not proposed again for so many days; null: never again. */
  restDays: number | null;
}

export const treatments: Record<ActionKind, Treatment> = {
  promise: { minutes: 20, share: 0.5, begins: false, sells: false, restDays: null },
  answer: { minutes: 10, share: 0.3, begins: false, sells: false, restDays: 1 },
  'follow up': { minutes: 10, share: 1, begins: true, sells: true, restDays: 14 },
  verify: { minutes: 5, share: 1, begins: false, sells: false, restDays: 30 },
  revive: { minutes: 15, share: 0.2, begins: true, sells: false, restDays: 30 },
  ask: { minutes: 5, share: 0.05, begins: true, sells: true, restDays: 90 },
  seed: { minutes: 3, share: 0.03, begins: true, sells: false, restDays: null },
  thank: { minutes: 5, share: 0.05, begins: true, sells: false, restDays: null },
};

/** So many are shown at once (ux.md 7.1). */
export const mostActions = 5;

export const actionAnswers = ['done', 'not now', 'never'] as const;
export const ActionAnswer = z.enum(actionAnswers);
export type ActionAnswer = z.infer<typeof ActionAnswer>;

/** Where a probability comes from. */
export const probabilityBases = [
  /** How often we keep what we promise; how often they do. */
  'our kept rate',
  'their kept rate',
  /** That there would be no contact within thirty days without it. */
  'silence',
  /** That there is contact again within thirty days. */
  'contact',
  /** How often an offer of ours was accepted that was answered. */
  'accepted offers',
  /** What is assumed may be wrong. */
  'doubt',
  /** How much the strategy says the topic matters. */
  'weight of topic',
  /** How often what was volunteered was picked up, and how fresh and close it is. */
  'picked up',
] as const;

export const valueSources = [
  'orders',
  'open offers',
  'this offer',
  'rests on it',
  'usual',
] as const;

const Chance = z.object({ a: z.number(), b: z.number(), mean: z.number() });

export const ActionView = z.object({
  kind: ActionKind,
  party: z.object({ id: Id, kind: PartyKind, name: z.string() }),
  /** What it is about, within its kind; answers name it. */
  about: z.string(),
  /** The words of the promise, the subject of the mail or offer, the text of the seed. */
  words: z.string().nullable(),
  /** A topic of the strategy. */
  topic: z.object({ en: z.string(), de: z.string() }).nullable(),
  /** The day it is due, or was offered, kept or accepted. */
  on: DateText.nullable(),
  /** Since when: somebody waits, or has been silent. */
  since: InstantText.nullable(),
  activityId: Id.nullable(),
  conversationId: Id.nullable(),
  /** Of a promise, for whoever says that it was kept. */
  version: Version.nullable(),
  minutes: z.number().int(),
  /** Standing wishes that whoever does it obeys, as they stand. */
  wishes: z.array(z.string()),
  /** How they may be reached with it; null: it is not a contact that we begin. */
  ways: z.array(z.enum(consentChannels)).nullable(),
  why: z.object({
    probability: z.number(),
    basis: z.enum(probabilityBases),
    /** What the probability was worked out from: so many of so many. */
    of: z.object({ yes: z.number().int(), all: z.number().int() }).nullable(),
    /** What one's own answers to this kind have taught. */
    taught: Chance,
    damping: z.number(),
    value: Money,
    share: z.number(),
    parts: z.array(
      z.object({ source: z.enum(valueSources), amount: z.number(), count: z.number().int() }),
    ),
    /** Probability × what hangs on it, in the smallest unit. */
    benefit: z.number(),
    perMinute: z.number(),
  }),
});
export type ActionView = z.infer<typeof ActionView>;

export const ActionsView = z.object({
  rows: z.array(ActionView),
  /** So many more were looked at and are worth less, or of the same people. */
  more: z.number().int(),
});
export type ActionsView = z.infer<typeof ActionsView>;
export const ActionsQuery = z.strictObject({ zone: Zone });

export const AnswerInput = z.strictObject({
  kind: ActionKind,
  partyId: Id,
  about: z.string().trim().min(1).max(200),
  answer: ActionAnswer,
  /** Until when it is put off, with "not now"; tomorrow, if left out. */
  until: InstantText.optional(),
});
export type AnswerInput = z.infer<typeof AnswerInput>;

export const LearntView = z.object({
  /** Over all kinds; what each kind begins with. */
  overall: Chance,
  kinds: z.array(
    z.object({
      kind: ActionKind,
      done: z.number().int(),
      notNow: z.number().int(),
      never: z.number().int(),
      chance: Chance,
    }),
  ),
  /** What is kept away, and till when, newest first. */
  kept: z.array(
    z.object({
      id: Id,
      kind: ActionKind,
      answer: z.enum(['not now', 'never']),
      party: z.object({ id: Id, kind: PartyKind, name: z.string() }),
      until: InstantText.nullable(),
      at: InstantText,
    }),
  ),
});
export type LearntView = z.infer<typeof LearntView>;
