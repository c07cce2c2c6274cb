import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { heir } from './grid/movement.ts';
import { useShortcuts } from './keys/Shortcuts.tsx';
import { Bar } from './Skeleton.tsx';
import { useHold } from './useHold.ts';
import { useWords } from './words.ts';

export interface ListProps<Item> {
  label: string;
  items: readonly Item[];
  /** Must keep its identity between renders. */
  itemKey: (item: Item) => string;
  renderItem: (item: Item, state: { isActive: boolean }) => ReactNode;
  /** Usual height of an item in pixels; the true one is measured. */
  estimate?: number;
  /** Enter or a click on an item that has no control under the pointer. */
  onOpen?: (item: Item) => void;
  onPeek?: (item: Item) => void;
  /** A finger that rests on an item. */
  onHold?: (item: Item) => void;
  /** Further keys of the item the keyboard stands on, e.g. O to expand. */
  onKey?: (item: Item, key: string) => boolean;
  hasMore?: boolean;
  isLoadingMore?: boolean;
  onMore?: () => void;
  /** Not every item takes part in J/K: day headings do not. */
  isReachable?: (item: Item) => boolean;
  /** Scrolls here and focuses, e.g. the source of a fact or a chosen month; change the object to go again. */
  goTo?: { key: string; focus?: boolean; align?: 'start' | 'auto' } | null;
  /** Told of the item that keys walk to, where that is enough to show it. */
  onStand?: (item: Item) => void;
}

const always = () => true;

/** What takes the place of an item that went may be a heading: then the next one, else the one before. */
function reachableFrom<Item>(
  items: readonly Item[],
  row: number,
  isReachable: (item: Item) => boolean,
): number {
  const item = items[row];
  if (item === undefined || isReachable(item)) return row;
  const next = items.findIndex((each, at) => at > row && isReachable(each));
  if (next >= 0) return next;
  const before = items.findLastIndex((each, at) => at < row && isReachable(each));
  return before >= 0 ? before : row;
}

/** Items of any height, drawn only where they are seen. J/K or arrows walk, Enter opens; one tab stop. */
export function List<Item>({
  label,
  items,
  itemKey,
  renderItem,
  estimate = 64,
  onOpen,
  onPeek,
  onHold,
  onKey,
  hasMore = false,
  isLoadingMore = false,
  onMore,
  isReachable = always,
  goTo,
  onStand,
}: ListProps<Item>) {
  const say = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const keys = useMemo(() => items.map(itemKey), [items, itemKey]);
  const firstReachable = Math.max(0, items.findIndex(isReachable));
  const [position, setPosition] = useState(firstReachable);
  const active = useRef({ key: keys[position] ?? '', row: position });
  const hadFocus = useRef(false);
  const [toFocus, setToFocus] = useState(0);

  useLayoutEffect(() => {
    const found = heir(keys, active.current);
    const row = reachableFrom(items, found, isReachable);
    const key = keys[row];
    if (key === undefined || (row === active.current.row && key === active.current.key)) return;
    const changed = key !== active.current.key;
    active.current = { key, row };
    setPosition(row);
    if (changed && hadFocus.current) setToFocus((count) => count + 1);
  }, [keys, items, isReachable]);

  const virtualizer = useVirtualizer({
    count: items.length + (hasMore ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    getItemKey: useCallback((index: number) => keys[index] ?? 'more', [keys]),
    overscan: 6,
    rangeExtractor: useCallback(
      (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const inView = defaultRangeExtractor(range);
        return inView.includes(position) || position >= range.count
          ? inView
          : [...inView, position].sort((a, b) => a - b);
      },
      [position],
    ),
  });
  const drawn = virtualizer.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= items.length - 10) onMore?.();
  }, [hasMore, isLoadingMore, last, items.length, onMore]);

  const stand = (row: number, focus = true) => {
    const key = keys[row];
    if (key === undefined) return;
    active.current = { key, row };
    setPosition(row);
    virtualizer.scrollToIndex(row, { align: 'auto' });
    if (focus) setToFocus((count) => count + 1);
  };
  const step = (by: 1 | -1) => {
    if (!hadFocus.current) {
      stand(position);
      return;
    }
    for (let row = position + by; row >= 0 && row < items.length; row += by) {
      if (isReachable(items[row] as Item)) {
        stand(row);
        onStand?.(items[row] as Item);
        return;
      }
    }
  };
  useLayoutEffect(() => {
    if (toFocus > 0)
      scroller.current
        ?.querySelector<HTMLElement>(`[data-at="${String(active.current.row)}"]`)
        ?.focus({ preventScroll: true });
  }, [toFocus]);
  useEffect(() => {
    const row = goTo ? keys.indexOf(goTo.key) : -1;
    if (row < 0) return;
    virtualizer.scrollToIndex(row, { align: goTo?.align ?? 'start' });
    stand(row, goTo?.focus ?? false);
  }, [goTo]);

  const hold = useHold<Item>(onHold);
  const group = say('ui.keys.list');
  useShortcuts([
    { id: 'list.next', keys: 'J', label: say('ui.keys.next'), group, run: () => step(1) },
    { id: 'list.previous', keys: 'K', label: say('ui.keys.previous'), group, run: () => step(-1) },
    ...(onOpen ? [{ id: 'list.open', keys: 'Enter', label: say('ui.keys.open'), group }] : []),
    ...(onPeek ? [{ id: 'list.peek', keys: 'Space', label: say('ui.keys.peek'), group }] : []),
  ]);

  const listen = (event: KeyboardEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement;
    const at = target.dataset.at;
    // Keys typed into a control within an item are the control's own.
    if (at === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const item = items[Number(at)] as Item;
    const acts = new Map<string, (() => void) | undefined>([
      ['ArrowDown', () => step(1)],
      ['ArrowUp', () => step(-1)],
      ['Home', () => stand(firstReachable)],
      ['End', () => stand(items.length - 1)],
      ['Enter', onOpen && (() => onOpen(item))],
      [' ', onPeek && (() => onPeek(item))],
    ]);
    const act = acts.get(event.key);
    if (act) act();
    else if (!onKey?.(item, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={scroller}
      className="relative min-h-0 flex-1 overflow-auto overscroll-contain"
      onFocus={() => {
        hadFocus.current = true;
      }}
      onBlur={(event) => {
        if (
          event.relatedTarget instanceof Node &&
          !event.currentTarget.contains(event.relatedTarget)
        )
          hadFocus.current = false;
      }}
    >
      <div
        role="list"
        aria-label={label}
        onKeyDown={listen}
        className="relative"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {drawn.map(({ key, index, start }) => {
          const item = items[index];
          return (
            <div
              key={key}
              ref={virtualizer.measureElement}
              role="listitem"
              aria-posinset={index + 1}
              aria-setsize={hasMore ? -1 : items.length}
              data-index={index}
              data-at={index}
              tabIndex={item && index === position ? 0 : -1}
              className="ring-inset absolute inset-x-0 top-0"
              style={{ transform: `translateY(${String(start)}px)` }}
              {...(item && onHold ? hold.on(item) : {})}
              onClick={(event) => {
                if (
                  !item ||
                  (event.target as HTMLElement).closest('a, button, input, [data-selectable]')
                )
                  return;
                active.current = { key: keys[index] ?? '', row: index };
                setPosition(index);
                onOpen?.(item);
              }}
            >
              {item ? (
                renderItem(item, { isActive: index === position })
              ) : (
                <span className="flex h-row items-center px-card-x">
                  <Bar className="w-[40%]" />
                </span>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
