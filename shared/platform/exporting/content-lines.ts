/** Writing the line format that vCard (RFC 6350) and iCalendar (RFC 5545) share. */

export function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');
}

/** A parameter's value, quoted, with line breaks and quotes as RFC 6868 writes them. */
export function parameterText(text: string): string {
  const safe = text.replaceAll('^', '^^').replaceAll('\n', '^n').replaceAll('"', "^'");
  return `"${safe}"`;
}

const bytes = new TextEncoder();

/**
 * One content line, folded at 75 octets and never within a character, nor before a blank: a line of blanks
 * alone is taken for an empty one by many readers.
 */
export function contentLine(text: string): string {
  if (/^[\x20-\x7e]{0,75}$/.test(text)) return `${text}\r\n`;
  let line = '';
  let length = 0;
  for (const character of text) {
    const size = bytes.encode(character).length;
    if (length + size > 75 && character !== ' ' && character !== '\t') {
      line += '\r\n ';
      length = 1;
    }
    line += character;
    length += size;
  }
  return `${line}\r\n`;
}
