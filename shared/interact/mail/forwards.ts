import { foldForSearch } from '../../platform/folding.ts';

/** A mail as it stands inside another, in the words of the program that forwarded it. */
export interface ForwardedText {
  /** What whoever forwarded it wrote above. */
  note: string;
  /** As they stand there; addresses and dates are read where there is a parser for them. */
  from: string;
  to: string;
  cc: string;
  subject: string;
  date: string;
  text: string;
}

type Name = 'from' | 'to' | 'cc' | 'bcc' | 'subject' | 'date' | 'other';

/** Folded names of headers as Outlook, Gmail, Apple Mail and Thunderbird write them in four languages. */
const names: Record<Name, string> = {
  from: 'from|von|de|expediteur|remitente',
  to: 'to|an|a|para|pour|destinataire',
  cc: 'cc|kopie|copie a|copie|copia|con copia',
  bcc: 'bcc|bcc (blindkopie)|blindkopie|cci|cco',
  subject: 'subject|betreff|objet|sujet|asunto',
  date: 'date|sent|datum|gesendet|envoye|envoye le|enviado|enviado el|fecha',
  other:
    'reply-to|antwort an|repondre a|responder a|importance|wichtigkeit|importancia|attachments|anlagen|organization|organisation',
};
const nameOf = new Map(
  Object.entries(names).flatMap(([name, words]) =>
    words.split('|').map((word) => [word, name as Name] as const),
  ),
);

const opening =
  /^[\s>]*(?:[-_*=]{2,}\s*)?(?:begin forwarded message|forwarded message|original message|anfang der weitergeleiteten (?:nachricht|e-mail)|weitergeleitete nachricht|ursprüngliche nachricht|originalnachricht|début du message (?:transféré|réexpédié)|message transféré|message d['’]origine|courriel original|inicio del mensaje reenviado|mensaje reenviado|mensaje original)\s*:?\s*(?:[-_*=]{2,})?\s*$/iu;
const rule = /^[\s>]*_{20,}\s*$/;
const header = /^\*?([\p{L}][\p{L} ()’'-]{0,24}?)\*?\s?:\*?(?:[\s\u00a0]+\*?(.*?))?$/u;
/** Farther from its opening a header is a line of the text. */
const mostBlank = 3;
const longestHeader = 20_000;

/**
 * Finds the mail inside a forwarded one: a line that opens it, or the rule of Outlook, and under it who wrote it,
 * when, and about what. Null where any of these is missing, since a mail is not to be made of a guess.
 */
export function readForward(body: string): ForwardedText | null {
  const lines = body.replace(/\r\n?/g, '\n').split('\n').slice(0, 20_000);
  for (let at = 0; at < lines.length; at++) {
    const isOpened = opening.test(lines[at]!) || rule.test(lines[at]!);
    if (!isOpened && !startsBlock(lines, at)) continue;
    const found = readBlock(lines, isOpened ? at + 1 : at);
    if (found) return { note: lines.slice(0, at).join('\n').trim(), ...found };
  }
  return null;
}

/** Some programs set no line above: then the writer and two further headers follow each other. */
function startsBlock(lines: readonly string[], at: number): boolean {
  const read = headerIn(unquoted(lines[at]!));
  return read !== null && ['from', 'subject'].includes(read.name) && read.value !== '';
}

function readBlock(lines: readonly string[], from: number): Omit<ForwardedText, 'note'> | null {
  let at = from;
  while (at < lines.length && at - from <= mostBlank && unquoted(lines[at]!).trim() === '') at++;
  const depth = quoteDepth(lines[at] ?? '');
  const values = new Map<Name, string>();
  let last: Name | null = null;
  for (; at < lines.length; at++) {
    const line = unquoted(lines[at]!, depth);
    if (line.trim() === '') {
      // Between the headers of some programs stands an empty line.
      const next = headerIn(unquoted(lines[at + 1] ?? '', depth));
      if (last === null || isComplete(values) || next === null || values.has(next.name)) break;
      continue;
    }
    const read = headerIn(line);
    if (read && (!values.has(read.name) || read.name === 'other')) {
      values.set(read.name, read.value);
      last = read.name;
    } else if (last !== null && !read && isContinued(line, last, values.get(last)!)) {
      values.set(last, `${values.get(last)!} ${line.trim()}`.trim().slice(0, longestHeader));
    } else break;
  }
  if (!isComplete(values)) return null;
  const text = lines
    .slice(at)
    .map((line) => unquoted(line, depth))
    .join('\n')
    .replace(/^\s*\n/, '')
    .trimEnd();
  const value = (name: Name) => values.get(name) ?? '';
  return {
    from: value('from'),
    to: value('to'),
    cc: value('cc'),
    subject: value('subject'),
    date: value('date'),
    text: text.replace(/^\n+/, ''),
  };
}

const isComplete = (values: ReadonlyMap<Name, string>) =>
  ['from', 'date'].every((name) => (values.get(name as Name) ?? '') !== '') &&
  values.has('subject');

function headerIn(line: string): { name: Name; value: string } | null {
  const read = header.exec(line.trim());
  if (!read) return null;
  const name = nameOf.get(foldForSearch(read[1]!).trim());
  return name ? { name, value: (read[2] ?? '').replace(/\*$/, '').trim() } : null;
}

/** A long list of recipients goes on in the next line; a subject may be wrapped, a date never is. */
function isContinued(line: string, name: Name, before: string): boolean {
  if (name === 'to' || name === 'cc' || name === 'bcc')
    return (
      /[;,]\s*$/.test(before) || /^\s+\S/.test(line) || /^[^\s@]+@[^\s@]+>?[;,]?$/.test(line.trim())
    );
  if (name === 'from') return /^\s*(?:<|\[mailto:)/.test(line);
  return name === 'subject' ? /^\s+\S/.test(line) || before === '' : false;
}

function quoteDepth(line: string): number {
  return /^(?:>\s?)*/.exec(line)![0].replace(/\s/g, '').length;
}

/** Apple Mail marks every line of what it forwards. */
function unquoted(line: string, depth = quoteDepth(line)): string {
  let rest = line;
  for (let level = 0; level < depth && rest.startsWith('>'); level++)
    rest = rest.replace(/^> ?/, '');
  return rest;
}

const months = new Map<string, number>();
for (const [index, forms] of [
  'january jan januar janner janvier janv enero ene',
  'february feb februar fevrier fevr febrero',
  'march mar marz mrz mars marzo',
  'april apr avril avr abril abr',
  'may mai mayo',
  'june jun juni juin junio',
  'july jul juli juillet juil julio',
  'august aug aout agosto ago',
  'september sep sept septembre septiembre set',
  'october oct oktober okt octobre octubre',
  'november nov novembre noviembre',
  'december dec dezember dez decembre diciembre dic',
].entries())
  for (const form of forms.split(' ')) months.set(form, index + 1);

/** As far as a program may write them; others are read by the clock of whoever forwarded. */
const zones: Record<string, string> = {
  cet: '+01:00',
  cest: '+02:00',
  mez: '+01:00',
  mesz: '+02:00',
  heec: '+02:00',
  hnec: '+01:00',
  gmt: '+00:00',
  utc: '+00:00',
  bst: '+01:00',
  est: '-05:00',
  edt: '-04:00',
  cst: '-06:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
};

/**
 * When the mail inside was sent, as its program wrote it for a reader: "Mon, Mar 2, 2026 at 9:00 AM", "Montag,
 * 2. März 2026 09:00", "2 mars 2026 à 09:00:00 UTC+1". `zone` is that of whoever forwarded it.
 */
export function readForwardedDate(written: string, zone: string): Temporal.Instant | null {
  const text = foldForSearch(written.replace(/[\u00a0\u202f\u200e\u200f]/g, ' '));
  const clock =
    /(?<!\d)(\d{1,2})[:h.](\d{2})(?:[:.](\d{2}))?(?!\d|[./]\d)\s*(?:([ap])\.?\s?m\b\.?)?/.exec(
      text.replace(/\d{1,2}[./]\d{1,2}[./]\d{2,4}/g, (day) => '#'.repeat(day.length)),
    );
  const day = dayIn(clock ? text.slice(0, clock.index) : text) ?? dayIn(text);
  if (!day || !clock) return null;
  const [all, hours, minutes, seconds = '0', half] = clock;
  const hour = half ? (Number(hours) % 12) + (half === 'p' ? 12 : 0) : Number(hours);
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const wall = day.toPlainDateTime({ hour, minute: Number(minutes), second: Number(seconds) });
  const behind = text.slice(clock.index + all.length);
  const offset = /(?:utc|gmt)?\s*([+-−])(\d{1,2}):?(\d{2})?(?!\d)/.exec(behind);
  const named = /\b([a-z]{3,4})\b/.exec(behind)?.[1] ?? '';
  if (offset) {
    const sign = offset[1] === '+' ? 1 : -1;
    const digits = offset[2]!;
    const away = sign * (Number(digits) * 60 + Number(offset[3] ?? 0));
    if (Math.abs(away) > 14 * 60) return null;
    return wall.toZonedDateTime('UTC').toInstant().subtract({ minutes: away });
  }
  return wall.toZonedDateTime(zones[named] ?? zone).toInstant();
}

function dayIn(text: string): Temporal.PlainDate | null {
  const iso = /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/.exec(text);
  if (iso) return plain(iso[1]!, Number(iso[2]), iso[3]!);
  const words = text.match(/\p{L}+|\d+/gu) ?? [];
  const at = words.findIndex((word) => months.has(word));
  if (at >= 0) {
    const numbers = words.filter((word) => /^\d+$/.test(word));
    const year = numbers.find((word) => word.length === 4);
    const date = numbers.find((word) => word.length <= 2);
    return year && date ? plain(year, months.get(words[at]!)!, date) : null;
  }
  const dotted = /(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)/.exec(text);
  if (!dotted) return null;
  const [, first, second, year] = dotted;
  // Numbers alone leave the order open, and a day that cannot be told is none.
  if (Number(first) > 12 || text.includes('.')) return plain(year!, Number(second), first!);
  if (Number(second) > 12 || first === second) return plain(year!, Number(first), second!);
  return null;
}

function plain(year: string, month: number, day: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month, day: Number(day) },
      { overflow: 'reject' },
    );
  } catch {
    return null;
  }
}

const forwardSubject = /^\s*(?:fwd?|fw|wg|tr|rv|i|enc|reenv)\s*:\s*/i;

/** Whether a subject says that its mail was handed on. */
export const isForwardSubject = (subject: string): boolean => forwardSubject.test(subject);
