/** A moment as a mail header states it, with the writer's distance from UTC in minutes. */
export interface HeaderDate {
  instant: Temporal.Instant;
  /** Null when the header names no usable zone; the instant is then reckoned as UTC. */
  offsetMinutes: number | null;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Month names that clients wrote in their own language; RFC 5322 allows English only. */
const otherMonths: Record<string, number> = {
  mär: 3,
  mrz: 3,
  mai: 5,
  okt: 10,
  dez: 12,
  janv: 1,
  fév: 2,
  févr: 2,
  mars: 3,
  avr: 4,
  juin: 6,
  juil: 7,
  aoû: 8,
  août: 8,
  déc: 12,
  ene: 1,
  abr: 4,
  ago: 8,
  dic: 12,
  gen: 1,
  mag: 5,
  giu: 6,
  lug: 7,
  set: 9,
  ott: 10,
  mrt: 3,
  mei: 5,
  maj: 5,
  des: 12,
  fev: 2,
  out: 10,
};

const zones: Record<string, number> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  bst: 60,
  west: 60,
  ist: 330,
  cet: 60,
  met: 60,
  mez: 60,
  cest: 120,
  mest: 120,
  mesz: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
  jst: 540,
  kst: 540,
  hkt: 480,
  sgt: 480,
  aest: 600,
  aedt: 660,
  acst: 570,
  acdt: 630,
  awst: 480,
  nzst: 720,
  nzdt: 780,
  sast: 120,
};

const mailDate =
  /^(?:\p{L}+\.?,?\s*)?(\d{1,2})[\s.-]+(\p{L}{3,})\.?[\s-]+(\d{2,4})[\s,]+(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,]\d+)?)?\s*(am|pm)?\s*(.*)$/iu;
const ctimeDate =
  /^(?:\p{L}+,?\s+)?(\p{L}{3,})\s+(\d{1,2}),?\s+(?:(\d{4}),?\s+)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?\s*(am|pm)?\s*(.*)$/iu;
const isoDate =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(.*)$/i;

/** Reads a Date header, the date of a Received header or of a From_ line; null when it is none. */
export function readDate(text: string): HeaderDate | null {
  const plain = stripComments(text).replace(/\s+/gu, ' ').trim();
  if (plain.length > 200) return null;
  return readMailDate(plain) ?? readCtime(plain) ?? readIso(plain);
}

function readMailDate(text: string): HeaderDate | null {
  const match = mailDate.exec(text);
  if (!match) return null;
  const [, day, month, year, hour, minute, second, half, zone] = match;
  return build(
    fullYear(year ?? ''),
    monthNumber(month ?? ''),
    day,
    hour,
    minute,
    second,
    half,
    zone,
  );
}

function readCtime(text: string): HeaderDate | null {
  const match = ctimeDate.exec(text);
  if (!match) return null;
  const [, month, day, yearBefore, hour, minute, second, half, rest = ''] = match;
  // "Jan  2 15:55:39 2025", "Jan 2 15:55:39 CET 2025" and "Jan 2 15:55:39 2025 +0100" all occur.
  const yearAfter = /(?:^|\s)(\d{4})(?:\s|$)/.exec(rest)?.[1];
  const year = yearBefore ?? yearAfter;
  if (!year) return null;
  const zone = yearBefore ? rest : rest.replace(year, ' ').trim();
  return build(Number(year), monthNumber(month ?? ''), day, hour, minute, second, half, zone);
}

function readIso(text: string): HeaderDate | null {
  const match = isoDate.exec(text);
  if (!match) return null;
  const [, year, month, day, hour = '0', minute = '0', second, zone] = match;
  return build(Number(year), Number(month), day, hour, minute, second, undefined, zone);
}

function build(
  year: number,
  month: number,
  day: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  half: string | undefined,
  zone: string | undefined,
): HeaderDate | null {
  // Mail began in 1971; years beyond this century are broken clocks.
  if (year < 1971 || year > 2100 || month < 1) return null;
  let hours = Number(hour);
  if (half) hours = (hours % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  const offset = offsetOf(zone ?? '');
  // A leap second is the end of its minute.
  const seconds = Math.min(Number(second ?? 0), 59);
  if (hours > 23 || Number(minute) > 59 || Number(day) < 1 || Number(day) > daysIn(year, month))
    return null;
  const local = Date.UTC(year, month - 1, Number(day), hours, Number(minute), seconds);
  return {
    instant: Temporal.Instant.fromEpochMilliseconds(local - (offset ?? 0) * 60_000),
    offsetMinutes: offset,
  };
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function monthNumber(name: string): number {
  const lower = name.toLowerCase().replace(/\.$/, '');
  const english = months.indexOf(lower.slice(0, 3));
  return otherMonths[lower] ?? (english >= 0 ? english + 1 : (otherMonths[lower.slice(0, 3)] ?? 0));
}

/** RFC 5322, 4.3: two digits up to 49 are this century, three digits count from 1900. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 2) return year < 50 ? 2000 + year : 1900 + year;
  return text.length === 3 ? 1900 + year : year;
}

function offsetOf(text: string): number | null {
  const numeric = /(?:^|\b|gmt|utc)\s*([+-])(\d{1,2}):?(\d{2})\b/i.exec(text);
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3]);
    // -0000 says "this is UTC, and nothing about where the writer is".
    if (minutes === 0 && numeric[1] === '-') return null;
    return minutes > 14 * 60 ? null : numeric[1] === '-' ? -minutes : minutes;
  }
  return zones[/^[a-z]+/i.exec(text.trim())?.[0].toLowerCase() ?? ''] ?? null;
}

function stripComments(text: string): string {
  if (!text.includes('(')) return text;
  let depth = 0;
  let plain = '';
  for (const char of text) {
    if (char === '(') depth++;
    else if (char === ')' && depth > 0) depth--;
    else if (depth === 0) plain += char;
  }
  return plain;
}
