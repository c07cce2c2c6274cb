import type { z } from 'zod';
import type { Cell, CellReason, CellsInput, CellsResult } from '../../../shared/identify/cells.ts';
import type { StatementSource } from '../../../shared/identify/statements.ts';
import { Refusal } from '../../../shared/platform/errors.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { insertRows } from '../../platform/database/bulk.ts';
import { recordInBulk } from '../../platform/events/events.ts';
import { noteAct, noteBegun, tellOfAct } from '../bulk/acts.ts';
import { Concerned } from '../bulk/performing.ts';
import { allOrOneByOne, hold, seenAmong, statementsOf } from '../bulk/records.ts';
import { followTopics, supersede, updateParties } from '../bulk/writing.ts';
import { PartyNotYours } from '../parties/errors.ts';
import { type CellColumn, type CellEdit, type ClosedColumn, cellColumns } from './columns.ts';
import { CellRefused } from './errors.ts';
import { WrittenRecord } from './record.ts';
import { rowsOf } from './rows.ts';
import { takenAlready } from './taken.ts';
import { Tally } from './tally.ts';

type Input = z.output<typeof CellsInput>;

/**
 * Writes into the cells of a list as one act. A cell that cannot take what it was given is left as it is and
 * named, with the reason and what to do; all the others are written together. `really: false` says what would
 * become of each, with nothing written.
 */
export async function writeCells(
  transaction: Transaction,
  input: Input,
  { really }: { really: boolean },
): Promise<CellsResult> {
  // The database keeps microseconds.
  const at = Temporal.Now.instant().round('microsecond').toString();
  const columns = await cellColumns(transaction, input, input.fields, (name) => {
    const place = input.fields.indexOf(name);
    return [...new Set(input.rows.map(({ cells }) => cells[place]!))];
  });
  const tally = new Tally(input.fields);
  const records = await readRows(transaction, input, columns, tally, at);
  const changing = records.filter(({ isChanged }) => isChanged);
  if (!really || changing.length === 0) return tally.result(transaction, null, []);

  const actId = await noteBegun(transaction, {
    kind: input.kind,
    selection: { ids: changing.map(({ one }) => one.id) },
    change: { do: 'cells', fields: input.fields },
    status: 'running',
  });
  const byId = new Map(changing.map((each) => [each.one.id, each]));
  const { taken } = await asHouse(transaction, (house) =>
    allOrOneByOne(
      house,
      changing.map(({ one }) => one),
      (held) =>
        writeRecords(
          house,
          held.map(({ id }) => byId.get(id)!),
          { actId, at },
        ),
    ),
  );
  for (const { id } of taken) {
    tally.takeBack(id, new CellRefused('taken', takenMeanwhile));
    byId.delete(id);
  }
  const written = [...byId.values()];
  const parts = written.reduce((sum, { parts }) => sum + parts, 0);
  const counts = {
    ...tally.counts,
    changed: parts,
    restored: 0,
    kept: 0,
  };
  await noteAct(transaction, actId, {
    status: 'done',
    actedAt: at,
    total: changing.length,
    done: changing.length,
    counts,
    finished: true,
  });
  const concerned = new Concerned();
  concerned.add(written.map(({ one }) => one));
  await concerned.announce(transaction, actId);
  await tellOfAct(transaction, { id: actId, owner_id: transaction.actor.userId! }, 'done', {
    change: { do: 'cells', fields: input.fields },
    counts,
  });
  const rows = await rowsOf(transaction, input.kind, [...byId.keys()]);
  return tally.result(transaction, written.length > 0 ? actId : null, rows);
}

const takenMeanwhile =
  'Somebody else has been given this address or domain meanwhile. This row stays as it was; look at it again.';

/** Reads every cell against the record as it is, and says of each what becomes of it. */
async function readRows(
  transaction: Transaction,
  { kind, fields, rows }: Input,
  columns: readonly (CellColumn | ClosedColumn)[],
  tally: Tally,
  at: string,
): Promise<WrittenRecord[]> {
  const ids = rows.map(({ id }) => id.toLowerCase());
  const held = new Map(
    (await hold(transaction, ids))
      .filter((one) => one.trashed_at === null && one.kind === kind)
      .map((one) => [one.id, one]),
  );
  const seen = await seenAmong(
    transaction,
    ids.filter((id) => !held.has(id)),
  );
  const stated = await asHouse(transaction, (house) =>
    statementsOf(house, [...held.keys()], undefined),
  );
  const readers = columns.map(readerOf);
  const isTaken = await takenAlready(transaction, held, columns, rows);
  const records: WrittenRecord[] = [];
  for (const { id: given, cells, was } of rows) {
    const id = given.toLowerCase();
    const one = held.get(id);
    if (!one) {
      tally.refuseRow(id, cells, seen.has(id) ? notYours : gone);
      continue;
    }
    const record = new WrittenRecord(one, stated.get(id) ?? [], at);
    records.push(record);
    for (const [place, cell] of cells.entries()) {
      if (cell === null) continue;
      const field = fields[place]!;
      const column = columns[place]!;
      const read = await readers[place]!(cell);
      if (read instanceof CellRefused || 'closed' in column) {
        tally.refuse(record, field, cell, read as CellRefused);
        continue;
      }
      const before = column.shown(record.before);
      if (was && !isSame(was[place], before)) {
        tally.refuse(record, field, cell, changed, before);
        continue;
      }
      const edits = tried(() => {
        const done = read(one, record.current(column));
        isTaken(one, column, done);
        return done;
      });
      if (edits instanceof CellRefused) tally.refuse(record, field, cell, edits);
      else if (record.write(column, edits)) tally.change(record, column, cell, before);
      else tally.keep(field);
    }
  }
  return records;
}

/** What was given many times is read once. */
function readerOf(column: CellColumn | ClosedColumn) {
  const known = new Map<unknown, CellEdit | CellRefused>();
  return async (cell: Exclude<Cell, null>): Promise<CellEdit | CellRefused> => {
    if ('closed' in column) return column.closed;
    const key = typeof cell === 'string' ? cell : JSON.stringify(cell);
    let read = known.get(key);
    if (!read) {
      read = await triedLater(() => column.read(cell));
      known.set(key, read);
    }
    return read;
  };
}

function tried<T>(work: () => T): T | CellRefused {
  try {
    return work();
  } catch (error) {
    return refusalOf(error);
  }
}

async function triedLater<T>(work: () => T | Promise<T>): Promise<T | CellRefused> {
  try {
    return await work();
  } catch (error) {
    return refusalOf(error);
  }
}

function refusalOf(error: unknown): CellRefused {
  if (error instanceof CellRefused) return error;
  if (error instanceof Refusal) return new CellRefused('value', error.message);
  throw error;
}

const refusal = (because: CellReason, message: string) => new CellRefused(because, message);
const notYours = refusal('not yours', new PartyNotYours().message);
const gone = refusal(
  'gone',
  'This row is gone: put away, or no longer shown to you. Load the list again; the other rows go on without it.',
);
const changed = refusal(
  'changed',
  'Somebody has changed this meanwhile. Look at what stands there now, and write it again if it is still right.',
);

/** Whether a cell shows what somebody saw in it; a reference is the same whatever its name has become. */
function isSame(was: unknown, now: unknown): boolean {
  return JSON.stringify(plain(was)) === JSON.stringify(plain(now));
}

function plain(value: unknown): unknown {
  if (value === undefined || value === '') return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value;
  if (typeof value !== 'object' || value === null) return value;
  if ('id' in value) return value.id;
  if ('amount' in value && 'currency' in value) return [value.amount, value.currency];
  return value;
}

async function writeRecords(
  house: Transaction,
  records: readonly WrittenRecord[],
  { actId, at }: { actId: string; at: string },
): Promise<number> {
  const { db, actor } = house;
  const source: StatementSource = { kind: 'person', userId: actor.userId! };
  const same = {
    workspace_id: actor.workspaceId,
    basis: 'told',
    source,
    stated_at: at,
    stated_by: actor.userId,
  };
  const added = records.flatMap((record) => record.added.map((each) => ({ ...each, ...same })));
  await insertRows(db, 'statements', added);
  await supersede(
    house,
    records.flatMap((record) => record.superseded),
    at,
  );
  const assigned = new Map(
    records.flatMap(({ one, assignTo }) => (assignTo === undefined ? [] : [[one.id, assignTo]])),
  );
  const edited = records.filter(({ topics }) => topics.length > 0);
  if (edited.length > 0) {
    await followTopics(
      house,
      [...new Set(edited.flatMap(({ topics }) => topics))],
      edited.map(({ one }) => one),
      new Map(edited.map(({ one, known }) => [one.id, known])),
      () => at,
      assigned.size > 0 ? assigned : undefined,
    );
  }
  await updateParties(
    house,
    records
      .filter(({ one, topics }) => topics.length === 0 && assigned.has(one.id))
      .map(({ one }) => ({ id: one.id, updated_at: at, assigned_to: assigned.get(one.id) })),
  );
  await recordInBulk(
    house,
    records.flatMap((record) => record.happenings(actId)),
  );
  return records.length;
}
