import { CONTROL, foldForSearch, INVISIBLE } from '../platform/folding.ts';
import { splitPrefix } from './salutations.ts';

/**
 * Names of people, as they write them. Nothing here decides who someone is: it makes one display name,
 * a key to sort by, initials for an avatar and the folded form that search columns hold.
 */

export interface NameParts {
  given?: string | undefined;
  family?: string | undefined;
  prefix?: string | undefined;
  suffix?: string | undefined;
  additional?: string | undefined;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * One line, NFC, single spaces, surrounding quotes gone, and nothing that cannot be seen; joiners inside
 * emoji and Persian stay. Capitals stay as the person wrote them.
 */
export function displayName(text: string): string {
  let name = text
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(/[^\S ]|\u0085/gu, ' ')
    .replace(CONTROL, '')
    .normalize('NFC')
    .replace(/ {2,}/g, ' ')
    .trim();
  for (;;) {
    const bare = /^(?:"([^"]*)"|'([^']*)'|“([^”]*)”|„([^“”]*)[“”]|«([^»]*)»)$/u.exec(name);
    if (!bare) return name;
    name = (bare[1] ?? bare[2] ?? bare[3] ?? bare[4] ?? bare[5] ?? '').trim();
  }
}

/** Joins parts in the order they are spoken, without "Mr." or "Frau"; Chinese, Japanese and Korean names put the family first. */
export function nameFromParts(parts: NameParts): string {
  const han = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u;
  const { given = '', family = '' } = parts;
  if (han.test(given.trim()) && han.test(family.trim())) {
    return displayName(`${family.trim()}${given.trim()}`);
  }
  const spoken = [splitPrefix(parts.prefix ?? '').title, given, parts.additional, family]
    .filter(Boolean)
    .join(' ');
  return displayName(parts.suffix ? `${spoken} ${parts.suffix}` : spoken);
}

/** What may stand after a comma without being a given name. */
const AFTER_COMMA =
  /^(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|d\.?d\.?s|esq|mba|msc|bsc|ma|ba|cpa|cfa|rn|dvm|inc|ltd|llc|llp|gmbh|ag|s\.?a|co|corp)\.?$/iu;

/**
 * "Doe, John" as parts, or null when that reading is not certain: more than one comma, digits, titles or
 * legal forms behind the comma. The caller must know (from the header or the whole column) that the
 * family name comes first; one comma alone proves nothing.
 */
export function partsOfFamilyFirst(text: string): { family: string; given: string } | null {
  const name = displayName(text);
  const comma = name.indexOf(',');
  if (comma < 1 || name.includes(',', comma + 1) || /[\d@&/]/.test(name)) return null;
  const family = name.slice(0, comma).trim();
  const given = name.slice(comma + 1).trim();
  if (!family || !given || AFTER_COMMA.test(given)) return null;
  if (family.split(' ').length > 4 || given.split(' ').length > 4) return null;
  return { family, given };
}

const PARTICLES = new Set(
  'van von vom zu zum zur der den de del della di da do dos das du des le la los las el al bin ibn ten ter af av mac'.split(
    ' ',
  ),
);
const SUFFIXES = /^(?:jr|sr|ii|iii|iv|v|phd|ph\.d|md|esq|mba)\.?$/iu;

/** "Schmidt, Otto (EXT)" without what directories put behind a name, unless nothing else is there. */
function withoutBrackets(name: string): string {
  const bare = name
    .replace(/\([^()]*\)|\[[^[\]]*\]/gu, ' ')
    .replace(/[([][^()[\]]*$/u, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(bare) ? bare : name;
}

/** "Meier, PhD" and "Maria Huber, BA MA" without what was earned. */
function withoutDegrees(name: string): string {
  const parts = name.split(',');
  const isDegrees = (part: string) =>
    part
      .trim()
      .split(' ')
      .every((word) => word === '' || AFTER_COMMA.test(word));
  while (parts.length > 1 && isDegrees(parts.at(-1) ?? '')) parts.pop();
  return parts.join(',');
}

/**
 * What to sort and abbreviate a name by, where only its display form is known. A comma is read as the
 * directories of companies write it: the wrong guess costs a place in a list, never a name.
 */
export function partsToSortBy(name: string): { family: string; given: string } {
  const bare = withoutDegrees(withoutBrackets(displayName(name)));
  const familyFirst = partsOfFamilyFirst(bare);
  if (familyFirst) return familyFirst;
  const words = bare.replace(/,/g, ' ').split(' ').filter(Boolean);
  while (words.length > 1 && SUFFIXES.test(words.at(-1) ?? '')) words.pop();
  let from = Math.max(0, words.length - 1);
  while (from > 1 && PARTICLES.has((words[from - 1] ?? '').toLowerCase())) from -= 1;
  return { family: words.slice(from).join(' '), given: words.slice(0, from).join(' ') };
}

/** Family name first, folded: by parts when known, else as the display name suggests. Only for sorting. */
export function sortKey(name: string, parts?: NameParts): string {
  const { family, given } = parts?.family ? { given: '', ...parts } : partsToSortBy(name);
  return foldForSearch([family, given].filter(Boolean).join(' '));
}

/** Never a given name too, as "Don" or "Lord" may be. */
const beforeNames = /^(?:(?:dr|prof|mag|ing|dipl|mr|mrs|ms|herr|frau)(?:\.\s*|\s+)(?=\S))+/iu;

/** One or two graphemes for an avatar: never half an emoji, never a bare accent. */
export function initials(name: string, parts?: NameParts): string {
  const bare = withoutDegrees(withoutBrackets(displayName(name))).replace(beforeNames, '');
  const turned = partsOfFamilyFirst(bare);
  const words = (turned ? `${turned.given} ${turned.family}` : bare)
    .split(' ')
    .filter((word) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word) && !SUFFIXES.test(word));
  const first = parts?.given?.trim() || words[0];
  const last = parts?.family?.trim() || (words.length > 1 ? words.at(-1) : undefined);
  const letters = [first, last].filter((word) => word !== undefined).map(initialOf);
  return letters.join('').toLocaleUpperCase('und').normalize('NFC');
}

function initialOf(word: string): string {
  for (const { segment } of graphemes.segment(word)) {
    if (/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(segment)) return segment;
  }
  return '';
}
