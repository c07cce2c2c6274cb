import { sql } from 'kysely';
import {
  type MadeOfferView,
  type OfferAnswer,
  type OfferTax,
  type OfferTerms,
  type OfferView,
  offerState,
} from '../../../shared/interact/dealings/terms.ts';
import { offerSeries } from '../../../shared/interact/papers/offers.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { NotYetHappened } from './errors.ts';
import { type Paper, papersOf } from './papers.ts';
import { companyToday, type Side } from './sides.ts';

interface Row {
  number: string;
  dated_on: Temporal.PlainDate;
  amount: number | null;
  currency: string | null;
  tax: string | null;
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
    tax: row.tax as OfferTax | null,
    validUntil: row.valid_until?.toString() ?? null,
    answer: row.answer as OfferAnswer | null,
    answeredOn: row.answered_on?.toString() ?? null,
  }),
  columnsOf: ({ number, date, price, tax, validUntil, answer, answeredOn }) => ({
    number,
    dated_on: date,
    amount: price?.amount ?? null,
    currency: price?.currency ?? null,
    tax,
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

/** What we offered somebody. */
export const madeOffer: Paper<OfferTerms, Row> = { ...offer, direction: 'out' };

/** What somebody has offered us, newest first. */
export async function offersOf(
  transaction: Transaction,
  side: Side,
  today: Temporal.PlainDate,
): Promise<OfferView[]> {
  const offers = await papersOf(transaction, offer, side);
  return offers.map((one) => ({ ...one, state: offerState(one, today) }));
}

/** What we have offered somebody, newest first, each beside what the same offer said before. */
export async function madeOffersTo(
  transaction: Transaction,
  side: Side,
  today: Temporal.PlainDate,
): Promise<MadeOfferView[]> {
  const offers = await papersOf(transaction, madeOffer, side);
  const files = await filesOf(
    transaction,
    offers.map(({ id }) => id),
  );
  const series = Map.groupBy(offers, offerSeries);
  return offers.map((one) => {
    const same = series.get(offerSeries(one))!;
    const place = same.indexOf(one);
    const older = same[place + 1];
    const before = older && {
      version: same.length - place - 1,
      date: older.date,
      price: older.price,
      validUntil: older.validUntil,
    };
    return {
      ...one,
      state: offerState(one, today),
      series: { at: same.length - place, of: same.length },
      before: before ?? null,
      file: files.get(one.id) ?? null,
    };
  });
}

async function filesOf({ db, actor }: Transaction, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { id: string; name: string }>();
  // Each by its index: of a few ids at once the planner may make a walk through everything.
  const { rows } = await sql<{ activity_id: string; id: string; name: string }>`
    select x.activity_id, x.id, x.name from unnest(${ids}::uuid[]) as of(id)
    cross join lateral (
      select activity_id, id, name from attachments t
      where t.workspace_id = ${actor.workspaceId} and t.activity_id = of.id and not t.inline limit 1
    ) x`.execute(db);
  return new Map(rows.map(({ activity_id, id, name }) => [activity_id, { id, name }]));
}
