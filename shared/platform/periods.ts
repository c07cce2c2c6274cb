/** Spans of the calendar that move with the day on which somebody looks. */
export const periods = [
  'today',
  'yesterday',
  'tomorrow',
  'this week',
  'last week',
  'next week',
  'this month',
  'last month',
  'next month',
  'this quarter',
  'last quarter',
  'next quarter',
  'this year',
  'last year',
  'next year',
] as const;
export type Period = (typeof periods)[number];

export function isPeriod(text: unknown): text is Period {
  return periods.includes(text as Period);
}

/** The days of a period, seen from `today`: from the first on, up to the second without it. Weeks begin on Monday. */
export function daysOf(
  period: Period,
  today: Temporal.PlainDate,
): { from: Temporal.PlainDate; to: Temporal.PlainDate } {
  const [which, unit] = relative[period];
  const [first, length] = spanAround(unit, today);
  const from = which < 0 ? first.subtract(length) : which > 0 ? first.add(length) : first;
  return { from, to: from.add(length) };
}

type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';

const relative: Record<Period, [which: -1 | 0 | 1, unit: Unit]> = {
  today: [0, 'day'],
  yesterday: [-1, 'day'],
  tomorrow: [1, 'day'],
  'this week': [0, 'week'],
  'last week': [-1, 'week'],
  'next week': [1, 'week'],
  'this month': [0, 'month'],
  'last month': [-1, 'month'],
  'next month': [1, 'month'],
  'this quarter': [0, 'quarter'],
  'last quarter': [-1, 'quarter'],
  'next quarter': [1, 'quarter'],
  'this year': [0, 'year'],
  'last year': [-1, 'year'],
  'next year': [1, 'year'],
};

function spanAround(
  unit: Unit,
  day: Temporal.PlainDate,
): [first: Temporal.PlainDate, length: Temporal.DurationLike] {
  switch (unit) {
    case 'day':
      return [day, { days: 1 }];
    case 'week':
      return [day.subtract({ days: day.dayOfWeek - 1 }), { days: 7 }];
    case 'month':
      return [day.with({ day: 1 }), { months: 1 }];
    case 'quarter':
      return [day.with({ day: 1, month: day.month - ((day.month - 1) % 3) }), { months: 3 }];
    case 'year':
      return [day.with({ day: 1, month: 1 }), { years: 1 }];
  }
}
