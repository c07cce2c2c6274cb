import { currencyDigits } from '../../platform/currencies.ts';
import type { Money } from '../../platform/money.ts';

const signs: Record<string, string> = {
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  $: 'USD',
  usd: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  '£': 'GBP',
  gbp: 'GBP',
  pound: 'GBP',
  pounds: 'GBP',
  chf: 'CHF',
  franken: 'CHF',
  sek: 'SEK',
  nok: 'NOK',
  dkk: 'DKK',
  pln: 'PLN',
  czk: 'CZK',
};
const SIGN =
  '[€$£]|(?<!\\p{L})(?:eur|euros?|usd|dollars?|gbp|pounds?|chf|franken|sek|nok|dkk|pln|czk)(?!\\p{L})';
const NUMBER =
  "\\d{1,3}(?:[.,'’\\u00a0\\u202f ]\\d{3})+(?:[.,](?:\\d{2}|-{1,2}|[–—]))?|\\d+(?:[.,](?:\\d{1,2}|-{1,2}|[–—]))?";
const AMOUNT = new RegExp(
  `(?<before>${SIGN})\\s?(?<after>${NUMBER})(?![\\d%])|(?<![\\d.,])(?<first>${NUMBER})\\s?(?<behind>${SIGN})`,
  'giu',
);

export interface Amount extends Money {
  from: number;
  to: number;
}

/** Amounts of money in running text, as people write them: "€ 1.200,-", "1,200.50 EUR", "CHF 40". */
export function amountsIn(text: string): Amount[] {
  return [...text.matchAll(AMOUNT)].flatMap((hit) => {
    const { before, after, first, behind } = hit.groups as Record<string, string | undefined>;
    const currency = signs[(before ?? behind ?? '').toLowerCase()];
    const amount = currency && minorUnits(after ?? first ?? '', currency);
    if (!currency || amount === undefined || amount === '') return [];
    return [{ amount, currency, from: hit.index, to: hit.index + hit[0].length }];
  });
}

/** Three digits behind a point are thousands, one or two are a part of one, whichever the country. */
function minorUnits(written: string, currency: string): number | undefined {
  const [, whole = written, part = ''] = /^(.*)[.,](\d{1,2}|-{1,2}|[–—])$/u.exec(written) ?? [];
  const digits = currencyDigits(currency);
  const units = Number(whole.replace(/\D/g, ''));
  const rest = /^\d/.test(part) ? Number(part.padEnd(digits, '0').slice(0, digits) || '0') : 0;
  const amount = units * 10 ** digits + rest;
  return Number.isSafeInteger(amount) ? amount : undefined;
}
