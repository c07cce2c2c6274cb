import { useEffect, useRef, useState } from 'react';
import type { AgendaMeeting } from '../../../shared/interact/agenda.ts';
import { classes } from '../../ui/classes.ts';
import { onePerLocale } from '../../ui/onePerLocale.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { minutesOf, type Placed, placedOn, wholeDaysOn } from './days.ts';
import { useSpan, useWho } from './words.ts';

/** The height of an hour. */
const hour = 48;
const hours = Array.from({ length: 24 }, (_, at) => at);
/** Where the day is scrolled to when it opens. */
const opensAt = 7;

const names = onePerLocale(
  (locale) =>
    new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', timeZone: 'UTC' }),
);
const clocks = onePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { hour: 'numeric', timeZone: 'UTC' }),
);

interface GridProps {
  days: readonly Temporal.PlainDate[];
  meetings: readonly AgendaMeeting[];
  zone: string;
  onOpen: (meeting: AgendaMeeting) => void;
  onSlot?: (at: Temporal.ZonedDateTime) => void;
}

/** Days beside each other with their hours; the list shows the same. */
export function CalendarGrid({ days, meetings, zone, onOpen, onSlot }: GridProps) {
  const say = useWords();
  const locale = useLocale();
  const now = useNow();
  const scroll = useRef<HTMLDivElement>(null);
  useEffect(() => {
    scroll.current?.scrollTo({ top: (opensAt - 0.5) * hour });
  }, []);
  const columns = { gridTemplateColumns: `76px repeat(${days.length}, minmax(0, 1fr))` };
  const hasWhole = days.some((day) => wholeDaysOn(meetings, day).length > 0);
  return (
    <div
      ref={scroll}
      className="min-h-0 flex-1 overflow-auto border-t border-border bg-surface"
      data-part="calendar"
    >
      <div className="sticky top-0 z-sticky grid border-b border-border bg-surface" style={columns}>
        <span />
        {days.map((day) => {
          const isToday = day.equals(now.toPlainDate());
          return (
            <h2
              key={day.toString()}
              className={classes(
                'border-s border-border px-8 py-4 text-sm',
                isToday ? 'font-semibold text-accent-text' : 'font-medium text-text-2',
              )}
              aria-current={isToday ? 'date' : undefined}
            >
              {names(locale).format(day.toZonedDateTime('UTC').toInstant().epochMilliseconds)}
            </h2>
          );
        })}
        {hasWhole ? (
          <>
            <span className="px-4 py-2 text-xs text-text-3">{say('calendar.allDay')}</span>
            {days.map((day) => (
              <div
                key={day.toString()}
                className="flex min-w-0 flex-col gap-2 border-s border-border p-2"
              >
                {wholeDaysOn(meetings, day).map((meeting) => (
                  <Entry key={meeting.id} meeting={meeting} onOpen={onOpen} />
                ))}
              </div>
            ))}
          </>
        ) : null}
      </div>
      <div className="grid" style={columns}>
        <div className="relative" style={{ height: 24 * hour }} aria-hidden="true">
          {hours.slice(1).map((at) => (
            <span
              key={at}
              className="tabular absolute end-4 -translate-y-1/2 text-xs text-text-3"
              style={{ top: at * hour }}
            >
              {clocks(locale).format(at * 3_600_000)}
            </span>
          ))}
        </div>
        {days.map((day) => (
          <DayColumn
            key={day.toString()}
            {...{ day, zone, now, onOpen }}
            placed={placedOn(meetings, day, zone)}
            {...(onSlot ? { onSlot } : {})}
          />
        ))}
      </div>
    </div>
  );
}

function DayColumn({
  day,
  zone,
  now,
  placed,
  onOpen,
  onSlot,
}: Pick<GridProps, 'zone' | 'onOpen' | 'onSlot'> & {
  day: Temporal.PlainDate;
  now: Temporal.ZonedDateTime;
  placed: readonly Placed[];
}) {
  return (
    <div className="relative border-s border-border" style={{ height: 24 * hour }}>
      {hours.map((at) => (
        <div
          key={at}
          className="absolute inset-x-0 border-b border-border"
          style={{ top: at * hour, height: hour }}
        />
      ))}
      {onSlot ? (
        // For the mouse; with keys a meeting is made by N, which asks for the time.
        <button
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          className="absolute inset-0 cursor-cell"
          onClick={({ nativeEvent: { offsetY } }) => {
            const half = Math.max(0, Math.min(47, Math.floor((offsetY / hour) * 2)));
            const plainTime = Temporal.PlainTime.from({
              hour: Math.floor(half / 2),
              minute: (half % 2) * 30,
            });
            onSlot(day.toZonedDateTime({ timeZone: zone, plainTime }));
          }}
        />
      ) : null}
      {placed.map((one) => (
        <div
          key={one.meeting.id}
          className="absolute p-px"
          style={{
            top: (one.from / 60) * hour,
            height: ((one.until - one.from) / 60) * hour,
            insetInlineStart: `${(one.lane / one.lanes) * 100}%`,
            width: `${100 / one.lanes}%`,
          }}
        >
          <Entry meeting={one.meeting} onOpen={onOpen} isTall={one.until - one.from >= 45} />
        </div>
      ))}
      {day.equals(now.toPlainDate()) ? (
        <div
          className="pointer-events-none absolute inset-x-0 border-t-2 border-bad"
          style={{ top: (minutesOf(now) / 60) * hour }}
          data-part="now"
        />
      ) : null}
    </div>
  );
}

function Entry({
  meeting,
  onOpen,
  isTall = false,
}: {
  meeting: AgendaMeeting;
  onOpen: (meeting: AgendaMeeting) => void;
  isTall?: boolean;
}) {
  const say = useWords();
  const who = useWho(meeting);
  const span = useSpan(meeting);
  const title = meeting.title ?? say('calendar.busy');
  const first = who || title;
  return (
    <button
      type="button"
      onClick={() => onOpen(meeting)}
      className={classes(
        'flex size-full min-h-20 min-w-0 flex-col overflow-hidden rounded-chip border-s-4 px-4 py-px text-start text-xs',
        meeting.cancelled
          ? 'border-border-strong bg-sunken text-text-3 line-through'
          : 'border-accent bg-accent-soft text-text',
      )}
    >
      <span className="w-full truncate font-semibold">{first}</span>
      {who && isTall ? <span className="w-full truncate">{title}</span> : null}
      <span className={isTall ? 'w-full truncate text-text-2' : 'sr-only'}>
        {span}
        {meeting.cancelled ? ` · ${say('calendar.cancelled')}` : ''}
      </span>
    </button>
  );
}

/** The clock on the wall, minute by minute. */
function useNow(): Temporal.ZonedDateTime {
  const [now, setNow] = useState(() => Temporal.Now.zonedDateTimeISO());
  useEffect(() => {
    const timer = setInterval(() => setNow(Temporal.Now.zonedDateTimeISO()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
