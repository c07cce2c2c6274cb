import type { Proposal } from '../../../shared/interact/proposals/proposals.ts';
import type { IconName } from '../../ui/icons.ts';
import { onePerLocale } from '../../ui/onePerLocale.ts';
import type { Say } from '../../ui/words.ts';

export const icons: Record<Proposal['kind'], IconName> = {
  person: 'personAdd',
  phone: 'call',
  work: 'company',
  request: 'task',
  promise: 'done',
  date: 'calendar',
};

const days = onePerLocale(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      timeZone: 'UTC',
    }),
);
const hours = onePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }),
);

const shownDay = (day: string, locale: string) =>
  days(locale).format(Temporal.PlainDate.from(day).toZonedDateTime('UTC').epochMilliseconds);

/** What it is, and beside it what will stand there after a yes. */
export function wordsOf(
  proposal: Proposal,
  say: Say,
  locale: string,
): { what: string; detail: string } {
  switch (proposal.kind) {
    case 'person': {
      const { title, company, phones, address } = proposal;
      const detail = [title, company, address, ...phones].filter(Boolean).join(' · ');
      return { what: say('proposals.person', { name: proposal.name }), detail };
    }
    case 'phone':
      return {
        what: say('proposals.phone', { name: proposal.partyName }),
        detail: proposal.phone,
      };
    case 'work': {
      const { partyName: name, before } = proposal;
      const place = (title: string, company: string) => [title, company].filter(Boolean).join(', ');
      const now = place(proposal.title, proposal.company);
      return {
        what: say('proposals.work', { name }),
        detail: before
          ? say('proposals.work.instead', { now, before: place(before.title, before.company) })
          : now,
      };
    }
    case 'request':
      return {
        what: proposal.on
          ? say('proposals.request.by', { day: shownDay(proposal.on, locale) })
          : say('proposals.request'),
        detail: proposal.text,
      };
    case 'promise': {
      const { direction, isDayNamed, partyName: name } = proposal;
      const day = shownDay(proposal.on, locale);
      const what =
        direction === 'ours'
          ? say('proposals.promise.ours', { name, day })
          : say('proposals.promise.theirs', { name, day });
      return {
        what: isDayNamed ? what : say('proposals.promise.noDay', { what }),
        detail: proposal.text,
      };
    }
    case 'date': {
      const at = Temporal.PlainDate.from(proposal.on).toZonedDateTime({
        timeZone: Temporal.Now.timeZoneId(),
        plainTime: proposal.time,
      });
      const time = hours(locale).format(at.epochMilliseconds);
      return {
        what: say('proposals.date', { day: shownDay(proposal.on, locale), time }),
        detail: proposal.text,
      };
    }
  }
}
