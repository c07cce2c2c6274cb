import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { ImportCounts, ImportOptions } from '../../../shared/platform/import/imports.ts';
import { type Actor, asActor, systemActor, type Transaction } from '../access/actor.ts';
import { findActor } from '../access/actors.ts';
import { insertRows } from '../database/bulk.ts';
import { isConnectionLoss, violatedConstraint } from '../database/failures.ts';
import { Statistics } from '../database/statistics.ts';
import { announce, record } from '../events/events.ts';
import type { House } from '../house.ts';
import { readInWorker } from '../workers/reading.ts';
import { alone } from './alone.ts';
import { addCounts, type Counts, countsOf } from './counting.ts';
import {
  behindWhatWasBrought,
  holdWhereLeft,
  type ImportFile,
  markFile,
  nameOf,
  nextFiles,
  Overtaken,
} from './files.ts';
import { setStatus } from './imports.ts';
import { keptMappings } from './mappings.ts';
import type { Item, Problem } from './reader.ts';
import { formatOf, type ImportFormat, type Importing, importRooms } from './registry.ts';
import { Report, tellable } from './report.ts';
import { isArchive, unpackFile } from './unpacking.ts';

/**
 * Runs an import to its end, from wherever it stands. Every batch is one transaction that writes the rows
 * and how far the file was read, so an end at any moment loses nothing and doubles nothing. One whose
 * lock was lost ends, and whoever takes the import up next goes on.
 */
export async function runImport(
  house: House,
  workspaceId: string,
  importId: string,
  signal: AbortSignal,
): Promise<void> {
  await alone(house.pool, `import ${importId}`, signal, (held) =>
    new Run(house, workspaceId, importId, held).toItsEnd(),
  );
}

class Run {
  readonly #house: House;
  readonly #system: Actor;
  readonly #importId: string;
  readonly #signal: AbortSignal;
  #report: Report | undefined;
  readonly #statistics = new Statistics('imports', (work) => this.#as(this.#system, work));

  constructor(house: House, workspaceId: string, importId: string, signal: AbortSignal) {
    this.#house = house;
    this.#system = systemActor(workspaceId);
    this.#importId = importId;
    this.#signal = signal;
  }

  async toItsEnd(): Promise<void> {
    const importing = await this.#begin();
    if (!importing) return;
    try {
      await this.#as(importing.actor, async (transaction) => {
        for (const room of importRooms) await room.begin?.(transaction, importing);
      });
      for (;;) {
        const [file, ...more] = await this.#as(this.#system, (transaction) =>
          nextFiles(transaction, this.#importId),
        );
        if (!file) break;
        if (this.#signal.aborted || (await this.#status()) !== 'running') return;
        const { beside } = file.about;
        const reading = {
          ...importing,
          fileId: file.id,
          fileName: file.name,
          ...(beside ? { beside } : {}),
        };
        if (more.length > 0) await this.#readTogether([file, ...more], reading);
        else await this.#readFile(file, reading);
      }
      await this.#finish(importing);
    } catch (error) {
      // Told to stop: the next start goes on from the last batch.
      if (this.#signal.aborted || error instanceof Overtaken) return;
      // A database that restarts is no fault of the file: the import is taken up again.
      if (isConnectionLoss(error)) throw error;
      if ((await this.#status()) === 'cancelled') return;
      this.#house.log.error({ err: error, importId: this.#importId }, 'import failed');
      await this.#as(this.#system, async (transaction) => {
        await setStatus(transaction, this.#importId, 'failed', {
          error: `The import stopped: ${(error as Error).message}. What was read so far is kept and can be undone.`,
        });
        await announce(transaction, {
          audience: importing.reach.audience,
          subject: 'import',
          id: this.#importId,
          verb: 'failed',
        });
      });
    }
    await rm(this.#house.files.uploads(this.#importId), { recursive: true, force: true });
    await this.#statistics.learnInFull();
  }

  async #as<T>(actor: Actor, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const inTransaction = async (transaction: Transaction) => {
      // A plan made while the tables were small would read them whole for the rest of the import.
      await sql`set local plan_cache_mode = force_custom_plan`.execute(transaction.db);
      return work(transaction);
    };
    for (let attempt = 1; ; attempt++) {
      try {
        return await asActor(this.#house.db, actor, inTransaction);
      } catch (error) {
        // Somebody else added the same address or domain between our looking and our writing: looking
        // again finds theirs.
        if (attempt === 3 || violatedConstraint(error) === undefined) throw error;
      }
    }
  }

  /**
   * Writes a batch without waiting for the disk: a machine that stops loses the last few of them together
   * with how far they were read, and the import goes on before them. Its end waits for the disk again.
   */
  async #asBatch(
    actor: Actor,
    after: { files: ImportFile[]; reached: unknown },
    work: (transaction: Transaction) => Promise<void>,
  ): Promise<void> {
    await this.#as(actor, async (transaction) => {
      await sql`set local synchronous_commit = off`.execute(transaction.db);
      await holdWhereLeft(transaction, this.#importId, after);
      await work(transaction);
    });
  }

  async #begin(): Promise<Importing | undefined> {
    const found = await this.#as(this.#system, async (transaction) => {
      const { db } = transaction;
      const row = await db
        .selectFrom('imports')
        .innerJoin('workspaces', 'workspaces.workspace_id', 'imports.workspace_id')
        .select([
          'status',
          'options',
          'audience',
          'visibility',
          'owner_id',
          'country',
          'zone',
          'counts',
          'mappings',
          'decisions',
          'corrections',
          'grounds',
        ])
        .where('imports.workspace_id', '=', this.#system.workspaceId)
        .where('id', '=', this.#importId)
        .executeTakeFirst();
      if (!row || !['waiting', 'running'].includes(row.status)) return undefined;
      await setStatus(transaction, this.#importId, 'running');
      return { ...row, mappings: await keptMappings(transaction, row) };
    });
    if (!found) return undefined;
    const actor = await findActor(this.#house.db, found.owner_id, this.#system.workspaceId);
    if (!actor || actor.readOnly) {
      await this.#as(this.#system, (transaction) =>
        setStatus(transaction, this.#importId, 'failed', {
          error:
            'Whoever started this import may no longer add anything here. Let somebody else bring the files.',
        }),
      );
      return undefined;
    }
    const options = ImportOptions.parse(found.options);
    const counts = ImportCounts.parse(found.counts);
    this.#report = new Report(this.#importId, found.audience, counts.errors + counts.warnings);
    return {
      importId: this.#importId,
      actor,
      options,
      reach: {
        audience: found.audience,
        visibility: options.visibility,
        ownerId: found.owner_id,
      },
      country: options.country ?? found.country,
      zone: options.zone ?? found.zone,
      mappings: found.mappings,
      files: this.#house.files,
      fileId: '',
      fileName: '',
      decisions: found.decisions,
      corrections: found.corrections,
      grounds: found.grounds,
      memory: new Map(),
    };
  }

  async #status(): Promise<string | undefined> {
    return this.#as(this.#system, async ({ db, actor }) => {
      const row = await db
        .selectFrom('imports')
        .select('status')
        .where('workspace_id', '=', actor.workspaceId)
        .where('id', '=', this.#importId)
        .executeTakeFirst();
      return row?.status;
    });
  }

  /** Files of one item each, read one by one and written in one transaction with all their marks. */
  async #readTogether(files: ImportFile[], importing: Importing): Promise<void> {
    const format = formatOf(files[0]!.format)!;
    const read: { file: ImportFile; items: Item[]; problems: Problem[] }[] = [];
    for (const file of files) {
      const items: Item[] = [];
      const problems: Problem[] = [];
      try {
        for await (const batch of this.#batchesOf(file, format, importing)) {
          items.push(
            ...batch.items.map((item) => ({
              ...item,
              locator: { ...item.locator, entry: nameOf(file) },
            })),
          );
          problems.push(...batch.problems);
        }
      } catch (error) {
        problems.push(unreadable(error));
      }
      read.push({ file, items, problems });
    }
    const all = await prepared(
      format,
      read.flatMap(({ items }) => items),
      importing,
    );
    await this.#asBatch(importing.actor, { files, reached: null }, async (transaction) => {
      const written =
        all.length > 0 ? await format.write(transaction, all as never[], importing) : {};
      const leftOut = Map.groupBy(written.problems ?? [], ({ locator }) => locator.entry);
      const captured = Map.groupBy(written.captured ?? [], ({ entry }) => entry);
      const everything: Problem[] = [];
      for (const { file, items, problems } of read) {
        const lost = leftOut.get(nameOf(file)) ?? [];
        const found = [...problems, ...lost];
        const activities = captured.get(nameOf(file))?.length ?? 0;
        const known = items.length - activities - lost.length;
        everything.push(...found);
        await this.#report!.keep(transaction, file, found);
        await markFile(transaction, this.#importId, file, {
          counts: countsOf({ activities, known }, found, items.length),
          reached: null,
          bytesRead: file.bytes,
          done: true,
        });
      }
      await this.#count(transaction, importing, countsOf(written, everything, all.length));
    });
    await this.#statistics.learn(all.length);
  }

  #batchesOf(file: ImportFile, format: ImportFormat, importing: Importing) {
    return readInWorker({
      module: format.reader.module,
      name: format.reader.name,
      path: file.about.path,
      options: format.readerOptions?.(importing) ?? {},
      from: file.reached,
      signal: this.#signal,
    });
  }

  async #readFile(file: ImportFile, importing: Importing): Promise<void> {
    if (isArchive(file.format)) return this.#unpack(file, importing);
    const format = formatOf(file.format);
    if (!format) {
      const message = `${file.about.reason ?? 'This kind of file is not known here.'} Nothing of it was imported.`;
      return this.#commit(importing, file, {
        items: [],
        problems: [{ locator: {}, code: 'file.unknown-format', severity: 'error', message }],
        after: file.reached,
        reached: null,
        bytesRead: file.bytes,
        done: true,
      });
    }
    // A file that holds nothing is done too.
    let last: unknown = file.reached;
    let writing = Promise.resolve();
    try {
      for await (const batch of this.#batchesOf(file, format, importing)) {
        // While the database writes one batch, the next is read and prepared.
        const items = await prepared(format, batch.items, importing);
        await writing;
        if ((await this.#status()) !== 'running') return;
        writing = this.#commit(importing, file, {
          items,
          problems: batch.problems,
          after: last,
          reached: batch.position,
          bytesRead: batch.bytesRead,
          done: false,
        });
        last = batch.position;
        // Heard at the next turn, or below.
        writing.catch(() => undefined);
      }
      await writing;
    } catch (error) {
      // Whatever ended the reading, the batch under way comes to its end first; its failure would count more.
      await writing;
      const problem = unreadable(error);
      return this.#commit(importing, file, {
        items: [],
        problems: [problem],
        after: last,
        reached: last,
        bytesRead: file.bytes,
        done: true,
      });
    }
    await this.#commit(importing, file, {
      items: [],
      problems: [],
      after: last,
      reached: last,
      bytesRead: file.bytes,
      done: true,
    });
  }

  /** Rows, problems, counts and position of one batch: all of them, or none. */
  async #commit(
    importing: Importing,
    file: ImportFile,
    batch: {
      items: unknown[];
      problems: Problem[];
      /** Where the batch before it ended. */
      after: unknown;
      reached: unknown;
      bytesRead: number;
      done: boolean;
    },
  ): Promise<void> {
    const format = formatOf(file.format);
    const after = { files: [file], reached: batch.after };
    await this.#asBatch(importing.actor, after, async (transaction) => {
      const written =
        batch.items.length > 0 && format
          ? await format.write(transaction, batch.items as never[], importing)
          : {};
      const problems = tellable([...batch.problems, ...(written.problems ?? [])], written.unspoken);
      await this.#report!.keep(transaction, file, problems);
      const counts = countsOf(written, problems, batch.items.length);
      await markFile(transaction, this.#importId, file, { ...batch, counts });
      await this.#count(transaction, importing, counts);
    });
    await this.#statistics.learn(batch.items.length);
  }

  async #count(transaction: Transaction, importing: Importing, counts: Counts): Promise<void> {
    await transaction.db
      .updateTable('imports')
      .set({ counts: addCounts('imports.counts', counts) })
      .where('workspace_id', '=', transaction.actor.workspaceId)
      .where('id', '=', this.#importId)
      .execute();
    await announce(transaction, {
      audience: importing.reach.audience,
      subject: 'import',
      id: this.#importId,
      verb: 'progressed',
    });
  }

  /** The files inside take the archive's place in the import, in the order in which they lie there. */
  async #unpack(file: ImportFile, importing: Importing): Promise<void> {
    const folder = join(this.#house.files.uploads(this.#importId), `${file.id}.unpacked`);
    const { files, problems } = await unpackFile(file.about.path, file.format, file.name, folder);
    await this.#as(importing.actor, async (transaction) => {
      const { db, actor } = transaction;
      await holdWhereLeft(transaction, this.#importId, { files: [file], reached: file.reached });
      await this.#report!.keep(transaction, file, problems);
      await insertRows(
        db,
        'import_files',
        files.map((each, index) => ({
          workspace_id: actor.workspaceId,
          import_id: this.#importId,
          audience: importing.reach.audience,
          position: behindWhatWasBrought + index,
          bytes_read: 0,
          status: 'waiting',
          counts: {},
          ...each,
        })),
      );
      const counts = countsOf({}, problems, 0);
      await markFile(transaction, this.#importId, file, {
        counts,
        reached: null,
        bytesRead: file.bytes,
        done: true,
      });
      await this.#count(transaction, importing, counts);
    });
  }

  /** What needs the whole: the rooms' last step and the end of the import are one transaction. */
  async #finish(importing: Importing): Promise<void> {
    await this.#as({ ...this.#system, userId: importing.actor.userId }, async (transaction) => {
      const { db, actor } = transaction;
      await sql`set local statement_timeout = 0`.execute(db);
      const running = await sql`
        select from imports
        where workspace_id = ${actor.workspaceId} and id = ${this.#importId} and status = 'running'
        for update`.execute(db);
      if (running.rows.length === 0) throw new Overtaken();
      for (const room of importRooms) {
        if (!room.finish) continue;
        const written = await room.finish(transaction, importing);
        await this.#count(transaction, importing, countsOf(written, [], 0));
      }
      await setStatus(transaction, this.#importId, 'done');
      await record(transaction, {
        subject: 'import',
        subjectId: this.#importId,
        audience: importing.reach.audience,
        verb: 'done',
      });
    });
  }
}

export async function prepared(
  format: ImportFormat,
  items: Item[],
  importing: Importing,
): Promise<unknown[]> {
  return format.prepare ? format.prepare(items as Item<never>[], importing) : items;
}

/** A file that cannot be read to its end is a line of the report; anything else is a fault of ours. */
export function unreadable(error: unknown): Problem {
  if (!isReadingTrouble(error)) throw error;
  const message = `Reading stopped here: ${(error as Error).message}`;
  return { locator: {}, code: 'file.unreadable', severity: 'error', message };
}

function isReadingTrouble(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === 'ReaderStuck' || ('code' in error && error.code === 'ENOENT'))
  );
}
