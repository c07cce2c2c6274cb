import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { onePerLocale } from './onePerLocale.ts';
import { useLocale } from './words.ts';

export interface FilterChip<Id extends string> {
  id: Id;
  label: string;
  count?: number;
}

export interface FilterChipsProps<Id extends string> {
  label: string;
  options: readonly FilterChip<Id>[];
  /** Exactly one is on. */
  value: Id;
  onChange: (id: Id) => void;
}

const counts = onePerLocale((locale) => new Intl.NumberFormat(locale));

/** All · E-mail 120 · Calls 4 …: one choice, arrows walk. */
export function FilterChips<Id extends string>({
  label,
  options,
  value,
  onChange,
}: FilterChipsProps<Id>) {
  const locale = useLocale();
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const [id] = keys;
        if (id !== undefined) onChange(String(id) as Id);
      }}
      className="flex flex-wrap gap-4"
    >
      {options.map(({ id, label: words, count }) => (
        <ToggleButton
          key={id}
          id={id}
          className="inline-flex min-h-target cursor-default items-center gap-4 rounded-chip border border-border-strong px-8 text-xs text-text-2 hover:bg-sunken data-selected:border-accent data-selected:bg-accent-soft data-selected:text-accent-text"
        >
          {words}
          {count === undefined ? null : (
            <span className="tabular">{counts(locale).format(count)}</span>
          )}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
