import type { OfferVersion } from '../../../shared/interact/dealings/terms.ts';
import type { Proposal, UnreadFile } from '../../../shared/interact/proposals/proposals.ts';
import type { MessageId } from '../../locales/ids.ts';
import type { IconName } from '../../ui/icons.ts';
import { onePerLocale } from '../../ui/onePerLocale.ts';
import type { Say } from '../../ui/words.ts';
import { shownMoney } from '../dealings/words.ts';

export const icons: Record<Proposal['kind'], IconName> = {
  person: 'personAdd',
  phone: 'call',
  work: 'company',
  request: 'task',
  promise: 'done',
  date: 'calendar',
  offer: 'document',
  contract: 'document',
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
    case 'offer': {
      const { totals, tax, validUntil, before, number, fileName } = proposal;
      const [total] = totals;
      const amount = shownMoney(total!, locale);
      const until = validUntil && fullDay(validUntil, locale);
      const what =
        totals.length > 1
          ? say('proposals.offer.which', { count: totals.length })
          : until
            ? say('proposals.offer.until', { amount, day: until })
            : say('proposals.offer', { amount });
      const detail = [
        number,
        totals.length === 1 && tax && say(tax === 'gross' ? 'proposals.gross' : 'proposals.net'),
        totals.length > 1 && until && say('proposals.offer.valid', { day: until }),
        before && insteadOf(before, say, locale),
        fileName,
      ];
      return { what, detail: detail.filter(Boolean).join(' · ') };
    }
    case 'contract': {
      const { terms, partyName: name, fileName } = proposal;
      const { from, to, notice, renewsMonths } = terms;
      const detail = [
        terms.what,
        terms.number,
        from && say('proposals.contract.from', { day: fullDay(from, locale) }),
        to && say('proposals.contract.to', { day: fullDay(to, locale) }),
        notice &&
          say('proposals.contract.notice', {
            span: say(`proposals.contract.${notice.unit}`, { count: notice.count }),
          }),
        renewsMonths !== null &&
          say('proposals.contract.renews', {
            span: say('proposals.contract.months', { count: renewsMonths }),
          }),
        fileName,
      ];
      return {
        what: say('proposals.contract', { name }),
        detail: detail.filter(Boolean).join(' · '),
      };
    }
  }
}

const fullDays = onePerLocale(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    }),
);

/** With its year: an offer may be an old one. */
const fullDay = (day: string, locale: string) =>
  fullDays(locale).format(Temporal.PlainDate.from(day).toZonedDateTime('UTC').epochMilliseconds);

/** What the same offer said before, and which version this one is. */
function insteadOf({ version, price, validUntil }: OfferVersion, say: Say, locale: string): string {
  const amount = price ? shownMoney(price, locale) : '–';
  const next = version + 1;
  return validUntil
    ? say('proposals.offer.instead', { version: next, amount, day: fullDay(validUntil, locale) })
    : say('proposals.offer.insteadOpen', { version: next, amount });
}

/** Why nobody knows what stands in a file. */
export const unreadWords: Record<UnreadFile['why'], MessageId> = {
  password: 'proposals.unread.password',
  damaged: 'proposals.unread.damaged',
  picture: 'proposals.unread.picture',
  long: 'proposals.unread.long',
  large: 'proposals.unread.large',
};
