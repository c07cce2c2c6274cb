import { readMoment } from '../capture/moments.ts';
import { type Span, without, words } from '../capture/words.ts';
import type { TaskRepeats } from './repeats.ts';
import { readRepeats } from './repeats-reading.ts';
import type { TaskDue, TaskReminder } from './tasks.ts';

/** What one line says of a task; what was not understood stays its title. */
export interface TaskReading {
  title: string;
  due: TaskDue | null;
  repeats: TaskRepeats | null;
  reminder: TaskReminder | null;
  /** The colleague named with an @, as it was typed. */
  keeper: string | null;
}

export interface TaskContext {
  now: Temporal.ZonedDateTime;
  /** 5/12 is the twelfth of May where people write so. */
  monthFirst: boolean;
}

/** Longer lines are notes; only their beginning is read. */
const mostRead = 500;

const shortDays: readonly (readonly string[])[] = [
  ['mon', 'mo'],
  ['tue', 'tues', 'di'],
  ['wed', 'mi'],
  ['thu', 'thur', 'thurs', 'do'],
  ['fri', 'fr'],
  ['sat', 'sa'],
  ['sun', 'so'],
];
/** A number before one of these counts nothing: "Tue 10 about the offer". */
const MORE =
  '\\s+(?:about|regarding|re|with|for|at|in|wegen|mit|über|zu[mr]?|für|bei|im)(?![\\p{L}\\p{N}])';
/** These are words of their own too; so as a day they are written large, or a time follows. */
const SHORT = new RegExp(
  `(?<=\\s)(?:(?:on|am|by|bis) )?(${shortDays.flat().join('|')})\\.?(?=\\s*,?\\s*(?:(?:at|um|@) ?)?(\\d{1,2})(?:[:.]\\d{2})?(?:\\s?(?:uhr|am|pm|h))?(?:\\s*(?:,|$)|${MORE})|\\s*(?:,|$))`,
  'giu',
);
/** The hour that is said with a day and nothing else: "Tue 10", "Dienstag 10". */
const BARE_HOUR = new RegExp(`^\\s*,?\\s*(\\d{1,2})(?:[:.](\\d{2}))?(?=\\s*(?:,|$)|${MORE})`, 'iu');
/** By when it is to be done is when it is due. */
const UNTIL = words(
  'by|until|till|before|due on|due|bis zum|bis spätestens|bis|spätestens|fällig am|fällig',
);
const REMINDER = words(
  '(?:remind(?: me)?|erinner(?:e|n|ung)?(?: mich)?) (\\d{1,3}|an?|one|two|ein(?:e|en)?|zwei) ?(min(?:ute)?(?:s|n)?|hours?|h|std|stunden?|days?|tage?) (?:before|earlier|vorher|davor|früher)',
);
const counts: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  ein: 1,
  eine: 1,
  einen: 1,
  zwei: 2,
};
const KEEPER = /(?<![\p{L}\p{N}_])@([\p{L}][\p{L}\p{M}.'’-]*)/u;

/** Understands "call Tue 10" and "Angebot nachfassen am Dienstag 10 Uhr", by rules alone. */
export function readTask(text: string, { now, monthFirst }: TaskContext): TaskReading {
  const head = text.slice(0, mostRead).toWellFormed();
  const spans: Span[] = [];
  let rest = head;
  const take = (span: Span) => {
    spans.push(span);
    rest = without(rest, [span]);
  };

  const named = KEEPER.exec(rest);
  if (named) take({ from: named.index, to: named.index + named[0].length });
  const reminder = takeReminder(rest, take);
  const turns = readRepeats(rest);
  if (turns) take(turns.span);

  const when = readWhen(rest, { now, monthFirst });
  for (const span of when.spans) take(span);
  let on = when.day;
  const { time } = when;
  if (!on && (time || turns)) on = turns?.firstDay(now.toPlainDate()) ?? now.toPlainDate();
  // What is still to be done is not due in the past, unless the line says so.
  if (on && time && !when.day && isPast(on, time, now)) on = on.add({ days: 1 });
  return {
    title: titleOf(head, spans),
    due: on && { on: on.toString(), time: time ? time.toString({ smallestUnit: 'minute' }) : null },
    repeats: turns && on ? turns.repeats(on) : null,
    reminder: on ? reminder : null,
    keeper: named?.[1] ?? null,
  };
}

const isPast = (day: Temporal.PlainDate, time: Temporal.PlainTime, now: Temporal.ZonedDateTime) =>
  Temporal.PlainDateTime.compare(day.toPlainDateTime(time), now.toPlainDateTime()) < 0;

interface When {
  day: Temporal.PlainDate | null;
  time: Temporal.PlainTime | null;
  spans: Span[];
}

function readWhen(text: string, { now, monthFirst }: TaskContext): When {
  // "By Friday" is Friday; to the reading of moments the word would make it a date of something else.
  const untils = [...text.matchAll(UNTIL)].map((found) => ({
    from: found.index,
    to: found.index + found[0].length,
  }));
  const bare = without(text, untils);
  const short = shortDay(bare, now);
  const rest = inOneThought(short ? without(bare, [short.span]) : bare);
  const whole = { from: 0, to: text.length };
  const read = readMoment(rest, { now, isPast: false, monthFirst, cue: whole });
  const moment = read.instant?.toZonedDateTimeISO(now.timeZoneId);
  // How long something takes is no time of the day.
  const spans = read.spans.filter(
    (span) => !(read.minutes !== null && isLength(rest.slice(span.from, span.to))),
  );
  const day = moment?.toPlainDate() ?? short?.day ?? ahead(read.day, rest, spans, now);
  let time = moment?.toPlainTime().round('minute') ?? read.time;
  if (short) spans.push(short.span);
  const last = spans.toSorted((one, other) => other.to - one.to)[0];
  if (day && !time && last) {
    const hour = BARE_HOUR.exec(text.slice(last.to));
    if (hour && Number(hour[1]) < 24 && Number(hour[2] ?? 0) < 60) {
      time = new Temporal.PlainTime(Number(hour[1]), Number(hour[2] ?? 0));
      spans.push({ from: last.to, to: last.to + hour[0].length });
    }
  }
  const meant = untils.filter(({ to }) =>
    spans.some(({ from }) => from >= to && text.slice(to, from).trim() === ''),
  );
  return { day, time, spans: [...spans, ...meant] };
}

/**
 * Of what happened, only a date in the same clause is read; a task is one thing to do, whatever stands between
 * it and its day. What would end a clause becomes as many letters that end none.
 */
const inOneThought = (text: string): string =>
  text
    .replace(
      words('and|und|because|that|dass|weil|damit|who|if|whether|ob|wegen|about|regarding|re'),
      (said) => 'x'.repeat(said.length),
    )
    .replace(/[;!?,:](?=\s|$)|(?<=\p{L}{2})\.(?=\s|$)|(?<=\s)[–—-](?=\s)/gu, '·');

const isLength = (said: string) =>
  /^\D*\d+(?:[.,]\d)?\s?(?:min|h\b|hour|hrs|std|stunde)/iu.test(said);

/** "3 March" in November is the next one; a year that is said is meant. */
function ahead(
  day: Temporal.PlainDate | null,
  text: string,
  spans: readonly Span[],
  now: Temporal.ZonedDateTime,
): Temporal.PlainDate | null {
  if (!day || Temporal.PlainDate.compare(day, now.toPlainDate()) >= 0) return day;
  const hasYear = spans.some(({ from, to }) => text.slice(from, to).includes(String(day.year)));
  const isWord = spans.some(({ from, to }) =>
    /yesterday|gestern|last|letzt/iu.test(text.slice(from, to)),
  );
  return hasYear || isWord ? day : day.add({ years: 1 });
}

function shortDay(
  text: string,
  now: Temporal.ZonedDateTime,
): { day: Temporal.PlainDate; span: Span } | null {
  for (const found of text.matchAll(SHORT)) {
    const [said, name, hour] = found;
    const isLarge = /^\p{Lu}/u.test(name!);
    if (!isLarge && hour === undefined && !/^(?:on|am|by|bis) /iu.test(said)) continue;
    const weekday = 1 + shortDays.findIndex((names) => names.includes(name!.toLowerCase()));
    const today = now.toPlainDate();
    return {
      day: today.add({ days: (weekday - today.dayOfWeek + 7) % 7 }),
      span: { from: found.index, to: found.index + said.length },
    };
  }
  return null;
}

function takeReminder(text: string, take: (span: Span) => void): TaskReminder | null {
  REMINDER.lastIndex = 0;
  const found = REMINDER.exec(text);
  if (!found) return null;
  take({ from: found.index, to: found.index + found[0].length });
  const [, count, unit] = found;
  const before = counts[count!.toLowerCase()] ?? Number(count);
  if (/^m/iu.test(unit!)) return { before, unit: 'minutes' };
  return { before, unit: /^(?:h|std|stund)/iu.test(unit!) ? 'hours' : 'days' };
}

/** What is left when everything understood is taken out, without the marks and small words at its seams. */
function titleOf(text: string, spans: readonly Span[]): string {
  const left = without(text, spans)
    .replace(/\s+/gu, ' ')
    .replace(/ ([,;.])/gu, '$1')
    .replace(/(?:[,;]\s*)+$/u, '')
    .trim();
  const bare = left
    .replace(/^[,;:–—-]+\s*/u, '')
    .replace(/\s+(?:on|at|am|um|by|bis|every|jeden|–|—|-)$/iu, '')
    .replace(/[,;]+$/u, '')
    .trim();
  return bare || text.trim();
}
