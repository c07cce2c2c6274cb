import type { HandoverRow, HandoverState } from '../../../shared/interact/handovers.ts';
import type { MessageId } from '../../locales/ids.ts';
import type { Tone } from '../../ui/Badge.tsx';
import { onePerLocale } from '../../ui/onePerLocale.ts';
import type { Say } from '../../ui/words.ts';

export const states: Record<HandoverState, { label: MessageId; tone: Tone }> = {
  proposed: { label: 'handover.state.proposed', tone: 'info' },
  accepted: { label: 'handover.state.accepted', tone: 'info' },
  begun: { label: 'handover.state.begun', tone: 'good' },
  declined: { label: 'handover.state.declined', tone: 'warn' },
  withdrawn: { label: 'handover.state.withdrawn', tone: 'neutral' },
  ended: { label: 'handover.state.ended', tone: 'neutral' },
};

const days = onePerLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }));
export const dayWords = (day: string, locale: string) =>
  days(locale).format(Temporal.PlainDate.from(day));

/** Why and for how long. */
export function termWords(
  { reason, begins, until }: Pick<HandoverRow, 'reason' | 'begins' | 'until'>,
  { say, locale }: { say: Say; locale: string },
): string {
  const span =
    begins && until
      ? say('handover.span', { begins: dayWords(begins, locale), until: dayWords(until, locale) })
      : until
        ? say('handover.until', { until: dayWords(until, locale) })
        : begins
          ? say('handover.since', { begins: dayWords(begins, locale) })
          : '';
  return [say(`handover.reason.${reason}`), span].filter(Boolean).join(' · ');
}
