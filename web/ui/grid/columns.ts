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
      helper.display({
        id: column.id,
        header: column.header,
        size: column.width ?? defaultWidth,
        enableSorting: column.isSortable ?? false,
        enableHiding: at > 0,
      }),
    );
  }, [columns]);
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
