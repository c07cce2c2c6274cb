import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useState,
} from 'react';
import { onMac } from '../keys/chords.ts';
import { CellLayer, type CellPlace } from './CellLayer.tsx';
import type { CellMove, CellRange, GridCells, GridColumn } from './columns.ts';
import { moved, type Position } from './movement.ts';
import { type Range, rangeBetween, sizeOf, tabbed } from './ranges.ts';

export interface CellModeNeeds<Row> {
  cells: GridCells<Row> | undefined;
  rows: readonly Row[];
  keys: readonly string[];
  columns: readonly GridColumn<Row>[];
  /** Cells before the first column, such as the check box. */
  offset: number;
  position: Position;
  goTo: (position: Position) => void;
  scroller: RefObject<HTMLDivElement | null>;
  rowHeight: number;
  /** Rows on one screen. */
  page: () => number;
}

export interface CellMode {
  /** More than one cell; null else. */
  range: Range | null;
  /** Takes a key that belongs to the cells; false leaves it to the rows. */
  hear: (event: KeyboardEvent<HTMLElement>) => boolean;
  /** From the cell where the keyboard stands to this one. */
  extendTo: (position: Position) => void;
  /** Begins to write where the keyboard stands, if one may. */
  begin: (typed?: string, at?: Position) => boolean;
  leaveRange: () => void;
  onCopy: (event: ClipboardEvent) => void;
  onPaste: (event: ClipboardEvent) => void;
  /** The box in which is written; it lies above the cell, beside the grid. */
  layer: ReactNode;
}

interface Edited {
  key: string;
  column: string;
  typed: string | undefined;
  place: CellPlace;
}

/** Ranges, writing, copying and pasting, in the cells of a grid. */
export function useCellMode<Row>({
  cells,
  rows,
  keys,
  columns,
  offset,
  position,
  goTo,
  scroller,
  rowHeight,
  page,
}: CellModeNeeds<Row>): CellMode {
  const [begun, setBegun] = useState<Position | null>(null);
  const [edited, setEdited] = useState<Edited | null>(null);
  const range = cells ? rangeBetween(begun, position) : null;

  const told = ({ top, bottom, left, right }: Range): CellRange<Row> => {
    const ids = columns.map(({ id }) => id);
    const first = Math.max(left - offset, 0);
    return {
      rows: rows.slice(top, bottom + 1),
      below: rows.slice(top),
      columns: ids.slice(first, right - offset + 1),
      beside: ids.slice(first),
    };
  };
  const inCells = range !== null && range.right >= offset;

  const begin = (typed?: string, at: Position = position): boolean => {
    const row = rows[at.row];
    const key = keys[at.row];
    const column = at.column === null ? undefined : columns[at.column - offset];
    if (!cells || !row || key === undefined || !column) return false;
    const why = cells.closed(row, column.id);
    if (why !== undefined) {
      cells.onClosed(why);
      return true;
    }
    const place = placeOf(scroller.current, key, at.column!);
    if (!place) return false;
    setBegun(null);
    setEdited({ key, column: column.id, typed, place });
    return true;
  };

  const extendTo = (to: Position) => {
    if (!cells) return;
    if (!begun) setBegun(position);
    goTo(to);
  };
  const leaveRange = () => setBegun(null);

  const hear = (event: KeyboardEvent<HTMLElement>): boolean => {
    if (!cells || position.column === null || position.row < 0) return false;
    if (edited) {
      // The box is on its way: what is typed before it is there belongs into it.
      if ([...event.key].length === 1)
        setEdited({ ...edited, typed: (edited.typed ?? '') + event.key });
      return true;
    }
    const withMod = onMac ? event.metaKey : event.ctrlKey;
    const { key } = event;
    if (event.altKey) return false;
    if (key === 'Tab') {
      const next = tabbed(position, event.shiftKey ? -1 : 1, {
        rows: rows.length,
        columns: columns.length + offset,
        first: offset,
      });
      if (!next) return false;
      leaveRange();
      goTo(next);
      return true;
    }
    if (position.column < offset) return false;
    if (withMod && key.toLowerCase() === 'd' && range) {
      if (range.bottom > range.top) cells.onFillDown(told(range));
      return true;
    }
    if (event.shiftKey && isArrow.test(key)) {
      const next = moved(
        position,
        { key, withMod },
        {
          rows: rows.length,
          columns: columns.length + offset,
          page: page(),
          mirrored: document.documentElement.dir === 'rtl',
        },
      );
      if (!next) return false;
      extendTo({ row: Math.max(next.row, 0), column: Math.max(next.column ?? 0, offset) });
      return true;
    }
    if (withMod) return false;
    if ((key === 'Delete' || key === 'Backspace') && range) {
      cells.onEmpty(told(range));
      return true;
    }
    if (key === 'Escape' && begun) {
      leaveRange();
      return true;
    }
    if (key === 'F2') return begin();
    if (key === 'Enter') {
      const row = rows[position.row];
      const column = columns[position.column - offset];
      if (row === undefined || column === undefined) return false;
      // What follows from other values cannot be written, and may still be pressed.
      const isPressed = cells.mayWrite(row) && cells.closed(row, column.id) !== undefined;
      return isPressed ? false : begin();
    }
    if ([...key].length === 1 && key !== ' ') return begin(key);
    return false;
  };

  const onCopy = (event: ClipboardEvent) => {
    const isText = document.getSelection()?.isCollapsed === false;
    if (!cells || !range || !inCells || isText || isElsewhere(event)) return;
    event.preventDefault();
    cells.onCopy(told(range), event.clipboardData);
  };
  const onPaste = (event: ClipboardEvent) => {
    if (!cells || !range || !inCells || isElsewhere(event)) return;
    event.preventDefault();
    cells.onPaste(told(range), event.clipboardData);
  };

  const done = (move: CellMove) => {
    setEdited(null);
    const { row, column } = position;
    if (column === null) return;
    const next: Record<CellMove, Position | null> = {
      stay: position,
      down: { row: Math.min(row + 1, rows.length - 1), column },
      right: tabbed(position, 1, tabs),
      left: tabbed(position, -1, tabs),
    };
    goTo(next[move] ?? position);
  };
  const tabs = { rows: rows.length, columns: columns.length + offset, first: offset };
  const at = edited ? keys.indexOf(edited.key) : -1;
  const row = rows[at];
  return {
    range: range && sizeOf(range) > 1 ? range : null,
    hear,
    extendTo,
    begin,
    leaveRange,
    onCopy,
    onPaste,
    layer:
      cells && edited && row ? (
        <CellLayer
          key={`${edited.key} ${edited.column}`}
          place={edited.place}
          top={(at + 1) * rowHeight}
          scroller={scroller}
        >
          {cells.editor({ row, column: edited.column, typed: edited.typed, onDone: done })}
        </CellLayer>
      ) : null,
  };
}

const isArrow = /^(Arrow|Page|Home$|End$)/;

function isElsewhere({ target, currentTarget }: ClipboardEvent): boolean {
  return (
    !(target instanceof Element) ||
    !currentTarget.contains(target) ||
    target.closest('input, textarea, [contenteditable]') !== null
  );
}

/** Where a cell lies in what scrolls. */
function placeOf(scroller: HTMLElement | null, key: string, column: number): CellPlace | undefined {
  const cell = scroller?.querySelector<HTMLElement>(
    `[data-row="${CSS.escape(key)}"] [data-cell="${String(column)}"]`,
  );
  if (!scroller || !cell) return undefined;
  const outer = scroller.getBoundingClientRect();
  const inner = cell.getBoundingClientRect();
  const isMirrored = document.documentElement.dir === 'rtl';
  return {
    start: isMirrored
      ? outer.right - inner.right - scroller.scrollLeft
      : inner.left - outer.left + scroller.scrollLeft,
    width: inner.width,
    height: inner.height,
  };
}
