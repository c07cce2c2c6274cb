import { CONTROL, INVISIBLE } from '../../platform/folding.ts';

/**
 * What a template may ask for. Its language has nothing but these: `{{title}}`, or `{{title|colleague}}` with what
 * is written where nobody knows; fields of the company's own are `{{field.NAME}}`.
 */
export const placeholderNames = [
  'salutation',
  'name',
  'firstName',
  'lastName',
  'title',
  'company',
  'city',
  'nextMeeting',
  'date',
  'myName',
  'signature',
] as const;
export type PlaceholderName = (typeof placeholderNames)[number] | `field.${string}`;

export interface Placeholder {
  /** As it stands in the template. */
  written: string;
  name: string;
  fallback: string;
}

const PLACEHOLDER = /\{\{((?:(?!\{\{|\}\})[^|])*)(?:\|((?:(?!\{\{|\}\}).)*))?\}\}/gsu;
/** Attributes may hold a ">" of their own. */
const TAG = /<(?:"[^"]*"|'[^']*'|[^"'<>])*>/gu;

/** The placeholders of a text, with what stands between them. */
export function piecesOf(text: string): (string | Placeholder)[] {
  const pieces: (string | Placeholder)[] = [];
  let from = 0;
  for (const found of text.matchAll(PLACEHOLDER)) {
    const [written, name = '', fallback = ''] = found;
    pieces.push(text.slice(from, found.index));
    pieces.push({ written, name: name.trim(), fallback: fallback.trim() });
    from = found.index + written.length;
  }
  pieces.push(text.slice(from));
  return pieces;
}

/** Those of a text and of the words of an HTML body; what stands within a tag is none. */
export function placeholdersOf(text: string): Placeholder[] {
  return piecesOf(text).filter((piece) => typeof piece !== 'string');
}

export function placeholdersOfHtml(html: string): Placeholder[] {
  return wordsOf(html).flatMap(placeholdersOf).map(plain);
}

/** Braces that open or close nothing, as when a part of a placeholder is bold. */
export function strayBraces(text: string): boolean {
  return piecesOf(text).some((piece) => typeof piece === 'string' && /\{\{|\}\}/.test(piece));
}

export function strayBracesInHtml(html: string): boolean {
  // A pair of braces may be parted by a tag.
  const rest = wordsOf(html).map((words) =>
    piecesOf(words)
      .map((piece) => (typeof piece === 'string' ? piece : '…'))
      .join(''),
  );
  return /\{\uE000*\{|\}\uE000*\}/u.test(rest.join('\uE000'));
}

/** Every placeholder once, from the first to the last; nothing of what is put in is read again. */
export function fillText(text: string, fill: (placeholder: Placeholder) => string): string {
  return piecesOf(text)
    .map((piece) => (typeof piece === 'string' ? piece : fill(piece)))
    .join('');
}

/** The same in the words of HTML; what `fill` answers is HTML (`asHtml`). */
export function fillHtml(html: string, fill: (placeholder: Placeholder) => string): string {
  let filled = '';
  let from = 0;
  const take = (words: string) => fillText(words, (placeholder) => fill(plain(placeholder)));
  for (const tag of html.matchAll(TAG)) {
    filled += take(html.slice(from, tag.index)) + tag[0];
    from = tag.index + tag[0].length;
  }
  return filled + take(html.slice(from));
}

function wordsOf(html: string): string[] {
  return html.split(TAG);
}

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};

/** As its writer sees it: cleaned HTML spells few letters out. */
function plain({ written, name, fallback }: Placeholder): Placeholder {
  const spoken = (text: string) =>
    text.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => entities[entity] ?? entity);
  return { written: spoken(written), name: spoken(name).trim(), fallback: spoken(fallback).trim() };
}

/** A value as text of one line: nothing in it ends a header or turns the letters around it. */
export function asLine(value: string): string {
  return value
    .toWellFormed()
    .replace(/[\p{Zl}\p{Zp}\t\r\n\f\v]+/gu, ' ')
    .replace(CONTROL, '')
    .replace(INVISIBLE, '')
    .trim();
}

/** A value as text within HTML; its lines stay lines. */
export function asHtml(value: string): string {
  return value
    .split(/\r\n|[\r\n\p{Zl}\p{Zp}]/u)
    .map(escaped)
    .join('<br>');
}

const escaped = (line: string): string => escapeHtml(asLine(line));

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${String(letter.charCodeAt(0))};`);
}
