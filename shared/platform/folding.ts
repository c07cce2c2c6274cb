/** Characters that take no room on the screen: marks of direction, joiners that join nothing. */
export const INVISIBLE = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
export const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;

/** Latin letters that carry no separable accent, so that NFKD leaves them alone. */
const LETTERS: Record<string, string> = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ı: 'i',
  ĸ: 'k',
  ς: 'σ',
};

/**
 * The form that search columns hold and queries are turned into: no accents, no case, one space.
 * Only accents are dropped, never the vowel signs of Indic or Thai script, and the Russian й stays a
 * letter of its own.
 */
export function foldForSearch(text: string): string {
  // Most texts are printable ASCII, of which only case, spaces and the backtick would change.
  if (/^[ -_a-~]*$/.test(text)) return text.toLowerCase().replace(/ {2,}/g, ' ').trim();
  return text
    .toWellFormed()
    .toLowerCase()
    .normalize('NFKD')
    .toLowerCase()
    .replace(/(?<!и)\u0306/gu, '')
    .replace(
      /[\u0300-\u0305\u0307-\u036f]|[\u0591-\u05c7]|[\u064b-\u0652]|\u0670|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]/gu,
      '',
    )
    .replace(/[ßłøđðþæœħŧŋıĸς]/gu, (letter) => LETTERS[letter] ?? letter)
    .replace(/[\u200c\u200d]/g, '')
    .replace(INVISIBLE, '')
    .replace(CONTROL, ' ')
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/[‐‑‒–—]/g, '-')
    .replace(/\s+/gu, ' ')
    .trim()
    .normalize('NFC');
}
