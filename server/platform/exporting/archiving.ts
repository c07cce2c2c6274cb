import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { ZipFile } from 'yazl';
import { asActor, systemActor, type UserActor } from '../access/actor.ts';
import { findActor } from '../access/actors.ts';
import { announce } from '../events/events.ts';
import type { House } from '../house.ts';
import { alone } from '../import/alone.ts';
import { listWorkspaces } from '../workspaces/workspaces.ts';
import { keptHours } from './archives.ts';
import { tellExported } from './exported.ts';
import { type ArchivePart, type Archiving, archiveParts, type Language } from './parts.ts';
import { readmeOf } from './readme.ts';

/** How soon an archive is begun anew whose server was killed. */
const lookEvery = 30_000;
/** Progress is told this often. */
const tellEvery = 1_000;

/** Makes the archives that people ask for, one after the other, and those that an earlier server left undone. */
export function workOnArchives(house: House): void {
  const { closing, log } = house;
  let turn = Promise.resolve();
  const take = (workspaceId: string, id: string) => {
    turn = turn
      .then(() => makeArchive(house, workspaceId, id))
      .catch((error) => log.warn({ err: error }, 'making an archive'));
    return turn;
  };
  house.live.watch(({ workspace, subject, id, verb }) => {
    if (subject === 'export' && verb === 'started') void take(workspace, id);
  });
  void (async () => {
    while (!closing.aborted) {
      for (const { workspace_id, id } of await unfinished(house).catch(() => []))
        await take(workspace_id, id);
      await pause(lookEvery, undefined, { signal: closing, ref: false }).catch(() => undefined);
    }
  })();
}

async function unfinished(house: House) {
  const found: { workspace_id: string; id: string }[] = [];
  for (const workspaceId of await listWorkspaces(house.db)) {
    const rows = await asActor(house.db, systemActor(workspaceId), ({ db }) =>
      db
        .selectFrom('exports')
        .select(['workspace_id', 'id'])
        .where('workspace_id', '=', workspaceId)
        .where('status', 'in', ['waiting', 'running'])
        .orderBy('id')
        .execute(),
    );
    found.push(...rows);
  }
  return found;
}

/** Makes one archive, from the beginning, unless another process is at it. */
export async function makeArchive(house: House, workspaceId: string, id: string): Promise<void> {
  await alone(house.pool, `export ${id}`, house.closing, (signal) =>
    new Making(house, workspaceId, id, signal).toItsEnd(),
  );
}

interface Progress {
  parts_done?: number;
  parts?: number;
  part?: string | null;
  rows?: number;
}

class Making {
  readonly #house: House;
  readonly #workspaceId: string;
  readonly #id: string;
  readonly #signal: AbortSignal;
  #rows = 0;
  #told = 0;
  #adding: Readable | undefined;

  constructor(house: House, workspaceId: string, id: string, signal: AbortSignal) {
    this.#house = house;
    this.#workspaceId = workspaceId;
    this.#id = id;
    this.#signal = signal;
  }

  async toItsEnd(): Promise<void> {
    const { db, log } = this.#house;
    const asked = await this.#asked();
    if (!asked || !['waiting', 'running'].includes(asked.status)) return;
    const actor = await findActor(db, asked.owner_id, this.#workspaceId);
    if (!actor) return this.#end({ status: 'failed', error: 'Whoever asked for it has left.' });
    try {
      await this.#tell({ parts: archiveParts.length + 1, parts_done: 0, rows: 0 }, 'running');
      const bytes = await this.#write(actor, asked.language as Language);
      await tellExported(db, actor, { subject: 'everything', format: 'zip' }, this.#rows, true);
      const expires_at = Temporal.Now.instant().add({ hours: keptHours });
      await this.#end({ status: 'done', bytes, expires_at, rows: this.#rows });
    } catch (error) {
      await rm(this.#unfinished, { force: true });
      // Told to stop: the next server begins anew.
      if (this.#signal.aborted) return;
      log.error({ err: error, exportId: this.#id }, 'an archive could not be made');
      const { code, message } = error as NodeJS.ErrnoException;
      const why = code === 'ENOSPC' ? 'There is no room for it on the disk of the server' : message;
      await this.#end({ status: 'failed', error: `${why}. Nothing was kept of it.` });
    }
  }

  get #unfinished(): string {
    return `${this.#house.files.archive(this.#id)}.unfinished`;
  }

  #asked() {
    return this.#asHouse(({ db }) =>
      db
        .selectFrom('exports')
        .select(['status', 'owner_id', 'language'])
        .where('workspace_id', '=', this.#workspaceId)
        .where('id', '=', this.#id)
        .executeTakeFirst(),
    );
  }

  /** All of it is read in one transaction of whoever asked: one moment, and what they may see. */
  async #write(actor: UserActor, language: Language): Promise<number> {
    const { db, files } = this.#house;
    const target = files.archive(this.#id);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const zip = new ZipFile();
    const output = zip.outputStream as Readable;
    zip.on('error', (error: Error) => output.destroy(error));
    const written = pipeline(output, createWriteStream(this.#unfinished, { mode: 0o600 }));
    // A full disk ends the part that is being written, which would wait for room for ever.
    written.catch((error: Error) => this.#adding?.destroy(error));
    await asActor(
      db,
      actor,
      async (transaction) => {
        const archiving: Archiving = {
          actor,
          read: (work) => work(transaction),
          files,
          watch: (rows) => this.#counted(rows),
        };
        const { name, zone } = await transaction.db
          .selectFrom('workspaces')
          .select(['name', 'zone'])
          .where('workspace_id', '=', this.#workspaceId)
          .executeTakeFirstOrThrow();
        const person = await transaction.db
          .selectFrom('users')
          .select('name')
          .where('workspace_id', '=', this.#workspaceId)
          .where('id', '=', actor.userId)
          .executeTakeFirstOrThrow();
        const at = Temporal.Now.zonedDateTimeISO(zone);
        const readme = readmeOf(language, { company: name, person: person.name, at }, archiveParts);
        zip.addBuffer(Buffer.from(`\ufeff${readme}`), 'README.txt');
        for (const [index, part] of archiveParts.entries()) {
          await this.#tell({ part: part.name, parts_done: index + 1, rows: this.#rows });
          await this.#add(zip, part, archiving);
        }
      },
      1,
      'read only',
    );
    zip.end();
    await written;
    const file = await open(this.#unfinished, 'r');
    await file.sync();
    const { size } = await file.stat();
    await file.close();
    await rename(this.#unfinished, target);
    return size;
  }

  async #add(zip: ZipFile, part: ArchivePart, archiving: Archiving): Promise<void> {
    for await (const { name, content } of part.entries(archiving)) {
      this.#signal.throwIfAborted();
      this.#adding = Readable.from(content, { objectMode: false });
      zip.addReadStream(this.#adding, name);
      await finished(this.#adding, { writable: false });
    }
  }

  async *#counted<Row>(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
    for await (const row of rows) {
      this.#signal.throwIfAborted();
      this.#rows += 1;
      if (this.#rows % 200 === 0 && performance.now() - this.#told > tellEvery)
        await this.#tell({ rows: this.#rows });
      yield row;
    }
  }

  #asHouse<T>(work: Parameters<typeof asActor<T>>[2]): Promise<T> {
    return asActor(this.#house.db, systemActor(this.#workspaceId), work);
  }

  async #tell(progress: Progress, status?: 'running'): Promise<void> {
    this.#told = performance.now();
    await this.#set({ ...progress, ...(status && { status }) }, 'progressed');
  }

  async #end(end: {
    status: 'done' | 'failed';
    error?: string;
    bytes?: number;
    rows?: number;
    expires_at?: Temporal.Instant;
  }): Promise<void> {
    const over = { part: null, finished_at: Temporal.Now.instant() };
    await this.#set({ ...end, ...over }, end.status);
  }

  async #set(values: object, verb: string): Promise<void> {
    await this.#asHouse(async (house) => {
      const row = await house.db
        .updateTable('exports')
        .set(values)
        .where('workspace_id', '=', this.#workspaceId)
        .where('id', '=', this.#id)
        .returning('audience')
        .executeTakeFirst();
      if (row)
        await announce(house, { audience: row.audience, subject: 'export', id: this.#id, verb });
    });
  }
}
