import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { AgendaMeeting } from '../../../shared/interact/agenda.ts';
import { connectionsQuery } from '../../app/connections.ts';
import { sessionQuery } from '../../app/session.ts';
import { Button, buttonClass, IconButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SegmentedField } from '../../ui/Field.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { onePerLocale } from '../../ui/onePerLocale.ts';
import { Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { toast } from '../../ui/toast.ts';
import { phone, useMedia } from '../../ui/useMedia.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { AgendaList } from './AgendaList.tsx';
import { CalendarGrid } from './CalendarGrid.tsx';
import { type CalendarView, daysOf, freeTimes, freeTimesText, stretchOf } from './days.ts';
import { agendaQuery } from './queries.ts';
import type { Which } from './SeriesChoice.tsx';

const MeetingDialog = onDemand(() => import('./MeetingDialog.tsx'));
const EntryDialog = onDemand(() => import('./EntryDialog.tsx'));

const months = onePerLocale(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    }),
);

/** Intl knows where a country begins its week; where it does not say, Monday. */
function firstWeekdayOf(locale: string): number {
  const told = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
  };
  return told.getWeekInfo?.().firstDay ?? 1;
}

type Layer =
  | { layer: 'new'; at: Temporal.ZonedDateTime }
  | { layer: 'entry'; meeting: AgendaMeeting }
  | { layer: 'move'; meeting: AgendaMeeting; which: Which };

/** When am I with whom? */
export function CalendarPage() {
  const say = useWords();
  const locale = useLocale();
  const navigate = useNavigate();
  const search = useSearch({ from: '/shell/calendar' });
  const zone = Temporal.Now.timeZoneId();
  const onPhone = useMedia(phone);
  const { data: session } = useQuery(sessionQuery);
  const { data: connections } = useQuery(connectionsQuery);
  const [open, setOpen] = useState<Layer | null>(null);
  const view: CalendarView = onPhone ? 'agenda' : (search.view ?? 'week');
  const today = Temporal.Now.plainDateISO();
  const day = search.on ? dayOf(search.on, today) : today;
  const days = daysOf(view, day, firstWeekdayOf(locale));
  const { data, error } = useQuery({
    ...agendaQuery(stretchOf(days, zone)),
    placeholderData: keepPreviousData,
  });
  const mayWrite = session !== undefined && session !== null && session.user.level !== 'reader';

  const show = (change: { view?: CalendarView; on?: string }) =>
    void navigate({ to: '/calendar', search: { ...search, ...change }, replace: true });
  const step = (by: 1 | -1) => show({ on: day.add({ days: by * days.length }).toString() });
  const begin = () => {
    const next = Temporal.Now.zonedDateTimeISO().round({
      smallestUnit: 'hour',
      roundingMode: 'ceil',
    });
    const first = days[0]!;
    const isPast = Temporal.PlainDate.compare(days.at(-1)!, today) < 0;
    const isAhead = Temporal.PlainDate.compare(first, today) > 0;
    setOpen({
      layer: 'new',
      at:
        isPast || isAhead
          ? first.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from('10:00') })
          : next,
    });
  };
  const group = say('calendar.title');
  useShortcuts([
    {
      id: 'calendar.day',
      keys: '1',
      label: say('calendar.day'),
      group,
      run: () => show({ view: 'day' }),
    },
    {
      id: 'calendar.week',
      keys: '2',
      label: say('calendar.week'),
      group,
      run: () => show({ view: 'week' }),
    },
    {
      id: 'calendar.agenda',
      keys: '3',
      label: say('calendar.agenda'),
      group,
      run: () => show({ view: 'agenda' }),
    },
    {
      id: 'calendar.today',
      keys: '0',
      label: say('calendar.today'),
      group,
      run: () => show({ on: today.toString() }),
    },
    {
      id: 'calendar.previous',
      keys: 'ArrowLeft',
      label: say('calendar.previous'),
      group,
      run: () => step(-1),
    },
    {
      id: 'calendar.next',
      keys: 'ArrowRight',
      label: say('calendar.next'),
      group,
      run: () => step(1),
    },
    {
      id: 'calendar.new',
      keys: 'N',
      label: say('calendar.new'),
      group,
      isDisabled: !mayWrite,
      run: begin,
    },
  ]);

  const copyFree = async () => {
    const times = freeTimes(data?.meetings ?? [], days, Temporal.Now.zonedDateTimeISO());
    if (times.length === 0) return toast(say('calendar.free.none'), { tone: 'neutral' });
    const text = `${freeTimesText(times, locale)}\n(${zone.replaceAll('_', ' ')})`;
    try {
      await navigator.clipboard.writeText(text);
      toast(say('calendar.free.copied', { count: times.length }), { tone: 'good' });
    } catch {
      toast(say('calendar.free.refused'), { tone: 'bad' });
    }
  };

  const hasCalendar = connections?.some(({ kind }) => kind === 'caldav' || kind === 'ics');
  const isEmpty = data?.meetings.length === 0 && hasCalendar === false;
  const [first, last] = [days[0]!, days.at(-1)!].map(
    (one) => one.toZonedDateTime('UTC').toInstant().epochMilliseconds,
  );
  return (
    <Page
      title={say('calendar.title')}
      layout={view === 'agenda' ? 'scroll' : 'fill'}
      actions={
        <>
          <Button icon="copy" onPress={() => void copyFree()}>
            {say('calendar.free')}
          </Button>
          {mayWrite ? (
            <Button variant="primary" icon="add" keys="N" onPress={begin}>
              {say('calendar.new')}
            </Button>
          ) : null}
        </>
      }
      toolbar={
        <div className="flex flex-wrap items-center gap-8">
          {onPhone ? null : (
            <SegmentedField
              label={say('calendar.view')}
              hideLabel
              value={view}
              onChange={(to) => show({ view: to })}
              options={[
                { id: 'day', label: say('calendar.day') },
                { id: 'week', label: say('calendar.week') },
                { id: 'agenda', label: say('calendar.agenda') },
              ]}
            />
          )}
          <IconButton icon="back" label={say('calendar.previous')} onPress={() => step(-1)} />
          <Button onPress={() => show({ on: today.toString() })}>{say('calendar.today')}</Button>
          <IconButton icon="right" label={say('calendar.next')} onPress={() => step(1)} />
          <p role="status" className="text-md font-medium">
            {months(locale).formatRange(first!, last!)}
          </p>
        </div>
      }
    >
      {error && !data ? <Notice tone="bad">{error.message}</Notice> : null}
      {data?.isCut ? <Notice tone="warn">{say('calendar.cut')}</Notice> : null}
      {isEmpty ? (
        <EmptyState
          icon="calendar"
          title={say('calendar.empty')}
          action={
            mayWrite ? (
              <Link
                to="/settings/$page"
                params={{ page: 'connections' }}
                className={buttonClass('primary')}
              >
                {say('calendar.connect')}
              </Link>
            ) : null
          }
        >
          {say('calendar.empty.words')}
        </EmptyState>
      ) : data ? (
        view === 'agenda' ? (
          <AgendaList
            days={days}
            meetings={data.meetings}
            zone={zone}
            onOpen={(meeting) => setOpen({ layer: 'entry', meeting })}
          />
        ) : (
          <CalendarGrid
            days={days}
            meetings={data.meetings}
            zone={zone}
            onOpen={(meeting) => setOpen({ layer: 'entry', meeting })}
            {...(mayWrite ? { onSlot: (at) => setOpen({ layer: 'new', at }) } : {})}
          />
        )
      ) : (
        <Skeleton />
      )}
      {open?.layer === 'entry' ? (
        <EntryDialog
          meeting={open.meeting}
          zone={zone}
          onMove={(which) => setOpen({ layer: 'move', meeting: open.meeting, which })}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open?.layer === 'new' ? <MeetingDialog at={open.at} onClose={() => setOpen(null)} /> : null}
      {open?.layer === 'move' ? (
        <MeetingDialog
          at={Temporal.Instant.from(open.meeting.startsAt).toZonedDateTimeISO(zone)}
          meeting={open.meeting}
          which={open.which}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </Page>
  );
}

/** An address may name the 31st of a month that has none. */
function dayOf(written: string, otherwise: Temporal.PlainDate): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(written, { overflow: 'reject' });
  } catch {
    return otherwise;
  }
}
