import { type Actor, asActor, systemActor, type Transaction } from '../access/actor.ts';
import type { Database } from '../database/database.ts';
import { nextId } from '../database/ids.ts';
import { record } from '../events/events.ts';

/** Reads in the name of whoever exports: a transaction for each piece, or one for all of them. */
export type ReadAs = <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>;

/** A transaction for each page: a slow reader of the answer holds no connection and no snapshot. */
export function readingAs(db: Database, actor: Actor): ReadAs {
  return (work) => asActor(db, actor, work, 3, 'read only');
}

/** What an export was of, for whoever looks at the stream later; never whom it held. */
export interface ExportedWhat {
  subject: string;
  format: string;
  /** By which fields the rows were chosen, and whether by hand. */
  filteredBy?: string[];
  selected?: number;
  /** How many of the rows that were left were taken out by hand. */
  leftOut?: number;
}

/**
 * Passes rows on and tells the stream at the end who exported what and how many, also when somebody broke it
 * off: what was sent until then has left the house.
 */
export async function* audited<Row>(
  db: Database,
  actor: Actor,
  what: ExportedWhat,
  rows: AsyncIterable<Row>,
): AsyncGenerator<Row> {
  let count = 0;
  let complete = false;
  try {
    for await (const row of rows) {
      count += 1;
      yield row;
    }
    complete = true;
  } finally {
    await tellExported(db, actor, what, count, complete);
  }
}

/** Readers and read-only tokens write nothing else; that they took something along is told all the same. */
export async function tellExported(
  db: Database,
  { workspaceId, userId }: Actor,
  { subject, ...what }: ExportedWhat,
  rows: number,
  complete: boolean,
): Promise<void> {
  await asActor(db, systemActor(workspaceId, userId), (house) =>
    record(house, {
      subject: 'export',
      subjectId: nextId(),
      audience: workspaceId,
      verb: 'exported',
      particulars: { of: subject, ...what, rows, complete },
    }),
  );
}
