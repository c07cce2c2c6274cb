import { sql } from 'kysely';
import { type ImportCheck, ImportOptions } from '../../../shared/platform/import/imports.ts';
import { asActor, type Transaction, type UserActor } from '../access/actor.ts';
import { violatedConstraint } from '../database/failures.ts';
import { Statistics } from '../database/statistics.ts';
import { announce } from '../events/events.ts';
import type { House } from '../house.ts';
import { readInWorker } from '../workers/reading.ts';
import { type Counts, countsOf } from './counting.ts';
import { CheckUnderWay, ImportStarted, NothingToImport } from './errors.ts';
import { ownImport } from './imports.ts';
import { keptMappings } from './mappings.ts';
import type { Problem } from './reader.ts';
import { formatOf, type Importing, importRooms } from './registry.ts';
import { mostProblems, Report, tellable } from './report.ts';
import { prepared, unreadable } from './running.ts';

interface CheckedFile {
  id: string;
  name: string;
  format: string;
  about: { path: string; entry?: string };
}

interface Outcome {
  counts: Counts;
  uncounted: number;
  problems: { file: CheckedFile; problems: Problem[] }[];
  doubts: unknown[];
}

/** Carries what was counted out of the transaction that is taken back. */
class Counted extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super('counted');
    this.outcome = outcome;
  }
}

/**
 * What an import would do: everything is written as it will be, in one transaction, and taken back. So the
 * counts are those of the real run and need no second way of counting that could differ from it.
 */
export async function checkImport(
  house: House,
  actor: UserActor,
  importId: string,
  signal: AbortSignal,
): Promise<void> {
  const { outcome, revision } = await tryOut(house, actor, importId, signal);
  await asActor(house.db, actor, async (transaction) => {
    const { db } = transaction;
    const found = await ownImport(transaction, importId);
    // What was counted is of files or choices that have changed meanwhile.
    if (found.status !== 'collecting' || (await revisionOf(transaction, importId)) !== revision)
      return;
    await db
      .deleteFrom('import_problems')
      .where('workspace_id', '=', actor.workspaceId)
      .where('import_id', '=', importId)
      .execute();
    const report = new Report(importId, found.audience, 0);
    for (const { file, problems } of outcome.problems)
      await report.keep(transaction, file, problems);
    const check: ImportCheck = {
      counts: outcome.counts,
      checkedAt: Temporal.Now.instant().toString(),
      uncounted: outcome.uncounted,
    };
    await db
      .updateTable('imports')
      .set({ checked: JSON.stringify(check), doubts: JSON.stringify(outcome.doubts) })
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', importId)
      .execute();
    await announce(transaction, {
      audience: found.audience,
      subject: 'import',
      id: importId,
      verb: 'checked',
    });
  });
}

async function tryOut(
  house: House,
  actor: UserActor,
  importId: string,
  signal: AbortSignal,
): Promise<{ outcome: Outcome; revision: string }> {
  for (let attempt = 1; ; attempt += 1) {
    let revision = '';
    try {
      await asActor(
        house.db,
        actor,
        async (transaction) => {
          revision = await revisionOf(transaction, importId);
          throw new Counted(await writeAll(house, transaction, importId, signal));
        },
        1,
      );
    } catch (error) {
      if (error instanceof Counted) return { outcome: error.outcome, revision };
      // Somebody else added the same address meanwhile; counting again finds theirs.
      if (attempt === 3 || violatedConstraint(error) === undefined) throw error;
    }
  }
}

async function writeAll(
  house: House,
  transaction: Transaction,
  importId: string,
  signal: AbortSignal,
): Promise<Outcome> {
  const { db } = transaction;
  const actor = transaction.actor as UserActor;
  // Before the turn is taken: who has brought nothing hears that, however often they ask at once.
  const { importing, files } = await beginning(house, transaction, importId);
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`check ${actor.workspaceId}`}, 0)) as mine`.execute(
    db,
  );
  if (!rows[0]?.mine) throw new CheckUnderWay();
  await sql`set local statement_timeout = 0`.execute(db);
  await sql`set local idle_in_transaction_session_timeout = 0`.execute(db);
  await sql`set local plan_cache_mode = force_custom_plan`.execute(db);
  for (const room of importRooms) await room.begin?.(transaction, importing);
  const statistics = new Statistics('imports', (work) => work(transaction));
  const outcome: Outcome = { counts: countsOf({}, [], 0), uncounted: 0, problems: [], doubts: [] };
  let room = mostProblems;
  for (const file of files) {
    const format = formatOf(file.format);
    if (!format?.isCheckable) {
      outcome.uncounted += 1;
      continue;
    }
    const reading = { ...importing, fileId: file.id, fileName: file.name };
    const found: Problem[] = [];
    const take = (problems: Problem[]) => {
      // One more than the report holds, so that it says where it was cut.
      found.push(...problems.slice(0, Math.max(0, room + 1)));
      room -= problems.length;
    };
    try {
      for await (const batch of readInWorker({
        module: format.reader.module,
        name: format.reader.name,
        path: file.about.path,
        options: format.readerOptions?.(reading) ?? {},
        signal,
      })) {
        const items = await prepared(format, batch.items, reading);
        const written =
          items.length > 0 ? await format.write(transaction, items as never[], reading) : {};
        const problems = tellable(
          [...batch.problems, ...(written.problems ?? [])],
          written.unspoken,
        );
        add(outcome.counts, countsOf(written, problems, items.length));
        take(problems);
        await statistics.learn(items.length);
      }
    } catch (error) {
      const problem = unreadable(error);
      add(outcome.counts, countsOf({}, [problem], 0));
      take([problem]);
    }
    outcome.problems.push({ file, problems: found });
  }
  for (const { doubts } of importRooms) {
    if (doubts) outcome.doubts.push(...(await doubts(transaction, importing)));
  }
  return outcome;
}

async function beginning(
  house: House,
  transaction: Transaction,
  importId: string,
): Promise<{ importing: Importing; files: CheckedFile[] }> {
  const { db } = transaction;
  const actor = transaction.actor as UserActor;
  const found = await ownImport(transaction, importId);
  if (found.status !== 'collecting') throw new ImportStarted();
  const files = await db
    .selectFrom('import_files')
    .select(['id', 'name', 'format', 'about'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('import_id', '=', importId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  if (files.length === 0) throw new NothingToImport();
  const { country, zone } = await db
    .selectFrom('workspaces')
    .select(['country', 'zone'])
    .where('workspace_id', '=', actor.workspaceId)
    .executeTakeFirstOrThrow();
  const options = ImportOptions.parse(found.options);
  return {
    files: files.map((file) => ({ ...file, about: file.about as unknown as { path: string } })),
    importing: {
      importId,
      actor,
      options,
      reach: {
        audience: found.audience,
        visibility: options.visibility,
        ownerId: found.owner_id,
      },
      country: options.country ?? country,
      zone: options.zone ?? zone,
      mappings: await keptMappings(transaction, found),
      files: house.files,
      fileId: '',
      fileName: '',
      isCheck: true,
      decisions: found.decisions,
      corrections: found.corrections,
      grounds: found.grounds,
      memory: new Map(),
    },
  };
}

/** Changes with every file and every choice. */
async function revisionOf({ db, actor }: Transaction, importId: string): Promise<string> {
  const { rows } = await sql<{ revision: string }>`
    select md5(options::text || mappings::text || decisions::text || corrections::text || coalesce((select string_agg(id::text, ',' order by id)
      from import_files f where f.workspace_id = i.workspace_id and f.import_id = i.id), '')) as revision
    from imports i where workspace_id = ${actor.workspaceId} and id = ${importId}`.execute(db);
  return rows[0]?.revision ?? '';
}

function add(sum: Counts, counts: Counts): void {
  for (const [name, count] of Object.entries(counts)) sum[name as keyof Counts] += count;
}
