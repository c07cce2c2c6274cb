import { z } from 'zod';
import { factLines } from '../identify/credence.ts';
import { PartyKind } from '../identify/parties.ts';
import { Basis, Topic } from '../identify/statements.ts';
import { Money } from '../platform/money.ts';
import { DateText, Id, InstantText } from '../platform/values.ts';

/** What can rest on an assumption today. */
export const restingKinds = ['offer', 'promise', 'contract'] as const;
export type RestingKind = (typeof restingKinds)[number];

/** Topics that fade within a year or so: when they do, they are worth a question. */
export const fadingTopics = [
  'need',
  'goal',
  'budget',
  'decision',
  'competitor offer',
] as const satisfies readonly Topic[];

/** What somebody says about an assumption. */
export const AssumptionNote = z.strictObject({
  because: z.string().trim().max(500).default(''),
  /** Who of us believes it; without it, whoever says so. */
  believerId: Id.optional(),
  checkOn: DateText.nullable().default(null),
});
export type AssumptionNote = z.infer<typeof AssumptionNote>;

export const RestingInput = z.strictObject({ what: z.enum(restingKinds), whatId: Id });
export type RestingInput = z.infer<typeof RestingInput>;
export const RestingParam = z.object({ id: Id, whatId: Id });

export const RestingView = z.object({
  what: z.enum(restingKinds),
  id: Id,
  words: z.string(),
  /** What is at stake; null where nobody has put a price to it, or it is settled. */
  value: Money.nullable(),
});
export type RestingView = z.infer<typeof RestingView>;

export const AssumptionView = z.object({
  /** The statement by which it is current. */
  id: Id,
  party: z.object({ id: Id, kind: PartyKind, name: z.string() }),
  topic: Topic,
  value: z.unknown(),
  label: z.string().nullable(),
  basis: Basis,
  credence: z.number(),
  line: z.enum(factLines),
  confirmedAt: InstantText,
  because: z.string(),
  believer: z.string().nullable(),
  checkOn: DateText.nullable(),
  rests: z.array(RestingView),
  /** (1 − credence) × value of what rests on it, by currency, most first. */
  exposure: z.array(Money),
  /** The weight of its topic in the strategy. */
  weight: z.number(),
  can: z.object({ edit: z.boolean() }),
});
export type AssumptionView = z.infer<typeof AssumptionView>;
export const AssumptionsView = z.object({ rows: z.array(AssumptionView) });
export type AssumptionsView = z.infer<typeof AssumptionsView>;
export const AssumptionsQuery = z.object({ party: Id.optional() });

/** What is at stake on a belief: the surer it is, the less (product.md). */
export function exposureOf(credence: number, values: readonly (Money | null)[]): Money[] {
  const sums = new Map<string, number>();
  for (const value of values)
    if (value) sums.set(value.currency, (sums.get(value.currency) ?? 0) + value.amount);
  return [...sums]
    .map(([currency, amount]) => ({ currency, amount: Math.round((1 - credence) * amount) }))
    .filter(({ amount }) => amount > 0)
    .sort((one, other) => other.amount - one.amount);
}
