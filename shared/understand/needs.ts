import { z } from 'zod';
import { factLines } from '../identify/credence.ts';
import { PartyKind } from '../identify/parties.ts';
import { needKinds, topicValues } from '../identify/statements.ts';
import { Id, InstantText, Version } from '../platform/values.ts';

const name = z.string().trim().min(1).max(200);
const meets = z.string().trim().max(500);

/** Something of ours, and the need it meets in the words of those who have it. */
export const OfferingInput = z.strictObject({ name, meets: meets.default('') });
export type OfferingInput = z.infer<typeof OfferingInput>;

export const OfferingChange = z.strictObject({
  version: Version,
  name: name.optional(),
  meets: meets.optional(),
});
export type OfferingChange = z.infer<typeof OfferingChange>;

export const OfferingView = z.object({
  id: Id,
  name: z.string(),
  meets: z.string(),
  version: Version,
});
export type OfferingView = z.infer<typeof OfferingView>;

export const OfferingsView = z.object({
  rows: z.array(OfferingView),
  can: z.object({ edit: z.boolean() }),
});
export type OfferingsView = z.infer<typeof OfferingsView>;

/** A need written down without naming whoever it is known from. */
export const UnnamedNeed = z.strictObject({
  partyId: Id,
  ...topicValues.need.pick({ text: true, kind: true, priority: true }).shape,
});
export type UnnamedNeed = z.infer<typeof UnnamedNeed>;

export const NeedView = z.object({
  /** The statement by which it is current. */
  id: Id,
  party: z.object({ id: Id, kind: PartyKind, name: z.string() }),
  text: z.string(),
  kind: z.enum(needKinds),
  priority: z.number().int(),
  credence: z.number(),
  line: z.enum(factLines),
  since: InstantText,
  /** What of ours was said to meet it, in words. */
  words: z.string(),
  offerings: z.array(z.object({ id: Id, name: z.string() })),
  can: z.object({ edit: z.boolean() }),
});
export type NeedView = z.infer<typeof NeedView>;

export const NeedsView = z.object({ rows: z.array(NeedView) });
export type NeedsView = z.infer<typeof NeedsView>;
export const NeedsQuery = z.object({ party: Id });

/** Needs of several people that say the same stand together. */
export function sameNeeds(rows: readonly NeedView[]): NeedView[][] {
  const folded = (text: string) => text.trim().toLowerCase();
  return [...Map.groupBy(rows, ({ text }) => folded(text)).values()];
}
