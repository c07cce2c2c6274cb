import { z } from 'zod';
import { Id } from '../../platform/values.ts';
import { ContractView } from './contracts.ts';
import { PromiseView } from './promises.ts';
import { SupplyView } from './supplies.ts';
import { MadeOfferView, OfferView, PurchaseView } from './terms.ts';

export const DealingsQuery = z.object({ party: Id });

/** Of how many purchases that were paid, or had to be by now, how many were paid by their day. */
export const PaidOnTime = z.object({ onTime: z.number(), of: z.number() });
export type PaidOnTime = z.infer<typeof PaidOnTime>;

/** What lies between us and one party. */
export const DealingsView = z.object({
  promises: z.array(PromiseView),
  supplies: z.array(SupplyView),
  offers: z.array(OfferView),
  made: z.array(MadeOfferView),
  purchases: z.array(PurchaseView),
  contracts: z.array(ContractView),
  paid: PaidOnTime,
  can: z.object({
    /** Whoever sees the record writes down what was promised, offered and paid. */
    note: z.boolean(),
    /** What somebody supplies belongs to the record itself. */
    editSupplies: z.boolean(),
  }),
});
export type DealingsView = z.infer<typeof DealingsView>;
