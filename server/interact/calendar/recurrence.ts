import ICAL from 'ical.js';

/** No series is followed further than this. */
export const recurrenceLimits = { instances: 1_000, yearsAhead: 2, steps: 100_000 } as const;

export interface Expansion {
  walls: Temporal.PlainDateTime[];
  /** Why the series was not followed to its end, or not at all. */
  stopped?: 'frequency' | 'instances' | 'window' | 'unreadable' | 'steps';
}

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Wall times of one rule, from its start on. The rule is followed on the clock of the meeting's own zone,
 * which is what keeps nine o'clock at nine o'clock across clock changes. `isPast` says whether a wall
 * time lies behind the rule's UNTIL or the window.
 */
export function expandRule(
  rule: string,
  start: Temporal.PlainDateTime,
  isPast: (wall: Temporal.PlainDateTime) => boolean,
): Expansion {
  const parts = partsOf(rule);
  const frequency = parts.get('FREQ') ?? '';
  if (/^(?:SECONDLY|MINUTELY)$/.test(frequency)) return { walls: [], stopped: 'frequency' };
  if (!/^(?:HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/.test(frequency)) {
    return { walls: [], stopped: 'unreadable' };
  }
  const interval = Number(parts.get('INTERVAL') ?? 1);
  if (!Number.isInteger(interval) || interval < 1 || !inRange(parts)) {
    return { walls: [], stopped: 'unreadable' };
  }
  // A step longer than a lifetime never comes again, and ical.js would count its way there.
  if (interval > (LONGEST[frequency] ?? 0)) return { walls: [start] };
  const months = numbers(parts.get('BYMONTH'));
  const times = frequency === 'HOURLY' ? null : timesOf(parts, start);
  // Which of a day's times a position means would have to be counted over the whole period.
  if (times && times.hours.length * times.minutes.length * times.seconds.length > 1) {
    if (parts.has('BYSETPOS')) return { walls: [], stopped: 'unreadable' };
  }
  const hours = numbers(parts.get('BYHOUR'));
  const days = numbers(parts.get('BYMONTHDAY'));
  const weekdays = (parts.get('BYDAY') ?? '')
    .split(',')
    .map((day) => WEEKDAYS.indexOf(day.trim().slice(-2)) + 1)
    .filter((day) => day > 0);
  // 30 February never comes; ical.js would make it 2 March, or look for it for ever.
  const possible = days.filter((day) =>
    (months.length > 0 ? months : [1]).some(
      (month) => Math.abs(day) <= (DAYS_IN_MONTH[month - 1] ?? 0),
    ),
  );
  if (days.length > 0 && possible.length === 0) return { walls: [] };

  const walls: Temporal.PlainDateTime[] = [];
  try {
    // UNTIL is compared as an instant by the caller; COUNT counts what the rule yields.
    let count = Number(parts.get('COUNT') ?? Number.POSITIVE_INFINITY);
    const recur = ICAL.Recur.fromString(
      rule
        .replace(/\s/g, '')
        .split(';')
        .filter((part) => part !== '' && !isOurs(part, frequency))
        .join(';'),
    );
    const { year, month, day, hour, minute, second } = start;
    const iterator = recur.iterator(
      new ICAL.Time(
        { year, month, day, hour, minute, second, isDate: false },
        ICAL.Timezone.localTimezone,
      ),
    );
    for (let steps = 0; walls.length < count; steps += 1) {
      if (steps >= recurrenceLimits.steps) return { walls, stopped: 'steps' };
      const next = iterator.next();
      if (!next) break;
      const { year, month, day, hour, minute, second } = next;
      const fits =
        (months.length === 0 || months.includes(month)) &&
        (times !== null || hours.length === 0 || hours.includes(hour)) &&
        // ical.js counts the days of the week from Sunday.
        (weekdays.length === 0 || weekdays.includes(((next.dayOfWeek() + 5) % 7) + 1)) &&
        (days.length === 0 || days.some((one) => dayMatches(next, one)));
      // A rule that hardly ever fits must still notice that its time is over.
      if (!fits && steps % 500 !== 0) continue;
      const clock = { hour, minute, second };
      if (!fits) {
        const wall = Temporal.PlainDateTime.from({ year, month, day, ...clock });
        if (isPast(wall)) return { walls, stopped: 'window' };
        continue;
      }
      for (const time of times ? everyTime(times) : [clock]) {
        const wall = Temporal.PlainDateTime.from({ year, month, day, ...time });
        if (Temporal.PlainDateTime.compare(wall, start) < 0) continue;
        // The start counts as the first instance, also where the rule itself would not give it.
        if (walls.length === 0 && !wall.equals(start)) count -= 1;
        if (walls.length >= count) break;
        if (isPast(wall)) return { walls, stopped: 'window' };
        if (walls.length >= recurrenceLimits.instances) return { walls, stopped: 'instances' };
        walls.push(wall);
      }
    }
  } catch {
    return { walls, stopped: 'unreadable' };
  }
  return { walls };
}

/** Of every day the rule gives, at which times of the clock; the start's own where the rule names none. */
interface Times {
  hours: number[];
  minutes: number[];
  seconds: number[];
}

function timesOf(parts: Map<string, string>, start: Temporal.PlainDateTime): Times {
  const listed = (name: string, own: number) => {
    const values = numbers(parts.get(name));
    return values.length > 0 ? [...new Set(values)].sort((a, b) => a - b) : [own];
  };
  return {
    hours: listed('BYHOUR', start.hour),
    minutes: listed('BYMINUTE', start.minute),
    // A leap second is counted as the last one of its minute.
    seconds: [...new Set(listed('BYSECOND', start.second).map((second) => Math.min(second, 59)))],
  };
}

function* everyTime({ hours, minutes, seconds }: Times) {
  for (const hour of hours) {
    for (const minute of minutes) {
      for (const second of seconds) yield { hour, minute, second };
    }
  }
}

/** Intervals of about a century. */
const LONGEST: Record<string, number> = {
  HOURLY: 876_000,
  DAILY: 36_500,
  WEEKLY: 5_200,
  MONTHLY: 1_200,
  YEARLY: 100,
};

const RANGES: [string, number, number][] = [
  ['BYSECOND', 0, 60],
  ['BYMINUTE', 0, 59],
  ['BYHOUR', 0, 23],
  ['BYMONTHDAY', -31, 31],
  ['BYYEARDAY', -366, 366],
  ['BYWEEKNO', -53, 53],
  ['BYMONTH', 1, 12],
  ['BYSETPOS', -366, 366],
];

function inRange(parts: Map<string, string>): boolean {
  return RANGES.every(([name, least, most]) => {
    if (!parts.has(name)) return true;
    const values = numbers(parts.get(name));
    return (
      values.length > 0 &&
      values.every((value) => value >= least && value <= most && (value !== 0 || least === 0))
    );
  });
}

/** Monday first, as Temporal counts. */
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function dayMatches(time: ICAL.Time, day: number): boolean {
  const { month, year } = time;
  return day > 0 ? time.day === day : time.day === ICAL.Time.daysInMonth(month, year) + day + 1;
}

/**
 * Parts that only leave instances out are applied here: ical.js looks for ever for a Sunday that is never
 * met, and takes some of them for something else. So are times of the day, of which it forgets all but the
 * first in a yearly rule. UNTIL and COUNT are ours as well.
 */
const LEFT_TO_US: Record<string, RegExp> = {
  HOURLY: /^(?:UNTIL|COUNT|BYMONTH|BYMONTHDAY|BYDAY|BYHOUR)=/i,
  DAILY: /^(?:UNTIL|COUNT|BYMONTH|BYMONTHDAY|BYDAY|BYHOUR|BYMINUTE|BYSECOND)=/i,
  WEEKLY: /^(?:UNTIL|COUNT|BYMONTH|BYHOUR|BYMINUTE|BYSECOND)=/i,
  MONTHLY: /^(?:UNTIL|COUNT|BYMONTH|BYHOUR|BYMINUTE|BYSECOND)=/i,
  YEARLY: /^(?:UNTIL|COUNT|BYHOUR|BYMINUTE|BYSECOND)=/i,
};

function isOurs(part: string, frequency: string): boolean {
  return LEFT_TO_US[frequency]?.test(part) ?? false;
}

export function partsOf(rule: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of rule.split(';')) {
    const [name = '', value = ''] = part.split('=');
    parts.set(name.trim().toUpperCase(), value.trim().toUpperCase());
  }
  return parts;
}

function numbers(list: string | undefined): number[] {
  return (list ?? '')
    .split(',')
    .map((number) => Number.parseInt(number, 10))
    .filter((number) => !Number.isNaN(number));
}
