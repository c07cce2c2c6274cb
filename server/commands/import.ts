import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { TableMapping, type TableView } from '../../shared/identify/importing/mapping.ts';
import {
  ImportOptions,
  type ImportProblemView,
  type ImportView,
} from '../../shared/platform/import/imports.ts';
import { confirmMappings, viewTables } from '../identify/importing/tables.ts';
import { asActor, type Transaction, type UserActor } from '../platform/access/actor.ts';
import { findActor } from '../platform/access/actors.ts';
import { findOperator, type Operator } from '../platform/auth/commands.ts';
import { Failure } from '../platform/failure.ts';
import type { House } from '../platform/house.ts';
import { checkImport } from '../platform/import/checking.ts';
import {
  addFile,
  beginImport,
  cancelImport,
  startImport,
  viewImport,
  viewImports,
  viewProblems,
} from '../platform/import/imports.ts';
import { receiveFile } from '../platform/import/receiving.ts';
import { runImport } from '../platform/import/running.ts';
import { startUndo, undoImport } from '../platform/import/undoing.ts';
import { command, Misuse } from './command.ts';
import { findSources, type Source } from './import-sources.ts';
import { openProgress, type Progress } from './progress.ts';
import { type Visit, visit } from './visit.ts';

const problemsShown = 10;
const number = (count: number) => count.toLocaleString('en');

export const importFiles = command({
  usage:
    'import FILES… [--as EMAIL] [--writer ADDRESS | --others] [--called NAME] [--private] [--country AT] [--zone Europe/Vienna] [--mapping FILE] [--check] [--json]\n   or: node bin/rapport.js import --list | --problems ID | --undo ID [--as EMAIL] [--json]',
  takesWords: true,
  options: {
    as: { type: 'string' },
    writer: { type: 'string' },
    others: { type: 'boolean', default: false },
    called: { type: 'string' },
    private: { type: 'boolean', default: false },
    country: { type: 'string' },
    zone: { type: 'string' },
    mapping: { type: 'string' },
    check: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    problems: { type: 'string' },
    undo: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
  async run({ values, words }) {
    const { json, list, problems, undo } = values;
    const instead = [list, problems !== undefined, undo !== undefined].filter(Boolean).length;
    if (instead > 1 || (instead === 1) === words.length > 0) {
      throw new Misuse('Name files to import, or one of --list, --problems and --undo.');
    }
    const options = readOptions(values);
    const mappings = values.mapping === undefined ? [] : await readMappings(values.mapping);
    const sources = words.length > 0 ? await findSources(words) : [];
    return visit('import', { quiet: json }, async (visited) => {
      const desk = await openDesk(visited, values.as, json);
      if (list) return desk.list();
      if (problems !== undefined) return desk.problems(problems);
      if (undo !== undefined) return desk.undo(undo);
      return desk.bring(sources, options, mappings, values.check);
    });
  },
});

function readOptions(values: {
  writer?: string | undefined;
  others: boolean;
  called?: string | undefined;
  private: boolean;
  country?: string | undefined;
  zone?: string | undefined;
}): ImportOptions {
  if (values.writer !== undefined && values.others) {
    throw new Misuse(
      'A mailbox is either that of its --writer or one of --others, whom nobody here is.',
    );
  }
  const options = ImportOptions.safeParse({
    mailbox: values.others
      ? { whose: 'others' }
      : values.writer !== undefined
        ? { whose: 'writer', address: values.writer }
        : { whose: 'mine' },
    ...(values.called && { chats: { calledAs: values.called } }),
    visibility: values.private ? 'private' : 'everyone',
    ...(values.country && { country: values.country.toUpperCase() }),
    ...(values.zone && { zone: values.zone }),
  });
  if (!options.success) {
    const [{ path, message } = { path: [], message: '' }] = options.error.issues;
    throw new Misuse(`--${String(path[0] ?? 'option')} is not usable: ${message}`);
  }
  if (values.zone && !isZone(values.zone)) {
    throw new Misuse(`"${values.zone}" is no time zone. Write it like Europe/Vienna.`);
  }
  return options.data;
}

/** What columns become, as the API takes it: one mapping, a list, or what `--check --json` shows. */
async function readMappings(path: string): Promise<TableMapping[]> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new Misuse(`${path} cannot be read as JSON: ${(error as Error).message}`);
  }
  const list = Array.isArray(content)
    ? content
    : ((content as { mappings?: unknown[] } | null)?.mappings ?? [content]);
  const mappings = z.array(TableMapping).safeParse(list);
  if (mappings.success) return mappings.data;
  throw new Misuse(`${path} is no mapping of columns. ${z.prettifyError(mappings.error)}`);
}

function isZone(name: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

async function openDesk({ house, server }: Visit, email: string | undefined, json: boolean) {
  // The rooms say there which kinds of file they read; with a server it is the one to know.
  if (!server) await import('../app.ts');
  const operator = await findOperator(house.auth, email);
  const actor = await findActor(house.db, operator.userId, operator.workspaceId);
  if (!actor) throw new Failure(`${operator.email} is disabled. Nothing was done.`);
  return new Desk(house, server !== undefined, operator, actor, json);
}

/** Where files are handed in, for one user. */
class Desk {
  readonly #house: House;
  /** Background work is done by the running server; without one, by this process. */
  readonly #serverRuns: boolean;
  readonly #operator: Operator;
  readonly #actor: UserActor;
  readonly #json: boolean;
  readonly #progress: Progress;

  constructor(
    house: House,
    serverRuns: boolean,
    operator: Operator,
    actor: UserActor,
    json: boolean,
  ) {
    this.#house = house;
    this.#serverRuns = serverRuns;
    this.#operator = operator;
    this.#actor = actor;
    this.#json = json;
    this.#progress = openProgress({ json });
  }

  #as<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return asActor(this.#house.db, this.#actor, work);
  }

  async bring(
    sources: Source[],
    options: ImportOptions,
    mappings: TableMapping[],
    onlyCheck: boolean,
  ): Promise<number> {
    const files = sources.reduce((sum, source) => sum + source.files, 0);
    this.#say(
      `Importing ${files === 1 ? sources[0]!.name : `${number(files)} files`} as ${this.#operator.name} <${this.#operator.email}> …`,
    );
    const id = await this.#as((transaction) => beginImport(transaction, options));
    for (const [index, source] of sources.entries()) {
      this.#progress.show(`Taking in ${source.name} (${index + 1} of ${sources.length})`, {
        importId: id,
        step: 'taking in',
        file: source.name,
        bytes: source.bytes,
      });
      const received = await receiveFile(this.#house.files.uploads(id), source.name, source.open());
      await this.#as((transaction) => addFile(transaction, id, received));
    }
    if (mappings.length > 0) {
      await this.#as((transaction) => confirmMappings(transaction, id, mappings));
    }
    if (onlyCheck) return this.#check(id);
    await this.#as((transaction) => startImport(transaction, id));
    const begun = performance.now();
    const view = await this.#followed(id, (signal) =>
      runImport(this.#house, this.#actor.workspaceId, id, signal),
    );
    const seconds = (performance.now() - begun) / 1_000;
    if (!view) return this.#left(id);
    const { rows: problems } = await this.#as((transaction) =>
      viewProblems(transaction, id, { limit: problemsShown }),
    );
    if (this.#json) console.log(JSON.stringify({ import: view, seconds, problems }));
    else this.#report(view, seconds, problems);
    return view.status === 'done' ? 0 : 1;
  }

  /** Counts what the import would do, says what the columns would become, and leaves nothing behind. */
  async #check(id: string): Promise<number> {
    const enough = new AbortController();
    const leave = () => enough.abort();
    process.once('SIGINT', leave);
    try {
      this.#progress.show('Counting what it would do …', { importId: id, step: 'checking' });
      const tables = await viewTables(this.#house, this.#actor, id);
      await checkImport(this.#house, this.#actor, id, enough.signal);
      const view = await this.#as((transaction) => viewImport(transaction, id));
      const { rows: problems } = await this.#as((transaction) =>
        viewProblems(transaction, id, { limit: problemsShown }),
      );
      this.#progress.end();
      const { counts } = view.check ?? view;
      const mappings = tables.rows.map(({ mapping, headers }) => ({ ...mapping, headers }));
      if (this.#json) console.log(JSON.stringify({ check: view.check, mappings, problems }));
      else {
        console.log(`It would bring: ${summary({ ...view, counts })}. Nothing was changed.`);
        for (const table of tables.rows) console.log(`  ${columnsOf(table)}`);
        const count = counts.errors + counts.warnings;
        if (count > 0) console.log(`\n${number(count)} ${count === 1 ? 'problem' : 'problems'}:`);
        for (const problem of problems) console.log(`  ${sentence(problem)}`);
      }
      return 0;
    } finally {
      process.off('SIGINT', leave);
      await this.#as((transaction) => cancelImport(transaction, id));
    }
  }

  async undo(id: string): Promise<number> {
    await this.#as((transaction) => startUndo(transaction, idOf(id)));
    const view = await this.#followed(id, () =>
      undoImport(this.#house, this.#actor.workspaceId, id),
    );
    if (!view) return this.#left(id);
    if (this.#json) console.log(JSON.stringify({ import: view }));
    else if (view.status === 'undone') {
      console.log('The import is taken back. Records somebody worked on since are kept.');
    } else console.log(view.error ?? `The import is ${view.status}.`);
    return view.status === 'undone' ? 0 : 1;
  }

  async list(): Promise<number> {
    let cursor: string | undefined;
    const all: ImportView[] = [];
    do {
      const page = await this.#as((transaction) => viewImports(transaction, cursor, 100));
      all.push(...page.rows);
      cursor = page.next ?? undefined;
    } while (cursor);
    if (this.#json) console.log(JSON.stringify({ imports: all }));
    else if (all.length === 0) console.log('Nothing was imported yet.');
    for (const view of this.#json ? [] : all) {
      const names = view.files.slice(0, 3).map(({ name }) => name);
      const more = view.files.length > names.length ? ' …' : '';
      console.log(
        `${view.id}  ${view.createdAt.slice(0, 16).replace('T', ' ')}  ${view.status.padEnd(10)}  ${summary(view)}  (${names.join(', ')}${more})`,
      );
    }
    return 0;
  }

  async problems(id: string): Promise<number> {
    let cursor: string | undefined;
    let count = 0;
    do {
      const page = await this.#as((transaction) =>
        viewProblems(transaction, idOf(id), { limit: 1_000, cursor }),
      );
      for (const problem of page.rows) {
        console.log(this.#json ? JSON.stringify(problem) : sentence(problem));
      }
      count += page.rows.length;
      cursor = page.next ?? undefined;
    } while (cursor);
    if (count === 0) this.#say('This import had no problems.');
    return 0;
  }

  /**
   * Shows how far a piece of background work is until it has ended. Undefined: whoever watched had
   * enough; the work goes on without them, or at the next start.
   */
  async #followed(
    id: string,
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<ImportView | undefined> {
    const enough = new AbortController();
    const leave = () => enough.abort();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, leave);
    const begun = performance.now();
    let underWay: Promise<unknown> | undefined = this.#serverRuns
      ? undefined
      : work(enough.signal).then(() => {
          // It ended, or another process has taken it up: then that one is watched.
          underWay = undefined;
        });
    const left = new Promise<void>((resolve) =>
      enough.signal.addEventListener('abort', () => resolve()),
    );
    // Its end is heard of at once; how far it is, is looked up now and then.
    let wake = () => {};
    this.#house.live.watch(({ subject, id: other, verb }) => {
      if (subject === 'import' && other === id && verb !== 'progressed') wake();
    });
    try {
      while (!enough.signal.aborted) {
        const view = await this.#as((transaction) => viewImport(transaction, id));
        if (!['waiting', 'running', 'undoing'].includes(view.status)) {
          await underWay;
          this.#progress.end();
          return view;
        }
        const { text, data } = howFar(view, (performance.now() - begun) / 1_000);
        this.#progress.show(text, { importId: id, ...data });
        const heard = new Promise<void>((resolve) => {
          wake = resolve;
        });
        await Promise.race([left, heard, pause(250), ...(underWay ? [underWay] : [])]);
      }
      await underWay;
      this.#progress.end();
      return undefined;
    } finally {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, leave);
    }
  }

  #left(id: string): number {
    this.#say(
      this.#serverRuns
        ? `The server goes on with it. How far it is: node bin/rapport.js import --list`
        : `Stopped; what was written is kept, and the next start of Rapport goes on with it. To take it back then: node bin/rapport.js import --undo ${id}`,
    );
    return 1;
  }

  #report(view: ImportView, seconds: number, problems: ImportProblemView[]): void {
    const rate = Math.round(view.counts.items / Math.max(seconds, 0.001));
    const how = { done: 'Done', cancelled: 'Cancelled', failed: 'Stopped' }[view.status as string];
    console.log(
      `${how ?? view.status} in ${seconds.toFixed(1)} s (${number(rate)} a second): ${summary(view)}.`,
    );
    if (view.error) console.log(view.error);
    const count = view.counts.errors + view.counts.warnings;
    if (count > 0) {
      console.log(`\n${number(count)} ${count === 1 ? 'problem' : 'problems'}:`);
      for (const problem of problems) console.log(`  ${sentence(problem)}`);
      if (count > problems.length) {
        console.log(`All of them: node bin/rapport.js import --problems ${view.id}`);
      }
    }
    console.log(`To take this import back: node bin/rapport.js import --undo ${view.id}`);
  }

  #say(text: string): void {
    if (!this.#json) console.error(text);
  }
}

function idOf(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text;
  throw new Misuse(`"${text}" is not the id of an import; --list shows them.`);
}

function howFar(view: ImportView, seconds: number): { text: string; data: object } {
  if (view.status === 'undoing')
    return { text: 'Taking the import back …', data: { status: view.status } };
  const total = view.files.reduce((sum, { bytes }) => sum + bytes, 0);
  const read = view.files.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
  const share = total > 0 ? Math.min(1, read / total) : 0;
  const { counts, status } = view;
  const rate = Math.round(counts.items / Math.max(seconds, 0.001));
  const present = view.files.find((file) => file.status === 'running')?.name;
  return {
    text: `${Math.floor(share * 100)} % · ${number(counts.items)} read, ${number(rate)} a second · ${summary(view)}${present ? ` · ${present}` : ''}`,
    data: { status, share, counts },
  };
}

function summary({ counts }: ImportView): string {
  const parts = [
    [counts.people, 'person', 'people'],
    [counts.companies, 'company', 'companies'],
    [counts.activities, 'activity', 'activities'],
    [counts.updated, 'updated', 'updated'],
    [counts.known, 'known already', 'known already'],
  ] as const;
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${number(count)} ${count === 1 ? one : many}`);
  return said.length > 0 ? said.join(', ') : 'nothing new';
}

function columnsOf({ file, entry, mapping }: TableView): string {
  const columns = mapping.columns
    .filter(({ header }) => header)
    .map(({ header, field }) => `${header} → ${field}`);
  return `${entry ? `${file} › ${entry}` : file}: ${columns.slice(0, 40).join(', ')}${columns.length > 40 ? ' …' : ''}`;
}

function sentence({ file, line, part, entry, message }: ImportProblemView): string {
  const place = [
    entry ?? file,
    ...(line === null ? [] : [`line ${line}`]),
    ...(line === null && part !== null ? [`part ${part}`] : []),
  ];
  return `${place.join(', ')}: ${message}`;
}
