import { z } from 'zod';
import { Money } from '../../platform/money.ts';
import { DateText, Id, Version } from '../../platform/values.ts';
import { TaskState } from '../tasks/tasks.ts';

const What = z.string().trim().min(1, 'Say what it is about.').max(500);
const PaperNumber = z.string().trim().max(100);

export const OfferAnswer = z.enum(['accepted', 'declined']);
export type OfferAnswer = z.infer<typeof OfferAnswer>;

/** Whether an amount holds with tax or without. */
export const OfferTax = z.enum(['gross', 'net']);
export type OfferTax = z.infer<typeof OfferTax>;

/** An offer that was made to us, or that we made. */
export const OfferTerms = z.strictObject({
  what: What,
  number: PaperNumber,
  date: DateText,
  price: Money.nullable(),
  tax: OfferTax.nullable(),
  validUntil: DateText.nullable(),
  answer: OfferAnswer.nullable(),
  answeredOn: DateText.nullable(),
});
export type OfferTerms = z.infer<typeof OfferTerms>;

/** What we bought, as its invoice says, and when we paid it. */
export const PurchaseTerms = z.strictObject({
  what: What,
  number: PaperNumber,
  date: DateText,
  price: Money,
  due: DateText,
  paidOn: DateText.nullable(),
});
export type PurchaseTerms = z.infer<typeof PurchaseTerms>;

export const OfferInput = OfferTerms.extend({
  partyId: Id,
  /** Made to us, or by us. */
  direction: z.enum(['in', 'out']).default('in'),
  number: PaperNumber.default(''),
  price: Money.nullable().default(null),
  tax: OfferTax.nullable().default(null),
  validUntil: DateText.nullable().default(null),
  answer: OfferAnswer.nullable().default(null),
  answeredOn: DateText.nullable().default(null),
});
export type OfferInput = z.output<typeof OfferInput>;

export const PurchaseInput = PurchaseTerms.extend({
  partyId: Id,
  number: PaperNumber.default(''),
  paidOn: DateText.nullable().default(null),
});
export type PurchaseInput = z.output<typeof PurchaseInput>;

export const OfferChange = OfferTerms.partial().extend({ version: Version });
export type OfferChange = z.infer<typeof OfferChange>;
export const PurchaseChange = PurchaseTerms.partial().extend({ version: Version });
export type PurchaseChange = z.infer<typeof PurchaseChange>;

export const OfferState = z.enum(['open', 'expired', 'accepted', 'declined']);
export type OfferState = z.infer<typeof OfferState>;

/** An offer we have not answered expires by the calendar. */
export function offerState(
  { answer, validUntil }: Pick<OfferTerms, 'answer' | 'validUntil'>,
  today: Temporal.PlainDate,
): OfferState {
  if (answer) return answer;
  return validUntil !== null && validUntil < today.toString() ? 'expired' : 'open';
}

export const PurchaseState = z.enum(['open', 'overdue', 'paid', 'paid late']);
export type PurchaseState = z.infer<typeof PurchaseState>;

export function purchaseState(
  { due, paidOn }: Pick<PurchaseTerms, 'due' | 'paidOn'>,
  today: Temporal.PlainDate,
): PurchaseState {
  if (paidOn) return paidOn > due ? 'paid late' : 'paid';
  return due < today.toString() ? 'overdue' : 'open';
}

/** What a customer bought of us. */
export const OrderState = z.enum(['bought', 'cancelled', 'returned']);

const entry = { id: Id, version: Version, can: z.object({ edit: z.boolean() }) };

export const OfferView = z.object({ ...OfferTerms.shape, ...entry, state: OfferState });
export type OfferView = z.infer<typeof OfferView>;

/** What an offer said before it was changed and sent again. */
export const OfferVersion = z.object({
  /** Counted from 1, the first that was sent. */
  version: z.number(),
  date: DateText,
  price: Money.nullable(),
  validUntil: DateText.nullable(),
});
export type OfferVersion = z.infer<typeof OfferVersion>;

/** An offer of ours: which of how many it is, its file, and what the one before it said. */
export const MadeOfferView = OfferView.extend({
  series: z.object({ at: z.number(), of: z.number() }),
  before: OfferVersion.nullable(),
  file: z.object({ id: Id, name: z.string() }).nullable(),
});
export type MadeOfferView = z.infer<typeof MadeOfferView>;
export const PurchaseView = z.object({ ...PurchaseTerms.shape, ...entry, state: PurchaseState });
export type PurchaseView = z.infer<typeof PurchaseView>;

/** What an entry of the timeline shows of its terms. */
export const EntryTerms = z.object({
  price: Money.nullable(),
  state: z.enum([
    ...OfferState.options,
    ...PurchaseState.options,
    ...OrderState.options,
    ...TaskState.exclude(['open']).options,
  ]),
});
export type EntryTerms = z.infer<typeof EntryTerms>;
