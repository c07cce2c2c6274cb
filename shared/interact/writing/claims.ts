import { foldForSearch } from '../../platform/folding.ts';
import type { Money } from '../../platform/money.ts';
import { words } from '../capture/words.ts';
import { splitText } from '../mail/quoting.ts';
import { dayNamedIn, type SayingContext, sentencesOf } from '../proposals/sayings.ts';
import { amountsIn } from './amounts.ts';
import { generalWords } from './general-words.ts';

/** What may be part of a price or not; said in one of the two languages, it is the same in the other. */
export const scopeMatters = [
  'delivery',
  'installation',
  'tax',
  'training',
  'maintenance',
  'packaging',
  'travel',
] as const;
export type ScopeMatter = (typeof scopeMatters)[number];

/** Something a sentence says that a customer will hold us to. */
export type Claim = { sentence: string; matter: string[] } & (
  | { kind: 'price'; price: Money }
  | { kind: 'date'; on: string }
  | { kind: 'scope'; scope: ScopeMatter; isIncluded: boolean }
);

const longestText = 20_000;
const mostClaims = 40;

/** Prices, days and what is included, by rules alone; only what is new in a text counts. */
export function claimsOf(text: string, subject: string, context: SayingContext): Claim[] {
  const claims: Claim[] = [];
  const about = matterOf(subject);
  for (const sentence of sentencesOf(splitText(text.slice(0, longestText)).fresh)) {
    if (claims.length >= mostClaims) break;
    if (sentence.endsWith('?')) continue;
    const own = matterOf(sentence);
    const matter = own.length > 0 ? own : about;
    const prices = amountsIn(sentence);
    // Of several prices nobody can tell which is of what.
    if (prices.length === 1) {
      const { amount, currency } = prices[0]!;
      claims.push({ kind: 'price', sentence, matter, price: { amount, currency } });
    }
    const on = dayNamedIn(sentence, context);
    if (on && Temporal.PlainDate.compare(on, context.now.toPlainDate()) >= 0) {
      claims.push({ kind: 'date', sentence, matter, on: on.toString() });
    }
    for (const { scope, isIncluded } of scopesIn(sentence)) {
      claims.push({ kind: 'scope', sentence, matter, scope, isIncluded });
    }
  }
  return claims;
}

const VALID = words(
  'valid (?:until|till|through|to)|gültig bis|gilt bis|bindend bis|binding until',
);

/** Until when an offer in a text says that it holds; null where it says nothing of it. */
export function validUntil(text: string, context: SayingContext): string | null {
  for (const sentence of sentencesOf(splitText(text.slice(0, longestText)).fresh)) {
    if (sentence.search(VALID) >= 0) return dayNamedIn(sentence, context)?.toString() ?? null;
  }
  return null;
}

const scopeWords: Record<ScopeMatter, string> = {
  delivery:
    'delivery|shipping|shipment|freight|transport|lieferung|versand|fracht|zustellung|anlieferung',
  installation: 'installation|assembly|fitting|montage|einbau|aufbau|installationen?',
  tax: 'vat|sales tax|tax|mwst|mehrwertsteuer|umsatzsteuer|ust',
  training: 'training|schulung|schulungen|einschulung|einweisung',
  maintenance: 'maintenance|support|servicing|wartung|instandhaltung|betreuung',
  packaging: 'packaging|packing|verpackung',
  travel: 'travel(?: costs| expenses)?|anfahrt|reisekosten|fahrtkosten|wegzeit',
};
const THING = Object.values(scopeWords).join('|');
const ARTICLE =
  '(?:(?:the|our|all|free|die|der|das|den|dem|unsere|unserer|jede|kostenlose|gratis) ){0,2}';
const INCLUDED =
  'including|includes?|incl\\.?|inclusive of|with free|inkl\\.?|inklusive|einschließlich|samt|mit kostenloser|frei haus mit';
const EXCLUDED =
  'excluding|excludes?|excl\\.?|without|plus|not including|zzgl\\.?|zuzüglich|exkl\\.?|exklusive|ohne|nicht enthalten(?: ist| sind)?:?';
const BEFORE = (mark: string) => words(`(?:${mark}) ${ARTICLE}(${THING})`, 'giu');
const AFTER = (mark: string) => words(`(${THING})(?: [\\p{L}-]+){0,3} (?:${mark})`, 'giu');
const scopePatterns: [RegExp, boolean][] = [
  [BEFORE(EXCLUDED), false],
  [
    AFTER(
      'is not included|are not included|is extra|comes? extra|is charged extra|(?:ist|sind) nicht (?:enthalten|inbegriffen|inkludiert|dabei)|(?:wird|werden) extra (?:berechnet|verrechnet)|kommt dazu|geht extra',
    ),
    false,
  ],
  [
    AFTER(
      'is included|are included|included|is free(?: of charge)?|free of charge|(?:ist|sind) (?:bereits |schon )?(?:enthalten|inbegriffen|inkludiert|dabei|kostenlos|gratis|inklusive)',
    ),
    true,
  ],
  [BEFORE(INCLUDED), true],
];

function scopesIn(sentence: string): { scope: ScopeMatter; isIncluded: boolean }[] {
  const found = new Map<ScopeMatter, boolean>();
  for (const [pattern, isIncluded] of scopePatterns) {
    for (const [, thing = ''] of sentence.matchAll(pattern)) {
      const scope = scopeMatters.find((one) =>
        new RegExp(`^(?:${scopeWords[one]})$`, 'iu').test(thing),
      );
      if (scope && !found.has(scope)) found.set(scope, isIncluded);
    }
  }
  return [...found].map(([scope, isIncluded]) => ({ scope, isIncluded }));
}

/** The words that say what a sentence is about, brought to one form, each once. */
export function matterOf(text: string): string[] {
  const found = foldForSearch(text).match(/\p{L}{3,}/gu) ?? [];
  return [...new Set(found.filter((word) => !generalWords.has(word)).map(stem))]
    .filter((word) => !generalWords.has(word))
    .slice(0, 30);
}

/** "Boards" and "board", "Bretter" and "Brettern"; rough, for both sides go through it. */
function stem(word: string): string {
  const bare = word.replace(/(?:ungen|ung|ing|ern|ers|en|er|es|em|ed|e|n|s)$/u, '');
  return bare.length >= 4 ? bare : word;
}

/** Whether two sentences speak of the same: most of what the shorter names stands in the other. */
export function isSameMatter(one: readonly string[], other: readonly string[]): boolean {
  const least = Math.min(one.length, other.length);
  if (least === 0) return false;
  const shared = one.filter((word) => other.includes(word)).length;
  return shared / least > 0.5;
}
