import { z } from 'zod';
import { Money } from '../../platform/money.ts';
import { DateText, Id, Version } from '../../platform/values.ts';

const terms = {
  name: z.string().trim().min(1, 'Say what they supply.').max(200),
  /** The number under which they sell it. */
  article: z.string().trim().max(100),
  /** What the price is for: piece, m², hour. */
  unit: z.string().trim().max(50),
  price: Money.nullable(),
  leadDays: z.int().min(0).max(3650).nullable(),
  from: DateText.nullable(),
  to: DateText.nullable(),
};

export const SupplyInput = z.strictObject({
  partyId: Id,
  name: terms.name,
  article: terms.article.default(''),
  unit: terms.unit.default(''),
  price: terms.price.default(null),
  leadDays: terms.leadDays.default(null),
  from: terms.from.default(null),
  to: terms.to.default(null),
});
export type SupplyInput = z.output<typeof SupplyInput>;

export const SupplyChange = z.strictObject(terms).partial().extend({ version: Version });
export type SupplyChange = z.infer<typeof SupplyChange>;

export const SupplyView = z.object({
  ...terms,
  id: Id,
  /** Whether it can be had today. */
  current: z.boolean(),
  version: Version,
});
export type SupplyView = z.infer<typeof SupplyView>;

/** What changed together, as the history keeps it and undoing reads it. */
export const SupplyTerms = z.object(terms);
export type SupplyTerms = z.infer<typeof SupplyTerms>;
