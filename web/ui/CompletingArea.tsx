import {
  type KeyboardEvent,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import { Avatar } from './Avatar.tsx';
import { classes } from './classes.ts';
import { boxClass, fieldClass } from './fieldLook.ts';
import { useWords } from './words.ts';

export interface Completion {
  id: string;
  label: string;
  description?: string;
  avatar: 'person' | 'company';
}

export interface CompletingAreaProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  placeholder?: string;
  describedBy?: string;
  /** What was typed after an @ where the caret stands, or null. */
  onAsk: (asked: string | null) => void;
  /** What may complete it; empty: nothing is shown. */
  completions: readonly Completion[];
  /** One was chosen: it stands in the text now, between these places. */
  onComplete: (completion: Completion, written: string) => void;
  /** Enter; Shift+Enter begins a new line. */
  onEnter: () => void;
  areaRef?: Ref<{ focus: () => void }>;
}

/** A name has at most three words here; what follows is the sentence going on. */
const ASKED = /(?:^|[\s(,])@((?:[\p{L}\p{M}\p{N}'’&.-]{1,60} ?){0,3})$/u;

/** A text in which an @ offers names while typing goes on: the arrows walk them, Enter or Tab takes one. */
export function CompletingArea({
  label,
  value,
  onChange,
  placeholder,
  describedBy,
  onAsk,
  completions,
  onComplete,
  onEnter,
  areaRef,
}: CompletingAreaProps) {
  const say = useWords();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [at, setAt] = useState(0);
  const [isPutAway, setPutAway] = useState(false);
  useEffect(() => area.current?.focus(), []);
  useImperativeHandle(areaRef, () => ({ focus: () => area.current?.focus() }));
  const shown = isPutAway ? [] : completions;
  const active = shown[Math.min(at, shown.length - 1)];

  const ask = () => {
    const caret = area.current?.selectionEnd ?? 0;
    onAsk(ASKED.exec(area.current?.value.slice(0, caret) ?? '')?.[1] ?? null);
  };
  const take = (completion: Completion) => {
    const box = area.current;
    if (!box) return;
    const caret = box.selectionEnd;
    const asked = ASKED.exec(box.value.slice(0, caret))?.[1] ?? '';
    const from = caret - asked.length;
    const written = `${completion.label} `;
    box.setRangeText(written, from, caret, 'end');
    onChange(box.value);
    onAsk(null);
    onComplete(completion, completion.label);
  };
  const listen = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (active && step) {
      setAt((shown.indexOf(active) + step + shown.length) % shown.length);
    } else if (active && (event.key === 'Enter' || event.key === 'Tab') && !event.ctrlKey) {
      take(active);
    } else if (active && event.key === 'Escape') {
      setPutAway(true);
    } else if (event.key === 'Enter' && !event.shiftKey) onEnter();
    else return;
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
        rows={2}
        value={value}
        placeholder={placeholder}
        autoComplete="off"
        aria-autocomplete="list"
        aria-controls={active ? `${id}-list` : undefined}
        aria-activedescendant={active ? `${id}-${active.id}` : undefined}
        aria-describedby={describedBy}
        onChange={(event) => {
          setPutAway(false);
          setAt(0);
          onChange(event.target.value);
          ask();
        }}
        onSelect={ask}
        onKeyDown={listen}
        className={classes(boxClass, 'field-sizing-content max-h-[40vh] px-12 py-8 leading-normal')}
      />
      <span role="status" className="sr-only">
        {active ? say('ui.completions', { count: shown.length }) : ''}
      </span>
      {active ? (
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={say('ui.completions.list')}
          className="absolute inset-x-0 top-full z-overlay mt-4 max-h-[280px] overflow-auto rounded-control border border-border bg-surface p-4 shadow-float"
        >
          {shown.map((completion) => (
            <div
              key={completion.id}
              id={`${id}-${completion.id}`}
              role="option"
              aria-selected={completion === active}
              // The focus stays in the text, which names the active one and hears the keys.
              tabIndex={-1}
              onPointerDown={(event) => {
                event.preventDefault();
                take(completion);
              }}
              className={classes(
                'flex min-h-control cursor-default items-center gap-8 rounded-chip px-8 text-base',
                completion === active ? 'bg-accent-soft' : 'hover:bg-sunken',
              )}
            >
              <Avatar name={completion.label} kind={completion.avatar} />
              <span className="truncate">{completion.label}</span>
              <span className="min-w-0 truncate text-sm text-text-3">{completion.description}</span>
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}
