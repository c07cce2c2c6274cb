import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { classes } from './classes.ts';

export interface FactRowProps {
  label: string;
  /** The value as text; lines stay lines. */
  value: string;
  /** A value that is over or only assumed looks it. */
  look?: 'plain' | 'past' | 'assumed';
  /** Where the value comes from: one glyph. */
  mark: ReactNode;
  /** What can be done with the value itself: write, call, open. */
  act?: ReactNode;
  /** Enter, F2 or a click on the value. Without it the value is only read. */
  onEdit?: () => void;
  /** Stands in place of the value while it is edited. */
  editor?: ReactNode;
  /** Said with the value where the label alone does not tell what Enter does. */
  editLabel?: string;
}

const looks = {
  plain: 'text-text',
  past: 'text-text-3',
  assumed: 'text-text underline decoration-assume decoration-dashed underline-offset-4',
};

/** label · value · how we know it. The value itself is the door to changing it. */
export function FactRow({
  label,
  value,
  look = 'plain',
  mark,
  act,
  onEdit,
  editor,
  editLabel,
}: FactRowProps) {
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  const isEditing = editor != null;
  useEffect(() => {
    // Focus goes back to where the editing began.
    if (wasEditing.current && !isEditing) button.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);
  if (isEditing) return <div className="py-4">{editor}</div>;
  const text = (
    <bdi className={classes('whitespace-pre-line wrap-anywhere', looks[look])}>{value}</bdi>
  );
  return (
    <div className="group grid min-h-32 grid-cols-[76px_minmax(0,1fr)_auto] items-start gap-x-4">
      <span className="truncate pt-6 text-xs text-text-3" title={label}>
        {label}
      </span>
      {onEdit ? (
        <button
          ref={button}
          type="button"
          data-fact=""
          title={editLabel}
          className="min-h-32 min-w-0 cursor-text rounded-control px-4 py-6 text-start text-base hover:bg-sunken"
          onClick={onEdit}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key === 'F2') {
              event.preventDefault();
              onEdit();
            }
          }}
        >
          {text}
        </button>
      ) : (
        <span className="min-w-0 px-4 py-6 text-base">{text}</span>
      )}
      <span className="flex items-center pt-2">
        {act}
        {mark}
      </span>
    </div>
  );
}

/** Rows of facts; the arrows walk from value to value. */
export function FactList({ children }: { children: ReactNode }) {
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const here = event.target as HTMLElement;
    if (!here.matches('[data-fact]') || !['ArrowDown', 'ArrowUp'].includes(event.key)) return;
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-fact]')];
    const next = all[all.indexOf(here) + (event.key === 'ArrowDown' ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <div className="flex flex-col gap-16" onKeyDown={walk}>
      {children}
    </div>
  );
}
