import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { CellsInput, CellsResult } from '../../../shared/identify/cells.ts';
import type { PartyKind, PartyRow } from '../../../shared/identify/parties.ts';
import { guarded } from '../../../shared/platform/exporting/formula-guard.ts';
import { cellsOf, htmlOf, tsvOf } from '../../ui/grid/clipboard.ts';
import type { CellNote, CellRange, EditedCell, GridCells } from '../../ui/grid/columns.ts';
import { onDemand } from '../../ui/onDemand.tsx';
import { toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { catalogQuery, usersQuery } from '../parties/queries.ts';
import type { CellEditorProps } from './CellEditor.tsx';
import type { PasteDialogProps } from './PasteDialog.tsx';
import { type Block, inputOf, isTooMuch, ownFormat, placed, rowsNeeded } from './pasting.ts';
import { steadyRows } from './steady.ts';
import { type CellField, cellField, givenIn, isNumber, textIn, valueIn } from './values.ts';
import { useCellWriting } from './writing.ts';

const CellEditor = onDemand<CellEditorProps>(() => import('./CellEditor.tsx'));
const PasteDialog = onDemand<PasteDialogProps>(() => import('./PasteDialog.tsx'));

/** Up to so many cells are written at once; what more would become of it is looked at first. */
const mostAtOnce = 20;

export interface CellsOfList {
  cells: GridCells<PartyRow>;
  /** The rows in the order in which they are shown. */
  rows: readonly PartyRow[];
  /** Lets the rows that were written in go where they belong. */
  settle: () => void;
  dialog: ReactNode;
}

interface Asking {
  input: CellsInput;
  lostRows: number;
  lostColumns: number;
}

/** Something written that could not be: it stays in its cell until somebody gives it up. */
interface Failed {
  text: string;
  value: unknown;
  problem: string;
  /** What stands there now, where somebody else has changed it. */
  was: unknown;
}

/** The cells of a list of people or companies: writing, copying, pasting, filling down. */
export function useCells({
  kind,
  of,
  loaded,
  loadUntil,
}: {
  kind: PartyKind;
  /** What the list asks for; rows are steady as long as it is the same. */
  of: string;
  loaded: readonly PartyRow[];
  /** Brings rows until there are so many, or no more. */
  loadUntil: (count: number) => Promise<readonly PartyRow[]>;
}): CellsOfList {
  const say = useWords();
  const locale = useLocale();
  const client = useQueryClient();
  const { data: catalog } = useQuery(catalogQuery);
  const { data: users = [] } = useQuery(usersQuery);
  const names = useMemo(() => Object.fromEntries(users.map(({ id, name }) => [id, name])), [users]);
  const reading = { say, locale, names };
  const entity = catalog?.find(({ name }) => name === kind);
  const fields = useMemo(
    () =>
      new Map(
        (entity?.fields ?? []).map(({ name }) => [name, cellField(kind, entity, name, say)!]),
      ),
    [kind, entity, say],
  );

  const [kept, keep] = useState<{ of: string; held: ReadonlyMap<string, PartyRow> }>({
    of,
    held: new Map(),
  });
  const held = kept.of === of ? kept.held : noRows;
  const order = useRef<{ of: string; ids: readonly string[] }>({ of, ids: [] });
  const { rows, wouldMove } = useMemo(
    () => steadyRows(loaded, held, order.current.of === of ? order.current.ids : []),
    [loaded, held, of],
  );
  useEffect(() => {
    order.current = { of, ids: rows.map(({ id }) => id) };
  }, [of, rows]);

  const [notes, setNotes] = useState<GridCells<PartyRow>['notes']>(new Map());
  const note = (id: string, column: string, what: CellNote | null) =>
    setNotes((now) => {
      const ofRow = new Map(now.get(id));
      if (what) ofRow.set(column, what);
      else ofRow.delete(column);
      const next = new Map(now);
      if (ofRow.size > 0) next.set(id, ofRow);
      else next.delete(id);
      return next;
    });
  const failed = useRef(new Map<string, Failed>());
  /** What is being written, and the newest that is known of each row: a fill must not take what stood before. */
  const writing = useRef<Promise<unknown>>(Promise.resolve());
  const newest = useRef(new Map<string, PartyRow>());
  const now = (row: PartyRow): PartyRow => {
    const known = newest.current.get(row.id);
    return known && known.version > row.version ? known : row;
  };
  const { write, tell } = useCellWriting(kind);
  const [asking, setAsking] = useState<Asking | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => CellEditor.preload(), 500);
    return () => clearTimeout(timer);
  }, []);

  /** Writes, keeps the rows where they are, and answers what became of it. */
  const send = async (input: CellsInput): Promise<CellsResult> => {
    // Held before the answer: the live stream may tell of the change first.
    const ids = new Set(input.rows.map(({ id }) => id));
    hold(rows.filter(({ id }) => ids.has(id)));
    const work = write(input);
    writing.current = Promise.allSettled([writing.current, work]);
    const result = await work;
    for (const row of result.rows) newest.current.set(row.id, row);
    hold(result.rows);
    return result;
  };
  const hold = (more: readonly PartyRow[]) =>
    keep((now) => ({
      of,
      held: new Map([
        ...(now.of === of ? now.held : noRows),
        ...more.map((row): [string, PartyRow] => [row.id, row]),
      ]),
    }));

  const writeOne = async (
    row: PartyRow,
    field: CellField,
    was: unknown,
    ...[given, words]: Parameters<CellEditorProps['onWrite']>
  ) => {
    const key = `${row.id} ${field.name}`;
    failed.current.delete(key);
    note(row.id, field.name, { text: words, tone: 'waiting' });
    const fail = (problem: string, now: unknown = was) => {
      const value = typeof given === 'string' ? given : given.is;
      failed.current.set(key, { text: words, value, problem, was: now });
      note(row.id, field.name, { text: words, tone: 'bad' });
      toast(say('cells.failed', { name: row.name, field: field.label, problem }), { tone: 'bad' });
    };
    try {
      const input = inputOf(kind, [row], [field.name], locale, () => given);
      input.rows[0]!.was = [was ?? null];
      const { refused, act } = await send(input);
      const [first] = refused;
      if (!first) {
        note(row.id, field.name, null);
        tell(act, say('cells.wroteOne', { name: row.name, field: field.label }), true);
      } else if (first.because === 'changed') {
        const now = textIn(withValue(row, field.name, first.now), field, reading);
        fail(say('cells.changedTo', { value: now || say('cells.nothing') }), first.now);
      } else fail(first.message);
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error));
    }
  };

  /** Up to a few cells at once; more only after a look at what would become of them. */
  const ask = async (asked: Asking) => {
    const { input, lostRows, lostColumns } = asked;
    const size = input.rows.length * input.fields.length;
    if (size > mostAtOnce || lostRows + lostColumns > 0) {
      setAsking(asked);
      return;
    }
    try {
      told(await send(input));
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
    }
  };
  const told = ({ act, counts, refused }: CellsResult) => {
    const [first] = refused;
    const text = [
      say('cells.wrote', { count: counts.changed }),
      first
        ? say('cells.left', {
            count: counts.refused,
            name: first.name ?? say('cells.somebody'),
            problem: first.message,
          })
        : '',
    ].join(' ');
    tell(act, text.trim(), false);
  };

  const copy = ({ rows: some, columns }: CellRange<PartyRow>, data: DataTransfer) => {
    const copied = columns.flatMap((name) => fields.get(name) ?? []);
    const lines = some.map(now);
    const texts = lines.map((row) =>
      copied.map((field) => {
        const text = textIn(row, field, reading);
        return isNumber(field) ? text : guarded(text);
      }),
    );
    data.setData('text/plain', tsvOf(texts));
    data.setData(
      'text/html',
      htmlOf(texts, (at) => isNumber(copied[at]!)),
    );
    const block: Block = {
      texts: [],
      fields: copied.map(({ name }) => name),
      values: lines.map((row) => copied.map((field) => givenIn(row, field))),
    };
    data.setData(ownFormat, JSON.stringify(block));
    toast(say('cells.copied', { count: some.length * copied.length }));
  };

  const paste = async (range: CellRange<PartyRow>, data: DataTransfer) => {
    const texts = cellsOf(data.getData('text/plain'));
    if (texts.length === 0) return;
    const own = data.getData(ownFormat);
    const block: Block = { ...(own ? (JSON.parse(own) as Block) : {}), texts };
    const needed = rowsNeeded(block, range);
    if (isTooMuch(needed, Math.max(...texts.map((cells) => cells.length)))) {
      toast(say('cells.tooMuch'), { tone: 'bad' });
      return;
    }
    const above = rows.indexOf(range.rows[0]!);
    const all = needed > range.below.length ? await loadUntil(above + needed) : rows;
    const first = range.rows[0]!.id;
    const shown = steadyRows(all, held, order.current.ids).rows;
    await writing.current;
    const below = shown.slice(shown.findIndex(({ id }) => id === first)).map(now);
    await ask(placed(kind, block, { ...range, below }, locale));
  };

  const fillDown = async ({ rows: some, columns }: CellRange<PartyRow>) => {
    await writing.current;
    const [first, ...others] = some.map(now);
    const filled = columns.flatMap((name) => fields.get(name) ?? []).filter(({ isOpen }) => isOpen);
    if (!first || filled.length === 0) return;
    await ask({
      input: inputOf(
        kind,
        others,
        filled.map(({ name }) => name),
        locale,
        (_, column) => givenIn(first, filled[column]!),
      ),
      lostRows: 0,
      lostColumns: 0,
    });
  };

  const empty = async ({ rows: some, columns }: CellRange<PartyRow>) => {
    const open = columns.filter((name) => fields.get(name)?.isOpen);
    if (open.length === 0) {
      toast(say('cells.readOnly'));
      return;
    }
    await writing.current;
    await ask({
      input: inputOf(kind, some.map(now), open, locale, () => ''),
      lostRows: 0,
      lostColumns: 0,
    });
  };

  const editor = ({ row, column, typed, onDone }: EditedCell<PartyRow>) => {
    const field = fields.get(column)!;
    const key = `${row.id} ${column}`;
    const before = failed.current.get(key);
    const stands = column === 'companyName' ? companyOf(row) : valueIn(row, column);
    return (
      <CellEditor
        of={row.name}
        field={field}
        text={before && typed === undefined ? before.text : textIn(row, field, reading)}
        value={before ? before.value : stands}
        typed={typed}
        problem={before?.problem}
        onWrite={(given, words, move) => {
          onDone(move);
          void writeOne(row, field, before ? before.was : valueIn(row, column), given, words, move);
        }}
        onLeave={onDone}
        onCancel={() => {
          failed.current.delete(key);
          note(row.id, column, null);
          onDone('stay');
        }}
      />
    );
  };

  const acts = useRef({ editor, copy, paste, fillDown, empty });
  acts.current = { editor, copy, paste, fillDown, empty };
  const cells = useMemo<GridCells<PartyRow>>(
    () => ({
      closed: (row, column) => {
        if (!mayWrite(row)) return say('cells.notYours', { name: row.name });
        const field = fields.get(column);
        if (field?.isOpen) return undefined;
        return field?.view.own
          ? say('cells.notYourField', { field: field.label })
          : say('cells.readOnly');
      },
      mayWrite,
      onClosed: (why) => toast(why),
      editor: (cell) => acts.current.editor(cell),
      onCopy: (range, data) => acts.current.copy(range, data),
      onPaste: (range, data) => void acts.current.paste(range, data),
      onFillDown: (range) => void acts.current.fillDown(range),
      onEmpty: (range) => void acts.current.empty(range),
      notes,
      wouldMove,
    }),
    [fields, say, notes, wouldMove],
  );

  return {
    cells,
    rows,
    settle: () => {
      keep({ of, held: noRows });
      order.current = { of, ids: [] };
      void client.invalidateQueries({ queryKey: [kind === 'person' ? 'people' : 'companies'] });
    },
    dialog: asking ? (
      <PasteDialog
        {...asking}
        fields={fields}
        reading={reading}
        onClose={() => setAsking(null)}
        onWrite={async () => {
          const result = await send(asking.input);
          setAsking(null);
          told(result);
        }}
      />
    ) : null,
  };
}

const mayWrite = ({ mayEdit = true }: PartyRow): boolean => mayEdit;
const noRows: ReadonlyMap<string, PartyRow> = new Map();

function companyOf({ companyId, companyName }: PartyRow): unknown {
  return companyId ? { id: companyId, name: companyName } : null;
}

/** The row as it would show another value. */
function withValue(row: PartyRow, name: string, value: unknown): PartyRow {
  if (name === 'role') return { ...row, roles: (value as string[] | null) ?? [] };
  if (name === 'tag') return { ...row, tags: (value as string[] | null) ?? [] };
  return name in row
    ? { ...row, [name]: value }
    : { ...row, values: { ...row.values, [name]: value } };
}
