import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { calledAt } from '../../shared/interact/mentions.ts';
import { classes } from './classes.ts';
import { boxClass, fieldClass } from './fieldLook.ts';
import { Icon } from './Icon.tsx';
import { useWords } from './words.ts';

export interface Callee {
  id: string;
  /** What stands in the text after the @. */
  label: string;
  /** Said beside the name, e.g. that they cannot see this. */
  warning?: string;
}

export interface MentionAreaProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Who could be meant by the beginning of a name, the likeliest first. */
  onSearch: (name: string) => readonly Callee[];
  placeholder?: string;
  rows?: number;
  autoFocus?: boolean;
}

const mostOffered = 6;

/** A text in which `@` offers names: arrows walk them, Enter or Tab takes one, Esc leaves the text as it is. */
export function MentionArea({
  label,
  value,
  onChange,
  onSearch,
  placeholder,
  rows = 3,
  autoFocus,
}: MentionAreaProps) {
  const say = useWords();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [asked, setAsked] = useState<{ from: number; name: string } | null>(null);
  /** Where names were taken or refused: there nothing is offered again. */
  const [settled, setSettled] = useState<number | null>(null);
  const [row, setRow] = useState(0);
  const cursor = useRef<number | null>(null);
  const isOpen = asked !== null && asked.from !== settled;
  const offered = isOpen ? onSearch(asked.name).slice(0, mostOffered) : [];
  const current = offered[Math.min(row, offered.length - 1)];

  useLayoutEffect(() => {
    if (autoFocus) area.current?.focus();
  }, [autoFocus]);
  useLayoutEffect(() => {
    if (cursor.current === null) return;
    area.current?.setSelectionRange(cursor.current, cursor.current);
    cursor.current = null;
  });

  const look = (text: string, at: number) => {
    const next = calledAt(text, at);
    setAsked(next);
    if (next?.from !== asked?.from) setSettled(null);
    if (next?.name !== asked?.name) setRow(0);
  };
  const take = (callee: Callee) => {
    if (!asked) return;
    const end = asked.from + 1 + asked.name.length;
    const before = `${value.slice(0, asked.from)}@${callee.label} `;
    cursor.current = before.length;
    onChange(before + value.slice(end).replace(/^ /, ''));
    setSettled(asked.from);
    area.current?.focus();
  };
  const listen = (event: KeyboardEvent) => {
    if (!current || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = offered.indexOf(current);
    if (step) setRow((at + step + offered.length) % offered.length);
    else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) take(current);
    else if (event.key === 'Escape') setSettled(asked?.from ?? null);
    else return;
    // The keys were meant for the names: neither a form nor a layer around the text hears them.
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={classes(fieldClass, 'relative')}>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <textarea
        id={id}
        ref={area}
        rows={rows}
        value={value}
        placeholder={placeholder}
        aria-autocomplete="list"
        aria-controls={current ? `${id}-names` : undefined}
        aria-activedescendant={current ? `${id}-${current.id}` : undefined}
        onChange={({ target }) => {
          onChange(target.value);
          look(target.value, target.selectionStart);
        }}
        onSelect={({ currentTarget }) => look(currentTarget.value, currentTarget.selectionStart)}
        onBlur={() => setAsked(null)}
        onKeyDown={listen}
        className={classes(boxClass, 'field-sizing-content max-h-[40vh] px-8 py-4 leading-normal')}
      />
      {current ? (
        <div
          id={`${id}-names`}
          role="listbox"
          aria-label={say('ui.mention.names')}
          className="absolute inset-x-0 top-full z-overlay mt-4 overflow-hidden rounded-control border border-border bg-surface p-4 shadow-float"
        >
          {offered.map((callee) => (
            <div
              key={callee.id}
              id={`${id}-${callee.id}`}
              role="option"
              aria-selected={callee === current}
              // The text keeps the focus.
              onPointerDown={(event) => {
                event.preventDefault();
                take(callee);
              }}
              className={classes(
                'flex min-h-32 cursor-default items-center gap-8 rounded-control px-8 text-base',
                callee === current ? 'bg-accent-soft' : 'hover:bg-sunken',
              )}
            >
              <bdi className="truncate">{callee.label}</bdi>
              {callee.warning ? (
                <span className="flex min-w-0 items-center gap-4 text-xs text-warn">
                  <Icon name="lock" />
                  <span className="truncate">{callee.warning}</span>
                </span>
              ) : null}
            </div>
          ))}
        </div>
      ) : null}
      <p role="status" className="sr-only">
        {current ? say('ui.mention.offered', { count: offered.length, name: current.label }) : ''}
      </p>
    </div>
  );
}
