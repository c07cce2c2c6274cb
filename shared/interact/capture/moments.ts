import { clauseAt, clausesOf, type Span, without, words } from './words.ts';

export interface MomentReading {
  day: Temporal.PlainDate | null;
  time: Temporal.PlainTime | null;
  /** "An hour ago" names an instant of its own. */
  instant: Temporal.Instant | null;
  minutes: number | null;
  /** What says when it was. */
  spans: Span[];
  /** Dates of what is to come ("by Friday", "bis Freitag"): shown, and left in the text. */
  dues: Span[];
}

export interface MomentContext {
  now: Temporal.ZonedDateTime;
  /** What is told has happened, so that "Friday" is the one before today. */
  isPast: boolean;
  /** 5/12 is the twelfth of May. */
  monthFirst: boolean;
  /** Where it says what happened; a date in another clause is about something else. */
  cue: Span | null;
}

const numbers: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  ein: 1,
  eine: 1,
  einem: 1,
  einen: 1,
  einer: 1,
  eins: 1,
  two: 2,
  zwei: 2,
  three: 3,
  drei: 3,
  four: 4,
  vier: 4,
  five: 5,
  fünf: 5,
  six: 6,
  sechs: 6,
  seven: 7,
  sieben: 7,
  eight: 8,
  acht: 8,
  nine: 9,
  neun: 9,
  ten: 10,
  zehn: 10,
  eleven: 11,
  elf: 11,
  twelve: 12,
  zwölf: 12,
};
const NUMBER = `\\d{1,3}|${Object.keys(numbers)
  .toSorted((a, b) => b.length - a.length)
  .join('|')}`;
const numberOf = (text: string): number => numbers[text.toLowerCase()] ?? Number(text);

const monthSources = [
  'jan(?:uary|uar)?|jänner',
  'feb(?:ruary|ruar)?|feber',
  'mar(?:ch)?|mär(?:z)?|mrz',
  'apr(?:il)?',
  'may|mai',
  'june?|juni',
  'july?|juli',
  'aug(?:ust)?',
  'sept?(?:ember)?',
  'o[ck]t(?:ober)?',
  'nov(?:ember)?',
  'de[cz](?:ember)?',
];
const MONTH = monthSources.join('|');
const monthOf = (text: string): number =>
  1 + monthSources.findIndex((source) => new RegExp(`^(?:${source})$`, 'iu').test(text));

const weekdaySources = [
  'mondays?|montags?',
  'tuesdays?|dienstags?',
  'wednesdays?|mittwochs?',
  'thursdays?|donnerstags?',
  'fridays?|freitags?',
  'saturdays?|samstags?|sonnabends?',
  'sundays?|sonntags?',
];
const shortWeekdays = [
  'mon|mo',
  'tues?|di',
  'wed|mi',
  'thu|thurs?|do',
  'fri|fr',
  'sat|sa',
  'sun|so',
];
const WEEKDAY = weekdaySources.join('|');
const SHORT_WEEKDAY = shortWeekdays.join('|');
const weekdayOf = (text: string): number =>
  1 +
  weekdaySources.findIndex((source, at) =>
    new RegExp(`^(?:${source}|${shortWeekdays[at]})$`, 'iu').test(text),
  );

/** A day read at one place; `word` kinds move with the tense, others stand. */
interface Found extends Span {
  day?: Temporal.PlainDate;
  instant?: Temporal.Instant;
}
type DayReader = (
  found: RegExpMatchArray,
  context: MomentContext,
) => { day: Temporal.PlainDate } | { instant: Temporal.Instant } | null;

const relative =
  (days: number): DayReader =>
  (_, { now }) => ({ day: now.toPlainDate().add({ days }) });

const units: [RegExp, 'minutes' | 'hours' | 'days' | 'weeks' | 'months'][] = [
  [/^min/iu, 'minutes'],
  [/^(?:h|std|stund)/iu, 'hours'],
  [/^(?:day|tag)/iu, 'days'],
  [/^(?:week|woche)/iu, 'weeks'],
  [/^(?:month|monat)/iu, 'months'],
];

function shifted(count: string, unit: string, back: boolean, now: Temporal.ZonedDateTime) {
  const [, name] = units.find(([pattern]) => pattern.test(unit))!;
  const by = { [name]: (back ? -1 : 1) * numberOf(count) };
  return name === 'minutes' || name === 'hours'
    ? { instant: now.add(by).toInstant() }
    : { day: now.toPlainDate().add(by) };
}

function weekday(name: string, which: string, { now, isPast }: MomentContext) {
  const today = now.toPlainDate();
  const back = (today.dayOfWeek - weekdayOf(name) + 7) % 7;
  const ahead = (weekdayOf(name) - today.dayOfWeek + 7) % 7;
  if (/^(?:last|letz|vergang|vorig)/iu.test(which))
    return { day: today.subtract({ days: back || 7 }) };
  if (/^(?:next|nächst|kommend)/iu.test(which)) return { day: today.add({ days: ahead || 7 }) };
  return { day: isPast ? today.subtract({ days: back }) : today.add({ days: ahead }) };
}

/** A day whose year is not said is the last one for what has happened, else the nearest. */
function calendarDay(
  year: string | undefined,
  month: number,
  day: number,
  { now, isPast }: MomentContext,
): { day: Temporal.PlainDate } | null {
  const today = now.toPlainDate();
  const of = (inYear: number) => {
    try {
      return Temporal.PlainDate.from({ year: inYear, month, day }, { overflow: 'reject' });
    } catch {
      return null;
    }
  };
  if (year) {
    const full = of(year.length === 2 ? 2000 + Number(year) : Number(year));
    return full && { day: full };
  }
  const near = [today.year - 1, today.year, today.year + 1].map(of).filter((one) => one !== null);
  const apart = (one: Temporal.PlainDate) =>
    Math.abs(today.until(one, { largestUnit: 'days' }).days);
  const past = near.filter((one) => Temporal.PlainDate.compare(one, today) <= 0);
  const best = isPast ? past.at(-1) : near.toSorted((a, b) => apart(a) - apart(b))[0];
  return best ? { day: best } : null;
}

const UNIT = 'days?|weeks?|months?|tage?n?|wochen?|monate?n?';
const SHORT_UNIT = 'minutes?|mins?|hours?|hrs?|minuten?|stunden?|std';

/** In the order in which they are tried; what one has read, the next no longer sees. */
const dayReaders: [RegExp, DayReader][] = [
  [
    words('(\\d{4})-(\\d{2})-(\\d{2})'),
    ([, y, m, d], context) => calendarDay(y, Number(m), Number(d), context),
  ],
  [
    words('(\\d{1,2})\\.\\s?(\\d{1,2})\\.(?:\\s?(\\d{4}|\\d{2})(?!\\d))?'),
    ([, d, m, y], context) => calendarDay(y, Number(m), Number(d), context),
  ],
  [
    words('(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}|\\d{2}))?'),
    ([, one, other, y], context) =>
      context.monthFirst
        ? calendarDay(y, Number(one), Number(other), context)
        : calendarDay(y, Number(other), Number(one), context),
  ],
  [
    words(`(?:the )?(\\d{1,2})(?:\\.|st|nd|rd|th)?\\s?(?:of )?(${MONTH})\\.?(?: (\\d{4}))?`),
    ([, d, m, y], context) => calendarDay(y, monthOf(m!), Number(d), context),
  ],
  [
    words(`(${MONTH})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?(?![:.]\\d)`),
    ([, m, d, y], context) => calendarDay(y, monthOf(m!), Number(d), context),
  ],
  [
    words(`vor (${NUMBER}) (${UNIT}|${SHORT_UNIT})`),
    ([, count, unit], { now }) => shifted(count!, unit!, true, now),
  ],
  [
    words(`(${NUMBER}) (${UNIT}|${SHORT_UNIT}) ago`),
    ([, count, unit], { now }) => shifted(count!, unit!, true, now),
  ],
  [
    words(`in (${NUMBER}) (${UNIT}|${SHORT_UNIT})`),
    ([, count, unit], { now }) => shifted(count!, unit!, false, now),
  ],
  [words('the day before yesterday|day before yesterday|vorgestern'), relative(-2)],
  [words('the day after tomorrow|day after tomorrow|übermorgen|uebermorgen'), relative(2)],
  [words('yesterday|last night|gestern'), relative(-1)],
  [words('today|tonight|this (?:morning|afternoon|evening)|heute'), relative(0)],
  [
    words(
      'tomorrow|(?<!(?:heute|gestern|guten|am|jeden|einen|every|frau|herr|herrn) )morgen(?! (?:gmbh|ag|stanley))',
    ),
    relative(1),
  ],
  [
    words(
      `(?:(last|next|letzten?|letzter|vergangenen?|vorigen?|nächsten?|kommenden?) )(${WEEKDAY}|${SHORT_WEEKDAY})`,
    ),
    ([, which, name], context) => weekday(name!, which!, context),
  ],
  [
    words(`(?:(?:on|am|this|diesen|dieser) )?(${WEEKDAY})`),
    ([, name], context) => weekday(name!, '', context),
  ],
  [
    words('on (mon|tues?|wed|thurs?|fri|sat|sun)'),
    ([, name], context) => weekday(name!, '', context),
  ],
  [words('am (mo|di|mi|do|fr|sa|so)\\.?'), ([, name], context) => weekday(name!, '', context)],
];

/** Before a date these say that it is a date to come, of something else, or where something began. */
const DUE =
  /(?<![\p{L}])(?:by|until|till|before|for|from|since|due|starting|ab|bis|bis zum|bis spätestens|spätestens|spätestens am|vor|vorm|vor dem|für|für den|seit|seit dem|fällig am|zum)(?: the| next| nächsten?| kommenden?| diesen)?\s+$/iu;

/** Numbers after "at" and "um" that are no time: a price, a share, an amount. */
const NO_TIME =
  '(?!\\s?(?:%|€|\\$|£|euro|eur|usd|chf|prozent|percent|k(?!\\p{L})|tsd|mio|stück|pieces|people|leute|personen|[\\d.,]*\\d|tage|days|wochen|weeks|stunden|hours|jahre|years))';
const HOUR_WORD =
  'eins|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d{1,2}';
const AFTER_AM = `(?!\\.? (?:${WEEKDAY}|${SHORT_WEEKDAY}|\\d|telefon|vormittag|nachmittag|abend|morgen|apparat))`;

type TimeReader = (
  found: RegExpMatchArray,
) => { hour: number; minute: number; isSaid?: boolean } | null;
const minutesPast = (hour: string, minute: number): ReturnType<TimeReader> => ({
  hour: numberOf(hour),
  minute,
});
const minutesTo = (hour: string, minute: number): ReturnType<TimeReader> => ({
  hour: (numberOf(hour) + 11) % 12 || 12,
  minute: 60 - minute,
});

const timeReaders: [RegExp, TimeReader][] = [
  [
    words(
      '(?:(?:at|um|gegen|ca\\.?|around|about) )?(\\d{1,2})(?:[:.](\\d{2}))?\\s?(am|pm|a\\.m\\.?|p\\.m\\.?)' +
        AFTER_AM,
    ),
    ([, h, m, half]) => {
      const hour = Number(h);
      if (hour < 1 || hour > 12) return null;
      return {
        hour: (hour % 12) + (/^p/iu.test(half!) ? 12 : 0),
        minute: Number(m ?? 0),
        isSaid: true,
      };
    },
  ],
  [
    words('(?:(?:at|um|gegen|ca\\.?|around|about) )?(\\d{1,2}):(\\d{2})(?: ?(?:uhr|h))?'),
    ([, h, m]) => ({ hour: Number(h), minute: Number(m), isSaid: h!.length === 2 }),
  ],
  [
    words('(?:(?:um|gegen|ca\\.?) )?(\\d{1,2})(?:\\.(\\d{2}))? ?(?:uhr)(?: (\\d{2}))?'),
    ([, h, m, after]) => ({ hour: Number(h), minute: Number(m ?? after ?? 0) }),
  ],
  [words(`(?:at |um |gegen )?(?:half past) (${HOUR_WORD})`), ([, h]) => minutesPast(h!, 30)],
  [
    words(`(?:at |um |gegen )?(?:quarter past|viertel nach) (${HOUR_WORD})`),
    ([, h]) => minutesPast(h!, 15),
  ],
  [
    words(`(?:at |um |gegen )?(?:quarter to|viertel vor) (${HOUR_WORD})`),
    ([, h]) => minutesTo(h!, 15),
  ],
  [words(`(?:um |gegen )?(?:halb) (${HOUR_WORD})`), ([, h]) => minutesTo(h!, 30)],
  [words(`(?:um |gegen )?(?:dreiviertel) (${HOUR_WORD})`), ([, h]) => minutesTo(h!, 15)],
  [words(`(?:at )?(${HOUR_WORD}) o['’]clock`), ([, h]) => minutesPast(h!, 0)],
  [
    words(`(?:at|um|gegen|around) (\\d{1,2})(?:[.h](\\d{2}))?${NO_TIME}`),
    ([, h, m]) => ({
      hour: Number(h),
      minute: Number(m ?? 0),
      isSaid: m !== undefined && h!.length === 2,
    }),
  ],
  [
    words('(?:at )?(?:noon|midday|lunchtime)|(?:zu )?mittags?(?! (?:gegessen|essen))'),
    () => ({ hour: 12, minute: 0, isSaid: true }),
  ],
];
const PART_OF_DAY: [RegExp, number][] = [
  [
    words(
      '(?:this |in the |the )?morning|(?<=(?:heute|gestern|am|tag|woch) )morgen|(?:am )?(?:vormittags?|morgens)|in der früh|früh',
    ),
    9,
  ],
  [words('(?:this |in the |the )?afternoon|(?:am )?nachmittags?'), 15],
  [words('(?:this |in the |the )?evening|tonight|(?:last )?night|(?:am )?abends?'), 19],
];

const LENGTHS: [RegExp, (found: RegExpMatchArray) => number][] = [
  [words('(?:for )?half an hour|(?:eine )?halbe stunde'), () => 30],
  [
    words(
      '(?:for )?(?:an hour and a half|one and a half hours)|anderthalb stunden|eineinhalb stunden',
    ),
    () => 90,
  ],
  [words('(?:for )?(?:three quarters of an hour)|(?:eine )?dreiviertelstunde'), () => 45],
  [words('(?:a )?quarter of an hour|(?:eine )?viertelstunde'), () => 15],
  [
    words(
      `(?:for )?(\\d{1,3}(?:[.,]\\d)?|${NUMBER}) ?(minutes?|mins?|minuten?|min\\.|hours?|hrs?|h|stunden?|std\\.?)(?! (?:ago|later|später|spaeter|early|late|zu spät|vorher|before))(?: lang| long)?`,
    ),
    ([, count, unit]) => {
      const many = numbers[count!.toLowerCase()] ?? Number(count!.replace(',', '.'));
      return Math.round(many * (/^m/iu.test(unit!) ? 1 : 60));
    },
  ],
];

/** When something was or will be, as far as the text says so. */
export function readMoment(text: string, context: MomentContext): MomentReading {
  const { now, isPast, cue } = context;
  const clauses = clausesOf(text);
  const home = cue ? clauseAt(clauses, cue.from) : clauses[0]!;
  const reading: MomentReading = {
    day: null,
    time: null,
    instant: null,
    minutes: null,
    spans: [],
    dues: [],
  };
  let rest = text;
  const take = (span: Span) => {
    rest = without(rest, [span]);
  };

  const days: Found[] = [];
  for (const [pattern, read] of dayReaders) {
    for (const found of rest.matchAll(pattern)) {
      const span = { from: found.index, to: found.index + found[0].length };
      const answer = read(found, context);
      if (!answer) continue;
      take(span);
      const due = DUE.exec(text.slice(0, span.from));
      if (due) reading.dues.push({ from: due.index, to: span.to });
      else days.push({ ...span, ...answer });
    }
  }
  const isOurs = (span: Span) =>
    isAlone(without(rest, [span]), clauseAt(clauses, span.from)) ||
    (cue ? home.from <= span.from && span.to <= home.to : text.slice(0, span.from).trim() === '');
  const tooLate = (found: Found) =>
    isPast &&
    (found.instant
      ? Temporal.Instant.compare(found.instant, now.toInstant()) > 0
      : Temporal.PlainDate.compare(found.day!, now.toPlainDate()) > 0);
  const ours = days
    .toSorted((a, b) => a.from - b.from)
    .find((found) => isOurs(found) && !tooLate(found));
  if (ours) {
    reading.day = ours.day ?? null;
    reading.instant = ours.instant ?? null;
    reading.spans.push({ from: ours.from, to: ours.to });
  }

  for (const [pattern, read] of LENGTHS) {
    for (const found of rest.matchAll(pattern)) {
      const span = { from: found.index, to: found.index + found[0].length };
      const minutes = read(found);
      if (reading.minutes !== null || !cue || minutes > 24 * 60 || minutes === 0 || !isOurs(span))
        continue;
      reading.minutes = minutes;
      reading.spans.push(span);
      take(span);
    }
  }

  const near = (span: Span) =>
    isOurs(span) ||
    (ours !== undefined && clauseAt(clauses, span.from) === clauseAt(clauses, ours.from));
  for (const [pattern, read] of timeReaders) {
    if (reading.time || (!cue && !ours)) break;
    for (const found of rest.matchAll(pattern)) {
      const span = { from: found.index, to: found.index + found[0].length };
      const said = read(found);
      if (!said || said.hour > 23 || said.minute > 59 || !near(span)) continue;
      if (DUE.test(text.slice(0, span.from))) continue;
      reading.time = likelyTime(said, text);
      reading.spans.push(span);
      take(span);
      break;
    }
  }
  for (const [pattern, hour] of PART_OF_DAY) {
    // A part of the day belongs to its day; the word "tonight" has been read as one already.
    for (const found of (ours ? text : rest).matchAll(pattern)) {
      const span = { from: found.index, to: found.index + found[0].length };
      if (reading.time || !ours?.day || !near(span)) continue;
      const gap =
        span.from >= ours.to ? text.slice(ours.to, span.from) : text.slice(span.to, ours.from);
      if (gap.trim() !== '' || gap.includes('\n')) continue;
      const early = ours.day.equals(now.toPlainDate()) && now.hour < hour;
      if (!(early && isPast)) reading.time = new Temporal.PlainTime(hour);
      if (span.from >= ours.to || span.to <= ours.from) reading.spans.push(span);
    }
  }
  reading.spans.sort((a, b) => a.from - b.from);
  return reading;
}

/** "Around 3" is in the afternoon at work; "03:00" and "3 in the morning" are what they say. */
function likelyTime(
  { hour, minute, isSaid }: { hour: number; minute: number; isSaid?: boolean },
  text: string,
): Temporal.PlainTime {
  const afternoon =
    !isSaid &&
    hour >= 1 &&
    hour <= 6 &&
    text.search(words('morning|morgens|früh|in der früh|nachts|night')) === -1;
  const evening =
    !isSaid &&
    hour >= 7 &&
    hour <= 11 &&
    text.search(words('evening|tonight|abends?|last night')) !== -1;
  return new Temporal.PlainTime(hour + (afternoon || evening ? 12 : 0), minute);
}

/** Whether a clause says nothing but when: "Gestern, 14:30, Anruf mit Otto". */
function isAlone(rest: string, { from, to }: Span): boolean {
  return !/\p{L}{2,}/u.test(
    rest
      .slice(from, to)
      .replace(
        words(
          'uhr|at|um|gegen|am|on|pm|min|minuten|minutes|h|for|morning|afternoon|evening|früh|abends?|vormittags?|nachmittags?|noon|mittags?',
        ),
        '',
      ),
  );
}
