import { directionSaid } from '../identify/importing/listed.ts';
import type { ListedRow } from '../identify/importing/listed-row.ts';
import { readDate } from '../identify/importing/written-dates.ts';
import { isUsableInstant } from '../platform/values.ts';

/** A call as a list of calls tells it. */
export interface ListedCall {
  at: Temporal.Instant;
  direction: 'in' | 'out';
  /** As it stands there; empty where it is withheld. */
  number: string;
  name: string;
  /** Talked; null where nobody answered. */
  seconds: number | null;
  extension: string;
}

export type CallTrouble = 'no-time' | 'no-such-day' | 'sides' | 'length' | 'internal';

/** Reads one line of a list of calls. */
export function readCallRow(
  { cells, labels, dateOrder }: ListedRow,
  { country, zone }: { country: string; zone: string },
): { call: ListedCall; isDateDoubtful: boolean } | { trouble: CallTrouble; text: string } {
  const { callAt = '', callTime = '', callDuration = '', callOwn = '' } = cells;
  const moment = momentOf(callAt, callTime, { dateOrder, country, zone });
  if ('trouble' in moment) return { ...moment, text: `${callAt} ${callTime}`.trim() };
  // Somebody may have said the columns themselves: with line and extension it is a box all the same.
  const isBox = cells.callOwn !== undefined && cells.callExtension !== undefined;
  const way = directionSaid(
    cells.callDirection ?? '',
    labels.callDirection || (isBox ? 'box' : ''),
  );
  const side = sideOf(cells, way);
  if (typeof side === 'string')
    return { trouble: side, text: `${cells.callFrom ?? ''} → ${cells.callTo ?? ''}` };
  const length = secondsOf(callDuration, labels.callDuration || (isBox ? 'h:mm' : ''));
  if (length === null) return { trouble: 'length', text: callDuration };
  const said = answeredSaid(cells.callOutcome ?? '');
  const isAnswered =
    way === 'missed' ? false : (said ?? (length > 0 || callDuration.trim() === ''));
  return {
    call: {
      at: moment.at,
      direction: side.direction,
      number: side.number,
      name: cells.callName?.trim() ?? '',
      seconds: isAnswered ? length : null,
      extension: (cells.callExtension?.trim() || callOwn.trim() || side.own).slice(0, 50),
    },
    isDateDoubtful: moment.isDoubtful,
  };
}

function momentOf(
  written: string,
  clock: string,
  {
    dateOrder,
    country,
    zone,
  }: { dateOrder: ListedRow['dateOrder']; country: string; zone: string },
): { at: Temporal.Instant; isDoubtful: boolean } | { trouble: 'no-time' | 'no-such-day' } {
  const text = written.trim();
  // Telephones count seconds or milliseconds since 1970.
  if (/^\d{10}(?:\d{3})?$/.test(text)) {
    const at = Number(text) * (text.length === 10 ? 1_000 : 1);
    return { at: Temporal.Instant.fromEpochMilliseconds(at), isDoubtful: false };
  }
  const iso = text.replace(' ', 'T');
  if (/T\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$/.test(iso) && isUsableInstant(iso))
    return { at: Temporal.Instant.from(iso), isDoubtful: false };
  const time =
    /(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,]\d+)?(?:\s?([ap])\.?\s?m\.?)?\s*(?:Uhr)?$/i.exec(
      clock.trim() || text,
    );
  const day = clock.trim() ? text : text.slice(0, time?.index).replace(/[,\s]+$/, '');
  if (!time || day === '') return { trouble: 'no-time' };
  const [, hours, minutes, seconds = '0', half] = time;
  const { date, doubtful } = readDate(day, dateOrder, undefined, country);
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hours);
  const isTime = hour < 24 && Number(minutes) < 60 && Number(seconds) < 60;
  if (date === null || date.startsWith('-') || !isTime) return { trouble: 'no-such-day' };
  const wall = Temporal.PlainDate.from(date).toPlainDateTime({
    hour,
    minute: Number(minutes),
    second: Number(seconds),
  });
  return { at: wall.toZonedDateTime(zone).toInstant(), isDoubtful: doubtful };
}

/** Who the other side is: the one that is told, or of two the one that is no telephone of ours. */
function sideOf(
  cells: ListedRow['cells'],
  way: 'in' | 'out' | 'missed' | null,
): { direction: 'in' | 'out'; number: string; own: string } | 'sides' | 'internal' {
  const { callNumber, callFrom = '', callTo = '' } = cells;
  const told = way === null ? null : way === 'out' ? 'out' : 'in';
  if (callNumber !== undefined && (callNumber.trim() !== '' || (!callFrom && !callTo)))
    return told ? { direction: told, number: numberIn(callNumber), own: '' } : 'sides';
  const [from, to] = [numberIn(callFrom), numberIn(callTo)];
  if (isInternal(callFrom) && isInternal(callTo)) return 'internal';
  const direction =
    told ?? (isInternal(callFrom) ? 'out' : isInternal(callTo) || to === '' ? 'in' : null);
  if (!direction) return 'sides';
  return direction === 'out'
    ? { direction, number: to, own: from }
    : { direction, number: from, own: to };
}

/** "Max (101)", "101", "SIP/101": few digits, where numbers of others have many. */
function isInternal(text: string): boolean {
  const digits = numberIn(text).replace(/\D/g, '');
  return digits.length > 0 && digits.length <= 5 && !/^(?:\+|00)/.test(numberIn(text));
}

const withheld =
  /^(?:-?\d|anonym\w*|unbekannt|unknown|withheld|private?|privat|unterdr.*|inconnu|desconocido)?$/i;

function numberIn(text: string): string {
  const plain = text.trim();
  if (withheld.test(plain)) return '';
  const inside = /[(<](\+?[\d\s/-]{2,})[)>]\s*$/.exec(plain)?.[1] ?? plain;
  const found = /\+?\(?\d[\d\s()./-]*\d|\d{2,}/.exec(inside)?.[0] ?? '';
  return found.trim().slice(0, 100);
}

/** "0:05", "00:01:23", "83", "1 min 23 s"; nothing is nought, and null is no length. */
function secondsOf(text: string, label: string): number | null {
  const plain = text.trim().toLowerCase();
  if (plain === '' || plain === '-') return 0;
  const parts = /^(\d{1,4}):(\d{1,2})(?::(\d{1,2}))?(?:[.,]\d+)?$/.exec(plain);
  if (parts) {
    const [, one, two, three] = parts.map(Number);
    if (parts[3] !== undefined) return one! * 3_600 + two! * 60 + three!;
    return label === 'h:mm' ? one! * 3_600 + two! * 60 : one! * 60 + two!;
  }
  if (/^\d{1,6}(?:[.,]\d+)?\s*(?:s|sec|secs|seconds?|sek\w*)?\.?$/.test(plain))
    return Math.round(Number.parseFloat(plain.replace(',', '.')));
  const worded =
    /^(?:(\d+)\s*(?:h|hours?|std\w*)\.?\s*)?(?:(\d+)\s*(?:m|mins?|minutes?|minuten)\.?\s*)?(?:(\d+)\s*(?:s|secs?|seconds?|sek\w*)\.?)?$/.exec(
      plain,
    );
  if (!worded || worded.slice(1).every((part) => part === undefined)) return null;
  const [, hours = 0, minutes = 0, seconds = 0] = worded.map((part) => Number(part ?? 0));
  return hours * 3_600 + minutes * 60 + seconds;
}

function answeredSaid(text: string): boolean | null {
  const plain = text.trim().toLowerCase();
  if (
    /no.?answer|not answered|unanswered|busy|failed|missed|cancel|besetzt|verpasst|nicht|redirected|waiting/.test(
      plain,
    )
  )
    return false;
  if (
    /answered|connected|completed|yes|true|ja|angenommen|verbunden|beantwortet|répondu|contestad/.test(
      plain,
    )
  )
    return true;
  return null;
}
