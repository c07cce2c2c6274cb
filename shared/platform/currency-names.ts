const ofCountries: Record<string, string> = {
  EUR: 'AD AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK',
  USD: 'US PR EC SV PA',
  GBP: 'GB IM JE GG',
  CHF: 'CH LI',
  CAD: 'CA',
  AUD: 'AU',
  NZD: 'NZ',
  SEK: 'SE',
  NOK: 'NO',
  DKK: 'DK GL FO',
  ISK: 'IS',
  PLN: 'PL',
  CZK: 'CZ',
  HUF: 'HU',
  RON: 'RO',
  RSD: 'RS',
  BAM: 'BA',
  MKD: 'MK',
  ALL: 'AL',
  TRY: 'TR',
  UAH: 'UA',
  JPY: 'JP',
  CNY: 'CN',
  KRW: 'KR',
  INR: 'IN',
  SGD: 'SG',
  HKD: 'HK',
  TWD: 'TW',
  THB: 'TH',
  VND: 'VN',
  IDR: 'ID',
  MYR: 'MY',
  PHP: 'PH',
  ILS: 'IL',
  AED: 'AE',
  SAR: 'SA',
  KWD: 'KW',
  BHD: 'BH',
  OMR: 'OM',
  JOD: 'JO',
  TND: 'TN',
  MAD: 'MA',
  EGP: 'EG',
  ZAR: 'ZA',
  KES: 'KE',
  NGN: 'NG',
  BRL: 'BR',
  MXN: 'MX',
  ARS: 'AR',
  CLP: 'CL',
  COP: 'CO',
  PEN: 'PE',
  UYU: 'UY',
};
const byCountry = new Map(
  Object.entries(ofCountries).flatMap(([currency, countries]) =>
    countries.split(' ').map((country) => [country, currency] as const),
  ),
);

/** In what people of a country pay, where we know it. */
export function currencyOfCountry(country: string): string | null {
  return byCountry.get(country) ?? null;
}

/** As people write them; what several countries call so counts as that of the country one is in. */
const said: Record<string, string> = {
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  $: 'USD',
  us$: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  '£': 'GBP',
  pound: 'GBP',
  pounds: 'GBP',
  '¥': 'JPY',
  yen: 'JPY',
  fr: 'CHF',
  sfr: 'CHF',
  franken: 'CHF',
  zł: 'PLN',
  kč: 'CZK',
  ft: 'HUF',
  kr: 'SEK',
};
const shared = new Map([
  ['$', /^(?:USD|CAD|AUD|NZD|SGD|HKD|TWD|MXN|ARS|CLP|COP|UYU)$/],
  ['dollar', /^(?:USD|CAD|AUD|NZD|SGD|HKD|TWD)$/],
  ['dollars', /^(?:USD|CAD|AUD|NZD|SGD|HKD|TWD)$/],
  ['kr', /^(?:SEK|NOK|DKK|ISK)$/],
  ['£', /^(?:GBP|EGP)$/],
  ['¥', /^(?:JPY|CNY)$/],
]);
const codes = new Set(Intl.supportedValuesOf('currency'));

/** The currency a word or sign stands for, in a country; null where it is none. */
export function currencySaid(written: string, country = ''): string | null {
  const word = written.trim().replace(/\.$/, '').toLowerCase();
  const own = currencyOfCountry(country);
  if (own && shared.get(word)?.test(own)) return own;
  const known = said[word];
  if (known) return known;
  const code = word.toUpperCase();
  return /^[A-Z]{3}$/.test(code) && codes.has(code) ? code : null;
}
