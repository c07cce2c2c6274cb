import type { DigestLanguage } from '../../../shared/interact/digest.ts';
import type { TodayView } from '../../../shared/interact/today/today.ts';
import { escaped } from '../sending/automatic.ts';
import { words } from './words.ts';

/** What one day holds for one colleague, as they may see it. */
export interface Day {
  today: TodayView;
  /** Who waits for an answer of theirs, and what they were told and have not read. */
  waiting: { count: number; more: boolean };
  unread: { count: number; more: boolean };
}

export interface Reader {
  language: DigestLanguage;
  zone: string;
  date: Temporal.PlainDate;
  /** Where the day stands on the screen. */
  address: string;
}

const mostOfEach = 10;

export function isEmpty({ today, waiting, unread }: Day): boolean {
  const { next, promises, tasks } = today;
  return next.length + promises.length + tasks.length + waiting.count + unread.count === 0;
}

/** The day as a mail: what it begins with, what is due, who waits. */
export function writeDigest(day: Day, reader: Reader): { subject: string; html: string } {
  const say = words[reader.language];
  const { today, waiting, unread } = day;
  const dayOf = (date: Temporal.PlainDate) =>
    date.toLocaleString(reader.language, { weekday: 'long', day: 'numeric', month: 'long' });
  const late = (due: string) => {
    const date = Temporal.PlainDate.from(due);
    const isLate = Temporal.PlainDate.compare(date, reader.date) < 0;
    return isLate ? ` (${say.lateSince(dayOf(date))})` : '';
  };
  const block = (title: string, lines: readonly string[]) => {
    if (lines.length === 0) return '';
    const shown = lines.slice(0, mostOfEach).map((line) => `<li>${escaped(line)}</li>`);
    const rest = lines.length - mostOfEach;
    if (rest > 0) shown.push(`<li>${escaped(say.more(rest))}</li>`);
    return `<h3>${escaped(title)}</h3><ul>${shown.join('')}</ul>`;
  };
  const promises = (direction: 'ours' | 'theirs') =>
    today.promises
      .filter((promise) => promise.direction === direction)
      .map(({ party, what, due }) => `${party.name}: ${what}${late(due)}`);
  const line = (text: string) => `<p>${escaped(text)}</p>`;
  const html = [
    block(
      say.meetings,
      today.next.map(({ startsAt, allDay, title, parties, others, place }) => {
        const time = allDay ? say.allDay : clock(startsAt, reader);
        const who = [...parties.map(({ name }) => name), ...others].join(', ');
        return [`${time} ${title ?? ''}`.trim(), who, place].filter(Boolean).join(' · ');
      }),
    ),
    block(say.ours, promises('ours')),
    block(say.theirs, promises('theirs')),
    block(
      say.tasks,
      today.tasks.map(({ title, due }) => `${title}${due ? late(due.on) : ''}`),
    ),
    waiting.count > 0 ? line(say.waiting(counted(waiting))) : '',
    unread.count > 0 ? line(say.unread(counted(unread))) : '',
    isEmpty(day) ? line(say.nothing) : '',
    `<p><a href="${escaped(reader.address)}">${escaped(say.open)}</a></p>`,
    `<p><small>${escaped(say.foot)}</small></p>`,
  ].join('');
  return { subject: say.subject(dayOf(reader.date)), html };
}

function clock(instant: string, { zone, language }: Reader): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(zone)
    .toLocaleString(language, { hour: '2-digit', minute: '2-digit' });
}

const counted = ({ count, more }: { count: number; more: boolean }) =>
  more ? `${count}+` : `${count}`;
