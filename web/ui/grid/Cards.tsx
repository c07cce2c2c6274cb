import { type ReactNode, useMemo, useState } from 'react';
import { Button } from '../Button.tsx';
import { CheckMark } from '../CheckMark.tsx';
import { classes } from '../classes.ts';
import { List } from '../List.tsx';
import { useWords } from '../words.ts';
import type { DataGridProps } from './DataGrid.tsx';

type CardsProps<Row extends object> = DataGridProps<Row> & { card: (row: Row) => ReactNode };

const none: ReadonlySet<string> = new Set();

/**
 * The rows of a grid on a phone. A tap opens; where rows can be selected, a long touch or "Select" turns to
 * selecting, and a tap on a card then selects it, until nobody is selected any more.
 */
export function Cards<Row extends object>({
  label,
  rows,
  rowKey,
  card,
  nameOf,
  onOpen,
  selected = none,
  onSelect,
  hasMore,
  isLoadingMore,
  onMore,
}: CardsProps<Row>) {
  const say = useWords();
  const [hasBegun, setBegun] = useState(false);
  const isSelecting = onSelect !== undefined && (hasBegun || selected.size > 0);
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  const isWhole = keys.every((key) => selected.has(key));
  const toggle = (row: Row) => {
    const next = new Set(selected);
    const key = rowKey(row);
    if (!next.delete(key)) next.add(key);
    setBegun(next.size > 0);
    onSelect?.(next);
  };
  const leave = () => {
    setBegun(false);
    onSelect?.(none);
  };
  return (
    <>
      {onSelect ? (
        <div className="flex items-center justify-end gap-8 border-b border-border px-16 py-4">
          {isSelecting ? (
            <>
              <Button
                size="small"
                variant="quiet"
                onPress={() => onSelect(isWhole ? none : new Set(keys))}
              >
                {say('ui.grid.selectAll')}
              </Button>
              <Button size="small" variant="quiet" onPress={leave}>
                {say('ui.grid.selectDone')}
              </Button>
            </>
          ) : (
            <Button size="small" variant="quiet" icon="check" onPress={() => setBegun(true)}>
              {say('ui.grid.select')}
            </Button>
          )}
        </div>
      ) : null}
      <List
        {...{ label, hasMore, isLoadingMore, onMore }}
        items={rows}
        itemKey={rowKey}
        estimate={72}
        onOpen={isSelecting ? toggle : onOpen}
        {...(onSelect && {
          onHold: toggle,
          onKey: (row: Row, key: string) => {
            if (key.toLowerCase() !== 'x') return false;
            toggle(row);
            return true;
          },
        })}
        renderItem={(row) => {
          if (!isSelecting) return card(row);
          const isSelected = selected.has(rowKey(row));
          return (
            <div
              className={classes(
                'flex items-stretch select-none',
                isSelected ? 'bg-accent-soft' : undefined,
              )}
            >
              <button
                type="button"
                role="checkbox"
                aria-checked={isSelected}
                aria-label={say('ui.grid.selectRow', { name: nameOf?.(row) ?? '' })}
                className="ring-inset w-48 shrink-0 border-b border-border"
                onClick={() => toggle(row)}
              >
                <CheckMark state={isSelected ? 'all' : 'none'} />
              </button>
              <div className="min-w-0 flex-1">{card(row)}</div>
            </div>
          );
        }}
      />
    </>
  );
}
