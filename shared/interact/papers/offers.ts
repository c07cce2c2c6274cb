import type { Money } from '../../platform/money.ts';
import { amountsIn, moneyOf, onlyCurrency } from './amounts.ts';
import { daysIn, readSpan } from './days.ts';
import { kindOfPaper, type Paper } from './paper.ts';

/** Whether the total is meant with tax or without, as far as the paper says. */
export type Tax = 'gross' | 'net' | null;

export interface OfferReading {
  number: string;
  date: Temporal.PlainDate | null;
  validUntil: Temporal.PlainDate | null;
  tax: Tax;
  /** One, or several of which nobody but a person knows which counts. */
  totals: Money[];
}

export interface PaperContext {
  /** 5/12 is the twelfth of May where people write so. */
  monthFirst: boolean;
  /** When it was sent: what it counts from where the paper has no day of its own. */
  sentOn: Temporal.PlainDate;
}

/** What a paper offers, for how much and until when; null where it is no offer or names no total. */
export function readOffer(paper: Paper, { monthFirst, sentOn }: PaperContext): OfferReading | null {
  if (kindOfPaper(paper) !== 'offer') return null;
  const total = readTotal(paper.lines);
  if (!total) return null;
  const date = dateOf(paper.lines, monthFirst);
  return {
    number: numberOf(paper.lines),
    date,
    validUntil: validityOf(paper.lines, date ?? sentOn, monthFirst),
    ...total,
  };
}

const GROSS =
  /brutto|gross|(?:incl(?:uding|usive|\.)?|inkl(?:usive|\.)?|mit|with)(?:\s+(?:of|der|\d[\d.,]*\s?%))*\s*(?:gesetzl\w*\.?\s*)?(?:vat|mwst|ust|umsatzsteuer|mehrwertsteuer|tax|steuer)|endbetrag|endsumme|gesamtendpreis|amount due|zu zahlen|zahlbetrag/iu;
const NET =
  /netto|(?<!\p{L})net(?!\p{L})|(?:excl(?:uding|usive|\.)?|exkl(?:usive|\.)?|ohne|without|before|zzgl\.?|zuzüglich|plus)(?:\s+(?:\d[\d.,]*\s?%))*\s*(?:gesetzl\w*\.?\s*)?(?:vat|mwst|ust|umsatzsteuer|mehrwertsteuer|tax|steuer)/iu;
const PART =
  /zwischensumme|sub-?\s?total|übertrag|carried (?:forward|over)|brought forward|summe (?:pos(?:ition)?|titel|gruppe|abschnitt|los)\b|rabatt|discount|skonto|nachlass|anzahlung|deposit|down ?payment|versand|fracht|shipping|freight|pro (?:stück|monat|jahr)|monatlich|monthly|per (?:month|year|unit|piece)|optional|stunden|hours/iu;
const TOTAL =
  /(?<!\p{L})(?:gesamt(?:betrag|summe|preis|kosten|wert|endpreis|angebotssumme)?|angebots(?:summe|betrag|preis|wert)|auftrags(?:summe|wert)|endbetrag|endsumme|endpreis|summe|total(?:betrag|summe|preis)?|pauschal(?:preis|betrag|e)?|festpreis|fixpreis|grand total|(?:brutto|netto)(?:betrag|summe|preis|gesamt|wert)?|gross|net(?: (?:amount|total|price|value))?|(?:total|overall|lump(?: |-)sum|fixed|contract|offer|quoted|project) (?:price|amount|cost|sum|value|net|gross|fee)|lump sum|price|preis|investition|investment|kosten|amount due|zahlbetrag|zu zahlen)(?!\p{L})/iu;
const TAX =
  /(?<!\p{L})(?:mwst|ust|umsatzsteuer|mehrwertsteuer|vat|sales tax|tax|steuer|mwst\.|ust\.)(?!\p{L})/iu;
/** A price of one thing among others, where a line tells no total. */
const WEAK = /(?<!\p{L})(?:price|preis|kosten|investition|investment)(?!\p{L})/iu;

interface Line {
  rank: 'gross' | 'total' | 'net' | 'weak' | 'part';
  value: number;
  currency: string;
}

/** The total that a paper calls one, and which. Competing ones are all told. */
function readTotal(lines: readonly string[]): { tax: Tax; totals: Money[] } | null {
  const usual = onlyCurrency(lines);
  const found: Line[] = [];
  const taxes: number[] = [];
  for (const [at, line] of lines.entries()) {
    const amounts = amountsIn(line);
    const label = labelOf(line, amounts);
    if (label.trim().length > longestLabel) continue;
    const isTax = TAX.test(label) && !TOTAL.test(label);
    const isPart = PART.test(label);
    if (!isTax && !isPart && !TOTAL.test(label)) continue;
    // The amount of a label alone stands on the line beneath it.
    const beneath = amounts.length === 0 && isLabelAlone(label) ? amountAlone(lines[at + 1]) : [];
    const amount = [...amounts, ...beneath].at(-1);
    const currency = amount?.currency ?? usual;
    if (!amount || !currency || amount.value <= 0) continue;
    // "Total 3 items": a bare small number is no amount.
    if (!amount.currency && !/[.,'’\s]\d{2,3}$|[-–—]$/.test(amount.written) && amount.value < 100)
      continue;
    if (isTax) {
      taxes.push(amount.value);
      continue;
    }
    const rank = isPart
      ? 'part'
      : GROSS.test(label)
        ? 'gross'
        : NET.test(label)
          ? 'net'
          : WEAK.test(label) && !/gesamt|total|end|overall|angebot/iu.test(label)
            ? 'weak'
            : 'total';
    found.push({ rank, value: amount.value, currency });
  }
  const gross = distinct(found, 'gross');
  if (gross.length > 0) return told(gross, 'gross');
  const totals = distinct(found, 'total');
  const nets = distinct(found, 'net');
  const withTax = sumWithTax([...totals, ...nets], distinct(found, 'part'), taxes);
  if (withTax) return told([withTax], 'gross');
  if (totals.length > 0) {
    const [whole] = totals.length > 2 ? totals.filter((one) => isSumOf(one, totals)) : [];
    const chosen = whole ? [whole] : totals;
    const above = nets.some(({ value }) => value < chosen[0]!.value);
    const below = lines.some((line) => NET_PRICES.test(line));
    return told(chosen, above ? 'gross' : below ? 'net' : null);
  }
  if (nets.length > 0) return told(nets, 'net');
  const weak = distinct(found, 'weak');
  return weak.length > 0
    ? told(weak, lines.some((line) => NET_PRICES.test(line)) ? 'net' : null)
    : null;
}

const longestLabel = 90;
const NET_PRICES =
  /(?:alle|sämtliche|all|our|unsere)\s+(?:(?:angegebenen|genannten|quoted|stated)\s+)?(?:preise|prices|beträge|amounts)\b.{0,60}(?:netto|net\b|exkl|excl|zzgl|zuzüglich|plus|ohne|without)|(?:zzgl\.?|zuzüglich|exkl\.?|plus|excl\.?(?:uding)?)\s+(?:der\s+)?(?:gesetzl\w*\.?\s+)?(?:\d+\s?%\s+)?(?:mwst|ust|umsatzsteuer|mehrwertsteuer|vat)/iu;

/** The words of a line beside its last amount. */
function labelOf(line: string, amounts: readonly { from: number; to: number }[]): string {
  const last = amounts.at(-1);
  if (!last) return line;
  // What stands in columns before an amount of its own belongs to that one.
  return `${line.slice(0, last.from)} ${line.slice(last.to)}`;
}

const isLabelAlone = (label: string) =>
  label.trim().length <= 50 && !/\t/.test(label.trim()) && !/\d/.test(label.replace(/\d+\s?%/, ''));

function amountAlone(line: string | undefined) {
  if (!line) return [];
  const amounts = amountsIn(line);
  const [amount] = amounts;
  if (amounts.length !== 1) return [];
  return /[\p{L}\d]/u.test(line.slice(0, amount!.from) + line.slice(amount!.to)) ? [] : amounts;
}

function distinct(found: readonly Line[], rank: Line['rank']): Line[] {
  const seen = new Map<string, Line>();
  for (const line of found)
    if (line.rank === rank) seen.set(`${line.value} ${line.currency}`, line);
  return [...seen.values()];
}

const near = (one: number, other: number) => Math.abs(one - other) < 0.02;

const isSumOf = (whole: Line, all: readonly Line[]) =>
  near(whole.value, all.reduce((sum, { value }) => sum + value, 0) - whole.value);

/** Of a sum, its tax and both together, the last is what is to be paid. */
function sumWithTax(
  lines: readonly Line[],
  parts: readonly Line[],
  taxes: readonly number[],
): Line | undefined {
  return lines.find((line) =>
    [...lines, ...parts].some(
      (part) =>
        part.currency === line.currency &&
        taxes.some((tax) => tax > 0 && near(part.value + tax, line.value)),
    ),
  );
}

function told(lines: readonly Line[], tax: Tax): { tax: Tax; totals: Money[] } | null {
  const totals = lines.flatMap(({ value, currency }) => moneyOf(value, currency) ?? []);
  return totals.length > 0 ? { tax, totals: totals.slice(0, mostTotals) } : null;
}
const mostTotals = 5;

const VALID =
  /gültig|gültigkeit|bindefrist|zuschlagsfrist|angebotsfrist|halten wir uns|gebunden|gilt bis|valid|validity|expires|expiry|open until|good (?:until|through|for)|binding (?:until|for)|held (?:until|for)|offer ends|gilt (?:für )?(?:\d|vier|drei|zwei)/iu;

function validityOf(
  lines: readonly string[],
  from: Temporal.PlainDate,
  monthFirst: boolean,
): Temporal.PlainDate | null {
  for (const [at, line] of lines.entries()) {
    const place = line.search(VALID);
    if (place < 0) continue;
    // A sentence may go on in the next line.
    const text = `${line} ${lines[at + 1] ?? ''}`;
    const rest = text.slice(place);
    const [day] = daysIn(rest, monthFirst);
    const span = readSpan(rest);
    // The nearer one is meant: "gültig 30 Tage ab 1.6.2026".
    const spanAt = span ? rest.search(/\d|\p{L}+\s(?:tage|wochen|monat|days|weeks|month)/iu) : -1;
    if (span && (!day || spanAt < day.from)) return (day?.day ?? from).add(span);
    if (day) return day.day;
    // "Bis 30.6.2026 halten wir uns an dieses Angebot gebunden."
    const [before] = daysIn(line.slice(0, place), monthFirst);
    if (before && /bis|until|through/iu.test(line)) return before.day;
    const spanBefore = readSpan(line.slice(0, place));
    if (spanBefore) return from.add(spanBefore);
  }
  return null;
}

const DATED =
  /^(?:.*[\s\t])?(?:datum|date|angebotsdatum|quote date|offer date|issued|ausgestellt|vom|dated)\s*:?\s*(?:am|on|of)?\s*/iu;

/** The day a paper bears, which is not the one until which it holds. */
function dateOf(lines: readonly string[], monthFirst: boolean): Temporal.PlainDate | null {
  const others =
    /liefer|deliver|gültig|valid|expire|bis|until|anfrage|enquiry|inquiry|geburt|frist|deadline|telefonat|gespräch|your e-?mail|ihre e-?mail|ihr schreiben/iu;
  const top = lines.slice(0, 60);
  for (const line of top) {
    if (others.test(line)) continue;
    for (const { day, from } of daysIn(line, monthFirst))
      if (DATED.test(line.slice(0, from))) return day;
  }
  // A letter has its day beside the place, in a line of its own.
  for (const line of top) {
    if (line.length > 50 || others.test(line)) continue;
    const [day] = daysIn(line, monthFirst);
    if (day) return day.day;
  }
  return null;
}

const NUMBER =
  /(?:angebots?|offerten?|anbots?|offer|quotation|quote|proposal|estimate|kostenvoranschlags?|reference|referenz|dokument|document|beleg)[\s-]*(?:nr|no|nummer|number|num|id|#|ref)?\.?\s*[:#]?\s*(?<number>[A-Z]{0,6}[-/_. ]?\d[\w./-]*(?:\s?(?:rev\.?|v|version)\s?\d+)?)/iu;
const LABELLED = /(?:nr|no|nummer|number|#)\.?\s*[:#]?\s*(?<number>[A-Z]{0,6}[-/_.]?\d[\w./-]*)/iu;

function numberOf(lines: readonly string[]): string {
  for (const [at, line] of lines.slice(0, 60).entries()) {
    const written =
      NUMBER.exec(line)?.groups?.number ??
      (/angebot|offer|quot|anbot|proposal|estimate|kostenvoranschlag/iu.test(line) ||
      (at < 12 && /^(?:nr|no|number|nummer)\b/iu.test(line))
        ? LABELLED.exec(line)?.groups?.number
        : undefined);
    const number = written?.replace(/[.,/-]+$/, '').trim();
    if (!number || number.length > 40 || daysIn(number, false).length > 0) continue;
    if (/^\d{1,2}$/.test(number) || /^(?:19|20)\d\d$/.test(number)) continue;
    return number;
  }
  return '';
}

/** Two offers are one in two versions where this is the same; a mark of the version is no part of a number. */
export function offerSeries({ number, what }: { number: string; what: string }): string {
  const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  if (!number) return `what ${plain(what)}`;
  const base = plain(number).replace(
    /[\s._/-]*(?:rev(?:ision)?\.?|v(?:ersion)?\.?|r)\s?\d{1,2}$/u,
    '',
  );
  return `number ${base}`;
}
