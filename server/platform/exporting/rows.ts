import { type RawBuilder, sql } from 'kysely';
import { type Archiving, registerArchiveFile } from './parts.ts';

/** The rows of a file: what each says beside its id and whom it is about, and where they come from, as `t`. */
export interface ArchiveRows {
  id: RawBuilder<unknown>;
  about: RawBuilder<unknown>;
  columns: RawBuilder<unknown>;
  from: RawBuilder<unknown>;
}

/** A file of one JSON object a line, read portion by portion in the order of the ids. */
export function registerArchiveRows(
  name: string,
  rows: ArchiveRows,
  about: Record<'en' | 'de', string>,
): void {
  registerArchiveFile(name, about, (archiving) => linesOf(archiving, rows));
}

const rowsAtOnce = 1_000;

async function* linesOf({ read, watch }: Archiving, rows: ArchiveRows): AsyncGenerator<string> {
  for await (const row of watch(rowsOf(read, rows))) yield `${JSON.stringify(row)}\n`;
}

async function* rowsOf(
  read: Archiving['read'],
  { id, about, columns, from }: ArchiveRows,
): AsyncGenerator<{ id: string }> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await read(({ db, actor }) =>
      sql<{ id: string }>`
        select ${id} as id, ${about} as "about", ${columns} from ${from}
        where t.workspace_id = ${actor.workspaceId} and ${id} > ${after}::uuid
        order by ${id} limit ${sql.lit(rowsAtOnce)}`.execute(db),
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < rowsAtOnce) return;
    after = last.id;
  }
}
