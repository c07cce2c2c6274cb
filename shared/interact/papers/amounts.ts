import { currencyDigits } from '../../platform/currencies.ts';
import type { Money } from '../../platform/money.ts';
import { readNumber } from '../../platform/numbers.ts';

/** As people write them beside an amount; the dollar and the crown of several countries only as what is usual. */
const signs: Record<string, string> = {
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  $: 'USD',
  us$: 'USD',
  '£': 'GBP',
  '¥': 'JPY',
  fr: 'CHF',
  sfr: 'CHF',
  'fr.': 'CHF',
  'sfr.': 'CHF',
  franken: 'CHF',
  zł: 'PLN',
  kč: 'CZK',
  ft: 'HUF',
};
const codes =
  'EUR|CHF|USD|GBP|PLN|CZK|HUF|SEK|NOK|DKK|JPY|CAD|AUD|NZD|RON|BGN|TRY|CNY|INR|ZAR|SGD|HKD|ILS';
const CURRENCY = `US\\$|[€$£¥]|(?<!\\p{L})(?:${codes}|euros?|s?fr\\.?|franken|zł|kč|ft)(?![\\p{L}\\p{N}])`;
/** 4.800,00 · 4,800.00 · 4'800.00 · 4 800,00 · 4800 · 4.800,- · 4.800,-- */
const NUMBER =
  "\\d{1,3}(?:[.,'’](?:\\d{3})(?!\\d))+(?:[.,]\\d{2}(?!\\d))?|\\d{1,3}(?:[ \\u00a0\\u202f]\\d{3}(?!\\d))+(?:[.,]\\d{2}(?!\\d))?|\\d+(?:[.,]\\d{1,2}(?!\\d))?";
const AMOUNT = new RegExp(
  `(?:(?<before>${CURRENCY})\\s{0,3})?(?<![\\p{L}\\p{N}.,'’/-])(?<number>${NUMBER})(?<round>[.,][-–—]{1,2})?(?:\\s{0,3}(?<after>${CURRENCY}))?(?![\\p{L}\\p{N}/]|[.,'’]\\d|\\s{0,2}%)`,
  'giu',
);

export interface FoundAmount {
  /** In the currency that stands beside it; null where none does. */
  currency: string | null;
  written: string;
  value: number;
  from: number;
  to: number;
}

function currencyOf(written: string | undefined): string | null {
  if (!written) return null;
  const known = signs[written.toLowerCase()];
  return known ?? written.toUpperCase();
}

/** The amounts of a line, from left to right; a number alone counts as one only where `alone` allows it. */
export function amountsIn(line: string): FoundAmount[] {
  const found: FoundAmount[] = [];
  const pattern = new RegExp(AMOUNT);
  for (let match = pattern.exec(line); match; match = pattern.exec(line)) {
    const { before, number, after } = match.groups!;
    // With a currency before it, the one behind it belongs to the next amount.
    if (before && after) pattern.lastIndex -= after.length;
    // One sign before exactly three digits parts thousands: nobody quotes in tenths of a cent.
    const value = readNumber(number!, number!.includes('.') ? ',' : '.');
    if (value === undefined) continue;
    found.push({
      currency: currencyOf(before ?? after),
      written: match[0],
      value,
      from: match.index,
      to: match.index + match[0].length,
    });
  }
  return found;
}

export function moneyOf(value: number, currency: string): Money | null {
  const amount = Math.round(value * 10 ** currencyDigits(currency));
  return Number.isSafeInteger(amount) ? { amount, currency } : null;
}

/** The one currency in which a paper speaks; null where it names none, or several. */
export function onlyCurrency(lines: readonly string[]): string | null {
  const named = new Set<string>();
  for (const line of lines)
    for (const [sign] of line.matchAll(new RegExp(CURRENCY, 'giu'))) named.add(currencyOf(sign)!);
  return named.size === 1 ? [...named][0]! : null;
}
