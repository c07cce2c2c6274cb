import { companyKey, isCompanyName } from '../../identify/company-names.ts';
import { isNamePrefix } from '../../identify/salutations.ts';
import { foldForSearch } from '../../platform/folding.ts';
import type { Span } from './words.ts';

/** Some words of a text that may name somebody. */
export interface Phrase extends Span {
  /** As it is written, without the salutation before it. */
  name: string;
  /** What a look-up asks for, and by which a correction is remembered. */
  key: string;
  /** Something says that a name stands here: "with", "called", a salutation, an @. */
  isCued: boolean;
  /** It may name somebody new. */
  mayBeNew: boolean;
}

export interface KnownParty {
  kind: 'person' | 'company';
  id: string;
  title: string;
  subtitle: string;
}

interface Word extends Span {
  text: string;
  key: string;
  isCapital: boolean;
  isForced: boolean;
}

const WORD = /@?[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}'’-]*[\p{L}\p{M}\p{N}])?|&/gu;
const set = (text: string) => new Set(text.split(' '));

export const particles = set(
  'von van de der den zu zur di da del la le du dos ten ter al el bin vom y und & and of',
);
/** A name follows these. */
const before = set(
  'with to from for at by of into mit von vom an bei für called phoned rang met visited saw emailed e-mailed mailed wrote ' +
    'texted messaged besucht besuchte traf trafen rief riefen getroffen angerufen gesprochen telefoniert schrieb sprach ' +
    'gemailt herr herrn frau hr fr mr mrs ms miss dr prof note notiz call anruf telefonat meeting treffen termin mail e-mail email',
);
/** A name stands before these. */
const after = set(
  'called phoned rang wrote emailed e-mailed mailed texted said says asked asks wants told tells needs confirmed likes hat haben ' +
    'rief schrieb mailte sagt sagte möchte mochte will braucht fragt fragte meint angerufen getroffen besucht gemailt is ist was war',
);
/** Capitalised words that stand for no name; German writes every noun so. */
export const nouns = set(
  'i we he she they it the a an my our his her their this that these those no not yes ok okay today yesterday tomorrow ' +
    'ich wir er sie es der die das den dem des ein eine einen einem einer kein keine mein unser sein ihr ihre ihm ihnen heute gestern morgen ' +
    'monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag ' +
    'january february march april may june july august september october november december januar februar märz marz mai juni juli oktober dezember ' +
    'call called phoned meeting met mail email e-mail note new add got had took sent wrote spoke talked visit visited lunch coffee dinner breakfast ' +
    'offer order quote price contract invoice delivery deadline budget demo project team request question reminder answer feedback sample samples ' +
    'anruf telefonat treffen termin besprechung besuch notiz nachricht rückruf ruckruf neu neue neuer mittagessen kaffee abendessen frühstück fruhstuck ' +
    'angebot auftrag preis preise rechnung vertrag lieferung liefertermin frist projekt anfrage frage antwort bescheid rückmeldung ruckmeldung muster ' +
    'katalog bestellung rabatt zahlung mahnung unterlagen uhr min minuten stunde stunden tag tage woche wochen monat jahr ende anfang ' +
    'telefon handy büro buro firma company kunde kunden customer client team chef chefin kollege kollegin messe fair website web www http https gesprochen ' +
    'person contact kontakt lead interessent mr mrs ms herr herrn frau dr prof',
);

function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map((found) => {
    const isForced = found[0].startsWith('@');
    const word = isForced ? found[0].slice(1) : found[0];
    return {
      from: found.index,
      to: found.index + found[0].length,
      text: word,
      key: foldForSearch(word),
      isCapital: /^\p{Lu}|^\p{Lo}|^\d*\p{Lu}/u.test(word),
      isForced,
    };
  });
}

const longest = 5;
const mostPhrases = 24;

/**
 * Where names may stand: runs of capitalised words, and up to three words of any case after "called" or
 * "mit". What is understood already is blanked out of `text`; `isContact` says that it tells of a contact.
 */
export function readPhrases(text: string, isContact: boolean): Phrase[] {
  const all = wordsOf(text);
  const phrases: Phrase[] = [];
  for (let at = 0; at < all.length; ) {
    const run = runFrom(text, all, at);
    if (run.length === 0) {
      at += 1;
      continue;
    }
    phrases.push(...phrasesOf(text, all, at, run, isContact));
    at += run.length;
  }
  return phrases.slice(0, mostPhrases);
}

/** Names are joined by a space, or by the dot of "Dr. Novak". */
function isJoined(text: string, one: Word, other: Word): boolean {
  const gap = text.slice(one.to, other.from);
  return gap === ' ' || (gap === '. ' && isNamePrefix(one.text)) || gap === '';
}

function runFrom(text: string, all: readonly Word[], start: number): Word[] {
  const first = all[start]!;
  const previous = all[start - 1];
  const begins = text.slice(0, first.from).trim() === '';
  const follows =
    previous !== undefined && before.has(previous.key) && isJoined(text, previous, first);
  const isName = (word: Word) => word.isCapital && !nouns.has(word.key);
  if (
    !first.isForced &&
    !isName(first) &&
    !(
      (follows || begins) &&
      !nouns.has(first.key) &&
      !before.has(first.key) &&
      !after.has(first.key)
    )
  )
    return [];
  const run = [first];
  const anyCase = !first.isCapital;
  for (let at = start + 1; at < all.length && run.length < longest; at += 1) {
    const word = all[at]!;
    if (!isJoined(text, run.at(-1)!, word) || word.isForced) break;
    if (
      anyCase
        ? !nouns.has(word.key) && !before.has(word.key) && !after.has(word.key) && run.length < 3
        : isName(word)
    )
      run.push(word);
    else if (
      !anyCase &&
      particles.has(word.key) &&
      all[at + 1] &&
      isName(all[at + 1]!) &&
      isJoined(text, word, all[at + 1]!)
    )
      run.push(word);
    else break;
  }
  // "will call Otto" begins with no name.
  const next = all[start + run.length];
  return anyCase && !follows && !first.isForced && run.length < 2 && !(next && after.has(next.key))
    ? []
    : run;
}

/** The run as a whole and its beginnings; of one that nothing announces only what has two words. */
function phrasesOf(
  text: string,
  all: readonly Word[],
  start: number,
  run: readonly Word[],
  isContact: boolean,
): Phrase[] {
  const previous = all[start - 1];
  const next = all[start + run.length];
  const isIntroduced =
    run[0]!.isForced ||
    (previous !== undefined &&
      before.has(previous.key) &&
      (isJoined(text, previous, run[0]!) ||
        /^\s*:\s*$/.test(text.slice(previous.to, run[0]!.from))));
  const isSubject =
    (next !== undefined && after.has(next.key) && isJoined(text, run.at(-1)!, next)) ||
    /^\s*:/.test(text.slice(run.at(-1)!.to));
  const begins = text.slice(0, run[0]!.from).trim() === '';
  const isCued = isIntroduced || isSubject || begins;
  // One capitalised word is a name only where something leads up to it.
  const mayBeNew = isIntroduced || (run.length > 1 && (isSubject || (begins && isContact)));
  const anyCase = !run[0]!.isCapital && !run[0]!.isForced;
  const phrases: Phrase[] = [];
  const add = (some: readonly Word[]) => {
    const [first, last] = [some[0]!, some.at(-1)!];
    if (particles.has(last.key)) return;
    const name = text.slice(first.from, last.to).replace(/^@/, '');
    phrases.push({
      from: first.from,
      to: last.to,
      name,
      key: foldForSearch(name),
      isCued,
      mayBeNew: some.length === run.length && mayBeNew && !anyCase,
    });
  };
  // Of "Petra Neumann" whom nobody knows it is not some other Petra.
  const shortest = anyCase ? 1 : Math.min(2, run.length);
  for (let length = run.length; length >= 1; length -= 1) {
    const isWhole = length >= shortest || particles.has(run[length]?.key ?? '');
    if (isWhole && (isCued || length > 1)) add(run.slice(0, length));
  }
  if (!isCued || run.length > 2)
    for (let from = 1; from <= run.length - 2; from += 1) add(run.slice(from));
  return phrases;
}

const nameWords = (text: string) =>
  foldForSearch(text)
    .split(/[^\p{L}\p{N}&]+/u)
    .filter(Boolean);

/** Whether the words name this party: all of them are words of its name, or its name without the legal form. */
export function isNamed(name: string, { kind, title }: KnownParty): boolean {
  const asked = nameWords(name);
  const its = nameWords(title);
  if (asked.length === 0) return false;
  if (kind === 'company')
    return companyKey(name) === companyKey(title) || asked.every((word, at) => its[at] === word);
  return asked.every((word) => its.includes(word));
}

export type Who =
  | (Phrase & { state: 'known'; party: KnownParty })
  | (Phrase & { state: 'several'; parties: readonly KnownParty[] })
  | (Phrase & { state: 'new'; kind: 'person' | 'company' })
  | (Phrase & { state: 'unknown' });

export interface NameContext {
  /** Answers of the look-up by key; a key without one is still being looked up. */
  found: ReadonlyMap<string, readonly KnownParty[]>;
  /** The record this is written on: of several with one name it is the likely one. */
  here?: KnownParty | undefined;
}

/** Who is meant: of what overlaps the longest words that name somebody. */
export function readWho(phrases: readonly Phrase[], { found, here }: NameContext): Who[] {
  const who: Who[] = [];
  const isFree = ({ from, to }: Span) => who.every((one) => to <= one.from || from >= one.to);
  const named = phrases
    .map((phrase) => ({ phrase, parties: partiesOf(phrase, found, here) }))
    .filter(({ parties }) => parties.length > 0)
    .toSorted((a, b) => b.phrase.to - b.phrase.from - (a.phrase.to - a.phrase.from));
  for (const { phrase, parties } of named) {
    if (!isFree(phrase)) continue;
    who.push(
      parties.length === 1
        ? { ...phrase, state: 'known', party: parties[0]! }
        : { ...phrase, state: 'several', parties },
    );
  }
  // Of several Annas it is the one who works where the text says.
  const companies = who.flatMap((one) =>
    one.state === 'known' && one.party.kind === 'company' ? [one.party.title] : [],
  );
  const settled = who.map((one): Who => {
    if (one.state !== 'several') return one;
    const there = one.parties.filter(({ subtitle }) =>
      companies.some((title) => subtitle.includes(title)),
    );
    const { parties: _, ...phrase } = one;
    return there.length === 1 ? { ...phrase, state: 'known', party: there[0]! } : one;
  });
  for (const phrase of phrases) {
    if (!phrase.mayBeNew || !isFree(phrase) || !found.has(phrase.key)) continue;
    const isWhole = phrase.name.includes(' ') || isCompanyName(phrase.name);
    settled.push(
      isWhole
        ? { ...phrase, state: 'new', kind: isCompanyName(phrase.name) ? 'company' : 'person' }
        : { ...phrase, state: 'unknown' },
    );
    who.push(settled.at(-1)!);
  }
  return settled.toSorted((a, b) => a.from - b.from);
}

function partiesOf(
  phrase: Phrase,
  found: NameContext['found'],
  here?: KnownParty,
): readonly KnownParty[] {
  const matching = (found.get(phrase.key) ?? []).filter((party) => isNamed(phrase.name, party));
  if (matching.length < 2) return matching;
  const exact = matching.filter(({ title }) => foldForSearch(title) === phrase.key);
  if (exact.length === 1) return exact;
  const own = matching.filter(
    ({ id, subtitle }) => id === here?.id || (here && subtitle.includes(here.title)),
  );
  return own.length === 1 ? own : matching;
}
