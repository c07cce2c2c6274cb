/**
 * What a spreadsheet takes for the beginning of a formula, or of a command to another program: these marks,
 * full-width ones too, at the very beginning or behind blanks, line breaks and byte order marks, which some
 * programs take away first.
 */
const formula = /^'*[\s\p{Cc}\u200b-\u200f\u2060\ufeff]*[=+\-@\uff0b\uff0d\uff1d\uff20]/u;
/** Where a tab or a line break comes first, a program may show another cell than the one that was written. */
const displaced = /^'*\ufeff?[\t\r\n]/u;

function looksCalculated(text: string): boolean {
  return formula.test(text) || displaced.test(text);
}

/**
 * The text for a cell of a table without types, so that no spreadsheet calculates it: with an apostrophe in
 * front where it would. What itself begins with apostrophes before such a mark gets one more, so that
 * `unguarded` always gives back exactly what was written.
 */
export function guarded(text: string): string {
  return looksCalculated(text) ? `'${text}` : text;
}

/** Takes the guard away, and nothing that is not one. */
export function unguarded(text: string): string {
  return text.startsWith("'") && looksCalculated(text.slice(1)) ? text.slice(1) : text;
}
