import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Condition, Filter, FilterValue } from '../../../shared/platform/filters.ts';
import { isPeriod } from '../../../shared/platform/periods.ts';
import type { MessageId } from '../../locales/ids.ts';
import { Button, IconButton } from '../Button.tsx';
import { useShortcuts } from '../keys/Shortcuts.tsx';
import { Menu } from '../Menu.tsx';
import { onDemand } from '../onDemand.tsx';
import { Popover } from '../Popover.tsx';
import { useLocale, useWords } from '../words.ts';
import type { ConditionEditorProps } from './ConditionEditor.tsx';
import { operatorMessage, periodMessages } from './operators.ts';
import {
  type FilterField,
  fieldOf,
  filterOf,
  type Group,
  groupOf,
  isCondition,
  isOr,
  type Path,
  type Quantifier,
  quantifiers,
  underName,
  valueInput,
  withAdded,
  withBeside,
  withPart,
  withQuantifier,
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

/**
 * "People whose **role** is **customer** and (**city** is **Graz** or **Linz**)", each condition a chip. `F` adds
 * one; the word between two says how a group belongs together, and changes it.
 */
export function SentenceFilter({
  subject,
  fields,
  value,
  onChange,
  names = {},
}: SentenceFilterProps) {
  const say = useWords();
  const sentence = groupOf(value);
  const isEmpty = sentence.parts.length === 0;
  const [open, setOpen] = useState<string | null>(null);
  const row = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => ConditionEditor.preload(), 1000);
    return () => clearTimeout(timer);
  }, []);
  const change = (next: Group) => {
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
  const remove = (path: Path) => {
    const chips = [...(row.current?.querySelectorAll<HTMLElement>('[data-chip]') ?? [])];
    const at = chips.findIndex((chip) => chip.dataset.chip === keyOf(path));
    change(withPart(sentence, path, null));
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
  const writing: Writing = { sentence, fields, names, open, setOpen, change, remove };
  return (
    <fieldset ref={row} className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-8 text-base">
      <legend className="sr-only">{say('ui.filter.legend')}</legend>
      <span className="text-text-2">{isEmpty ? subject : say('ui.filter.whose', { subject })}</span>
      <GroupWords writing={writing} group={sentence} path={[]} />
      <span data-add="">
        <Popover
          label={say('ui.filter.add')}
          isOpen={open === 'add'}
          onOpenChange={(isOpen) => setOpen(isOpen ? 'add' : null)}
          trigger={
            <Button variant="quiet" size="small" icon={isEmpty ? 'filter' : 'add'} keys="F">
              {isEmpty ? say('ui.filter.first') : say('ui.filter.add')}
            </Button>
          }
        >
          <ConditionEditor
            fields={fields}
            onDone={(condition) => {
              change(withAdded(sentence, [], condition));
              // Opened by its key from anywhere, the layer has no opener to give the focus back to.
              setTimeout(focusAdd, 50);
            }}
          />
        </Popover>
      </span>
      {isEmpty ? null : (
        <Button variant="quiet" size="small" onPress={() => change(groupOf(null))}>
          {say('ui.filter.clear')}
        </Button>
      )}
    </fieldset>
  );
}

/** What every part of the sentence needs to be read and changed. */
interface Writing {
  sentence: Group;
  fields: readonly FilterField[];
  names: Readonly<Record<string, string>>;
  open: string | null;
  setOpen: (key: string | null) => void;
  change: (sentence: Group) => void;
  remove: (path: Path) => void;
}

interface GroupWordsProps {
  writing: Writing;
  group: Group;
  path: Path;
}

/** The parts of a group with the words between them; in brackets where it stands within another. */
function GroupWords({ writing, group: { quantifier, parts }, path }: GroupWordsProps) {
  const say = useWords();
  const { sentence, fields, names, open, setOpen, change, remove } = writing;
  const isNegated = quantifier === 'none' || quantifier === 'not all';
  const isInner = path.length > 0;
  const hasBrackets = isInner || (isNegated && parts.length > 1);
  const key = keyOf(path);
  return (
    <>
      {isNegated ? (
        parts.length > 1 ? (
          <span className="text-text-2">{say('ui.filter.not')}</span>
        ) : (
          <Joining {...{ quantifier, path, writing }}>{say('ui.filter.not')}</Joining>
        )
      ) : null}
      {hasBrackets ? <span className="text-lg text-text-3">(</span> : null}
      {parts.map((part, at) => {
        const place = [...path, at];
        return (
          <Fragment key={String(at)}>
            {at === 1 ? (
              <Joining {...{ quantifier, path, writing }}>
                {say(isOr(quantifier) ? 'ui.filter.or' : 'ui.filter.and')}
              </Joining>
            ) : at > 1 ? (
              <span className="text-text-2">
                {say(isOr(quantifier) ? 'ui.filter.or' : 'ui.filter.and')}
              </span>
            ) : null}
            {isCondition(part) ? (
              <ConditionChip
                {...{ fields, names }}
                condition={part}
                path={place}
                isOpen={open === keyOf(place)}
                onOpenChange={(isOpen) => setOpen(isOpen ? keyOf(place) : null)}
                onChange={(next) => change(withPart(sentence, place, next))}
                onBeside={(next) => change(withBeside(sentence, place, next))}
                beside={isOr(quantifier) ? 'and' : 'or'}
                onRemove={remove}
              />
            ) : (
              <GroupWords writing={writing} group={part} path={place} />
            )}
          </Fragment>
        );
      })}
      {isInner ? (
        <Popover
          label={say('ui.filter.addHere')}
          isOpen={open === `in ${key}`}
          onOpenChange={(isOpen) => setOpen(isOpen ? `in ${key}` : null)}
          trigger={<IconButton size="small" icon="add" label={say('ui.filter.addHere')} />}
        >
          <ConditionEditor
            fields={fields}
            onDone={(condition) => change(withAdded(sentence, path, condition))}
          />
        </Popover>
      ) : null}
      {hasBrackets ? <span className="text-lg text-text-3">)</span> : null}
    </>
  );
}

/** The word between two parts, which changes how all of the group belong together. */
function Joining({
  quantifier,
  path,
  writing: { sentence, change },
  children,
}: {
  quantifier: Quantifier;
  path: Path;
  writing: Writing;
  children: string;
}) {
  const say = useWords();
  return (
    <Menu
      label={say('ui.filter.joined')}
      trigger={
        <Button variant="quiet" size="small" className="px-4! text-text-2" iconAfter="down">
          {children}
        </Button>
      }
      groups={[
        {
          title: say('ui.filter.joined'),
          selectionMode: 'single',
          selected: [quantifier],
          onSelect: ([chosen]) => {
            const next = quantifiers.find((one) => one === chosen);
            if (next) change(withQuantifier(sentence, path, next));
          },
          entries: quantifiers.map((id) => ({ id, label: say(quantifierMessages[id]) })),
        },
      ]}
    />
  );
}

const quantifierMessages: Record<Quantifier, MessageId> = {
  all: 'ui.filter.quantifier.all',
  any: 'ui.filter.quantifier.any',
  none: 'ui.filter.quantifier.none',
  'not all': 'ui.filter.quantifier.notAll',
};

/** Keeps the layer's size while its boxes arrive. */
function Waiting() {
  return <div className="h-56 w-[260px]" />;
}

function keyOf(path: Path): string {
  return path.join('.');
}

interface ConditionChipProps {
  condition: Condition;
  path: Path;
  fields: readonly FilterField[];
  names: Readonly<Record<string, string>>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onChange: (condition: Condition) => void;
  /** A second condition in brackets with this one. */
  onBeside: (condition: Condition) => void;
  beside: 'and' | 'or';
  onRemove: (path: Path) => void;
}

function ConditionChip({
  condition,
  path,
  fields,
  names,
  isOpen,
  onOpenChange,
  onChange,
  onBeside,
  beside,
  onRemove,
}: ConditionChipProps) {
  const say = useWords();
  const words = useConditionWords(condition, fields, names);
  const field = fieldOf(fields, condition[0]);
  // A field that has left the catalog cannot be edited any more, only taken out.
  if (!field) return <Chip {...{ path, onRemove, words }} />;
  return (
    <Chip {...{ path, onRemove, words }}>
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
          onBeside={onBeside}
          beside={beside}
        />
      </Popover>
    </Chip>
  );
}

interface ChipProps {
  path: Path;
  words: string[];
  onRemove: (path: Path) => void;
  children?: ReactNode;
}

function Chip({ path, words, onRemove, children }: ChipProps) {
  const say = useWords();
  const listen = (event: KeyboardEvent) => {
    if (event.key !== 'Backspace' && event.key !== 'Delete') return;
    if (event.target instanceof HTMLElement && event.target.closest('[role=dialog]')) return;
    event.preventDefault();
    onRemove(path);
  };
  return (
    <span
      data-chip={keyOf(path)}
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
        onPress={() => onRemove(path)}
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
  const whole = fieldOf(fields, name);
  const field = whole && underName(whole, name);
  const words = [whole?.label ?? name, say(operatorMessage(operator))];
  if (value === undefined) return words;
  return [...words, shownValue(value)];

  function shownValue(one: FilterValue): string {
    if (Array.isArray(one))
      return new Intl.ListFormat(locale, { type: 'disjunction' }).format(one.map(shownValue));
    if (typeof one === 'boolean') return say(one ? 'ui.yes' : 'ui.no');
    const input = field ? valueInput(field.type, operator) : 'text';
    if (input === 'days') return say('ui.filter.days', { count: Number(one) });
    if (typeof one === 'number') return new Intl.NumberFormat(locale).format(one);
    if (isPeriod(one) && input === 'period') return say(periodMessages[one]);
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
