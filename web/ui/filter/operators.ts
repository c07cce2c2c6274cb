import type { Operator } from '../../../shared/platform/filters.ts';
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
  empty: 'ui.filter.empty',
  'not empty': 'ui.filter.notEmpty',
};
