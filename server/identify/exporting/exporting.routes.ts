import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { z } from 'zod';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import {
  ExportColumn,
  ExportFormat,
  exportFiles,
} from '../../../shared/platform/exporting/formats.ts';
import { conditionsOf, FilterText } from '../../../shared/platform/filters.ts';
import { Id, Zone } from '../../../shared/platform/values.ts';
import type { UserActor } from '../../platform/access/actor.ts';
import { audited, readingAs } from '../../platform/exporting/exported.ts';
import type { House } from '../../platform/house.ts';
import { describe } from '../../platform/http/describe.ts';
import { downloadHeaders } from '../../platform/http/download.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { partyEntity } from '../fields/entity.ts';
import { exportParties } from './exporting.ts';

const Columns = z.array(ExportColumn).min(1).max(200);
const Asked = {
  format: ExportFormat,
  sort: z.string().max(100).default('name'),
  delimiter: z.enum(['comma', 'semicolon']).optional(),
  /** Of the file and the sheet, without an ending. */
  title: z.string().trim().min(1).max(100).optional(),
};

/** As many as an address can name; more are chosen by a filter. */
const mostChosen = 300;

const Ids = z
  .string()
  .max(mostChosen * 37)
  .transform((text) => text.split(','))
  .pipe(z.array(Id).max(mostChosen))
  .optional();

const ExportQuery = z.strictObject({
  ...Asked,
  filter: FilterText.optional(),
  /** Fields of the catalog with commas between them, or JSON that also names their headings. */
  columns: z
    .string()
    .max(20_000)
    .transform((text, context) => {
      if (!text.startsWith('[')) return text.split(',').map((field) => ({ field: field.trim() }));
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue('The columns are not JSON. Write them like name,email,city.');
        return z.NEVER;
      }
    })
    .pipe(Columns)
    .optional(),
  /** Records chosen one by one, with commas between their ids. */
  ids: Ids,
  /** Of all that the filter leaves, those that somebody took out again. */
  except: Ids,
  /** By whose calendar dates told from today are meant. */
  zone: Zone.optional(),
  /** Read at the door (sign-in.ts): a link can set no header. */
  workspace: Id.optional(),
});

type Wanted = z.infer<typeof ExportQuery>;

/**
 * Lists as files, streamed: as many rows as there are, of what the asker may see and of nothing else. Every
 * export is told to the stream.
 */
export function exportRoutes(kind: PartyKind, house: House, { atLeastStreaming }: Policies) {
  const tag = kind === 'person' ? 'People' : 'Companies';
  const entityOf = partyEntity(kind);

  async function answer(actor: UserActor, asked: Wanted): Promise<Response> {
    const { format, filter, ids, except } = asked;
    const title = asked.title ?? tag;
    const what = {
      subject: kind,
      format,
      ...(filter ? { filteredBy: [...new Set(conditionsOf(filter).map(([name]) => name))] } : {}),
      ...(ids ? { selected: ids.length } : {}),
      ...(except ? { leftOut: except.length } : {}),
    };
    const read = readingAs(house.db, actor);
    const stream = await exportParties(read, await read(entityOf), { ...asked, title }, (rows) =>
      audited(house.db, actor, what, rows),
    );
    stream.on('error', (error) => house.log.error({ err: error }, 'an export broke off'));
    const { type, ending } = exportFiles[format];
    return new Response(Readable.toWeb(stream) as ReadableStream, {
      headers: downloadHeaders(`${title}.${ending}`, type),
    });
  }

  return new Hono<Environment>().get(
    '/export',
    atLeastStreaming('reader'),
    describe(
      tag,
      `Exports ${tag.toLowerCase()}, filtered and sorted, as CSV, XLSX, vCard or NDJSON, in one stream`,
      'application/octet-stream',
    ),
    input('query', ExportQuery),
    (context) => answer(context.var.actor, context.req.valid('query')),
  );
}
