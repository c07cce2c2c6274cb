import type { PromiseView } from '../../../shared/interact/dealings/promises.ts';
import type { EntryTerms } from '../../../shared/interact/dealings/terms.ts';
import { currencyDigits } from '../../../shared/platform/currencies.ts';
import type { Money } from '../../../shared/platform/money.ts';
import type { MessageId } from '../../locales/ids.ts';
import type { Tone } from '../../ui/Badge.tsx';

/** How a promise stands, in a word and a colour: an open one says when it is due today, a kept one when late. */
export function promiseWords(
  { state, due, settledOn }: Pick<PromiseView, 'state' | 'due' | 'settledOn'>,
  today: Temporal.PlainDate,
): { message: MessageId; tone: Tone } {
  switch (state) {
    case 'open':
      return due === today.toString()
        ? { message: 'dealings.promise.dueToday', tone: 'warn' }
        : { message: 'dealings.promise.open', tone: 'neutral' };
    case 'late':
      return { message: 'dealings.promise.late', tone: 'bad' };
    case 'kept':
      return settledOn !== null && settledOn > due
        ? { message: 'dealings.promise.keptLate', tone: 'warn' }
        : { message: 'dealings.promise.kept', tone: 'good' };
    case 'broken':
      return { message: 'dealings.promise.broken', tone: 'bad' };
    case 'released':
      return { message: 'dealings.promise.released', tone: 'neutral' };
  }
}

export function shownMoney({ amount, currency }: Money, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(
    amount / 10 ** currencyDigits(currency),
  );
}

/** How an offer, an invoice or a task stands. */
export const termStates: Record<EntryTerms['state'], { message: MessageId; tone: Tone }> = {
  open: { message: 'interact.terms.open', tone: 'info' },
  expired: { message: 'interact.terms.expired', tone: 'neutral' },
  accepted: { message: 'interact.terms.accepted', tone: 'good' },
  declined: { message: 'interact.terms.declined', tone: 'neutral' },
  overdue: { message: 'interact.terms.overdue', tone: 'bad' },
  paid: { message: 'interact.terms.paid', tone: 'good' },
  late: { message: 'interact.terms.late', tone: 'bad' },
  done: { message: 'interact.terms.done', tone: 'good' },
  dropped: { message: 'interact.terms.dropped', tone: 'neutral' },
  bought: { message: 'interact.terms.bought', tone: 'good' },
  cancelled: { message: 'interact.terms.cancelled', tone: 'neutral' },
  returned: { message: 'interact.terms.returned', tone: 'neutral' },
  'paid late': { message: 'interact.terms.paidLate', tone: 'warn' },
};
