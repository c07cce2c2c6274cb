import type { KeyboardEvent, ReactNode } from 'react';
import { classes } from './classes.ts';

export interface EditBoxProps {
  /** What is written here, for the ear. */
  label: string;
  children: ReactNode;
  /** Mod+Enter. */
  onSave: () => void;
  /** Esc. */
  onCancel: () => void;
  className?: string;
}

/** A small form within a page: Mod+Enter saves from any of its boxes, Esc leaves. */
export function EditBox({ label, children, onSave, onCancel, className }: EditBoxProps) {
  // Before any box within: a radio would take the Enter for its own.
  const listenForSave = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    onSave();
  };
  const listenForEscape = (event: KeyboardEvent) => {
    // A list or calendar open within takes its keys first.
    if (event.defaultPrevented || event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onCancel();
  };
  return (
    <div
      role="group"
      aria-label={label}
      onKeyDownCapture={listenForSave}
      onKeyDown={listenForEscape}
      className={classes('p-12', className)}
    >
      {children}
    </div>
  );
}
