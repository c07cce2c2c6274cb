import type { AgendaMeeting } from '../../../shared/interact/agenda.ts';
import { RecordLink } from '../../identify/parties/RecordLink.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { classes } from '../../ui/classes.ts';
import { onePerLocale } from '../../ui/onePerLocale.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { timedOn, wholeDaysOn } from './days.ts';
import { useSpan } from './words.ts';

const names = onePerLocale(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      timeZone: 'UTC',
    }),
);

interface ListProps {
  days: readonly Temporal.PlainDate[];
  meetings: readonly AgendaMeeting[];
  zone: string;
  onOpen: (meeting: AgendaMeeting) => void;
}

/** The same as the grid, day by day; a day on which nothing stands is not named. */
export function AgendaList({ days, meetings, zone, onOpen }: ListProps) {
  const say = useWords();
  const locale = useLocale();
  const today = Temporal.Now.plainDateISO();
  const full = days.flatMap((day) => {
    const on = [
      ...wholeDaysOn(meetings, day),
      ...timedOn(meetings, day, zone).map(({ meeting }) => meeting),
    ];
    return on.length > 0 ? [{ day, on }] : [];
  });
  if (full.length === 0) return <p className="text-text-2">{say('calendar.nothing')}</p>;
  return (
    <div className="flex max-w-[760px] flex-col gap-24">
      {full.map(({ day, on }) => (
        <section key={day.toString()} className="flex flex-col gap-8">
          <h2
            className={classes('text-lg', day.equals(today) && 'text-accent-text')}
            aria-current={day.equals(today) ? 'date' : undefined}
          >
            {names(locale).format(day.toZonedDateTime('UTC').toInstant().epochMilliseconds)}
          </h2>
          <ul className="flex flex-col rounded-control border border-border bg-surface">
            {on.map((meeting) => (
              <AgendaRow key={meeting.id} meeting={meeting} onOpen={onOpen} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function AgendaRow({ meeting, onOpen }: { meeting: AgendaMeeting } & Pick<ListProps, 'onOpen'>) {
  const say = useWords();
  const span = useSpan(meeting);
  const { parties, others, place, cancelled } = meeting;
  return (
    <li className="flex flex-col gap-4 border-b border-border px-card-x py-card-y last:border-b-0 tablet:flex-row tablet:gap-16">
      <span className="tabular shrink-0 text-sm text-text-2 tablet:w-128">{span}</span>
      <span className="flex min-w-0 flex-1 flex-col gap-2">
        <span className="flex flex-wrap items-center gap-8">
          <button
            type="button"
            onClick={() => onOpen(meeting)}
            className={classes(
              'min-h-target text-start font-medium wrap-anywhere underline decoration-border-strong underline-offset-2',
              cancelled && 'text-text-3 line-through',
            )}
          >
            {meeting.title ?? say('calendar.busy')}
          </button>
          {cancelled ? <Badge tone="neutral">{say('calendar.cancelled')}</Badge> : null}
        </span>
        <span className="flex flex-wrap gap-x-8 text-sm text-text-2">
          {parties.map(({ id, kind, name }) => (
            <RecordLink
              key={id}
              kind={kind}
              id={id}
              className="text-accent-text underline wrap-anywhere"
            >
              {name}
            </RecordLink>
          ))}
          {others.map((name) => (
            <bdi key={name} className="wrap-anywhere">
              {name}
            </bdi>
          ))}
          {place ? <span className="wrap-anywhere">{place}</span> : null}
        </span>
      </span>
    </li>
  );
}
