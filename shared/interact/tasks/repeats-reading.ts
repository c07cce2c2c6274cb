import { type Span, words } from '../capture/words.ts';
import type { TaskRepeats } from './repeats.ts';

const weekdays = [
  'mondays?|montags?|mon|mo',
  'tuesdays?|dienstags?|tue|di',
  'wednesdays?|mittwochs?|wed|mi',
  'thursdays?|donnerstags?|thu|do',
  'fridays?|freitags?|fri|fr',
  'saturdays?|samstags?|sat|sa',
  'sundays?|sonntags?|sun|so',
];
const WEEKDAY = weekdays.join('|');
const dayNamed = (name: string) =>
  1 + weekdays.findIndex((source) => new RegExp(`^(?:${source})$`, 'iu').test(name));

export interface RepeatsReading {
  span: Span;
  /** The rule, once it is known on which day it begins. */
  repeats: (first: Temporal.PlainDate) => TaskRepeats;
  /** Where the line names no day, the first that the rule itself names. */
  firstDay: (today: Temporal.PlainDate) => Temporal.PlainDate;
}

type Unit = 'day' | 'week' | 'month' | 'year';

const rule = (unit: Unit, every: number, first: Temporal.PlainDate): TaskRepeats => {
  const from = 'calendar';
  switch (unit) {
    case 'day':
      return { unit, every, from };
    case 'week':
      return { unit, every, days: [first.dayOfWeek], from };
    case 'month':
      return { unit, every, on: { day: first.day }, from };
    case 'year':
      return { unit, every, month: first.month, day: first.day, from };
  }
};

const units: [RegExp, Unit][] = [
  [/^(?:day|tag|dail|täg)/iu, 'day'],
  [/^(?:week|woch|wöch)/iu, 'week'],
  [/^(?:month|monat)/iu, 'month'],
  [/^(?:year|jahr|jähr|annual)/iu, 'year'],
];
const unitOf = (text: string) => units.find(([pattern]) => pattern.test(text))![1];

const ON_WEEKDAY = words(`(?:every|each|jeden|jede) (other |second |zweiten )?(${WEEKDAY})`);
const ON_WORKDAYS = words('(?:every|on) (?:week|work)days?|werktags|jeden werktag|an werktagen');
const EVERY = words(
  '(?:every|alle|each|jeden|jede|jedes) (?:(other|second|zweite[ns]?|zwei|two|three|drei|\\d{1,2}) )?(days?|tage?|weeks?|wochen?|months?|monate?|years?|jahre?)',
);
const ADVERB = words('daily|täglich|weekly|wöchentlich|monthly|monatlich|yearly|annually|jährlich');
const counts: Record<string, number> = {
  other: 2,
  second: 2,
  zweite: 2,
  zweiten: 2,
  zweites: 2,
  two: 2,
  zwei: 2,
  three: 3,
  drei: 3,
};

const once = (pattern: RegExp, text: string) => [...text.matchAll(pattern)][0];
const spanOf = (found: RegExpMatchArray): Span => ({
  from: found.index!,
  to: found.index! + found[0].length,
});

/** "Every Monday", "alle zwei Wochen", "monthly": how often something comes again, as a line says it. */
export function readRepeats(text: string): RepeatsReading | null {
  const onWeekday = once(ON_WEEKDAY, text);
  if (onWeekday) {
    const day = dayNamed(onWeekday[2]!);
    const every = onWeekday[1] ? 2 : 1;
    return {
      span: spanOf(onWeekday),
      repeats: () => ({ unit: 'week', every, days: [day], from: 'calendar' }),
      firstDay: (today) => today.add({ days: (day - today.dayOfWeek + 7) % 7 }),
    };
  }
  const onWorkdays = once(ON_WORKDAYS, text);
  if (onWorkdays)
    return {
      span: spanOf(onWorkdays),
      repeats: () => ({ unit: 'weekday', from: 'calendar' }),
      firstDay: (today) => (today.dayOfWeek > 5 ? today.add({ days: 8 - today.dayOfWeek }) : today),
    };
  const said = once(EVERY, text) ?? once(ADVERB, text);
  if (!said) return null;
  const count = said[1]?.toLowerCase();
  const every = Math.max(1, count === undefined ? 1 : (counts[count] ?? Number(count)));
  const unit = unitOf(said[2] ?? said[0]);
  return {
    span: spanOf(said),
    repeats: (first) => rule(unit, every, first),
    firstDay: (today) => today,
  };
}
