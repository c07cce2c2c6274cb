import type { Cell, CellsResult, RefusedCell } from '../../../shared/identify/cells.ts';
import type { PartyRow } from '../../../shared/identify/parties.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { partyNames } from '../parties/parties.ts';
import type { CellColumn } from './columns.ts';
import type { CellRefused } from './errors.ts';
import type { WrittenRecord } from './record.ts';

const mostShown = 100;

type ByField = CellsResult['byField'][number];
type Change = CellsResult['changes'][number];

/** What becomes of each cell: counted in full, the first ones told. */
export class Tally {
  readonly #byField: Map<string, ByField>;
  readonly #refused: Omit<RefusedCell, 'name'>[] = [];
  readonly #unmatched = new Map<string, CellsResult['unmatched'][number]>();
  readonly #changes: { record: WrittenRecord; column: CellColumn; before: unknown }[] = [];
  readonly #written = new Map<string, { field: string; emptied: boolean }[]>();

  constructor(fields: readonly string[]) {
    this.#byField = new Map(
      fields.map((field) => [field, { field, changed: 0, unchanged: 0, refused: 0, emptied: 0 }]),
    );
  }

  get counts(): CellsResult['counts'] {
    const all = [...this.#byField.values()];
    const sum = (what: 'changed' | 'unchanged' | 'refused') =>
      all.reduce((whole, each) => whole + each[what], 0);
    return {
      records: this.#written.size,
      changed: sum('changed'),
      unchanged: sum('unchanged'),
      refused: sum('refused'),
    };
  }

  change(
    record: WrittenRecord,
    column: CellColumn,
    given: Exclude<Cell, null>,
    before: unknown,
  ): void {
    const emptied = isEmpty(typeof given === 'string' ? given.trim() : given.is);
    const of = this.#of(column.name);
    of.changed += 1;
    if (emptied) of.emptied += 1;
    const written = this.#written.get(record.one.id) ?? [];
    this.#written.set(record.one.id, [...written, { field: column.name, emptied }]);
    if (this.#changes.length < mostShown) this.#changes.push({ record, column, before });
  }

  keep(field: string): void {
    this.#of(field).unchanged += 1;
  }

  refuse(
    { one: { id } }: WrittenRecord,
    field: string,
    given: Exclude<Cell, null>,
    { because, message }: CellRefused,
    now?: unknown,
  ): void {
    this.#of(field).refused += 1;
    if (because === 'unmatched' && typeof given === 'string') {
      const key = JSON.stringify([field, given]);
      const known = this.#unmatched.get(key) ?? { field, given: given.slice(0, 200), count: 0 };
      this.#unmatched.set(key, { ...known, count: known.count + 1 });
    }
    this.#tell({ id, field, because, message, given, ...(now === undefined ? {} : { now }) });
  }

  /** A row of which nothing can be written is told once. */
  refuseRow(id: string, cells: readonly Cell[], { because, message }: CellRefused): void {
    for (const [place, of] of [...this.#byField.values()].entries()) {
      if (cells[place] !== null) of.refused += 1;
    }
    this.#tell({ id, field: null, because, message, given: null });
  }

  /** A row that was to be written after all could not be. */
  takeBack(id: string, { because, message }: CellRefused): void {
    for (const { field, emptied } of this.#written.get(id) ?? []) {
      const of = this.#of(field);
      of.changed -= 1;
      of.refused += 1;
      if (emptied) of.emptied -= 1;
    }
    this.#written.delete(id);
    this.#tell({ id, field: null, because, message, given: null });
  }

  #tell(refused: Omit<RefusedCell, 'name'>): void {
    if (this.#refused.length < mostShown) this.#refused.push(refused);
  }

  #of(field: string): ByField {
    return this.#byField.get(field)!;
  }

  async result(
    transaction: Transaction,
    act: string | null,
    rows: PartyRow[],
  ): Promise<CellsResult> {
    const names = await partyNames(transaction, [
      ...this.#refused.map(({ id }) => id),
      ...this.#changes.map(({ record }) => record.one.id),
    ]);
    return {
      act,
      counts: this.counts,
      byField: [...this.#byField.values()],
      changes: this.#changes
        .filter(({ record }) => this.#written.has(record.one.id))
        .map(
          ({ record, column, before }): Change => ({
            id: record.one.id,
            name: names.get(record.one.id) ?? record.name,
            field: column.name,
            before,
            after: column.shown(record.after),
          }),
        ),
      refused: this.#refused.map((each) => ({ ...each, name: names.get(each.id) ?? null })),
      unmatched: [...this.#unmatched.values()]
        .sort((a, b) => b.count - a.count)
        .slice(0, mostShown),
      rows,
    };
  }
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
