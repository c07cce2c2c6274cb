import { memo, type PointerEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { CheckMark } from '../CheckMark.tsx';
import { classes } from '../classes.ts';
import { Icon } from '../Icon.tsx';
import { Bar } from '../Skeleton.tsx';
import { useWords } from '../words.ts';
import type { CellNote, GridColumn } from './columns.ts';

export interface GridRowProps<Row> {
  row: Row;
  rowKey: string;
  index: number;
  /** Distance from the top of the body in pixels. */
  start: number;
  columns: readonly GridColumn<Row>[];
  template: string;
  isSelectable: boolean;
  isSelected: boolean;
  /** Where the keyboard stands in this row: not at all, on the row, or on one cell. */
  active: 'no' | 'row' | number;
  /** Without a mouse everything must be in sight at once. */
  isTouched: boolean;
  /** The first and the last cell of a range that goes through this row. */
  from: number;
  to: number;
  closed?: (row: Row, column: string) => string | undefined;
  notes?: ReadonlyMap<string, CellNote> | undefined;
  /** It stands elsewhere, or nowhere, once the list is loaded again. */
  wouldMove: boolean;
}

/** One row. Everything it shows is in its properties, so scrolling draws only what comes into view. */
export const GridRow = memo(function GridRow<Row>({
  row,
  rowKey,
  index,
  start,
  columns,
  template,
  isSelectable,
  isSelected,
  active,
  isTouched,
  from,
  to,
  closed,
  notes,
  wouldMove,
}: GridRowProps<Row>) {
  // By its key, because this element may show another row the next moment.
  const [underMouse, setUnderMouse] = useState<string | null>(null);
  const isNear = isTouched || underMouse === rowKey || active !== 'no';
  // Told by a move, not by entering: rows that pass under a resting mouse as the list scrolls have no time.
  const move = ({ pointerType }: PointerEvent) =>
    setUnderMouse(pointerType === 'mouse' ? rowKey : null);
  const leave = ({ currentTarget }: PointerEvent) => {
    // An open menu keeps its button while the mouse is in it.
    if (!currentTarget.querySelector('[aria-expanded="true"]')) setUnderMouse(null);
  };
  const ground = isSelected ? 'bg-accent-soft' : 'bg-surface group-hover:bg-canvas';
  const element = useRef<HTMLDivElement>(null);
  const offset = isSelectable ? 1 : 0;
  // The grid is one tab stop. What stands in its cells is reached by Enter from cell mode.
  useLayoutEffect(() => {
    for (const inner of element.current?.querySelectorAll<HTMLElement>(tabStops) ?? [])
      inner.tabIndex = -1;
  });
  return (
    <div
      ref={element}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelectable ? isSelected : undefined}
      tabIndex={active === 'row' ? 0 : -1}
      data-row={rowKey}
      onPointerMove={move}
      onPointerLeave={leave}
      className={classes(
        'ring-inset group absolute inset-x-0 grid h-row auto-rows-[100%] contain-content border-b border-border text-table',
        isSelected ? 'bg-accent-soft' : 'bg-surface hover:bg-canvas',
      )}
      style={{ transform: `translateY(${String(start)}px)`, gridTemplateColumns: template }}
    >
      {isSelectable ? (
        <Cell index={0} isActive={active === 0} isFirst isNarrow ground={ground}>
          {wouldMove ? <MovedMark /> : null}
          <CheckMark state={isSelected ? 'all' : 'none'} />
        </Cell>
      ) : null}
      {columns.map((column, at) => {
        const place = at + offset;
        const note = notes?.get(column.id);
        return (
          <Cell
            key={column.id}
            index={place}
            isActive={active === place}
            isFirst={at === 0}
            afterMark={isSelectable && at === 0}
            ground={ground}
            align={column.align}
            isInRange={place >= from && place <= to}
            isClosed={closed === undefined ? undefined : closed(row, column.id) !== undefined}
            note={note}
          >
            {note ? <bdi>{note.text}</bdi> : column.cell(row, isNear)}
          </Cell>
        );
      })}
    </div>
  );
}) as <Row>(props: GridRowProps<Row>) => ReactNode;

function MovedMark() {
  const say = useWords();
  return (
    <span className="absolute start-2 top-1/2 size-8 -translate-y-1/2 rounded-full bg-warn">
      <span className="sr-only">{say('ui.grid.wouldMove')}</span>
    </span>
  );
}

const tabStops = 'a:not([tabindex="-1"]), button:not([tabindex="-1"])';

interface CellProps {
  index: number;
  isActive: boolean;
  isFirst: boolean;
  isNarrow?: boolean;
  afterMark?: boolean;
  ground: string;
  align?: 'start' | 'end';
  isInRange?: boolean;
  /** Nobody writes here; undefined where nobody writes anywhere. */
  isClosed?: boolean | undefined;
  note?: CellNote | undefined;
  children: ReactNode;
}

function Cell({
  index,
  isActive,
  isFirst,
  isNarrow,
  afterMark,
  ground,
  align,
  isInRange = false,
  isClosed,
  note,
  children,
}: CellProps) {
  // Said where the keyboard stands, before anything is typed.
  const isBarred = isActive && isClosed;
  return (
    <div
      role="gridcell"
      aria-colindex={index + 1}
      data-cell={index}
      aria-readonly={isClosed}
      aria-selected={isInRange || undefined}
      aria-invalid={note?.tone === 'bad' || undefined}
      tabIndex={isActive ? 0 : -1}
      className={classes(
        'ring-inset block min-w-0 content-center truncate',
        isBarred && !isFirst && 'relative',
        isNarrow ? 'text-center' : 'px-12',
        // It lies above the row's ring, so it draws its own part of it.
        isFirst &&
          'sticky z-1 group-focus-visible:shadow-[inset_0_2px_0_var(--focus),inset_0_-2px_0_var(--focus)]',
        // Named, not inherited: else every cell is styled anew whenever the row moves.
        isFirst && !isInRange && ground,
        isFirst && (afterMark ? 'start-40' : 'start-0'),
        align === 'end' && 'tabular text-end',
        isInRange && 'bg-accent-soft',
        note?.tone === 'waiting' && 'text-text-3',
        note?.tone === 'bad' && 'text-bad shadow-[inset_0_0_0_1px_var(--bad)]',
      )}
    >
      {children}
      {isBarred ? (
        <span
          className={classes(
            'absolute top-1/2 -translate-y-1/2 bg-surface px-4 text-text-3',
            align === 'end' ? 'start-0' : 'end-0',
          )}
        >
          <Icon name="lock" />
        </span>
      ) : null}
    </div>
  );
}

/** A row on its way. */
export function ComingRow({
  start,
  template,
  columns,
}: {
  start: number;
  template: string;
  columns: number;
}) {
  return (
    <div
      aria-hidden="true"
      className="absolute inset-x-0 grid h-row items-center border-b border-border"
      style={{ transform: `translateY(${String(start)}px)`, gridTemplateColumns: template }}
    >
      {Array.from({ length: columns }, (_, at) => (
        <span key={String(at)} className="px-12">
          <Bar />
        </span>
      ))}
    </div>
  );
}
