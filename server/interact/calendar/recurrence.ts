import ICAL from 'ical.js';

/** No series is followed further than this. */
export const recurrenceLimits = { instances: 1_000, yearsAhead: 2, steps: 20_000 } as const;

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
  const months = numbers(parts.get('BYMONTH'));
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
  if (months.some((month) => month < 1 || month > 12)) return { walls: [], stopped: 'unreadable' };

  const walls: Temporal.PlainDateTime[] = [];
  try {
    // UNTIL is compared as an instant by the caller; COUNT counts what the rule yields.
    let count = Number(parts.get('COUNT') ?? Number.POSITIVE_INFINITY);
    const recur = ICAL.Recur.fromString(
      rule
        .replace(/\s/g, '')
        .split(';')
        .filter((part) => part !== '' && !/^(?:UNTIL|COUNT)=/i.test(part))
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
      const wall = Temporal.PlainDateTime.from({
        year: next.year,
        month: next.month,
        day: next.day,
        hour: next.hour,
        minute: next.minute,
        second: next.second,
      });
      if (months.length > 0 && !months.includes(wall.month)) continue;
      if (days.length > 0 && !days.some((one) => dayMatches(wall, one))) continue;
      if (weekdays.length > 0 && !weekdays.includes(wall.dayOfWeek)) continue;
      // The start counts as the first instance, also where the rule itself would not give it.
      if (walls.length === 0 && !wall.equals(start)) count -= 1;
      if (walls.length >= count) break;
      if (isPast(wall)) return { walls, stopped: 'window' };
      if (walls.length >= recurrenceLimits.instances) return { walls, stopped: 'instances' };
      walls.push(wall);
    }
  } catch {
    return { walls, stopped: 'unreadable' };
  }
  return { walls };
}

/** Monday first, as Temporal counts. */
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function dayMatches(wall: Temporal.PlainDateTime, day: number): boolean {
  return day > 0 ? wall.day === day : wall.day === wall.daysInMonth + day + 1;
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
