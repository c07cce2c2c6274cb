import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Cell } from '../../../shared/identify/cells.ts';
import type { FieldView } from '../../../shared/platform/catalog.ts';
import { TextArea, TextField } from '../../ui/Field.tsx';
import { CellBox } from '../../ui/grid/CellBox.tsx';
import type { CellMove } from '../../ui/grid/columns.ts';
import { ComboBox } from '../../ui/Select.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { FieldValueBox } from '../fields/FieldValueBox.tsx';
import { roleWords } from '../parties/words.ts';
import { countries } from '../record/countries.ts';
import type { CellField } from './values.ts';

export interface CellEditorProps {
  /** Whose value it is. */
  of: string;
  field: CellField;
  /** What stands there: as text, or as the box has it. */
  text: string;
  value: unknown;
  typed: string | undefined;
  /** Why what was written before could not be. */
  problem?: string | undefined;
  onWrite: (given: Exclude<Cell, null>, words: string, move: CellMove) => void;
  /** Nothing was changed. */
  onLeave: (move: CellMove) => void;
  /** Esc: what was written is given up. */
  onCancel: () => void;
}

/** The box for one cell, of whatever kind; what cannot be written is told by the server, as on the record. */
export default function CellEditor(props: CellEditorProps) {
  const { name, view } = props.field;
  if (name === 'country') return <CountryEditor {...props} />;
  const isWritten =
    name === 'tag' ||
    view.type === 'number' ||
    view.type === 'money' ||
    view.type === 'date' ||
    view.type === 'text';
  return isWritten ? <TextEditor {...props} /> : <ValueEditor {...props} />;
}

function TextEditor({
  of,
  field,
  text,
  typed,
  problem,
  onWrite,
  onLeave,
  onCancel,
}: CellEditorProps) {
  const [draft, setDraft] = useState(typed ?? text);
  const isLong = field.view.format === 'long';
  const commit = (move: CellMove) => {
    // What was refused is given once more by leaving it as it is: something else may have made way.
    if (draft === text && !problem) onLeave(move);
    else onWrite(draft, draft, move);
  };
  const box = {
    label: field.label,
    hideLabel: true,
    value: draft,
    onChange: setDraft,
    autoFocus: true,
  };
  const atEnd = (input: HTMLInputElement | HTMLTextAreaElement | null) => {
    if (typed === undefined) input?.select();
  };
  const select = useRef(atEnd);
  return (
    <CellBox {...{ label: `${of}: ${field.label}`, problem, isLong, onCancel }} onCommit={commit}>
      {isLong ? (
        <TextArea {...box} areaRef={select.current} />
      ) : (
        <TextField {...box} autoComplete="off" inputRef={select.current} />
      )}
    </CellBox>
  );
}

function CountryEditor({
  of,
  field,
  value,
  typed,
  problem,
  onWrite,
  onLeave,
  onCancel,
}: CellEditorProps) {
  const locale = useLocale();
  const [options] = useState(() => countries(locale));
  const { key, hear } = useLastKey();
  return (
    <CellBox
      {...{ label: `${of}: ${field.label}`, problem, onCancel }}
      onCommit={(move) => onLeave(move)}
    >
      <span className="contents" onKeyDownCapture={hear}>
        <ComboBox
          label={field.label}
          hideLabel
          options={options}
          value={typeof value === 'string' ? value : null}
          initialText={typed}
          onChange={(id) => {
            const words = options.find((one) => one.id === id)?.label ?? '';
            if (id !== value) onWrite(id ?? '', words, moveAfter(key.current));
            else onLeave(moveAfter(key.current));
          }}
          autoFocus
        />
      </span>
    </CellBox>
  );
}

/** Choices, colleagues, people and companies, yes and no. */
function ValueEditor({
  of,
  field,
  value,
  typed,
  problem,
  onWrite,
  onLeave,
  onCancel,
}: CellEditorProps) {
  const say = useWords();
  const [draft, setDraft] = useState<unknown>(value ?? undefined);
  const latest = useRef(draft);
  const { key, hear } = useLastKey();
  const { view } = field;
  const isListed = view.many === true || view.type === 'boolean';
  const choices: Pick<FieldView, 'choices' | 'choiceLabels'> =
    field.name === 'role' ? rolesOf(view.choices ?? [], value, say) : {};
  const commit = (move: CellMove) => {
    const next = latest.current;
    if (JSON.stringify(idOf(next)) === JSON.stringify(idOf(value)) && !problem) onLeave(move);
    else onWrite({ is: idOf(next) ?? null } as Exclude<Cell, null | string>, wordsOf(next), move);
  };
  const wordsOf = (next: unknown): string => {
    if (typeof next === 'object' && next !== null && 'name' in next) return String(next.name);
    if (typeof next === 'boolean') return say(next ? 'ui.yes' : 'ui.no');
    const labels = choices.choiceLabels ?? view.choiceLabels;
    return [next ?? []]
      .flat()
      .map((one) => labels?.[String(one)] ?? '…')
      .join('; ');
  };
  const element = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    // Not every box takes the focus by itself.
    const here = element.current;
    if (here && !here.contains(document.activeElement))
      here.querySelector<HTMLElement>('input, button')?.focus();
  }, []);
  return (
    <CellBox {...{ label: `${of}: ${field.label}`, problem, onCancel }} onCommit={commit}>
      <span ref={element} className="flex flex-col p-4" onKeyDownCapture={hear}>
        <FieldValueBox
          field={{ ...view, label: field.label, ...choices }}
          value={draft}
          initialText={typed}
          autoFocus
          onChange={(next) => {
            latest.current = next;
            setDraft(next);
            // One of a list is chosen with the key or the click that chooses it.
            if (!isListed && next !== undefined) commit(moveAfter(key.current));
          }}
        />
      </span>
    </CellBox>
  );
}

/** A reference by its id; an empty list is no value. */
function idOf(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.length > 0 ? value : null;
  return typeof value === 'object' && 'id' in value ? value.id : value;
}

function rolesOf(offered: readonly string[], held: unknown, say: ReturnType<typeof useWords>) {
  const choices = [...new Set([...offered, ...[held ?? []].flat().map(String)])];
  return {
    choices,
    choiceLabels: Object.fromEntries(choices.map((role) => [role, roleWords(say, role)])),
  };
}

function moveAfter(key: string): CellMove {
  if (key === 'Enter') return 'down';
  return key === 'Tab' ? 'right' : 'stay';
}

/** With which key something was chosen; none for the mouse. */
function useLastKey() {
  const key = useRef('');
  return {
    key,
    hear: (event: KeyboardEvent) => {
      key.current = event.key;
    },
  };
}
