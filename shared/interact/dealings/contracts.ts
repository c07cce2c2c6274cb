import { z } from 'zod';
import { DateText, Id, Version } from '../../platform/values.ts';

export const NoticeUnit = z.enum(['days', 'weeks', 'months']);

const terms = {
  what: z.string().trim().min(1, 'Say what was agreed.').max(300),
  number: z.string().trim().max(100),
  from: DateText.nullable(),
  /** Its last day, as far as it was agreed; none where it runs until notice is given. */
  to: DateText.nullable(),
  notice: z.strictObject({ count: z.int().min(0).max(999), unit: NoticeUnit }).nullable(),
  /** By how many months it goes on where nobody gives notice. */
  renewsMonths: z.int().min(1).max(1200).nullable(),
  noticeGivenOn: DateText.nullable(),
};

export const ContractTerms = z.strictObject(terms);
export type ContractTerms = z.infer<typeof ContractTerms>;

/** What the task that reminds of it is called; null for none. */
const reminder = z.string().trim().min(1).max(300).nullable().default(null);

/** What a line, a file or a form says of a contract. */
export const ContractInput = z.strictObject({
  partyId: Id,
  what: terms.what,
  number: terms.number.default(''),
  from: terms.from.default(null),
  to: terms.to.default(null),
  notice: terms.notice.default(null),
  renewsMonths: terms.renewsMonths.default(null),
  noticeGivenOn: terms.noticeGivenOn.default(null),
  reminder,
});
export type ContractInput = z.output<typeof ContractInput>;

export const ContractChange = z.strictObject(terms).partial().extend({ version: Version });
export type ContractChange = z.infer<typeof ContractChange>;

/** The next day that matters: it begins, notice has to be given by then, or it ends. */
export const NextDay = z.object({ kind: z.enum(['begins', 'notice', 'ends']), on: DateText });
export type NextDay = z.infer<typeof NextDay>;

export const ContractView = z.object({
  ...terms,
  id: Id,
  state: z.enum(['ahead', 'running', 'ended']),
  next: NextDay.nullable(),
  /** When it ends as things stand; none where it runs until notice is given. */
  endsOn: DateText.nullable(),
  version: Version,
});
export type ContractView = z.infer<typeof ContractView>;

type Dates = Pick<ContractTerms, 'from' | 'to' | 'notice' | 'renewsMonths' | 'noticeGivenOn'>;

const mostRenewals = 1_200;

/** Where a contract stands on a day: when it ends as things stand, and which of its days comes next. */
export function contractAt(
  { from, to, notice, renewsMonths, noticeGivenOn }: Dates,
  today: Temporal.PlainDate,
): Pick<ContractView, 'state' | 'next' | 'endsOn'> {
  const isBefore = (day: Temporal.PlainDate, other: Temporal.PlainDate) =>
    Temporal.PlainDate.compare(day, other) < 0;
  const begins = from ? Temporal.PlainDate.from(from) : null;
  const isAhead = begins !== null && isBefore(today, begins);
  const state = isAhead ? 'ahead' : 'running';
  const deadlineOf = (end: Temporal.PlainDate) =>
    notice ? end.subtract({ [notice.unit]: notice.count }) : end;
  if (!to) {
    const given = noticeGivenOn ? Temporal.PlainDate.from(noticeGivenOn) : null;
    const end = given && notice ? given.add({ [notice.unit]: notice.count }) : given;
    if (!end) return { state, endsOn: null, next: isAhead ? { kind: 'begins', on: from! } : null };
    if (isBefore(end, today)) return { state: 'ended', endsOn: end.toString(), next: null };
    return { state, endsOn: end.toString(), next: { kind: 'ends', on: end.toString() } };
  }
  const agreed = Temporal.PlainDate.from(to);
  let end = agreed;
  if (renewsMonths) {
    // Counted from the agreed end each time, so that the 31st stays one.
    const asOf = noticeGivenOn ? Temporal.PlainDate.from(noticeGivenOn) : today;
    for (let times = 1; times <= mostRenewals && isBefore(deadlineOf(end), asOf); times++)
      end = agreed.add({ months: times * renewsMonths });
  }
  const endsOn = end.toString();
  if (isBefore(end, today)) return { state: 'ended', endsOn, next: null };
  if (isAhead) return { state, endsOn, next: { kind: 'begins', on: from! } };
  const isOpen = renewsMonths !== null && noticeGivenOn === null;
  return {
    state,
    endsOn,
    next: isOpen
      ? { kind: 'notice', on: deadlineOf(end).toString() }
      : { kind: 'ends', on: endsOn },
  };
}

const daysBefore = 14;

/** When somebody has to be reminded: two weeks before notice has to be given or it ends, today at the earliest. */
export function remindOn(terms: Dates, today: Temporal.PlainDate): string | null {
  const begins = terms.from ? Temporal.PlainDate.from(terms.from) : today;
  const asOf = Temporal.PlainDate.compare(begins, today) > 0 ? begins : today;
  const { next } = contractAt(terms, asOf);
  if (!next || next.kind === 'begins') return null;
  const day = Temporal.PlainDate.from(next.on).subtract({ days: daysBefore });
  return (Temporal.PlainDate.compare(day, today) < 0 ? today : day).toString();
}
