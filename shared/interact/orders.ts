import { z } from 'zod';
import { normaliseEmail } from '../identify/addresses.ts';
import { Money } from '../platform/money.ts';
import { Id, InstantText } from '../platform/values.ts';

/** One line of what was bought. */
export const OrderLine = z.object({
  what: z.string().trim().min(1).max(500),
  quantity: z.number().min(0).max(1e9).default(1),
  /** Of the whole line, in the smallest unit of the order's currency. */
  amount: Money.shape.amount.optional(),
});
export type OrderLine = z.output<typeof OrderLine>;

/** What a shop or a till tells of an order. Fields it has besides are passed over. */
export const OrderMessage = z.object({
  /** Its own name for the order: the same in everything it tells of it. */
  order: z.string().trim().min(1).max(200),
  /** When it was placed. */
  at: InstantText,
  /** As of when this is true; of several tellings the newest counts, in whatever order they come. */
  changedAt: InstantText.optional(),
  amount: Money.shape.amount,
  currency: Money.shape.currency,
  lines: z.array(OrderLine).max(500).default([]),
  cancelled: z.boolean().default(false),
  customer: z
    .object({
      email: z
        .string()
        .trim()
        .max(320)
        .refine((text) => normaliseEmail(text) !== null, 'Give an e-mail address.')
        .optional(),
      phone: z.string().trim().min(1).max(100).optional(),
      name: z.string().trim().max(300).default(''),
    })
    .refine(
      ({ email, phone }) => email !== undefined || phone !== undefined,
      'Say who bought it: an e-mail address or a telephone number.',
    ),
});
export type OrderMessage = z.output<typeof OrderMessage>;

/** What a program tells of an order, which is written for us: what nobody asked for is a mistake of its own. */
export const OrderInput = z.strictObject(OrderMessage.shape);

export const OrderTaken = z.object({
  id: Id,
  /** Whether anything of it was new. */
  result: z.enum(['taken', 'known']),
});

interface Telling {
  changedAt: Temporal.Instant;
  /** By which two tellings of one moment are told apart, the same way round wherever they meet. */
  mark: string;
}

/** Whether this is what counts, once the other is known too. */
export function isNewer(one: Telling, other: Telling): boolean {
  const order = Temporal.Instant.compare(one.changedAt, other.changedAt);
  return order === 0 ? one.mark > other.mark : order > 0;
}

interface Told {
  /** Empty where the purchase has no number. */
  order: string;
  lines: readonly OrderLine[];
}

/** What was bought in a few words, in whatever language it was told. */
export function orderSubject({ order, lines }: Told): string {
  const [first, ...others] = lines.filter(({ what }) => what !== '');
  if (!first) return order;
  return others.length === 0 ? first.what : `${first.what} + ${String(others.length)}`;
}

export function orderText({ order, lines }: Told): string {
  const bought = lines.map(({ what, quantity }) => `${String(quantity)} × ${what}`.trim());
  return [...bought, ...(order ? [`# ${order}`] : [])].join('\n');
}
