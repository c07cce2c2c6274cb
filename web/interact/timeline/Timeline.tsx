import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { ActivityKind } from '../../../shared/interact/activities.ts';
import { openComposer } from '../../app/writing.ts';
import { usersQuery } from '../../identify/parties/queries.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FilterChips } from '../../ui/FilterChips.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { List } from '../../ui/List.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { onePerLocale } from '../../ui/onePerLocale.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { CollapsedRow, DayHeading, NowLine } from '../../ui/timeline/TimelineRow.tsx';
import { touch, useMedia } from '../../ui/useMedia.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { isAnswerable } from './answerable.ts';
import { EntryRow } from './EntryRow.tsx';
import { type Item, isReachable, itemKey, threadKey, timelineItems } from './items.ts';
import { kinds } from './kinds.ts';
import { activityQuery, summaryQuery, timelineQuery } from './queries.ts';

export interface TimelineChange {
  show?: ActivityKind;
  month?: string;
  activity?: string;
}

export interface TimelineProps {
  kind: PartyKind;
  id: string;
  show: ActivityKind | null;
  month: string | null;
  /** An entry to go to. */
  activity: string | null;
  onAddress: (change: TimelineChange, replace?: boolean) => void;
  /** Above the entries: the box for a new one. */
  top: ReactNode;
}

const all = 'all';
const newest = 'newest';

/** Everything that passed between us and a person or company, newest first. */
export function Timeline({ kind, id, show, month, activity, onAddress, top }: TimelineProps) {
  const say = useWords();
  const locale = useLocale();
  const list = useInfiniteQuery(timelineQuery(kind, id, { show, month }));
  const { data: summary } = useQuery(summaryQuery(kind, id));
  const { data: users = [] } = useQuery(usersQuery);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const [now] = useState(() => Temporal.Now.instant());
  const zone = Temporal.Now.timeZoneId();
  const today = now.toZonedDateTimeISO(zone).toPlainDate();

  const entries = useMemo(() => list.data?.pages.flatMap(({ rows }) => rows) ?? [], [list.data]);
  const items = useMemo(
    () => timelineItems(entries, { now, zone, unfolded, isMonth: month !== null }),
    [entries, now, zone, unfolded, month],
  );
  const nameOf = (userId: string) => users.find((user) => user.id === userId)?.name ?? '';
  const goTo = useSource({
    activity,
    month,
    items,
    isLoading: list.isPending || list.isFetchingNextPage,
    oldest: list.hasNextPage ? entries.at(-1)?.occurredAt : undefined,
    onMore: list.fetchNextPage,
    zone,
    onAddress,
  });

  const toggleEntry = useCallback((key: string) => setOpened((old) => toggled(old, key)), []);
  const toggleRun = useCallback((key: string) => setUnfolded((old) => toggled(old, key)), []);
  const open = (item: Item) => {
    if (item.kind === 'entry' && !item.entry.headersOnly) toggleEntry(item.key);
    if (item.kind === 'impersonal' || item.kind === 'later') toggleRun(item.key);
  };
  useShortcuts([
    {
      id: 'timeline.expand',
      keys: 'O',
      label: say('interact.keys.expand'),
      group: say('identify.timeline'),
    },
    {
      id: 'timeline.reply',
      keys: 'R',
      label: say('interact.reply'),
      group: say('identify.timeline'),
    },
    {
      id: 'timeline.replyAll',
      keys: 'Shift+R',
      label: say('interact.replyAll'),
      group: say('identify.timeline'),
    },
  ]);

  const total = summary?.kinds.reduce((sum, { count }) => sum + count, 0);
  const chips = [
    { id: all, label: say('interact.kind.all'), count: total },
    ...(summary?.kinds ?? [])
      .toSorted((a, b) => b.count - a.count)
      .map((one) => ({ id: one.kind, label: say(kinds[one.kind].many), count: one.count })),
  ];
  const months = [
    { id: newest, label: say('interact.month.newest') },
    ...(summary?.months ?? []).map((one) => ({
      id: one.month,
      label: say('interact.month.option', {
        month: monthWords(one.month, locale),
        count: one.count,
      }),
    })),
  ];

  return (
    <section aria-label={say('identify.timeline')} className="flex min-h-0 flex-1 flex-col">
      <h2 className="sr-only">{say('identify.timeline')}</h2>
      {total === 0 ? null : (
        <div className="flex items-center gap-8 border-b border-border px-card-x py-8">
          <div className="min-w-0 flex-1 overflow-x-auto p-4 -m-4 [&>*]:flex-nowrap [&>*>*]:shrink-0">
            <FilterChips
              label={say('interact.filter')}
              options={chips}
              value={show ?? all}
              onChange={(chosen) =>
                onAddress(
                  {
                    show: chosen === all ? undefined : (chosen as ActivityKind),
                    activity: undefined,
                  },
                  true,
                )
              }
            />
          </div>
          {months.length > 2 ? (
            <Menu
              label={say('interact.month')}
              placement="bottom end"
              trigger={
                <Button variant="quiet" size="small" icon="calendar" iconAfter="down">
                  {month ? monthWords(month, locale) : say('interact.month.jump')}
                </Button>
              }
              groups={[
                {
                  selectionMode: 'single',
                  selected: [month ?? newest],
                  onSelect: ([chosen]) =>
                    onAddress(
                      { month: chosen === newest ? undefined : chosen, activity: undefined },
                      true,
                    ),
                  entries: months,
                },
              ]}
            />
          ) : null}
        </div>
      )}
      {top}
      {list.isPending ? (
        <Skeleton rows={8} />
      ) : list.isError && !list.data ? (
        <EmptyState
          icon="warning"
          title={say('interact.failed')}
          action={
            <Button variant="primary" icon="refresh" onPress={() => void list.refetch()}>
              {say('app.failure.again')}
            </Button>
          }
        >
          {list.error.message}
        </EmptyState>
      ) : items.length === 0 ? (
        <Nothing
          isNarrowed={show !== null || month !== null}
          onAll={() => onAddress({ show: undefined, month: undefined })}
        />
      ) : (
        <List
          label={say('identify.timeline')}
          items={items}
          itemKey={itemKey}
          isReachable={isReachable}
          estimate={84}
          onOpen={open}
          onKey={(item, key) => {
            const pressed = key.toLowerCase();
            if (pressed === 'r' && item.kind === 'entry' && isAnswerable(item.entry)) {
              openComposer({ answers: item.entry.id, all: key === 'R' });
              return true;
            }
            if (pressed !== 'o') return false;
            open(item);
            return true;
          }}
          hasMore={list.hasNextPage}
          isLoadingMore={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
          goTo={goTo}
          renderItem={(item) => {
            if (item.kind === 'day') return <DayHeading day={item.day} today={today} />;
            if (item.kind === 'now') return <NowLine />;
            if (item.kind === 'impersonal' || item.kind === 'later')
              return (
                <CollapsedRow
                  {...(item.kind === 'later' && { icon: 'calendar' })}
                  label={say(item.kind === 'later' ? 'interact.later' : 'interact.impersonal', {
                    count: item.entries.length,
                  })}
                  isExpanded={item.isOpen}
                  onToggle={() => toggleRun(item.key)}
                />
              );
            return (
              <EntryRow
                item={item}
                author={nameOf(item.entry.ownerId)}
                isOpen={opened.has(item.key)}
                isFlashing={item.key === activity}
                onToggle={toggleEntry}
                isUnfolded={unfolded.has(threadKey(item.key))}
                onUnfold={toggleRun}
              />
            );
          }}
        />
      )}
    </section>
  );
}

const monthFormats = onePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long' }),
);

function monthWords(month: string, locale: string): string {
  return monthFormats(locale).format(Temporal.PlainDate.from(`${month}-01`));
}

function Nothing({ isNarrowed, onAll }: { isNarrowed: boolean; onAll: () => void }) {
  const say = useWords();
  const onTouch = useMedia(touch);
  return isNarrowed ? (
    <EmptyState icon="search" action={<Button onPress={onAll}>{say('interact.showAll')}</Button>}>
      {say('interact.noneOfKind')}
    </EmptyState>
  ) : (
    <EmptyState icon="clock" title={say('interact.emptyTitle')}>
      {say(onTouch ? 'interact.empty.touch' : 'interact.empty')}
    </EmptyState>
  );
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}

/**
 * Leads to the entry that the address names; one that is not loaded yet is looked up by its month, and in a
 * busy month page by page.
 */
function useSource({
  activity,
  month,
  items,
  isLoading,
  oldest,
  onMore,
  zone,
  onAddress,
}: {
  activity: string | null;
  month: string | null;
  items: readonly Item[];
  isLoading: boolean;
  /** Where the loaded entries end, if more follow. */
  oldest: string | undefined;
  onMore: () => unknown;
  zone: string;
  onAddress: TimelineProps['onAddress'];
}): { key: string; focus: boolean } | null {
  const isHere = activity !== null && items.some(({ key }) => key === activity);
  const { data: source } = useQuery({
    ...activityQuery(activity ?? ''),
    enabled: activity !== null && !isHere && !isLoading,
  });
  const its =
    source &&
    Temporal.Instant.from(source.occurredAt)
      .toZonedDateTimeISO(zone)
      .toPlainDate()
      .toPlainYearMonth()
      .toString();
  const isFurther =
    source !== undefined &&
    oldest !== undefined &&
    Temporal.Instant.compare(oldest, source.occurredAt) >= 0;
  useEffect(() => {
    if (isHere || !its || isLoading) return;
    if (its !== month) onAddress({ month: its, show: undefined }, true);
    else if (isFurther) onMore();
  }, [isHere, its, month, isLoading, isFurther, onMore, onAddress]);
  return useMemo(() => (isHere ? { key: activity, focus: true } : null), [isHere, activity]);
}
