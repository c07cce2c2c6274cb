import { constants, gunzipSync } from 'node:zlib';
import { lineHead } from '../../../shared/platform/import/chat-line.ts';
import { sniff } from './dialect.ts';
import { decode, encodingOfBytes } from './text.ts';

export type Format =
  | 'csv'
  | 'xlsx'
  | 'vcard'
  | 'ics'
  | 'mbox'
  | 'eml'
  | 'emlx'
  | 'zip'
  | 'tar'
  | 'tgz'
  | 'gzip'
  | 'jcard'
  | 'ndjson'
  | 'chat'
  | 'unknown';

export interface Detection {
  format: Format;
  /** A sentence: why, and for `unknown` what to do instead. */
  reason: string;
}

/** As many bytes from the beginning of a file as the detection looks at. */
export const detectionBytes = 64 * 1024;

/** What a file is: by its content, and by its name only where the content leaves it open. */
export function detectFormat(sample: Uint8Array, fileName: string): Detection {
  const bytes = Buffer.from(
    sample.buffer,
    sample.byteOffset,
    Math.min(sample.byteLength, detectionBytes),
  );
  if (bytes.length === 0) return unknown('The file is empty.');
  return ofBinary(bytes, fileName) ?? ofText(bytes, fileName);
}

function unknown(reason: string): Detection {
  return { format: 'unknown', reason };
}

function ofBinary(bytes: Buffer, fileName: string): Detection | null {
  const starts = (...head: number[]) => head.every((byte, index) => bytes[index] === byte);
  if (
    starts(0x50, 0x4b, 0x03, 0x04) ||
    starts(0x50, 0x4b, 0x05, 0x06) ||
    starts(0x50, 0x4b, 0x07, 0x08)
  ) {
    const office = ofOffice(bytes, fileName);
    if (office) return office;
    return { format: 'zip', reason: 'It begins like a zip archive.' };
  }
  if (starts(0x1f, 0x8b)) return ofGzip(bytes, fileName);
  if (isTar(bytes)) return { format: 'tar', reason: 'Its first block is a tar header.' };
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) {
    return unknown(
      'This is a document in an old Microsoft format (.xls, .msg) or a workbook with a password. Save it as .xlsx without a password, as .eml or .vcf, and import that.',
    );
  }
  if (bytes.toString('latin1', 0, 4) === '!BDN') {
    return unknown(
      'This is an Outlook data file (.pst). Export its mail as mbox or .eml and its contacts as CSV.',
    );
  }
  if (bytes.toString('latin1', 0, 5) === '%PDF-')
    return unknown('This is a PDF; there is nothing in it to import.');
  if (starts(0x37, 0x7a, 0xbc, 0xaf) || bytes.toString('latin1', 0, 4) === 'Rar!') {
    return unknown('This archive is of a kind that is not read here. Pack it as zip or tar.gz.');
  }
  return null;
}

/** Office documents are zip archives whose first parts have names of their own. */
function ofOffice(bytes: Buffer, fileName: string): Detection | null {
  const inside = bytes.toString('latin1');
  const first = inside.slice(30, 30 + bytes.readUInt16LE(Math.min(26, bytes.length - 2)));
  if (/^mimetype/.test(first) && /^mimetypeapplication\/vnd\.oasis/.test(inside.slice(30))) {
    return unknown(
      'This is a document in the format of LibreOffice. Open it and save the table as .xlsx or CSV, then import that.',
    );
  }
  if (
    !/^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|customXml\/|xl\/|word\/|ppt\/)/i.test(first)
  ) {
    return null;
  }
  const isTable = /xl[/\\](?:workbook|worksheets|sharedStrings|styles|_rels|theme)/i.test(inside);
  if (isTable || /\.xls[xm]$/i.test(fileName)) {
    return { format: 'xlsx', reason: 'It is a workbook with tables.' };
  }
  return unknown(
    'This is an office document without tables. Save what is to be imported as .xlsx or CSV, and import that.',
  );
}

function ofGzip(bytes: Buffer, fileName: string): Detection {
  try {
    // A few kilobytes cannot unpack to more than a few megabytes, whatever they hold.
    const inside = gunzipSync(bytes.subarray(0, 4096), { finishFlush: constants.Z_SYNC_FLUSH });
    if (isTar(inside)) return { format: 'tgz', reason: 'It is gzip with a tar archive inside.' };
    return { format: 'gzip', reason: 'It is gzip with a single file inside.' };
  } catch {
    return /\.(?:tgz|tar\.gz)$/i.test(fileName)
      ? { format: 'tgz', reason: 'It begins like gzip and is named like a tar archive.' }
      : { format: 'gzip', reason: 'It begins like gzip.' };
  }
}

function isTar(bytes: Buffer): boolean {
  if (bytes.length < 512) return false;
  if (bytes.toString('latin1', 257, 262) === 'ustar') return true;
  const stated = Number.parseInt(bytes.toString('latin1', 148, 156).replace(/[\0 ]/g, ''), 8);
  if (Number.isNaN(stated) || stated === 0) return false;
  let sum = 8 * 32;
  for (let index = 0; index < 512; index += 1) {
    if (index < 148 || index >= 156) sum += bytes[index] ?? 0;
  }
  return sum === stated;
}

const MAIL_HEADER =
  /^(?:return-path|received|from|to|cc|subject|date|message-id|mime-version|delivered-to|reply-to|sender|content-type|x-[\w-]+|list-[\w-]+|dkim-signature|in-reply-to|references|authentication-results|arc-[\w-]+):/i;

function ofText(bytes: Buffer, fileName: string): Detection {
  const encoding = encodingOfBytes(bytes);
  const text = decode(bytes.subarray(encoding.mark), encoding.name);
  const start = text.replace(/^[\s\ufeff]+/, '');
  if (start === '') return unknown('The file holds nothing but blanks.');
  if (/^BEGIN:VCARD\b/i.test(start))
    return { format: 'vcard', reason: 'It begins with BEGIN:VCARD.' };
  if (/^BEGIN:V(?:CALENDAR|EVENT|TODO|JOURNAL|FREEBUSY|TIMEZONE)\b/i.test(start)) {
    return {
      format: 'ics',
      reason: `It begins with ${start.slice(0, start.search(/\r|\n|$/)).trim()}.`,
    };
  }
  if (/^\[\s*(?:\[\s*)?"vcard"/i.test(start))
    return { format: 'jcard', reason: 'It is JSON that begins as a jCard.' };
  if (/^\[\s*(?:\[\s*)?"vcalendar"/i.test(start)) {
    return unknown('This is a calendar written as JSON (jCal). Export it as .ics instead.');
  }
  if (/^\{"rapport":\d/.test(start))
    return { format: 'ndjson', reason: 'It is an export of Rapport, one record a line.' };
  if (isChat(text))
    return { format: 'chat', reason: 'Its lines begin like those of an exported WhatsApp chat.' };
  const mail = ofMail(text);
  if (mail) return mail;
  const binary = [...text.slice(0, 8_000)].filter(isBinary).length > 40;
  if (binary) return unknown('The file is not text, and of no kind that can be imported.');
  if (/^<(?:\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)?<?vcards/i.test(start)) {
    return { format: 'vcard', reason: 'It is an xCard (vCard written as XML).' };
  }
  if (/^<[a-z!?]/i.test(start)) {
    return unknown(
      'This is a web page or XML. Export the data as CSV, vCard, .ics, .eml or mbox and import that.',
    );
  }
  if (/^[[{]/.test(start) && /^[[{]\s*["[{\]}]/.test(start)) {
    return unknown(
      'This is JSON. Export the data as CSV, vCard, .ics, .eml or mbox and import that.',
    );
  }
  const early = start.slice(0, 4_000);
  if (/^BEGIN:VCARD\b/im.test(early))
    return { format: 'vcard', reason: 'A BEGIN:VCARD stands near its beginning.' };
  if (/^BEGIN:VCALENDAR\b/im.test(early))
    return { format: 'ics', reason: 'A BEGIN:VCALENDAR stands near its beginning.' };
  const named = /\.(eml|emlx|mbox|ics|vcf)$/i.exec(fileName)?.[1]?.toLowerCase();
  if (named) {
    const format = named === 'vcf' ? 'vcard' : (named as Format);
    return { format, reason: 'Its content leaves it open; its name says so.' };
  }
  if (/\.(?:csv|tsv|tab)$/i.test(fileName))
    return { format: 'csv', reason: 'It is text and its name ends like a table.' };
  const table = sniff(text.slice(0, 32 * 1024), bytes.length < detectionBytes);
  const body = table.rows
    .slice(table.first)
    .filter(({ cells }) => cells?.some((cell) => cell !== ''));
  const fitting = body.filter(({ cells }) => cells?.length === table.columns).length;
  if (table.columns > 1 && body.length > 1 && fitting >= body.length * 0.8) {
    return { format: 'csv', reason: `Its lines have ${table.columns} columns each.` };
  }
  if (
    body.length > 0 &&
    body.filter(({ cells }) => /\S@\S+\.\S/.test(cells?.join(',') ?? '')).length >=
      body.length * 0.6
  ) {
    return { format: 'csv', reason: 'Most of its lines hold an e-mail address.' };
  }
  return unknown(
    'This text is no table, card, calendar or mail. Export the data as CSV, vCard, .ics, .eml or mbox and import that.',
  );
}

/** A control character, or a byte that no encoding explained. */
function isBinary(letter: string): boolean {
  return letter === '\ufffd' || (letter < ' ' && !'\t\n\r\f\u000b\u001b'.includes(letter));
}

function ofMail(text: string): Detection | null {
  const lines = text.replace(/^[\ufeff\r\n]+/, '').split(/\r\n|\n|\r/, 60);
  const [first = ''] = lines;
  const headersFrom = (from: number): number => {
    let known = 0;
    for (const line of lines.slice(from)) {
      if (line === '') break;
      if (MAIL_HEADER.test(line)) known += 1;
      else if (!/^[\t ]|^[!-9;-~]+:/.test(line)) break;
    }
    return known;
  };
  if (/^From .*\b\d{1,2}:\d{2}/.test(first) && headersFrom(1) > 0) {
    return { format: 'mbox', reason: 'It begins with the “From ” line of a mailbox.' };
  }
  if (/^\d+\s*$/.test(first) && headersFrom(1) > 1) {
    return { format: 'emlx', reason: 'It begins with the byte count of an Apple Mail message.' };
  }
  const end = lines.indexOf('');
  const alone =
    /^(?:from|to|subject|received|return-path|message-id|content-type):/i.test(first) &&
    end > 0 &&
    lines.slice(0, end).every((line) => /^[\t ]|^[!-9;-~]+:/.test(line));
  if (headersFrom(0) > 1 || alone)
    return { format: 'eml', reason: 'It begins with the headers of a mail.' };
  return null;
}

/** The first line is one of a chat, and so is another of the next few, or it stands alone. */
function isChat(text: string): boolean {
  const lines = text.split(/\r\n|\n|\r/, 40).filter((line) => line.trim() !== '');
  const [first, ...more] = lines;
  const head = first === undefined ? null : lineHead(first);
  if (!head || head.rest.trim() === '') return false;
  return more.length === 0 || more.some((line) => lineHead(line)?.style === head.style);
}
