import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef } from 'react';
import { Icon } from '../Icon.tsx';
import type { CellMove } from './columns.ts';

export interface CellBoxProps {
  /** Whose value of what is written here, for the ear. */
  label: string;
  /** Why it could not be written, and what to do. */
  problem?: ReactNode;
  /** Enter in it makes a new line together with Shift. */
  isLong?: boolean;
  onCommit: (move: CellMove) => void;
  onCancel: () => void;
  children: ReactNode;
}

/** The box above a cell: Enter writes and goes down, Tab goes right, Esc leaves the value as it was. */
export function CellBox({
  label,
  problem,
  isLong = false,
  onCommit,
  onCancel,
  children,
}: CellBoxProps) {
  // Whoever has left the box by a key does not leave it once more when the focus goes.
  const isLeft = useRef(false);
  const leave = (work: () => void) => {
    isLeft.current = true;
    work();
    // A box that stays because of a problem can be left again.
    queueMicrotask(() => {
      isLeft.current = false;
    });
  };
  const take = (event: KeyboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  const listen = (event: KeyboardEvent<HTMLDivElement>) => {
    // A list open within takes its keys first, and composing is not writing yet.
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      take(event);
      leave(onCancel);
    } else if (event.key === 'Tab') {
      take(event);
      leave(() => onCommit(event.shiftKey ? 'left' : 'right'));
    } else if (event.key === 'Enter' && !(isLong && event.shiftKey)) {
      take(event);
      leave(() => onCommit('down'));
    }
  };
  const blur = ({ currentTarget, relatedTarget }: FocusEvent<HTMLDivElement>) => {
    if (isLeft.current) return;
    const to = relatedTarget instanceof Element ? relatedTarget : null;
    if (!to || currentTarget.contains(to) || to.closest('[role=listbox],[role=dialog]')) return;
    leave(() => onCommit('stay'));
  };
  return (
    <div
      role="group"
      aria-label={label}
      className="flex flex-col gap-4 rounded-control border border-accent bg-surface p-2 shadow-float"
      onKeyDown={listen}
      onBlur={blur}
    >
      {children}
      {problem ? (
        <div role="alert" className="flex items-start gap-4 px-4 pb-4 text-xs text-bad">
          <Icon name="alert" />
          <span className="min-w-0 flex-1 wrap-anywhere whitespace-normal">{problem}</span>
        </div>
      ) : null}
    </div>
  );
}
