import type { ReactNode } from 'react';
import { CheckMark } from '../CheckMark.tsx';
import { classes } from '../classes.ts';
import { Icon } from '../Icon.tsx';
import { useWords } from '../words.ts';
import type { GridColumn, GridTable } from './columns.ts';

export interface GridHeaderProps<Row extends object> {
  table: GridTable<Row>;
  /** Those in sight, in the table's order. */
  columns: readonly GridColumn<Row>[];
  template: string;
  /** The cell on which the keyboard stands, if it stands here. */
  active: number | null;
  /** How many of the rows are selected; null where none can be. */
  selection: 'all' | 'some' | 'none' | null;
  onToggleAll: () => void;
}

/** What each column shows, and by which of them the rows are sorted. */
export function GridHeader<Row extends object>({
  table,
  columns,
  template,
  active,
  selection,
  onToggleAll,
}: GridHeaderProps<Row>) {
  const say = useWords();
  const offset = selection ? 1 : 0;
  return (
    <div role="rowgroup" className="sticky top-0 z-sticky">
      <div
        role="row"
        aria-rowindex={1}
        className="grid h-row border-b border-border bg-canvas"
        style={{ gridTemplateColumns: template }}
      >
        {selection ? (
          <HeaderCell
            index={0}
            isActive={active === 0}
            isFirst
            label={say('ui.grid.selectAll')}
            onPress={onToggleAll}
            checked={checked[selection]}
          >
            <CheckMark state={selection} />
          </HeaderCell>
        ) : null}
        {table.getVisibleLeafColumns().map((column, at) => {
          const sorted = column.getIsSorted();
          const definition = columns[at];
          return (
            <HeaderCell
              key={column.id}
              index={at + offset}
              isActive={active === at + offset}
              isFirst={at === 0}
              afterMark={selection !== null && at === 0}
              align={definition?.align}
              sorted={sorted}
              onPress={column.getCanSort() ? () => column.toggleSorting() : undefined}
            >
              <span className="truncate">{definition?.header}</span>
              {sorted ? (
                <Icon
                  name={sorted === 'asc' ? 'sortUp' : 'sortDown'}
                  className="text-accent-text"
                />
              ) : column.getCanSort() ? (
                <Icon name="sort" className="text-text-3 opacity-0 group-hover:opacity-100" />
              ) : null}
            </HeaderCell>
          );
        })}
      </div>
    </div>
  );
}

const checked = { all: 'true', some: 'mixed', none: 'false' } as const;

interface HeaderCellProps {
  index: number;
  isActive: boolean;
  isFirst?: boolean;
  afterMark?: boolean;
  align?: 'start' | 'end';
  sorted?: false | 'asc' | 'desc';
  label?: string;
  checked?: 'true' | 'false' | 'mixed';
  onPress?: () => void;
  children: ReactNode;
}

function HeaderCell({
  index,
  isActive,
  isFirst,
  afterMark,
  align,
  sorted,
  label,
  checked,
  onPress,
  children,
}: HeaderCellProps) {
  return (
    <div
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={
        sorted
          ? sorted === 'asc'
            ? 'ascending'
            : 'descending'
          : onPress && !label
            ? 'none'
            : undefined
      }
      data-checked={checked}
      data-header={index}
      tabIndex={isActive ? 0 : -1}
      onClick={onPress}
      className={classes(
        'ring-inset group flex min-w-0 select-none items-center gap-4 text-xs text-text-2',
        label ? 'justify-center' : 'px-12',
        isFirst && 'sticky z-1 bg-inherit',
        isFirst && (afterMark ? 'start-40' : 'start-0'),
        // The heading keeps the edge of its figures; what tells the sorting stands before it.
        align === 'end' && 'flex-row-reverse',
        onPress && 'hover:text-text',
      )}
    >
      {label ? <span className="sr-only">{label}</span> : null}
      {children}
    </div>
  );
}
