import {
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type ReactNode, useMemo } from 'react';

export interface GridColumn<Row> {
  id: string;
  header: string;
  /** `isNear` while the mouse or the keyboard is on the row: time for what only then can be reached. */
  cell: (row: Row, isNear: boolean) => ReactNode;
  /** The least width in pixels; columns share what is left over in proportion. */
  width?: number;
  align?: 'start' | 'end';
  isSortable?: boolean;
  /** Not shown until somebody chooses it. The first column cannot be hidden. */
  isHidden?: boolean;
}

/** Cells in a rectangle, in the order in which they are shown. */
export interface CellRange<Row> {
  rows: readonly Row[];
  /** How many rows from its first there are on the page, the range among them. */
  below: readonly Row[];
  columns: readonly string[];
  /** Columns from its first on, the range among them. */
  beside: readonly string[];
}

/** Where to go on when a cell is written. */
export type CellMove = 'down' | 'right' | 'left' | 'stay';

export interface EditedCell<Row> {
  row: Row;
  column: string;
  /** What was typed to begin; without it the value that is there is edited. */
  typed: string | undefined;
  onDone: (move: CellMove) => void;
}

/** What a cell shows instead of its value for a while. */
export interface CellNote {
  text: string;
  tone: 'waiting' | 'bad';
}

/** Cells that can be written in. What happens with them is the page's affair; the grid says which are meant. */
export interface GridCells<Row> {
  /** Why nobody writes into this cell; undefined where one may. */
  closed: (row: Row, column: string) => string | undefined;
  /** Whether anything of a row is written; else Enter on any of its cells tells why not. */
  mayWrite: (row: Row) => boolean;
  editor: (cell: EditedCell<Row>) => ReactNode;
  onClosed: (why: string) => void;
  onCopy: (range: CellRange<Row>, data: DataTransfer) => void;
  onPaste: (range: CellRange<Row>, data: DataTransfer) => void;
  /** The first row of the range into the others. */
  onFillDown: (range: CellRange<Row>) => void;
  onEmpty: (range: CellRange<Row>) => void;
  /** By row and column; must keep their identity while they stay the same. */
  notes: ReadonlyMap<string, ReadonlyMap<string, CellNote>>;
  /** Rows that stand elsewhere, or nowhere, once the list is loaded again. */
  wouldMove: ReadonlySet<string>;
}

export interface GridSort {
  column: string;
  direction: 'asc' | 'desc';
}

export const features = tableFeatures({
  columnVisibilityFeature,
  columnSizingFeature,
  rowSortingFeature,
});

export interface GridState {
  sort: GridSort | null;
  onSort?: (sort: GridSort) => void;
  /** Columns out of sight; undefined for those the columns themselves propose. */
  hidden?: readonly string[];
}

const defaultWidth = 160;

/** The table behind a grid: which columns show, how wide, sorted by what. Rows come sorted from the server. */
export function useGridTable<Row extends object>(
  rows: readonly Row[],
  rowKey: (row: Row) => string,
  columns: readonly GridColumn<Row>[],
  { sort, onSort, hidden }: GridState,
) {
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return columns.map((column, at) =>
      // Only columns with a value count as sortable; the rows come sorted, so that any value will do.
      helper.accessor((row): unknown => rowKey(row), {
        id: column.id,
        header: column.header,
        size: column.width ?? defaultWidth,
        enableSorting: column.isSortable ?? false,
        enableHiding: at > 0,
      }),
    );
  }, [columns, rowKey]);
  const columnVisibility = useMemo(
    () =>
      Object.fromEntries(
        columns.map(({ id, isHidden }, at) => [
          id,
          at === 0 || !(hidden ? hidden.includes(id) : isHidden),
        ]),
      ),
    [columns, hidden],
  );
  const sorting = useMemo(
    () => (sort ? [{ id: sort.column, desc: sort.direction === 'desc' }] : []),
    [sort],
  );
  return useTable({
    features,
    columns: definitions,
    data: rows as Row[],
    getRowId: rowKey,
    manualSorting: true,
    enableSortingRemoval: false,
    sortDescFirst: false,
    enableMultiSort: false,
    state: { columnVisibility, sorting },
    onSortingChange: (change) => {
      const [next] = typeof change === 'function' ? change(sorting) : change;
      if (next) onSort?.({ column: next.id, direction: next.desc ? 'desc' : 'asc' });
    },
  });
}

export type GridTable<Row extends object> = ReturnType<typeof useGridTable<Row>>;
