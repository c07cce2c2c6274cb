import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type ExportFormat, exportFormats } from '../../shared/platform/exporting/formats.ts';
import { FilterText } from '../../shared/platform/filters.ts';
import { exportParties } from '../identify/exporting/exporting.ts';
import { partyEntity } from '../identify/fields/entity.ts';
import { calendarOf, meetingsOf } from '../interact/calendar/exporting.ts';
import { findActor } from '../platform/access/actors.ts';
import { findOperator } from '../platform/auth/commands.ts';
import { audited, readingAs } from '../platform/exporting/exported.ts';
import { Failure } from '../platform/failure.ts';
import { command, Misuse } from './command.ts';
import { visit } from './visit.ts';

const kinds = { people: 'person', companies: 'company', meetings: 'meeting' } as const;

export const exportList = command({
  usage:
    'export people|companies|meetings FILE [--format csv|xlsx|vcard|vcard3|ndjson|ics] [--filter JSON] [--sort FIELD] [--columns name,email] [--semicolons] [--as EMAIL] [--json]',
  takesWords: true,
  options: {
    format: { type: 'string' },
    filter: { type: 'string' },
    sort: { type: 'string', default: 'name' },
    columns: { type: 'string' },
    semicolons: { type: 'boolean', default: false },
    as: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
  async run({ values, words: [list = '', file, ...more] }) {
    if (!(list in kinds) || !file || more.length > 0) {
      throw new Misuse(
        'Name what to export (people, companies or meetings) and one file to write.',
      );
    }
    const kind = kinds[list as keyof typeof kinds];
    const target = path.resolve(file);
    if (await stat(target).catch(() => undefined)) {
      throw new Failure(`${target} is there already. Nothing was written. Choose another name.`);
    }
    const filter = values.filter === undefined ? undefined : readFilter(values.filter);
    return visit('export', { quiet: values.json }, async ({ house }) => {
      const operator = await findOperator(house.auth, values.as);
      const actor = await findActor(house.db, operator.userId, operator.workspaceId);
      if (!actor) throw new Failure(`${operator.email} is disabled. Nothing was done.`);
      const format = kind === 'meeting' ? 'ics' : formatOf(values.format, target);
      const read = readingAs(house.db, actor);
      let rows = 0;
      const watch = <Row>(all: AsyncIterable<Row>) =>
        counted(audited(house.db, actor, { subject: kind, format }, all), () => (rows += 1));
      const stream =
        kind === 'meeting'
          ? Readable.from(calendarOf(watch(meetingsOf(read, {}))), { objectMode: false })
          : await exportParties(
              read,
              await read(partyEntity(kind)),
              {
                format: format as ExportFormat,
                filter,
                sort: values.sort,
                title: list,
                ...(values.columns && {
                  columns: values.columns.split(',').map((field) => ({ field: field.trim() })),
                }),
                delimiter: values.semicolons ? 'semicolon' : 'comma',
              },
              watch,
            );
      const begun = performance.now();
      await write(stream, target);
      const seconds = (performance.now() - begun) / 1_000;
      const { size: bytes } = await stat(target);
      const number = (count: number) => count.toLocaleString('en');
      console.log(
        values.json
          ? JSON.stringify({ file: target, rows, bytes, seconds })
          : `${target}: ${number(rows)} ${list} in ${number(Math.ceil(bytes / 1_000))} KB, of what ${operator.name} may see.`,
      );
      return 0;
    });
  },
});

function readFilter(text: string) {
  const read = FilterText.safeParse(text);
  if (read.success) return read.data;
  throw new Misuse(`--filter is not usable: ${read.error.issues[0]?.message ?? 'it is no filter'}`);
}

/** The format that was asked for, else the one the name of the file ends with. */
function formatOf(asked: string | undefined, file: string): ExportFormat {
  const ending = path.extname(file).slice(1).toLowerCase();
  const format = asked ?? { vcf: 'vcard' }[ending] ?? ending;
  const known = exportFormats.find((each) => each === format);
  if (known) return known;
  throw new Misuse(
    `"${format}" is no format to export to. Use --format with one of: ${exportFormats.join(', ')}.`,
  );
}

/** The file has its name only once it is complete. */
async function write(stream: Readable, target: string): Promise<void> {
  const unfinished = `${target}.unfinished`;
  try {
    await pipeline(stream, createWriteStream(unfinished, { mode: 0o600 }));
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code && ['ENOENT', 'EACCES', 'EROFS', 'ENOSPC'].includes(code)) {
      throw new Failure(
        `${target} cannot be written (${code}). Nothing was kept of it. Name a file in a folder that is there, open to you and not full.`,
      );
    }
    throw error;
  }
}

async function* counted<Row>(rows: AsyncIterable<Row>, count: () => void): AsyncGenerator<Row> {
  for await (const row of rows) {
    count();
    yield row;
  }
}
