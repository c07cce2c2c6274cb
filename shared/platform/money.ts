import { z } from 'zod';

/** ISO 4217. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'Give the three letters of a currency, such as EUR.');

/** An amount as a whole number of the smallest unit of its currency: 1250 EUR are 12.50 euros. */
export const Money = z.strictObject({
  amount: z.int('Give a whole number of the smallest unit.').min(0).max(Number.MAX_SAFE_INTEGER),
  currency: Currency,
});
export type Money = z.infer<typeof Money>;
