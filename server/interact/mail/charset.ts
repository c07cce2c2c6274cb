import { isAscii, isUtf8 } from 'node:buffer';
import chardet from 'chardet';
import iconv from 'iconv-lite';

export interface Decoded {
  text: string;
  /** Set when the declared character set was missing or wrong, or characters were lost. */
  doubt?: { code: 'mail.charset-unknown' | 'mail.charset-wrong' | 'mail.charset-lost'; as: string };
}

/** Labels that say "I do not know", or say less than they mean. */
const vagueLabels = new Set([
  '',
  'x-unknown',
  'unknown',
  'unknown-8bit',
  'default',
  'none',
  'utf',
  '8bit',
  'iso-8859',
  'x-user-defined',
  'binary',
  'ansi',
  'x-ansi',
  '_autodetect_all',
  'us-ascii',
  'ascii',
  'ansi_x3.4-1968',
]);

/** Labels of the wild that neither the platform nor iconv-lite knows, and what they mean. */
const otherNames: Record<string, string> = {
  'iso-8859-8-i': 'iso-8859-8',
  'iso-8859-8-e': 'iso-8859-8',
  'iso-8859-6-i': 'iso-8859-6',
  'ks_c_5601-1987': 'euc-kr',
  ks_c_5601: 'euc-kr',
  cp949: 'euc-kr',
  cp932: 'shift_jis',
  'shift-jis': 'shift_jis',
  'x-sjis': 'shift_jis',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  cp50222: 'iso-2022-jp',
  'unicode-1-1-utf-7': 'utf-7',
  'x-unicode-2-0-utf-7': 'utf-7',
  csunicode11utf7: 'utf-7',
  'utf-8-mac': 'utf-8',
  utf8mb4: 'utf-8',
  'x-utf-8': 'utf-8',
  cp65001: 'utf-8',
  cp65000: 'utf-7',
  'x-mac-ce': 'maccenteuro',
  'x-gbk': 'gbk',
  'gb_2312-80': 'gbk',
  tis620: 'windows-874',
};

/**
 * Charsets of one byte per letter that a sender names by habit: text in them that happens to be valid
 * UTF-8 throughout *is* UTF-8, because a chance match of every accented letter does not occur.
 */
const habitLabels = new Set([
  'iso-8859-1',
  'windows-1252',
  'cp1252',
  'latin1',
  'iso-8859-15',
  'iso8859-1',
]);

/** Text from bytes, whatever was declared about them; never throws, and says when it had to guess. */
export function decodeText(bytes: Uint8Array, declared: string | null | undefined): Decoded {
  const label = (declared ?? '')
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '');
  const marked = byOrderMark(bytes);
  if (marked) return { text: marked };
  const name = otherNames[label] ?? label;
  const plain = isAscii(bytes);
  if (plain && !isShifted(name, bytes)) return { text: ascii(bytes) };
  if (vagueLabels.has(name))
    return guess(bytes, label === '' || label.includes('ascii') ? null : label);
  if ((name === 'utf-8' || habitLabels.has(name)) && isUtf8(bytes)) {
    return {
      text: utf8.decode(bytes),
      ...(name !== 'utf-8' && { doubt: { code: 'mail.charset-wrong' as const, as: 'utf-8' } }),
    };
  }
  if (name === 'utf-8' || name === 'utf8') return guess(bytes, label);
  const decode = decoderOf(name);
  if (!decode) return guess(bytes, label);
  const text = decode(bytes);
  if (!text.includes('\ufffd')) return { text };
  // A few broken characters in an otherwise fitting charset are a loss; many mean another charset.
  const broken = text.split('\ufffd').length - 1;
  if (isUtf8(bytes))
    return { text: utf8.decode(bytes), doubt: { code: 'mail.charset-wrong', as: 'utf-8' } };
  if (broken * 20 > countHigh(bytes)) {
    const other = guess(bytes, label);
    if (!other.text.includes('\ufffd') && other.doubt?.as !== 'windows-1252') return other;
  }
  return { text, doubt: { code: 'mail.charset-lost', as: name } };
}

/** Whether text under this label can be read without guessing by the platform's own decoder. */
export function isPlatformCharset(label: string): boolean {
  return platformDecoder(otherNames[label.toLowerCase()] ?? label.toLowerCase()) !== null;
}

const utf8 = new TextDecoder('utf-8');
const latin = new TextDecoder('windows-1252');

function ascii(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function countHigh(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte > 0x7f) count++;
  return Math.max(count, 1);
}

/** Seven-bit text that is nevertheless not ASCII: escape sequences, UTF-7, two-byte Unicode. */
function isShifted(name: string, bytes: Uint8Array): boolean {
  if (
    name === 'utf-7' ||
    name.startsWith('utf-16') ||
    name.startsWith('utf-32') ||
    name === 'ucs-2'
  )
    return true;
  if (name.startsWith('hz')) return bytes.includes(0x7e);
  return bytes.includes(0x1b) || bytes.includes(0x0e);
}

function byOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf && isUtf8(bytes)) return utf8.decode(bytes);
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return null;
}

function guess(bytes: Uint8Array, label: string | null): Decoded {
  const code = label === null ? 'mail.charset-unknown' : 'mail.charset-wrong';
  if (isUtf8(bytes) && !bytes.includes(0x1b)) {
    return label === null
      ? { text: utf8.decode(bytes) }
      : { text: utf8.decode(bytes), doubt: { code, as: 'utf-8' } };
  }
  if (bytes.includes(0x1b) && isAscii(bytes)) {
    const text = decoderOf('iso-2022-jp')?.(bytes) ?? '';
    return text && !text.includes('\ufffd') ? { text } : { text: ascii(bytes) };
  }
  const name = likelyCharset(bytes);
  const text = decoderOf(name)?.(bytes) ?? latin.decode(bytes);
  return { text, doubt: { code: text.includes('\ufffd') ? 'mail.charset-lost' : code, as: name } };
}

/** Detection is by letter frequency, so a handful of letters says nothing and Western is assumed. */
function likelyCharset(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, 20_000);
  if (countHigh(sample) < 20) return 'windows-1252';
  const best = chardet
    .analyse(sample)
    .find((match) => !/^(?:utf|iso-8859-1$|ascii)/i.test(match.name));
  if (!best || best.confidence < 30) return 'windows-1252';
  const name = best.name.toLowerCase();
  return decoderOf(name) ? name : 'windows-1252';
}

type Decode = (bytes: Uint8Array) => string;
const decoders = new Map<string, Decode | null>();

function decoderOf(name: string): Decode | null {
  const known = decoders.get(name);
  if (known !== undefined) return known;
  const found = makeDecoder(name);
  // Labels come from strangers; the map keeps only those that mean something.
  if (found) decoders.set(name, found);
  return found;
}

function makeDecoder(name: string): Decode | null {
  if (name === 'iso-2022-kr') return (bytes) => decodeShifted(bytes, 0x0e, 0x0f, 'euc-kr');
  if (name === 'hz-gb-2312' || name === 'hz') return decodeHz;
  const platform = platformDecoder(name);
  if (platform) return (bytes) => platform.decode(bytes);
  const bare = name.replace(/^x-|^cs/, '');
  for (const candidate of [name, bare, `cp${bare.replace(/\D/g, '')}`]) {
    if (candidate.length > 2 && iconv.encodingExists(candidate)) {
      return (bytes) =>
        iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), candidate);
    }
  }
  return null;
}

function platformDecoder(name: string): TextDecoder | null {
  // The platform answers these with one replacement character for the whole text.
  if (!name || /^(?:iso-2022-(?:kr|cn)|hz-|replacement|csiso2022kr)/.test(name)) return null;
  try {
    return new TextDecoder(name);
  } catch {
    return null;
  }
}

/** ISO-2022-KR: between shift-out and shift-in the bytes are EUC-KR without their high bit. */
function decodeShifted(bytes: Uint8Array, out: number, back: number, charset: string): string {
  const wide: number[] = [];
  let shifted = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte === out) shifted = true;
    else if (byte === back) shifted = false;
    else if (byte === 0x1b) i += 3;
    else wide.push(shifted && byte > 0x20 ? byte | 0x80 : byte);
  }
  return new TextDecoder(charset).decode(Uint8Array.from(wide));
}

/** HZ: between ~{ and ~} the bytes are GB 2312 without their high bit; ~~ is a tilde. */
function decodeHz(bytes: Uint8Array): string {
  const wide: number[] = [];
  let shifted = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    const next = bytes[i + 1];
    if (byte !== 0x7e) wide.push(shifted && byte > 0x20 ? byte | 0x80 : byte);
    else {
      i++;
      if (next === 0x7b) shifted = true;
      else if (next === 0x7d) shifted = false;
      else if (next === 0x7e) wide.push(0x7e);
    }
  }
  return new TextDecoder('gbk').decode(Uint8Array.from(wide));
}
