import { foldForSearch } from '../platform/folding.ts';

/**
 * What stands before a name is of two kinds: a salutation ("Frau", "Mr.") belongs to a letter, a title
 * ("Dr.", "Mag.") to the name itself.
 */

const salutations = new Set(
  (
    'mr mrs ms miss mx madam messrs mesdames ' +
    'herr herrn frau fraulein hr hrn fr familie firma eheleute ' +
    'm mm mme mmes mlle mlles monsieur madame mademoiselle messieurs ' +
    'sr sra srta sres sras senor senora senorita don dona d da dna ' +
    'sig signor signora dhr mevr mw heer mevrouw pan pani'
  ).split(' '),
);
const BETWEEN = /^(?:and|und|et|y|e|ou|oder|or|u\.?|&|\+|\/)$/iu;
const TITLES =
  /^(?:dr|prof|professor|doctor|doktor|docteur|mag|magister|di|ing|dipl|diplom|ddr|rev|reverend|hon|sir|dame|lord|lady|capt|col|gen|maj|sgt|lt|phd|mba|bsc|msc|ba|ma|me|maitre|lic|arq|abog|dott|dottssa|ir|drs|llm)\b/u;

/** Takes "Frau Dr." apart; either part may be empty. */
export function splitPrefix(prefix: string): { salutation: string; title: string } {
  const words = prefix.trim().split(/\s+/);
  let taken = 0;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (isSalutation(word)) taken = at + 1;
    else if (taken === 0 || !BETWEEN.test(word)) break;
  }
  return { salutation: words.slice(0, taken).join(' '), title: words.slice(taken).join(' ') };
}

/** Whether all of a text can stand before a name: a salutation, a title or both. */
export function isNamePrefix(text: string): boolean {
  const { salutation, title } = splitPrefix(text);
  if (!title) return salutation !== '';
  return title.split(/\s+/).every((word) => TITLES.test(foldForSearch(word).replaceAll('.', '')));
}

/** "Herr", "Sr.", "Herr/Frau", "Sr(a)."; "Dña" and "Fräulein" by their folded form. */
function isSalutation(word: string): boolean {
  const parts = foldForSearch(word)
    .replace(/[.,]|\(\p{L}+\)/gu, '')
    .split('/');
  return parts.every((part) => salutations.has(part));
}

const female = new Set(
  'mrs ms miss madam frau fraulein fr mme mlle madame mademoiselle sra srta senora senorita dona signora mevr mevrouw pani'.split(
    ' ',
  ),
);
const male = new Set(
  'mr mister herr herrn hr hrn monsieur sr senor don sig signor dhr heer pan'.split(' '),
);

/** The words before the name by which somebody is addressed, as they were told to us. */
export interface Addressed {
  /** "Herr", "Ms."; empty where nobody knows, and nobody guesses it from a given name. */
  salutation: string;
  display: string;
  family: string;
}

/** How a letter begins, without the comma: "Sehr geehrte Frau Dr. Huber", "Dear Ms Huber", "Guten Tag Eva Huber". */
export function letterSalutation(
  { salutation, display, family }: Addressed,
  language: 'en' | 'de',
): string {
  const word = foldForSearch(salutation).replaceAll('.', '');
  const isFemale = female.has(word);
  if (!family || !(isFemale || male.has(word))) {
    return `${language === 'de' ? 'Guten Tag' : 'Dear'} ${display}`;
  }
  const titles = titlesOf(display);
  const name = titles ? `${titles} ${family}` : family;
  if (language === 'de') {
    return isFemale ? `Sehr geehrte Frau ${name}` : `Sehr geehrter Herr ${name}`;
  }
  if (titles) return `Dear ${name}`;
  return `Dear ${isFemale ? (word === 'mrs' ? 'Mrs' : 'Ms') : 'Mr'} ${family}`;
}

/** "Dr." of "Dr. Eva Huber". */
function titlesOf(display: string): string {
  const words = display.split(' ');
  const end = words.findIndex((word) => !TITLES.test(foldForSearch(word).replaceAll('.', '')));
  return words.slice(0, Math.max(0, end)).join(' ');
}
