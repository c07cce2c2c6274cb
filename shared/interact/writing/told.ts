import { z } from 'zod';
import { Money } from '../../platform/money.ts';
import { DateText, Id, InstantText, Zone } from '../../platform/values.ts';
import { scopeMatters } from './claims.ts';

const said = { sentence: z.string(), matter: z.array(z.string()) };

/** What one of us told a customer, and where it stands. */
export const ToldClaim = z.intersection(
  z.discriminatedUnion('kind', [
    z.object({ ...said, kind: z.literal('price'), price: Money }),
    z.object({ ...said, kind: z.literal('date'), on: DateText }),
    z.object({
      ...said,
      kind: z.literal('scope'),
      scope: z.enum(scopeMatters),
      isIncluded: z.boolean(),
    }),
  ]),
  z.object({
    from: z.enum(['mail', 'offer', 'promise']),
    /** The entry of the timeline; a promise may stand in none. */
    activityId: Id.nullable(),
    partyId: Id,
    partyKind: z.enum(['person', 'company']),
    by: z.string(),
    at: InstantText,
    /** Whether it still holds: an offer that has run out is told of and contradicted by nothing. */
    holds: z.boolean(),
  }),
);
export type ToldClaim = z.infer<typeof ToldClaim>;

/** With commas between them. */
export const ToldQuery = z.object({
  to: z.string().max(4_000),
  zone: Zone,
  monthFirst: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
});
export type ToldQuery = z.output<typeof ToldQuery>;
