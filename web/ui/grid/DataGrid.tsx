import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { onMac } from '../keys/chords.ts';
import { useShortcuts } from '../keys/Shortcuts.tsx';
import { Skeleton } from '../Skeleton.tsx';
import { phone, touch, useMedia } from '../useMedia.ts';
import { useLocale, useWords } from '../words.ts';
import { Cards } from './Cards.tsx';
import { type GridCells, type GridColumn, type GridSort, useGridTable } from './columns.ts';
import { GridHeader } from './GridHeader.tsx';
import { ComingRow, GridRow } from './GridRow.tsx';
import { heir, moved, type Position } from './movement.ts';
import { seated } from './seats.ts';
import { useCellMode } from './useCellMode.tsx';
import { useRowHeight } from './useRowHeight.ts';

export interface DataGridProps<Row extends object> {
  /** What is listed, for the ear: "People". */
  label: string;
  /** Must keep its identity between renders. The first column names the row and stays in place. */
  columns: readonly GridColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** All rows there are, where the server knows; else the count so far is told. */
  total?: number;
  sort?: GridSort | null;
  onSort?: (sort: GridSort) => void;
  hidden?: readonly string[];
  density?: 'compact' | 'normal' | 'roomy';
  /** Waiting for the first page. */
  isLoading?: boolean;
  /** More pages follow; `onMore` is asked for them before the end comes into view. */
  hasMore?: boolean;
  isLoadingMore?: boolean;
  onMore?: () => void;
  onOpen: (row: Row) => void;
  /** Space. */
  onPeek?: (row: Row) => void;
  /** The focused row changed; for prefetching it. */
  onFocusRow?: (row: Row) => void;
  /** Where cells can be written in. */
  cells?: GridCells<Row>;
  selected?: ReadonlySet<string>;
  onSelect?: (selected: ReadonlySet<string>) => void;
  /** What stands here without rows: usually an EmptyState. */
  empty: ReactNode;
  /** A row on a phone. Without it the grid scrolls sideways there. */
  card?: (row: Row) => ReactNode;
  /** What a row is called, for the ear. */
  nameOf?: (row: Row) => string;
}

const movesWithMod = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'a'];
const none: ReadonlySet<string> = new Set();
const markWidth = 40;
const skeletonRows = 12;

/**
 * The one table. Row mode: J/K or arrows, Enter opens, Space peeks, X selects, Shift+J/K extends.
 * Cell mode with → or F2 or a click: arrows and Tab by cell, Shift extends a range, Esc back; with `cells`,
 * Enter, F2 or typing writes, and ranges are copied, pasted, emptied and filled down. The whole grid is one tab
 * stop.
 */
export function DataGrid<Row extends object>(props: DataGridProps<Row>) {
  const { rows, isLoading = false, empty, card } = props;
  const onPhone = useMedia(phone);
  if (isLoading) return <Skeleton rows={skeletonRows} />;
  if (rows.length === 0) return <>{empty}</>;
  if (card && onPhone) return <Cards {...props} card={card} />;
  return <Grid {...props} />;
}

function Grid<Row extends object>({
  label,
  columns,
  rows,
  rowKey,
  total,
  sort = null,
  onSort,
  hidden,
  density,
  hasMore = false,
  isLoadingMore = false,
  onMore,
  onOpen,
  onPeek,
  onFocusRow,
  cells,
  selected = none,
  onSelect,
}: DataGridProps<Row>) {
  const say = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight(scroller);
  const isTouched = useMedia(touch);
  const table = useGridTable(rows, rowKey, columns, { sort, onSort, hidden });
  const isSelectable = onSelect !== undefined;
  const offset = isSelectable ? 1 : 0;

  const shown = table.getVisibleLeafColumns();
  const shownIds = shown.map(({ id }) => id).join(' ');
  const visible = useMemo(
    () => columns.filter(({ id }) => shown.some((one) => one.id === id)),
    [columns, shownIds],
  );
  const widths = shown.map((column) => column.getSize());
  const template = [
    ...(isSelectable ? [`${String(markWidth)}px`] : []),
    ...widths.map((width) => `minmax(${String(width)}px, ${String(width)}fr)`),
  ].join(' ');
  const least = widths.reduce((sum, width) => sum + width, isSelectable ? markWidth : 0);

  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  const [position, setPosition] = useState<Position>({ row: 0, column: null });
  const active = useRef<{ key: string; row: number }>({ key: keys[0] ?? '', row: 0 });
  const hadFocus = useRef(false);
  const [toFocus, setToFocus] = useState(0);

  // Rows that arrive or leave must not carry the keyboard away from the row it stands on.
  useLayoutEffect(() => {
    const row = heir(keys, active.current);
    const key = keys[row];
    if (key === undefined) return;
    const changed = key !== active.current.key;
    if (row === active.current.row && !changed) return;
    active.current = { key, row };
    setPosition((old) => (old.row < 0 ? old : { ...old, row }));
    if (changed && hadFocus.current) setToFocus((count) => count + 1);
  }, [keys]);

  const virtualizer = useVirtualizer({
    count: rows.length + (hasMore ? 3 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    // The same function while the rows stay the same: else every step of scrolling measures all of them.
    getItemKey: useCallback((index: number) => keys[index] ?? `more-${String(index)}`, [keys]),
    overscan: 3,
    scrollMargin: rowHeight,
    scrollPaddingStart: rowHeight,
    scrollPaddingEnd: rowHeight,
    rangeExtractor: useCallback(
      (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const inView = defaultRangeExtractor(range);
        const focused = Math.max(position.row, 0);
        return inView.includes(focused) || focused >= range.count
          ? inView
          : [...inView, focused].sort((a, b) => a - b);
      },
      [position.row],
    ),
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const items = virtualizer.getVirtualItems();
  const drawn = items.flatMap(({ index }) => keys[index] ?? []);
  const seats = useRef<ReadonlyMap<string, number>>(new Map());
  seats.current = seated(seats.current, drawn);
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= rows.length - 20) onMore?.();
  }, [hasMore, isLoadingMore, last, rows.length, onMore]);

  const goTo = (next: Position) => {
    const key = keys[next.row];
    if (key !== undefined) {
      active.current = { key, row: next.row };
      virtualizer.scrollToIndex(next.row, { align: 'auto' });
      const row = rows[next.row];
      if (row && next.row !== position.row) onFocusRow?.(row);
    }
    setPosition(next);
    setToFocus((count) => count + 1);
  };
  useLayoutEffect(() => {
    if (toFocus === 0) return;
    scroller.current
      ?.querySelector<HTMLElement>('[data-grid] [tabindex="0"]')
      ?.focus({ preventScroll: true });
  }, [toFocus]);

  const page = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
  const cellMode = useCellMode({
    cells,
    rows,
    keys,
    columns: visible,
    offset,
    position,
    goTo,
    scroller,
    rowHeight,
    page,
  });
  const { range } = cellMode;
  const number = new Intl.NumberFormat(useLocale());

  const current = rows[Math.max(position.row, 0)];
  const select = (change: (next: Set<string>) => void) => {
    if (!onSelect) return;
    const next = new Set(selected);
    change(next);
    onSelect(next);
  };
  const toggle = (key: string) => select((next) => void (next.delete(key) || next.add(key)));
  const step = (by: 1 | -1) => {
    const inGrid = hadFocus.current || position.row > 0;
    goTo({
      row: inGrid ? Math.min(Math.max(position.row + by, 0), rows.length - 1) : 0,
      column: null,
    });
  };
  const extend = (by: 1 | -1) => {
    const from = keys[position.row];
    const to = keys[Math.min(Math.max(position.row + by, 0), rows.length - 1)];
    select((next) => {
      if (from) next.add(from);
      if (to) next.add(to);
    });
    step(by);
  };

  const group = say('ui.keys.list');
  useShortcuts([
    { id: 'list.next', keys: 'J', label: say('ui.keys.next'), group, run: () => step(1) },
    { id: 'list.previous', keys: 'K', label: say('ui.keys.previous'), group, run: () => step(-1) },
    { id: 'list.open', keys: 'Enter', label: say('ui.keys.open'), group },
    ...(onPeek ? [{ id: 'list.peek', keys: 'Space', label: say('ui.keys.peek'), group }] : []),
    ...(isSelectable
      ? [
          {
            id: 'list.select',
            keys: 'X',
            label: say('ui.keys.select'),
            group,
            run: () => keys[position.row] && toggle(keys[position.row] as string),
          },
          {
            id: 'list.extendDown',
            keys: 'Shift+J',
            label: say('ui.keys.extendDown'),
            group,
            run: () => extend(1),
          },
          {
            id: 'list.extendUp',
            keys: 'Shift+K',
            label: say('ui.keys.extendUp'),
            group,
            run: () => extend(-1),
          },
          {
            id: 'list.clear',
            keys: 'Escape',
            label: say('ui.keys.clearSelection'),
            group,
            isDisabled: selected.size === 0,
            run: () => onSelect(none),
          },
        ]
      : []),
    { id: 'list.cells', keys: 'F2', label: say('ui.keys.cells'), group },
    ...(cells
      ? [
          { id: 'cells.write', keys: ['Enter', 'F2'], label: say('ui.keys.cellWrite') },
          { id: 'cells.extend', keys: 'Shift+ArrowDown', label: say('ui.keys.cellExtend') },
          { id: 'cells.copy', keys: 'Mod+C', label: say('ui.keys.cellCopy') },
          { id: 'cells.paste', keys: 'Mod+V', label: say('ui.keys.cellPaste') },
          { id: 'cells.fill', keys: 'Mod+D', label: say('ui.keys.cellFill') },
          { id: 'cells.empty', keys: 'Delete', label: say('ui.keys.cellEmpty') },
        ].map((shortcut) => ({ ...shortcut, group: say('ui.keys.cellGroup') }))
      : []),
  ]);

  const listen = (event: KeyboardEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement;
    // React also tells of keys in a layer that a row has opened elsewhere in the page.
    if (!event.currentTarget.contains(target)) return;
    if (target.closest('input, textarea, [contenteditable]')) return;
    if (cellMode.hear(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const withMod = onMac ? event.metaKey : event.ctrlKey;
    if (event.altKey || (withMod && !movesWithMod.includes(event.key))) return;
    const take = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (
      event.shiftKey &&
      isSelectable &&
      (event.key === 'ArrowDown' || event.key === 'ArrowUp') &&
      position.column === null
    ) {
      take();
      extend(event.key === 'ArrowDown' ? 1 : -1);
      return;
    }
    if (withMod && event.key === 'a' && isSelectable) {
      take();
      onSelect(new Set(keys));
      return;
    }
    if (event.key === 'Enter' && current) {
      take();
      if (position.column === null) onOpen(current);
      else pressCell(target);
      return;
    }
    if (event.key === ' ' && current) {
      take();
      if (position.column === 0 && isSelectable) pressCell(target);
      else if (position.column === null) onPeek?.(current);
      return;
    }
    const next = moved(
      position,
      { key: event.key, withMod },
      {
        rows: rows.length,
        columns: visible.length + offset,
        page: page(),
        mirrored: document.documentElement.dir === 'rtl',
      },
    );
    if (!next) return;
    take();
    cellMode.leaveRange();
    goTo(next);
  };

  /** Enter on a cell: sorts in the header, selects in the first column, else does what stands in the cell. */
  const pressCell = (cell: HTMLElement) => {
    if (position.row < 0) {
      if (isSelectable && position.column === 0) toggleAll();
      else {
        const column = shown[(position.column ?? 0) - offset];
        if (column?.getCanSort()) column.toggleSorting();
      }
    } else if (isSelectable && position.column === 0) toggle(active.current.key);
    else {
      const inner = cell.querySelector<HTMLElement>('a, button, input');
      if (inner) inner.click();
      else if (current) onOpen(current);
    }
  };
  const allSelected = keys.length > 0 && keys.every((key) => selected.has(key));
  const selection = allSelected ? 'all' : selected.size > 0 ? 'some' : 'none';
  const toggleAll = () => onSelect?.(allSelected ? none : new Set(keys));

  const click = (event: MouseEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement;
    if (target.closest('a, button, input')) return;
    const cell = target.closest<HTMLElement>('[data-cell]');
    const row = target.closest<HTMLElement>('[data-row]');
    if (!cell || !row) return;
    const at = keys.indexOf(row.dataset.row ?? '');
    if (at < 0) return;
    const column = Number(cell.dataset.cell);
    if (isSelectable && column === 0) {
      toggle(keys[at] as string);
      goTo({ row: at, column: null });
    } else if (event.shiftKey && position.column !== null && column >= offset) {
      cellMode.extendTo({ row: at, column });
    } else {
      cellMode.leaveRange();
      goTo({ row: at, column });
    }
  };

  const known = total ?? (hasMore ? undefined : rows.length);
  return (
    <div
      ref={scroller}
      data-density={density}
      className="relative min-h-0 flex-1 overflow-auto overscroll-contain contain-strict border-y border-border bg-surface"
      onFocus={() => {
        hadFocus.current = true;
      }}
      onBlur={(event) => {
        // A focused row that is taken away leaves no next target: then the grid keeps the focus.
        if (
          event.relatedTarget instanceof Node &&
          !event.currentTarget.contains(event.relatedTarget)
        )
          hadFocus.current = false;
      }}
    >
      <div
        role="grid"
        data-grid=""
        tabIndex={-1}
        data-writing={position.column === null ? undefined : ''}
        aria-label={label}
        aria-rowcount={known === undefined ? -1 : known + 1}
        aria-colcount={visible.length + offset}
        aria-multiselectable={isSelectable || undefined}
        onKeyDown={listen}
        onClick={click}
        onCopy={cellMode.onCopy}
        onPaste={cellMode.onPaste}
        onDoubleClick={(event) => {
          const target = event.target as HTMLElement;
          const key = target.closest<HTMLElement>('[data-row]')?.dataset.row;
          const cell = Number(target.closest<HTMLElement>('[data-cell]')?.dataset.cell);
          // The name opens the record; every other cell is written in.
          if (cells && cell > offset) {
            cellMode.begin(undefined, { row: keys.indexOf(key ?? ''), column: cell });
            return;
          }
          const row = rows[keys.indexOf(key ?? '')];
          if (row) onOpen(row);
        }}
        style={{ minWidth: least }}
      >
        <GridHeader
          {...{ table, template }}
          columns={visible}
          active={position.row < 0 ? position.column : null}
          selection={isSelectable ? selection : null}
          onToggleAll={toggleAll}
        />
        <div
          role="rowgroup"
          className="relative"
          style={{ height: virtualizer.getTotalSize() - rowHeight }}
        >
          {items.map((item) => {
            const row = rows[item.index];
            const key = keys[item.index];
            if (!row || key === undefined)
              return (
                <ComingRow
                  key={item.key}
                  start={item.start - rowHeight}
                  template={template}
                  columns={visible.length + offset}
                />
              );
            return (
              <GridRow
                key={seats.current.get(key)}
                {...{ row, template, isSelectable, isTouched }}
                rowKey={key}
                columns={visible}
                index={item.index}
                start={item.start - rowHeight}
                isSelected={selected.has(key)}
                active={
                  item.index === position.row ||
                  (position.row < 0 && position.column === null && item.index === 0)
                    ? (position.column ?? 'row')
                    : 'no'
                }
                from={range && inside(range, item.index) ? range.left : 1}
                to={range && inside(range, item.index) ? range.right : 0}
                closed={cells?.closed}
                notes={cells?.notes.get(key)}
                wouldMove={cells?.wouldMove.has(key) ?? false}
              />
            );
          })}
        </div>
      </div>
      {cellMode.layer}
      {cells ? (
        <p role="status" className="sr-only">
          {range
            ? say('ui.grid.range', {
                rows: number.format(range.bottom - range.top + 1),
                columns: number.format(range.right - range.left + 1),
              })
            : ''}
        </p>
      ) : null}
    </div>
  );
}

function inside({ top, bottom }: { top: number; bottom: number }, row: number): boolean {
  return row >= top && row <= bottom;
}
