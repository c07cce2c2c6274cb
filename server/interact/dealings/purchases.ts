import { sql } from 'kysely';
import type { PaidOnTime } from '../../../shared/interact/dealings/dealings.ts';
import {
  type PurchaseTerms,
  type PurchaseView,
  purchaseState,
} from '../../../shared/interact/dealings/terms.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { NotYetHappened } from './errors.ts';
import { type Paper, papersOf } from './papers.ts';
import { companyToday, type Side } from './sides.ts';

interface Row {
  number: string;
  dated_on: Temporal.PlainDate;
  amount: number;
  currency: string;
  due_on: Temporal.PlainDate;
  paid_on: Temporal.PlainDate | null;
}

/** What we bought from somebody, and when it is to be paid. */
export const purchase: Paper<PurchaseTerms, Row> = {
  kind: 'purchase',
  table: 'purchases',
  direction: 'out',
  termsOf: (row) => ({
    what: row.subject ?? '',
    number: row.number,
    date: row.dated_on.toString(),
    price: { amount: row.amount, currency: row.currency },
    due: row.due_on.toString(),
    paidOn: row.paid_on?.toString() ?? null,
  }),
  columnsOf: ({ number, date, price, due, paidOn }) => ({
    number,
    dated_on: date,
    amount: price.amount,
    currency: price.currency,
    due_on: due,
    paid_on: paidOn,
  }),
  settle: async (transaction, terms) => {
    if (terms.paidOn && terms.paidOn > (await companyToday(transaction)).toString())
      throw new NotYetHappened('paidOn');
    return terms;
  },
};

/** What we bought from somebody, newest first. */
export async function purchasesFrom(
  transaction: Transaction,
  side: Side,
  today: Temporal.PlainDate,
): Promise<PurchaseView[]> {
  const purchases = await papersOf(transaction, purchase, side);
  return purchases.map((one) => ({ ...one, state: purchaseState(one, today) }));
}

/** Of what was due by now, or paid before, how much was paid by its day. */
export async function paidOnTime(
  { db, actor }: Transaction,
  side: Side,
  today: Temporal.PlainDate,
): Promise<PaidOnTime> {
  const { rows } = await sql<PaidOnTime>`
    select count(*) filter (where b.paid_on <= b.due_on) as "onTime", count(*) as "of"
    from participants p
      join activities a on a.workspace_id = p.workspace_id and a.id = p.activity_id and a.trashed_at is null
      join purchases b on b.workspace_id = p.workspace_id and b.activity_id = p.activity_id
    where p.workspace_id = ${actor.workspaceId} and p.party_id = ${side.id} and p.kind = 'purchase'
      and (b.paid_on is not null or b.due_on < ${today})`.execute(db);
  return rows[0]!;
}
