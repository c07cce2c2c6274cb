import { z } from 'zod';
import { PartyKind } from '../../identify/parties.ts';
import { PartyVisibility } from '../../platform/access.ts';
import { DateText, Id } from '../../platform/values.ts';

/** One party in the list of a kind of relationship, with what lies between us. */
export const RelationshipRow = z.object({
  id: Id,
  kind: PartyKind,
  name: z.string(),
  title: z.string().nullable(),
  companyName: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  city: z.string().nullable(),
  assignedTo: Id.nullable(),
  visibility: PartyVisibility,
  /** What they supply today: the first few by name, and how much it is in all. */
  supplies: z.array(z.string()),
  supplyCount: z.number().int(),
  openOffers: z.number().int(),
  openPayments: z.number().int(),
  /** The day by which the next of them is to be paid. */
  nextPayment: DateText.nullable(),
  openPromises: z.number().int(),
  nextPromise: DateText.nullable(),
  /** Of a person: whom they report to, as far as the reader sees both. */
  reportsTo: z.array(z.object({ id: Id, name: z.string() })),
});
export type RelationshipRow = z.infer<typeof RelationshipRow>;
