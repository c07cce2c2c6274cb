import { readFile, stat } from 'node:fs/promises';
import type { PartyDraft } from '../../../shared/identify/party-draft.ts';
import {
  type PhysicalLine,
  type Place,
  type Property,
  parseProperty,
  physicalLines,
} from '../../platform/import/content-lines.ts';
import {
  type Batch,
  type Item,
  limits,
  type Problem,
  type Reader,
} from '../../platform/import/reader.ts';
import { decode, type Encoding, encodingOf } from '../../platform/import/text.ts';
import { partyOfCard } from './vcard.ts';

/**
 * Reads vCard 2.1, 3.0 and 4.0. One reading of lines serves all three: 2.1 differs only in
 * quoted-printable text, charsets and folding, which are undone here before a property is taken apart,
 * so every problem can name the line of the file.
 */

export interface VcardOptions {
  /** Where numbers without a country are dialled from. */
  country?: string;
  encoding?: string;
}

interface VcardPosition extends Place {
  part: number;
  done?: boolean;
}

const BATCH_CARDS = 200;
const BATCH_CHARS = 2 * 1024 * 1024;
const CARD_CHARS = limits.itemBytes;

interface OpenCard {
  lines: PhysicalLine[];
  depth: number;
  chars: number;
  tooLarge: boolean;
}

export async function* read(
  path: string,
  options: VcardOptions,
  from: unknown,
): AsyncGenerator<Batch<PartyDraft>> {
  const start = from as VcardPosition | null;
  if (start?.done) return;
  const { size } = await stat(path);
  const found = await encodingOf(path);
  const encoding: Encoding = options.encoding ? { ...found, name: options.encoding } : found;
  if (start === null) {
    const other = await readOtherNotation(path, size, encoding, options);
    if (other) {
      yield other;
      return;
    }
  }

  let part = start?.part ?? 0;
  let items: Item<PartyDraft>[] = [];
  let problems: Problem[] = [];
  let chars = 0;
  let card: OpenCard | null = null;
  let outside: PhysicalLine | null = null;
  let place: Place = start ?? { byte: 0, chars: 0, line: 1 };
  let bytesRead = 0;

  const batch = (done: boolean): Batch<PartyDraft> => {
    const position: VcardPosition = {
      byte: place.byte,
      chars: place.chars,
      line: place.line,
      part,
    };
    if (done) position.done = true;
    const full = { items, problems, position, bytesRead: done ? size : bytesRead };
    items = [];
    problems = [];
    chars = 0;
    return full;
  };

  const close = (complete: boolean): void => {
    if (!card) return;
    const { lines, tooLarge } = card;
    const first = lines[0];
    part += 1;
    chars += card.chars;
    card = null;
    if (!first) return;
    const locator = { line: first.line, part };
    if (tooLarge) {
      problems.push({
        locator,
        code: 'vcard.too-large',
        severity: 'error',
        message: `The card is larger than ${CARD_CHARS / 1024 / 1024} MB and was not imported; reading went on behind it.`,
      });
      return;
    }
    if (!complete) {
      problems.push({
        locator,
        code: 'vcard.no-end',
        severity: 'warning',
        message: `The card that begins on line ${first.line} has no END:VCARD; what stands in it was read.`,
      });
    }
    const result = partyOfCard(propertiesOf(lines, encoding), options);
    for (const { line, ...problem } of result.problems) {
      problems.push({ locator: { line: line ?? first.line, part }, ...problem });
    }
    if (result.draft) items.push({ locator, value: result.draft });
  };

  for await (const lines of physicalLines(path, encoding, start)) {
    for (const line of lines) {
      const marker = markerOf(line.text);
      if (marker === 'begin') {
        if (card && isAgent(card)) card.depth += 1;
        else {
          close(false);
          if (items.length + problems.length >= BATCH_CARDS || chars >= BATCH_CHARS) {
            place = line;
            bytesRead = line.byte;
            yield batch(false);
          }
          card = { lines: [line], depth: 1, chars: 0, tooLarge: false };
          continue;
        }
      }
      if (!card) {
        if (line.text.trim() !== '' && !outside) outside = line;
        continue;
      }
      const open: OpenCard = card;
      open.chars += line.text.length;
      if (open.chars > CARD_CHARS) open.tooLarge = true;
      if (open.tooLarge) open.lines.length = 1;
      else open.lines.push(line);
      if (marker === 'end') {
        open.depth -= 1;
        if (open.depth === 0) close(true);
      }
    }
  }
  close(false);
  if (part === 0) {
    problems.push({
      locator: { line: outside?.line ?? 1 },
      code: 'vcard.no-cards',
      severity: 'error',
      message: 'The file holds no BEGIN:VCARD, so there is no contact in it to read.',
    });
  } else if (outside) {
    problems.push({
      locator: { line: outside.line },
      code: 'vcard.text-outside',
      severity: 'warning',
      message: `Line ${outside.line} stands outside of any card and was not read.`,
    });
  }
  yield batch(true);
}

function markerOf(text: string): 'begin' | 'end' | null {
  if (text.length > 60) return null;
  const marker = /^\s*(?:[\w-]+\.)?(BEGIN|END)\s*:\s*VCARD\s*$/i.exec(text);
  return marker ? (marker[1]?.toUpperCase() === 'BEGIN' ? 'begin' : 'end') : null;
}

/** An AGENT property (vCard 2.1) carries a whole card on the following lines. */
function isAgent(card: OpenCard): boolean {
  if (card.depth > 1) return card.depth < 20;
  const last = card.lines.findLast(({ text }) => text.trim() !== '');
  return last !== undefined && /^(?:[\w-]+\.)?AGENT\b[^:]*:\s*$/i.test(last.text);
}

export interface CardLines {
  properties: Property[];
  unreadable: PhysicalLine[];
  version: string;
}

/** Unfolds and decodes the lines of one card. */
export function propertiesOf(lines: PhysicalLine[], encoding: Encoding): CardLines {
  const properties: Property[] = [];
  const unreadable: PhysicalLine[] = [];
  const version =
    lines
      .find(({ text }) => /^VERSION/i.test(text))
      ?.text.split(':')[1]
      ?.trim() ?? '3.0';
  const old = version.startsWith('2');
  let depth = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (!line || line.text.trim() === '') continue;
    const marker = markerOf(line.text);
    if (marker) {
      depth += marker === 'begin' ? 1 : -1;
      continue;
    }
    const pieces = [line.text];
    const header = line.text.slice(0, Math.max(0, line.text.indexOf(':')));
    const printable = /quoted-printable/i.test(header);
    const binary = /(?:^|[;=])(?:base64|b)(?:;|$)/i.test(header);
    for (;;) {
      const next = lines[index + 1]?.text;
      if (next === undefined) break;
      const last = pieces.at(-1) ?? '';
      if (printable && last.endsWith('=') && !markerOf(next)) {
        pieces[pieces.length - 1] = last.slice(0, -1);
        pieces.push(next);
      } else if (/^[ \t]/.test(next) && (next.trim() !== '' || binary)) {
        // vCard 2.1 folds at a space that belongs to the text; later versions put one in.
        pieces.push(old && !binary && !printable ? next : next.slice(1));
      } else if (binary && /^[A-Za-z0-9+/]{8,}={0,2}$/.test(next)) {
        pieces.push(next);
      } else break;
      index += 1;
    }
    // Cards within the card (AGENT) are not this person.
    if (depth > 1) {
      const nested = /^FN[^:]*:(.*)$/i.exec(pieces.join(''));
      if (nested) {
        properties.push({
          name: 'AGENT',
          group: '',
          params: new Map(),
          value: nested[1] ?? '',
          line: line.line,
        });
      }
      continue;
    }
    const property = parseProperty(pieces.join(''), line.line);
    if (!property) {
      unreadable.push(line);
      continue;
    }
    decodeValue(property, encoding);
    properties.push(property);
  }
  return { properties, unreadable, version };
}

function decodeValue(property: Property, encoding: Encoding): void {
  const how = property.params.get('ENCODING')?.[0]?.toLowerCase();
  const charset = property.params.get('CHARSET')?.[0];
  if (how === 'quoted-printable') {
    const bytes = Buffer.from(quotedPrintable(property.value), 'latin1');
    const decoded = decodeAs(bytes, charset ?? 'utf-8');
    // Separators that were encoded belong to the text, not to the structure.
    property.value = decoded.replace(/\r\n?/g, '\n');
  } else if (charset && encoding.name !== 'utf-8' && /[^\x20-\x7e]/.test(property.value)) {
    const known = /^(?:windows|iso|mac|cp)/i.test(encoding.name);
    if (known) property.value = decodeAs(Buffer.from(property.value, 'latin1'), charset);
  }
}

function quotedPrintable(text: string): string {
  return text
    .replace(/=$/, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    .replace(/[\u0100-\uffff]/g, (letter) => Buffer.from(letter, 'utf8').toString('latin1'));
}

function decodeAs(bytes: Buffer, charset: string): string {
  try {
    const strict = new TextDecoder('utf-8', { fatal: true });
    if (/^utf-?8$/i.test(charset)) {
      try {
        return strict.decode(bytes);
      } catch {
        return decode(bytes, 'windows-1252');
      }
    }
    return decode(bytes, charset);
  } catch {
    return bytes.toString('utf8');
  }
}

/** jCard is read; xCard and other notations are named, with what to export instead. */
async function readOtherNotation(
  path: string,
  size: number,
  encoding: Encoding,
  options: VcardOptions,
): Promise<Batch<PartyDraft> | null> {
  if (size > limits.itemBytes) return null;
  const head = await headOf(path, encoding);
  const done = { byte: size, chars: 0, line: 1, part: 0, done: true };
  if (/^\s*<(?:\?xml|vcards)/i.test(head)) {
    return {
      items: [],
      problems: [
        {
          locator: { line: 1 },
          code: 'vcard.xml',
          severity: 'error',
          message:
            'This is an xCard (vCard written as XML). Export the contacts as vCard (.vcf) or CSV instead; nothing was imported.',
        },
      ],
      position: done,
      bytesRead: size,
    };
  }
  if (!/^\s*\[\s*(?:\[\s*)?"vcard"/i.test(head)) return null;
  const text = decode((await readFile(path)).subarray(encoding.mark), encoding.name);
  const batch: Batch<PartyDraft> = { items: [], problems: [], position: done, bytesRead: size };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    batch.problems.push({
      locator: { line: 1 },
      code: 'vcard.broken-json',
      severity: 'error',
      message: `The file is a jCard, but not complete JSON (${error instanceof Error ? error.message : 'unreadable'}). Nothing was imported; export it again, as vCard (.vcf) if you can.`,
    });
    return batch;
  }
  const cards = Array.isArray(parsed) && Array.isArray(parsed[0]) ? parsed : [parsed];
  cards.forEach((card: unknown, index) => {
    const locator = { part: index + 1 };
    const properties = propertiesOfJcard(card);
    if (!properties) {
      batch.problems.push({
        locator,
        code: 'vcard.no-cards',
        severity: 'error',
        message: `Entry ${index + 1} of the file is not a card and was not imported.`,
      });
      return;
    }
    const result = partyOfCard({ properties, unreadable: [], version: '4.0' }, options);
    for (const { line: _, ...problem } of result.problems)
      batch.problems.push({ locator, ...problem });
    if (result.draft) batch.items.push({ locator, value: result.draft });
  });
  return batch;
}

async function headOf(path: string, encoding: Encoding): Promise<string> {
  for await (const lines of physicalLines(path, encoding, null)) {
    return lines
      .slice(0, 5)
      .map(({ text }) => text)
      .join('\n')
      .slice(0, 500);
  }
  return '';
}

function propertiesOfJcard(card: unknown): Property[] | null {
  if (!Array.isArray(card) || card[0] !== 'vcard' || !Array.isArray(card[1])) return null;
  const properties: Property[] = [];
  for (const entry of card[1] as unknown[]) {
    if (!Array.isArray(entry) || typeof entry[0] !== 'string') continue;
    const params = new Map<string, string[]>();
    for (const [key, value] of Object.entries((entry[1] ?? {}) as Record<string, unknown>)) {
      params.set(key.toUpperCase(), (Array.isArray(value) ? value : [value]).map(String));
    }
    if (typeof entry[2] === 'string') params.set('VALUE', [entry[2]]);
    const escaped = (value: unknown): string =>
      Array.isArray(value)
        ? value.map(escaped).join(',')
        : String(value ?? '')
            .replace(/([\\;,])/g, '\\$1')
            .replace(/\n/g, '\\n');
    const isText = entry[2] === 'text' || entry[2] === undefined;
    const values = entry.slice(3).map((value: unknown) => {
      if (Array.isArray(value)) return value.map(escaped).join(';');
      return isText ? escaped(value) : String(value ?? '');
    });
    properties.push({
      name: entry[0].toUpperCase(),
      group: params.get('GROUP')?.[0] ?? '',
      params,
      value: values.join(','),
      line: 1,
    });
  }
  return properties;
}

export const vcardReader: Reader<PartyDraft, VcardOptions> = { read };
