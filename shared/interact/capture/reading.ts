import { type ContractReading, readContract } from '../papers/contracts.ts';
import { type ContactReading, readContacts } from './contacts.ts';
import { type EntryKind, readKind } from './kinds.ts';
import { type MomentReading, readMoment } from './moments.ts';
import { type Phrase, readPhrases } from './names.ts';
import { companyLookup, type Newcomer, readNewcomer } from './newcomers.ts';
import { type Span, without } from './words.ts';

/** Longer texts are letters; they are kept as a note, and only their beginning is read. */
const mostRead = 4_000;

/** What one stretch of the text was taken for. */
export interface Mark extends Span {
  role: 'kind' | 'name' | 'when' | 'due' | 'contact' | 'newcomer' | 'plain';
}

export interface Reading {
  text: string;
  kind: EntryKind;
  direction: 'in' | 'out' | null;
  moment: Omit<MomentReading, 'spans' | 'dues'>;
  contacts: ContactReading[];
  newcomer: Newcomer | null;
  /** What was agreed for a time, where the line says so. */
  contract: ContractReading | null;
  phrases: Phrase[];
  /** All of the text, in order, without gaps. */
  marks: Mark[];
  /** What has to be looked up before it is known who is meant. */
  lookups: string[];
}

export interface ReadingContext {
  now: Temporal.ZonedDateTime;
  /** 5/12 is the twelfth of May where people write so. */
  monthFirst: boolean;
}

/** Understands what somebody typed, by rules alone. Whatever it does not understand it leaves as it is. */
export function readCapture(text: string, { now, monthFirst }: ReadingContext): Reading {
  const head = text.slice(0, mostRead).toWellFormed();
  const contacts = readContacts(head);
  const newcomer = readNewcomer(head, contacts);
  if (newcomer) {
    const lookup = companyLookup(newcomer);
    return {
      text,
      kind: 'note',
      direction: null,
      moment: { day: null, time: null, instant: null, minutes: null },
      contacts,
      newcomer,
      contract: null,
      phrases: [],
      marks: marked(text, [
        ...contacts.map((span) => ({ ...span, role: 'contact' as const })),
        ...newcomer.spans.map((span) => ({ ...span, role: 'newcomer' as const })),
      ]),
      lookups: lookup ? [lookup] : [],
    };
  }
  const bare = without(head, contacts);
  const { kind, direction, isPast, span: cue } = readKind(bare);
  const { spans, dues, ...said } = readMoment(without(bare, cue ? [cue] : []), {
    now,
    // Only meetings are written down before they are held.
    isPast: isPast || kind !== 'meeting',
    monthFirst,
    cue,
  });
  // A note tells of any time; when it was written is when it was told, unless it begins with a day.
  const isDated = kind !== 'note' || spans.length > 0;
  const phrases = readPhrases(
    without(bare, [...spans, ...dues, ...namelessCue(bare, cue)]),
    kind !== 'note',
  );
  return {
    text,
    kind,
    direction,
    moment: isDated ? said : { day: null, time: null, instant: null, minutes: null },
    contacts,
    newcomer: null,
    contract: readContract(head, { monthFirst }),
    phrases,
    marks: marked(text, [
      ...(cue ? [{ ...cue, role: 'kind' as const }] : []),
      ...contacts.map((span) => ({ ...span, role: 'contact' as const })),
      ...spans.map((span) => ({ ...span, role: 'when' as const })),
      ...dues.map((span) => ({ ...span, role: 'due' as const })),
      ...phrases.map((span) => ({ ...span, role: 'name' as const })),
    ]),
    lookups: [...new Set(phrases.map(({ key }) => key).filter(Boolean))],
  };
}

/** The words that say what happened stay visible to the reading of names: "called" announces one. */
function namelessCue(text: string, cue: Span | null): Span[] {
  if (!cue) return [];
  const said = text.slice(cue.from, cue.to);
  const last = /\S+$/u.exec(said);
  return last ? [{ from: cue.from, to: cue.from + last.index }] : [];
}

/** Cuts the text at the marks; where two claim one place the one that comes first has it. */
function marked(text: string, claims: readonly Mark[]): Mark[] {
  const marks: Mark[] = [];
  let at = 0;
  for (const { role, from, to } of claims.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (from < at || to <= from) continue;
    if (from > at) marks.push({ role: 'plain', from: at, to: from });
    marks.push({ role, from, to });
    at = to;
  }
  if (at < text.length) marks.push({ role: 'plain', from: at, to: text.length });
  return marks;
}

/** When it was, as an instant, or null for now. A day without a time is its noon, as in the log of a record. */
export function instantOf(
  { day, time, instant }: Reading['moment'],
  now: Temporal.ZonedDateTime,
): Temporal.Instant | null {
  if (instant) return instant;
  if (!day && !time) return null;
  const today = now.toPlainDate();
  const on = day ?? today;
  if (on.equals(today) && !time) return null;
  return on
    .toZonedDateTime({ timeZone: now.timeZoneId, plainTime: time ?? new Temporal.PlainTime(12) })
    .toInstant();
}
