import {
  type KeyboardEvent,
  type Ref,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { calledAt } from '../../shared/interact/mentions.ts';
import { Avatar } from './Avatar.tsx';
import { classes } from './classes.ts';
import { boxClass, fieldClass } from './fieldLook.ts';
import { Icon } from './Icon.tsx';
import { useWords } from './words.ts';

export interface Nameable {
  id: string;
  /** What stands in the text after the @. */
  label: string;
  description?: string;
  avatar?: 'person' | 'company';
  /** Said beside the name, e.g. that they cannot see this. */
  warning?: string;
}

export interface NamingAreaProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** The beginning of a name after the @ before the caret; null: none is asked for. */
  onAsk: (name: string | null) => void;
  /** Who may be meant by it, the likeliest first; empty: nothing is shown. */
  offered: readonly Nameable[];
  /** One was chosen and stands in the text now. */
  onTake?: (taken: Nameable) => void;
  /** Enter; Shift+Enter begins a new line. Without it both do. */
  onEnter?: () => void;
  placeholder?: string;
  describedBy?: string;
  rows?: number;
  autoFocus?: boolean;
  areaRef?: Ref<{ focus: () => void }>;
}

/** A text in which `@` offers names: arrows walk them, Enter or Tab takes one, Esc leaves the text as it is. */
export function NamingArea({
  label,
  value,
  onChange,
  onAsk,
  offered,
  onTake,
  onEnter,
  placeholder,
  describedBy,
  rows = 2,
  autoFocus = false,
  areaRef,
}: NamingAreaProps) {
  const say = useWords();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [asked, setAsked] = useState<{ from: number; name: string } | null>(null);
  /** Where names were taken or refused: there nothing is offered again. */
  const [settled, setSettled] = useState<number | null>(null);
  const [row, setRow] = useState(0);
  const caret = useRef<number | null>(null);
  const shown = asked === null || asked.from === settled ? [] : offered;
  const current = shown[Math.min(row, shown.length - 1)];

  useLayoutEffect(() => {
    if (autoFocus) area.current?.focus();
  }, [autoFocus]);
  useLayoutEffect(() => {
    if (caret.current === null) return;
    area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  useImperativeHandle(areaRef, () => ({ focus: () => area.current?.focus() }));

  const look = (next: typeof asked) => {
    setAsked(next);
    if (next?.from !== asked?.from) setSettled(null);
    if (next?.name !== asked?.name) {
      setRow(0);
      onAsk(next?.name ?? null);
    }
  };
  const take = (taken: Nameable) => {
    if (!asked) return;
    const end = asked.from + 1 + asked.name.length;
    const before = `${value.slice(0, asked.from)}@${taken.label} `;
    caret.current = before.length;
    onChange(before + value.slice(end).replace(/^ /, ''));
    setSettled(asked.from);
    onTake?.(taken);
    area.current?.focus();
  };
  const walk = ({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean => {
    if (!current || ctrlKey || metaKey || altKey) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) setRow((shown.indexOf(current) + step + shown.length) % shown.length);
    else if (key === 'Enter' || (key === 'Tab' && !shiftKey)) take(current);
    else if (key === 'Escape') setSettled(asked?.from ?? null);
    else return false;
    return true;
  };
  const listen = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (!walk(event)) {
      if (!onEnter || event.key !== 'Enter' || event.shiftKey) return;
      onEnter();
    }
    // The keys were meant for the names or the text: neither a form nor a layer around it hears them.
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
        autoComplete="off"
        aria-autocomplete="list"
        aria-controls={current ? `${id}-names` : undefined}
        aria-activedescendant={current ? `${id}-${current.id}` : undefined}
        aria-describedby={describedBy}
        onChange={({ target }) => {
          onChange(target.value);
          look(calledAt(target.value, target.selectionStart));
        }}
        onSelect={({ currentTarget }) =>
          look(calledAt(currentTarget.value, currentTarget.selectionStart))
        }
        onBlur={() => look(null)}
        onKeyDown={listen}
        className={classes(boxClass, 'field-sizing-content max-h-[40vh] px-12 py-8 leading-normal')}
      />
      {current ? (
        <div
          id={`${id}-names`}
          role="listbox"
          aria-label={say('ui.naming.names')}
          className="absolute inset-x-0 top-full z-overlay mt-4 max-h-[280px] overflow-auto rounded-control border border-border bg-surface p-4 shadow-float"
        >
          {shown.map((one) => (
            <div
              key={one.id}
              id={`${id}-${one.id}`}
              role="option"
              aria-selected={one === current}
              // The focus stays in the text, which names the current one and hears the keys.
              tabIndex={-1}
              onPointerDown={(event) => {
                event.preventDefault();
                take(one);
              }}
              className={classes(
                'flex min-h-control cursor-default items-center gap-8 rounded-chip px-8 text-base',
                one === current ? 'bg-accent-soft' : 'hover:bg-sunken',
              )}
            >
              {one.avatar ? <Avatar name={one.label} kind={one.avatar} /> : null}
              <bdi className="truncate">{one.label}</bdi>
              <span className="min-w-0 truncate text-sm text-text-3">{one.description}</span>
              {one.warning ? (
                <span className="flex min-w-0 items-center gap-4 text-xs text-warn">
                  <Icon name="lock" />
                  <span className="truncate">{one.warning}</span>
                </span>
              ) : null}
            </div>
          ))}
        </div>
      ) : null}
      <p role="status" className="sr-only">
        {current ? say('ui.naming.offered', { count: shown.length, name: current.label }) : ''}
      </p>
    </div>
  );
}
