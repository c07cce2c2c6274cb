import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { classes } from './classes.ts';

export interface FactRowProps {
  label: string;
  /** The label is for the ear only, because the heading above says it already. */
  hideLabel?: boolean;
  /** The value as text; lines stay lines. */
  value: string;
  /** A value that is over or only assumed looks it. */
  look?: 'plain' | 'past' | 'assumed';
  /** A word under the value, where it is not plainly known. */
  note?: ReactNode;
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
  hideLabel = false,
  value,
  look = 'plain',
  note,
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
    <>
      <bdi className={classes('whitespace-pre-line wrap-anywhere', looks[look])}>
        {breakable(value)}
      </bdi>
      {note ? <span className="block text-xs">{note}</span> : null}
    </>
  );
  return (
    <div
      className={classes(
        'grid min-h-32 items-start gap-x-4',
        hideLabel ? 'grid-cols-[minmax(0,1fr)_auto]' : 'grid-cols-[68px_minmax(0,1fr)_auto]',
      )}
    >
      <span
        className={hideLabel ? 'sr-only' : 'pt-8 text-xs wrap-anywhere hyphens-auto text-text-3'}
      >
        {label}
      </span>
      {onEdit ? (
        <button
          ref={button}
          type="button"
          data-fact=""
          title={editLabel}
          className={classes(
            'min-h-32 min-w-0 cursor-text rounded-control px-4 py-6 text-start text-base hover:bg-sunken',
            hideLabel && '-ms-4',
          )}
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
        <span className={classes('min-w-0 py-6 text-base', hideLabel ? 'pe-4' : 'px-4')}>
          {text}
        </span>
      )}
      <span className="flex items-center pt-2">
        {act}
        {mark ? (
          <span data-source="" className="contents">
            {mark}
          </span>
        ) : null}
      </span>
    </div>
  );
}

/** Addresses break where people would break them. */
function breakable(value: string): ReactNode[] {
  return value
    .split(/(?<=[@/])/)
    .flatMap((part, at) => (at === 0 ? [part] : [<wbr key={String(at)} />, part]));
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
