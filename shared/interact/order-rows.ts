import { normaliseEmail } from '../identify/addresses.ts';
import { foldHeading } from '../identify/importing/headings.ts';
import type { ListedRow } from '../identify/importing/listed-row.ts';
import { readDate } from '../identify/importing/written-dates.ts';
import { currencyDigits } from '../platform/currencies.ts';
import { currencyOfCountry, currencySaid } from '../platform/currency-names.ts';
import { decimalMarkOf, readNumber } from '../platform/numbers.ts';
import { isUsableInstant } from '../platform/values.ts';

/** One row of a list of purchases: an order, or one line of it. */
export interface ListedPurchase {
  /** How the shop calls the order; null where the file numbers none. */
  ref: string | null;
  /** Null in a further row of an order whose first one tells it. */
  at: Temporal.Instant | null;
  customer: ListedCustomer;
  /** What was bought; null in a row that names neither product nor number. */
  line: { what: string; quantity: number; amount?: number } | null;
  /** Of the whole order and of this row, in the smallest unit; negative: given back. */
  total: number | null;
  amount: number | null;
  /** The file has a column of totals, so what its rows cost is told once more. */
  hasTotals: boolean;
  currency: string;
  cancelled: boolean;
}

export interface ListedCustomer {
  email: string;
  phone: string;
  name: string;
  company: string;
  /** As the shop numbers its customers. */
  number: string;
}

export type PurchaseTrouble =
  | 'no-day'
  | 'no-such-day'
  | 'no-amount'
  | 'amount'
  | 'quantity'
  | 'currency';

/** What was read although it could be otherwise. */
export interface PurchaseDoubts {
  date: boolean;
  /** Nothing names a currency, so it is that of the country. */
  currency: boolean;
}

interface Place {
  country: string;
  zone: string;
}

const wholeDay = { hour: 12 };
const most = { ref: 200, what: 500, quantity: 1e9, name: 300 };

export function readPurchaseRow(
  { cells, labels, dateOrder }: ListedRow,
  place: Place,
):
  | { purchase: ListedPurchase; doubts: PurchaseDoubts }
  | { trouble: PurchaseTrouble; text: string } {
  const cell = (field: string) => cells[field]?.trim() ?? '';
  const ref = cell('orderRef').slice(0, most.ref) || null;
  const day = cell('orderAt');
  const moment = momentOf(day, cell('orderTime'), { dateOrder, ...place });
  if ('trouble' in moment && (day !== '' || ref === null))
    return { trouble: moment.trouble, text: `${day} ${cell('orderTime')}`.trim() };

  const read = {
    total: amountIn(cell('orderTotal'), labels.orderTotal, place.country),
    amount: amountIn(cell('orderAmount'), labels.orderAmount, place.country),
    price: amountIn(cell('orderPrice'), labels.orderPrice, place.country),
  };
  for (const [name, money] of Object.entries(read))
    if (money === 'unreadable')
      return { trouble: 'amount', text: cell(`order${name[0]!.toUpperCase()}${name.slice(1)}`) };
  const { total, amount, price } = read as Record<'total' | 'amount' | 'price', Written | null>;

  const column = cell('orderCurrency');
  const named = column === '' ? null : currencySaid(column, place.country);
  const currencies = [total, amount, price].flatMap((money) => money?.currency ?? []);
  const currency = named ?? currencies[0] ?? currencyOfCountry(place.country);
  if ((column !== '' && !named) || !currency || currencies.some((other) => other !== currency))
    return { trouble: 'currency', text: [column, ...currencies].join(' ').trim() };

  const many = cell('orderQuantity');
  const quantity = many === '' ? 1 : readNumber(many, decimalMarkOf(`und-${place.country}`));
  if (quantity === undefined || Math.abs(quantity) > most.quantity)
    return { trouble: 'quantity', text: many };
  const units = (money: Written | null) => money && minorUnits(money.value(currency), currency);
  const whole = units(total);
  let part = units(amount);
  if (part === null && price)
    part = minorUnits(price.value(currency) * (quantity === 0 ? 1 : quantity), currency);
  // A returned piece is listed with a number below nought; the amount beside it may have lost its sign.
  if (part !== null && part > 0 && quantity < 0) part = -part;
  if ([whole, part].some((units) => units !== null && !Number.isSafeInteger(units)))
    return { trouble: 'amount', text: [cell('orderTotal'), cell('orderAmount')].join(' ').trim() };
  if (whole === null && part === null && ref === null) return { trouble: 'no-amount', text: '' };

  const what = cell('orderWhat').replace(/\s+/g, ' ').slice(0, most.what);
  const line =
    what !== '' || many !== ''
      ? { what, quantity, ...(part === null ? {} : { amount: part }) }
      : null;
  return {
    purchase: {
      ref,
      at: 'at' in moment ? moment.at : null,
      customer: customerIn(cell),
      line,
      total: whole,
      amount: part,
      hasTotals: cells.orderTotal !== undefined,
      currency,
      cancelled: isCancelled(cell('orderState')),
    },
    doubts: {
      date: 'at' in moment && moment.isDoubtful,
      currency: named === null && currencies.length === 0,
    },
  };
}

function customerIn(cell: (field: string) => string): ListedCustomer {
  const text = cell('orderEmail');
  const email =
    normaliseEmail(text) ?? normaliseEmail(/<([^<>]+)>\s*$/.exec(text)?.[1] ?? '') ?? '';
  const parts = [cell('orderGiven'), cell('orderFamily')].filter(Boolean).join(' ');
  return {
    email,
    phone: cell('orderPhone').slice(0, 100),
    name: (cell('orderName') || parts).replace(/\s+/g, ' ').slice(0, most.name),
    company: cell('orderCompany').replace(/\s+/g, ' ').slice(0, most.name),
    // A workbook may have made a number of it.
    number: cell('orderCustomer')
      .replace(/^(\d+)\.0$/, '$1')
      .slice(0, 100),
  };
}

/** By whom rows of one order, and the same purchase in two files, are told alike. */
export function customerKey({ email, phone, name, company, number }: ListedCustomer): string {
  return email || number || foldHeading(`${phone} ${name} ${company}`);
}

function momentOf(
  written: string,
  clock: string,
  { dateOrder, country, zone }: Place & { dateOrder: ListedRow['dateOrder'] },
): { at: Temporal.Instant; isDoubtful: boolean } | { trouble: 'no-day' | 'no-such-day' } {
  if (written === '') return { trouble: 'no-day' };
  if (/^\d{10}(?:\d{3})?$/.test(written)) {
    const at = Number(written) * (written.length === 10 ? 1_000 : 1);
    return { at: Temporal.Instant.fromEpochMilliseconds(at), isDoubtful: false };
  }
  const iso = written
    .replace(/ (?=\d{1,2}:)/, 'T')
    .replace(/ (?=[+-]\d{2}:?\d{2}$|UTC$|Z$)/, '')
    .replace(/UTC$/, 'Z');
  if (/T\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$/.test(iso) && isUsableInstant(iso))
    return { at: Temporal.Instant.from(iso), isDoubtful: false };
  const time =
    /(?:^|[T\s,])\s*(\d{1,2})(?::|\s?h\s?)(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(?:([ap])\.?\s?m\.?|Uhr)?$/i.exec(
      clock || written,
    );
  if (clock !== '' && !time) return { trouble: 'no-such-day' };
  const text = clock === '' ? written.slice(0, time?.index).trim() : written;
  const { date, doubtful } = readDate(text.replace(/,$/, ''), dateOrder, undefined, country);
  if (date === null || date.startsWith('-')) return { trouble: 'no-such-day' };
  const [, hours = '', minutes = '0', seconds = '0', half] = time ?? [];
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hours);
  if (time && (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59))
    return { trouble: 'no-such-day' };
  const wall = Temporal.PlainDate.from(date).toPlainDateTime(
    time ? { hour, minute: Number(minutes), second: Number(seconds) } : wholeDay,
  );
  return { at: wall.toZonedDateTime(zone).toInstant(), isDoubtful: doubtful };
}

interface Written {
  currency: string | null;
  /** In whole units; one sign before three digits parts thousands or cents as the currency has it. */
  value: (currency: string) => number;
}

/** An amount as it stands in a cell, with a currency before or behind it or none. */
function amountIn(
  written: string,
  label: string | undefined,
  country: string,
): Written | null | 'unreadable' {
  if (written === '' || /^[-–—]$/.test(written)) return null;
  // "4.800,-" has no cents.
  const text = written.replace(/(?<=\d)[.,][-–—]{1,2}(?!\d)/, '');
  const parts =
    /^([+\-−–(]?\s*)([^\d.,+\-−–()]*)([+\-−–]?\s*[\d.,][\d.,'’\s\u00a0\u202f]*)([^\d]*)$/u.exec(
      text,
    );
  if (!parts) return 'unreadable';
  const [, open = '', before = '', number = '', behind = ''] = parts;
  const after = behind.replace(/[)\s]/g, '');
  const isMinus = /[-−–(]/.test(open) || /^\s*[-−–]/.test(number) || /^[-−–]$/.test(behind.trim());
  const [marked = '', headed = ''] = splitLabel(label);
  const named: string[] = [];
  for (const word of [before.trim(), after]) {
    if (word === '' || /^[-−–]$/.test(word)) continue;
    const said = currencySaid(word, country);
    if (!said) return 'unreadable';
    named.push(said);
  }
  if (named.length > 1 && named[0] !== named[1]) return 'unreadable';
  const currency = named[0] ?? (headed || null);
  const digits = number
    .replace(/[+\-−–]/g, '')
    .trim()
    .replace(/[.,]$/, '');
  if (readNumber(digits, '.') === undefined) return 'unreadable';
  return {
    currency,
    value: (paidIn) => {
      const places = currencyDigits(paidIn);
      const [only] = /[.,]/.exec(digits) ?? [''];
      const other = only === '.' ? ',' : '.';
      const mark =
        marked || (places === 3 ? only : places === 0 ? other : decimalMarkOf(`und-${country}`));
      const value = readNumber(digits, mark) ?? Number.NaN;
      return isMinus ? -value : value;
    },
  };
}

/** What `purchaseColumns` says of an amount: the mark of its cents, and the currency of its heading. */
function splitLabel(label = ''): [string, string] {
  const [mark = '', currency = ''] = label.split(' ');
  return [/^[.,]$/.test(mark) ? mark : '', currency];
}

/** Rounded as people round, not as binary fractions fall. */
function minorUnits(value: number, currency: string): number {
  const exact = Number((Math.abs(value) * 10 ** currencyDigits(currency)).toPrecision(15));
  const rounded = Math.round(exact);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

const cancelledWords =
  /\b(?:cancel(?:l?ed)?|void(?:ed)?|refunded|returned|storn\w*|widerruf\w*|retour\w*|erstattet|annul\w*|rembourse\w*|cancelad[oa]|anulad[oa]|devuelt[oa]|reembolsad[oa])\b/;
const partlyWords = /\b(?:partial\w*|partly|teil\w*|partiel\w*|parcial\w*|not|nicht|non|no)\b/;

function isCancelled(state: string): boolean {
  const folded = foldHeading(state);
  return cancelledWords.test(folded) && !partlyWords.test(folded);
}
