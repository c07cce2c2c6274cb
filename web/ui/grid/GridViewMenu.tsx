import { Button } from '../Button.tsx';
import { Menu } from '../Menu.tsx';
import { useWords } from '../words.ts';
import type { GridColumn, GridSort } from './columns.ts';

export type Density = 'compact' | 'normal' | 'roomy';

export interface GridViewMenuProps<Row> {
  columns: readonly GridColumn<Row>[];
  hidden?: readonly string[];
  onHidden: (hidden: string[]) => void;
  sort?: GridSort | null;
  onSort?: (sort: GridSort) => void;
  density?: Density;
  onDensity?: (density: Density) => void;
}

/** Which columns show, in which order and how dense: everything about a grid that the header does not say. */
export function GridViewMenu<Row>({
  columns,
  hidden,
  onHidden,
  sort,
  onSort,
  density,
  onDensity,
}: GridViewMenuProps<Row>) {
  const say = useWords();
  const [, ...hideable] = columns;
  const out = hidden ?? columns.filter(({ isHidden }) => isHidden).map(({ id }) => id);
  const sortable = columns.filter(({ isSortable }) => isSortable);
  return (
    <Menu
      label={say('ui.grid.view')}
      placement="bottom end"
      trigger={
        <Button variant="quiet" icon="adjust">
          {say('ui.grid.view')}
        </Button>
      }
      groups={[
        ...(onSort && sortable.length > 0
          ? [
              {
                title: say('ui.grid.sortBy'),
                selectionMode: 'single' as const,
                selected: sort ? [sort.column] : [],
                onSelect: ([column]: string[]) => {
                  const chosen = column ?? sort?.column;
                  if (chosen)
                    onSort({
                      column: chosen,
                      direction:
                        chosen === sort?.column && sort.direction === 'asc' ? 'desc' : 'asc',
                    });
                },
                entries: sortable.map(({ id, header }) => ({
                  id,
                  label: header,
                  ...(sort?.column === id
                    ? {
                        icon:
                          sort.direction === 'asc' ? ('sortUp' as const) : ('sortDown' as const),
                      }
                    : {}),
                })),
              },
            ]
          : []),
        {
          title: say('ui.grid.columns'),
          selectionMode: 'multiple',
          selected: hideable.filter(({ id }) => !out.includes(id)).map(({ id }) => id),
          onSelect: (shown) =>
            onHidden(hideable.filter(({ id }) => !shown.includes(id)).map(({ id }) => id)),
          entries: hideable.map(({ id, header }) => ({ id, label: header })),
        },
        ...(onDensity
          ? [
              {
                title: say('ui.density'),
                selectionMode: 'single' as const,
                selected: [density ?? 'normal'],
                onSelect: ([chosen]: string[]) => {
                  if (chosen) onDensity(chosen as Density);
                },
                entries: [
                  { id: 'compact', label: say('ui.density.compact') },
                  { id: 'normal', label: say('ui.density.normal') },
                  { id: 'roomy', label: say('ui.density.roomy') },
                ],
              },
            ]
          : []),
      ]}
    />
  );
}
