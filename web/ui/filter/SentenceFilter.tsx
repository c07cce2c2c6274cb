import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Condition, Filter, FilterValue } from '../../../shared/platform/filters.ts';
import { Button, IconButton } from '../Button.tsx';
import { useShortcuts } from '../keys/Shortcuts.tsx';
import { onDemand } from '../onDemand.tsx';
import { Popover } from '../Popover.tsx';
import { useLocale, useWords } from '../words.ts';
import type { ConditionEditorProps } from './ConditionEditor.tsx';
import { operatorMessage } from './operators.ts';
import {
  type FilterField,
  filterOf,
  type Part,
  type Place,
  partsOf,
  valueInput,
  withAdded,
  withCondition,
} from './sentence.ts';

// Boxes and their lists weigh more than the sentence; they come while the list is being read.
const ConditionEditor = onDemand<ConditionEditorProps>(
  () => import('./ConditionEditor.tsx'),
  Waiting,
);

export interface SentenceFilterProps {
  /** What is listed, at the head of the sentence: "People". */
  subject: string;
  fields: readonly FilterField[];
  value: Filter | null;
  onChange: (filter: Filter | null) => void;
  /** Names of referenced users and parties met in the filter, by id. */
  names?: Readonly<Record<string, string>>;
}

/** "People whose **role** is **customer** and **city** is **Graz**", each condition a chip. `F` adds one. */
export function SentenceFilter({
  subject,
  fields,
  value,
  onChange,
  names = {},
}: SentenceFilterProps) {
  const say = useWords();
  const parts = partsOf(value);
  const [open, setOpen] = useState<string | null>(null);
  const row = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => ConditionEditor.preload(), 1000);
    return () => clearTimeout(timer);
  }, []);
  const change = (next: Part[]) => {
    setOpen(null);
    onChange(filterOf(next));
  };
  useShortcuts([
    {
      id: 'list.filter',
      keys: 'F',
      label: say('ui.filter.add'),
      group: say('ui.keys.list'),
      run: () => {
        row.current?.scrollIntoView({ block: 'nearest' });
        setOpen('add');
      },
    },
  ]);
  const focusAdd = () => row.current?.querySelector<HTMLElement>('[data-add] button')?.focus();
  const add = (condition: Condition) => {
    change(withAdded(parts, condition));
    // Opened by its key from anywhere, the layer has no opener to give the focus back to.
    setTimeout(focusAdd, 50);
  };
  const remove = (place: Place) => {
    const chips = [...(row.current?.querySelectorAll<HTMLElement>('[data-chip]') ?? [])];
    const at = chips.findIndex((chip) => chip.dataset.chip === keyOf(place));
    change(withCondition(parts, place, null));
    // Focus goes to the condition before, else to the button that adds one: never to the page.
    requestAnimationFrame(() => {
      const left = [
        ...(row.current?.querySelectorAll<HTMLElement>('[data-chip] button:first-of-type') ?? []),
      ];
      (
        left[Math.max(0, at - 1)] ?? row.current?.querySelector<HTMLElement>('[data-add] button')
      )?.focus();
    });
  };
  return (
    <fieldset ref={row} className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-8 text-base">
      <legend className="sr-only">{say('ui.filter.legend')}</legend>
      <span className="text-text-2">
        {parts.length > 0 ? say('ui.filter.whose', { subject }) : subject}
      </span>
      {parts.map((part, index) => (
        <Fragment key={String(index)}>
          {index > 0 ? <span className="text-text-2">{say('ui.filter.and')}</span> : null}
          {'beyondWords' in part ? (
            <Chip
              place={{ part: index, at: 0 }}
              onRemove={remove}
              words={[say('ui.filter.beyondWords')]}
            />
          ) : (
            part.anyOf.map((condition, at) => {
              const place = { part: index, at };
              return (
                <Fragment key={keyOf(place)}>
                  {at > 0 ? <span className="text-text-2">{say('ui.filter.or')}</span> : null}
                  <ConditionChip
                    {...{ condition, place, fields, names }}
                    isOpen={open === keyOf(place)}
                    onOpenChange={(isOpen) => setOpen(isOpen ? keyOf(place) : null)}
                    onChange={(next) => change(withCondition(parts, place, next))}
                    onAlternative={(next) => change(withAdded(parts, next, index))}
                    onRemove={remove}
                  />
                </Fragment>
              );
            })
          )}
        </Fragment>
      ))}
      <span data-add="">
        <Popover
          label={say('ui.filter.add')}
          isOpen={open === 'add'}
          onOpenChange={(isOpen) => setOpen(isOpen ? 'add' : null)}
          trigger={
            <Button
              variant="quiet"
              size="small"
              icon={parts.length > 0 ? 'add' : 'filter'}
              keys="F"
            >
              {parts.length > 0 ? say('ui.filter.add') : say('ui.filter.first')}
            </Button>
          }
        >
          <ConditionEditor fields={fields} onDone={add} />
        </Popover>
      </span>
      {parts.length > 0 ? (
        <Button variant="quiet" size="small" onPress={() => change([])}>
          {say('ui.filter.clear')}
        </Button>
      ) : null}
    </fieldset>
  );
}

/** Keeps the layer's size while its boxes arrive. */
function Waiting() {
  return <div className="h-56 w-[260px]" />;
}

function keyOf({ part, at }: Place): string {
  return `${String(part)}.${String(at)}`;
}

interface ConditionChipProps {
  condition: Condition;
  place: Place;
  fields: readonly FilterField[];
  names: Readonly<Record<string, string>>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onChange: (condition: Condition) => void;
  onAlternative: (condition: Condition) => void;
  onRemove: (place: Place) => void;
}

function ConditionChip({
  condition,
  place,
  fields,
  names,
  isOpen,
  onOpenChange,
  onChange,
  onAlternative,
  onRemove,
}: ConditionChipProps) {
  const say = useWords();
  const words = useConditionWords(condition, fields, names);
  const field = fields.find(({ name }) => name === condition[0]);
  // A field that has left the catalog cannot be edited any more, only taken out.
  if (!field) return <Chip {...{ place, onRemove, words }} />;
  return (
    <Chip {...{ place, onRemove, words }}>
      <Popover
        label={say('ui.filter.edit')}
        {...{ isOpen, onOpenChange }}
        trigger={
          <Button variant="quiet" size="small" className="min-w-0 rounded-e-none">
            <ConditionWords words={words} />
          </Button>
        }
      >
        <ConditionEditor
          fields={fields}
          condition={condition}
          valueLabel={words[2]}
          onDone={onChange}
          onAlternative={onAlternative}
        />
      </Popover>
    </Chip>
  );
}

interface ChipProps {
  place: Place;
  words: string[];
  onRemove: (place: Place) => void;
  children?: ReactNode;
}

function Chip({ place, words, onRemove, children }: ChipProps) {
  const say = useWords();
  const listen = (event: KeyboardEvent) => {
    if (event.key !== 'Backspace' && event.key !== 'Delete') return;
    if (event.target instanceof HTMLElement && event.target.closest('[role=dialog]')) return;
    event.preventDefault();
    onRemove(place);
  };
  return (
    <span
      data-chip={keyOf(place)}
      onKeyDown={listen}
      className="inline-flex max-w-full items-center rounded-control border border-border bg-surface"
    >
      {children ?? (
        <span className="min-w-0 truncate px-8">
          <ConditionWords words={words} />
        </span>
      )}
      <IconButton
        size="small"
        icon="close"
        label={say('ui.filter.remove', { condition: words.join(' ') })}
        onPress={() => onRemove(place)}
        className="rounded-s-none"
      />
    </span>
  );
}

function ConditionWords({ words: [field, operator, value] }: { words: string[] }) {
  return (
    <>
      <b className="font-semibold text-text">{field}</b> {operator}{' '}
      {value ? <b className="font-semibold text-text">{value}</b> : null}
    </>
  );
}

/** Field, operator and value in the reader's words. */
function useConditionWords(
  [name, operator, value]: Condition,
  fields: readonly FilterField[],
  names: Readonly<Record<string, string>>,
): string[] {
  const say = useWords();
  const locale = useLocale();
  const field = fields.find((one) => one.name === name);
  const words = [field?.label ?? name, say(operatorMessage(operator))];
  if (value === undefined) return words;
  return [...words, shownValue(value)];

  function shownValue(one: FilterValue): string {
    if (Array.isArray(one))
      return new Intl.ListFormat(locale, { type: 'disjunction' }).format(one.map(shownValue));
    if (typeof one === 'boolean') return say(one ? 'ui.yes' : 'ui.no');
    const input = field ? valueInput(field.type, operator) : 'text';
    if (input === 'days') return say('ui.filter.days', { count: Number(one) });
    if (typeof one === 'number') return new Intl.NumberFormat(locale).format(one);
    if (input === 'date') return shownDay(one, locale);
    return field?.choices?.find(({ id }) => id === one)?.label ?? names[one] ?? one;
  }
}

function shownDay(day: string, locale: string): string {
  try {
    return Temporal.PlainDate.from(day).toLocaleString(locale, { dateStyle: 'medium' });
  } catch {
    // A filter from an address someone typed by hand: shown as it stands, and the server will object.
    return day;
  }
}
