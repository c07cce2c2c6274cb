import type { Operator } from '../../../shared/platform/filters.ts';
import type { Period } from '../../../shared/platform/periods.ts';
import type { MessageId } from '../../locales/ids.ts';

/** The words between a field and its value. */
export function operatorMessage(operator: Operator): MessageId {
  return operatorMessages[operator];
}

const operatorMessages: Record<Operator, MessageId> = {
  is: 'ui.filter.is',
  'is not': 'ui.filter.isNot',
  'one of': 'ui.filter.oneOf',
  contains: 'ui.filter.contains',
  'starts with': 'ui.filter.startsWith',
  before: 'ui.filter.before',
  after: 'ui.filter.after',
  'at least': 'ui.filter.atLeast',
  'at most': 'ui.filter.atMost',
  'older than days': 'ui.filter.olderThanDays',
  'within days': 'ui.filter.withinDays',
  'next days': 'ui.filter.nextDays',
  during: 'ui.filter.during',
  empty: 'ui.filter.empty',
  'not empty': 'ui.filter.notEmpty',
};

export const periodMessages: Record<Period, MessageId> = {
  today: 'ui.period.today',
  yesterday: 'ui.period.yesterday',
  tomorrow: 'ui.period.tomorrow',
  'this week': 'ui.period.thisWeek',
  'last week': 'ui.period.lastWeek',
  'next week': 'ui.period.nextWeek',
  'this month': 'ui.period.thisMonth',
  'last month': 'ui.period.lastMonth',
  'next month': 'ui.period.nextMonth',
  'this quarter': 'ui.period.thisQuarter',
  'last quarter': 'ui.period.lastQuarter',
  'next quarter': 'ui.period.nextQuarter',
  'this year': 'ui.period.thisYear',
  'last year': 'ui.period.lastYear',
  'next year': 'ui.period.nextYear',
};
