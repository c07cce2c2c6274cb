import {
  type OfferAnswer,
  type OfferTerms,
  type OfferView,
  offerState,
} from '../../../shared/interact/dealings/terms.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { NotYetHappened } from './errors.ts';
import { type Paper, papersOf } from './papers.ts';
import { companyToday, type Side } from './sides.ts';

interface Row {
  number: string;
  dated_on: Temporal.PlainDate;
  amount: number | null;
  currency: string | null;
  valid_until: Temporal.PlainDate | null;
  answer: string | null;
  answered_on: Temporal.PlainDate | null;
}

/** What somebody offered us. */
export const offer: Paper<OfferTerms, Row> = {
  kind: 'offer',
  table: 'offers',
  direction: 'in',
  termsOf: (row) => ({
    what: row.subject ?? '',
    number: row.number,
    date: row.dated_on.toString(),
    price: row.amount === null ? null : { amount: row.amount, currency: row.currency! },
    validUntil: row.valid_until?.toString() ?? null,
    answer: row.answer as OfferAnswer | null,
    answeredOn: row.answered_on?.toString() ?? null,
  }),
  columnsOf: ({ number, date, price, validUntil, answer, answeredOn }) => ({
    number,
    dated_on: date,
    amount: price?.amount ?? null,
    currency: price?.currency ?? null,
    valid_until: validUntil,
    answer,
    answered_on: answeredOn,
  }),
  /** An answer without a day was given today; a day without an answer says nothing. */
  settle: async (transaction, terms) => {
    if (!terms.answer) return { ...terms, answeredOn: null };
    const today = (await companyToday(transaction)).toString();
    const answeredOn = terms.answeredOn ?? today;
    if (answeredOn > today) throw new NotYetHappened('answeredOn');
    return { ...terms, answeredOn };
  },
};

/** What somebody has offered us, newest first. */
export async function offersOf(
  transaction: Transaction,
  side: Side,
  today: Temporal.PlainDate,
): Promise<OfferView[]> {
  const offers = await papersOf(transaction, offer, side);
  return offers.map((one) => ({ ...one, state: offerState(one, today) }));
}
