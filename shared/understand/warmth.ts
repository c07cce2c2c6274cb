import { z } from 'zod';
import { warmthWords } from '../identify/warmth.ts';
import { activityKinds } from '../interact/activities.ts';
import { Id, InstantText } from '../platform/values.ts';

const Contact = z.object({
  activityId: Id,
  kind: z.enum(activityKinds),
  at: InstantText,
  direction: z.enum(['in', 'out', 'both']),
  weight: z.number(),
  /** What is left of the weight now. */
  now: z.number(),
});

/** A figure and how it came about. */
export const WarmthFigure = z.object({
  strength: z.number(),
  warmth: z.number(),
  word: z.enum(warmthWords),
  count: z.number(),
  /** By kind, strongest first. */
  parts: z.array(z.object({ kind: z.enum(activityKinds), count: z.number(), now: z.number() })),
  /** What counts most, by its entries. */
  contacts: z.array(Contact),
});
export type WarmthFigure = z.infer<typeof WarmthFigure>;

export const KeptRateView = z.object({
  kept: z.number(),
  missed: z.number(),
  mean: z.number(),
  range80: z.tuple([z.number(), z.number()]),
  range95: z.tuple([z.number(), z.number()]),
});
export type KeptRateView = z.infer<typeof KeptRateView>;

export const WarmthView = z.object({
  calculatedAt: InstantText,
  basis: z.object({
    halfLifeDays: z.number(),
    reciprocityDays: z.number(),
    quietShare: z.number(),
  }),
  us: WarmthFigure,
  /** With oneself; nobody else is shown it. */
  own: WarmthFigure.nullable(),
  reciprocity: z
    .object({ incoming: z.number(), outgoing: z.number(), value: z.number() })
    .nullable(),
  rhythm: z
    .object({
      lastAt: InstantText,
      silentDays: z.number(),
      /** Half of the gaps are shorter. */
      usualDays: z.number(),
      /** Nine in ten are. */
      limitDays: z.number(),
      gaps: z.number(),
      isQuiet: z.boolean(),
      /** That there is contact again within thirty days. */
      chance: z.number(),
    })
    .nullable(),
  promises: z.object({
    ours: KeptRateView,
    theirs: KeptRateView,
    /** Of what one promised oneself, to everybody. */
    own: KeptRateView,
  }),
});
export type WarmthView = z.infer<typeof WarmthView>;
